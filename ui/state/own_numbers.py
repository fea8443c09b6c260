"""What the learner made, in the link as far as it fits; all of it travels as a scenario file."""

from collections.abc import Mapping

import numpy as np

from text import list_text
from ui.state import words
from ui.state.edited_input import EditedInput, edited_input, with_changes
from ui.state.edited_kernels import edited_kernels, grids_version, shown_settings
from ui.state.exact_biases import link_biases
from ui.state.framework import framework
from ui.state.keys import CELLS, IMAGE, MODEL, MODEL_PICTURE, WEIGHTS
from ui.state.link import correction
from ui.state.memories import (
    EDITED_INPUT,
    FILE_FILTERS,
    KERNELS,
    KERNELS_VERSION,
    LINK_NOTES,
    MODEL_READ,
    PAGE,
)
from ui.state.placed_numbers import Placed, PlacedNumbers
from ui.state.scenario import stage_input
from ui.state.session import read, say_in_link, write
from ui.state.settings import (
    EDITED,
    FILTER_KINDS,
    FILTERS,
    INPUT,
    OWN_PICTURE,
    SMALL_INTEGERS,
    Settings,
)
from ui.state.valid_settings import depth, filter_kinds, spec_of


def left_out() -> str:
    """Name what is not in the link of the page; nothing if all is."""
    kept: EditedInput | None = read(EDITED_INPUT)
    if read(PAGE) in MODEL:
        return _model_left_out()
    of_file = read(FILE_FILTERS) if read(PAGE) in IMAGE else None
    is_large = of_file is not None and of_file.is_large
    names = {
        words.YOUR_KERNELS: is_large or not _fits(WEIGHTS, _own_weights(shown_settings())),
        words.YOUR_CELLS: kept is not None and not _fits(CELLS, kept.changes),
        words.YOUR_PICTURE: read(INPUT) == OWN_PICTURE,
    }
    return _join_names(names)


def _model_left_out() -> str:
    """Name what a link to the lesson about a model of one's own does not hold."""
    opened = read(MODEL_READ)
    names = {
        words.YOUR_MODEL: opened is not None and not opened.is_example,
        words.YOUR_PICTURE: read(MODEL_PICTURE) == OWN_PICTURE,
    }
    return _join_names(names)


def _join_names(names: Mapping[str, bool]) -> str:
    there = [name for name, is_there in names.items() if is_there]
    return list_text(there, "{n}", "{n}") if there else ""


def _fits(key: PlacedNumbers, numbers: Placed) -> bool:
    return not numbers or key.nearest(numbers) is not None


def link_own_numbers(settings: Settings) -> None:
    """Let the link say the kernels and the changed cells that are shown, each if they fit."""
    say_in_link(WEIGHTS, WEIGHTS.nearest(_own_weights(settings)))
    link_biases(settings)
    shown = edited_input(settings) is not None
    say_in_link(CELLS, CELLS.nearest(read(EDITED_INPUT).changes) if shown else None)


def _own_weights(settings: Settings) -> Placed:
    """Return the weights of the edited filters that are not 0; of each filter one at least."""
    _, channels, rows, columns = spec_of(settings).weight_shape
    numbers: dict[tuple[int, ...], float] = {}
    for f, kind in enumerate(filter_kinds(settings)):
        if kind == EDITED:
            kernels = edited_kernels()[f, :channels, :rows, :columns]
            numbers[f, 0, 0, 0] = float(kernels[0, 0, 0])
            numbers |= {(f, *at): float(kernels[*at]) for at in np.argwhere(kernels).tolist()}
    return numbers


def take_linked_weights() -> None:
    """Make the kernels that a link holds one's own; say it where one asks for kernels without."""
    linked = read(WEIGHTS)
    write(WEIGHTS, None)
    if not linked:
        _note_lost_kernels()
        return
    kernels = edited_kernels().copy()
    kernels[[f for f, *_ in linked]] = 0
    for at, number in linked.items():
        kernels[at] = number
    write(KERNELS, kernels)
    write(KERNELS_VERSION, grids_version() + 1)


def _note_lost_kernels() -> None:
    edited = _edited_filters()
    if not edited or read(KERNELS) is not None:
        return
    note = words.KERNELS_MISSING
    key = FILTER_KINDS[edited[0]]
    if (key.name, EDITED, note) not in read(LINK_NOTES):
        write(LINK_NOTES, (*read(LINK_NOTES), (key.name, EDITED, note)))


def _edited_filters() -> list[int]:
    filters = FILTERS.parsed(str(read(FILTERS)))  # a link may hold any text
    kinds = FILTER_KINDS[: int(FILTERS.default if filters is None else filters)]
    return [number for number, kind in enumerate(kinds) if read(kind) == EDITED]


def take_linked_cells(settings: Settings) -> str:
    """Change the cells that a link has changed; say it where the input that is set has no such."""
    linked = read(CELLS)
    write(CELLS, None)
    if not linked:
        return ""
    numbers = stage_input(settings, None).copy()
    inside = all(n < size for at in linked for n, size in zip(at, numbers.shape, strict=True))
    if settings["input"] != SMALL_INTEGERS or not inside:
        return correction(CELLS, CELLS.title(linked), _cells_there(settings), None, framework())
    for at, number in linked.items():
        numbers[at] = number
    write(EDITED_INPUT, with_changes(numbers, settings))
    return ""


def _cells_there(settings: Settings) -> str:
    """Say which cells can be changed."""
    if settings["input"] != SMALL_INTEGERS:
        return words.ONLY_WITH_INPUT.format(title=INPUT.title(SMALL_INTEGERS))
    last = int(settings["size"]) - 1
    return words.CELLS_THERE.format(channel=depth(settings) - 1, cell=last)
