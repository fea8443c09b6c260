"""How many numbers each way to the feature maps holds, from what it copies and keeps.

Worked out, not traced: a trace of memory would count what every other thread allocates, and slow
it down. Tests hold these numbers against a trace where nothing else runs.
"""

from math import prod

import numpy as np

from conv_engine.plan import Plan
from conv_engine.spec import ConvSpec
from conv_engine.strategies import multiply_map_rows

# What is held at a time beside the padded input, counted in the code and checked by the tests.
MAPS_OF_DIRECT = 3  # the sum so far, the last product and the next
WAVES_OF_FOURIER = 5  # of the input, of a filter, their conjugate and product, and one on the way


def held_numbers(spec: ConvSpec, input_shape: tuple[int, int, int]) -> dict[str, int]:
    """Count what each way holds at most beyond input, weight and feature maps, for float32.

    Parameters
    ----------
    spec : ConvSpec
    input_shape : (C_in, H, W)

    Returns
    -------
    dict of int
        By the keys of `conv_engine.other_ways.WAYS`. A complex number counts as two.

    Raises
    ------
    ValueError
        If the layer does not take such an input.

    Examples
    --------
    A row of four cells, seen by a kernel of two: 2 x 3 numbers in the patch matrix. Sliding keeps
    the input, which needs no padding but is copied, and three rows of 3: 4 + 3*3 = 13.

    >>> held = held_numbers(ConvSpec(1, 1, (1, 2)), (1, 1, 4))
    >>> held["matrix"], held["direct"]
    (6, 13)
    """
    channels, height, width = input_shape
    (top, bottom), (left, right) = spec.pad_amounts(height, width)
    rows, columns = top + height + bottom, left + width + right
    filters, rows_out, columns_out = spec.output_shape(input_shape)
    padded = channels * rows * columns
    dilated = prod(spec.weight_shape[:2]) * prod(spec.effective_kernel_size)
    waves = 2 * channels * rows * (columns // 2 + 1)  # of real numbers, half of them say all
    return {
        "direct": padded + MAPS_OF_DIRECT * filters * rows_out * columns_out,
        "matrix": channels * prod(spec.kernel_size) * rows_out * columns_out,
        "tiled": _tile_numbers(spec, input_shape, padded > prod(input_shape)),
        "fourier": padded + dilated + WAVES_OF_FOURIER * waves,
    }


def _tile_numbers(spec: ConvSpec, input_shape: tuple[int, int, int], is_padded: bool) -> int:
    """Count the rows of the input that a tile sees, where padding copies them, and its patches."""
    nothing = np.float32(0)
    plan = Plan.of(
        np.broadcast_to(nothing, input_shape), np.broadcast_to(nothing, spec.weight_shape), spec
    )
    channels, _, width = input_shape
    _, rows_out, columns_out = spec.output_shape(input_shape)
    rows = min(plan.tile_rows, rows_out)
    rows_seen = (rows - 1) * spec.stride[0] + spec.effective_kernel_size[0]
    _, (left, right) = spec.pad_amounts(*input_shape[1:])
    seen = channels * rows_seen * (left + width + right) if is_padded else 0
    if plan.strategy is multiply_map_rows:  # copies along the width alone
        return seen + channels * rows_seen * columns_out * spec.kernel_size[1]
    return seen + channels * prod(spec.kernel_size) * rows * columns_out
