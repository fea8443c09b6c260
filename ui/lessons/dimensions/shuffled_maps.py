"""The tiles of the second proof in lesson 6: maps before and after the channels changed places."""

from collections.abc import Sequence

from stage.board import Line, Read, Tile
from ui.lessons.dimensions.words import order as words
from ui.state.scenario import Array

BeforeAfter = tuple[Sequence[Array], Sequence[Array]]
"""Maps of a layer before the channels changed places, and those after."""
COMPARISON_LINE: Line = (
    *(words.FLAT_LINE, Read("Conv2D before"), words.BECOMES, Read("Conv2D after")),
    *(words.VOLUME_LINE, Read("Conv3D 0 before"), words.BECOMES, Read("Conv3D 0 after")),
)


def comparison_columns(flat: BeforeAfter, volume: BeforeAfter) -> list[list[Tile]]:
    """Put the map of the Conv2D, and each of the Conv3D, above what became of it."""
    (before,), (after,) = flat
    columns = [_column("Conv2D", words.FLAT, words.FLAT, before, after)]
    for depth, pair in enumerate(zip(*volume, strict=True)):
        title, where = (text.format(depth=depth) for text in (words.DEPTH, words.VOLUME))
        columns.append(_column(f"Conv3D {depth}", title, where, *pair))
    return columns


def _column(name: str, title: str, where: str, before: Array, after: Array) -> list[Tile]:
    return [
        Tile(f"{name} {when}", values, said.format(map=title), alt=said.format(map=where))
        for when, values, said in (
            ("before", before, words.BEFORE),
            ("after", after, words.AFTER),
        )
    ]
