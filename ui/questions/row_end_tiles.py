"""Both ends of a padded axis, under several paddings: where the first and the last window lie."""

from collections.abc import Mapping

import numpy as np

from conv_engine.axis import Axis
from stage.board import CellBox, Tile
from ui.questions.words import tiles as say

BEYOND = 2
"""Rows of the input that are shown beyond the windows, at each end."""

Sides = tuple[int, int]
"""Rows that are added before and after."""


def row_end_tiles(axis: Axis, size: int, paddings: Mapping[str, Sides]) -> tuple[Tile, ...]:
    """Show the first and the last rows of an input, side by side under several paddings.

    Each cell is a row, with its number; the same row is marked under all of them. A ring marks a
    row of zeros that was added, and a dashed box the first and the last window.

    Parameters
    ----------
    axis : Axis
        Kernel, stride and dilation.
    size : int
        Rows of the input, too many to show them all.
    paddings : mapping of str to (int, int)
        Name of each padding, and how many rows it adds before and after.

    Returns
    -------
    tuple of Tile
        For each padding its first rows, then its last.

    Raises
    ------
    ValueError
        If no rows are left out between the two ends.

    Examples
    --------
    Kernel 3, stride 2 on 32 rows: 0 before and 1 after, or 1 on both sides.

    >>> both = {"Keras": (0, 1), "PyTorch": (1, 1)}
    >>> tiles = row_end_tiles(Axis("height", 3, 2, 1), 32, both)
    >>> [int(tile.rings.sum()) for tile in tiles]
    [0, 1, 1, 1]
    """
    first, last = _shown(axis, size, paddings)
    most_before = max(before for before, _ in paddings.values())
    tiles = []
    for name, (before, after) in paddings.items():
        starts = _starts(axis, size, (before, after))
        ends = {"top": range(-before, first + 1), "bottom": range(last, size + after)}
        for (end, shown), start in zip(ends.items(), starts, strict=True):
            rows = np.array(shown)[:, np.newaxis]
            tiles.append(
                Tile(
                    f"{name} {end}",
                    rows,
                    say.ENDS[end].format(name=name),
                    note=say.note_window(start),
                    tints=[[""]] * len(rows),
                    rings=(rows < 0) | (rows >= size),
                    boxes=(CellBox(start - shown.start, 0, axis.extent, 1),),
                    numbering=rows + most_before,
                )
            )
    return tuple(tiles)


def describe_row_ends(axis: Axis, size: int, paddings: Mapping[str, Sides]) -> str:
    """Say where the windows lie.

    Examples
    --------
    >>> print(describe_row_ends(Axis("height", 3, 2, 1), 32, {"Keras": (0, 1), "PyTorch": (1, 1)}))
    Keras adds 0 before and 1 after. Its first window covers rows 0 to 2, and its last covers rows
    30 to 32. PyTorch adds 1 before and 1 after. Its first window covers rows −1 to 1, and its last
    covers rows 29 to 31.
    """
    lines = []
    for name, (before, after) in paddings.items():
        first, last = (
            (start, start + axis.extent - 1) for start in _starts(axis, size, (before, after))
        )
        lines.append(say.describe_ends(name, (before, after), first, last))
    return " ".join(lines)


def _starts(axis: Axis, size: int, sides: Sides) -> Sides:
    """Return the first row of the first and of the last window; what was added is below 0."""
    before, after = sides
    last = axis.positions(size + before + after) - 1
    return -before, axis.cells(last)[0] - before


def _shown(axis: Axis, size: int, paddings: Mapping[str, Sides]) -> tuple[int, int]:
    """Return the last row of the first end, and the first of the last."""
    starts = [_starts(axis, size, sides) for sides in paddings.values()]
    first = max(start for start, _ in starts) + axis.extent - 1 + BEYOND
    last = min(start for _, start in starts) - BEYOND
    if last - first < 2:
        raise ValueError(
            f"{size} rows leave none out between the ends, which show up to row {first} and from "
            f"row {last} on"
        )
    return first, last
