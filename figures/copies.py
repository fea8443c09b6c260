"""The price of a patch matrix: how much memory its copies take."""

from collections.abc import Sequence
from html import escape

from colours import mix, theme
from figures.axes import empty_figure
from figures.figure import Figure

ROW = 30
"""Height of a layer's line, in screen pixels; less where there are many."""
LINES = 440
"""Height of all lines: the axis below them is on the same screen."""


def memory_figure(
    names: Sequence[str],
    inputs: Sequence[int],
    matrices: Sequence[int],
    texts: Sequence[str],
    *,
    dark: bool = False,
) -> Figure:
    """Show for each layer how much memory its input takes, and how much its patch matrix.

    A line leads from the input (hollow) to the patch matrix (filled); equal steps to the right are
    equal factors.

    Parameters
    ----------
    names : sequence of str
        One for each layer, from top to bottom.
    inputs, matrices : sequence of int
        In bytes.
    texts : sequence of str
        What stands at the right of each line.
    dark : bool
        For dark paper.

    Examples
    --------
    >>> figure = memory_figure(["conv1"], [400], [3600], ["×9"])
    >>> [list(trace.x) for trace in figure.data]  # line, ring, dot, text
    [[400, 3600, None], [400], [3600], [3600]]
    """
    shades = theme(dark)
    rows = [*range(len(names))]
    figure = empty_figure(min(ROW * len(names), LINES) + 64, dark)
    ends = [end for pair in zip(inputs, matrices, strict=True) for end in (*pair, None)]
    levels = [level for row in rows for level in (row, row, None)]
    line = {"color": mix(shades.ink, shades.paper, 0.45), "width": 2}
    figure.add_trace("scatter", x=ends, y=levels, mode="lines", line=line, hoverinfo="skip")
    hollow = {"size": 11, "color": shades.paper, "line": {"color": shades.ink, "width": 2}}
    figure.add_trace("scatter", x=inputs, y=rows, mode="markers", marker=hollow, hoverinfo="skip")
    filled = {"size": 12, "color": shades.ink}
    figure.add_trace("scatter", x=matrices, y=rows, mode="markers", marker=filled, hoverinfo="skip")
    figure.add_trace(
        "scatter",
        x=[max(pair) for pair in zip(inputs, matrices, strict=True)],
        y=rows,
        mode="text",
        text=[f"   {escape(text)}" for text in texts],
        textposition="middle right",
        textfont={"size": 13, "color": shades.ink},
        cliponaxis=False,
        hoverinfo="skip",
    )
    ticks = {"tickfont": {"size": 13, "color": shades.ink}, "fixedrange": True, "zeroline": False}
    figure.layout.xaxis = {
        **ticks,
        "type": "log",
        "range": [3.9, 9.7],  # alike for all networks, with room for text at the right
        "tickvals": [10**power for power in range(4, 9)],
        "ticktext": ["10 kB", "100 kB", "1 MB", "10 MB", "100 MB"],
        "gridcolor": shades.faint,
    }
    figure.layout.yaxis = {
        **ticks,
        "range": [len(names) - 0.4, -0.6],
        "tickvals": rows,
        "ticktext": [escape(name) for name in names],
        "automargin": True,
        "showgrid": False,
    }
    return figure
