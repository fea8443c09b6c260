"""Lesson 4, how channels are mixed afterwards: depthwise, then a 1x1 convolution as a matrix."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from conv_engine import ConvSpec, conv2d, dense_weight, pointwise, separable
from conv_engine.geometry import Sliding
from figures.axes import colour_limit
from figures.maps import map_figure
from figures.numbers import number_text
from ui.one_filter import OneFilter
from ui.page import is_dark
from ui.scenario import Array
from ui.sum_view import position_of
from ui.tiles import Position, chart, in_words, legend, printed, signed_map

ROWS, MOST_ROWS = "mixing_rows", 4
MIXED = 130
"""Height of a mixed map, in screen pixels: little more than its sliders need."""
WEIGHTS = tuple(half / 2 for half in range(-4, 5))
"""What a cell of the matrix can be."""


@dataclass(frozen=True, eq=False)
class Mixing:
    """The kernels of one filter without its sum, and the matrix that mixes what they make.

    Attributes
    ----------
    one : OneFilter
        Its kernels slide channel by channel.
    matrix : ndarray of shape (feature maps, C)
    """

    one: OneFilter
    matrix: Array

    @property
    def bias(self) -> Array:
        """The filter's bias, once for each feature map."""
        return np.repeat(self.one.bias, len(self.matrix))

    @property
    def kernels(self) -> Array:
        """The kernels as those of a depthwise layer, shape (C, 1, k_h, k_w)."""
        return self.one.weight.swapaxes(0, 1)

    @property
    def sliding(self) -> Sliding:
        """Where the windows lie."""
        geometry = self.one.geometry
        return Sliding(
            stride=geometry["stride"],
            padding=geometry["padding"],
            dilation=geometry["dilation"],
            padding_mode=geometry["padding_mode"],
        )

    def maps(self) -> Array:
        """Mix the partial maps, shape (feature maps, H_out, W_out)."""
        return pointwise(self.one.partial, self.matrix, self.bias)


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
    return st.grid(columns, min_column_width=150, vertical_alignment="center")


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
        wanted = st.session_state.get(ROWS)
        if wanted is not None:
            st.session_state[ROWS] = min(max(wanted, 1), MOST_ROWS)
        rows = st.number_input(
            "Rows of the matrix",
            1,
            MOST_ROWS,
            2,
            key=ROWS,
            bind="query-params",
            width=200,
            help="Each row is a filter of the 1x1 convolution, and makes one feature map.",
        )
        st.button("All ones", on_click=_set_ones, args=(channels,))
    return rows


def _set_ones(channels: int) -> None:
    for row in range(MOST_ROWS):
        for channel in range(channels):
            st.session_state[_key(row, channel)] = 1.0


def _key(row: int, channel: int) -> str:
    return f"mix{row}_{channel}"


def first_weight(row: int, channel: int, channels: int) -> float:
    """Return the weight that a cell begins with.

    Row 0 is the plain sum, row 1 the first channel against the last, and each further row passes
    one channel on.

    Examples
    --------
    >>> [[first_weight(row, channel, 3) for channel in range(3)] for row in range(3)]
    [[1.0, 1.0, 1.0], [1.0, 0.0, -1.0], [1.0, 0.0, 0.0]]
    """
    if row == 0:
        return 1.0
    if row == 1 and channels > 1:
        return float(channel == 0) - float(channel == channels - 1)
    return float(channel == (row - 2) % channels)


def _weight(row: int, channel: int, channels: int, name: str) -> float:
    return st.select_slider(
        f"Row {row}, {name}",
        WEIGHTS,
        first_weight(row, channel, channels),
        key=_key(row, channel),
        format_func=lambda weight: f"{weight:g}",
        bind="query-params",
    )


def mixing_in_words(row: Sequence[float] | Array, bias: float) -> str:
    """Write a row of the matrix as the sum it makes; channels by their numbers.

    Examples
    --------
    >>> mixing_in_words([1, 0, -0.5], 2)
    '1 × map 0 − 0.5 × map 2 + bias 2'
    >>> mixing_in_words([0, 0], -1)
    'bias −1'
    """
    text = ""
    for channel, weight in enumerate(row):
        if weight:
            sign = (" − " if weight < 0 else " + ") if text else ("−" if weight < 0 else "")
            text += f"{sign}{number_text(abs(weight))} × map {channel}"
    return f"{text}{' + ' if text else ''}bias {number_text(bias)}"


def show_proof(mixing: Mixing) -> None:
    """Offer to compare the two layers with one layer, number by number."""
    st.write(
        "Mixing after sliding is sliding with mixed kernels: one Conv2D whose kernels are those "
        "of the depthwise layer times the matrix makes the same maps. And a row of ones is the "
        "plain sum of the Conv2D that you began with."
    )
    if st.button("Prove it", icon=":material/balance:"):
        st.success("  \n".join(proof(mixing)), icon=":material/check:")


def proof(mixing: Mixing) -> tuple[str, ...]:
    """Compare the layers number by number, and say what came out.

    Parameters
    ----------
    mixing : Mixing

    Returns
    -------
    tuple of str
        A sentence for the dense layer with mixed kernels, and one for each row of ones.
    """
    one, kernels, sliding = mixing.one, mixing.kernels, mixing.sliding
    apart = separable(one.input, kernels, mixing.matrix, mixing.bias, **sliding)
    merged = conv2d(one.input, dense_weight(kernels, mixing.matrix), mixing.bias, **sliding)
    rows = [row for row, weights in enumerate(mixing.matrix) if (weights == 1).all()]
    return (
        f"Depthwise, then 1x1, and Conv2D with the mixed kernels are {agreement(apart, merged)}.",
        *(
            f"Row {row} is all ones: feature map {row} and that of filter {one.number} of the "
            f"plain Conv2D are {agreement(apart[row], one.feature_map())}."
            for row in rows
        ),
    )


def agreement(left: Array, right: Array) -> str:
    """Say in how many numbers two arrays are equal, and how far apart they are elsewhere.

    Examples
    --------
    >>> agreement(np.array([1, 2]), np.array([1, 2]))
    'equal in all 2 numbers'
    >>> agreement(np.array([0.1 + 0.2, 2]), np.array([0.3, 2]))
    'equal in 1 of 2 numbers, and elsewhere at most 5.6e-17 apart: decimals are
    rounded at each step'
    """
    equal = int((left == right).sum())
    if equal == left.size:
        return f"equal in all {left.size:,} numbers"
    apart = float(np.abs(left - right).max())
    return (
        f"equal in {equal:,} of {left.size:,} numbers, and elsewhere at most {apart:.1e} apart: "
        "decimals are rounded at each step"
    )


def show_cost(mixing: Mixing) -> None:
    """Write the weights of depthwise and 1x1, against those of one dense layer."""
    (filters, channels), k_h, k_w = mixing.matrix.shape, *mixing.one.weight.shape[2:]
    st.write(
        "What does mixing afterwards cost? Count weights, for $c$ channels, $f$ feature maps and "
        "kernels of $k$ x $k$ cells. Multiply-adds are as many at each position."
    )
    st.latex(cost_as_equation(channels, filters, (k_h, k_w)))
    st.write(cost_in_words(channels, filters, (k_h, k_w)))


def weights_of(channels: int, filters: int, kernel_size: tuple[int, int]) -> tuple[int, int]:
    """Return the weights of a dense layer, and of a depthwise and a 1x1 layer in its place.

    Examples
    --------
    >>> weights_of(64, 128, (3, 3))  # 9*64*128 and 9*64 + 64*128
    (73728, 8768)
    """
    dense = ConvSpec(channels, filters, kernel_size, bias=False)
    sliding = ConvSpec(channels, channels, kernel_size, groups=channels, bias=False)
    mixing = ConvSpec(channels, filters, 1, bias=False)
    return dense.parameter_count, sliding.parameter_count + mixing.parameter_count


def cost_as_equation(channels: int, filters: int, kernel_size: tuple[int, int]) -> str:
    r"""Write both numbers of weights as LaTeX, with the numbers in them.

    Examples
    --------
    >>> print(cost_as_equation(3, 2, (3, 3)))
    \begin{aligned}
    \text{dense: } k\,k\,c\,f &= 3 \cdot 3 \cdot 3 \cdot 2 = 54 \\
    \text{depthwise, then 1x1: } k\,k\,c + c\,f &= 3 \cdot 3 \cdot 3 + 3 \cdot 2 = 33
    \end{aligned}
    """
    dense, apart = weights_of(channels, filters, kernel_size)
    k_h, k_w = kernel_size
    around = rf"{k_h} \cdot {k_w} \cdot {channels}"
    return (
        "\\begin{aligned}\n"
        rf"\text{{dense: }} k\,k\,c\,f &= {around} \cdot {filters} = {dense} \\"
        "\n"
        rf"\text{{depthwise, then 1x1: }} k\,k\,c + c\,f &= "
        rf"{around} + {channels} \cdot {filters} = {apart}"
        "\n\\end{aligned}"
    )


def cost_in_words(channels: int, filters: int, kernel_size: tuple[int, int]) -> str:
    """Say what mixing afterwards costs here, and in a layer of a usual size.

    Examples
    --------
    >>> print(cost_in_words(3, 1, (3, 3)))
    Here mixing afterwards costs more than one dense layer: 30 against 27. With 64 channels and 128
    feature maps it would be 8,768 against 73,728.
    """
    dense, apart = weights_of(channels, filters, kernel_size)
    usual = weights_of(64, 128, kernel_size)
    more = "more" if apart > dense else "less" if apart < dense else "no less"
    return (
        f"Here mixing afterwards costs {more} than one dense layer: {apart} against {dense}. With "
        f"64 channels and 128 feature maps it would be {usual[1]:,} against {usual[0]:,}."
    )
