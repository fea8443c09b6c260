"""The Conv2D layer from top to bottom, a few rows of the feature maps at a time."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from conv_engine.convolution import conv2d
from conv_engine.geometry import Padding, PaddingMode, Pair, whole_number
from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec
from conv_engine.windows import padded_rows

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

    Put together from top to bottom the bands are `conv2d`. Between two bands a caller can show
    how far the work is, or stop it.

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
    picture = np.asarray(input)
    kernels = np.asarray(weight)
    spec = ConvSpec.of(
        kernels,
        bias,
        stride=stride,
        padding=padding,
        dilation=dilation,
        groups=groups,
        padding_mode=padding_mode,
    )
    shape = spec.output_shape(picture.shape)
    if len(shape) == 4:
        raise ValueError(
            f"input of shape {picture.shape} is a batch, but bands are of one sample; "
            "nearest is input[0]"
        )
    out_channels, height, width = shape
    comfortable = max(1, COMFORTABLE // (out_channels * width))
    step = comfortable if rows is None else whole_number("rows", rows)
    return _bands(picture, kernels, bias, spec, height, step)


def _bands(
    input: Array, weight: Array, bias: ArrayLike | None, spec: ConvSpec, height: int, step: int
) -> Iterator[tuple[int, Array]]:
    for first in range(0, height, step):
        seen = padded_rows(input, spec, range(first, min(first + step, height)))
        band = conv2d(
            seen, weight, bias, stride=spec.stride, dilation=spec.dilation, groups=spec.groups
        )
        yield first, band
