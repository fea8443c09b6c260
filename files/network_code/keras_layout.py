"""How Keras orders numbers anew: its channels are the last axis, those of a node the first."""

from collections.abc import Mapping
from types import MappingProxyType

from conv_engine.networks import (
    Chunk,
    Flatten,
    NetworkRow,
    Operation,
    Permute,
    PixelShuffle,
    PixelUnshuffle,
    Reduce,
    Reshape,
    Select,
    Slice,
    Squeeze,
    SwapAxes,
    Unflatten,
    Unsqueeze,
)
from conv_engine.networks.axes import order_written, place_axis
from files.network_code.kinds import reduction_of
from files.network_code.remarks import CHUNKS
from files.network_code.steps import NodeCode, Writer, arriving, call_text, given


def keras_axis(place: int, rank: int) -> int:
    """Return where Keras has an axis of a channel-first shape, samples in front.

    Examples
    --------
    >>> keras_axis(0, 3), keras_axis(1, 3), keras_axis(2, 3)
    (3, 1, 2)
    """
    return place or rank


def written_axis(row: NetworkRow, axis: int, channels_last: bool) -> int:
    """Return where Keras has an axis that is counted as a framework does."""
    rank = len(arriving(row))
    return keras_axis(place_axis(axis, rank, channels_last), rank)


def to_front(text: str, rank: int) -> str:
    """Bring the channels to the front of the axes."""
    if rank < 2:
        return text
    return f"layers.Permute({(rank, *range(1, rank))})({text})"


def to_back(text: str, rank: int) -> str:
    """Bring the channels back to the last axis."""
    if rank < 2:
        return text
    return f"layers.Permute({(*range(2, rank + 1), 1)})({text})"


def _shuffle(row: NetworkRow, operation: PixelShuffle) -> NodeCode:
    (_, rows, columns), r = arriving(row), operation.factor
    channels, *size = given(row)
    parted = f"ops.reshape({{x}}, (-1, {rows}, {columns}, {channels}, {r}, {r}))"
    moved = f"ops.transpose({parted}, (0, 1, 4, 2, 5, 3))"
    return NodeCode(call=f"ops.reshape({moved}, {(-1, *size, channels)})")


def _unshuffle(row: NetworkRow, operation: PixelUnshuffle) -> NodeCode:
    channels, r = arriving(row)[0], operation.factor
    made, rows, columns = given(row)
    parted = f"ops.reshape({{x}}, (-1, {rows}, {r}, {columns}, {r}, {channels}))"
    moved = f"ops.transpose({parted}, (0, 1, 3, 5, 2, 4))"
    return NodeCode(call=f"ops.reshape({moved}, {(-1, rows, columns, made)})")


def _flatten(row: NetworkRow, flatten: Flatten) -> NodeCode:
    if len(given(row)) == 1:
        return NodeCode("layers.Flatten()")
    return _reordered(row)


def _reordered(row: NetworkRow) -> NodeCode:
    """Lay the same numbers out as PyTorch does, with channels in front."""
    front = to_front("{x}", len(arriving(row)))
    shape = given(row)
    return NodeCode(call=to_back(f"layers.Reshape({shape})({front})", len(shape)))


def _reshape(row: NetworkRow, reshape: Reshape) -> NodeCode:
    if reshape.channels_last:
        return NodeCode(f"layers.Reshape({tuple(reshape.shape)})")
    if len(given(row)) == 1:
        return NodeCode("layers.Flatten()")
    return _reordered(row)


def _rearranged(row: NetworkRow, operation: Unflatten | Squeeze | Unsqueeze) -> NodeCode:
    return _reordered(row)


def _permute(row: NetworkRow, operation: Permute | SwapAxes) -> NodeCode:
    shape = arriving(row)
    moved = order_written(tuple(operation.places(shape)), channels_last=True)
    return NodeCode(f"layers.Permute({tuple(keras_axis(place, len(shape)) for place in moved)})")


def _slice(row: NetworkRow, cut: Slice) -> NodeCode:
    ends = ["" if end is None else str(end) for end in (cut.start, cut.stop)]
    step = "" if cut.step is None else f":{cut.step}"
    axis = written_axis(row, cut.axis, cut.channels_last)
    return NodeCode(call=f"{{x}}[{':, ' * axis}{':'.join(ends)}{step}]")


def _select(row: NetworkRow, select: Select) -> NodeCode:
    axis = written_axis(row, select.axis, select.channels_last)
    return _without_axis(row, axis, f"{{x}}[{':, ' * axis}{select.index}]")


def _without_axis(row: NetworkRow, axis: int, text: str) -> NodeCode:
    """Bring the next axis to the last place where the channels are gone."""
    channels_gone = axis == len(arriving(row))
    return NodeCode(call=to_back(text, len(given(row))) if channels_gone else text)


def _chunk(row: NetworkRow, chunk: Chunk) -> NodeCode:
    axis = written_axis(row, chunk.axis, chunk.channels_last)
    return NodeCode(call=f"ops.split({{x}}, {chunk.parts}, axis={axis})[0]", remark=CHUNKS)


def _reduce(row: NetworkRow, reduce: Reduce) -> NodeCode:
    rank = len(arriving(row))
    axes = tuple(written_axis(row, axis, reduce.channels_last) for axis in reduce.axes)
    all_gone = not reduce.keep and len(set(axes)) == rank
    call = call_text(f"ops.{reduction_of(row.kind)}", keepdims=(reduce.keep or all_gone, False))
    inner = call.removesuffix(")").partition("(")
    named = f", {inner[2]}" if inner[2] else ""
    text = f"{inner[0]}({{x}}, axis={axes}{named})"
    if all_gone:
        return NodeCode(call=f"layers.Flatten()({text})")
    if reduce.keep:
        return NodeCode(call=text)
    return _without_axis(row, max(axes), text)


LAYOUT_WRITERS: Mapping[type[Operation], Writer] = MappingProxyType(
    {
        PixelShuffle: _shuffle,
        PixelUnshuffle: _unshuffle,
        Flatten: _flatten,
        Reshape: _reshape,
        Unflatten: _rearranged,
        Squeeze: _rearranged,
        Unsqueeze: _rearranged,
        Permute: _permute,
        SwapAxes: _permute,
        Slice: _slice,
        Select: _select,
        Chunk: _chunk,
        Reduce: _reduce,
    }
)
"""How each operation is written."""
