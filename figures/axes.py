"""What figures share: their paper, and the end of a colour scale."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from colours import theme
from conv_engine.numeric import symmetric_limit
from figures.figure import Figure

Map = NDArray[Any]
"""Numbers of one map, shape (rows, columns)."""


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
