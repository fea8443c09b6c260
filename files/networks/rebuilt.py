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

FIRST_CHANNELS = (3, 1, 4, 2)
"""Channels of pictures, the most usual first."""
USUAL_KERNELS = (3, 5, 7, 1, 11, 9, 2, 4)
USUAL_SIDES = frozenset(
    (28, 32, 48, 64, 96, 100, 112, 128, 150, 160, 192, 200, 224, 227, 256, 299, 300, 320, 384, 512)
)
"""Sides of pictures that networks are often given."""
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
    if "conv" in kind:
        yield from _convolutions(row, shape, kind)
    elif "global" in kind:
        yield from (GlobalPooling(keep=False), GlobalPooling(keep=True))
    elif "pool" in kind:
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
    dimensions = len(shape) - 1
    for bias in (True, False):
        for kernel in _kernels(row, shape, kind, bias):
            for stride in _strides(shape, row.shape, "transpose" in kind):
                yield from _made(row, dimensions, kind, kernel, stride, bias)


def _made(
    row: TableRow, dimensions: int, kind: str, kernel: tuple[int, ...], stride: int, bias: bool
) -> Iterator[Operation]:
    """Go through the paddings of a convolution."""
    filters = row.shape[0]
    keras = row.kind[-1] == "D" or row.kind.endswith("Transpose")
    numbers = sorted({0, *(size // 2 for size in kernel), *range(1, min(max(kernel), 5))})
    paddings: list[Any] = ["valid", "same"] if keras else [*numbers]
    for padding in paddings:
        if "transpose" in kind:
            for added in (None,) if keras else range(stride):
                yield TransposedConv(dimensions, filters, kernel, stride, padding, added, bias=bias)
        elif "separable" in kind:
            yield SeparableConv(dimensions, filters, kernel, 1, stride, padding, bias=bias)
        elif "depthwise" in kind:
            for multiplier in (1, 2, 3, 4):
                yield DepthwiseConv(dimensions, kernel, multiplier, stride, padding, bias=bias)
        else:
            yield Conv(dimensions, filters, kernel, stride, padding, bias=bias)
            yield Conv(dimensions, filters, kernel, stride, padding, 1, filters, bias=bias)


def _kernels(row: TableRow, shape: Shape, kind: str, bias: bool) -> Iterator[tuple[int, ...]]:
    """Go through the kernels that have so many cells, the square ones first."""
    channels, filters, dimensions = shape[0], row.shape[0], len(shape) - 1
    weights = row.parameters - (filters if bias else 0)
    if "separable" in kind:
        cells = (weights - channels * filters) // channels
    elif "depthwise" in kind:
        cells = weights // filters
    else:
        cells = weights // (channels * filters) or weights // filters
    if cells < 1:
        return
    if dimensions == 1:
        yield (cells,)
        return
    side = round(cells ** (1 / dimensions))
    if side**dimensions == cells:
        yield (side,) * dimensions
    if dimensions == 2:
        yield from ((n, cells // n) for n in range(1, min(cells, 32) + 1) if cells % n == 0)


def _strides(before: Shape, after: Shape, transposed: bool) -> Iterator[int]:
    """Go through the strides that may lead from one size to the other, the smallest first."""
    small, large = (before[1], after[1]) if transposed else (after[1], before[1])
    nearest = max(large // max(small, 1), 1)
    yield from dict.fromkeys((1, nearest, nearest + 1) if nearest < MOST_STRIDE else (1,))


def first_shape(row: TableRow, megabytes: Sequence[float] = ()) -> Shape | None:
    """Return what probably arrives at the first layer of a summary that does not say it.

    Parameters
    ----------
    row : TableRow
    megabytes : sequence of float
        What the input takes, where the summary says it.

    Examples
    --------
    448 = 16 * 27 + 16, and 27 is a kernel of 3x3 on 3 channels.

    >>> first_shape(TableRow("conv2d_4", "Conv2D", (16, 148, 148), 448))
    (3, 150, 150)

    0.57 MB are 3 * 224 * 224 numbers of 4 bytes.

    >>> first_shape(TableRow("conv2d-1", "Conv2d", (64, 112, 112), 9408), [0.57])
    (3, 224, 224)
    """
    if "conv" not in row.kind.lower() or len(row.shape) < 2:
        return _first_features(row)
    filters, directions = row.shape[0], len(row.shape) - 1
    each = [
        (row.parameters - bias) // filters
        for bias in (filters, 0)
        if row.parameters > bias and (row.parameters - bias) % filters == 0
    ]
    found = [split for weights in each if (split := _usual_split(weights, directions))]
    found += [split for weights in each if (split := _any_split(weights, directions))]
    if not found:
        return None
    channels, kernel = found[0]
    return channels, *_first_sides(row.shape[1:], channels, kernel, megabytes)


def _first_sides(sizes: Shape, channels: int, kernel: int, megabytes: Sequence[float]) -> Shape:
    """Return the sides that a kernel turns into sizes: those that fit the memory, and are usual."""
    geometries = [(1, 0), (1, kernel // 2), (2, kernel // 2), (2, 0), (4, 2), (4, 0)]
    found = [
        tuple(size * stride + kernel - 1 - 2 * padding - less for size in sizes)
        for stride, padding in geometries
        for less in range(stride)
    ]
    fitting = [
        sides for sides in found if min(sides) > 0 and _fits_memory(sides, channels, megabytes)
    ]
    usual = [sides for sides in fitting if all(side in USUAL_SIDES for side in sides)]
    best = usual or fitting if megabytes else [sides for sides in usual if sides in found[:2]]
    return (best or found)[0]


def _fits_memory(sides: Shape, channels: int, megabytes: Sequence[float]) -> bool:
    """Whether so many numbers of 4 bytes take the megabytes that a summary says, rounded."""
    size = 4 * channels * prod(sides)
    units = (2**20, 10**6)
    return not megabytes or any(
        abs(round(size / unit, 2) - each) < 1e-9 for unit in units for each in megabytes
    )


def _first_features(row: TableRow) -> Shape | None:
    if row.kind == "Embedding" and len(row.shape) == 2:
        return row.shape[:1]
    if row.kind in ("Dense", "Linear") and len(row.shape) == 1 and row.parameters > row.shape[0]:
        bias = row.shape[0] if row.parameters % row.shape[0] == 0 else 0
        return ((row.parameters - bias) // row.shape[0],)
    return None


def _usual_split(weights: int, directions: int) -> tuple[int, int] | None:
    """Split the weights of one filter into the channels of a picture and an odd kernel."""
    for channels in FIRST_CHANNELS:
        side = round((weights / channels) ** (1 / directions))
        if channels * side**directions == weights and side % 2:
            return channels, side
    return None


def _any_split(weights: int, directions: int) -> tuple[int, int] | None:
    """Split the weights of one filter into any channels and the most usual kernel."""
    fitting = (side for side in USUAL_KERNELS if weights % side**directions == 0)
    return next(((weights // side**directions, side) for side in fitting), None)
