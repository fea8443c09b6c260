"""Before and after: a picture and its feature map in the same places, a line, and magnifiers.

A large picture comes shrunk, with parts of it at full resolution: those that are looked at. The
browser reports what that is, and reads numbers only where it has them at full resolution.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import streamlit as st

from conv_engine.numeric import Array
from stage.board_data import written_legend, written_scale
from stage.parcels import send_parcels, sent_array
from stage.picture import PictureKind
from stage.tiles import CellBox, Kind, Place, Sliding, Tile

HEIGHT = 660
"""About that of all of it on a desktop, in screen pixels."""

WIPE = PictureKind("wipe", "board", "board/board.css", "wipe/wipe.css")


class Looked(NamedTuple):
    """What the learner looks at: a part of the map, None for all of it, and the pixel read."""

    part: CellBox | None
    place: Place


@dataclass(frozen=True, eq=False)
class Piece:
    """All of a picture or map, shrunk if need be, or a part of it.

    Attributes
    ----------
    values : ndarray of shape (H, W) or (C, H, W)
        The numbers that are read.
    drawn : ndarray of shape (H, W), or (3, H, W) for a picture
        What is drawn: the numbers themselves, or the red, green and blue of the screen.
    top, left : int
        Where it begins in the whole.
    step : int
        Each of its pixels is the mean of so many rows and columns of the whole. Means are only
        drawn, never read.
    """

    values: Array
    drawn: Array
    top: int = 0
    left: int = 0
    step: int = 1


class Entry(NamedTuple):
    """A number of the magnifier: what it is, and its colour."""

    name: str
    colour: str


@dataclass(frozen=True, eq=False)
class BeforeAndAfter:
    """A picture and what a filter makes of it, each from its coarsest piece to its finest.

    Attributes
    ----------
    picture, feature_map : sequence of Piece
    picture_size, size : (int, int)
        Rows and columns of the whole picture, and of the whole feature map.
    sliding : Sliding
        Which window of the picture belongs to a position.
    channels : sequence of Entry
        Of the picture.
    title : str
        Of the feature map.
    """

    picture: Sequence[Piece]
    feature_map: Sequence[Piece]
    picture_size: Place
    size: Place
    sliding: Sliding
    channels: Sequence[Entry]
    title: str


def wipe(
    both: BeforeAndAfter,
    *,
    kind: Kind,
    limit: float,
    share: int,
    at: Place,
    alt: str,
    key: str,
    on_wipe: Callable[[], None],
    on_pin: Callable[[], None],
    on_look: Callable[[], None],
) -> None:
    """Show before and after. Line, magnifiers and zoom live in the browser.

    After a report the session holds under `key` a mapping: in ``wipe`` the `share` where the line
    came to rest, in ``pinned`` the `place` that was clicked, in ``looked`` what is looked at
    (`looked_at` reads it).

    Parameters
    ----------
    both : BeforeAndAfter
    kind, limit
        How the numbers of the map become colours, and the end of that scale (`stage.board`).
    share : int
        How much of the width shows the map, in percent.
    at : (int, int)
        The position whose numbers the magnifiers read while nothing is pointed at.
    alt : str
    key : str
        Of the component.
    on_wipe, on_pin, on_look : callable
        Called before the page runs again. `on_look` only where the whole came shrunk.
    """
    data, parcels = wipe_data(both, kind, limit)
    data.update(share=share, at=at, alt=alt, height=HEIGHT)
    with st.container(gap=None, key=f"{key} place"):
        WIPE.show(key, data, wipe=on_wipe, pinned=on_pin, looked=on_look)
        send_parcels(parcels, key)


def wipe_data(both: BeforeAndAfter, kind: Kind, limit: float) -> tuple[dict[str, Any], list[bytes]]:
    """Write before and after for the browser, and the parcels of its arrays.

    The coarsest pieces come first among the parcels: they stay as they are, so that another part
    does not send them again.
    """
    pairs = list(zip(both.picture, both.feature_map, strict=True))
    written = [[_written_piece(piece) for piece in pair] for pair in pairs]
    picture, feature_map = ([piece for piece, _ in side] for side in zip(*written, strict=True))
    parcels = [parcel for pair in written for _, large in pair for parcel in large]
    whole = Tile("map", both.feature_map[0].drawn, both.title, kind=kind)
    data = {
        "picture": picture,
        "map": feature_map,
        "pictureSize": both.picture_size,
        "size": both.size,
        "sliding": vars(both.sliding),
        "scale": written_scale(kind, limit),
        "legend": written_legend([whole], {whole.scale: limit}),
        "channels": [entry._asdict() for entry in both.channels],
        "title": both.title,
        "shrunk": both.picture[0].step > 1 or both.feature_map[0].step > 1,
    }
    return data, parcels


def _written_piece(piece: Piece) -> tuple[dict[str, Any], list[bytes]]:
    """Write a piece, and the parcels of its arrays; means travel only to be drawn."""
    drawn, *parcels = sent_array(piece.drawn)
    values = drawn
    if piece.step == 1 and piece.values is not piece.drawn:
        values, parcel = sent_array(piece.values)
        parcels.append(parcel)
    place = {"top": piece.top, "left": piece.left, "step": piece.step}
    written = {"values": values, "drawn": drawn, **place}
    return written, [parcel for parcel in parcels if parcel is not None]


def looked_at(reported: Any, size: Place) -> Looked | None:
    """Read what the browser reports, brought onto the map; None where it looks at nothing yet.

    Examples
    --------
    >>> part = {"row": 2, "column": 3, "rows": 4, "columns": 90}
    >>> looked_at({"looked": {"part": part, "place": [5, 7], "count": 1}}, (10, 20))
    Looked(part=CellBox(row=2, column=3, rows=4, columns=17), place=(5, 7))
    >>> looked_at({"looked": {"part": None, "place": [90, 7], "count": 2}}, (10, 20))
    Looked(part=None, place=(9, 7))
    >>> looked_at({}, (10, 20)) is None
    True
    """
    looked = (reported or {}).get("looked")
    if not looked:
        return None
    place, part = _on_map(looked["place"], size), looked["part"]
    if part is None:
        return Looked(None, place)
    row, column = _on_map((part["row"], part["column"]), size)
    rows, columns = min(part["rows"], size[0] - row), min(part["columns"], size[1] - column)
    return Looked(CellBox(row, column, max(1, int(rows)), max(1, int(columns))), place)


def _on_map(place: Any, size: Place) -> Place:
    """Bring a position onto the map."""
    row, column = place
    return min(max(int(row), 0), size[0] - 1), min(max(int(column), 0), size[1] - 1)
