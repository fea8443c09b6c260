"""What all figures share: tiles of square pixels, rows counted downwards, and no clutter."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from colours import signed_scale, theme
from figures.numbers import number_text

WIDE, NARROW = 1160, 350
"""Widths, in screen pixels, that figures are laid out for: a page, and a phone."""
BAR = 72
"""Room for a colour bar at the right, in screen pixels."""
BAR_BELOW = 58
"""Room for a colour bar below, in screen pixels."""

Map = NDArray[Any]
"""Numbers of one map, shape (height, width)."""


@dataclass(frozen=True)
class Tile:
    """Where one map goes, as shares of the drawing area, counted from its lower left corner."""

    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True)
class Grid:
    """Tiles in reading order, and the height of the drawing area that keeps pixels square.

    Parameters
    ----------
    tiles : tuple of Tile
    height : float
        Height of the drawing area, in screen pixels.
    gap : float
        Width of the gap left of each tile, as a share of the drawing area.
    tile_width : float
        Width of a tile, in screen pixels.
    """

    tiles: tuple[Tile, ...]
    height: float
    gap: float
    tile_width: float


def tile_grid(
    count: int,
    per_row: int,
    shape: tuple[int, int],
    *,
    width: float,
    bar: float = 0,
    gap: float = 20,
    label: float = 28,
    widest: float = 300,
) -> Grid:
    """Lay out `count` maps of one shape in rows, with a gap left of each and a label above.

    Parameters
    ----------
    count, per_row : int
        Number of tiles, and how many stand side by side at most.
    shape : (int, int)
        Rows and columns of a map.
    width, bar : float
        Width of the drawing area, and what is left free at its right for a colour bar.
    gap, label, widest : float
        Width of the gaps, height of the labels, greatest width of a tile; all in screen pixels.

    Examples
    --------
    >>> grid = tile_grid(2, 2, (5, 5), width=440, gap=20, label=28)
    >>> grid.height, grid.tile_width  # two tiles of (440 - 2*20) / 2 pixels, labels above
    (228.0, 200.0)
    """
    across = min(count, per_row)
    rows = -(-count // across)
    room = width - bar
    tile_width = min(room / across - gap, widest)
    tile_height = min(tile_width * shape[0] / shape[1], 1.5 * widest)
    margin = (room - across * (tile_width + gap)) / 2
    height = rows * (tile_height + label) + (rows - 1) * 12
    tiles = []
    for row, column in (divmod(number, across) for number in range(count)):
        left = margin + column * (tile_width + gap) + gap
        top = height - row * (tile_height + label + 12) - label
        right, bottom = left + tile_width, max(0.0, top - tile_height)  # not below 0 by rounding
        tiles.append(Tile(left / width, right / width, bottom / height, top / height))
    return Grid(tuple(tiles), height, gap / width, tile_width)


def empty_figure(height: float, dark: bool, below: float = 0) -> go.Figure:
    """Start a figure on transparent paper that keeps its zoom when redrawn.

    `height` is that of the drawing area, `below` what is left free under it; in screen pixels.
    """
    shades = theme(dark)
    return go.Figure(
        layout={
            "height": round(height + below) + 16,
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8 + below, "pad": 0},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"color": shades.ink, "size": 13},
            "hoverdistance": -1,
            "hoverlabel": {
                "align": "left",
                "bgcolor": shades.paper,
                "bordercolor": shades.ink,
                "font": {"color": shades.ink},
            },
            "dragmode": False,  # a finger that drags scrolls the page
            "showlegend": False,
            "uirevision": "constant",
        }
    )


def add_axes(
    figure: go.Figure, number: int, tile: Tile, shape: tuple[int, int], line: str
) -> dict[str, str]:
    """Add the axes of map `number`, framed in colour `line`, and return which they are.

    Square pixels, row 0 at the top, no ticks.
    """
    name = "" if number == 0 else str(number + 1)
    quiet = {
        "showgrid": False,
        "zeroline": False,
        "showticklabels": False,
        "ticks": "",
        "constrain": "domain",
        "showline": True,
        "mirror": True,
        "linecolor": line,
        "linewidth": 2,
    }
    rows, columns = shape
    figure.layout[f"xaxis{name}"] = {
        **quiet,
        "domain": [tile.left, tile.right],
        "anchor": f"y{name}",
        "range": [-0.5, columns - 0.5],
    }
    figure.layout[f"yaxis{name}"] = {
        **quiet,
        "domain": [tile.bottom, tile.top],
        "anchor": f"x{name}",
        "range": [rows - 0.5, -0.5],
        "scaleanchor": f"x{name}",
    }
    return {"xaxis": f"x{name}", "yaxis": f"y{name}"}


def add_map(
    figure: go.Figure,
    number: int,
    tile: Tile,
    values: Map,
    label: str,
    *,
    line: str,
    mark: str | None = None,
    **trace: Any,
) -> dict[str, str]:
    """Add map `number` as a heatmap in its tile, labelled above, and return its axes.

    `line` is the colour of its frame, `mark` that of a square before the label; `trace` goes to
    the heatmap.
    """
    axes = add_axes(figure, number, tile, (values.shape[0], values.shape[1]), line)
    hover = f"{escape(label)}<br>row %{{y}}, column %{{x}}<br>%{{z:.2~f}}<extra></extra>"
    figure.add_heatmap(z=values, **{"hovertemplate": hover, **axes, **trace})
    add_label(figure, axes, label, mark)
    return axes


def add_label(figure: go.Figure, axes: dict[str, str], text: str, mark: str | None = None) -> None:
    """Write `text` over a map, after a square of colour `mark` where there is one."""
    square = f"<span style='color:{mark}'>■</span> " if mark else ""
    figure.add_annotation(
        text=square + escape(text),
        xref=f"{axes['xaxis']} domain",
        yref=f"{axes['yaxis']} domain",
        x=0.5,
        xanchor="center",
        y=1,
        yanchor="bottom",
        yshift=2,
        showarrow=False,
    )


def symmetric_limit(*arrays: Map) -> float:
    """Find the greatest distance from zero, 1 where there is none.

    Examples
    --------
    >>> symmetric_limit(np.array([-7, 3]), np.array([5]))
    7.0
    """
    return max((float(np.abs(array).max()) for array in arrays if array.size), default=0) or 1.0


def colour_limit(*arrays: Map) -> float:
    """Choose the end of a colour scale for these maps.

    Few numbers are meant to be compared one by one: the end is the greatest. In whole pictures a
    handful of extreme pixels would leave everything else pale: the end is exceeded by 1 in 200.
    Only colours are affected, and the colour bar says so (`≥`).

    Examples
    --------
    >>> colour_limit(np.array([-7, 3]))
    7.0
    >>> colour_limit(np.append(np.full(4095, 20), 900))
    20.0
    """
    greatest = symmetric_limit(*arrays)
    sizes = np.concatenate([np.abs(array).ravel() for array in arrays])
    if sizes.size <= 2048:
        return greatest
    common = float(np.percentile(sizes, 99.5))
    if common == 0:
        return greatest
    step = 10 ** (np.floor(np.log10(common)) - 1)  # two significant digits
    return min(greatest, float(np.ceil(common / step) * step))


def signed_axis(
    arrays: Sequence[Map],
    tiles: Sequence[Tile],
    height: float,
    *,
    limit: float | None = None,
    title: str = "value",
    dark: bool = False,
    below: bool = False,
) -> dict[str, Any]:
    """Describe a colour axis for maps of signed values, symmetric about zero, with its bar.

    The bar stands right of the tiles, as high as they reach but at most 260 screen pixels, or
    lies `below` the drawing area, in the room that `empty_figure` leaves there. `height` is that
    of the drawing area.
    """
    ink = theme(dark).ink
    greatest = symmetric_limit(*arrays)
    end = limit or colour_limit(*arrays)
    low, high = ("≤ ", "≥ ") if greatest > end else ("", "")
    top, bottom = max(tile.top for tile in tiles), min(tile.bottom for tile in tiles)
    # A colour bar's title touches its topmost number: an empty last line keeps them apart.
    heading = title if below else f"{title}<br><span style='font-size:5px'> </span>"
    place = (
        {"orientation": "h", "x": 0.5, "y": 0, "yanchor": "top", "ypad": 8, "len": 0.8}
        if below
        else {
            "x": max(tile.right for tile in tiles) + 0.01,
            "xpad": 4,
            "y": (top + bottom) / 2,
            "ypad": 0,
            "len": min(top - bottom, 260 / height),
        }
    )
    return {
        "colorscale": signed_scale(dark),
        "cmin": -end,
        "cmax": end,
        "colorbar": {
            **place,
            "title": {"text": heading, "side": "top", "font": {"size": 13, "color": ink}},
            "tickfont": {"size": 13, "color": ink},
            "ticklabeloverflow": "allow",
            "ticks": "",
            "thickness": 12,
            "outlinewidth": 1,
            "outlinecolor": theme(dark).faint,
            "tickvals": [-end, 0, end],
            "ticktext": [f"{low}{number_text(-end)}", "0", f"{high}{number_text(end)}"],
        },
    }
