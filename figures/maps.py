"""One map, one figure: partial maps and feature maps, pictures and their channels, the legend."""

import numpy as np

from colours import channel_scale, light_scale, shade_at, signed_scale, text_on, theme
from conv_engine.numeric import symmetric_limit
from figures.axes import Map, add_outline, colour_limit, empty_figure, map_axes
from figures.figure import Figure
from text import number_text

Box = tuple[int, int, int, int]
"""First row, first column, rows and columns of what is outlined."""

TILE = 190
"""Height of a map's figure, in screen pixels."""
SMALLEST_PRINT = 9
"""Size of a number, in screen pixels, under which it is left out."""
HOVER = "row %{y}, column %{x}<br>%{z:.2~f}<extra></extra>"


def map_figure(
    values: Map,
    *,
    limit: float | None = None,
    line: str | None = None,
    outline: Box | None = None,
    numbers: bool = False,
    selectable: bool = False,
    off: bool = False,
    height: int = TILE,
    dark: bool = False,
) -> Figure:
    """Show one map of signed values, zero in the middle of its scale.

    Parameters
    ----------
    values : ndarray of shape (H, W)
    limit : float, optional
        End of the colour scale; by default as `figures.axes.colour_limit` chooses.
    line : str, optional
        Colour of the frame: the channel's for a partial map, by default ink.
    outline : (int, int, int, int), optional
        First row, first column, rows and columns to outline.
    numbers : bool
        Whether the numbers are printed in the cells, as far as there is room to read them.
    selectable : bool
        Whether positions can be selected: invisible markers lie over them, one each, x the
        column and y the row. A heatmap alone raises no selection.
    off : bool
        Whether the map takes no part: it is greyed.
    height : int
        Height of the figure, in screen pixels.
    dark : bool
        For dark paper.

    Returns
    -------
    Figure
        Its first trace holds the values.

    Examples
    --------
    >>> values = map_figure(np.array([[3, -9]])).data[0]
    >>> values.zmin, values.zmax
    (-9.0, 9.0)
    """
    shades = theme(dark)
    end = limit or colour_limit(values)
    figure = empty_figure(height, dark)
    map_axes(figure, values.shape, shades.faint if off else line or shades.ink)
    figure.add_trace(
        "heatmap",
        z=_compact(values),
        colorscale=signed_scale(dark),
        zmin=-end,
        zmax=end,
        showscale=False,
        opacity=0.2 if off else 1,
        hovertemplate=HOVER,
    )
    if numbers:
        _print_numbers(figure, values, height, shades.ink if off else None)
    if selectable:
        _add_positions(figure, values, height)
    if outline is not None:
        add_outline(figure, outline, values.shape, dark)
    return figure


def channel_figure(
    values: Map,
    colour: str,
    *,
    full: float | None = None,
    picture: bool = False,
    outline: Box | None = None,
    numbers: bool = False,
    height: int = TILE,
    dark: bool = False,
) -> Figure:
    """Show what one channel of an input holds, in its own hue.

    Numbers run from paper (0) to the hue (the greatest); a picture is light, and runs from black
    (0) to the hue (255).

    Parameters
    ----------
    values : ndarray of shape (H, W)
        Values of 0 or more.
    colour : str
        Identity colour of the channel.
    full : float, optional
        The value of the full hue, by default the greatest; 255 for a picture.
    picture : bool
        Whether the channel is one of a picture, with values 0 to 255.
    outline, numbers, height, dark
        As for `map_figure`.

    Examples
    --------
    >>> channel = channel_figure(np.array([[0, 9]]), "#d1495b").data[0]
    >>> channel.zmin, channel.zmax
    (0, 9.0)
    """
    figure = empty_figure(height, dark)
    map_axes(figure, values.shape, colour)
    figure.add_trace(
        "heatmap",
        z=_compact(values),
        colorscale=light_scale(colour) if picture else channel_scale(colour, dark),
        zmin=0,
        zmax=255 if picture else full or symmetric_limit(values),
        showscale=False,
        hovertemplate=HOVER,
    )
    if numbers:
        _print_numbers(figure, values, height)
    if outline is not None:
        add_outline(figure, outline, values.shape, dark)
    return figure


def picture_figure(
    pixels: Map,
    region: tuple[float, float, float, float] | None = None,
    *,
    selectable: bool = False,
    height: int = 280,
    dark: bool = False,
) -> Figure:
    """Show a picture as the eye sees it, all channels at once.

    Parameters
    ----------
    pixels : ndarray of shape (3, H, W) or (1, H, W)
        Values 0 to 255: red, green and blue, or grey. Other channels have no colour of their own:
        `files.renderings.screen_colours` gives them some.
    region : (float, float, float, float), optional
        First row, first column, height and width of what to outline, in pixels.
    selectable : bool
        Whether a box can be drawn on it, which raises a selection.
    height : int
        Height of the figure, in screen pixels.
    dark : bool
        For dark paper.

    Examples
    --------
    >>> picture_figure(np.array([[[0, 255]]])).data[0].z.tolist()  # grey: three equal numbers
    [[[0, 0, 0], [255, 255, 255]]]
    """
    shape = pixels.shape[1:]
    figure = empty_figure(height, dark)
    map_axes(figure, shape, theme(dark).faint)
    shown = np.broadcast_to(pixels, (3, *shape)).transpose(1, 2, 0).astype(np.uint8)
    figure.add_trace("image", z=shown, hovertemplate="row %{y}, column %{x}<br>%{z}<extra></extra>")
    if region is not None:
        add_outline(figure, region, shape, dark)
    if selectable:
        # A selection needs points to select: one an eighth of the picture is enough for a box.
        rows, columns = (np.linspace(0, length - 1, 8) for length in shape)
        x, y = np.meshgrid(columns, rows)
        unseen = {"opacity": 0}
        figure.add_trace(
            "scatter", x=x.ravel(), y=y.ravel(), mode="markers", marker=unseen, hoverinfo="skip"
        )
        figure.layout.dragmode = "select"
    return figure


def legend_figure(limit: float, greatest: float, *, dark: bool = False) -> Figure:
    """Draw the colour scale that maps share, once, as a slim strip.

    Parameters
    ----------
    limit : float
        End of the scale.
    greatest : float
        Greatest distance from zero in the maps; where it lies beyond the end, the ends say so.
    dark : bool
        For dark paper.

    Examples
    --------
    >>> legend_figure(20, greatest=900).layout.xaxis.ticktext
    ('≤ −20', '0', '≥ 20')
    """
    shades = theme(dark)
    figure = empty_figure(50, dark)
    ramp = np.linspace(-limit, limit, 101)
    figure.add_trace(
        "heatmap",
        x=ramp,
        z=ramp[np.newaxis],
        colorscale=signed_scale(dark),
        showscale=False,
        hoverinfo="skip",
    )
    low, high = ("≤ ", "≥ ") if greatest > limit else ("", "")
    figure.layout.margin = {"l": 44, "r": 44, "t": 4, "b": 26}
    figure.layout.xaxis = {
        "tickvals": [-limit, 0, limit],
        "ticktext": [f"{low}{number_text(-limit)}", "0", f"{high}{number_text(limit)}"],
        "tickfont": {"size": 13, "color": shades.ink},
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }
    figure.layout.yaxis = {"visible": False, "fixedrange": True}
    return figure


def _compact(values: Map) -> Map:
    """Send a picture's numbers in as few bytes as hold them; a float needs no more than four."""
    if values.dtype.kind == "f":
        return values.astype(np.float32)
    ends = [np.min_scalar_type(int(end)) for end in (values.min(), values.max())]
    return values.astype(np.result_type(*ends, np.int16))


def _print_numbers(figure: Figure, values: Map, height: int, ink: str | None = None) -> None:
    """Print every number in its cell, as small as the longest one needs, so that it can be read.

    Plotly would choose one of two greys, which is too pale on the strong colours of both scales.
    """
    text = [number_text(value) for value in values.ravel()]
    cell = (height - 8) / max(values.shape)
    size = min(15, 0.5 * cell, 1.5 * cell / max(map(len, text)))
    if size < SMALLEST_PRINT:
        return
    map_ = figure.data[0]
    shares = (values.ravel() - map_.zmin) / (map_.zmax - map_.zmin)
    shades = [shade_at(map_.colorscale, share) for share in shares.clip(0, 1)]
    rows, columns = np.indices(values.shape)
    figure.add_trace(
        "scatter",
        x=columns.ravel(),
        y=rows.ravel(),
        mode="text",
        text=text,
        textfont={"size": size, "color": ink or [text_on(shade) for shade in shades]},
        hoverinfo="skip",
    )


def _add_positions(figure: Figure, values: Map, height: int) -> None:
    """Lay an invisible marker over every position of a map, drawn on the graphics card.

    16384 markers as SVG elements would make a page crawl; as one WebGL layer they do not.
    """
    rows, columns = np.indices(values.shape, dtype=np.int16)
    unseen = {"marker": {"opacity": 0}}
    for trace in figure.data:
        trace.update(hoverinfo="skip", hovertemplate=None)
    figure.add_trace(
        "scattergl",
        x=columns.ravel(),
        y=rows.ravel(),
        customdata=_compact(values).ravel(),
        mode="markers",
        marker={
            "symbol": "square",
            "size": max(2, round(height / max(values.shape))),
            "opacity": 0,
        },
        selected=unseen,
        unselected=unseen,
        hovertemplate="row %{y}, column %{x}<br>%{customdata:.2~f}<extra></extra>",
    )
