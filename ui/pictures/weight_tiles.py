"""A small weight in the layout of each framework, as tiles of the board."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from conv_engine import geometry
from conv_engine.frameworks.layouts import (
    Framework,
    axis_names,
    depthwise_to_pytorch,
    weight_to_pytorch,
)
from conv_engine.numeric import Array
from stage.board import Heads, Tile
from text import (
    COUNTED_CHANNELS,
    COUNTED_COLUMNS,
    COUNTED_FILTERS,
    COUNTED_KERNELS,
    COUNTED_ROWS,
    FRAMEWORK_TITLES,
    count_text,
)
from ui.pictures import words as say

KernelShape = tuple[int, int, int, int]
"""Kernel height and width, then the two axes of channels, in the order of Keras."""
WeightKind = Literal["weight", "depthwise weight", "transposed weight"]
"""A weight as `axis_names` calls it."""

_SHORT = {
    "kernel height": "row",
    "kernel width": "column",
    "in_channels / groups": "channel",
    "in_channels": "channel",
    "filters": "filter",
    "out_channels": "filter",
    "out_channels / groups": "filter",
    "depth_multiplier": "copy",
    "in_channels * depth_multiplier": "filter",
    "1": "kernel",
}
_SIZES = {
    "row": COUNTED_ROWS,
    "column": COUNTED_COLUMNS,
    "channel": COUNTED_CHANNELS,
    "filter": COUNTED_FILTERS,
    "kernel": COUNTED_KERNELS,
    "copy": say.FILTERS_PER_CHANNEL,
}
_WITHIN_KERAS: dict[WeightKind, str] = {
    "weight": say.BLOCKS_OF_KERAS,
    "depthwise weight": say.BLOCKS_OF_DEPTHWISE,
    "transposed weight": say.BLOCKS_OF_TRANSPOSED,
}


def weight_tile(
    shape: KernelShape,
    framework: Framework,
    channels: Sequence[str],
    colours: Sequence[str],
    kind: WeightKind = "weight",
) -> Tile:
    """Lay a weight out as a grid of tables, in the order of a framework's axes.

    The first two axes are the grid, the last two the table in each of its cells. Keras's grid is
    row x column, of channel x filter. PyTorch's is filter x channel, of whole kernels. In a
    transposed weight, channel and filter have changed places. A cell has the tint of its input
    channel, and the same number in both: its place in Keras's memory.

    Parameters
    ----------
    shape : (k_h, k_w, C_in, C_out)
        Of a depthwise weight (k_h, k_w, C_in, m), and of a transposed one (k_h, k_w, C_out, C_in).
        Numbers are printed up to 12 rows and 12 columns, such as of a 3x3 kernel with 4 channels
        and 4 filters.
    framework : {"keras", "pytorch"}
    channels, colours : sequence of C_in str
        Name and identity colour of each input channel.
    kind : {"weight", "depthwise weight", "transposed weight"}

    Raises
    ------
    ValueError
        If the shape is none.

    Examples
    --------
    One row of two cells, one channel, two filters: 0 and 2 are the kernel of filter 0.

    >>> look = ["grey"], ["#d1495b"]
    >>> weight_tile((1, 2, 1, 2), "keras", *look).values.tolist()
    [[0, 1, 2, 3]]
    >>> weight_tile((1, 2, 1, 2), "pytorch", *look).values.tolist()
    [[0, 2], [1, 3]]
    """
    places = _places(shape)
    numbers = _laid_out(framework, places, kind)
    channel_axis = channel_axis_of(kind)
    of_channel = _laid_out(framework, np.indices(places.shape)[channel_axis], kind)
    rows, columns, *_ = _axes(framework, kind)
    down, across = _reorder_axes(framework, places, kind).shape[:2]
    return Tile(
        framework,
        numbers,
        FRAMEWORK_TITLES[framework],
        alt=f"{FRAMEWORK_TITLES[framework]}. {describe_layout(shape, framework, kind)}",
        note=_WITHIN_KERAS[kind] if framework == "keras" else say.BLOCKS_OF_PYTORCH,
        tints=[[colours[channel] for channel in line] for line in of_channel],
        numbering=numbers,
        heads=Heads(_block_names(rows, down, channels), _block_names(columns, across, channels)),
    )


def channel_axis_of(kind: WeightKind) -> int:
    """Return which axis of Keras's kernel counts the input channels.

    Examples
    --------
    >>> channel_axis_of("weight"), channel_axis_of("transposed weight")
    (2, 3)
    """
    return _axes("keras", kind).index("channel")


def describe_place(number: int, shape: KernelShape, kind: WeightKind = "weight") -> str:
    """Say which weight a number is, and how each framework writes it.

    Parameters
    ----------
    number : int
        Place in Keras's memory, counted from 0.
    shape : (k_h, k_w, C_in, C_out)
        As `weight_tile` takes it.
    kind : {"weight", "depthwise weight", "transposed weight"}

    Raises
    ------
    ValueError
        If there is no such weight.

    Examples
    --------
    >>> describe_place(17, (2, 2, 3, 2))  # 17 = 1*12 + 0*6 + 2*2 + 1
    'Number 17 is row 1, column 0, channel 2, filter 1: kernel[1, 0, 2, 1] in Keras,
    weight[1, 2, 1, 0] in PyTorch.'

    Of two filters on each channel, the second on channel 1 is filter 1*2 + 1.

    >>> describe_place(3, (1, 1, 3, 2), "depthwise weight")
    'Number 3 is row 0, column 0, channel 1, filter 3: kernel[0, 0, 1, 1] in Keras,
    weight[3, 0, 0, 0] in PyTorch.'
    """
    places = _places(shape)
    number = geometry.index("number", number, places.size)
    keras, pytorch = (
        np.argwhere(_reorder_axes(framework, places, kind) == number)[0].tolist()
        for framework in ("keras", "pytorch")
    )
    return say.WEIGHT_PLACE.format(
        number=number,
        row=keras[0],
        column=keras[1],
        channel=keras[channel_axis_of(kind)],
        filter=pytorch[_axes("pytorch", kind).index("filter")],
        keras=keras,
        pytorch=pytorch,
    )


def describe_layout(shape: KernelShape, framework: Framework, kind: WeightKind = "weight") -> str:
    """Say how a framework's weight is laid out, for those who do not see the tile.

    Examples
    --------
    >>> describe_layout((2, 2, 3, 4), "pytorch")
    'A grid of 4 filters by 3 channels. Each cell of it is a table of 2 rows by 2 columns.'
    """
    weight = _reorder_axes(framework, _places(shape), kind)
    a, b, c, d = (
        count_text(size, *_SIZES[axis])
        for axis, size in zip(_axes(framework, kind), weight.shape, strict=True)
    )
    return say.WEIGHT_LAYOUT.format(down=a, across=b, rows=c, columns=d)


def _places(shape: KernelShape) -> NDArray[np.int64]:
    """Give each weight its number, in the order in which Keras keeps them."""
    if len(shape) != 4:
        raise ValueError(f"kernel of shape {shape} has {len(shape)} axes, but needs 4")
    names = ("kernel height", "kernel width", "in_channels", "filters")
    sizes = [geometry.whole_number(*each) for each in zip(names, shape, strict=True)]
    return np.arange(np.prod(sizes), dtype=np.int64).reshape(sizes)


def _reorder_axes(framework: str, kernel: Array, kind: WeightKind) -> Array:
    if framework == "keras":
        return kernel
    return (depthwise_to_pytorch if kind == "depthwise weight" else weight_to_pytorch)(kernel)


def _laid_out(framework: Framework, kernel: Array, kind: WeightKind) -> Array:
    """Lay out (a, b, c, d) as a x b tables of c x d."""
    weight = _reorder_axes(framework, kernel, kind)
    a, b, c, d = weight.shape
    return weight.transpose(0, 2, 1, 3).reshape(a * c, b * d)


def _axes(framework: Framework, kind: WeightKind) -> tuple[str, ...]:
    return tuple(_SHORT[name] for name in axis_names(kind, framework))


def _block_names(axis: str, count: int, channels: Sequence[str]) -> Sequence[str]:
    return channels if axis == "channel" else [f"{axis} {number}" for number in range(count)]
