"""Right beside wrong: two maps on one scale, and what differs on its own."""

import plotly.graph_objects as go

from colours import theme
from figures.axes import (
    BAR,
    NARROW,
    WIDE,
    Map,
    add_map,
    empty_figure,
    signed_axis,
    tile_grid,
)


def comparison_figure(
    right: Map,
    wrong: Map,
    difference: Map,
    labels: tuple[str, str, str] = ("right", "wrong", "difference"),
    *,
    dark: bool = False,
    narrow: bool = False,
) -> go.Figure:
    """Show the right map, a wrong one and their difference.

    Right and wrong share one colour scale, so that equal colours are equal values; the
    difference has a scale of its own. Zero is in the middle of both.

    Parameters
    ----------
    right, wrong, difference : ndarray of shape (H, W)
    labels : (str, str, str)
        Label of each.
    dark, narrow : bool
        For dark paper; for a phone, one below the other.

    Examples
    --------
    >>> import numpy as np
    >>> right, wrong = np.array([[30, -6]]), np.array([[10, -2]])
    >>> figure = comparison_figure(right, wrong, wrong - right)
    >>> figure.layout.coloraxis.cmax, figure.layout.coloraxis2.cmax
    (30.0, 20.0)
    """
    shape = (right.shape[0], right.shape[1])
    grid = tile_grid(
        3,
        1 if narrow else 3,
        shape,
        width=NARROW if narrow else WIDE,
        bar=BAR,
        gap=8 if narrow else BAR,
    )
    figure = empty_figure(grid.height, dark)
    line = theme(dark).ink
    for number, (values, label) in enumerate(zip((right, wrong, difference), labels, strict=True)):
        axis = "coloraxis2" if number == 2 else "coloraxis"
        add_map(figure, number, grid.tiles[number], values, label, line=line, coloraxis=axis)
    figure.layout.coloraxis = signed_axis((right, wrong), grid.tiles[:2], grid.height, dark=dark)
    figure.layout.coloraxis2 = signed_axis(
        (difference,), grid.tiles[2:], grid.height, dark=dark, title="difference"
    )
    return figure
