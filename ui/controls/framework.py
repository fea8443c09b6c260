"""The switch between the words of Keras and of PyTorch, once for all pages."""

import streamlit as st

from text import FRAMEWORK_TITLES
from ui.controls.places import BUTTONS, keep_place
from ui.state.framework import FRAMEWORK
from ui.state.settings import KERAS


def choose_framework() -> None:
    """Draw the switch; it is in the link, and stays as it is from page to page."""
    with keep_place("framework-place", BUTTONS):
        st.segmented_control(
            "Words of",
            tuple(FRAMEWORK_TITLES),
            default=KERAS,
            required=True,
            format_func=FRAMEWORK_TITLES.__getitem__,
            key=FRAMEWORK,
            help="Both have the same layer, and call its arguments by other names.",
            bind="query-params",
        )
