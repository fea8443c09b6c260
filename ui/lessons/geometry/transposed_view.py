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
from stage.board import Sliding, Tile, board
from text import number_text
from ui.controls.widgets import number_field, number_slider
from ui.pictures.derivations import aligned
from ui.state import keys
from ui.state.memories import STAMPS_BOARD
from ui.state.scenario import Array
from ui.state.session import read, write


@dataclass(frozen=True, eq=False)
class Stamping:
    """A small transposed convolution: input (1, n, n) and weight (1, 1, k, k)."""

    input: Array
    weight: Array
    spec: TransposedSpec

    @property
    def sliding(self) -> Sliding:
        """Where the cells of the input stamp: the windows of the Conv2D that goes back."""
        return Sliding.of(self.spec.transposes, *self.spec.output_shape(self.input.shape)[1:])

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


@st.fragment
def transposed_convolution() -> None:
    """Choose a small transposed convolution, and step through its stamps."""
    stamping = choose_stamping()
    show_size(stamping)
    show_stamps(stamping)


def choose_stamping() -> Stamping:
    """Draw the controls; their limits follow one another, so that any choice makes a layer."""
    with st.grid("auto", min_column_width=145):
        side = number_field(keys.STAMP_SIDE)
        kernel = number_field(keys.STAMP_KERNEL)
        stride = number_field(keys.STAMP_STRIDE)
        dilation = number_field(keys.STAMP_DILATION)
        reached = (side - 1) * stride + dilation * (kernel - 1) + 1
        padding = number_field(
            keys.STAMP_PADDING, high=min(keys.STAMP_PADDING.high, (reached - 1) // 2)
        )
        added = number_field(keys.STAMP_ADDED, high=max(stride, dilation) - 1)
    return Stamping(
        input=sample("small_integers", side, side, channels=1, seed=7),
        weight=random_weight(1, 1, kernel, seed=7),
        spec=TransposedSpec(1, 1, kernel, stride, padding, added, dilation, bias=False),
    )


@st.fragment
def show_stamps(stamping: Stamping) -> None:
    """Step through the stamps: the input cell, its stamp, and the output so far."""
    count = stamping.input.size
    stamps = number_slider(
        keys.STAMPS, high=count, help="One for each cell of the input. The arrow keys step."
    )
    st.write(describe_stamp(stamping, stamps - 1))
    board(
        stamp_tiles(stamping, stamps),
        at=stamping.place(stamps - 1),
        sliding=stamping.sliding,
        limits={"stamps": symmetric_limit(stamping.output(count))},
        on_pin=lambda: _go_to_stamp(stamping),
        label="Input, kernel, stamp and output. Arrow keys move to another cell of the input.",
        key=STAMPS_BOARD.name,
    )
    st.caption(
        "The Conv2D with the same kernel takes the output back to the shape of the input, not to "
        "its numbers."
    )


def _go_to_stamp(stamping: Stamping) -> None:
    """Let the cell of the input that was pinned be the one that stamps."""
    place = read(STAMPS_BOARD)["pinned"]["place"]
    if place is not None:
        row, column = place
        write(keys.STAMPS, row * stamping.input.shape[-1] + column + 1)


def stamp_tiles(stamping: Stamping, stamps: int) -> list[Tile]:
    """Show the cell that stamps, its stamp, the output so far, and the way back of that.

    The Conv2D of the same geometry goes from the output to the input: positions are the cells of
    the input, and the window is where a cell stamps.
    """
    row, column = stamping.place(stamps - 1)
    value, kernel = stamping.input[0, row, column], stamping.weight[0, 0]
    output = stamping.output(stamps)
    back = Layer.of(output, stamping.weight, spec=stamping.spec.transposes).output
    return [
        Tile(
            "t input",
            stamping.input[0],
            "Input",
            kind="channel",
            colour=NAMED_HUES["grey"],
            scale="input",
        ),
        Tile(
            "t kernel",
            kernel,
            "Kernel",
            axes="kernel",
            scale="kernel",
            operator=f"{number_text(value)} ×",
        ),
        Tile("t stamp", value * kernel, "This stamp", axes="kernel", scale="stamps", operator="="),
        Tile(
            "t stamped",
            output[0],
            "Output so far",
            axes="input",
            scale="stamps",
            operator="→",
            origin=(0, 0),
        ),
        Tile("t back", back[0], "Its Conv2D", scale="way back", operator="→"),
    ]


def describe_stamp(stamping: Stamping, number: int) -> str:
    """Say which input cell stamps, and where its stamp lands.

    Examples
    --------
    >>> input, weight = np.array([[[3, 5]]]), np.array([[[[1, 10]]]])
    >>> describe_stamp(Stamping(input, weight, TransposedSpec(1, 1, (1, 2), stride=2)), 1)
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


def show_size(stamping: Stamping) -> None:
    """Write the output size with its numbers, and what output padding is for."""
    spec = stamping.spec
    rows = spec.axes[0]
    side = stamping.input.shape[-1]
    (cut, _), (added, _) = spec.padding, spec.output_padding
    output = spec.output_shape(stamping.input.shape)[-1]
    numbers = rf"({side} - 1) \cdot {rows.stride} + {rows.extent} - 2 \cdot {cut} + {added}"
    rule = r"o &= (i - 1)\,s + d\,(k - 1) + 1 - 2p + p_\text{output}"
    st.latex(aligned(rule, f"&= {numbers} = {output}"))
    if rows.stride > 1:
        first = output - added
        sizes = [str(first + more) for more in range(rows.stride)]
        st.write(
            f"A Conv2D of this geometry makes {side} positions from inputs of "
            f"{', '.join(sizes[:-1])} and {sizes[-1]} cells alike. Output padding says which of "
            "them to come back to; it adds cells at the end that no stamp has to reach."
        )
