"""How a layer is computed: which strategy, in which type, and how many rows at a time."""

from dataclasses import dataclass
from math import prod
from typing import Any, Self

import numpy as np

from conv_engine.numeric import Array, common_type
from conv_engine.spec import ConvSpec
from conv_engine.strategies import (
    Strategy,
    multiply_cells,
    multiply_kernel_rows,
    multiply_map_rows,
    multiply_patches,
)
from conv_engine.windows import padded_rows

# Numbers of a tile: 4 MB of float32 stay in the cache between being gathered and being multiplied,
# and are enough work to share among cores.
TILE = 2**20

# Up to so many filters of a group, copying what they share takes longer than multiplying it.
FEW_FILTERS = 16

# Up to here a float64 holds every whole number.
EXACT_IN_FLOAT64 = 2**53


@dataclass(frozen=True, eq=False)
class Plan:
    """The way in which the rows of feature maps are filled.

    Attributes
    ----------
    spec : ConvSpec
    kernels : ndarray of shape (groups, C_out / groups, C_in / groups, k_h, k_w)
        In the type in which products are added up.
    output_type : dtype
        Of the feature maps.
    strategy : Strategy
    tile_rows : int
        Rows of the feature maps that are computed at once.
    """

    spec: ConvSpec
    kernels: Array
    output_type: np.dtype[Any]
    strategy: Strategy
    tile_rows: int

    @classmethod
    def of(cls, input: Array, weight: Array, spec: ConvSpec) -> Self:
        """Choose the plan for an input and a weight that make a layer.

        Parameters
        ----------
        input : ndarray of shape (C_in, H, W) or (N, C_in, H, W)
        weight : ndarray of shape (C_out, C_in / groups, k_h, k_w)
            Both of any type that `check_numbers` lets through.
        spec : ConvSpec

        Notes
        -----
        Matrix products are fast in floats only. Integers are added up as float64 where no sum can
        reach 2**53, below which float64 holds every whole number, and as int64 elsewhere: they
        are exact either way.

        Examples
        --------
        8-bit pixels: 3 * 3 * 3 products of at most 255 * 100 are far below 2**53.

        >>> pixels = np.full((3, 8, 8), 255, np.uint8)
        >>> plan = Plan.of(pixels, np.full((1, 3, 3, 3), 100), ConvSpec(3, 1, 3))
        >>> plan.output_type, plan.kernels.dtype, plan.strategy.__name__
        (dtype('int64'), dtype('float64'), 'multiply_map_rows')
        """
        output_type = inner_type = common_type(input, weight)
        if output_type == np.int64 and largest_sum(input, weight) < EXACT_IN_FLOAT64:
            inner_type = np.dtype(np.float64)
        columns = spec.output_shape(input.shape)[-1]
        strategy, held = _strategy(spec, columns, inner_type)
        kernels = weight.astype(inner_type, copy=False)
        return cls(
            spec=spec,
            kernels=kernels.reshape(spec.groups, -1, *spec.weight_shape[1:]),
            output_type=output_type,
            strategy=strategy,
            tile_rows=max(1, TILE // (max(held, spec.out_channels) * columns)),
        )

    def fill(self, maps: Array, sample: Array, first_row: int = 0) -> None:
        """Write rows of the feature maps of one sample, a tile of rows at a time.

        Parameters
        ----------
        maps : ndarray of shape (C_out, rows, W_out)
            Is overwritten, and must have its rows one after the other in memory.
        sample : ndarray of shape (C_in, H, W)
            Neither padded nor converted as a whole.
        first_row : int
            The row of the feature maps that comes first in `maps`.

        Examples
        --------
        >>> column, weight = np.array([[[1], [2], [3]]]), np.array([[[[1], [1]]]])
        >>> maps = np.empty((1, 1, 1))
        >>> Plan.of(column, weight, ConvSpec.of(weight)).fill(maps, column, first_row=1)
        >>> maps.item()  # 2 + 3
        5.0
        """
        for start in range(0, maps.shape[1], self.tile_rows):
            tile = maps[:, start : start + self.tile_rows]
            rows = range(first_row + start, first_row + start + tile.shape[1])
            seen = padded_rows(sample, self.spec, rows, self.kernels.dtype)
            sums = tile if tile.dtype == seen.dtype else np.empty(tile.shape, seen.dtype)
            group_maps = np.reshape(sums, (self.spec.groups, -1, *tile.shape[1:]), copy=False)
            self.strategy(seen, self.kernels, self.spec, group_maps)
            if sums is not tile:
                tile[...] = sums


def largest_sum(input: Array, weight: Array) -> int:
    """Return what no sum of one filter's products can exceed in absolute value, for integers.

    Parameters
    ----------
    input : ndarray of shape (..., C_in, H, W)
    weight : ndarray of shape (C_out, C_in / groups, k_h, k_w)

    Returns
    -------
    int
        The largest input times the largest weight, once for each cell of a filter.

    Examples
    --------
    >>> largest_sum(np.array([[[-7, 2]]]), np.array([[[[3, 1]]]]))  # 2 cells * 7 * 3
    42
    """
    return prod(weight.shape[1:]) * _largest(input) * _largest(weight)


def _largest(integers: Array) -> int:
    # Python's own integers: the absolute value of the least int64 is no int64.
    return max(int(integers.max()), -int(integers.min()))


def _strategy(spec: ConvSpec, columns: int, inner_type: np.dtype[Any]) -> tuple[Strategy, int]:
    """Return the strategy, and how many numbers it holds for one position of the window."""
    k_h, k_w = spec.kernel_size
    along_width, all_cells = spec.in_channels * k_w, spec.in_channels * k_w * k_h
    if inner_type.kind == "i":
        return multiply_cells, spec.in_channels
    if all_cells * columns > TILE:
        return multiply_kernel_rows, along_width
    few_filters = spec.out_channels <= FEW_FILTERS * spec.groups
    if few_filters and spec.stride[0] < k_h and spec.dilation[0] == 1:
        return multiply_map_rows, along_width * spec.stride[0]
    return multiply_patches, all_cells
