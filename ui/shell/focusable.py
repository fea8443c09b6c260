"""What is wider than the screen can be scrolled by keyboard: Streamlit gives it no focus."""

from pathlib import Path

import streamlit as st

from stage.frontend_files import joined_script

_component = st.components.v2.component(
    "focusable",
    html="<span></span>",
    js=joined_script("focusable.js", Path(__file__).parent),
)


def focus_scrollables() -> None:
    """Watch the page, and give the focus to what scrolls."""
    _component(key="focusable")
