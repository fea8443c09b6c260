"""Keys of the page: they play the picture in view, and lead a presenter through all sections."""

from pathlib import Path

import streamlit as st

from stage.frontend_files import joined_script

_component = st.components.v2.component(
    "page_keys",
    html="<span></span>",
    js=joined_script("page_keys.js", Path(__file__).parent),
)


def follow_page_keys() -> None:
    """Listen to the keys that nothing on the page has the focus for."""
    _component(key="page keys")
