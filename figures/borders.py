"""Padded pictures: where the picture ends, and which cells were invented."""

import numpy as np
import plotly.graph_objects as go

from colours import theme
from conv_engine.geometry import PadAmounts
from figures.axes import Map
from figures.maps import picture_figure

Corner = tuple[slice, slice]
"""Rows and columns of the padded picture that are shown."""


def padded_picture_figure(
    padded_pixels: Map, amounts: PadAmounts, *, height: int = 280, dark: bool = False
) -> go.Figure:
    """Show a whole padded picture, with a line where the picture itself ends.

    Parameters
    ----------
    padded_pixels : ndarray of shape (3, H, W) or (1, H, W)
    amounts : ((top, bottom), (left, right))
        How many of the rows and columns were added.
    height : int
        Height of the figure, in screen pixels.
    dark : bool
        For dark paper.

    Examples
    --------
    >>> figure = padded_picture_figure(np.zeros((1, 4, 5)), ((1, 0), (2, 0)))
    >>> figure.layout.shapes[0].x0, figure.layout.shapes[0].y0
    (1.5, 0.5)
    """
    (top, bottom), (left, right) = amounts
    rows, columns = padded_pixels.shape[1:]
    figure = picture_figure(padded_pixels, height=height, dark=dark)
    shades = theme(dark)
    for colour, dash in ((shades.paper, "solid"), (shades.ink, "dot")):
        figure.add_shape(
            type="rect",
            x0=left - 0.5,
            x1=columns - right - 0.5,
            y0=top - 0.5,
            y1=rows - bottom - 0.5,
            line={"color": colour, "width": 1.5, "dash": dash},
        )
    return figure


def corner_figure(
    padded_pixels: Map,
    amounts: PadAmounts,
    corner: Corner,
    *,
    height: int = 280,
    dark: bool = False,
) -> go.Figure:
    """Show a corner of a padded picture cell by cell, with a ring in every cell that was invented.

    Parameters
    ----------
    padded_pixels, amounts, height, dark
        As for `padded_picture_figure`.
    corner : (slice, slice)
        Rows and columns of the padded picture.

    Examples
    --------
    One row above and two columns on the left of a 1x1 picture: 2*3 cells, one of them real.

    >>> figure = corner_figure(np.zeros((1, 2, 3)), ((1, 0), (2, 0)), (slice(0, 2), slice(0, 3)))
    >>> len(figure.data[1].x)
    5
    """
    shown = padded_pixels[:, *corner]
    invented = np.argwhere(invented_cells(padded_pixels.shape[1:], amounts)[corner])
    figure = picture_figure(shown, height=height, dark=dark)
    cell = (height - 8) / max(shown.shape[1:])
    for colour, width in ((theme(dark).paper, 4), (theme(dark).ink, 1.5)):
        figure.add_scatter(
            x=invented[:, 1],
            y=invented[:, 0],
            mode="markers",
            hoverinfo="skip",
            marker={
                "symbol": "circle-open",
                "size": max(4, 0.4 * cell),
                "color": colour,
                "line": {"width": width},
            },
        )
    return figure


def invented_cells(shape: tuple[int, ...], amounts: PadAmounts) -> Map:
    """Tell which cells of a padded picture were added.

    Parameters
    ----------
    shape : (rows, columns)
        Of the padded picture.
    amounts : ((top, bottom), (left, right))

    Returns
    -------
    ndarray of bool of that shape

    Examples
    --------
    >>> invented_cells((2, 3), ((1, 0), (0, 1))).astype(int)
    array([[1, 1, 1],
           [0, 0, 1]])
    """
    (top, bottom), (left, right) = amounts
    rows, columns = shape
    invented = np.ones(shape, dtype=bool)
    invented[top : rows - bottom, left : columns - right] = False
    return invented
