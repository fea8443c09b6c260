"""The switch between the words of Keras and of PyTorch, once for all pages."""

from ui.controls.places import BUTTONS, keep_place
from ui.controls.widgets import choice_buttons
from ui.controls.words import layer as say
from ui.state.keys import FRAMEWORK


def choose_framework() -> None:
    """Draw the switch; it is in the link, and stays as it is from page to page."""
    with keep_place("framework-place", BUTTONS):
        choice_buttons(FRAMEWORK, say.BOTH_FRAMEWORKS)
