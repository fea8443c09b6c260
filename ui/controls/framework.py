"""The switch between the words of Keras and of PyTorch, once for all pages."""

import streamlit as st

from ui.controls.places import BUTTONS, keep_place
from ui.state.keys import FRAMEWORK


def choose_framework() -> None:
    """Draw the switch; it is in the link, and stays as it is from page to page."""
    with keep_place("framework-place", BUTTONS):
        st.segmented_control(
            FRAMEWORK.label,
            FRAMEWORK.values,
            default=FRAMEWORK.default,
            required=True,
            format_func=FRAMEWORK.title,
            key=FRAMEWORK.name,
            help="Both have the same layer, and call its arguments by other names.",
            bind="query-params",
        )
