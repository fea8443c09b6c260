"""The Conv2D layer from top to bottom, a few rows of the feature maps at a time."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from conv_engine.convolution import plus_bias
from conv_engine.geometry import Padding, PaddingMode, Pair, whole_number
from conv_engine.numeric import Array, as_stored
from conv_engine.plan import Plan
from conv_engine.spec import ConvSpec

COMFORTABLE = 1_000_000  # output numbers in a band


def bands(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    rows: int | None = None,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
    padding_mode: PaddingMode = "zeros",
) -> Iterator[tuple[int, Array]]:
    """Slide every filter over one sample, and hand over the feature maps band by band.

    Put together from top to bottom the bands are `conv2d`: exactly for integers, up to rounding
    for floats. Between two bands a caller can show how far the work is, or stop it.

    Parameters
    ----------
    input : array_like of shape (C_in, H, W)
        One sample, not a batch. It is never converted as a whole: 8-bit pixels under a float32
        weight become float32 a band at a time.
    weight : array_like of shape (C_out, C_in / groups, k_h, k_w)
    bias : array_like of shape (C_out,), optional
    rows : int, optional
        Output rows in a band, at least 1; the last band may have fewer. By default a band has
        about a million numbers.
    stride, padding, dilation, groups, padding_mode
        As for `ConvSpec`, in cells.

    Returns
    -------
    iterator of (int, ndarray of shape (C_out, rows, W_out))
        The first output row of a band, counted from 0, and the band, of the type that `conv2d`
        gives. A band is computed when it is asked for.

    Raises
    ------
    ValueError
        At once and as `conv2d`, for a batch, and for less than one row.

    Examples
    --------
    One channel of three rows under a kernel of ones, 2 high and 1 wide: 1 + 2, 2 + 3.

    >>> for first_row, band in bands([[[1], [2], [3]]], [[[[1], [1]]]], rows=1):
    ...     print(first_row, band.tolist())
    0 [[[3]]]
    1 [[[5]]]
    """
    input, weight = as_stored("input", input), as_stored("weight", weight)
    spec = ConvSpec.of(
        weight,
        bias,
        stride=stride,
        padding=padding,
        dilation=dilation,
        groups=groups,
        padding_mode=padding_mode,
    )
    shape = spec.output_shape(input.shape)
    if len(shape) == 4:
        raise ValueError(
            f"input of shape {input.shape} is a batch, but bands are of one sample; "
            "nearest is input[0]"
        )
    out_channels, height, width = shape
    comfortable = max(1, COMFORTABLE // (out_channels * width))
    height_of_band = comfortable if rows is None else whole_number("rows", rows)

    def band(first_row: int) -> tuple[int, Array]:
        maps = np.empty((out_channels, min(height_of_band, height - first_row), width), plan.type)
        plan.fill(maps, input, first_row)
        return first_row, plus_bias(maps, bias)

    plan = Plan.of(input, weight, spec)
    return map(band, range(0, height, height_of_band))
