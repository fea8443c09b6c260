"""The choice of one filter among those of the layer."""

import streamlit as st

from ui.controls.places import BUTTONS, keep_place
from ui.state.link import wanted_number
from ui.state.scenario import Scenario

FILTER = "filter"


def choose_filter(scenario: Scenario, help: str = "Whose feature map is shown.") -> int:
    """Draw the choice of filter, and return its number."""
    with keep_place("filter-place", BUTTONS):
        return filter_buttons(scenario, help)


def filter_buttons(scenario: Scenario, help: str) -> int:
    """Draw the buttons alone, for a place that holds other controls, too."""
    filters = scenario.layer.spec.out_channels
    if not 0 <= wanted_number(FILTER, 0) < filters:
        st.session_state[FILTER] = filters - 1
    number = st.segmented_control(
        "Filter",
        range(filters),
        default=0,
        required=True,
        key=FILTER,
        help=help,
        bind="query-params",
    )
    return number or 0
