"""A picture with a square region on it, which is drawn, dragged or moved by arrow keys."""

from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st

from conv_engine.numeric import Array
from stage.parcels import send_parcels, sent_array
from stage.picture import PictureKind

LEAST_SIDE = 3
"""Of a region, in pixels of the picture."""
HEIGHT = 280
"""Of the picture on a desktop, in screen pixels."""

REGION = PictureKind("region", "board", "board/board.css", "region/region.css")


class Region(NamedTuple):
    """A square of a picture: its first row, its first column and its side."""

    top: int
    left: int
    span: int


def region_picker(
    pixels: Array,
    size: tuple[int, int],
    region: Region,
    *,
    label: str,
    key: str,
    on_pick: Callable[[], None],
) -> None:
    """Show a picture and the region on it; the learner may choose another one.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (1 or 3, h, w)
        As it is drawn; may be smaller than the picture itself.
    size : (int, int)
        Rows and columns of the picture, in which the region is counted.
    region : Region
    label : str
        What it is, for screen readers.
    key : str
        Of the component. After a choice the session holds under it a mapping in which `picked`
        finds the region.
    on_pick : callable
        Called before the page runs again.
    """
    picture, parcel = sent_array(pixels)
    data = {
        "picture": picture,
        "size": size,
        "region": region._asdict(),
        "least": LEAST_SIDE,
        "label": label,
        "height": HEIGHT,
    }
    with st.container(gap=None, key=f"{key} place"):
        REGION.show(key, data, region=on_pick)
        send_parcels([parcel] if parcel else [], key)


def picked(reported: Any, size: tuple[int, int]) -> Region | None:
    """Read what the picker reports, brought onto the picture.

    Examples
    --------
    >>> picked({"region": {"top": 7, "left": -2, "span": 6, "count": 1}}, (10, 20))
    Region(top=4, left=0, span=6)
    >>> picked({}, (10, 20)) is None
    True
    """
    region = (reported or {}).get("region")
    if not region:
        return None
    rows, columns = size
    span = min(max(int(region["span"]), LEAST_SIDE), rows, columns)
    top, left = (
        min(max(int(region[name]), 0), length - span)
        for name, length in (("top", rows), ("left", columns))
    )
    return Region(top, left, span)
