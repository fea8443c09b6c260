"""What the nodes of a network compute, in NumPy: samples first, then channels, then rows.

Each function names the sizes it is about to make, so that none of them takes memory without end.
"""

from collections.abc import Sequence
from math import prod
from typing import Literal

import numpy as np

from conv_engine.convolution import conv2d
from conv_engine.geometry import PadAmounts, Pair
from conv_engine.networks.operation import MisfitError, spell_shape
from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec
from conv_engine.transposed import conv_transpose2d
from conv_engine.windows import padded, windows

LARGEST_RESULT = 50_000_000
"""Most numbers of a result, and of an input with its padding."""


def check_size(shape: Sequence[int]) -> None:
    """Refuse a result that is too large to be held.

    Examples
    --------
    >>> check_size((1, 3, 10**6, 10**6))
    Traceback (most recent call last):
    conv_engine.networks.operation.MisfitError: 1 x 3 x 1,000,000 x 1,000,000 numbers are more than
    50,000,000, the most that are computed
    """
    if prod(shape) > LARGEST_RESULT:
        raise MisfitError(
            f"{spell_shape(tuple(shape))} numbers are more than {LARGEST_RESULT:,}, the most that"
            " are computed"
        )


def convolve(maps: Array, weight: Array, bias: Array | None, spec: ConvSpec) -> Array:
    """Slide the filters of a layer over each sample.

    Examples
    --------
    1 * 2 + 3 * 4 + 5 = 19

    >>> spec = ConvSpec(2, 1, 1)
    >>> convolve(np.array([[[[1]], [[3]]]]), np.array([[[[2]], [[4]]]]), np.array([5]), spec)
    array([[[[19]]]])
    """
    sides = spec.pad_amounts(*maps.shape[2:])
    grown = [n + sum(side) for n, side in zip(maps.shape[2:], sides, strict=True)]
    check_size((*maps.shape[:2], *grown))
    check_size(spec.output_shape(maps.shape))
    geometry = spec.stride, spec.padding, spec.dilation, spec.groups
    names = ("stride", "padding", "dilation", "groups")
    return conv2d(maps, weight, bias, **dict(zip(names, geometry, strict=True)))  # type: ignore[arg-type]


def stamp_filters(
    maps: Array,
    weight: Array,
    bias: Array | None,
    stride: Pair,
    cut: PadAmounts,
    output_padding: Pair,
    dilation: Pair,
    groups: int,
) -> Array:
    """Stamp the filters of a transposed convolution, and cut so many cells off each side.

    Examples
    --------
    >>> filters, cut = np.array([[[[1, 10]]]]), ((0, 0), (1, 0))
    >>> stamp_filters(np.array([[[[3, 5]]]]), filters, None, (1, 2), cut, (0, 0), (1, 1), 1)
    array([[[[30,  5, 50]]]])
    """
    kernel = weight.shape[2:]
    whole = [
        (n - 1) * step + d * (k - 1) + 1
        for n, step, d, k in zip(maps.shape[2:], stride, dilation, kernel, strict=True)
    ]
    check_size((maps.shape[0], weight.shape[1] * groups, *whole))
    full = conv_transpose2d(
        maps,
        weight,
        bias,
        stride=stride,
        output_padding=output_padding,
        dilation=dilation,
        groups=groups,
    )
    (top, bottom), (left, right) = cut
    return full[:, :, top : full.shape[2] - bottom, left : full.shape[3] - right]


def pool_windows(
    maps: Array,
    kind: Literal["max", "mean"],
    spec: ConvSpec,
    beyond: Pair = (0, 0),
    counts_padding: bool = False,
) -> Array:
    """Keep the maximum or the mean of each window.

    Parameters
    ----------
    maps : ndarray of shape (N, C, H, W)
    kind : {"max", "mean"}
    spec : ConvSpec
        Where the windows lie.
    beyond : (int, int)
        Rows and columns more at the end, which count as nothing.
    counts_padding : bool
        Whether a mean counts the cells of the padding as zeros.

    Examples
    --------
    >>> maps = np.array([[[[1.0, 3.0, 8.0]]]])
    >>> pool_windows(maps, "mean", ConvSpec(1, 1, (1, 2), padding=((0, 0), (1, 0))))
    array([[[[1. , 2. , 5.5]]]])
    """
    sides = spec.pad_amounts(*maps.shape[2:])
    more = ((0, beyond[0]), (0, beyond[1]))
    grown = [n + sum(a) + b for n, a, b in zip(maps.shape[2:], sides, beyond, strict=True)]
    check_size((*maps.shape[:2], *grown))
    if kind == "max":
        lowest = -np.inf if maps.dtype.kind == "f" else np.iinfo(maps.dtype).min
        ends = tuple((a + x, b + y) for (a, b), (x, y) in zip(sides, more, strict=True))
        filled = np.pad(maps, ((0, 0), (0, 0), *ends), constant_values=lowest)
        best: Array = windows(filled, spec).max(axis=(-2, -1))
        return best
    held = padded(padded(np.ones_like(maps[:1, :1]), sides), more)
    if counts_padding:
        held = padded(padded(np.ones_like(maps[:1, :1]), sides, "replicate"), more)
    one = ConvSpec(1, 1, spec.kernel_size, spec.stride, 0, spec.dilation)
    sums = windows(padded(padded(maps, sides), more), spec).sum(axis=(-2, -1))
    means: Array = sums / windows(held, one).sum(axis=(-2, -1))
    return means


def normalise_channels(
    maps: Array, scale: Array, shift: Array, mean: Array, variance: Array, epsilon: float
) -> Array:
    """Subtract the mean of each channel, divide by its deviation, scale and shift.

    Examples
    --------
    (7 - 5) / sqrt(4) * 3 + 1 = 4

    >>> each = [np.array([number]) for number in (3.0, 1.0, 5.0, 4.0)]
    >>> normalise_channels(np.array([[[[7.0]]]]), *each, epsilon=0)
    array([[[[4.]]]])
    """
    along = (-1, *(1 for _ in maps.shape[2:]))
    factor = scale / np.sqrt(variance + epsilon)
    return maps * factor.reshape(along) + (shift - mean * factor).reshape(along)


def share_out(values: Array, axis: int = -1) -> Array:
    """Turn numbers into shares that add up to 1: softmax.

    Examples
    --------
    >>> share_out(np.array([0.0, 0.0, np.log(2)]))
    array([0.25, 0.25, 0.5 ])
    """
    powers = np.exp(values - values.max(axis=axis, keepdims=True))
    shares: Array = powers / powers.sum(axis=axis, keepdims=True)
    return shares
