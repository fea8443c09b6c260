"""Keras or PyTorch: whose words the labels use, chosen once for all pages."""

import streamlit as st

from conv_engine.frameworks.layouts import Framework
from ui.controls.places import BUTTONS, keep_place
from ui.state.settings import KERAS, PYTORCH, SETTINGS

FRAMEWORK = "framework"
TITLES = {KERAS: "Keras", PYTORCH: "PyTorch"}


def choose_framework() -> None:
    """Draw the switch; it is in the link, and stays as it is from page to page."""
    with keep_place("framework-place", BUTTONS):
        st.segmented_control(
            "Words of",
            tuple(TITLES),
            default=KERAS,
            required=True,
            format_func=TITLES.__getitem__,
            key=FRAMEWORK,
            help="Both have the same layer, and call its arguments by other names.",
            bind="query-params",
        )


def framework() -> Framework:
    """Tell whose words are used."""
    chosen: Framework = st.session_state.get(FRAMEWORK) or "keras"
    return chosen


def label(key: str) -> str:
    """Name a setting in the words that are used."""
    return SETTINGS[key].named(framework())
