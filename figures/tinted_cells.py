"""Cells with a number each, in the tint of the channel that they belong to."""

from collections.abc import Sequence

from colours import mix, stepped_scale, theme
from conv_engine.numeric import Array
from figures.figure import Figure


def add_tinted_cells(
    figure: Figure,
    x: Array,
    y: Array,
    *,
    channel: Array,
    text: Array,
    words: Array,
    text_size: float,
    colours: Sequence[str],
    dark: bool = False,
) -> None:
    """Add tables of numbers as one heatmap.

    Parameters
    ----------
    figure : Figure
        Changed in place.
    x, y : ndarray of shape (columns,) or (columns + 1,), and of (rows,) or (rows + 1,)
        Middles of the cells, or their edges.
    channel : ndarray of shape (rows, columns)
        Of each cell, counted from 0; NaN where there is none.
    text, words : ndarray of shape (rows, columns) of str
        What is printed in each cell, and what pointing at it says.
    text_size : float
        In screen pixels.
    colours : sequence of str
        Identity colour of each channel.
    dark : bool
        For dark paper.

    Examples
    --------
    >>> import numpy as np
    >>> figure, numbers = Figure(), np.array([["0", "1"]])
    >>> channel = np.array([[0.0, 1.0]])
    >>> hues = ["#d1495b", "#2e8b57"]
    >>> look = {"words": numbers, "text_size": 12, "colours": hues}
    >>> add_tinted_cells(figure, np.arange(2), np.arange(1), channel=channel, text=numbers, **look)
    >>> figure.data[0].zmax - figure.data[0].zmin  # two channels
    2.0
    """
    shades = theme(dark)
    tints = [mix(colour, shades.paper, 0.42 if dark else 0.3) for colour in colours]
    figure.add_trace(
        "heatmap",
        x=x,
        y=y,
        z=channel,
        text=text,
        hovertext=words,
        texttemplate="%{text}",
        textfont={"size": text_size, "color": shades.ink},
        hovertemplate="%{hovertext}<extra></extra>",
        hoverongaps=False,
        colorscale=stepped_scale(tints),
        zmin=-0.5,
        zmax=len(tints) - 0.5,
        showscale=False,
        xgap=1,
        ygap=1,
    )
