"""What is wider than the screen can be scrolled by keyboard: Streamlit gives it no focus."""

from pathlib import Path

import streamlit as st

_component = st.components.v2.component(
    "focusable",
    html="<span></span>",
    js=(Path(__file__).parent / "focusable.js").read_text(encoding="utf-8"),
)


def focus_scrollables() -> None:
    """Watch the page, and give the focus to what scrolls."""
    _component(key="focusable")
