"""The choice of one filter among those of the layer."""

from ui.controls.widgets import choice_buttons
from ui.state.keys import FILTER
from ui.state.scenario import Scenario
from ui.state.session import read_within


def filter_buttons(scenario: Scenario, help: str) -> int:
    """Draw a button for each filter, and return the number of the chosen one."""
    filters = scenario.layer.spec.out_channels
    read_within(FILTER, 0, filters - 1)
    return choice_buttons(FILTER, help, range(filters))
