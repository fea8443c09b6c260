"""What is said about the stamps of a transposed convolution."""

from text import list_text, number_text
from ui.lessons.geometry.stamping import Stamping

CHANNELS_HELP = "Each input channel has a kernel for each output channel."
MAPS_HELP = "Each output channel is a sum over all input channels."
LETTERS = (
    "o is the output size, i the input size, k the kernel size, s the stride, d the dilation and p "
    "the padding on each side."
)
MAP_HELP = "Choose the output channel whose kernels and stamps you see."
STAMPS_HELP = "There is one stamp for each cell of the input. Use the arrow keys to step."
BOARD_LABEL = "Input, kernels, stamps and output. Arrow keys move to another cell of the input."
INPUT, INPUT_OF = "Input", "Input, channel {channel}"
KERNEL, KERNEL_OF = "Kernel", "Kernel {channel}"
STAMP, STAMP_OF = "This stamp", "Stamp {channel}"
STAMPS = "Stamps {sum}"
OUTPUT, OUTPUT_OF = "Output so far", "Output {map} so far"
LANDS = {
    (True, True): "row {top}, column {left}",
    (True, False): "row {top}, columns {left} to {right}",
    (False, True): "rows {top} to {bottom}, column {left}",
    (False, False): "rows {top} to {bottom}, columns {left} to {right}",
}
"""Where a stamp lands, by whether it covers only one row, and only one column."""
CUT_OFF = "All of the stamp is cut off with the padding."
LANDS_ON = "The stamp lands on {where}."
LANDS_ON_EACH = "The stamp lands on {where} of each output. Each output has its own kernels."


def describe_stamp(stamping: Stamping, number: int) -> str:
    """Say what an input cell stamps, one term for each channel, and where that lands.

    Examples
    --------
    >>> import numpy as np
    >>> from conv_engine.transposed import TransposedSpec
    >>> input, weight = np.array([[[3, 5]]]), np.array([[[[1, 10]]]])
    >>> describe_stamp(Stamping(input, weight, TransposedSpec(1, 1, (1, 2), stride=2)), 1)
    'The input cell at row 0, column 1 stamps 5 × kernel. The stamp lands on row 0, columns 2 to 3.'
    >>> input, weight = np.array([[[3]], [[5]]]), np.array([[[[1, 2]]], [[[10, 0]]]])
    >>> describe_stamp(Stamping(input, weight, TransposedSpec(2, 1, (1, 2))), 0)
    'The input cells at row 0, column 0 stamp 3 × kernel 0 + 5 × kernel 1. The stamp lands on
    row 0, columns 0 to 1.'
    """
    row, column = stamping.place(number)
    values = [number_text(value) for value in stamping.input[:, row, column]]
    if len(values) == 1:
        stamps = f"The input cell at row {row}, column {column} stamps {values[0]} × kernel."
    else:
        terms = " + ".join(f"{value} × kernel {c}" for c, value in enumerate(values))
        stamps = f"The input cells at row {row}, column {column} stamp {terms}."
    return f"{stamps} {_describe_landing(stamping, number)}"


def _describe_landing(stamping: Stamping, number: int) -> str:
    """Say where a stamp lands; every output channel has kernels of its own."""
    landed = stamping.stamp(number)
    rows, columns = landed.rows, landed.columns
    if not rows or not columns:
        return CUT_OFF
    where = LANDS[len(rows) == 1, len(columns) == 1].format(
        top=rows[0], bottom=rows[-1], left=columns[0], right=columns[-1]
    )
    said = LANDS_ON if stamping.spec.out_channels == 1 else LANDS_ON_EACH
    return said.format(where=where)


def describe_way_back(stamping: Stamping, stamps: int) -> str:
    """Say what the Conv2D of the same weight makes of the output, at the cell that has stamped.

    Examples
    --------
    The output is 3 * 2 = 6, and on the way back 6 * 2 = 12.

    >>> import numpy as np
    >>> from conv_engine.transposed import TransposedSpec
    >>> one = Stamping(np.array([[[3]]]), np.array([[[[2]]]]), TransposedSpec(1, 1, 1, bias=False))
    >>> print(describe_way_back(one, 1))
    The Conv2D with the same weight brings back the shape of the input, but not its numbers. The 3
    of channel 0 comes back as 12.
    """
    row, column = stamping.place(stamps - 1)
    before, after = (
        number_text(values[0, row, column])
        for values in (stamping.input, stamping.way_back(stamps))
    )
    return (
        "The Conv2D with the same weight brings back the shape of the input, but not its numbers. "
        f"The {before} of channel 0 comes back as {after}."
    )


def describe_sizes(first: int, stride: int, side: int) -> str:
    """Say which sizes a Conv2D of the geometry turns into one, and what output padding is for.

    Examples
    --------
    >>> print(describe_sizes(7, 3, 3))
    A Conv2D with the same kernel, stride, padding and dilation turns inputs of 7, 8 and 9 cells
    into 3 cells. Output padding chooses which of these sizes the 3 cells become here.
    """
    sizes = list_text(range(first, first + stride), "{n}", "{n}")
    return (
        "A Conv2D with the same kernel, stride, padding and dilation turns inputs of "
        f"{sizes} cells into {side} cells. Output padding chooses which of these sizes the {side} "
        "cells become here."
    )
