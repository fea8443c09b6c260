"""Lesson 4, how channels are mixed afterwards: depthwise, then a 1x1 convolution as a matrix."""

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from figures.axes import colour_limit
from stage.board import board
from ui.controls.places import show_first
from ui.controls.widgets import choice_slider, number_field
from ui.lessons.control.maps import mixing_line, mixing_tiles
from ui.lessons.control.mixing import (
    Mixing,
    cost_equation,
    describe_cost,
    describe_proof,
    first_weight,
)
from ui.lessons.control.words import mixing as words
from ui.pictures.choose_position import choose_one_filter, go_to_pin, position_of, row_of_choices
from ui.pictures.one_filter import OneFilter
from ui.shell.explain import explain
from ui.shell.page_part import page_part
from ui.state.keys import MIXING, MIXING_ROWS
from ui.state.memories import MIXING_BOARD
from ui.state.scenario import Array, Scenario
from ui.state.session import read, write

MOST_IN_LINE = 6
"""Sliders in a line; more stand in lines of 4."""


@page_part
def mix_channels(dense: Scenario) -> None:
    """Mix the partial maps of one filter; the layer above stays as it is."""
    with show_first("mixing"):
        choices = row_of_choices()
        mixing = choose_mixing(choose_one_filter(dense, choices), choices)
    show_proof(mixing)
    show_cost(mixing)


def read_matrix(channels: int) -> Array:
    """Return the matrix as it is set, shape (feature maps, channels)."""
    return np.array(
        [
            [read(MIXING[row, c], first_weight(row, c, channels)) for c in range(channels)]
            for row in range(read(MIXING_ROWS))
        ]
    )


def choose_mixing(one_filter: OneFilter, choices: DeltaGenerator) -> Mixing:
    """Draw the matrix, row by row, the maps that it mixes, and what each row makes of them."""
    channels = len(one_filter.channels)
    _choose_rows(channels, choices)
    matrix = read_matrix(channels)
    for row, weights in enumerate(matrix):
        with st.grid(channels if channels <= MOST_IN_LINE else 4, min_column_width=122):
            for channel, name in enumerate(one_filter.labels):
                choice_slider(
                    MIXING[row, channel],
                    words.WEIGHT_HELP,
                    default=first_weight(row, channel, channels),
                    name=words.WEIGHT.format(row=row, channel=name),
                )
        st.caption(
            words.ROW_GIVES.format(row=row, sum=words.describe_mixing(weights, one_filter.bias[0]))
        )
    mixing = Mixing(one_filter, matrix)
    _show_maps(mixing)
    return mixing


def _show_maps(mixing: Mixing) -> None:
    one_filter, maps = mixing.one_filter, mixing.maps()
    depthwise, mixed = mixing_tiles(mixing, maps)
    board(
        [*depthwise, *mixed],
        at=position_of(one_filter),
        line=mixing_line(mixing, depthwise, mixed),
        limits={"maps": colour_limit(one_filter.partial, maps)},
        on_pin=lambda: go_to_pin(MIXING_BOARD),
        label=words.MAPS_LABEL,
        key=MIXING_BOARD.name,
    )
    st.caption(words.NOTHING_SUMMED)


def _choose_rows(channels: int, choices: DeltaGenerator) -> None:
    """Draw how many rows the matrix has, and the way back to the plain sum."""
    with choices.container(horizontal=True, vertical_alignment="bottom"):
        number_field(
            MIXING_ROWS,
            width=200,
            help=words.ROWS_HELP,
        )
        st.button(
            words.ALL_ONES,
            on_click=_set_ones,
            args=(channels,),
            help=words.ALL_ONES_HELP,
        )


def _set_ones(channels: int) -> None:
    for (_, channel), key in MIXING.items():
        if channel < channels:
            write(key, 1.0)


def show_proof(mixing: Mixing) -> None:
    """Offer to compare the two layers with one layer, number by number."""
    explain(words.MIXED_KERNELS)
    if st.button(
        words.PROVE,
        icon=":material/balance:",
        help=words.PROVE_HELP,
    ):
        st.success("  \n".join(describe_proof(mixing)), icon=":material/check:")


def show_cost(mixing: Mixing) -> None:
    """Write the weights of depthwise and 1x1, against those of one dense layer."""
    (filters, channels), k_h, k_w = mixing.matrix.shape, *mixing.one_filter.layer.spec.kernel_size
    explain(words.WHAT_IT_COSTS)
    st.latex(cost_equation(channels, filters, (k_h, k_w)))
    st.write(describe_cost(channels, filters, (k_h, k_w)))
