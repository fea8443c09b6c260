"""Where things are in a picture that fits a phone: the rows of the channels stand below."""

from functools import cached_property
from typing import ClassVar

from files.filmed_layer import FilmedLayer
from files.step_layout import ARROW, FOOT, GAP, MARGIN, NAME, OPERATOR, SUM, Board, Layout

BESIDE = 48
"""Between the input and the feature maps."""


class NarrowLayout(Layout):
    """Input and feature maps beside each other, and below them a row for each channel of a group.

    Examples
    --------
    >>> import numpy as np
    >>> from conv_engine import Layer
    >>> filmed = FilmedLayer(Layer.of(np.ones((2, 5, 5), int), np.ones((1, 2, 2, 2), int)))
    >>> Layout(filmed).width > 650, NarrowLayout(filmed).width < 400
    (True, True)
    """

    joined: ClassVar[bool] = False

    @cached_property
    def row_height(self) -> float:
        """Of a slab of the input."""
        rows: int = self.layer.padded.shape[1]
        return NAME + self._slab_print.cell * rows

    @cached_property
    def _tiles_height(self) -> float:
        return NAME + self._tile_print.cell * self.layer.spec.kernel_size[0]

    @cached_property
    def _ledger_width(self) -> float:
        """Of patch, kernel, products and sum."""
        tile = self._tile_print.cell * self.layer.spec.kernel_size[1]
        return 3 * tile + 2 * OPERATOR + ARROW + SUM

    def tiles(self, channel: int) -> tuple[Board, Board, Board]:
        """Patch, kernel and products of a channel, in the rows of its group."""
        depth, k_h, k_w = self.layer.spec.weight_shape[1:]
        cell, type_size = self._tile_print.cell, self._tile_print.type_size
        top = MARGIN + self.body + GAP + 2 * NAME  # column heads, and the name of the row
        top += channel % depth * (self._tiles_height + GAP)
        left = (self.width - self._ledger_width) / 2
        one, two, three = (
            Board(left + i * (k_w * cell + OPERATOR), top, cell, k_h, k_w, type_size)
            for i in range(3)
        )
        return one, two, three

    @property
    def maps_left(self) -> float:
        """The x at which the feature maps begin."""
        return MARGIN + self._input_width + BESIDE

    @cached_property
    def width(self) -> float:
        """Of the picture."""
        return max(super().width, self._ledger_width + 2 * MARGIN)

    @cached_property
    def height(self) -> float:
        """Of the picture."""
        depth = self.layer.spec.weight_shape[1]
        rows = depth * (self._tiles_height + GAP)
        return MARGIN + self.body + GAP + NAME + rows + FOOT


def layout_of(filmed: FilmedLayer, narrow: bool) -> Layout:
    """Choose the places for a layer.

    Parameters
    ----------
    filmed : FilmedLayer
    narrow : bool
        Whether the picture has to fit a phone.
    """
    return NarrowLayout(filmed) if narrow else Layout(filmed)
