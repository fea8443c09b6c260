"""The choice of one filter among those of the layer."""

from ui.controls.places import BUTTONS, keep_place
from ui.controls.widgets import choice_buttons
from ui.controls.words import layer as say
from ui.state.keys import FILTER
from ui.state.scenario import Scenario
from ui.state.session import read_within


def choose_filter(scenario: Scenario) -> int:
    """Draw the choice of filter, and return its number."""
    with keep_place("filter-place", BUTTONS):
        return filter_buttons(scenario, say.CHOOSE_FILTER)


def filter_buttons(scenario: Scenario, help: str) -> int:
    """Draw the buttons alone, for a place that holds other controls, too."""
    filters = scenario.layer.spec.out_channels
    read_within(FILTER, 0, filters - 1)
    return choice_buttons(FILTER, help, range(filters))
