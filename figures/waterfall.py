"""The waterfall of one output: channel sum after channel sum, the bias, and where they arrive."""

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from colours import mix, theme
from figures import words
from figures.axes import empty_figure
from figures.figure import Figure
from text import number_text

ROOM_OF_CHARACTER = 0.08
"""What each character of a number takes beside its bar on a phone, as a share of all bars."""


def waterfall_figure(
    channel_sums: Sequence[float] | NDArray[np.number],
    bias: float | None,
    output: float,
    channel_labels: Sequence[str],
    colours: Sequence[str],
    *,
    output_label: str = words.OUTPUT,
    decimals: int = 2,
    dark: bool = False,
) -> Figure:
    """Show how the channel sums and the bias of one position add up to its output.

    The bars lie, so that labels fit a phone; each starts where the one before ended. The numbers
    printed are those given.

    Parameters
    ----------
    channel_sums : sequence of C numbers
    bias : float or None
        None draws no bar for it.
    output : float
    channel_labels, colours : sequence of str
        Label and identity colour of each channel.
    output_label : str
        Label of the last bar.
    decimals : int
        How many are printed at most.
    dark : bool
        For dark paper.

    Examples
    --------
    >>> hues = ["#d1495b", "#2e8b57", "#2f6fb5"]
    >>> bars = waterfall_figure([-10, 16, 27], 1, 34, ["red", "green", "blue"], hues).data[0]
    >>> list(bars.base)  # 0, then 0 - 10, then -10 + 16, then 6 + 27; the output stands on 0
    [0.0, -10.0, 6.0, 33.0, 0.0]
    >>> list(bars.text)
    ['−10', '16', '27', '1', '34']
    """
    shades = theme(dark)
    parts = [float(part) for part in channel_sums] + ([] if bias is None else [float(bias)])
    labels = [*channel_labels, *([] if bias is None else [words.BIAS]), output_label]
    labels = [escape(label) for label in labels]
    hues = [*colours] + ([] if bias is None else [mix(shades.ink, shades.paper, 0.45)])
    ends = np.cumsum(parts)
    values, bases = [*parts, float(output)], [*[0.0, *ends.tolist()][:-1], 0.0]
    low, high = min(0.0, *ends, output), max(0.0, *ends, output)
    texts = [number_text(value, decimals) for value in values]
    room = ROOM_OF_CHARACTER * max(map(len, texts)) * (high - low or 1.0)
    bars = [turn_from_zero(base, value, room) for base, value in zip(bases, values, strict=True)]
    low_ends = [start + length - room for start, length in bars if length < 0]
    # The bias belongs to no channel: hatched, so that it is not taken for a grey one.
    hatching = [""] * len(channel_labels) + ["/"] * (bias is not None) + [""]
    sign = shades.negative if output < 0 else shades.positive

    figure = empty_figure(38 * len(values) + 12, dark)
    figure.add_trace(
        "bar",
        x=[length for _, length in bars],
        y=[*range(len(values))],
        base=[start for start, _ in bars],
        orientation="h",
        marker={"color": [*hues, sign], "line": {"width": 0}, "pattern": {"shape": hatching}},
        text=texts,
        textposition="outside",
        textfont={"size": 15, "color": shades.ink},
        cliponaxis=False,
        width=0.62,
        hovertext=labels,
        hovertemplate="%{hovertext}: %{text}<extra></extra>",
    )
    for number, end in enumerate(ends):
        # From the end of one bar to the start of the next; the last line meets the output.
        figure.add_shape(
            type="line",
            x0=end,
            x1=end,
            y0=number + 0.31,
            y1=number + 0.69,
            line={"color": shades.ink, "width": 1},
        )
    quiet = {"showgrid": False, "ticks": "", "fixedrange": True}
    figure.layout.hoverdistance = 20
    figure.layout.xaxis = {
        **quiet,
        "range": [min([low, *low_ends]), high + room],
        "showticklabels": False,
        "zeroline": True,
        "zerolinecolor": shades.ink,
        "zerolinewidth": 1.5,
    }
    figure.layout.yaxis = {
        **quiet,
        "autorange": "reversed",
        "zeroline": False,
        "automargin": True,
        "ticklabelstandoff": 6,
        "tickfont": {"size": 13, "color": shades.ink},
        "tickvals": [*range(len(values))],
        "ticktext": labels,
    }
    return figure


def turn_from_zero(base: float, value: float, room: float) -> tuple[float, float]:
    """Return start and length of a bar, turned round where its number would cross the zero line.

    A number stands beyond the end of its bar. That of a bar that ends close to zero stands beyond
    its start, which is farther away.

    Examples
    --------
    From 6 down to 5, and up from -6 to -5: the numbers stand right of 6, and left of -6.

    >>> turn_from_zero(6, -1, room=8), turn_from_zero(-6, 1, room=8), turn_from_zero(0, -10, room=8)
    ((5, 1), (-5, -1), (0, -10))
    """
    end = base + value
    crosses = 0 < end < room if value < 0 else -room < end < 0
    return (end, -value) if crosses else (base, value)
