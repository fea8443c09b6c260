"""A program in Keras, PyTorch and NumPy: a tab and a file for each."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from files.layer_code import WRITERS, Language
from text import as_sentence
from ui.controls.downloads import download
from ui.pictures import words as say
from ui.state.framework import framework
from ui.state.key_kinds import Memory
from ui.state.keys import FRAMEWORK


def show_program_tabs(
    write: Callable[[Language], str], name: str, key: Memory[Any], about: str = say.SAME_NUMBERS
) -> None:
    """Write the program of the tab that is open, and offer it as a file of that name.

    What a language has no words for is said in its tab; `about` says what the programs do.
    """
    st.write(about)
    titles = {
        language: say.NUMPY if language == "numpy" else FRAMEWORK.title(language)
        for language in WRITERS
    }
    opened = titles[framework()]
    tabs = st.tabs(list(titles.values()), default=opened, key=key.name, on_change="rerun")
    for tab, language in zip(tabs, titles, strict=True):
        with tab:
            if tab.open:
                _show_program(write, language, f"{name}_{language}.py")


def _show_program(write: Callable[[Language], str], language: Language, file: str) -> None:
    try:
        text = write(language)
    except ValueError as refusal:
        st.info(as_sentence(str(refusal)))
        return
    st.code(text, language="python", height=420)
    download(say.DOWNLOAD, file, text, say.DOWNLOAD_HELP)
