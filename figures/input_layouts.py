"""The corner of an input in both orders of axes: every number is its place in memory."""

from collections.abc import Sequence

import numpy as np

from colours import theme
from conv_engine.frameworks.layouts import DataFormat
from conv_engine.numeric import Array
from figures.axes import empty_figure, map_axes
from figures.figure import Figure
from figures.tinted_cells import add_tinted_cells

GAP = 0.4
"""Between two tables, in cells."""
CELL = 46
"""Height of a cell, in screen pixels."""
PHONE = 300
"""Width of the cells on a phone, in screen pixels."""
CORNER = 2
"""Rows and columns that are shown of the input."""

InputShape = tuple[int, int, int]
"""Channels, height and width."""


def input_layout_figure(
    shape: InputShape,
    order: DataFormat,
    channel_labels: Sequence[str],
    colours: Sequence[str],
    *,
    dark: bool = False,
) -> Figure:
    """Show where the first pixels of an input lie in memory.

    With the channels first there is a table for each channel; with the channels last those of
    one pixel stand side by side.

    Parameters
    ----------
    shape : (C, H, W)
    order : {"channels_first", "channels_last"}
    channel_labels, colours : sequence of C str
        Label and identity colour of each channel.
    dark : bool
        For dark paper.

    Returns
    -------
    Figure
        One heatmap: the places are its text, the channels its values.

    Examples
    --------
    Of 4 rows and 5 columns: the second channel begins at place 1*4*5, or at place 1.

    >>> hues = ["#d1495b", "#2e8b57"]
    >>> figure = input_layout_figure((2, 4, 5), "channels_first", ["red", "green"], hues)
    >>> figure.data[0].text[0].tolist()
    ['0', '1', '', '20', '21']
    >>> figure = input_layout_figure((2, 4, 5), "channels_last", ["red", "green"], hues)
    >>> figure.data[0].text[0].tolist()
    ['0', '1', '', '2', '3']
    """
    shades = theme(dark)
    places = _reorder_axes(_places(shape, order), order)
    rows, tables, cells = places.shape
    channel, row, column = (
        _reorder_axes(index, order) for index in np.indices((shape[0], CORNER, CORNER))
    )
    words = [
        f"{channel_labels[c]}, row {y}, column {x}<br>place {place}"
        for c, y, x, place in zip(channel.flat, row.flat, column.flat, places.flat, strict=True)
    ]
    edges = np.arange(tables)[:, np.newaxis] * (cells + GAP) + np.arange(cells + 1) - 0.5

    figure = empty_figure(CELL * rows + 40, dark)
    map_axes(figure, (rows, 1), shades.faint)
    add_tinted_cells(
        figure,
        edges.ravel(),
        np.arange(rows),
        channel=_spaced(channel.astype(float), np.nan),
        text=_spaced(places.astype(str).astype(object), ""),
        words=_spaced(np.array(words, dtype=object).reshape(places.shape), ""),
        text_size=_text_size(edges.max(), places),
        colours=colours,
        dark=dark,
    )
    names = channel_labels if order == "channels_first" else [f"column {x}" for x in range(tables)]
    font = {"size": 12, "color": shades.ink}
    figure.layout.xaxis.update(
        range=[-0.5, edges.max()],
        side="top",
        showline=False,
        showticklabels=True,
        tickvals=edges.mean(axis=1),
        ticktext=names,
        tickangle=0,
        tickfont=font,
    )
    figure.layout.yaxis.update(
        scaleanchor=None,
        showline=False,
        showticklabels=True,
        tickvals=np.arange(rows),
        ticktext=[f"row {y}" for y in range(rows)],
        tickfont=font,
    )
    figure.layout.margin = {"l": 46, "r": 4, "t": 32, "b": 4, "pad": 4}
    return figure


def describe_input_layout(
    shape: InputShape, order: DataFormat, channel_labels: Sequence[str]
) -> str:
    """Say where the first pixel lies in memory, for those who do not see the figure.

    Examples
    --------
    >>> describe_input_layout((2, 4, 5), "channels_first", ["red", "green"])
    'The pixel at row 0, column 0 has these places in memory: red 0, green 20. Its neighbour at
    column 1 has these: red 1, green 21.'
    """
    first, second = (
        ", ".join(
            f"{label} {place}"
            for label, place in zip(channel_labels, _places(shape, order)[:, 0, x], strict=True)
        )
        for x in (0, 1)
    )
    return (
        f"The pixel at row 0, column 0 has these places in memory: {first}. Its neighbour at "
        f"column 1 has these: {second}."
    )


def _places(shape: InputShape, order: DataFormat) -> Array:
    """Return the places in memory of the corner, shape (C, 2, 2), counted from 0."""
    channels, height, width = shape
    channel, row, column = np.indices((channels, CORNER, CORNER))
    sizes: tuple[int, ...]
    if order == "channels_first":
        index, sizes = (channel, row, column), (channels, height, width)
    else:
        index, sizes = (row, column, channel), (height, width, channels)
    places: Array = np.ravel_multi_index(index, sizes)
    return places


def _reorder_axes(values: Array, order: DataFormat) -> Array:
    """Turn (C, H, W) to rows of tables of cells: channels of columns, or columns of channels."""
    return values.transpose((1, 0, 2) if order == "channels_first" else (1, 2, 0))


def _spaced(values: Array, gap: object) -> Array:
    """Lay out the tables of each row side by side, with a column of `gap` in between."""
    rows, tables, cells = values.shape
    spaced = np.full((rows, tables, cells + 1), gap, dtype=values.dtype)
    spaced[:, :, :cells] = values
    return spaced.reshape(rows, -1)[:, :-1]


def _text_size(columns: float, places: Array) -> float:
    """Choose a size at which the longest number fits its cell on a phone as well."""
    return float(min(14, 1.5 * PHONE / columns / len(str(places.max()))))
