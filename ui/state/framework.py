"""Keras or PyTorch: whose words the labels use."""

import streamlit as st

from conv_engine.frameworks.layouts import Framework
from ui.state.settings import SETTINGS

FRAMEWORK = "framework"


def framework() -> Framework:
    """Tell whose words are used."""
    chosen: Framework = st.session_state.get(FRAMEWORK) or "keras"
    return chosen


def label(key: str) -> str:
    """Name a setting in the words that are used."""
    return SETTINGS[key].named(framework())
