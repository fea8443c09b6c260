"""Numbers that are changed on the stage where they stand: what can be, and what a change sets."""

from collections.abc import Callable, Mapping
from typing import Any

from stage.edits import Edit, EditKind, Edits, Limits, Undo, read_edit
from ui.state.edited_input import change_cell
from ui.state.edited_kernels import (
    can_undo,
    join_drag,
    set_values,
    shown_settings,
    shown_weight,
    start_editing,
    undo_change,
)
from ui.state.exact_biases import bias_values
from ui.state.key_kinds import Memory
from ui.state.session import read
from ui.state.settings import SMALL_INTEGERS, Settings
from ui.state.valid_settings import depth

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
    """Return what makes the change that a picture tells, or takes the last one back.

    A change may come late, of a number that the layer has no more: then nothing is changed.
    """

    def take() -> None:
        edit = read_edit(read(picture)["edit"])
        if isinstance(edit, Undo):
            undo_change(edit.drag)
        elif edit.is_inside(_shape_of(edit.kind)):
            CHANGES[edit.kind](edit)
            join_drag(edit.drag)

    return take


def _shape_of(kind: EditKind) -> tuple[int, ...]:
    """Return the shape of what is changed, in the layer that the page showed last."""
    settings = shown_settings()
    weight = shown_weight().shape
    side = int(settings["size"])
    shapes: Mapping[EditKind, tuple[int, ...]] = {
        "kernel": weight,
        "bias": weight[:1],
        "input": (depth(settings), side, side),
    }
    return shapes[kind]


def _change_weight(edit: Edit) -> None:
    f, *cell = edit.at
    kernels = shown_weight()[f].astype(float)
    kernels[tuple(cell)] = edit.value
    start_editing(f, kernels)


def _change_bias(edit: Edit) -> None:
    set_values(bias_values({edit.at[0]: int(edit.value)}))


def _change_input(edit: Edit) -> None:
    channel, row, column = edit.at
    change_cell(channel, row, column, int(edit.value))


CHANGES: Mapping[EditKind, Callable[[Edit], None]] = {
    "kernel": _change_weight,
    "bias": _change_bias,
    "input": _change_input,
}
