"""Every partial map in the row of its channel and the column of its filter."""

from collections.abc import Sequence
from html import escape

import numpy as np
import plotly.graph_objects as go

from colours import signed_scale, theme
from conv_engine import ConvSpec, sum_channels
from conv_engine.numeric import Array
from figures.axes import colour_limit, empty_figure, map_axes
from figures.connectivity import (
    FILTERS_ABOVE,
    add_frame,
    connectivity,
    refuse_other_than_one_per_channel,
    ticks,
)
from text import number_text

LARGEST_CELL, TALLEST = 34, 560
"""Limits of a cell and of all rows of maps, in screen pixels."""
MOST_PRINTED = 20
"""Columns up to which numbers are printed: on a phone a cell is then 14 screen pixels wide."""
PALE = 0.2
"""How much of its colour a map keeps that is not summed."""


def partial_grid_figure(
    partial: Array,
    spec: ConvSpec,
    bias: Array,
    labels: Sequence[str],
    colours: Sequence[str],
    *,
    dark: bool = False,
) -> go.Figure:
    """Show every partial map in the row of its channel and the column of its filter.

    Those that a filter sums have their colours and add up, down the column and with the bias, to
    the feature map in the last row. The others are pale.

    Parameters
    ----------
    partial : ndarray of shape (C_out, C_in, H_out, W_out)
        The partial maps of a dense layer; those that `spec` sums are those of the layer.
    spec : ConvSpec
        The layer: its groups say what is summed.
    bias : ndarray of shape (C_out,)
    labels, colours : sequence of C_in str
        Label and identity colour of each channel.
    dark : bool
        For dark paper.

    Returns
    -------
    plotly.graph_objects.Figure
        Two heatmaps: what is summed with the feature maps, and what is not.

    Raises
    ------
    ValueError
        If labels and colours are not as many as the channels.

    Examples
    --------
    One position; each of two filters sums one channel: 3 + 10, and 6 + 20.

    >>> partial = np.array([[[[3]], [[4]]], [[[5]], [[6]]]])
    >>> spec, hues = ConvSpec(2, 2, 1, groups=2), ["#d1495b", "#2e8b57"]
    >>> figure = partial_grid_figure(partial, spec, np.array([10, 20]), ["red", "green"], hues)
    >>> [[z for z in row if z == z] for row in figure.data[0].z.tolist()]  # without the gaps
    [[3.0], [], [6.0], [], [13.0, 26.0]]
    """
    refuse_other_than_one_per_channel(labels, colours, spec.in_channels)
    shades, sums = theme(dark), connectivity(spec).T
    each = partial[sums].reshape(spec.out_channels, -1, *partial.shape[2:])
    output = sum_channels(each, bias)
    # (C_in + 1, C_out, H_out, W_out): the feature maps are the last row.
    maps = np.concatenate([partial, output[:, np.newaxis]], axis=1).swapaxes(0, 1)
    summed = np.vstack([sums.T, np.ones(spec.out_channels, dtype=bool)])
    names = [*map(escape, labels), "feature map"]
    limit = colour_limit(each, output)  # what is pale may lie beyond it
    rows, columns = (maps.shape[i] * (maps.shape[i + 2] + 1) - 1 for i in (0, 1))
    cell = min(LARGEST_CELL, TALLEST / rows)

    figure = empty_figure(cell * rows + 44, dark)
    map_axes(figure, (rows, columns), shades.faint)
    for shown, opacity in ((summed, 1), (~summed, PALE)):
        figure.add_heatmap(
            z=_tiled(np.where(shown[..., None, None], maps.astype(float), np.nan), np.nan),
            hovertext=_tiled(_names_of_cells(names, summed, maps.shape), ""),
            hovertemplate="%{hovertext}<br>%{z:.2~f}<extra></extra>",
            hoverongaps=False,
            colorscale=signed_scale(dark),
            zmin=-limit,
            zmax=limit,
            showscale=False,
            opacity=opacity,
        )
    if columns <= MOST_PRINTED:
        _print_numbers(figure, maps, summed)
    _frame(figure, maps.shape, summed, [*colours, shades.ink], shades.faint)
    _name_rows_and_columns(figure, maps.shape, names, dark)
    return figure


def _tiled(maps: Array, gap: object) -> Array:
    """Lay out (a, b, rows, columns) as a x b maps with a row or column of `gap` in between."""
    a, b, rows, columns = maps.shape
    spaced = np.full((a, b, rows + 1, columns + 1), gap, dtype=maps.dtype)
    spaced[:, :, :rows, :columns] = maps
    return spaced.transpose(0, 2, 1, 3).reshape(a * (rows + 1), b * (columns + 1))[:-1, :-1]


def _names_of_cells(names: Sequence[str], summed: Array, shape: tuple[int, ...]) -> Array:
    """Name every cell by its map, in the shape of the maps."""
    tiles = np.empty(shape[:2], dtype=object)
    for row, filter in np.ndindex(*tiles.shape):
        of_sum = row == len(names) - 1
        place = f"{names[row]} {filter}" if of_sum else f"{names[row]}, filter {filter}"
        tiles[row, filter] = place if summed[row, filter] else f"{place}: not summed"
    return np.broadcast_to(tiles[..., None, None], shape)


def _print_numbers(figure: go.Figure, maps: Array, summed: Array) -> None:
    """Print what is summed, and the sums; Plotly chooses the size at which the longest fits."""
    text = np.vectorize(number_text, otypes=[object])(maps)
    text[~summed] = ""
    figure.data[0].update(text=_tiled(text, ""), texttemplate="%{text}")


def _frame(
    figure: go.Figure,
    shape: tuple[int, ...],
    summed: Array,
    heads: Sequence[str],
    faint: str,
) -> None:
    """Frame what is summed in the colour of its row, the rest faintly."""
    _, _, rows, columns = shape
    for row, filter in np.ndindex(*summed.shape):
        box = row * (rows + 1), filter * (columns + 1), rows, columns
        add_frame(figure, box, heads[row] if summed[row, filter] else faint)


def _name_rows_and_columns(
    figure: go.Figure, shape: tuple[int, ...], names: Sequence[str], dark: bool
) -> None:
    many, filters, rows, columns = shape
    middles = [filter * (columns + 1) + (columns - 1) / 2 for filter in range(filters)]
    figure.layout.xaxis.update(
        range=[-0.7, filters * (columns + 1) - 1.3],
        **ticks(middles, [str(filter) for filter in range(filters)], dark),
        **FILTERS_ABOVE,
    )
    middles = [row * (rows + 1) + (rows - 1) / 2 for row in range(many)]
    figure.layout.yaxis.update(
        range=[many * (rows + 1) - 1.3, -0.7],
        showline=False,
        **ticks(middles, [name.replace(" (", "<br>(") for name in names], dark),
    )
    figure.layout.margin = {"l": 4, "r": 4, "t": 48, "b": 4}
