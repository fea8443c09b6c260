"""Lesson 4, how channels are mixed afterwards: depthwise, then a 1x1 convolution as a matrix."""

from typing import Any

import numpy as np
import streamlit as st

from figures.axes import colour_limit
from figures.maps import map_figure
from ui.lessons.control.mixing import (
    Mixing,
    cost_as_equation,
    cost_in_words,
    first_weight,
    mixing_in_words,
    proof,
)
from ui.pictures.choose_position import position_of
from ui.pictures.one_filter import OneFilter
from ui.pictures.tiles import Position, chart, in_words, legend, printed, signed_map
from ui.state.keys import MIXING, MIXING_ROWS
from ui.state.scenario import Array
from ui.state.session import write
from ui.state.theme import is_dark

MIXED = 130
"""Height of a mixed map, in screen pixels: little more than its sliders need."""


def choose_mixing(one: OneFilter) -> Mixing:
    """Draw the matrix, row by row: under each partial map its weight, at the end what comes out."""
    channels, at = len(one.channels), position_of(one)
    rows = _choose_rows(channels)
    depthwise = _grid(channels + 1)
    mixed = [_grid(channels + 1) for _ in range(rows)]
    matrix = np.zeros((rows, channels))
    for row, channel in np.ndindex(rows, channels):
        with mixed[row].cell():
            matrix[row, channel] = _weight(row, channel, channels, one.labels[channel])
    mixing = Mixing(one, matrix)
    maps = mixing.maps()
    limit = colour_limit(one.partial, maps)
    for channel, name in enumerate(one.labels):
        with depthwise.cell():
            st.markdown(f"**{name}**")
            signed_map(
                one.partial[channel],
                f"depthwise {channel}",
                f"Depthwise map of {name}",
                at,
                limit=limit,
                line=one.colours[channel],
            )
    with depthwise.cell():
        st.markdown("**Depthwise**: a map for each channel, nothing summed.")
        st.markdown("**Then 1x1**: each row of weights makes a weighted sum of them.")
        legend("mixing legend", limit, one.partial, maps)
    for row, values in enumerate(maps):
        with mixed[row].cell():
            _show_mixed(values, row, at, limit)
            st.caption(f"Feature map {row} = {mixing_in_words(matrix[row], one.bias[0])}")
    return mixing


def _grid(columns: int) -> Any:
    """Open a row of the matrix; all of them have columns of one width."""
    return st.grid(columns, min_column_width=122, vertical_alignment="center")


def _show_mixed(values: Array, row: int, at: Position, limit: float) -> None:
    figure = map_figure(
        values,
        limit=limit,
        outline=(*at, 1, 1),
        numbers=printed(values),
        height=MIXED,
        dark=is_dark(),
    )
    chart(figure, f"mixed {row}", f"Feature map {row}: {in_words(values)}")


def _choose_rows(channels: int) -> int:
    """Draw how many rows the matrix has, and the way back to the plain sum."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        rows = st.number_input(
            MIXING_ROWS.label,
            MIXING_ROWS.low,
            MIXING_ROWS.high,
            MIXING_ROWS.default,
            key=MIXING_ROWS.name,
            bind="query-params",
            width=200,
            help="Each row is a filter of the 1x1 convolution, and makes one feature map.",
        )
        st.button(
            "All ones",
            on_click=_set_ones,
            args=(channels,),
            help="Every row adds the channels up as they are.",
        )
    return rows


def _set_ones(channels: int) -> None:
    for (_, channel), key in MIXING.items():
        if channel < channels:
            write(key, 1.0)


def _weight(row: int, channel: int, channels: int, name: str) -> float:
    key = MIXING[row, channel]
    weight = st.select_slider(
        f"Row {row}, {name}",
        key.values,
        first_weight(row, channel, channels),
        key=key.name,
        help="What this channel is multiplied by before the row is added up.",
        format_func=key.title,
        bind="query-params",
    )
    return weight or 0.0


def show_proof(mixing: Mixing) -> None:
    """Offer to compare the two layers with one layer, number by number."""
    st.write(
        "Mixing after sliding is sliding with mixed kernels: one Conv2D whose kernels are those "
        "of the depthwise layer times the matrix makes the same maps. And a row of ones is the "
        "plain sum of the Conv2D that you began with."
    )
    if st.button(
        "Prove it",
        icon=":material/balance:",
        help="Works the maps out in both ways, and compares them number by number.",
    ):
        st.success("  \n".join(proof(mixing)), icon=":material/check:")


def show_cost(mixing: Mixing) -> None:
    """Write the weights of depthwise and 1x1, against those of one dense layer."""
    (filters, channels), k_h, k_w = mixing.matrix.shape, *mixing.one.layer.spec.kernel_size
    st.write(
        "What does mixing afterwards cost? Count weights, for $c$ channels, $f$ feature maps and "
        "kernels of $k$ x $k$ cells. Each weight is one multiply-add at each position."
    )
    st.latex(cost_as_equation(channels, filters, (k_h, k_w)))
    st.write(cost_in_words(channels, filters, (k_h, k_w)))
