"""Layers rebuilt from what a summary says of them: the shapes around them and their parameters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from typing import Any

from conv_engine.networks import (
    ChannelNorm,
    Concat,
    Conv,
    DepthwiseConv,
    Elementwise,
    Embedding,
    Flatten,
    GlobalPooling,
    Linear,
    Operation,
    Padding,
    Pooling,
    SeparableConv,
    TransposedConv,
    Unchanged,
    Upsampling,
)
from conv_engine.networks.operation import Shape
from files.networks.stated import Stated

MOST_STRIDE = 64


@dataclass(frozen=True)
class TableRow:
    """One row of a summary.

    Attributes
    ----------
    name, kind : str
    shape : tuple of int
        Of the output, channel first and without samples.
    parameters : int
    inputs : tuple of str
        Names of the rows it is connected to, if the table says so.
    input_shape : tuple of int, optional
        If the table says it.
    line : int
    depth : int
        Within other rows.
    """

    name: str
    kind: str
    shape: Shape
    parameters: int
    inputs: tuple[str, ...] = ()
    input_shape: Shape | None = None
    line: int = 0
    depth: int = 0


@lru_cache(maxsize=4096)
def rebuild_layer(
    kind: str, shape: Shape, parameters: int, arriving: tuple[Shape, ...]
) -> Operation:
    """Return what `rebuild` does, once for all rows that are alike."""
    row = TableRow("", kind, shape, parameters)
    try:
        found = next(_candidates(row, arriving), None)
    except (ValueError, IndexError, ZeroDivisionError):
        found = None
    return Stated(shape, parameters) if found is None else found


def rebuild(row: TableRow, arriving: Sequence[Shape]) -> Operation:
    """Return a layer that makes a row's shape of what arrives, with as many parameters.

    Where the numbers allow several, the most usual is taken: the square kernel, the smaller stride,
    no padding. A layer that they do not tell keeps what the table states.

    Examples
    --------
    448 = 16 * (3 * 3 * 3) + 16

    >>> layer = rebuild(TableRow("conv2d", "Conv2D", (16, 148, 148), 448), [(3, 150, 150)])
    >>> layer.kernel_size, layer.stride, layer.padding
    ((3, 3), (1, 1), 'valid')
    """
    return rebuild_layer(row.kind, row.shape, row.parameters, tuple(arriving))


def _candidates(row: TableRow, arriving: Sequence[Shape]) -> Iterator[Operation]:
    """Go through the layers of a row's kind that make its numbers."""
    if not arriving:
        return
    for operation in _of_kind(row, arriving[0]):
        try:
            fits = operation.output_shape(*arriving) == row.shape
            weights = sum(map(prod, operation.weight_shapes(*arriving)))
        except ValueError:
            continue
        if fits and (isinstance(operation, ChannelNorm) or weights == row.parameters):
            yield operation


def _of_kind(row: TableRow, shape: Shape) -> Iterator[Operation]:
    kind = row.kind.lower()
    slides = 1 < len(shape) < 5
    if "conv" in kind:
        yield from _convolutions(row, shape, kind) if slides else ()
    elif "global" in kind:
        yield from (GlobalPooling(keep=False), GlobalPooling(keep=True))
    elif "pool" in kind and slides:
        yield from _pools(row, shape)
    elif kind in ("dense", "linear"):
        units = row.shape[0] if kind == "dense" or len(row.shape) == 1 else row.shape[-1]
        for bias in (True, False):
            yield Linear(units, bias=bias, channels_last=kind == "dense")
            yield Linear(units, prod(shape), bias, flattens=True)
    elif "norm" in kind:
        yield from _norms(row, shape)
    elif kind == "flatten":
        yield Flatten()
    elif "pad" in kind or "cropping" in kind:
        yield Padding(_grown(shape, row.shape))
    elif "upsampl" in kind:
        yield Upsampling(tuple(out // n for out, n in zip(row.shape[1:], shape[1:], strict=True)))
    elif kind == "embedding":
        yield Embedding(row.parameters // row.shape[0], row.shape[0], channels_last=True)
        yield Embedding(row.parameters // row.shape[-1], row.shape[-1])
    elif kind in ("concatenate", "concat"):
        yield Concat(1)
    elif kind in ("add", "multiply", "average", "maximum", "subtract", "minimum"):
        yield Elementwise()
    elif row.shape == shape:
        yield Unchanged()


def _grown(before: Shape, after: Shape) -> tuple[tuple[int, int], ...]:
    more = [out - n for n, out in zip(before[1:], after[1:], strict=True)]
    return tuple((each // 2, each - each // 2) for each in more)


def _norms(row: TableRow, shape: Shape) -> Iterator[Operation]:
    """Tell a normalisation by how many numbers it has for each channel: 4 and 3 in Keras."""
    each = row.parameters // row.shape[0]
    if row.kind.endswith("Normalization") and "Batch" in row.kind:
        yield ChannelNorm(statistics=True, scale=each >= 3, shift=each >= 4)
    yield ChannelNorm(scale=each >= 1, shift=each >= 2)


def _pools(row: TableRow, shape: Shape) -> Iterator[Operation]:
    """Go through pools whose windows do not overlap, then those that do."""
    dimensions = len(shape) - 1
    ratios = [max(n // max(out, 1), 1) for n, out in zip(shape[1:], row.shape[1:], strict=True)]
    for size in (tuple(ratios), tuple(ratio + 1 for ratio in ratios)):
        yield Pooling(dimensions, size)
        yield Pooling(dimensions, size, padding="same")
    for kernel, padding in ((3, 1), (3, 0), (2, 0)):
        yield Pooling(dimensions, kernel, tuple(ratios), padding)
    yield Pooling(dimensions, 2, 1, "same")


def _convolutions(row: TableRow, shape: Shape, kind: str) -> Iterator[Operation]:
    """Go through square kernels, then oblong and dilated ones."""
    dimensions = len(shape) - 1
    plain = kind in ("conv1d", "conv2d", "conv3d")
    groupings = _groupings(shape[0], row.shape[0]) if plain else (1,)
    for groups in groupings:
        for bias in (True, False):
            cells = _cells(row, shape, kind, bias, groups)
            for kernel in _squares(cells, dimensions):
                yield from _strided(row, shape, kind, kernel, bias, groups)
    for bias in (True, False):
        cells = _cells(row, shape, kind, bias, 1)
        for kernel in _oblongs(cells, dimensions):
            yield from _strided(row, shape, kind, kernel, bias, 1)
        for kernel in _squares(cells, dimensions) if plain else ():
            yield from _dilated(row, kernel, bias)


def _strided(
    row: TableRow, shape: Shape, kind: str, kernel: tuple[int, ...], bias: bool, groups: int
) -> Iterator[Operation]:
    """Go through the strides and paddings of a convolution."""
    for stride in _strides(shape, row.shape, "transpose" in kind):
        for padding in _paddings(row, kernel):
            yield from _made(row, kind, kernel, stride, padding, bias, groups)


def _paddings(row: TableRow, kernel: tuple[int, ...]) -> Sequence[Any]:
    if row.kind[-1] == "D" or row.kind.endswith("Transpose"):
        return "valid", "same"
    return sorted({0, *(size // 2 for size in kernel), *range(1, min(max(kernel), 5))})


def _made(
    row: TableRow,
    kind: str,
    kernel: tuple[int, ...],
    stride: int | tuple[int, ...],
    padding: Any,
    bias: bool,
    groups: int,
) -> Iterator[Operation]:
    """Make a convolution of a kind."""
    filters, dimensions = row.shape[0], len(kernel)
    if "transpose" in kind:
        for added in (
            (None,)
            if isinstance(padding, str)
            else range(stride if isinstance(stride, int) else min(stride))
        ):
            yield TransposedConv(dimensions, filters, kernel, stride, padding, added, bias=bias)
    elif "separable" in kind:
        yield SeparableConv(dimensions, filters, kernel, 1, stride, padding, bias=bias)
    elif "depthwise" in kind:
        for multiplier in (1, 2, 3, 4):
            yield DepthwiseConv(dimensions, kernel, multiplier, stride, padding, bias=bias)
    else:
        yield Conv(dimensions, filters, kernel, stride, padding, 1, groups, bias=bias)


USUAL_DILATIONS = (2, 4, 3, 6, 8, 12, 16, 18, 24, 32, 36)


def _dilated(row: TableRow, kernel: tuple[int, ...], bias: bool) -> Iterator[Operation]:
    """Go through dilated kernels, which usually keep the size."""
    if max(kernel) > 1:
        for dilation in USUAL_DILATIONS:
            around = dilation * (kernel[0] - 1) // 2
            yield Conv(len(kernel), row.shape[0], kernel, 1, around, dilation, bias=bias)


def _groupings(channels: int, filters: int) -> Iterator[int]:
    """Go through how many groups a layer may have: one, one for each channel, or a few."""
    yield 1
    if channels > 1 and filters % channels == 0:
        yield channels
    for groups in MIDDLE_GROUPS:
        if groups < channels and channels % groups == 0 and filters % groups == 0:
            yield groups


MIDDLE_GROUPS = (2, 4, 32, 8, 3, 16, 64)


def _cells(row: TableRow, shape: Shape, kind: str, bias: bool, groups: int) -> int:
    """Return how many cells a kernel must have for the weights, or 0."""
    channels, filters = shape[0], row.shape[0]
    weights = row.parameters - (filters if bias else 0)
    if "separable" in kind:
        weights, each = weights - channels * filters, channels
    elif "depthwise" in kind:
        each = filters
    else:
        each = channels * filters // groups
    return weights // each if weights > 0 and weights % each == 0 else 0


def _squares(cells: int, dimensions: int) -> Iterator[tuple[int, ...]]:
    """Give the kernel of so many cells whose sides are alike, if there is one."""
    side = round(cells ** (1 / dimensions)) if cells > 0 else 0
    if side and side**dimensions == cells:
        yield (side,) * dimensions


def _oblongs(cells: int, dimensions: int) -> Iterator[tuple[int, ...]]:
    if dimensions == 2:
        yield from ((n, cells // n) for n in range(1, min(cells, 32) + 1) if cells % n == 0)


def _strides(before: Shape, after: Shape, transposed: bool) -> Iterator[int | tuple[int, ...]]:
    """Go through the strides that may lead from one size to the other, the smallest first."""
    small, large = (before, after) if transposed else (after, before)
    pairs = list(zip(large[1:], small[1:], strict=True))
    each = tuple(max(n // max(m, 1), 1) for n, m in pairs)
    rounded = tuple(max(-(-n // max(m, 1)), 1) for n, m in pairs)
    nearest = each[0]
    if max(rounded) >= MOST_STRIDE:
        yield 1
        return
    yield from dict.fromkeys((1, nearest, nearest + 1))
    yield from (steps for steps in (each, rounded) if len(set(steps)) > 1)
