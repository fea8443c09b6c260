"""All filters of a layer on a sheet, and one of them channel by channel."""

from typing import Any

import numpy as np
import streamlit as st

from colours import channel_colours
from conv_engine.networks.filter_sheets import (
    COLOURED,
    Sheet,
    colour_filters,
    filter_sizes,
    lay_sheet,
    needed_decimals,
    sort_by_size,
)
from conv_engine.networks.learned import LearnedFilters
from conv_engine.numeric import Array, symmetric_limit
from conv_engine.samples import RGB
from files.kernels import Layout
from stage.board import CellBox, Tile, board
from text import channel_label
from ui.controls.places import BUTTONS, CONTROL, keep_place
from ui.controls.widgets import choice_buttons, number_field
from ui.lessons.model.open_view import choose_layer
from ui.lessons.model.opened import OpenLayer, OpenModel, read_as
from ui.lessons.model.words import filters as words
from ui.state.keys import MODEL_FILTER, MODEL_ORDER, MODEL_SHEET
from ui.state.memories import FILTER_KERNELS, FILTER_SHEET, MODEL_LAYOUT
from ui.state.session import read, write_choice

ON_SHEET, ACROSS = 64, 8
"""Filters of a sheet in colour, and of a row of it."""
ROWS, COLUMNS = 32, 32
"""Filters and channels of a sheet of slices."""
MOST_SHOWN = 8
"""Kernels of one filter that are shown with their numbers."""
LARGE, LARGEST_BESIDE, LARGEST_PRINTED = 5, 7, 12
"""Columns of kernels: beyond the first their numbers have two digits, beyond the second they stand
below the sheet, where there is room for them, and beyond the last a cell says its number when it
is pointed at."""


def show_filters(opened: OpenModel) -> None:
    """Choose a layer, show all its filters, and one of them with its numbers."""
    menu, ordering, sheets, single = st.columns([4, 3, 1.5, 1.5], vertical_alignment="bottom")
    with menu:
        layer = choose_layer(opened.adding, words.LAYER_HELP)
    filters = read_filters(layer)
    count = len(filters.weight)
    order = list(range(count))
    with ordering, keep_place("order-place", BUTTONS):
        if choice_buttons(MODEL_ORDER, words.ORDER_HELP) == "size":
            order = sort_by_size(filter_sizes(filters.weight))
    with sheets:
        most = ON_SHEET if is_coloured(filters) else ROWS
        shown = choose_sheet(order, most, words.SHEET_HELP.format(most=most))
    with single, keep_place("filter-place", CONTROL):
        number = number_field(MODEL_FILTER, 0, count - 1, help=words.NUMBER_HELP)
    is_beside = not LARGEST_BESIDE < filters.weight.shape[-1] <= LARGEST_PRINTED
    all_of_them, one = st.columns(2, gap="medium") if is_beside else (st.container(),) * 2
    with all_of_them:
        _show_sheet(filters, shown, number)
    with one:
        _show_kernels(filters, number)


def read_filters(layer: OpenLayer) -> LearnedFilters:
    """Read the filters of a layer; where its file leaves their axes open, ask."""
    assert layer.source is not None
    of_file = layer.of_file
    if of_file is None or len(of_file.layouts) == 1:
        return layer.source.read()
    layout: Layout = st.radio(
        words.WHICH_AXIS,
        of_file.layouts,
        format_func=of_file.describe_layout,
        key=MODEL_LAYOUT.name,
        help=words.NOT_IN_FILE,
    )
    return read_as(of_file, layout)


def is_coloured(filters: LearnedFilters) -> bool:
    """Whether the filters see a colour picture, and are more than a number for each channel."""
    _, depth, *kernel = filters.weight.shape
    return depth == COLOURED and filters.spec.groups == 1 and max(kernel) > 1


def choose_sheet(order: list[int], most: int, help: str) -> list[int]:
    """Choose one of several sheets, if one does not hold all; return what is on it."""
    sheets = -(-len(order) // most)
    if sheets == 1:
        return order
    with keep_place("sheet-place", CONTROL):
        number = number_field(MODEL_SHEET, 1, sheets, help=help)
    return order[(number - 1) * most : number * most]


def _show_sheet(filters: LearnedFilters, shown: list[int], number: int) -> None:
    """Show filters as colours, or as a row of slices each; a click chooses one."""
    weight, depth = filters.weight, filters.weight.shape[1]
    limit = symmetric_limit(weight)
    if is_coloured(filters):
        each = 1
        sheet = lay_sheet(colour_filters(weight[shown], limit), ACROSS, gap_value=255)
        said = words.COLOURED_SHEET
    else:
        each = min(depth, COLUMNS)
        slices = weight[shown, :each].reshape(-1, *weight.shape[2:])
        sheet = lay_sheet(slices, each)
        said = words.describe_slices(depth, COLUMNS)
    boxes = [_box_of(sheet, shown.index(number) * each, each)] if number in shown else []
    rows, columns = sheet.values.shape[-2:]
    board(
        [
            Tile(
                "sheet",
                sheet.values,
                words.title_sheet(len(shown), len(weight)),
                kind="picture" if is_coloured(filters) else "signed",
                scale="weights",
                boxes=boxes,
                alt=words.SHEET_ALT,
            )
        ],
        limits={} if is_coloured(filters) else {"weights": limit},
        on_pin=lambda: _take_filter(sheet, shown, each),
        label=words.SHEET_LABEL,
        height=90 + min(450, round(450 * rows / max(columns, 1))),
        key=FILTER_SHEET.name,
    )
    st.caption(said)


def _box_of(sheet: Sheet, first: int, count: int) -> CellBox:
    """Outline so many small maps from one on."""
    (row, column), (tall, wide) = sheet.corner_of(first), sheet.step
    gap = 0 if sheet.step == (1, 1) else 1
    return CellBox(row, column, tall - gap, count * wide - gap)


def _take_filter(sheet: Sheet, shown: list[int], each: int) -> None:
    """Choose the filter that was clicked."""
    pinned: Any = read(FILTER_SHEET)["pinned"]["place"]
    place = None if pinned is None else sheet.place_at(*pinned)
    if place is not None:
        write_choice(MODEL_FILTER, shown[place // each])


def _show_kernels(filters: LearnedFilters, number: int) -> None:
    """Show the kernels of a filter with their numbers, the largest where there are many."""
    kernels, channels = filters.weight[number], list(filters.spec.group_of(number))
    order = list(range(len(kernels)))
    if len(order) > MOST_SHOWN:
        order = sort_by_size(filter_sizes(kernels[:, np.newaxis]))[:MOST_SHOWN]
    names = RGB if is_coloured(filters) else ()
    hues = channel_colours(names, filters.spec.in_channels)
    wide = kernels.shape[-1]
    decimals = needed_decimals(kernels, 2 if LARGE < wide <= LARGEST_PRINTED else 3)
    board(
        [
            Tile(
                f"kernel {channels[place]}",
                _rounded(kernels[place], decimals),
                channel_label(channels[place], names),
                colour=hues[channels[place]],
                scale="weights",
                decimals=decimals,
            )
            for place in order
        ],
        limits={"weights": symmetric_limit(filters.weight)},
        legend=False,
        reports=False,
        label=words.KERNELS_LABEL.format(filter=number),
        key=FILTER_KERNELS.name,
    )
    bias = None if filters.bias is None else float(filters.bias[number])
    size = float(filter_sizes(filters.weight[[number]])[0])
    said = (
        words.describe_filter(number, len(kernels), bias, size),
        words.describe_smaller(len(order), len(kernels) - len(order)),
        words.POINT_AT_CELL if wide > LARGEST_PRINTED else "",
    )
    st.caption(" ".join(filter(None, said)))


def _rounded(values: Array, decimals: int) -> Array:
    """Keep as many decimals as are printed."""
    return np.round(values.astype(float), decimals) + 0.0
