"""Figures for the last row: larger type, and the room that it needs."""

from numbers import Real
from typing import Any

from figures.figure import Figure, Part

PIXELS = {
    "font": ("size",),
    "tickfont": ("size",),
    "textfont": ("size",),
    "marker": ("size",),
    "line": ("width",),
    "margin": ("l", "r", "t", "b"),
    "layout": ("height",),
    "title": ("standoff",),
    "colorbar": ("thickness",),
    "annotations": ("xshift", "yshift", "ax", "ay"),
    "xaxis": ("linewidth",),
    "yaxis": ("linewidth",),
}
"""What is measured in screen pixels, by the part of a figure that it stands in."""


def enlarged(figure: Figure, factor: float) -> Figure:
    """Return a figure with its type, its lines and its height so many times as large.

    Parameters
    ----------
    figure : Figure
        Is left as it is. What it shows, and how wide it is, stays.
    factor : float

    Examples
    --------
    >>> chart = Figure(height=200, font={"size": 13})
    >>> chart.add_trace("bar", y=[2, 3])
    >>> larger = enlarged(chart, 1.5)
    >>> larger.layout.height, larger.layout.font.size, larger.data[0].y
    (300.0, 19.5, (2, 3))
    """
    large = Figure()
    large.data = tuple(Part(**_grown(trace, "data", factor)) for trace in figure.data)
    large.layout = Part(**_grown(figure.layout, "layout", factor))
    return large


def _grown(part: Any, name: str, factor: float) -> Any:
    """Go through a part of a figure; numbers to be drawn are in lists and arrays, and stay."""
    if isinstance(part, (list, tuple)) and part and isinstance(part[0], dict):
        return [_grown(one, name, factor) for one in part]
    if not isinstance(part, dict):
        return part
    pixels = PIXELS.get(name, ())
    return {
        key: value * factor
        if key in pixels and isinstance(value, Real)
        else _grown(value, key, factor)
        for key, value in part.items()
    }
