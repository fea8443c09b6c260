"""Maps: the partial maps of a filter and their sum, single maps, pictures and their channels."""

from collections.abc import Sequence
from html import escape

import numpy as np
import plotly.graph_objects as go

from colours import channel_scale, light_scale, theme
from figures.axes import (
    BAR,
    BAR_BELOW,
    NARROW,
    WIDE,
    Map,
    Tile,
    add_axes,
    add_map,
    empty_figure,
    signed_axis,
    symmetric_limit,
    tile_grid,
)
from figures.numbers import number_text


def partial_maps_figure(
    partial: Map,
    summed: Map,
    channel_labels: Sequence[str],
    colours: Sequence[str],
    *,
    bias: float | None = None,
    keep: Sequence[bool] | None = None,
    pinned: tuple[int, int] | None = None,
    limit: float | None = None,
    sum_label: str = "feature map",
    dark: bool = False,
    narrow: bool = False,
) -> go.Figure:
    """Show one filter's partial maps with plus signs between them, and the map they add up to.

    All maps share one colour scale with zero in the middle. Over the sum lie invisible markers,
    one per position, that can be selected: a heatmap alone raises no selection.

    Parameters
    ----------
    partial : ndarray of shape (C, H, W)
        Partial maps of one filter.
    summed : ndarray of shape (H, W)
        Sum of those that are kept, plus the bias.
    channel_labels, colours : sequence of str
        Label and identity colour of each channel.
    bias : float, optional
        Written before the equals sign; None where there is none.
    keep : sequence of bool, optional
        Channels that take part; the others are greyed. By default all.
    pinned : (int, int), optional
        A position (row, column) to mark in every map.
    limit : float, optional
        End of the colour scale; by default as `figures.axes.colour_limit` chooses.
    sum_label : str
        Label of the sum.
    dark, narrow : bool
        For dark paper; for a phone, in rows of two.

    Returns
    -------
    plotly.graph_objects.Figure
        The last trace holds the selectable markers: x is the column, y the row.

    Examples
    --------
    >>> partial = np.array([[[1, 2]], [[30, -40]]])
    >>> figure = partial_maps_figure(
    ...     partial, partial.sum(axis=0), ["red", "green"], ["#d1495b", "#2e8b57"]
    ... )
    >>> figure.data[2].z.tolist(), figure.layout.coloraxis.cmin, figure.layout.coloraxis.cmax
    ([[31, -38]], -40.0, 40.0)
    """
    count, shades = len(partial), theme(dark)
    kept = [True] * count if keep is None else list(keep)
    per_row = 2 if narrow else count + 1 if count <= 4 else -(-(count + 1) // 2)
    grid = tile_grid(
        count + 1,
        per_row,
        (summed.shape[0], summed.shape[1]),
        width=NARROW if narrow else WIDE,
        bar=0 if narrow else BAR,
        gap=44 if narrow else 60,
    )
    figure = empty_figure(grid.height, dark, below=BAR_BELOW if narrow else 0)
    places = []
    for channel, (values, label, on) in enumerate(zip(partial, channel_labels, kept, strict=True)):
        colour = colours[channel] if on else shades.faint
        axes = add_map(
            figure,
            channel,
            grid.tiles[channel],
            values,
            label if on else f"{label}: off",
            line=colour,
            mark=colour,
            coloraxis="coloraxis",
            opacity=1 if on else 0.15,
        )
        places.append(axes)
        if channel:
            _add_sign(figure, grid.tiles[channel], grid.gap, "+", on)
    axes = add_map(
        figure,
        count,
        grid.tiles[count],
        summed,
        sum_label,
        line=shades.ink,
        coloraxis="coloraxis",
        hoverinfo="skip",
        hovertemplate=None,
    )
    sign = "=" if bias is None else f"{_signed(bias)}<br>="
    _add_sign(figure, grid.tiles[count], grid.gap, sign, True)
    if pinned is not None:
        for place in [*places, axes]:
            _add_pin(figure, pinned, place, shades.ink)
    _add_selectable(figure, summed, axes, grid.tile_width, sum_label)
    figure.layout.coloraxis = signed_axis(
        (partial, summed), grid.tiles, grid.height, limit=limit, dark=dark, below=narrow
    )
    return figure


def _add_sign(figure: go.Figure, tile: Tile, gap: float, sign: str, on: bool) -> None:
    """Write a sign into the gap left of a tile."""
    figure.add_annotation(
        text=sign,
        font={"size": 20},
        opacity=1 if on else 0.3,
        xref="paper",
        yref="paper",
        x=tile.left - gap / 2,
        xanchor="center",
        y=(tile.bottom + tile.top) / 2,
        yanchor="middle",
        showarrow=False,
    )


def _signed(bias: float) -> str:
    """Write a bias as something that is added: + 3 or − 3, its name small above."""
    sign = "−" if bias < 0 else "+"
    return f"<span style='font-size:11px'>bias</span><br>{sign} {number_text(abs(bias))}"


def _add_pin(figure: go.Figure, position: tuple[int, int], axes: dict[str, str], ink: str) -> None:
    """Ring one position, in the colour of the window."""
    figure.add_scatter(
        x=[position[1]],
        y=[position[0]],
        mode="markers",
        marker={"symbol": "square-open", "size": 13, "color": ink, "line": {"width": 2}},
        hoverinfo="skip",
        **axes,
    )


def _add_selectable(
    figure: go.Figure, values: Map, axes: dict[str, str], width: float, label: str
) -> None:
    """Lay an invisible marker over every position of a map, drawn on the graphics card.

    16384 markers as SVG elements would make a page crawl; as one WebGL layer they do not.
    """
    rows, columns = np.indices(values.shape, dtype=np.int16)
    unseen = {"marker": {"opacity": 0}}
    figure.add_scattergl(
        x=columns.ravel(),
        y=rows.ravel(),
        customdata=values.ravel(),
        mode="markers",
        marker={"symbol": "square", "size": max(2, round(width / values.shape[1])), "opacity": 0},
        selected=unseen,
        unselected=unseen,
        hovertemplate=f"{escape(label)}<br>row %{{y}}, column %{{x}}<br>%{{customdata:.2~f}}"
        "<extra></extra>",
        name="positions",
        **axes,
    )


def map_figure(
    values: Map, title: str, *, limit: float | None = None, dark: bool = False, narrow: bool = False
) -> go.Figure:
    """Show one map of signed values, zero in the middle of its scale.

    Parameters
    ----------
    values : ndarray of shape (H, W)
    title : str
        Label above it.
    limit : float, optional
        End of the colour scale; by default as `figures.axes.colour_limit` chooses.
    dark, narrow : bool
        For dark paper; for a phone.

    Examples
    --------
    >>> figure = map_figure(np.array([[3, -9]]), "feature map 0")
    >>> figure.layout.coloraxis.cmin, figure.layout.coloraxis.cmax
    (-9.0, 9.0)
    """
    width = NARROW if narrow else WIDE / 2
    shape = (values.shape[0], values.shape[1])
    grid = tile_grid(1, 1, shape, width=width, bar=BAR, gap=8, widest=420)
    figure = empty_figure(grid.height, dark)
    line = theme(dark).ink
    add_map(figure, 0, grid.tiles[0], values, title, line=line, coloraxis="coloraxis")
    figure.layout.coloraxis = signed_axis(
        (values,), grid.tiles, grid.height, limit=limit, dark=dark
    )
    return figure


def picture_figure(
    pixels: Map,
    region: tuple[int, int, int] | None = None,
    *,
    height: int = 280,
    dark: bool = False,
) -> go.Figure:
    """Show a picture as the eye sees it, all channels at once.

    Parameters
    ----------
    pixels : ndarray of shape (3, H, W) or (1, H, W)
        Values 0 to 255.
    region : (int, int, int), optional
        First row, first column and side of a square to outline, in pixels.
    height : int
        Height of the figure, in screen pixels.
    dark : bool
        For dark paper.

    Examples
    --------
    >>> figure = picture_figure(np.array([[[0, 255]]]), region=(0, 1, 1))
    >>> figure.data[0].z.tolist()  # grey: three equal numbers
    [[[0, 0, 0], [255, 255, 255]]]
    >>> outline = figure.layout.shapes[-1]
    >>> outline.x0, outline.x1  # pixel 1 reaches from 1 - 0.5 to 1 + 0.5
    (0.5, 1.5)
    """
    _, rows, columns = pixels.shape
    shades = theme(dark)
    figure = empty_figure(height - 16, dark)
    axes = add_axes(figure, 0, Tile(0, 1, 0, 1), (rows, columns), shades.faint)
    shown = np.broadcast_to(pixels, (3, rows, columns)).transpose(1, 2, 0).astype(np.uint8)
    hover = "row %{y}, column %{x}<br>%{z}<extra></extra>"
    figure.add_image(z=shown, hovertemplate=hover, **axes)
    if region is not None:
        top, left, side = region
        # Ink on a rim of paper, so that the outline is seen on light and dark pixels alike.
        for colour, width in ((shades.paper, 5), (shades.ink, 2)):
            figure.add_shape(
                type="rect",
                x0=left - 0.5,
                x1=left + side - 0.5,
                y0=top - 0.5,
                y1=top + side - 0.5,
                line={"color": colour, "width": width},
            )
    return figure


def channel_maps_figure(
    volume: Map,
    channel_labels: Sequence[str],
    colours: Sequence[str],
    *,
    picture: bool = False,
    dark: bool = False,
    narrow: bool = False,
) -> go.Figure:
    """Show what each channel of an input holds, each in its own hue.

    Numbers run from paper (0) to the hue (the greatest); a picture is light, and runs from black
    (0) to the hue (255).

    Parameters
    ----------
    volume : ndarray of shape (C, H, W)
        The input, 0 or more.
    channel_labels, colours : sequence of str
        Label and identity colour of each channel.
    picture : bool
        Whether the input is a picture, with values 0 to 255.
    dark, narrow : bool
        For dark paper; for a phone, in rows of two.

    Examples
    --------
    >>> figure = channel_maps_figure(np.array([[[0, 9]]]), ["channel 0"], ["#d1495b"])
    >>> figure.data[0].zmin, figure.data[0].zmax
    (0, 9.0)
    """
    count, (rows, columns) = len(volume), volume.shape[1:]
    per_row = 2 if narrow else count if count <= 5 else -(-count // 2)
    width = NARROW if narrow else WIDE
    grid = tile_grid(count, per_row, (rows, columns), width=width)
    figure = empty_figure(grid.height, dark)
    full = 255 if picture else symmetric_limit(volume)
    for channel, (values, label, colour) in enumerate(
        zip(volume, channel_labels, colours, strict=True)
    ):
        add_map(
            figure,
            channel,
            grid.tiles[channel],
            values,
            label,
            line=colour,
            mark=colour,
            colorscale=light_scale(colour) if picture else channel_scale(colour, dark),
            zmin=0,
            zmax=full,
            showscale=False,
        )
    return figure
