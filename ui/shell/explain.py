"""Sentences whose words light the picture, and say what they mean."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey

from colours import CHANNEL_HUES
from stage.frontend_files import joined_script
from ui.shell.glossary import MARK, TERMS, Term, address_of, mark_terms

_listener = st.components.v2.component(
    "lit_words",
    html="<span></span>",
    js=joined_script("lit_words.js", Path(__file__).parent),
)


def explain(text: str, width: int | Literal["stretch"] = "stretch") -> None:
    """Write a text in Markdown, its terms marked; they and the picture light each other."""
    st.markdown(mark_terms(text), width=width)
    hear_words()


def hear_words() -> None:
    """Send what hears the words of a page, once."""
    with (
        suppress(StreamlitDuplicateElementKey),
        st.container(key="lit-words-place", height=1, border=False, gap=None),
    ):
        _listener(key="lit words", data={"style": _style()})


def _style() -> str:
    """Write how marked words look: those that every channel has are underlined in its colours.

    Where a picture has one channel, the line is plain. Dots are under words that no picture of
    the page can light.
    """
    red, green, blue = CHANNEL_HUES[:3]
    stripes = f"{red} 0 33%, {green} 33% 67%, {blue} 67%"
    by_channel = _any_of(term for term in TERMS if term.by_channel)
    only_explained = _any_of(term for term in TERMS if not term.lit)
    word = f'a[href^="{MARK}"]'
    return (
        f"{word} {{ color: inherit; text-decoration: none; cursor: help; padding-bottom: 1px; "
        "background: linear-gradient(currentcolor, currentcolor) bottom / 100% 2px no-repeat }\n"
        f":where(:root:not([data-one-channel])) {word}{by_channel} "
        f"{{ background-image: linear-gradient(to right, {stripes}) }}\n"
        f"{word}{only_explained}, :root:is(:not([data-lights]), [data-lights='0']) {word} "
        "{ background: none; border-bottom: 2px dotted; padding: 0 }\n"
        f"{word}:is(:hover, :focus-visible, [data-lit]) {{ outline: 2px solid; "
        "outline-offset: 2px; border-radius: 3px }"
    )


def _any_of(terms: Iterable[Term]) -> str:
    """Write a selector of the words for terms."""
    addresses = (f'[href="{address_of(term)}"]' for term in terms)
    return f":is({', '.join(addresses)})"
