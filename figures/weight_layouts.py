"""One small weight as each framework lays it out: every number is its place in Keras's memory."""

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from colours import theme
from conv_engine import geometry
from conv_engine.frameworks.layouts import Framework, axis_names, weight_to_pytorch
from conv_engine.numeric import Array
from figures.axes import add_outline, check_channel_counts, empty_figure, map_axes
from figures.figure import Figure
from figures.tinted_cells import add_tinted_cells
from text import COUNTED_CHANNELS, COUNTED_FILTERS, count_text

KernelShape = tuple[int, int, int, int]
"""Kernel height and width, input channels, filters: HWIO, the order of Keras."""

GAP = 0.5
"""Between two blocks, in cells: `channel 0` over a block of one cell needs so much."""
RIM = 0.1
"""Around all cells, in cells, for an outline at the edge."""
CELL = 40
"""Side of a cell, in screen pixels, where there is room."""
LONGEST_SIDE = 340
"""Of the cells of a figure, in screen pixels: a little more than a phone has."""
PHONE = 250
"""Width of the cells on a phone, in screen pixels: its width without the names of the axes."""

_SHORT = {
    "kernel height": "height",
    "kernel width": "width",
    "in_channels / groups": "channel",
    "filters": "filter",
    "out_channels": "filter",
}
_SIZES = {
    "height": ("height 1", "height {n}"),
    "width": ("width 1", "width {n}"),
    "channel": COUNTED_CHANNELS,
    "filter": COUNTED_FILTERS,
}


def weight_layout_figure(
    shape: KernelShape,
    framework: Framework,
    channel_labels: Sequence[str],
    colours: Sequence[str],
    *,
    chosen: tuple[int, int, int, int] = (0, 0, 0, 0),
    dark: bool = False,
) -> Figure:
    """Show the four axes of a weight as a grid of tables, in the order of a framework.

    The first two axes are the grid, the last two the table in each of its cells. Keras's grid is
    height x width, of channel x filter; PyTorch's is filter x channel, of whole kernels. A cell
    has the tint of its input channel and the same number in both.

    Parameters
    ----------
    shape : (k_h, k_w, C_in, C_out)
        Meant for kernels up to 3x3 and four channels and filters.
    framework : {"keras", "pytorch"}
    channel_labels, colours : sequence of C_in str
        Label and identity colour of each input channel.
    chosen : (int, int, int, int)
        Row, column, channel and filter of the weight to outline.
    dark : bool
        For dark paper.

    Returns
    -------
    Figure
        One heatmap: the printed numbers are its text, the channels its values.

    Raises
    ------
    ValueError
        If the shape is none, `chosen` lies outside it, or labels and colours are not as many as
        the channels.

    Examples
    --------
    One row of two cells, one channel, two filters: 0 and 2 are the kernel of filter 0.

    >>> hues = ["#d1495b"]
    >>> weight_layout_figure((1, 2, 1, 2), "keras", ["channel 0"], hues).data[0].text.tolist()
    [['0', '1', '', '2', '3']]
    >>> weight_layout_figure((1, 2, 1, 2), "pytorch", ["channel 0"], hues).data[0].text.tolist()
    [['0', '2'], ['', ''], ['1', '3']]
    """
    shades = theme(dark)
    places, axes = _places(shape), _axes(framework)
    check_channel_counts(channel_labels, colours, places.shape[2])
    weight = _reorder_kernel(framework, places)
    rows, columns = (_length(weight.shape, axis) for axis in (0, 1))
    labels = [escape(label) for label in channel_labels]
    channels = np.indices(places.shape)[2]

    figure = empty_figure(min(CELL, LONGEST_SIDE / max(rows, columns)) * rows + 88, dark)
    map_axes(figure, (0, 0), shades.faint)
    add_tinted_cells(
        figure,
        _edges(weight.shape, 1),
        _edges(weight.shape, 0),
        channel=_nested(_reorder_kernel(framework, channels.astype(float)), np.nan),
        text=_nested(weight.astype(str).astype(object), ""),
        words=_nested(_reorder_kernel(framework, _describe_cells(places, labels)), ""),
        text_size=_text_size(columns, len(str(places.size - 1))),
        colours=colours,
        dark=dark,
    )
    _name_outer_axes(figure, weight.shape, axes, labels)
    _name_inner_axes(figure, weight.shape, axes)
    number = place_of(chosen, shape)
    a, b, c, d = np.argwhere(weight == number)[0].tolist()
    corner = (a * (weight.shape[2] + GAP) + c, b * (weight.shape[3] + GAP) + d)
    add_outline(figure, (*corner, 1, 1), (1, 1), dark)
    return figure


def place_of(chosen: tuple[int, int, int, int], shape: KernelShape) -> int:
    """Return where Keras keeps a weight in memory, counted from 0.

    Parameters
    ----------
    chosen : (row, column, channel, filter)
    shape : (k_h, k_w, C_in, C_out)

    Raises
    ------
    ValueError
        If the shape is none, or `chosen` lies outside it.

    Examples
    --------
    >>> place_of((1, 0, 2, 1), (2, 2, 3, 2))  # 1*(2*3*2) + 0*(3*2) + 2*2 + 1
    17
    """
    places = _places(shape)
    if len(chosen) != 4:
        raise ValueError(f"chosen weight {chosen} has {len(chosen)} places, but needs 4")
    names = ("row", "column", "channel", "filter")
    checked = [geometry.index(*each) for each in zip(names, chosen, places.shape, strict=True)]
    return int(places[tuple(checked)])


def describe_place(number: int, shape: KernelShape) -> str:
    """Say which weight a number is, and how each framework writes it.

    Parameters
    ----------
    number : int
        Place in Keras's memory, counted from 0.
    shape : (k_h, k_w, C_in, C_out)

    Raises
    ------
    ValueError
        If there is no such weight.

    Examples
    --------
    >>> describe_place(17, (2, 2, 3, 2))  # 17 = 1*12 + 0*6 + 2*2 + 1
    'Number 17 is row 1, column 0, channel 2, filter 1: kernel[1, 0, 2, 1] in Keras,
    weight[1, 2, 1, 0] in PyTorch.'
    """
    places = _places(shape)
    number = geometry.index("number", number, places.size)
    keras, pytorch = (
        np.argwhere(_reorder_kernel(framework, places) == number)[0].tolist()
        for framework in ("keras", "pytorch")
    )
    row, column, channel, filter_ = keras
    return (
        f"Number {number} is row {row}, column {column}, channel {channel}, filter {filter_}: "
        f"kernel{keras} in Keras, weight{pytorch} in PyTorch."
    )


def describe_layout(shape: KernelShape, framework: Framework) -> str:
    """Say how a framework's weight is laid out, for those who do not see the figure.

    Examples
    --------
    >>> describe_layout((2, 2, 3, 4), "pytorch")
    'A grid of 4 filters x 3 channels, each with a table of height 2 x width 2.'
    """
    weight = _reorder_kernel(framework, _places(shape))
    a, b, c, d = (
        count_text(size, *_SIZES[axis])
        for axis, size in zip(_axes(framework), weight.shape, strict=True)
    )
    return f"A grid of {a} x {b}, each with a table of {c} x {d}."


def _places(shape: KernelShape) -> NDArray[np.int64]:
    """Give each weight its number, in the order in which Keras keeps them."""
    if len(shape) != 4:
        raise ValueError(f"kernel of shape {shape} has {len(shape)} axes, but needs 4")
    names = ("kernel height", "kernel width", "in_channels", "filters")
    sizes = [geometry.whole_number(*each) for each in zip(names, shape, strict=True)]
    return np.arange(np.prod(sizes), dtype=np.int64).reshape(sizes)


def _reorder_kernel(framework: str, kernel: Array) -> Array:
    return weight_to_pytorch(kernel) if framework == "pytorch" else kernel


def _axes(framework: Framework) -> tuple[str, ...]:
    return tuple(_SHORT[name] for name in axis_names("weight", framework))


def _describe_cells(places: NDArray[np.int64], channel_labels: Sequence[str]) -> Array:
    """Say of each weight what it is, as told under the pointer."""
    words = np.empty(places.shape, dtype=object)
    for place, (row, column, channel, filter_) in enumerate(np.ndindex(*places.shape)):
        words[row, column, channel, filter_] = (
            f"number {place}<br>row {row}, column {column}<br>{channel_labels[channel]}"
            f"<br>filter {filter_}"
        )
    return words


def _nested(values: Array, gap: object) -> Array:
    """Lay out (a, b, c, d) as a x b tables of c x d, with a row or column of `gap` in between."""
    a, b, c, d = values.shape
    spaced = np.full((a, b, c + 1, d + 1), gap, dtype=values.dtype)
    spaced[:, :, :c, :d] = values
    return spaced.transpose(0, 2, 1, 3).reshape(a * (c + 1), b * (d + 1))[:-1, :-1]


def _edges(shape: tuple[int, ...], axis: int) -> Array:
    """Return where the cells of `_nested` begin and end along rows (0) or columns (1)."""
    blocks, cells = shape[axis], shape[axis + 2]
    starts = np.arange(blocks)[:, np.newaxis] * (cells + GAP)
    return (starts + np.arange(cells + 1) - 0.5).ravel()


def _length(shape: tuple[int, ...], axis: int) -> float:
    edges = _edges(shape, axis)
    return float(edges[-1] - edges[0])


def _text_size(columns: float, digits: int) -> float:
    """Choose a size at which the longest number fits its cell on a phone as well."""
    cell = min(CELL, PHONE / columns)
    return min(16, 0.55 * cell, 1.6 * cell / digits)


def _name_outer_axes(
    figure: Figure, shape: tuple[int, ...], axes: Sequence[str], channel_labels: Sequence[str]
) -> None:
    """Name each row of the grid on its left, each column above it."""
    for axis, side, angle in ((0, figure.layout.yaxis, -90), (1, figure.layout.xaxis, 0)):
        blocks, cells = shape[axis], shape[axis + 2]
        names = [f"{axes[axis]} {block}" for block in range(blocks)]
        if axes[axis] == "channel":  # number and colour, one under the other
            names = [label.replace(" (", "<br>(") for label in channel_labels]
        edges = _edges(shape, axis)
        ends = [edges[0] - RIM, edges[-1] + RIM]
        side.update(
            range=ends if axis else ends[::-1],
            showline=False,
            showticklabels=True,
            tickvals=np.arange(blocks) * (cells + GAP) + (cells - 1) / 2,
            ticktext=names,
            tickangle=angle,
            tickfont={"size": 12, "color": figure.layout.font.color},
        )
    figure.layout.xaxis.side = "top"
    figure.layout.margin = {"l": 24, "r": 44, "t": 44, "b": 44, "pad": 2}


def _name_inner_axes(figure: Figure, shape: tuple[int, ...], axes: Sequence[str]) -> None:
    """Count and name the rows of a table once, right of the grid, its columns below the grid."""
    right, bottom = _edges(shape, 1)[-1], _edges(shape, 0)[-1]
    _, _, rows, columns = shape
    for row in range(rows):
        figure.add_text(str(row), right, row, xshift=9)
    for column in range(columns):
        figure.add_text(str(column), column, bottom, yshift=-10)
    figure.add_text(axes[2], right, (rows - 1) / 2, textangle=90, xshift=27)
    figure.add_text(axes[3], (columns - 1) / 2, bottom, yshift=-27)
