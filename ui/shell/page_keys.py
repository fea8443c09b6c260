"""Keys of the page: they play the picture in view, and lead a presenter from section to section."""

from pathlib import Path

import streamlit as st

_component = st.components.v2.component(
    "page_keys",
    html="<span></span>",
    js=(Path(__file__).parent / "page_keys.js").read_text(encoding="utf-8"),
)


def follow_page_keys() -> None:
    """Listen to the keys that nothing on the page has the focus for."""
    _component(key="page keys")
