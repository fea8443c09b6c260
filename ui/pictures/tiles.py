"""Maps as tiles of a row that wraps: Streamlit does not tell how wide the screen is."""

from collections.abc import Callable
from typing import Any, Literal

import streamlit as st

from conv_engine.numeric import symmetric_limit
from figures.enlarged import enlarged
from figures.figure import Figure
from figures.maps import TILE, legend_figure, map_figure
from figures.unchecked import unchecked
from text import number_text
from ui.state.scenario import Array
from ui.state.theme import LARGER, is_dark, presenting

CellPosition = tuple[int, int]
"""Row and column of a feature map."""

MOST_PRINTED = 12
"""Rows or columns of a map up to which its numbers are printed."""
PRINTED_CELL = 28
"""Width of a cell with a number in it, in screen pixels."""
NARROWEST, LOWEST, HIGHEST = 145, 90, 340
"""Limits of a tile, in screen pixels; two of the narrowest fit a phone, six a desktop."""


def tiles(count: int, shape: tuple[int, ...], align: Literal["top", "bottom"] = "top") -> Any:
    """Open a grid for maps of one shape, as wide as their numbers need.

    Rows of few tiles leave room for five, so that tiles of one page are of one width.
    """
    width = max(NARROWEST, PRINTED_CELL * shape[1]) if _few(shape) else NARROWEST
    width = round(width * LARGER) if presenting() else width
    return st.grid(max(5, count), min_column_width=width, vertical_alignment=align)


def tile_height(shape: tuple[int, ...]) -> int:
    """Follow the shape of a map, within limits.

    Examples
    --------
    >>> tile_height((128, 128)), tile_height((64, 128)), tile_height((128, 8))
    (190, 95, 340)
    """
    rows, columns = shape
    width = max(TILE, PRINTED_CELL * columns) if _few(shape) else TILE
    return round(min(max(width * rows / columns, LOWEST), HIGHEST))


def _few(shape: tuple[int, ...]) -> bool:
    return max(shape) <= MOST_PRINTED


def printed(values: Array) -> bool:
    """Whether a map is small enough for its numbers to be printed."""
    return _few(values.shape)


def signed_map(
    values: Array,
    key: str,
    words: str,
    at: CellPosition,
    on_select: Callable[[], None] | Literal["ignore"] = "ignore",
    **look: Any,
) -> None:
    """Draw a map with one position outlined; `look` goes to `figures.maps.map_figure`."""
    figure = map_figure(
        values,
        outline=(*at, 1, 1),
        numbers=printed(values),
        selectable=on_select != "ignore",
        height=tile_height(values.shape),
        dark=is_dark(),
        **look,
    )
    here = f"at row {at[0]}, column {at[1]}: {number_text(values[at])}"
    chart(figure, key, f"{words}: {describe_map(values)}; {here}", on_select)


def legend(key: str, limit: float, *maps: Array) -> None:
    """Draw the colour scale that these maps share."""
    with st.container(width=360):
        words = f"Colours of the maps, from {number_text(-limit)} through 0 to {number_text(limit)}"
        chart(legend_figure(limit, symmetric_limit(*maps), dark=is_dark()), key, words)


def chart(
    figure: Figure,
    key: str,
    words: str,
    on_select: Callable[[], None] | Literal["ignore"] = "ignore",
) -> None:
    """Draw a figure; `words` say what is in it."""
    st.plotly_chart(
        unchecked(enlarged(figure, LARGER) if presenting() else figure),
        key=key,
        on_select=on_select,
        selection_mode="points",
        config={"displayModeBar": False},
        alt=words,
    )


def describe_map(values: Array) -> str:
    """Say the shape and the range of a map.

    Examples
    --------
    >>> import numpy as np
    >>> describe_map(np.array([[3, -9]]))
    '1x2, from −9 to 3'
    """
    rows, columns = values.shape
    return f"{rows}x{columns}, from {number_text(values.min())} to {number_text(values.max())}"
