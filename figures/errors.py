"""Errors of several formats in one picture, on scales whose every tick is ten times the last."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from colours import mix, theme
from figures import words
from figures.axes import empty_figure
from figures.figure import Figure

HEIGHT = 320
"""Of a picture of errors, in screen pixels."""
DASHES = {"float32": "dot", "tf32": "solid", "bfloat16": "dash", "float16": "dashdot"}
"""The line of each format: formats are no channels, so they have no hues."""
LEAST_POWER, GREATEST_POWER, BINS_A_POWER = -10, 0, 4
"""Powers of ten that a histogram covers, and how finely."""

END_LABEL = 58
"""Width of a label at the end of a curve, in screen pixels."""

Curve = NDArray[np.float64]


def histogram_figure(
    shares: Mapping[str, Curve], titles: Mapping[str, str], chosen: str, *, dark: bool = False
) -> Figure:
    """Show how often errors of each size come, for every format.

    Parameters
    ----------
    shares : mapping of str to ndarray
        Sizes of the errors in each format, as shares of the largest output. Those that are 0 or
        not finite have no place on the scale.
    titles : mapping of str to str
        Name of each format.
    chosen : str
        The format whose area is filled.
    dark : bool
        For dark paper.

    Returns
    -------
    Figure
        One trace a format: percentages of all its outputs.

    Examples
    --------
    Of four outputs, two are off by 1/1000, and one is exact.

    >>> errors = {"tf32": np.array([0, 0.0011, 0.0012, 0.1])}
    >>> bars = histogram_figure(errors, {"tf32": "TF32"}, "tf32").data[0]
    >>> f"{max(bars.y):g} %"
    '50 %'
    """
    shades = theme(dark)
    figure = empty_figure(HEIGHT, dark)
    edges = np.linspace(
        LEAST_POWER, GREATEST_POWER, BINS_A_POWER * (GREATEST_POWER - LEAST_POWER) + 1
    )
    middles = (edges[1:] + edges[:-1]) / 2
    for name, sizes in shares.items():
        there = sizes[np.isfinite(sizes) & (sizes > 0)]
        counts, _ = np.histogram(np.log10(there), edges)
        percent = 100 * counts / sizes.size
        figure.add_trace(
            "scatter",
            x=middles,
            y=percent,
            mode="lines",
            line={"shape": "hvh", "color": shades.ink, "width": 1.5, "dash": DASHES[name]},
            fill="tozeroy" if name == chosen else None,
            fillcolor=mix(shades.ink, shades.paper, 0.18),
            name=titles[name],
            hovertemplate=f"{titles[name]}: %{{y:.1f}} %<extra></extra>",
        )
    figure.layout.showlegend = True
    figure.layout.legend = {
        "orientation": "h",
        "x": 0,
        "y": 1,
        "yanchor": "bottom",
        "font": {"size": 12},
        "itemclick": False,
        "itemdoubleclick": False,
    }
    figure.layout.margin = {"l": 44, "r": 12, "t": 46, "b": 46}
    figure.layout.xaxis = {
        **_axis(dark, words.ERROR_AXIS),
        "range": [LEAST_POWER, GREATEST_POWER],
        "dtick": 2,
        "tickprefix": "10<sup>",
        "ticksuffix": "</sup>",
    }
    figure.layout.yaxis = {
        **_axis(dark, words.SHARE_AXIS),
        "rangemode": "tozero",
    }
    return figure


def curves_figure(
    steps: Sequence[float] | Curve,
    curves: Mapping[str, Curve],
    titles: Mapping[str, str],
    *,
    across: str,
    upwards: str,
    at: float,
    dark: bool = False,
) -> Figure:
    """Draw one line a format, and a mark at one place of all of them.

    Parameters
    ----------
    steps : sequence of n numbers
        Where the curves have values; the axis runs from the first to the last.
    curves : mapping of str to ndarray of shape (n,)
        Names that are no format are drawn as thick lines.
    titles : mapping of str to str
        What each curve is called; curves that end in the same number share a label.
    across, upwards : str
        Titles of the axes.
    at : float
        Which of the steps is marked.
    dark : bool
        For dark paper.

    Returns
    -------
    Figure
        One trace a curve, in the order given.

    Examples
    --------
    >>> curves = {"tf32": np.array([0.1, 1]), "float16": np.array([0.1, 1])}
    >>> titles = {"tf32": "TF32", "float16": "float16"}
    >>> figure = curves_figure([9, 90], curves, titles, across="C k k", upwards="error", at=90)
    >>> len(figure.data), [label.text for label in figure.layout.annotations]
    (2, ['TF32,<br>float16'])
    """
    shades = theme(dark)
    figure = empty_figure(HEIGHT, dark)
    ends: dict[str, tuple[float, list[str]]] = {}
    for name, values in curves.items():
        is_format = name in DASHES
        figure.add_trace(
            "scatter",
            x=steps,
            y=values,
            mode="lines+markers",
            line={
                "color": shades.ink,
                "width": 1.5 if is_format else 3,
                "dash": DASHES.get(name, "solid"),
            },
            marker={
                "color": shades.ink,
                "size": [9 if step == at else 0 for step in steps],
                "line": {"width": 0},
                "opacity": 1,
            },
            hovertemplate=f"{titles[name]}: %{{y:.2~g}}<extra></extra>",
        )
        if values[-1] > 0:
            ends.setdefault(f"{values[-1]:.2g}", (float(values[-1]), []))[1].append(titles[name])
    for end, names in ends.values():
        _name_end(figure, names, float(np.log10(steps[-1])), float(np.log10(end)))
    figure.add_shape(
        type="line",
        x0=at,
        x1=at,
        yref="y domain",
        y0=0,
        y1=1,
        line={"color": shades.faint, "width": 1},
        layer="below",
    )
    powers = {"type": "log", "exponentformat": "power", "dtick": 1}
    ends_of_x = np.log10([steps[0], steps[-1]]) + np.array([-0.1, 0.1]) * np.sign(
        steps[-1] - steps[0]
    )
    known = np.concatenate([values[values > 0] for values in curves.values()])
    figure.layout.margin = {"l": 52, "r": END_LABEL, "t": 8, "b": 46}
    figure.layout.xaxis = {**_axis(dark, across), **powers, "range": ends_of_x.tolist()}
    figure.layout.yaxis = {
        **_axis(dark, upwards),
        **powers,
        "dtick": 2,
        "range": [np.floor(np.log10(known.min())), np.ceil(np.log10(known.max()))],
    }
    return figure


def _axis(dark: bool, title: str) -> dict[str, object]:
    shades = theme(dark)
    return {
        "title": {"text": title, "font": {"size": 13}, "standoff": 6},
        "tickfont": {"size": 12, "color": shades.ink},
        "showgrid": True,
        "gridcolor": shades.faint,
        "zeroline": False,
        "fixedrange": True,
    }


def _name_end(figure: Figure, names: list[str], power: float, height: float) -> None:
    """Write names beside the end of a curve, which annotations want as powers of ten."""
    text = ",<br>".join(name.replace(" ", "<br>") for name in names)
    figure.add_text(text, power, height, xanchor="left", xshift=4, align="left")
