"""What all figures share: square pixels, rows counted downwards, outlines, limits of colours."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colours import theme
from conv_engine.numeric import symmetric_limit
from figures.figure import Figure

Map = NDArray[Any]
"""Numbers of one map, shape (rows, columns)."""

LEAST_OUTLINE = 0.07
"""Least side of an outline as a share of the map's, so that one pixel of a picture is found."""


def empty_figure(height: float, dark: bool) -> Figure:
    """Start a figure of so many screen pixels on transparent paper."""
    shades = theme(dark)
    return Figure(
        height=round(height),
        margin={"l": 4, "r": 4, "t": 4, "b": 4, "pad": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": shades.ink, "size": 13},
        hoverdistance=-1,
        hoverlabel={
            "align": "left",
            "bgcolor": shades.paper,
            "bordercolor": shades.ink,
            "font": {"color": shades.ink},
        },
        dragmode=False,  # a finger that drags scrolls the page
        showlegend=False,
        uirevision="constant",
    )


def map_axes(figure: Figure, shape: tuple[int, ...], line: str) -> None:
    """Make the pixels of a map square, put row 0 at the top, and frame it in colour `line`."""
    quiet = {
        "showgrid": False,
        "zeroline": False,
        "showticklabels": False,
        "ticks": "",
        "constrain": "domain",
        "showline": True,
        "mirror": True,
        "linecolor": line,
        "linewidth": 3,
        "fixedrange": True,
    }
    rows, columns = shape
    figure.layout.xaxis = {**quiet, "range": [-0.5, columns - 0.5], "constraintoward": "left"}
    figure.layout.yaxis = {
        **quiet,
        "range": [rows - 0.5, -0.5],
        "scaleanchor": "x",
        "constraintoward": "top",
    }


def add_outline(
    figure: Figure, box: tuple[float, float, float, float], shape: tuple[int, ...], dark: bool
) -> None:
    """Outline a box (first row, first column, rows, columns) of a map of this shape.

    Ink on a rim of paper, so that it is seen on light and dark pixels alike.
    """
    top, left, rows, columns = box
    least = LEAST_OUTLINE * max(shape)
    tall, wide = max(rows, least) / 2, max(columns, least) / 2
    middle_row, middle_column = top + (rows - 1) / 2, left + (columns - 1) / 2
    shades = theme(dark)
    for colour, width in ((shades.paper, 5), (shades.ink, 2)):
        figure.add_shape(
            type="rect",
            x0=middle_column - wide,
            x1=middle_column + wide,
            y0=middle_row - tall,
            y1=middle_row + tall,
            line={"color": colour, "width": width},
        )


def check_channel_counts(labels: Sequence[str], colours: Sequence[str], channels: int) -> None:
    """Refuse labels and colours that are not as many as the channels."""
    if not len(labels) == len(colours) == channels:
        raise ValueError(
            f"{len(labels)} labels and {len(colours)} colours do not name {channels} channels one "
            "by one"
        )


def colour_limit(*arrays: Map) -> float:
    """Choose the end of a colour scale for these maps.

    Few numbers are meant to be compared one by one: the end is the greatest. In whole pictures a
    handful of extreme pixels would leave everything else pale: the end is exceeded by 1 in 200.
    Only colours are affected, and the legend says so (`≥`).

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
