"""What PyTorch and NumPy write alike: both have samples and channels in front, and index alike."""

from collections.abc import Mapping
from types import MappingProxyType

from conv_engine.networks import Concat, NetworkRow, Operation, Reduce, Select, Slice
from conv_engine.networks.axes import place_axis
from files.network_code.steps import NodeCode, UnwrittenError, Writer, arriving


def axis_of(row: NetworkRow, axis: int, channels_last: bool) -> int:
    """Return an axis of a channel-first shape with samples in front."""
    return place_axis(axis, len(arriving(row)), channels_last) + 1


def joined_axis(row: NetworkRow, concat: Concat) -> int:
    """Return the axis along which arrays are joined.

    Raises
    ------
    UnwrittenError
        If one of them is in the text's model alone.
    """
    if concat.constant:
        raise UnwrittenError("it joins numbers that the text's model holds itself")
    return axis_of(row, concat.axis, concat.channels_last)


def reduced_axes(row: NetworkRow, reduce: Reduce) -> tuple[int, ...]:
    """Return the axes that go."""
    return tuple(axis_of(row, axis, reduce.channels_last) for axis in reduce.axes)


def keep_sample(row: NetworkRow, reduce: Reduce, call: str) -> NodeCode:
    """Write a reduction; where one number is left of a sample, it stays an array of one number."""
    axes = set(reduced_axes(row, reduce))
    all_gone = not reduce.keep and len(axes) == len(arriving(row))
    return NodeCode(call=f"{call}.reshape(-1, 1)" if all_gone else call)


def _slice(row: NetworkRow, cut: Slice) -> NodeCode:
    ends = ["" if end is None else str(end) for end in (cut.start, cut.stop)]
    step = "" if cut.step is None else f":{cut.step}"
    return _index(row, cut, f"{':'.join(ends)}{step}")


def _select(row: NetworkRow, select: Select) -> NodeCode:
    return _index(row, select, str(select.index))


def _index(row: NetworkRow, operation: Slice | Select, entry: str) -> NodeCode:
    axis = axis_of(row, operation.axis, operation.channels_last)
    return NodeCode(call=f"{{x}}[{':, ' * axis}{entry}]")


INDEX_WRITERS: Mapping[type[Operation], Writer] = MappingProxyType({Slice: _slice, Select: _select})
"""How the operations are written that take a part of an array."""
