"""A stack of layers as blocks, drawn to scale: what a network does to rows, columns, channels."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

from colours import mix, theme
from conv_engine.geometry import whole_number
from figures import words
from figures.axes import empty_figure
from figures.figure import Figure
from text import count_text

Shape = tuple[int, int, int]
"""Channels, rows and columns."""
Sides = tuple[float, float, float]
"""Thickness, height and depth of a block before it is slanted, in screen pixels."""

# In screen pixels.
LONGEST_SIDE = 150
THICKEST = 48
THICKNESS_OF_ALL = 90
LEAST_SIDE = 3
BASE_LINE = 270
"""Length of the line on which the blocks stand, on a phone."""
LETTER = 6.6

MOST_LEVEL_LABELS = 8
"""Blocks whose labels may be level; those of more would touch on every screen."""
SLANT = (0.38, 0.32)
"""How far right and up a column goes, in rows: half its length, at 40 degrees."""
LONGEST_LABEL = 18
"""Letters of a label that are printed; the rest is told under the pointer."""


@dataclass(frozen=True)
class Scales:
    """How long sides are drawn, in screen pixels.

    Parameters
    ----------
    row : float
        Of one row, and of one column before it is slanted.
    channel : float
        Of one channel.
    """

    row: float
    channel: float


def blocks_figure(shapes: Sequence[Shape], labels: Sequence[str], *, dark: bool = False) -> Figure:
    """Show each shape as a block on a common base line, the input first.

    Its height is rows, its thickness channels, its slanted side columns; `describe_scales` is the
    caption. Blocks keep their size on every screen: on a phone they only stand closer, each in
    front of the slanted side of the one before.

    Parameters
    ----------
    shapes : sequence of (C, H, W)
        Of the input, then of each layer's output.
    labels : sequence of str
        Printed under the blocks, upright where they would touch.
    dark : bool
        For dark paper.

    Returns
    -------
    Figure
        Its shapes are three faces a block; its only trace holds what is told under the pointer.

    Raises
    ------
    ValueError
        If there is no shape, one is none, or the labels are not as many.

    Examples
    --------
    >>> figure = blocks_figure([(3, 32, 32), (8, 16, 16)], ["input", "Conv2D"])
    >>> figure.data[0].hovertext
    ('input<br>3 channels of 32x32', 'Conv2D<br>8 channels of 16x16')
    """
    shapes = _checked(shapes, labels)
    scales = scales_of(shapes)
    boxes = [_sides(shape, scales) for shape in shapes]
    centres = _centres([thick for thick, _, _ in boxes])
    names = [escape(_cut(label)) for label in labels]

    figure = empty_figure(LONGEST_SIDE, dark)  # until it is known how much stands around it
    figure.layout.shapes = [
        face
        for box, centre in zip(boxes, centres, strict=True)
        for face in _faces(box, centre, dark)
    ]
    figure.add_trace(
        "scatter",
        x=centres,
        y=[0.5] * len(centres),
        mode="markers",
        marker={"opacity": 0},
        hovertext=[
            f"{escape(label)}<br>{_describe_shape(shape)}"
            for label, shape in zip(labels, shapes, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    _name_blocks(figure, centres, names, dark)
    _fit(figure, boxes, centres, names)
    return figure


def scales_of(shapes: Sequence[Shape]) -> Scales:
    """Choose the scales of a stack: the longest side and the thickest block set them.

    Many thick blocks are made thinner together, so that all fit a phone.

    Examples
    --------
    >>> scales_of([(3, 300, 200), (24, 50, 50)])  # 150/300 and 48/24
    Scales(row=0.5, channel=2.0)
    >>> scales_of([(30, 1, 1)] * 10).channel  # 90/(10*30)
    0.3
    """
    shapes = _checked(shapes)
    channels = [shape[0] for shape in shapes]
    return Scales(
        row=LONGEST_SIDE / max(max(rows, columns) for _, rows, columns in shapes),
        channel=min(THICKEST / max(channels), THICKNESS_OF_ALL / sum(channels)),
    )


def describe_scales(shapes: Sequence[Shape]) -> str:
    """Say to which scales a stack is drawn, as a caption.

    Examples
    --------
    At 0.5 and 2 pixels, 24 channels are 48 and so are 96 rows.

    >>> describe_scales([(3, 300, 200), (24, 50, 50)])
    'Rows (height) and columns (slanted, at half length) share one scale. Channels (thickness) have
    their own scale, in which 24 channels are as thick as 96 rows are high.'
    """
    shapes = _checked(shapes)
    scales = scales_of(shapes)
    most = max(channels for channels, _, _ in shapes)
    rows = most * scales.channel / scales.row
    sentence = count_text(most, *words.SCALES_OF_BLOCKS, rows=f"{rows:.3g}")
    if any(
        drawn > true
        for shape in shapes
        for drawn, true in zip(_sides(shape, scales), _true_sides(shape, scales), strict=True)
    ):
        return f"{sentence} {words.SHORT_SIDES}"
    return sentence


def describe_stack(shapes: Sequence[Shape], labels: Sequence[str]) -> str:
    """Say what the blocks show, for those who do not see them.

    Examples
    --------
    >>> describe_stack([(3, 32, 32), (1, 16, 16)], ["input", "Conv2D"])
    '2 blocks from left to right: input, 3 channels of 32x32; Conv2D, 1 channel of 16x16.'
    """
    shapes = _checked(shapes, labels)
    blocks = [
        words.BLOCK.format(label=label, shape=_describe_shape(shape))
        for label, shape in zip(labels, shapes, strict=True)
    ]
    return count_text(len(blocks), *words.BLOCKS, blocks="; ".join(blocks))


def _checked(shapes: Sequence[Shape], labels: Sequence[str] | None = None) -> list[Shape]:
    """Accept shapes of three sizes, and one label for each where there are labels."""
    if not shapes:
        raise ValueError("0 shapes make no stack, which needs at least 1")
    for shape in shapes:
        if len(shape) != 3:
            raise ValueError(f"shape {shape} has {len(shape)} axes, but needs (C, H, W)")
        for name, size in zip(("channels", "rows", "columns"), shape, strict=True):
            whole_number(name, size)
    if labels is not None and len(labels) != len(shapes):
        raise ValueError(f"{len(labels)} labels do not name {len(shapes)} shapes one by one")
    return [*shapes]


def _true_sides(shape: Shape, scales: Scales) -> Sides:
    """Return the sides as the scales say."""
    channels, rows, columns = shape
    return channels * scales.channel, rows * scales.row, columns * scales.row


def _sides(shape: Shape, scales: Scales) -> Sides:
    """Return the sides as drawn: one too short to see is lengthened."""
    thick, high, deep = _true_sides(shape, scales)
    return max(LEAST_SIDE, thick), max(LEAST_SIDE, high), max(LEAST_SIDE, deep)


def _centres(thicknesses: Sequence[float]) -> list[float]:
    """Place the middles of the blocks along the base line, so close that they fit a phone."""
    clear = 1.4 * LONGEST_SIDE * SLANT[0]  # more than any block leans over
    space = min(clear, (BASE_LINE - sum(thicknesses)) / max(1, len(thicknesses) - 1))
    ends = np.cumsum([thick + space for thick in thicknesses])
    return [float(end - space - thick / 2) for end, thick in zip(ends, thicknesses, strict=True)]


def _faces(box: Sides, centre: float, dark: bool) -> list[dict[str, Any]]:
    """Draw the top, the right side and the front of one block, in pixels from its base.

    It is placed by its share of the base line: what is placed by an axis is cut off at its ends.
    """
    thick, high, deep = box
    shades = theme(dark)
    left, right = -thick / 2, thick / 2
    over, up = SLANT[0] * deep, SLANT[1] * deep
    faces = (
        (0.1, [(left, high), (left + over, high + up), (right + over, high + up), (right, high)]),
        (0.42, [(right, 0), (right, high), (right + over, high + up), (right + over, up)]),
        (0.24, [(left, 0), (left, high), (right, high), (right, 0)]),
    )
    return [
        {
            "type": "path",
            "path": "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in corners) + "Z",
            "xref": "paper",
            "xanchor": centre / BASE_LINE,
            "xsizemode": "pixel",
            "yref": "paper",
            "yanchor": 0,
            "ysizemode": "pixel",
            "fillcolor": mix(shades.ink, shades.paper, share),
            "line": {"color": shades.ink, "width": 1},
        }
        for share, corners in faces
    ]


def _name_blocks(
    figure: Figure, centres: Sequence[float], names: Sequence[str], dark: bool
) -> None:
    """Name the blocks under a line, upright where level labels would touch."""
    quiet = {"showgrid": False, "zeroline": False, "fixedrange": True, "ticks": ""}
    many = len(names) > MOST_LEVEL_LABELS
    figure.layout.hovermode = "x"  # a finger need not hit a thin block, only its column
    figure.layout.xaxis = {
        **quiet,
        "range": [0, BASE_LINE],
        "tickvals": centres,
        "ticktext": names,
        "autotickangles": [-90] if many else [0, -90],
        "tickfont": {"size": 11 if many else 13, "color": theme(dark).ink},
        "showline": True,
        "linecolor": theme(dark).faint,
    }
    figure.layout.yaxis = {**quiet, "visible": False, "range": [0, 1]}


def _fit(
    figure: Figure,
    boxes: Sequence[Sides],
    centres: Sequence[float],
    names: Sequence[str],
) -> None:
    """Make the figure as high as blocks and labels need, with margins for what leans out."""
    top = max(high + SLANT[1] * deep for _, high, deep in boxes)
    lean = max(
        centre + thick / 2 + SLANT[0] * deep - BASE_LINE
        for (thick, _, deep), centre in zip(boxes, centres, strict=True)
    )
    longest = LETTER * max(len(name) for name in names)
    level = longest < min(np.diff(centres), default=BASE_LINE)
    first, last = (0.5 * LETTER * len(name) for name in (names[0], names[-1]))
    if len(names) > MOST_LEVEL_LABELS:
        first = last = 8  # upright: as wide as a line is high
    figure.layout.margin = {
        "l": round(max(8, first - centres[0])),
        "r": round(max(8, last - BASE_LINE + centres[-1], lean + 4)),
        "t": 8,
        "b": round(24 if level else longest + 12),
        "pad": 0,
    }
    figure.layout.height = round(top) + figure.layout.margin.t + figure.layout.margin.b


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"


def _describe_shape(shape: Shape) -> str:
    channels, rows, columns = shape
    return count_text(channels, *words.BLOCK_SHAPE, size=f"{rows}x{columns}")
