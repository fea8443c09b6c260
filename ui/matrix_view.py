"""Lesson 7 on the screen."""

import streamlit as st

from stage.matrix import matrix_stage
from ui.scenario import Scenario


def show_product(scenario: Scenario) -> None:
    """Show patches, filters, their product and the maps it folds into, lit together."""
    with st.container(key="matrix-place"):
        matrix_stage(
            scenario.input,
            scenario.weight,
            scenario.bias,
            scenario.spec,
            channel_names=scenario.channel_names,
            full_hue=255 if scenario.is_picture else None,
        )
