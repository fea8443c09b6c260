"""The board: maps side by side, and one position marked on all of them.

How to use it
-------------
Make a `Tile` of every map, put them in columns, and hand them to `board`:

    parts = [
        Tile("partial 0", partial[0], "channel 0", colour=hues[0]),
        Tile("partial 1", partial[1], "channel 1", colour=hues[1], operator="+"),
    ]
    total = Tile("feature map", output, "feature map 0", operator="=")
    place = board([*parts, total], at=(2, 3), line=addition(parts, bias, total))

- **Columns.** Tiles of the outer sequence stand beside each other. Tiles of an inner sequence stand
  below each other and stay together where a line of columns is full.
- **Axes.** All tiles with ``axes="output"`` share their positions: point at one, and all are
  marked. With a `Sliding` the window is drawn on tiles with ``axes="input"``, and a cell of
  ``axes="kernel"`` lights the cell of the input that it lies on.
- **Colours.** ``kind`` says how numbers become colours, ``scale`` which tiles share their end.
  ``limits`` sets the end of a scale. Take it from all maps that may come (also those with other
  switches), so that colours that change mean numbers that change.
- **The line.** `addition` writes channel sums, bias and output as one line, which the board reads
  off the tiles at the position. Any other line is a sequence of words and `Read`.
- **Position.** ``at`` is the page's position. The learner pins another one with a click or the
  arrow keys. The page gets it back as the result, and in ``on_pin`` before its script runs.
- **Matrix.** With `Heads` the columns form one matrix of small tiles, named at its ends.
- **Parts.** A tile with an ``origin`` is a part of the map that its axes count, such as a corner.
- **Marks.** ``on=False`` greys a tile, ``rings`` marks cells that are made up (padding), ``boxes``
  outlines cells for good (a question about one of them).

The browser draws, marks and reads. It adds nothing up: every number is one of the arrays.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import streamlit as st

import colours
from conv_engine import ConvSpec
from conv_engine.numeric import symmetric_limit
from stage.packing import Array
from stage.parcels import SentArray, send_parcels, sent_array
from stage.picture import PictureKind
from text import number_text, small_number_text

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


class Heads(NamedTuple):
    """Names at the ends of a matrix of tiles: beside its rows, and above its columns."""

    rows: Sequence[str]
    columns: Sequence[str]


def addition(parts: Iterable[Tile], bias: float | None, total: Tile) -> Line:
    """Write the line that adds tiles and a bias up to another tile; those switched off leave it.

    Examples
    --------
    >>> cell = np.array([[4]])
    >>> parts = Tile("a", cell, "a"), Tile("b", cell, "b", on=False), Tile("c", cell, "c")
    >>> total = Tile("d", 2 * cell + 1, "d")
    >>> [part if isinstance(part, str) else part.tile for part in addition(parts, 1, total)]
    ['a', 'c', ' + bias 1', ' = ', 'd']
    """
    line: list[str | Read] = []
    for part in parts:
        if part.on:
            line.append(Read(part.name, "between" if line else "own", part.colour))
    if bias is not None:
        line.append(f"{' + ' if line else ''}bias {number_text(bias)}")
    return (*line, " = ", Read(total.name, strong=True))


BOARD = PictureKind("board", "board", ("board/board.css",), "pinned")


def board(
    columns: Sequence[Tile | Sequence[Tile]],
    *,
    at: Place | None = None,
    sliding: Sliding | None = None,
    line: Line = (),
    limits: Mapping[str, float] | None = None,
    legend: bool = True,
    heads: Heads | None = None,
    off: str = "switched off",
    whole: Place | None = None,
    reports: bool = True,
    on_pin: Callable[[], None] | None = None,
    label: str = "Maps. Arrow keys move the position.",
    key: str = "board",
) -> Place | None:
    """Show maps, one position marked on all of them, and the line of their numbers there.

    Parameters
    ----------
    columns : sequence of Tile, or of sequences of Tile
        Beside each other, and below each other.
    at : (int, int), optional
        The page's position, row and column of the output. A position the learner pinned holds
        until the page has another one.
    sliding : Sliding, optional
        Needed where tiles of an input or of kernels belong to the position.
    line : sequence of str and Read
        Such as `addition` makes; a line break in it begins another line.
    limits : mapping of str to float, optional
        End of each scale; by default the greatest distance from zero in its tiles.
    legend : bool
    heads : Heads, optional
        Of a matrix: all columns stand in one line, and tiles have no titles of their own.
    off : str
        What greyed tiles are.
    whole : (int, int), optional
        Rows and columns of the output, where only parts of it are shown.
    reports : bool
        Whether the page runs again when the learner pins a position.
    on_pin : callable, optional
        Called before the page runs again.
    label : str
        What the board is, for screen readers.
    key : str
        Of the component, unique on the page.

    Returns
    -------
    (int, int) or None
        The position that was pinned, if there is one and it lies on the maps.
    """
    stacks = [[tiles] if isinstance(tiles, Tile) else list(tiles) for tiles in columns]
    data, parcels = board_data(stacks, at, sliding, line, limits or {}, legend, off)
    height = _height(stacks, 100 if heads else 200)
    data.update(whole=whole, reports=reports, label=label, height=height)
    data["heads"] = heads and heads._asdict()
    # The page lets it grow once all of it is there: until then nothing below may move.
    with st.container(height=height, border=False, gap=None, key=f"{key} place"):
        pinned = BOARD.show(key, data, on_pin or _rerun if reports else None)
        send_parcels(parcels, key)
    return pinned_place(pinned, _output_shape(stacks) or whole)


def _height(stacks: Sequence[Sequence[Tile]], tall: int) -> int:
    """Guess the height of a board on a desktop, in pixels, to keep a place for it."""
    deepest = max(stacks, key=len)
    return 90 + sum(140 if tile.axes == "kernel" else tall for tile in deepest)


def _rerun() -> None:
    """Nothing to do: that the page runs again is enough."""


def pinned_place(pinned: Any, shape: Place | None) -> Place | None:
    """Read what the board reports, unless the maps have shrunk below it since.

    Examples
    --------
    >>> pinned_place({"place": [2, 1], "count": 7}, (3, 3))
    (2, 1)
    >>> pinned_place({"place": [2, 1], "count": 7}, (2, 2)), pinned_place(None, (2, 2))
    (None, None)
    """
    place = pinned and pinned.get("place")
    if not place or shape is None:
        return None
    row, column = int(place[0]), int(place[1])
    return (row, column) if 0 <= row < shape[0] and 0 <= column < shape[1] else None


def _output_shape(stacks: Sequence[Sequence[Tile]]) -> Place | None:
    tiles = (tile for stack in stacks for tile in stack if tile.origin is None)
    shapes = (tile.values.shape for tile in tiles if tile.axes == "output")
    rows, columns = next(shapes, (None,) * 2)[-2:]
    return None if rows is None or columns is None else (rows, columns)


def board_data(
    stacks: Sequence[Sequence[Tile]],
    at: Place | None,
    sliding: Sliding | None,
    line: Line,
    limits: Mapping[str, float],
    legend: bool,
    off: str = "switched off",
) -> tuple[dict[str, Any], list[bytes]]:
    """Write a board for the browser: what can be written as JSON, and the parcels of its arrays."""
    tiles = [tile for stack in stacks for tile in stack]
    ends = {**_greatest(tiles), **limits}
    written, parcels = {}, []
    for tile in tiles:
        written[tile.name], large = _written_tile(tile, off)
        parcels += large
    data = {
        "columns": [[tile.name for tile in stack] for stack in stacks],
        "tiles": written,
        "scales": {
            _scale_key(t): written_scale(t.kind, ends[t.scale], t.colour)
            for t in tiles
            if t.kind != "picture"
        },
        "inks": colours.INKS,
        "sliding": sliding and vars(sliding),
        "at": at,
        "line": [part if isinstance(part, str) else vars(part) for part in line],
        "legend": _legend(tiles, ends) if legend else [],
        "off": off,
    }
    return data, parcels


def _written_tile(tile: Tile, off: str) -> tuple[dict[str, Any], list[bytes]]:
    """Write a tile, and the parcels of those of its arrays that are large."""
    values, *parcels = sent_array(tile.values)
    rings: SentArray | None = None
    if tile.rings is not None:
        rings, parcel = sent_array(tile.rings.astype(np.uint8))
        parcels.append(parcel)
    written = {
        "title": tile.title,
        "alt": f"{tile.alt or tile.title}{'' if tile.on else f', {off}'}: {_words(tile)}",
        "frame": tile.colour,
        "axes": tile.axes,
        "scale": None if tile.kind == "picture" else _scale_key(tile),
        "on": tile.on,
        "operator": tile.operator,
        "note": tile.note,
        "decimals": tile.decimals,
        "values": values,
        "rings": rings,
        "boxes": [box._asdict() for box in tile.boxes],
        "origin": tile.origin,
    }
    return written, [parcel for parcel in parcels if parcel is not None]


def _words(tile: Tile) -> str:
    """Say the shape and the range of a map."""
    rows, columns = tile.values.shape[-2:]
    low, high = (_text(end, tile) for end in (tile.values.min(), tile.values.max()))
    return f"{rows}x{columns}, from {low} to {high}"


def _text(value: float, tile: Tile) -> str:
    """Write a number with the decimals of its tile."""
    if tile.decimals is None:
        return small_number_text(value)
    return number_text(value, tile.decimals)


def _greatest(tiles: Sequence[Tile]) -> dict[str, float]:
    """Find the greatest distance from zero of each scale, 1 where there is none."""
    return {
        scale: symmetric_limit(*(tile.values for tile in tiles if tile.scale == scale))
        for scale in dict.fromkeys(tile.scale for tile in tiles)
    }


def _scale_key(tile: Tile) -> str:
    hue = f" {tile.colour}" if tile.kind in ("channel", "light") else ""
    return f"{tile.scale} {tile.kind}{hue}"


def written_scale(kind: Kind, end: float, colour: str | None = None) -> dict[str, Any]:
    """Write a scale in the colours of both themes; the browser takes those it is in."""
    low = -end if kind in TWO_SIDED else 0
    light, dark = (_stops(kind, colour, dark) for dark in (False, True))
    return {"low": low, "high": end, "light": light, "dark": dark}


def _stops(kind: Kind, colour: str | None, dark: bool) -> list[list[float | str]]:
    hue = colour or colours.theme(dark).ink
    match kind:
        case "light":
            return colours.light_scale(hue)
        case "channel":
            return colours.channel_scale(hue, dark)
        case "clip":
            return colours.grey_scale()
        case "absolute":
            return colours.absolute_scale()
        case _:
            return colours.signed_scale(dark)


def _legend(tiles: Sequence[Tile], ends: Mapping[str, float]) -> list[dict[str, Any]]:
    """Write an entry for each scale; what lies beyond its ends is drawn as its ends."""
    greatest, entries = _greatest(tiles), {}
    for tile in tiles:
        if tile.kind == "picture" or tile.scale in entries:
            continue
        end = ends[tile.scale]
        low, high = ("≤ ", "≥ ") if greatest[tile.scale] > end else ("", "")
        ticks = ["0", f"{high}{_text(end, tile)}"]
        if tile.kind in TWO_SIDED:
            ticks = [f"{low}{_text(-end, tile)}", *ticks]
        entries[tile.scale] = {"title": tile.scale, "scale": _scale_key(tile), "ticks": ticks}
    return list(entries.values())
