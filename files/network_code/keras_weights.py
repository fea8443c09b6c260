"""The numbers that the PyTorch program draws, given to the layers of a Keras program.

Keras keeps its arrays in another order, so each line moves the axes of what is drawn.
"""

from collections.abc import Callable, Iterator, Mapping
from math import prod
from types import MappingProxyType
from typing import Any

from conv_engine.networks import (
    ChannelNorm,
    Conv,
    DepthwiseConv,
    Embedding,
    Flatten,
    LayerNorm,
    Linear,
    NetworkRow,
    Operation,
    Reshape,
    SeparableConv,
    TransposedConv,
    Unchanged,
)
from conv_engine.networks.operation import Shape
from files.network_code.kinds import plain_kind
from files.network_code.steps import Planned, ProgramPlan, arriving, given

Arrays = list[str]
"""What `set_weights` is given, in its order; what is drawn comes in that of PyTorch."""


def has_weights(planned: Planned) -> bool:
    """Whether a step makes a layer that learns."""
    row = planned.row
    shapes = [shape for shape in row.input_shapes if shape is not None]
    learns = bool(row.node.operation.weight_shapes(*shapes)) if shapes else False
    return learns and planned.is_first and bool(planned.step.layer)


def weight_lines(plan: ProgramPlan) -> list[str] | None:
    """Write a line for each layer that learns; None where Keras would not give the same numbers.

    Parameters
    ----------
    plan : ProgramPlan
        Of a Keras program.
    """
    if plan.ending or any(p.step.remark and not p.step.is_passed for p in plan.steps):
        return None
    rows = {planned.row.name: planned.row for planned in plan.steps}
    if not all(_keeps_order(row, rows) for row in rows.values()):
        return None
    lines = []
    for planned in filter(has_weights, plan.steps):
        write = WRITERS.get(type(planned.row.node.operation))
        arrays = write and write(planned.row, planned.row.node.operation, rows)
        if not arrays:
            return None
        lines.append(f'model.get_layer("{planned.layer}").set_weights([{", ".join(arrays)}])')
    return lines


def drawn_inputs(plan: ProgramPlan) -> Iterator[str]:
    """Write the inputs as PyTorch draws them, with the channels moved to the last axis."""
    for name, shape in plan.inputs.items():
        sizes = ", ".join(map(str, (1, *shape)))
        if name in plan.looked_up:
            yield f"np.zeros(({sizes}), int)"
        else:
            yield f"np.moveaxis(whole({sizes}), 1, -1)" if len(shape) > 1 else f"whole({sizes})"


def _keeps_order(row: NetworkRow, rows: Mapping[str, NetworkRow]) -> bool:
    """Whether numbers that are put in a row go to Linear layers alone, whose weights can follow."""
    operation = row.node.operation
    if isinstance(operation, Reshape) and operation.channels_last and len(given(row)) > 1:
        return False
    if not isinstance(operation, Flatten | Reshape | Unchanged) or not flattened_volume(row, rows):
        return True
    takers = [each for each in rows.values() if row.name in each.node.inputs]
    return bool(takers) and all(
        isinstance(each.node.operation, Linear | Unchanged) for each in takers
    )


def flattened_volume(row: NetworkRow, rows: Mapping[str, NetworkRow]) -> Shape | None:
    """Return the maps of several cells and channels that were put in a row before, if any."""
    found: NetworkRow | None = row
    while found is not None and len(found.node.inputs) == 1:
        taken, made = found.input_shapes[0] or (), found.output_shape or ()
        if len(taken) > 1 == len(made) and prod(taken) == made[0]:
            return taken if taken[0] > 1 < prod(taken[1:]) else None
        if taken != made:
            return None
        found = rows.get(found.node.inputs[0])
    return None


def _draw(shape: Shape) -> str:
    """Write a draw as the PyTorch program does it for an array of a shape."""
    return f"{'weight' if len(shape) > 1 else 'whole'}({', '.join(map(str, shape))})"


def _kernel_last(directions: int) -> str:
    """Write the order in which a kernel stands before the channels."""
    return f".transpose({', '.join(map(str, (*range(2, directions + 2), 1, 0)))})"


def _conv(row: NetworkRow, conv: Conv | TransposedConv, _: object) -> Arrays:
    weight, *bias = conv.weight_shapes(arriving(row))
    return [_draw(weight) + _kernel_last(conv.dimensions), *map(_draw, bias)]


def _split_kernel(shape: Shape, channels: int) -> str:
    """Write the kernel of a depthwise layer, whose filters stand apart by their channel."""
    filters, _, *kernel = shape
    apart = (channels, filters // channels, *kernel)
    order = (*range(2, len(apart)), 0, 1)
    return f"{_draw(shape)}.reshape{apart}.transpose{order}"


def _depthwise(row: NetworkRow, conv: DepthwiseConv, _: object) -> Arrays:
    channels = arriving(row)[0]
    spec = conv.spec(channels)
    bias = [_draw((spec.out_channels,))] if spec.bias else []
    return [_split_kernel(spec.weight_shape, channels), *bias]


def _separable(row: NetworkRow, conv: SeparableConv, _: object) -> Arrays:
    channels = arriving(row)[0]
    first, mixing = conv.parts(channels)
    bias = [_draw((mixing.out_channels,))] if mixing.bias else []
    mixed = _draw(mixing.weight_shape) + _kernel_last(conv.dimensions)
    return [_split_kernel(first.weight_shape, channels), mixed, *bias]


def _linear(row: NetworkRow, linear: Linear, rows: Mapping[str, NetworkRow]) -> Arrays:
    shape = arriving(row)
    weight, *bias = linear.weight_shapes(shape)
    before = rows.get(row.node.inputs[0])
    volume = flattened_volume(before, rows) if before is not None else None
    if linear.flattens and len(shape) > 1 == len(given(row)):
        volume = shape
    kernel = f"{_draw(weight)}.T"
    if volume:
        units, features = weight
        apart = f".reshape{(units, *volume)}{_kernel_last(len(volume) - 1)}"
        kernel = f"{_draw(weight)}{apart}.reshape{(features, units)}"
    return [kernel, *map(_draw, bias)]


def _channel_norm(row: NetworkRow, norm: ChannelNorm, _: object) -> Arrays | None:
    if norm.scale != norm.shift or plain_kind(row.kind) == "prelu":
        return None
    count = arriving(row)[0]
    learned = [_draw((count,)), _draw((count,))] if norm.scale else []
    name = plain_kind(row.kind)
    is_batch = norm.groups == 1 and "group" not in name and "instance" not in name
    return [*learned, *([f"np.zeros({count})", f"np.ones({count})"] if is_batch else [])]


def _layer_norm(row: NetworkRow, norm: LayerNorm, _: object) -> Arrays | None:
    if not norm.scale or not norm.shift or (norm.shape is not None and len(norm.shape) > 1):
        return None
    return [_draw((size,)) for size in (norm.shape or arriving(row)[:1]) * 2]


def _embedding(row: NetworkRow, table: Embedding, _: object) -> Arrays:
    return list(map(_draw, table.weight_shapes()))


WRITERS: Mapping[type[Operation], Callable[[NetworkRow, Any, Any], Arrays | None]] = (
    MappingProxyType(
        {
            Conv: _conv,
            TransposedConv: _conv,
            DepthwiseConv: _depthwise,
            SeparableConv: _separable,
            Linear: _linear,
            ChannelNorm: _channel_norm,
            LayerNorm: _layer_norm,
            Embedding: _embedding,
        }
    )
)
"""What each operation is given; None where Keras has no such numbers."""
