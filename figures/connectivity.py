"""Which channels are added together: channels against filters, as a matrix."""

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np

from colours import theme
from conv_engine import ConvSpec
from conv_engine.numeric import Array
from figures.axes import check_channel_counts, empty_figure, map_axes
from figures.figure import Figure

CELL = 34
"""Side of a cell of the matrix, in screen pixels, where there is room."""


def connectivity(spec: ConvSpec) -> Array:
    """Return for each channel and filter whether the filter sums the channel.

    Returns
    -------
    ndarray of bool, shape (C_in, C_out)
        Block-diagonal, with one block for each group.

    Examples
    --------
    >>> connectivity(ConvSpec(4, 2, 3, groups=2)).astype(int)
    array([[1, 0],
           [1, 0],
           [0, 1],
           [0, 1]])
    """
    sums = np.zeros((spec.in_channels, spec.out_channels), dtype=bool)
    for number in range(spec.out_channels):
        sums[list(spec.group_of(number)), number] = True
    return sums


def connectivity_figure(
    spec: ConvSpec, labels: Sequence[str], colours: Sequence[str], *, dark: bool = False
) -> Figure:
    """Show which channels each filter sums: a row for each channel, a column for each filter.

    Parameters
    ----------
    spec : ConvSpec
    labels, colours : sequence of C_in str
        Label and identity colour of each channel; the colour is the head of its row.
    dark : bool
        For dark paper.

    Returns
    -------
    Figure
        Its only trace holds 1 where a channel is summed, and 0 elsewhere.

    Raises
    ------
    ValueError
        If labels and colours are not as many as the channels.

    Examples
    --------
    >>> hues = ["#d1495b", "#2e8b57"]
    >>> figure = connectivity_figure(ConvSpec(2, 2, 3, groups=2), ["red", "green"], hues)
    >>> figure.data[0].z.tolist(), figure.data[0].hovertext[0][1]
    ([[1, 0], [0, 1]], 'filter 1 does not see red')
    """
    check_channel_counts(labels, colours, spec.in_channels)
    shades, sums = theme(dark), connectivity(spec)
    names = [escape(label) for label in labels]
    figure = empty_figure(CELL * spec.in_channels + 62, dark)
    map_axes(figure, sums.shape, shades.faint)
    figure.add_trace(
        "heatmap",
        z=sums.astype(int),
        text=np.where(sums, "+", ""),
        hovertext=[
            [f"filter {f} {'sums' if one else 'does not see'} {name}" for f, one in enumerate(row)]
            for name, row in zip(names, sums, strict=True)
        ],
        texttemplate="%{text}",
        textfont={"size": 18, "color": shades.paper},
        hovertemplate="%{hovertext}<extra></extra>",
        colorscale=[[0, shades.paper], [1, shades.ink]],
        zmin=0,
        zmax=1,
        showscale=False,
        xgap=2,
        ygap=2,
    )
    for row, colour in enumerate(colours):
        head = {"x0": -0.9, "x1": -0.6, "y0": row - 0.4, "y1": row + 0.4}
        figure.add_shape(type="rect", **head, line={"color": colour, "width": 2}, fillcolor=colour)
    figure.layout.xaxis.update(
        range=[-1, spec.out_channels - 0.5],
        **ticks(range(spec.out_channels), [str(f) for f in range(spec.out_channels)], dark),
        side="top",
        showline=False,
    )
    figure.layout.xaxis.title.update(text="filter", standoff=4)
    figure.layout.yaxis.update(**ticks(range(len(names)), names, dark), showline=False)
    figure.layout.margin = {"l": 4, "r": 4, "t": 52, "b": 6}
    return figure


def ticks(places: Sequence[float], names: Sequence[str], dark: bool) -> dict[str, Any]:
    """Name places along an axis."""
    font = {"size": 13, "color": theme(dark).ink}
    return {
        "showticklabels": True,
        "tickvals": [*places],
        "ticktext": [*names],
        "tickfont": font,
        "title": {"font": font},
    }
