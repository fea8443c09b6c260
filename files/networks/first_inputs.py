"""What arrives at a layer of a summary that does not say it."""

from collections.abc import Iterator, Sequence
from math import prod

from conv_engine.networks.operation import Shape
from files.networks.rebuilt import TableRow

FIRST_CHANNELS = (3, 1, 4, 2)
"""Channels of pictures, the most usual first."""


USUAL_KERNELS = (3, 5, 7, 1, 11, 9, 2, 4)


USUAL_SIDES = frozenset(
    (28, 32, 48, 64, 96, 100, 112, 128, 150, 160, 192, 200, 224, 227, 256, 299, 300, 320, 384, 512)
)
"""Sides of pictures that networks are often given."""


USUAL_FEATURES = frozenset((10, 100, 128, 256, 512, 784, 1024, 2048, 4096))
"""Numbers that flat networks are often given, so that a layer without a bias is told."""


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
