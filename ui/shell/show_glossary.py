"""The glossary on the screen: all words with their pictures, over any page."""

from base64 import b64encode
from pathlib import Path

import streamlit as st

from ui.shell import words
from ui.shell.glossary import TERMS
from ui.shell.word_pictures import picture_of
from ui.state.keys import GLOSSARY
from ui.state.session import forget, read, write_link
from ui.state.theme import is_dark

STYLE = Path(__file__).parent / "glossary.css"


def offer_glossary() -> None:
    """Draw the button that opens it."""
    st.button(
        words.GLOSSARY,
        icon=":material/dictionary:",
        shortcut="G",
        on_click=write_link,
        args=(GLOSSARY, True),
        help=words.GLOSSARY_HELP,
    )


def show_glossary() -> None:
    """Show it over the page, if it is open."""
    if read(GLOSSARY):
        _show_words()


def _close() -> None:
    forget(GLOSSARY)


@st.dialog(words.GLOSSARY_TITLE, width="large", on_dismiss=_close)
def _show_words() -> None:
    st.html(STYLE)
    entries = "".join(_entry(term.name, term.meaning) for term in TERMS)
    st.html(f'<dl class="glossary">{entries}</dl>')


def _entry(name: str, meaning: str) -> str:
    picture = picture_of(name, is_dark())
    source = f"data:image/svg+xml;base64,{b64encode(picture.svg.encode()).decode()}"
    return f'<div><dt>{name}</dt><dd><img src="{source}" alt="{picture.alt}">{meaning}</dd></div>'
