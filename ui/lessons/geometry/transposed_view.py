"""Transposed convolution in lesson 5: stamps that add up, one input cell after the other."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from colours import NAMED_HUES
from conv_engine import Layer
from conv_engine.kernels import random_weight
from conv_engine.numeric import symmetric_limit
from conv_engine.samples import sample
from conv_engine.transposed import Stamp, TransposedSpec, add_stamps, stamp
from figures.maps import Box, channel_figure, map_figure
from text import number_text
from ui.controls.own_number import own_number
from ui.pictures.tiles import chart, in_words, tile_height
from ui.state.keys import (
    STAMP_ADDED,
    STAMP_DILATION,
    STAMP_KERNEL,
    STAMP_PADDING,
    STAMP_SIDE,
    STAMP_STRIDE,
    STAMPS,
)
from ui.state.scenario import Array
from ui.state.session import read_within
from ui.state.theme import is_dark


@dataclass(frozen=True, eq=False)
class Stamping:
    """A small transposed convolution with one channel.

    Attributes
    ----------
    input : ndarray of int, shape (1, n, n)
    weight : ndarray of int, shape (1, 1, k, k)
    spec : TransposedSpec
    """

    input: Array
    weight: Array
    spec: TransposedSpec

    def place(self, number: int) -> tuple[int, int]:
        """Row and column of the input cell that stamps as the `number`-th, counted from 0."""
        row, column = divmod(number, self.input.shape[-1])
        return row, column

    def stamp(self, number: int) -> Stamp:
        """Return what that cell adds to the output."""
        return stamp(self.input, self.weight, self.spec, *self.place(number))

    def output(self, stamps: int) -> Array:
        """Return the output after so many stamps, shape (1, H_out, W_out)."""
        came = np.arange(self.input.size).reshape(self.input.shape) < stamps
        return add_stamps(np.where(came, self.input, 0), self.weight, None, self.spec)


def choose_stamping() -> Stamping:
    """Draw the controls; their limits follow one another, so that any choice makes a layer."""
    with st.grid("auto", min_column_width=145):
        side = own_number(STAMP_SIDE)
        kernel = own_number(STAMP_KERNEL)
        stride = own_number(STAMP_STRIDE)
        dilation = own_number(STAMP_DILATION)
        reached = (side - 1) * stride + dilation * (kernel - 1) + 1
        padding = own_number(STAMP_PADDING, high=min(STAMP_PADDING.high, (reached - 1) // 2))
        added = own_number(STAMP_ADDED, high=max(stride, dilation) - 1)
    return Stamping(
        input=sample("small_integers", side, side, channels=1, seed=7),
        weight=random_weight(1, 1, kernel, seed=7),
        spec=TransposedSpec(1, 1, kernel, stride, padding, added, dilation, bias=False),
    )


@st.fragment
def show_stamps(stamping: Stamping) -> None:
    """Step through the stamps: the input cell, its stamp, and the output so far."""
    count = stamping.input.size
    read_within(STAMPS, 1, count)
    stamps = st.slider(
        STAMPS.label,
        1,
        count,
        STAMPS.default,
        key=STAMPS.name,
        help="One for each cell of the input. The arrow keys step.",
        bind="query-params",
    )
    last = stamping.stamp(stamps - 1)
    row, column = stamping.place(stamps - 1)
    st.write(stamp_in_words(stamping, stamps - 1))
    limit = symmetric_limit(stamping.output(count))
    kernel = stamping.weight[0, 0]
    with st.grid(5, min_column_width=190):
        with st.container():
            st.markdown("**Input**")
            _input_tile(stamping.input[0], (row, column, 1, 1))
        with st.container():
            st.markdown("**Kernel**")
            _signed_tile(kernel, "kernel", "The kernel", symmetric_limit(kernel))
        with st.container():
            st.markdown("**This stamp**")
            value = stamping.input[0, row, column]
            _signed_tile(value * kernel, "stamp", "The stamp", limit)
            st.caption(f"{number_text(value)} times the kernel.")
        with st.container():
            st.markdown("**Output so far**")
            _signed_tile(
                stamping.output(stamps)[0], "stamped", "The output so far", limit, _box(last)
            )
        if stamps == count:
            with st.container():
                _back_again(stamping)


def stamp_in_words(stamping: Stamping, number: int) -> str:
    """Say which input cell stamps, and where its stamp lands.

    Examples
    --------
    >>> input, weight = np.array([[[3, 5]]]), np.array([[[[1, 10]]]])
    >>> stamp_in_words(Stamping(input, weight, TransposedSpec(1, 1, (1, 2), stride=2)), 1)
    'The input at row 0, column 1 is 5: 5 times the kernel is added to row 0, columns 2 to 3.'
    """
    row, column = stamping.place(number)
    landed = stamping.stamp(number)
    value = number_text(stamping.input[0, row, column])
    begin = f"The input at row {row}, column {column} is {value}: {value} times the kernel"
    if not landed.rows or not landed.columns:
        return f"{begin} falls on what padding cuts off."
    return f"{begin} is added to {_span('row', landed.rows)}, {_span('column', landed.columns)}."


def _span(noun: str, places: tuple[int, ...]) -> str:
    return f"{noun} {places[0]}" if len(places) == 1 else f"{noun}s {places[0]} to {places[-1]}"


def _box(landed: Stamp) -> Box | None:
    if not landed.rows or not landed.columns:
        return None
    (top, left), (bottom, right) = ((landed.rows[i], landed.columns[i]) for i in (0, -1))
    return top, left, bottom - top + 1, right - left + 1


def _back_again(stamping: Stamping) -> None:
    """Show that Conv2D with the same kernel gives back the shape, not the numbers."""
    st.markdown("**Back through Conv2D**")
    output = stamping.output(stamping.input.size)
    back = Layer.of(output, stamping.weight, spec=stamping.spec.transposes).output
    _signed_tile(back[0], "back", "Conv2D of the output", symmetric_limit(back))
    st.caption("The shape of the input returns, its numbers do not.")


def _input_tile(values: Array, box: Box) -> None:
    figure = channel_figure(
        values,
        NAMED_HUES["grey"],
        outline=box,
        numbers=True,
        height=tile_height(values.shape),
        dark=is_dark(),
    )
    chart(figure, "t input", f"Input: {in_words(values)}")


def _signed_tile(values: Array, key: str, words: str, limit: float, box: Box | None = None) -> None:
    figure = map_figure(
        values,
        limit=limit,
        outline=box,
        numbers=True,
        height=tile_height(values.shape),
        dark=is_dark(),
    )
    chart(figure, f"t {key}", f"{words}: {in_words(values)}")


def show_size(stamping: Stamping) -> None:
    """Write the output size with its numbers, and what output padding is for."""
    spec = stamping.spec
    rows = spec.axes[0]
    side = stamping.input.shape[-1]
    (cut, _), (added, _) = spec.padding, spec.output_padding
    output = spec.output_shape(stamping.input.shape)[-1]
    numbers = rf"({side} - 1) \cdot {rows.stride} + {rows.extent} - 2 \cdot {cut} + {added}"
    st.latex(
        r"\begin{aligned} o &= (i - 1)\,s + d\,(k - 1) + 1 - 2p + p_\text{output} \\"
        rf" &= {numbers} = {output} \end{{aligned}}"
    )
    if rows.stride > 1:
        first = output - added
        sizes = [str(first + more) for more in range(rows.stride)]
        st.write(
            f"A Conv2D of this geometry makes {side} positions from inputs of "
            f"{', '.join(sizes[:-1])} and {sizes[-1]} cells alike. Output padding says which of "
            "them to come back to; it adds cells at the end that no stamp has to reach."
        )
