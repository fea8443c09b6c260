"""Where things are in the picture of a step: one row a channel, the feature maps at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from conv_engine import Layer
from conv_engine.numeric import Array
from files.filmed_layer import FilmedLayer
from text import channel_label, number_text

MARGIN, NAME, GAP = 16, 22, 18
"""Around the picture, a slab's name, and between two rows."""
OPERATOR = 30
"""Room for a sign between two tiles."""
ARROW, SUM, LANE, NODE = 30, 66, 5, 26
"""Before a channel sum, the sum itself, the lines that lead on from it, and the plus sign."""
FOOT = 58
"""The step as a line of numbers, and the caption."""
LOW = 360
"""Height that feature maps may fill one below the other, even beside a single channel."""
DIGIT, LETTER = 0.57, 0.5
"""Width of a digit and of most letters, in sizes of their type."""
NAME_TYPE, NUMBER_TYPE, VALUE_TYPE, LINE_TYPE = 12.5, 11.0, 20.0, 15.0
"""Size of names, the least of numbers in cells, sums and outputs, and the line at the foot."""


@dataclass(frozen=True)
class Board:
    """Cells of one size, from their upper left corner, and the size of the numbers in them."""

    x: float
    y: float
    cell: float
    rows: int
    columns: int
    type_size: float

    def corner(self, row: int, column: int) -> tuple[float, float]:
        """Return the upper left corner of a cell."""
        return self.x + column * self.cell, self.y + row * self.cell

    @property
    def width(self) -> float:
        """From the left to the right edge."""
        return self.cell * self.columns

    @property
    def height(self) -> float:
        """From the upper to the lower edge."""
        return self.cell * self.rows

    @property
    def middle(self) -> float:
        """The y that halves it."""
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width


@dataclass(frozen=True)
class Print:
    """How numbers are set: the size of a cell, and of the type in it."""

    cell: float
    type_size: float

    @classmethod
    def of(cls, figures: int, least: float) -> "Print":
        """Make cells large enough for numbers of so many figures.

        Examples
        --------
        >>> Print.of(7, least=24)  # 0.57*7*11 + 6 = 49.89
        Print(cell=50.0, type_size=11.0)
        >>> Print.of(2, least=24)
        Print(cell=24, type_size=13)
        """
        cell = max(least, float(np.ceil(DIGIT * figures * NUMBER_TYPE + 6)))
        return cls(cell, min(13, (cell - 6) // (DIGIT * max(2, figures))))


def longest(values: Array) -> int:
    """Return how many letters the longest of these numbers needs.

    Examples
    --------
    >>> longest(np.array([5, -0.25]))  # −0.25
    5
    """
    return max(len(number_text(value, decimals=4)) for value in np.unique(values))


def text_width(text: str, size: float) -> float:
    """Guess how wide a text is; every typeface has its own widths."""
    return LETTER * size * len(text)


@dataclass(frozen=True, eq=False)
class Layout:
    """The places of everything, in units that are pixels at scale 1: each row beside its slab.

    Examples
    --------
    >>> ones = np.ones((2, 1, 2, 2), int)
    >>> layout = Layout(FilmedLayer(Layer.of(ones[:1, 0], ones)))
    >>> [board.rows for board in layout.slabs + layout.maps]  # one 2x2 slab, two 1x1 maps
    [2, 1, 1]
    """

    filmed: FilmedLayer
    joined: ClassVar[bool] = True
    """Whether lines can lead from slab to patch and from sum to plus sign."""

    @property
    def layer(self) -> Layer:
        """The layer of which it shows a step."""
        return self.filmed.layer

    @cached_property
    def _slab_print(self) -> Print:
        return Print.of(longest(self.layer.padded), least=24)

    @cached_property
    def _tile_print(self) -> Print:
        """Alike in patch, kernel and products, whatever the step."""
        values, weights = np.unique(self.layer.padded), np.unique(self.layer.weight)
        figures = longest(np.concatenate([values, weights, np.outer(values, weights).ravel()]))
        return Print.of(figures, least=30)

    @cached_property
    def _map_print(self) -> Print:
        return Print.of(longest(self.layer.output), least=30)

    @cached_property
    def row_height(self) -> float:
        """Of a channel: its slab, or its tiles where they are higher."""
        tile = self._tile_print.cell * self.layer.spec.kernel_size[0]
        rows: int = self.layer.padded.shape[1]
        return NAME + max(self._slab_print.cell * rows, tile)

    @cached_property
    def body(self) -> float:
        """Height of rows and feature maps."""
        return max(self._rows_height, self._maps_height(self._maps_across))

    @cached_property
    def slabs(self) -> tuple[Board, ...]:
        """The input's channels, one below the other."""
        channels, rows, columns = self.layer.padded.shape
        cell, room = self._slab_print.cell, self.row_height - NAME
        top = MARGIN + (self.body - self._rows_height) / 2
        return tuple(
            Board(
                MARGIN,
                top + c * (self.row_height + GAP) + NAME + (room - rows * cell) / 2,
                cell,
                rows,
                columns,
                self._slab_print.type_size,
            )
            for c in range(channels)
        )

    def tiles(self, channel: int) -> tuple[Board, Board, Board]:
        """Patch, kernel and products of a channel, level with its slab."""
        k_h, k_w = self.layer.spec.kernel_size
        cell, type_size = self._tile_print.cell, self._tile_print.type_size
        top = self.slabs[channel].middle - k_h * cell / 2
        first = MARGIN + self._input_width + OPERATOR
        one, two, three = (
            Board(first + i * (k_w * cell + OPERATOR), top, cell, k_h, k_w, type_size)
            for i in range(3)
        )
        return one, two, three

    @cached_property
    def sum_middle(self) -> float:
        """The x of the channel sums."""
        return self.tiles(0)[2].right + ARROW + SUM / 2

    @cached_property
    def lanes(self) -> float:
        """The x of the innermost of the lines that lead down or up to the plus sign."""
        return self.sum_middle + SUM / 2 + 6

    @cached_property
    def node_middle(self) -> float:
        """The x of the plus sign."""
        depth = self.layer.spec.weight_shape[1]
        return self.lanes + LANE * depth / 2 + 12 + NODE / 2

    def level(self, channels: Sequence[int]) -> float:
        """Return the y of the plus sign: in the middle of the channels that it adds."""
        return (self.slabs[channels[0]].middle + self.slabs[channels[-1]].middle) / 2

    @cached_property
    def value_start(self) -> float:
        """The x at which the output of the step is written."""
        return self.node_middle + NODE / 2 + 8

    @cached_property
    def value_end(self) -> float:
        """The x at which the longest output ends."""
        figures = longest(self.layer.output)
        return self.value_start + DIGIT * VALUE_TYPE * (2 + figures)

    @property
    def maps_left(self) -> float:
        """The x at which the feature maps begin."""
        return self.value_end + ARROW + 10

    @cached_property
    def maps(self) -> tuple[Board, ...]:
        """The feature maps, in a grid that is no higher than the rows where it can be."""
        count, rows, columns = self.layer.output.shape
        across = self._maps_across
        height = NAME + rows * self._map_print.cell
        top = MARGIN + (self.body - self._maps_height(across)) / 2 + NAME
        return tuple(
            Board(
                self.maps_left + f % across * self._map_pitch,
                top + f // across * (height + GAP),
                self._map_print.cell,
                rows,
                columns,
                self._map_print.type_size,
            )
            for f in range(count)
        )

    @cached_property
    def width(self) -> float:
        """Of the picture."""
        return self.maps[0].x + self._maps_across * self._map_pitch - GAP + MARGIN

    @cached_property
    def height(self) -> float:
        """Of the picture."""
        return MARGIN + self.body + FOOT

    @cached_property
    def _rows_height(self) -> float:
        channels = self.layer.spec.in_channels
        return channels * self.row_height + (channels - 1) * GAP

    @cached_property
    def _input_width(self) -> float:
        names = (
            text_width(f"input, {channel_label(c, self.layer.channel_names)}", NAME_TYPE)
            for c in range(self.layer.spec.in_channels)
        )
        columns: int = self.layer.padded.shape[2]
        return max(self._slab_print.cell * columns, *names)

    @cached_property
    def _map_pitch(self) -> float:
        columns: int = self.layer.output.shape[2]
        name = text_width("output, feature map 0", NAME_TYPE)
        return max(self._map_print.cell * columns, name) + GAP

    def _maps_height(self, across: int) -> float:
        rows: int = self.layer.output.shape[1]
        down = -(-self.layer.spec.out_channels // across)
        return down * (NAME + rows * self._map_print.cell) + (down - 1) * GAP

    @cached_property
    def _maps_across(self) -> int:
        """As few beside each other as keep them no higher than the rows, or than a low picture."""
        count = self.layer.spec.out_channels
        highest = max(self._rows_height, LOW, self._maps_height(count))
        return next(n for n in range(1, count + 1) if self._maps_height(n) <= highest)
