"""Cells of the small whole numbers that the learner changed; kept for the session."""

from dataclasses import dataclass

import numpy as np

from ui.state.edited_kernels import set_values, shown_settings
from ui.state.memories import EDITED_INPUT
from ui.state.placed_numbers import Placed
from ui.state.scenario import Array, stage_input
from ui.state.session import read, write
from ui.state.settings import DEFAULTS, SMALL_INTEGERS, Settings, Value

DRAWN_BY = ("seed", "size", "channels")
"""What the small whole numbers are drawn by: where it changes, they are others."""


@dataclass(frozen=True, eq=False)
class EditedInput:
    """The numbers with their changes, shape (C, H, W), and what they were drawn by."""

    numbers: Array
    drawn_by: tuple[Value, ...]

    @property
    def changes(self) -> Placed:
        """The numbers that are not as they were drawn, by channel, row and column."""
        drawn = stage_input({**DEFAULTS, **dict(zip(DRAWN_BY, self.drawn_by, strict=True))}, None)
        changed = np.argwhere(self.numbers != drawn).tolist()
        return {tuple(at): int(self.numbers[tuple(at)]) for at in changed}


def edited_input(settings: Settings) -> Array | None:
    """Return the numbers with their changes; None where the input that is set has none.

    The changes of numbers that are there no more are forgotten.
    """
    kept: EditedInput | None = read(EDITED_INPUT)
    if kept is None:
        return None
    if kept.drawn_by != _drawn_by(settings):
        write(EDITED_INPUT, None)
        return None
    return kept.numbers if settings["input"] == SMALL_INTEGERS else None


def change_cell(channel: int, row: int, column: int, value: int) -> None:
    """Change a cell of the input that the page showed last; one undo takes it back."""
    settings = shown_settings()
    numbers = stage_input(settings, None, edited_input(settings)).copy()
    numbers[channel, row, column] = value
    set_values({EDITED_INPUT: with_changes(numbers, settings)})


def with_changes(numbers: Array, settings: Settings) -> EditedInput:
    """Keep changed numbers for as long as what they were drawn by is set."""
    return EditedInput(numbers, _drawn_by(settings))


def _drawn_by(settings: Settings) -> tuple[Value, ...]:
    return tuple(settings[name] for name in DRAWN_BY)
