"""The tiles of the second proof in lesson 6: maps before and after the channels changed places."""

from collections.abc import Sequence

from stage.board import Line, Read, Tile
from ui.state.scenario import Array

BeforeAfter = tuple[Sequence[Array], Sequence[Array]]
"""Maps of a layer before the channels changed places, and those after."""
COMPARISON_LINE: Line = (
    *("Conv2D ", Read("Conv2D before"), " → ", Read("Conv2D after")),
    *(", Conv3D (depth 0) ", Read("Conv3D 0 before"), " → ", Read("Conv3D 0 after")),
)


def comparison_columns(flat: BeforeAfter, volume: BeforeAfter) -> list[list[Tile]]:
    """Put the map of the Conv2D, and each of the Conv3D, above what became of it."""
    (before,), (after,) = flat
    columns = [_column("Conv2D", "Conv2D", before, after)]
    for depth, pair in enumerate(zip(*volume, strict=True)):
        columns.append(_column(f"Conv3D {depth}", f"depth {depth}", *pair))
    return columns


def _column(name: str, title: str, before: Array, after: Array) -> list[Tile]:
    layer, *depth = name.split()
    where = f"{layer}, depth {depth[0]}" if depth else layer
    return [
        Tile(f"{name} before", before, f"{title}, before", alt=f"{where}, before"),
        Tile(f"{name} after", after, f"{title}, after", alt=f"{where}, after"),
    ]


def describe_equality(before: Sequence[Array], after: Sequence[Array]) -> str:
    """Count how many numbers are unchanged.

    Examples
    --------
    >>> import numpy as np
    >>> describe_equality([np.array([[1, 2]])], [np.array([[1, 3]])])
    '1 of 2 numbers is unchanged.'
    """
    total = sum(values.size for values in before)
    equal = sum(int((a == b).sum()) for a, b in zip(before, after, strict=True))
    if total == 1:
        return "The only number is unchanged." if equal else "The only number has changed."
    if equal == 1:
        return f"1 of {total:,} numbers is unchanged."
    return f"{equal:,} of {total:,} numbers are unchanged."
