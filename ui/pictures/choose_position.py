"""Which filter, on which input, at which position: what several lessons look at."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from conv_engine.samples import RGB
from ui.controls.choose_filter import filter_buttons
from ui.controls.places import BUTTONS, keep_place
from ui.controls.widgets import choice_buttons, number_field
from ui.pictures import words as say
from ui.pictures.one_filter import OneFilter
from ui.state.key_kinds import Memory
from ui.state.keys import COLUMN, ROW, SCALE
from ui.state.memories import SCALE_CHANGED, USUAL_SCALE
from ui.state.scenario import Scenario
from ui.state.session import begin, forget, read, read_within, write, write_link
from ui.state.settings import CELLS, WHOLE

CellPosition = tuple[int, int]
"""Row and column of a feature map."""
FIELD = 130
"""Width of the field of a row or column, in screen pixels."""


def row_of_choices() -> DeltaGenerator:
    """Keep the place of the choice of filter, and of what is chosen beside it."""
    return keep_place("filter-place", BUTTONS, horizontal=True)


def choose_one_filter(scenario: Scenario, row: DeltaGenerator | None = None) -> OneFilter:
    """Draw the choice of filter and scale, and return the filter on what it convolves."""
    scales, refusal = _scales(scenario)
    usual = _follow_input(scenario, scales)
    with row or row_of_choices():
        number = filter_buttons(scenario, say.CHOOSE_FILTER)
        scale = choice_buttons(
            SCALE,
            say.CHOOSE_SCALE,
            scales,
            on_change=lambda: write(SCALE_CHANGED, True),  # a position would be another place in it
            default=usual,
        )
    if refusal:
        st.info(say.NO_PICTURE.format(refusal=refusal), icon=":material/info:")
    elif scale == WHOLE and not scenario.is_picture:
        st.caption(say.LARGER_INPUT)
    if scale != WHOLE:
        return OneFilter.of(scenario.layer, number, scenario.is_picture)
    # With three channels a picture stands in for small numbers; with others, larger stripes.
    picture = scenario.is_picture or scenario.layer.spec.in_channels == len(RGB)
    return OneFilter.of(scenario.layer_on_picture, number, picture)


def _scales(scenario: Scenario) -> tuple[list[str], str]:
    """Offer the whole picture unless the kernel does not fit it; then say why."""
    try:
        scenario.layer.spec.output_shape(scenario.picture.shape)
    except ValueError as refusal:
        write(SCALE, CELLS)
        return [CELLS], str(refusal)
    return [WHOLE, CELLS], ""


def _follow_input(scenario: Scenario, scales: Sequence[str]) -> str:
    """Begin with the scale that suits the input, also when another input is chosen; return it.

    Small numbers add up in cells. A link that names a position beyond these means the picture.
    """
    usual = WHOLE if scenario.is_picture and WHOLE in scales else CELLS
    was_usual = read(USUAL_SCALE)
    scale = begin(SCALE, WHOLE if WHOLE in scales and _is_beyond_cells(scenario) else usual)
    if scale == was_usual != usual:
        write(SCALE, usual)
        write(SCALE_CHANGED, True)
    write(USUAL_SCALE, usual)
    return usual


def _is_beyond_cells(scenario: Scenario) -> bool:
    _, *shape = scenario.layer.output_shape
    place = read(ROW) or 0, read(COLUMN) or 0
    return any(index >= count for index, count in zip(place, shape, strict=True))


def choose_position(one_filter: OneFilter, row: DeltaGenerator) -> CellPosition:
    """Draw the choice of row and column beside that of the filter, and return them."""
    position = position_of(one_filter)
    with row:
        for key, count in zip((ROW, COLUMN), one_filter.shape, strict=True):
            number_field(
                key,
                0,
                count - 1,
                count // 2,
                help=say.PLACE_HELP,
                width=FIELD,
            )
    return position


def position_of(one_filter: OneFilter) -> CellPosition:
    """Return the chosen row and column, brought into the feature map; at first its middle."""
    rows, columns = one_filter.shape
    if read(SCALE_CHANGED):
        forget(SCALE_CHANGED)
        write_link(ROW, rows // 2)
        write_link(COLUMN, columns // 2)
    row = read_within(ROW, 0, rows - 1, rows // 2)
    return row, read_within(COLUMN, 0, columns - 1, columns // 2)


def go_to_pin(board: Memory[Any]) -> None:
    """Set row and column to the position that was pinned on a board."""
    place = read(board)["pinned"]["place"]
    if place is not None:
        row, column = place
        write_link(ROW, row)
        write_link(COLUMN, column)
