"""Numbers that are changed on the stage where they stand: what can be, and what a change sets."""

from collections.abc import Callable, Mapping
from typing import Any

from stage.edits import Edit, EditKind, Edits, Limits, read_edit
from ui.state.edited_input import change_cell
from ui.state.edited_kernels import (
    can_undo,
    set_values,
    shown_weight,
    start_editing,
    undo_change,
)
from ui.state.key_kinds import Memory
from ui.state.session import read
from ui.state.settings import BIASES, SMALL_INTEGERS, Settings

WHOLE_NUMBERS = Limits(-99, 99, 1)
HUNDREDTHS = Limits(-99, 99, 0.01)


def stage_edits(settings: Settings, with_bias: bool = True) -> Edits:
    """Say what can be changed: every weight, every bias, and the cells of small whole numbers.

    Examples
    --------
    >>> from ui.state.settings import DEFAULTS
    >>> list(stage_edits({**DEFAULTS, "input": "digit"}).limits)
    ['kernel', 'bias']
    """
    limits: dict[EditKind, Limits] = {"kernel": HUNDREDTHS}
    if with_bias:
        limits["bias"] = WHOLE_NUMBERS
    if settings["input"] == SMALL_INTEGERS:
        limits["input"] = WHOLE_NUMBERS
    return Edits(limits, can_undo())


def take_edit(picture: Memory[Any]) -> Callable[[], None]:
    """Return what makes the change that a picture tells, or takes the last one back."""

    def take() -> None:
        edit = read_edit(read(picture)["edit"])
        if edit is None:
            undo_change()
        else:
            CHANGES[edit.kind](edit)

    return take


def _change_weight(edit: Edit) -> None:
    f, *cell = edit.at
    kernels = shown_weight()[f].astype(float)
    kernels[tuple(cell)] = edit.value
    start_editing(f, kernels)


def _change_bias(edit: Edit) -> None:
    set_values({BIASES[edit.at[0]]: int(edit.value)})


def _change_input(edit: Edit) -> None:
    channel, row, column = edit.at
    change_cell(channel, row, column, int(edit.value))


CHANGES: Mapping[EditKind, Callable[[Edit], None]] = {
    "kernel": _change_weight,
    "bias": _change_bias,
    "input": _change_input,
}
