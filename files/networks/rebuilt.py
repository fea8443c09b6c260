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
USUAL_FEATURES = frozenset((10, 100, 128, 256, 512, 784, 1024, 2048, 4096))
"""Numbers that flat networks are often given, so that a layer without a bias is told."""
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


def arriving_shapes(row: TableRow, given: Shape | None) -> Iterator[Shape]:
    """Go through what may arrive at a layer that a function of the model stands before.

    Parameters
    ----------
    row : TableRow
    given : tuple of int or None
        What the row before it gives.

    Examples
    --------
    930 = 93 * 10: one number of each channel, as a mean leaves them.

    >>> list(arriving_shapes(TableRow("linear-1-2", "Linear", (10,), 940), (93, 6, 7)))
    [(93,)]
    """
    if row.input_shape is not None:
        yield row.input_shape
        return
    features = _first_features(row)
    if features is not None:
        yield features
    elif "conv" in row.kind.lower() and given is not None and 1 < len(given) == len(row.shape):
        filters = row.shape[0]
        for weights in {row.parameters - filters, row.parameters}:
            for side in USUAL_KERNELS:
                depth, rest = divmod(weights, filters * side ** (len(given) - 1))
                if depth > 0 and not rest:
                    yield depth, *given[1:]
                    yield depth, *row.shape[1:]


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
    if "conv" not in row.kind.lower() or not 1 < len(row.shape) < 5:
        return _first_features(row)
    splits = list(_splits(row))
    if "transpose" in row.kind.lower():
        return next(iter(_transposed_inputs(row)), None)
    found = [
        ((place, rank), (channels, *sides))
        for place, (channels, kernel) in enumerate(splits)
        for rank, sides in _first_sides(row.shape[1:], kernel)
    ]
    fitting = [each for each in found if _fits_memory(each[1], megabytes)]
    return min(fitting or found, key=lambda each: each[0], default=((0, 0), None))[1]


def _splits(row: TableRow) -> Iterator[tuple[int, int]]:
    """Go through the channels and the kernel of a first layer, the most usual first."""
    filters, directions = row.shape[0], len(row.shape) - 1
    biases = (filters, 0)
    weighed = [
        (row.parameters - bias) // filters
        for bias in biases
        if row.parameters > bias and (row.parameters - bias) % filters == 0
    ]
    found = [_usual_split(weights, directions) for weights in weighed]
    even = [_even_split(weights, directions) for weights in weighed]
    if row.kind[-1] == "D":  # layers of Keras have a bias unless they are told
        likely = [split for pair in zip(found, even, strict=True) for split in pair if split]
    else:
        likely = sorted(filter(None, found), key=lambda each: each[0] not in (1, 3))
        likely += filter(None, even)
    yield from likely
    yield from filter(None, (_any_split(weights, directions) for weights in weighed))


def _transposed_inputs(row: TableRow) -> Iterator[Shape]:
    """Go through what a first transposed layer may take: one cell, or half of the size."""
    filters, *sizes = row.shape
    for weights in (row.parameters, row.parameters - filters):
        for kernel, small in (
            (sizes, [1] * len(sizes)),
            ([4] * len(sizes), [n // 2 for n in sizes]),
        ):
            depth, rest = divmod(weights, filters * prod(kernel))
            if depth > 0 and not rest and min(small) > 0:
                yield depth, *small


def _first_sides(sizes: Shape, kernel: int) -> Iterator[tuple[int, Shape]]:
    """Go through the sides that a kernel turns into sizes, each with how unlikely it is.

    Usual sides come first, at stride 1 or with a large kernel; then none added, then round ones.
    """
    geometries = [(1, 0), (1, kernel // 2), (2, kernel // 2), (2, 0), (4, 2), (4, 0)]
    if kernel % 2 == 0:
        geometries.insert(2, (2, kernel // 2 - 1))
    for stride, padding in geometries:
        for less in range(stride):
            sides = tuple(size * stride + kernel - 1 - 2 * padding - less for size in sizes)
            if min(sides) < 1:
                continue
            usual = all(side in USUAL_SIDES for side in sides)
            is_round = all(side % 8 == 0 or side % 10 == 0 for side in sides)
            if usual and (stride == 1 or kernel > 4):
                yield 0, sides
            else:
                yield (1 if usual and padding and stride > 1 else 2 if is_round else 3), sides


def _fits_memory(shape: Shape, megabytes: Sequence[float]) -> bool:
    """Whether so many numbers of 4 bytes take the megabytes that a summary says, rounded."""
    size = 4 * prod(shape)
    units = (2**20, 10**6)
    return not megabytes or any(
        abs(round(size / unit, 2) - each) < 1e-9 for unit in units for each in megabytes
    )


def _first_features(row: TableRow) -> Shape | None:
    if row.kind == "Embedding" and len(row.shape) == 2:
        return row.shape[:1]
    if row.kind in ("Dense", "Linear") and len(row.shape) == 1 and row.parameters > row.shape[0]:
        plain, rest = divmod(row.parameters, row.shape[0])
        return (plain if rest or plain in USUAL_FEATURES else plain - 1,)
    return None


def _usual_split(weights: int, directions: int) -> tuple[int, int] | None:
    """Split the weights of one filter into the channels of a picture and an odd kernel."""
    for channels in FIRST_CHANNELS:
        side = round((weights / channels) ** (1 / directions))
        largest = LARGEST_FIRST[directions]
        if channels * side**directions == weights and side % 2 and side <= largest:
            return channels, side
    return None


LARGEST_FIRST = (0, 81, 11, 7)
"""Most cells along a usual first kernel, by its directions."""


def _even_split(weights: int, directions: int) -> tuple[int, int] | None:
    """Split the weights of one filter into the channels of a picture and an even kernel."""
    for channels in FIRST_CHANNELS:
        for side in (4, 2, 8, 6, 16):
            if channels * side**directions == weights:
                return channels, side
    return None


def _any_split(weights: int, directions: int) -> tuple[int, int] | None:
    """Split the weights of one filter into any channels and the most usual kernel."""
    fitting = (side for side in USUAL_KERNELS if weights % side**directions == 0)
    return next(((weights // side**directions, side) for side in fitting), None)
