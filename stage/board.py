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
- **Numbered cells.** With a ``numbering`` the cells of one number are marked together, wherever
  they stand: one weight in the order of Keras, and in that of PyTorch.
- **Marks.** ``on=False`` greys a tile, ``rings`` marks cells that are made up (padding), ``boxes``
  outlines cells for good (a question about one of them).
- **Questions.** With a `PlaceChoice` the board asks: a cell or a whole tile is chosen with a click,
  or with the arrow keys and Enter. Nothing else is marked, so that nothing gives the answer away.

The browser draws, marks and reads. It adds nothing up: every number is one of the arrays.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from stage.board_data import board_data
from stage.parcels import send_parcels
from stage.picture import PictureKind
from stage.tiles import (
    CellBox,
    Heads,
    Kind,
    Line,
    Place,
    PlaceChoice,
    Read,
    Sliding,
    Tile,
    addition,
)
from stage.words import BOARD_LABEL, SWITCHED_OFF

__all__ = [
    "CellBox",
    "Heads",
    "Kind",
    "Line",
    "PlaceChoice",
    "Read",
    "Sliding",
    "Tile",
    "addition",
    "board",
    "pinned_tile",
]

BOARD = PictureKind("board", "board", "board/board.css")
MOST_ROWS = 4
"""Of a matrix whose tiles are as large as elsewhere; in `board/heads.js` as well."""
CELL, TITLE, BELOW = 46, 28, 90
"""Pixels of the largest cell, of the title of a tile, and of line and legend under a board."""


def board(
    columns: Sequence[Tile | Sequence[Tile]],
    *,
    at: Place | None = None,
    sliding: Sliding | None = None,
    line: Line = (),
    limits: Mapping[str, float] | None = None,
    legend: bool = True,
    heads: Heads | None = None,
    off: str = SWITCHED_OFF,
    whole: Place | None = None,
    reports: bool = True,
    on_pin: Callable[[], None] | None = None,
    choice: PlaceChoice | None = None,
    label: str = BOARD_LABEL,
    height: int | None = None,
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
    choice : PlaceChoice, optional
        What is chosen, on a board that asks. What was chosen comes as what was pinned.
    label : str
        What the board is, for screen readers.
    height : int, optional
        Of the place kept until it is drawn, in pixels on a desktop; by default a guess.
    key : str
        Of the component, unique on the page.

    Returns
    -------
    (int, int) or None
        The position that was pinned, if there is one and it lies on the maps.
    """
    stacks = [[tiles] if isinstance(tiles, Tile) else list(tiles) for tiles in columns]
    data, parcels = board_data(stacks, at, sliding, line, limits or {}, legend, off)
    height = height or _height(stacks, _tallest(heads), BELOW if line or legend else 0)
    data.update(whole=whole, reports=reports, label=label, height=height)
    data["heads"] = heads and heads._asdict()
    data["choice"] = choice and choice.written()
    # The page lets it grow once all of it is there: until then nothing below may move.
    with st.container(height=height, border=False, gap=None, key=f"{key} place"):
        told = BOARD.show(key, data, **({"pinned": on_pin or _rerun} if reports else {}))
        send_parcels(parcels, key)
    return pinned_place(told.get("pinned"), _output_shape(stacks) or whole)


def _height(stacks: Sequence[Sequence[Tile]], tall: int, below: int) -> int:
    """Guess the height of a board on a desktop, in pixels, to keep a place for it."""
    return below + sum(_tile_height(tile, tall) for tile in max(stacks, key=len))


def _tallest(heads: Heads | None) -> int:
    """Guess the height of a large tile: it is lower in a matrix, more so in one of many rows."""
    if heads is None:
        return 200
    return 100 if len(heads.rows) <= MOST_ROWS else 68


def _tile_height(tile: Tile, tall: int) -> int:
    """Guess the height of a tile; the cells of a small map are as large as numbers need."""
    rows: int = tile.values.shape[-2]
    return min(140 if tile.axes == "kernel" else tall, CELL * rows + TITLE)


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


def pinned_tile(reported: Any) -> str | None:
    """Read which tile was clicked last, from what the session holds under the board's key.

    Examples
    --------
    >>> pinned_tile({"pinned": {"place": [2, 1], "tile": "map 3", "count": 7}})
    'map 3'
    """
    tile = ((reported or {}).get("pinned") or {}).get("tile")
    return tile if isinstance(tile, str) else None


def _output_shape(stacks: Sequence[Sequence[Tile]]) -> Place | None:
    """Return so many rows and columns that every position on a tile is among them."""
    tiles = [tile for stack in stacks for tile in stack if tile.origin is None]
    shapes = [tile.positions() for tile in tiles if tile.axes == "output"]
    return (
        (max(rows for rows, _ in shapes), max(columns for _, columns in shapes)) if shapes else None
    )
