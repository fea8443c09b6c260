"""What layers do, in NumPy alone: a program of a network carries the source of those it needs.

Arrays are (samples, channels, ...) with any number of directions.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def pad(x: Array, amounts: Sequence[Sequence[int]], mode: str = "constant") -> Array:
    """Add cells before and after along the last axes, or take them away where one is negative.

    Examples
    --------
    >>> pad(np.array([[[1, 2, 3]]]), [(1, -1)]).tolist()
    [[[0, 1, 2]]]
    """
    still = [(0, 0)] * (x.ndim - len(amounts))
    added = [(max(before, 0), max(after, 0)) for before, after in amounts]
    x = np.pad(x, [*still, *added], mode=mode)  # type: ignore[call-overload]
    kept = [slice(max(-before, 0), after if after < 0 else None) for before, after in amounts]
    return x[(..., *kept)]


def windows(
    x: Array,
    cell: Sequence[int],
    size: Sequence[int],
    stride: Sequence[int],
    dilation: Sequence[int],
) -> Array:
    """Take what lies under one cell of the kernel at all positions of the window.

    Examples
    --------
    >>> windows(np.arange(7)[None, None], (1,), (3,), (2,), (1,)).tolist()
    [[[1, 3, 5]]]
    """
    each = zip(cell, size, stride, dilation, strict=True)
    seen: Any = (..., *(slice(c * d, c * d + (n - 1) * s + 1, s) for c, n, s, d in each))
    view: Array = x[seen]
    return view


def positions(
    x: Array, kernel: Sequence[int], stride: Sequence[int], dilation: Sequence[int]
) -> list[int]:
    """Count the positions of a window in each direction.

    Examples
    --------
    >>> positions(np.zeros((1, 1, 7)), (3,), (2,), (1,))
    [3]
    """
    each = zip(x.shape[2:], kernel, stride, dilation, strict=True)
    return [(n - (k - 1) * d - 1) // s + 1 for n, k, s, d in each]


def conv(
    x: Array,
    weight: Array,
    bias: Array | None = None,
    *,
    stride: Sequence[int],
    dilation: Sequence[int],
    groups: int = 1,
) -> Array:
    """Add up, for each cell of the kernel, what lies under it times its weights.

    Examples
    --------
    1*1 + 2*2 = 5 and 2*1 + 3*2 = 8.

    >>> conv(np.array([[[1, 2, 3]]]), np.array([[[1, 2]]]), stride=(1,), dilation=(1,)).tolist()
    [[[5.0, 8.0]]]
    """
    filters, depth, *kernel = weight.shape
    size = positions(x, kernel, stride, dilation)
    shares = weight.reshape(groups, filters // groups, depth, *kernel).astype(float)
    total = np.zeros((len(x), groups, filters // groups, math.prod(size)))
    for cell in np.ndindex(*kernel):
        under = windows(x, cell, size, stride, dilation)
        total += shares[(..., *cell)] @ under.reshape(len(x), groups, depth, -1)
    result = total.reshape(len(x), filters, *size)
    return result if bias is None else result + bias.reshape(-1, *(1 for _ in size))


def transposed_conv(
    x: Array,
    weight: Array,
    bias: Array | None = None,
    *,
    stride: Sequence[int],
    dilation: Sequence[int],
    groups: int = 1,
) -> Array:
    """Put down a stamp for each cell of the input; stamps that overlap add up.

    Examples
    --------
    >>> transposed_conv(np.array([[[1, 10]]]), np.array([[[1, 2]]]), stride=(1,), dilation=(1,))
    array([[[ 1., 12., 20.]]])
    """
    channels, share, *kernel = weight.shape
    sizes = x.shape[2:]
    each = zip(sizes, kernel, stride, dilation, strict=True)
    room = [(n - 1) * s + (k - 1) * d + 1 for n, k, s, d in each]
    total = np.zeros((len(x), groups * share, *room))
    shares = weight.reshape(groups, channels // groups, share, *kernel).astype(float)
    parts = x.reshape(len(x), groups, channels // groups, -1)
    for cell in np.ndindex(*kernel):
        stamped = shares[(..., *cell)].swapaxes(1, 2) @ parts
        windows(total, cell, sizes, stride, dilation)[...] += stamped.reshape(
            len(x), groups * share, *sizes
        )
    return total if bias is None else total + bias.reshape(-1, *(1 for _ in sizes))


def max_pool(
    x: Array, kernel: Sequence[int], stride: Sequence[int], dilation: Sequence[int]
) -> Array:
    """Keep the largest number of each window.

    Examples
    --------
    >>> max_pool(np.array([[[1, 5, 2, 4]]]), (2,), (2,), (1,)).tolist()
    [[[5, 4]]]
    """
    size = positions(x, kernel, stride, dilation)
    under = [windows(x, cell, size, stride, dilation) for cell in np.ndindex(*kernel)]
    return np.asarray(np.max(under, axis=0))


def mean_pool(x: Array, counted: Array, kernel: Sequence[int], stride: Sequence[int]) -> Array:
    """Keep the mean of each window over the cells that count.

    Examples
    --------
    >>> x = np.array([[[0.0, 4, 2]]])
    >>> mean_pool(x, np.array([[[0, 1, 1]]]), (2,), (1,)).tolist()
    [[[4.0, 3.0]]]
    """
    dilation = [1 for _ in kernel]
    size = positions(x, kernel, stride, dilation)
    cells = list(np.ndindex(*kernel))
    total = sum(windows(x, cell, size, stride, dilation) for cell in cells)
    return np.asarray(total / sum(windows(counted, cell, size, stride, dilation) for cell in cells))


def adaptive_pool(x: Array, sizes: Sequence[int], largest: bool) -> Array:
    """Pool to a size: window i goes from floor(i * n / m) to ceil((i + 1) * n / m).

    Examples
    --------
    >>> adaptive_pool(np.array([[[1.0, 2, 6]]]), (2,), False).tolist()
    [[[1.5, 4.0]]]
    """
    for axis, m in enumerate(sizes, start=2):
        n = x.shape[axis]
        parts = [np.arange(i * n // m, -(-(i + 1) * n // m)) for i in range(m)]
        taken = [np.take(x, part, axis) for part in parts]
        x = np.stack([part.max(axis) if largest else part.mean(axis) for part in taken], axis)
    return x


def batch_norm(
    x: Array, scale: Array | None = None, shift: Array | None = None, *, eps: float
) -> Array:
    """Scale and shift each channel, with moving means of 0 and variances of 1.

    Examples
    --------
    >>> batch_norm(np.array([[4.0]]), np.array([3.0]), np.array([1.0]), eps=3.0).tolist()
    [[7.0]]
    """
    each = (-1, *(1 for _ in x.shape[2:]))
    x = x / np.sqrt(1 + eps)
    x = x if scale is None else x * scale.reshape(each)
    return x if shift is None else x + shift.reshape(each)


def norm(x: Array, axes: Sequence[int], eps: float) -> Array:
    """Take away the mean along axes, and divide by the standard deviation.

    Examples
    --------
    >>> norm(np.array([1.0, 3.0]), (0,), 0.0).tolist()
    [-1.0, 1.0]
    """
    mean, variance = x.mean(tuple(axes), keepdims=True), x.var(tuple(axes), keepdims=True)
    return np.asarray((x - mean) / np.sqrt(variance + eps))


def enlarge(x: Array, sizes: Sequence[int], linear: bool = False) -> Array:
    """Bring maps to another size: by the nearest cell, or on a line between two.

    Examples
    --------
    >>> enlarge(np.array([[[1.0, 5.0]]]), (4,)).tolist()
    [[[1.0, 1.0, 5.0, 5.0]]]
    >>> enlarge(np.array([[[1.0, 5.0]]]), (4,), linear=True).tolist()
    [[[1.0, 2.0, 4.0, 5.0]]]
    """
    for axis, m in enumerate(sizes, start=2):
        n = x.shape[axis]
        if not linear:
            x = np.take(x, np.arange(m) * n // m, axis)
            continue
        place = np.maximum((np.arange(m) + 0.5) * n / m - 0.5, 0)
        before = place.astype(int)
        share = (place - before).reshape(-1, *(1 for _ in x.shape[axis + 1 :]))
        after = np.minimum(before + 1, n - 1)
        x = np.take(x, before, axis) * (1 - share) + np.take(x, after, axis) * share
    return x


def shuffle(x: Array, factor: int) -> Array:
    """Lay out channels as cells: (C * r * r, H, W) becomes (C, H * r, W * r).

    Examples
    --------
    >>> shuffle(np.arange(4).reshape(1, 4, 1, 1), 2).tolist()
    [[[[0, 1], [2, 3]]]]
    """
    samples, channels, rows, columns = x.shape
    parts = x.reshape(samples, channels // factor**2, factor, factor, rows, columns)
    return parts.transpose(0, 1, 4, 2, 5, 3).reshape(samples, -1, rows * factor, columns * factor)


def unshuffle(x: Array, factor: int) -> Array:
    """Lay out cells as channels: (C, H * r, W * r) becomes (C * r * r, H, W).

    Examples
    --------
    >>> unshuffle(np.array([[[[0, 1], [2, 3]]]]), 2).ravel().tolist()
    [0, 1, 2, 3]
    """
    samples, channels, rows, columns = x.shape
    parts = x.reshape(samples, channels, rows // factor, factor, columns // factor, factor)
    cells = parts.transpose(0, 1, 3, 5, 2, 4)
    return cells.reshape(samples, -1, rows // factor, columns // factor)


def softmax(x: Array) -> Array:
    """Share 1 out among the channels.

    Examples
    --------
    >>> softmax(np.array([[0.0, 0.0]])).tolist()
    [[0.5, 0.5]]
    """
    powers = np.exp(x - x.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True))


def sigmoid(x: Array) -> Array:
    """Bring numbers between 0 and 1.

    Examples
    --------
    >>> sigmoid(np.array([0.0])).tolist()
    [0.5]
    """
    return np.asarray(0.5 * (1 + np.tanh(x / 2)))


def gelu(x: Array) -> Array:
    """Multiply each number with the share of a normal distribution below it.

    Examples
    --------
    >>> gelu(np.array([0.0, 1.0])).round(4).tolist()
    [0.0, 0.8413]
    """
    return np.asarray(x * (1 + np.vectorize(math.erf)(x / math.sqrt(2))) / 2)
