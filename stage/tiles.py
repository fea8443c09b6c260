"""The words of a board: its tiles, the window on them, and the line of numbers under them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from conv_engine import ConvSpec
from conv_engine.numeric import Array
from text import number_text, sum_text

Kind = Literal["signed", "channel", "light", "clip", "absolute", "picture"]
TWO_SIDED: tuple[Kind, ...] = ("signed", "absolute")
"""Kinds whose scale has zero in its middle."""
Place = tuple[int, int]
"""Row and column, counted from 0."""


class CellBox(NamedTuple):
    """Cells of a map: first row, first column, rows and columns."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Heads(NamedTuple):
    """Names of a matrix of tiles, or of blocks in a tile: beside rows, and above columns."""

    rows: Sequence[str]
    columns: Sequence[str]


class Spot(NamedTuple):
    """A cell of a tile, or all of it: the row and the column are 0 then."""

    tile: str
    row: int
    column: int


class PlaceChoice(NamedTuple):
    """What a board asks for: a cell of one of these tiles, or one of the tiles as a whole."""

    tiles: tuple[str, ...]
    whole: bool = False
    chosen: Spot | None = None

    def written(self) -> dict[str, Any]:
        """Write it for the browser."""
        return {**self._asdict(), "chosen": self.chosen and self.chosen._asdict()}


@dataclass(frozen=True, eq=False)
class Tile:
    r"""One map of a board.

    Attributes
    ----------
    name : str
        Unique on its board; tests find the tile by it.
    values : ndarray of shape (H, W), or (C, H, W) for a picture
        Integers or floats. All of them are printed up to 12x12, and travel as they are.
    title : str
        Above the map.
    kind : {"signed", "channel", "light", "clip", "absolute", "picture"}
        Signed values run from purple through paper at zero to amber. A channel runs from paper (0)
        to its hue, a channel of a picture ("light") from black (0) to its hue. "clip" runs from
        black (0) to white, and "absolute" from black (0) to white on both sides of zero. A picture
        has 1 or 3 channels of 0 to 255.
    colour : str, optional
        The channel's, for the frame and the scale; by default ink.
    axes : {"output", "input", "kernel"}
        Which positions its rows and columns are.
    scale : str
        Tiles of the same scale share its end.
    on : bool
        Whether it takes part; else it is greyed.
    operator : str
        Before it, as "+", "=" or "+ 1\n=".
    note : str
        Beside its value.
    decimals : int, optional
        How many its numbers are written with. By default at most two, and a smaller number by its
        size. Round the values to as many, so that they add up as printed.
    alt : str
        What it is, for screen readers; by default its title.
    rings : ndarray of bool, shape (H, W), optional
        Cells with a ring around their number.
    boxes : sequence of Box
        Cells that are outlined for good.
    origin : (int, int), optional
        Row and column of its first cell, where it is a part of the map that its axes count.
    tints : sequence of H sequences of W str, optional
        The colour that each cell has a tint of, in place of its number's; none where it is "".
    numbering : ndarray of int, shape (H, W), optional
        The number of what each cell holds, where the same things stand in other places on other
        tiles: two orders of axes. A position of such a board is (0, number).
    heads : Heads, optional
        Names of its blocks, which are as many equal parts of its rows and of its columns.
    """

    name: str
    values: Array
    title: str
    kind: Kind = "signed"
    colour: str | None = None
    axes: Literal["output", "input", "kernel"] = "output"
    scale: str = "maps"
    on: bool = True
    operator: str = ""
    note: str = ""
    decimals: int | None = None
    alt: str = ""
    rings: Array | None = None
    boxes: Sequence[CellBox] = ()
    origin: Place | None = None
    tints: Sequence[Sequence[str]] | None = None
    numbering: Array | None = None
    heads: Heads | None = None

    def positions(self) -> Place:
        """Return rows and columns of the positions that its cells are."""
        if self.numbering is not None:
            return 1, int(self.numbering.max()) + 1
        rows, columns = self.values.shape[-2:]
        return rows, columns


@dataclass(frozen=True)
class Sliding:
    """Which cells of the input belong to a position of the output.

    Attributes
    ----------
    kernel, stride, dilation : (int, int)
        Down and right.
    before : (int, int)
        Rows of padding above and columns of padding left of the input's tile.
    """

    kernel: Place
    stride: Place = (1, 1)
    dilation: Place = (1, 1)
    before: Place = (0, 0)

    @classmethod
    def of(cls, spec: ConvSpec, rows: int, columns: int) -> "Sliding":
        """Take it from a layer and the size of its input.

        Examples
        --------
        >>> Sliding.of(ConvSpec(1, 1, 3, padding=1, stride=2), 5, 5)
        Sliding(kernel=(3, 3), stride=(2, 2), dilation=(1, 1), before=(1, 1))
        """
        (above, _), (left, _) = spec.pad_amounts(rows, columns)
        return cls(spec.kernel_size, spec.stride, spec.dilation, (above, left))


@dataclass(frozen=True)
class Read:
    """A number of the line, read off a tile at the position.

    Attributes
    ----------
    tile : str
        Name of the tile.
    sign : {"own", "between", "factor"}
        "between" writes it as a term after another: `` + 4`` or `` − 3``. "factor" puts it into
        brackets where it is below 0: ``(−3)``.
    colour : str, optional
    strong : bool
        Whether it is the result.
    """

    tile: str
    sign: Literal["own", "between", "factor"] = "own"
    colour: str | None = None
    strong: bool = False


Line = Sequence[str | Read]


def addition(parts: Iterable[Tile], bias: float | None, total: Tile) -> Line:
    """Write the line that adds tiles and a bias up to another tile; those switched off leave it.

    Examples
    --------
    >>> import numpy as np
    >>> cell = np.array([[4]])
    >>> parts = Tile("a", cell, "a"), Tile("b", cell, "b", on=False), Tile("c", cell, "c")
    >>> total = Tile("d", 2 * cell + 1, "d")
    >>> [part if isinstance(part, str) else part.tile for part in addition(parts, 1, total)]
    ['a', 'c', ' + 1 bias', ' = ', 'd']
    """
    line: list[str | Read] = []
    for part in parts:
        if part.on:
            line.append(Read(part.name, "between" if line else "own", part.colour))
    if bias is not None:
        term = f"{number_text(bias)} bias"
        line.append(sum_text(["", term]) if line else term)
    return (*line, " = ", Read(total.name, strong=True))
