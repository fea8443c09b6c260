"""A program in Keras, PyTorch and NumPy: a tab and a file for each."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from files.layer_code import WRITERS, Language
from text import as_sentence
from ui.controls.downloads import download
from ui.state.framework import framework
from ui.state.key_kinds import Memory
from ui.state.keys import FRAMEWORK

SAME_NUMBERS = (
    "Each program builds the layers and fills them with the same small whole numbers. Then it "
    "runs them and prints the shape of the output and a checksum. All three print the same "
    "result."
)


def show_program_tabs(
    write: Callable[[Language], str], name: str, key: Memory[Any], about: str = SAME_NUMBERS
) -> None:
    """Write the program of the tab that is open, and offer it as a file of that name.

    What a language has no words for is said in its tab; `about` says what the programs do.
    """
    st.write(about)
    titles = {
        language: "NumPy" if language == "numpy" else FRAMEWORK.title(language)
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
    download("Download", file, text, "The program above as a file.")
