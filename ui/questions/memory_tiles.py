"""The corner of an input in both orders of axes: every number is its place in memory."""

from collections.abc import Sequence

import numpy as np

from conv_engine.frameworks.layouts import DataFormat
from conv_engine.numeric import Array
from stage.board import Heads, Tile
from text import NUMBERED_COLUMNS, NUMBERED_ROWS
from ui.questions.words import tiles as say

CORNER = 2
"""Rows and columns that are shown of the input."""

InputShape = tuple[int, int, int]
"""Channels, height and width."""


def memory_tile(
    shape: InputShape, order: DataFormat, channels: Sequence[str], colours: Sequence[str]
) -> Tile:
    """Show where the first pixels of an input lie in memory.

    With the channels first there is a block for each channel. With the channels last those of
    one pixel stand side by side.

    Parameters
    ----------
    shape : (C, H, W)
    order : {"channels_first", "channels_last"}
    channels, colours : sequence of C str
        Name and identity colour of each channel.

    Examples
    --------
    Of 4 rows and 5 columns: the second channel begins at place 1*4*5, or at place 1.

    >>> look = ["red", "green"], ["#d1495b", "#2e8b57"]
    >>> memory_tile((2, 4, 5), "channels_first", *look).values[0].tolist()
    [0, 1, 20, 21]
    >>> memory_tile((2, 4, 5), "channels_last", *look).values[0].tolist()
    [0, 1, 2, 3]
    """
    depth, height, width = shape
    corner = np.indices((depth, CORNER, CORNER))
    numbering = np.arange(depth * CORNER * CORNER).reshape(depth, CORNER, CORNER)
    sizes = shape if order == "channels_first" else (height, width, depth)
    names = channels if order == "channels_first" else _numbered(NUMBERED_COLUMNS)
    return Tile(
        order,
        _laid_out(_places(shape, order), order),
        f"{order}, {(1, *sizes)}",
        alt=f"{order}. {describe_memory(shape, order, channels)}",
        tints=[[colours[channel] for channel in line] for line in _laid_out(corner[0], order)],
        numbering=_laid_out(numbering, order),
        heads=Heads(_numbered(NUMBERED_ROWS), names),
    )


def _numbered(names: tuple[str, str]) -> list[str]:
    """Name the rows or the columns of the corner."""
    return [names[0].format(n=place) for place in range(CORNER)]


def describe_memory(shape: InputShape, order: DataFormat, channels: Sequence[str]) -> str:
    """Say where the first pixel lies in memory, for those who do not see the tile.

    Examples
    --------
    >>> describe_memory((2, 4, 5), "channels_first", ["red", "green"])
    'The pixel at row 0, column 0 has these places in memory: red 0, green 20. Its neighbour at
    column 1 has these: red 1, green 21.'
    """
    first, second = (
        [
            f"{name} {place}"
            for name, place in zip(channels, _places(shape, order)[:, 0, x], strict=True)
        ]
        for x in (0, 1)
    )
    return say.describe_places(first, second)


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


def _laid_out(corner: Array, order: DataFormat) -> Array:
    """Put the channels of (C, H, W) beside each other, or the columns of all channels."""
    axes = (1, 0, 2) if order == "channels_first" else (1, 2, 0)
    laid_out: Array = corner.transpose(axes).reshape(CORNER, -1)
    return laid_out
