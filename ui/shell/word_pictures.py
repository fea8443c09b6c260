"""A small picture for each word of the glossary, drawn from the numbers of one small layer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from colours import Theme, channel_colours, mix, theme, type_hues
from conv_engine import Layer, pointwise
from conv_engine.numeric import Array
from conv_engine.samples import RGB
from text import number_text
from ui.shell.words import PICTURES

INPUT = np.array(
    [
        [[1, 2, 0], [3, 1, 2], [0, 2, 1]],
        [[2, 0, 1], [1, 2, 0], [3, 1, 1]],
        [[0, 1, 3], [2, 1, 0], [1, 0, 2]],
    ]
)
WEIGHT = np.array([[[[1, 2], [0, 1]], [[2, -1], [1, 0]], [[-1, 1], [2, 1]]]])
LAYER = Layer.of(INPUT, WEIGHT, [1], channel_names=RGB)
ROW, COLUMN = 0, 1
STEP = LAYER.step(0, ROW, COLUMN)
WIDTH, HEIGHT = 168, 80
CELL = 16
BEHIND = 14
"""Units by which a grid stands to the right of the one before it, and above it."""
Paint = Callable[[float], str]


@dataclass(frozen=True)
class WordPicture:
    """A picture as SVG, and what it shows, for those who do not see it."""

    svg: str
    alt: str


@dataclass(frozen=True)
class Pen:
    """Draws in the colours of a theme."""

    dark: bool

    @property
    def shades(self) -> Theme:
        """Colours of the theme."""
        return theme(self.dark)

    def channel(self, channel: int, share: float = 0.55) -> Paint:
        """Paint with the hue of a channel, the more the larger the value."""
        hue, peak = channel_colours(RGB, 3)[channel], INPUT.max()
        return lambda value: mix(hue, self.shades.paper, share * (0.25 + 0.75 * value / peak))

    def signed(self, value: float) -> str:
        """Paint below and above zero."""
        hue = self.shades.negative if value < 0 else self.shades.positive
        return mix(hue, self.shades.paper, min(0.6, 0.12 + 0.12 * abs(value)) if value else 0)

    def grid(self, x: float, y: float, values: Array, paint: Paint, frame: str = "") -> str:
        """Draw numbers in cells, the first at a point."""
        cells = "".join(
            self.cell(x + column * CELL, y + row * CELL, value, paint(value))
            for (row, column), value in np.ndenumerate(values)
        )
        return cells + (self.outline(x, y, values.shape, frame, 1.5) if frame else "")

    def cell(self, x: float, y: float, value: float, fill: str) -> str:
        """Draw a number in its cell."""
        box = f'x="{x}" y="{y}" width="{CELL}" height="{CELL}"'
        middle = self.words(x + CELL / 2, y + CELL / 2 + 3.5, number_text(value), size=9.5)
        return f'<rect {box} fill="{fill}" stroke="{self.shades.faint}"/>{middle}'

    def outline(
        self, x: float, y: float, shape: Sequence[float], colour: str = "", width: float = 2.5
    ) -> str:
        """Frame as many cells as a shape has; in ink where no colour is given."""
        rows, columns = shape
        box = f'x="{x}" y="{y}" width="{columns * CELL}" height="{rows * CELL}" rx="2"'
        stroke = colour or self.shades.ink
        return f'<rect {box} fill="none" stroke="{stroke}" stroke-width="{width}"/>'

    def words(self, x: float, y: float, text: str, colour: str = "", size: float = 13) -> str:
        """Write around a point of the base line."""
        style = f'font-family="sans-serif" font-size="{size}" text-anchor="middle"'
        return f'<text x="{x}" y="{y}" {style} fill="{colour or self.shades.ink}">{text}</text>'

    def stack(self, grids: Sequence[Array], paints: Sequence[Paint], over: str = "") -> str:
        """Draw grids one behind the other, the first in front; `over` belongs to each of them."""
        last = len(grids) - 1
        frames = channel_colours(RGB, 3)
        drawn = [
            f'<g transform="translate({i * BEHIND * 1.8} {(last - i) * BEHIND})">'
            f"{self.grid(1.5, 1.5, grids[i], paints[i], frames[i])}{over}</g>"
            for i in reversed(range(len(grids)))
        ]
        return f'<g transform="translate(18 0)">{"".join(drawn)}</g>'


def _input(pen: Pen) -> str:
    return pen.stack(list(INPUT), [pen.channel(c) for c in range(3)])


def _channel(pen: Pen) -> str:
    return pen.stack(list(INPUT), [pen.channel(c, 0.9 if c == 0 else 0.08) for c in range(3)])


def _window(pen: Pen) -> str:
    frame = pen.outline(1.5 + COLUMN * CELL, 1.5 + ROW * CELL, (2, 2))
    return pen.stack(list(INPUT), [pen.channel(c, 0.2) for c in range(3)], frame)


def _map(pen: Pen, values: Array, frame: str = "", marked: bool = False) -> str:
    x, y = WIDTH / 2 - CELL, HEIGHT / 2 - CELL
    mark = pen.outline(x + COLUMN * CELL, y + ROW * CELL, (1, 1)) if marked else ""
    return pen.grid(x, y, values, pen.signed, frame) + mark


def _patch(pen: Pen) -> str:
    frames = channel_colours(RGB, 3)
    return "".join(
        pen.grid(18 + c * 50, 22, STEP.patch[c], pen.channel(c), frames[c]) for c in range(3)
    )


def _filter(pen: Pen) -> str:
    return pen.stack(list(STEP.kernels), [pen.signed] * 3) + pen.words(
        140, 44, f"+ {number_text(STEP.bias)}"
    )


def _weight(pen: Pen) -> str:
    return _map(pen, STEP.kernels[0]) + pen.outline(WIDTH / 2, HEIGHT / 2 - CELL, (1, 1))


def _product(pen: Pen) -> str:
    tiles = (STEP.patch[0], STEP.kernels[0], STEP.partial_products[0])
    paints = (pen.channel(0), pen.signed, pen.signed)
    drawn = [
        pen.grid(10 + i * 57, 22, tile, paint) + pen.outline(10 + i * 57 + CELL, 22, (1, 1))
        for i, (tile, paint) in enumerate(zip(tiles, paints, strict=True))
    ]
    return "".join(drawn) + pen.words(54, 43, "×") + pen.words(111, 43, "=")


def _channel_sum(pen: Pen) -> str:
    red = type_hues(RGB, 3, pen.dark)[0]
    total = pen.words(124, 44, number_text(STEP.channel_sums[0]), red, 20)
    return pen.grid(36, 22, STEP.partial_products[0], pen.signed) + pen.words(92, 43, "→") + total


def _dot_product(pen: Pen) -> str:
    row, column = STEP.kernels[0].reshape(1, -1), STEP.patch[0].reshape(-1, 1)
    drawn = pen.grid(6, 32, row, pen.signed) + pen.grid(92, 8, column, pen.channel(0))
    total = pen.words(146, 45, number_text(STEP.channel_sums[0]), size=15)
    return drawn + pen.words(81, 45, "·") + pen.words(124, 44, "=") + total


def _block(pen: Pen) -> str:
    moves = pen.words(142, 40, "→", size=20) + pen.words(142, 62, "↓", size=20)
    return pen.stack(list(STEP.kernels), [pen.signed] * 3) + moves


def _receptive_field(pen: Pen) -> str:
    """Draw what one number of a second layer depends on: four of the first, and all they saw."""
    first = LAYER.partial[0, :1]
    second = Layer.of(first, WEIGHT[:, :1], [0]).output[0]
    seen = pen.grid(8, 16, INPUT[0], pen.channel(0, 0.3)) + pen.outline(8, 16, (3, 3))
    maps = pen.grid(80, 24, first[0], pen.signed) + pen.grid(138, 32, second, pen.signed)
    arrows = pen.words(68, 45, "→") + pen.words(125, 45, "→")
    return seen + maps + arrows + pen.outline(138, 32, (1, 1))


def _multiply_add(pen: Pen) -> str:
    value, weight = STEP.patch[0, 0, 0], STEP.kernels[0, 0, 0]
    cells = pen.grid(70, 32, np.array([[value]]), pen.channel(0)) + pen.grid(
        108, 32, np.array([[weight]]), pen.signed
    )
    return pen.words(46, 45, "… +") + cells + pen.words(97, 45, "×")


def _stride(pen: Pen) -> str:
    row = np.concatenate([INPUT[0, :2], INPUT[1, :2]], axis=1)
    window = pen.outline(36, 24, (2, 2)) + pen.outline(36 + 2 * CELL, 24, (2, 2), width=1.2)
    return pen.grid(36, 24, row, pen.channel(0, 0.3)) + window


def _padding(pen: Pen) -> str:
    padded = np.pad(INPUT[0, :2, :2], 1)
    frame = pen.outline(52 + CELL, 8 + CELL, (2, 2), channel_colours(RGB, 3)[0])
    return pen.grid(52, 8, padded, pen.channel(0, 0.3)) + frame


def _dilation(pen: Pen) -> str:
    corners = [pen.outline(60 + x * CELL, 16 + y * CELL, (1, 1)) for x in (0, 2) for y in (0, 2)]
    return pen.grid(60, 16, INPUT[0], pen.channel(0, 0.2)) + "".join(corners)


def _seen(pen: Pen, groups: int) -> str:
    """Draw which of four channels (rows) which of four filters (columns) sees."""
    each = 4 // groups
    return pen.grid(52, 8, np.kron(np.eye(groups), np.ones((each, each))), pen.signed)


def _one_by_one(pen: Pen) -> str:
    pixel, hues = STEP.patch[:, :1, :1], channel_colours(RGB, 3)
    cells = [pen.grid(18 + c * 26, 32, pixel[c], pen.channel(c), hues[c]) for c in range(3)]
    mixed = pointwise(pixel, STEP.kernels[:, 0, 0].reshape(1, 3)).item()
    return "".join(cells) + pen.words(104, 45, "→") + pen.words(132, 46, f"{mixed:g}", size=16)


def _bias(pen: Pen) -> str:
    hues = type_hues(RGB, 3, pen.dark)
    sums = [
        pen.words(20 + c * 30, 44, number_text(total), hues[c], 15)
        for c, total in enumerate(STEP.channel_sums)
    ]
    plus = [pen.words(35 + c * 30, 44, "+") for c in range(3)]
    bias = pen.words(110, 44, number_text(STEP.bias), size=15) + pen.outline(102, 31, (1.1, 1))
    return "".join((*sums, *plus, bias, pen.words(140, 44, f"= {number_text(STEP.output)}")))


_DRAWN: Mapping[str, Callable[[Pen], str]] = MappingProxyType(
    {
        "input": _input,
        "channel": _channel,
        "window": _window,
        "position": lambda pen: _map(pen, LAYER.output[0], marked=True),
        "patch": _patch,
        "kernel": lambda pen: _map(pen, STEP.kernels[0]),
        "filter": _filter,
        "weight": _weight,
        "product": _product,
        "channel sum": _channel_sum,
        "bias": _bias,
        "partial map": lambda pen: _map(pen, LAYER.partial[0, 0], channel_colours(RGB, 3)[0]),
        "feature map": lambda pen: _map(pen, LAYER.output[0], pen.shades.ink),
        "dot product": _dot_product,
        "block": _block,
        "receptive field": _receptive_field,
        "multiply-add": _multiply_add,
        "dense": lambda pen: _seen(pen, 1),
        "stride": _stride,
        "padding": _padding,
        "dilation": _dilation,
        "group": lambda pen: _seen(pen, 2),
        "depthwise": lambda pen: _seen(pen, 4),
        "1x1 convolution": _one_by_one,
    }
)


def picture_of(word: str, dark: bool = False) -> WordPicture:
    """Draw the picture of a word.

    Examples
    --------
    The channel sum of red at row 0, column 1: 2*1 + 0*2 + 1*0 + 2*1 = 4.

    >>> picture_of("channel sum").alt, ">4</text>" in picture_of("channel sum").svg
    ('Four products, and an arrow to their sum.', True)
    """
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{_DRAWN[word](Pen(dark))}</svg>'
    return WordPicture(svg, PICTURES[word])
