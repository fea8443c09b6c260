"""Kernels the learner gave: typed, pasted, from a file or on the stage; kept for the session.

One undo takes the last change back, also one of other things that were changed by `set_values`.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ui.state.key_kinds import Key, Values
from ui.state.memories import KEPT_SETTINGS, KERNELS, KERNELS_BEFORE, KERNELS_VERSION
from ui.state.scenario import Array, weight_of
from ui.state.session import read, write, write_all
from ui.state.settings import (
    DEFAULTS,
    EDITED,
    FILTER_KINDS,
    LARGEST_KERNEL,
    MOST_CHANNELS,
    MOST_FILTERS,
    Settings,
)
from ui.state.valid_settings import spec_of

MOST_UNDONE = 50
NOTHING: Values = {}
NO_KERNELS = np.zeros((0, 0, 0, 0))


@dataclass(frozen=True, eq=False)
class Before:
    """The kernels that one change replaced, and what else was set where it set that too.

    All changes of a drag, which has a number, are one.
    """

    kernels: Array
    values: Values
    drag: int = 0


def edited_kernels() -> Array:
    """Return them all, shape (8, 16, 11, 11): a layer uses the corner that it needs.

    To begin with each is a single 1, the centre of a 3x3 kernel.
    """
    if read(KERNELS) is None:
        blank = np.zeros((MOST_FILTERS, MOST_CHANNELS, LARGEST_KERNEL, LARGEST_KERNEL))
        blank[:, :, 1, 1] = 1
        write(KERNELS, blank)
    kernels: Array = read(KERNELS)
    return kernels


def replace_kernels(
    first_filter: int,
    weight: Array,
    first_channel: int = 0,
    values: Values = NOTHING,
    typed: bool = False,
) -> None:
    """Replace kernels from a first filter and channel on, and set what goes with them.

    The weight has shape (F, C, k_h, k_w). All of it is one change for `undo`. What was typed is
    in its grid already; otherwise the grids are made anew.
    """
    before = edited_kernels()
    filters, channels, rows, columns = weight.shape
    after = before.copy()
    chosen = slice(first_filter, first_filter + filters)
    after[chosen, first_channel : first_channel + channels, :rows, :columns] = weight
    replaced = Before(before, {key: _is_set(key) for key in values})
    write(KERNELS_BEFORE, (*read(KERNELS_BEFORE), replaced)[-MOST_UNDONE:])
    write(KERNELS, after)
    write_all(values)
    if not typed:
        write(KERNELS_VERSION, grids_version() + 1)


def set_values(values: Values) -> None:
    """Set what is no kernel, as one change for `undo_change`."""
    replace_kernels(0, NO_KERNELS, values=values)


def start_editing(f: int, weight: Array | None = None) -> None:
    """Make a filter one that is edited, from the kernels it has now, or with others."""
    kernels = shown_weight()[f] if weight is None else weight
    replace_kernels(f, kernels[np.newaxis], values={FILTER_KINDS[f]: EDITED})


def shown_settings() -> Settings:
    """Return the layer that the page showed last."""
    return read(KEPT_SETTINGS) or DEFAULTS


def shown_weight() -> Array:
    """Return the weight of the layer that the page showed last, with all its decimals."""
    settings = shown_settings()
    return weight_of(settings, spec_of(settings), edited_kernels())


def _is_set(key: Key[Any]) -> Any:
    """Return what a key holds; a setting without a control on this page has its last value."""
    return read(key, shown_settings().get(key.name))


def can_undo() -> bool:
    """Whether there is something to have back."""
    return bool(read(KERNELS_BEFORE))


def join_drag(drag: int) -> None:
    """Count the last change as one with the change before, if both were made by this drag.

    A drag changes the same number again and again: what was there before its first change is what
    one undo brings back. 0 is no drag.
    """
    if not drag:
        return
    *earlier, last = read(KERNELS_BEFORE)
    begun = bool(earlier) and earlier[-1].drag == drag
    write(KERNELS_BEFORE, tuple(earlier) if begun else (*earlier, replace(last, drag=drag)))


def undo_change(drag: int = 0) -> None:
    """Take the last change back, with all that it set; or only what a drag has changed."""
    if can_undo() and drag in (0, read(KERNELS_BEFORE)[-1].drag):
        *earlier, last = read(KERNELS_BEFORE)
        write(KERNELS_BEFORE, tuple(earlier))
        write(KERNELS, last.kernels)
        write_all(last.values)
        write(KERNELS_VERSION, grids_version() + 1)


def grids_version() -> int:
    """Count the changes that did not come from typing; each makes the grids anew."""
    return read(KERNELS_VERSION)


def normalised_kernels(weight: Array) -> Array:
    """Scale kernels so that their weights add up to 1, or their magnitudes where that is 0.

    Examples
    --------
    >>> [normalised_kernels(np.array([[row]])).tolist() for row in ([1, 2, 1], [-1, 0, 1])]
    [[[[0.25, 0.5, 0.25]]], [[[-0.5, 0.0, 0.5]]]]
    """
    total = weight.sum() or np.abs(weight).sum() or 1
    scaled: Array = weight / total
    return scaled
