"""Calls whose result depends on more than their arguments: sizes, parts, several results."""

from collections.abc import Callable, Mapping
from typing import Protocol

from conv_engine.networks import (
    Concat,
    Elementwise,
    Operation,
    Slice,
)
from files.networks.binding import bind, unknown
from files.networks.graph import Graph
from files.networks.python_functions import MATHEMATICS
from files.networks.torch_functions import TORCH_FUNCTIONS
from files.networks.value_parts import tensors_of
from files.networks.values import INPUT_SIZE, SAMPLES, Open, Tensor, Value


class Nodes(Protocol):
    """Where the nodes of a call are put."""

    graph: Graph

    def in_order(self, operation: Operation) -> Operation:
        """Let an operation of Keras count axes as the text's arrays have them."""
        ...

    def pick(self, tensor: Tensor, index: Value, line: int) -> Value:
        """Take a part of what a node gives, as `x[:, 1:]` does."""
        ...


Special = Callable[[Nodes, Tensor, list[Value], dict[str, Value], int], Value]


def _size(
    nodes: Nodes, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    """Return the sizes as the program sees them, or one of them."""
    shape = tensor.seen_shape
    axis = given[0] if given else named.get("dim", named.get("axis"))
    if shape is not None:
        return shape if axis is None else shape[axis]
    if axis == 0:
        return SAMPLES
    return Open("x.size()" if axis is None else f"x.size({axis})", INPUT_SIZE, (tensor,))


def _rank(
    nodes: Nodes, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    shape = tensor.seen_shape
    return Open("x.dim()", INPUT_SIZE) if shape is None else len(shape)


def _count(
    nodes: Nodes, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    if tensor.shape is None:
        return Open("x.numel()", INPUT_SIZE)
    return MATHEMATICS["prod"](list(tensor.shape))


def _split(
    nodes: Nodes, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    """Cut along an axis: a node for each part."""
    sizes = given[0] if given else named.get("split_size_or_sections", named.get("split_size"))
    axis = given[1] if len(given) > 1 else named.get("dim", 0)
    if tensor.framework == "keras":
        sizes, axis = _parts_of(tensor, given, named)
    elif isinstance(sizes, int) and tensor.seen_shape is not None:
        total = tensor.seen_shape[axis]
        sizes = [sizes] * (total // sizes) + ([total % sizes] if total % sizes else [])
    if not isinstance(sizes, list | tuple):
        return nodes.graph.add("split", unknown("split"), [tensor], line)
    parts, start = [], 0
    for size in sizes:
        cut = Slice(axis, start, start + size, channels_last=tensor.framework == "keras")
        parts.append(nodes.graph.add("split", cut, [tensor], line))
        start += size
    return parts


def _parts_of(
    tensor: Tensor, given: list[Value], named: dict[str, Value]
) -> tuple[list[int] | None, int]:
    """Return the parts of `tf.split`, which is told their number or their sizes, and its axis."""
    words = ("num_or_size_splits", "indices_or_sections")
    parts = given[0] if given else next((named[word] for word in words if word in named), None)
    axis = given[1] if len(given) > 1 else named.get("axis", 0)
    if isinstance(parts, list | tuple):
        return list(parts), axis
    if not isinstance(parts, int) or parts < 1 or tensor.seen_shape is None:
        return None, axis
    return [int(tensor.seen_shape[axis]) // parts] * parts, axis


def _chunk(
    nodes: Nodes, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    """Cut into equal parts: one node, which all parts refer to."""
    call = bind("chunk", tensor.framework, TORCH_FUNCTIONS["chunk"], given, named)
    part = nodes.graph.add("chunk", call.operation, [tensor], line)
    parts = given[0] if given else named.get("chunks")
    return [part] * parts if isinstance(parts, int) and 0 < parts < 1000 else part


def _extreme(
    nodes: Nodes, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    """Take the largest or smallest along an axis: the numbers, and their places."""
    others = tensors_of(given)
    if others:
        return nodes.graph.add("max", Elementwise(), [tensor, *others], line)
    if not given and "dim" not in named:
        return Open("x.max()", "x.max()")
    call = bind("max", tensor.framework, TORCH_FUNCTIONS["amax"], given, named)
    return [nodes.graph.add("max", call.operation, [tensor], line), Open("places", "places")]


def _merge(
    nodes: Nodes, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    """Merge as Keras 1 does: by the word of `mode`."""
    tensors = tensors_of(given) if given else [tensor]
    mode = named.get("mode", "sum")
    axis = named.get("concat_axis", -1)
    operation: Operation = Elementwise()
    if mode == "concat" and isinstance(axis, int):
        operation = nodes.in_order(Concat(axis, channels_last=True))
    elif mode in ("dot", "cos"):
        operation = unknown(f"merge of mode {mode}")
    return nodes.graph.add("merge", operation, tensors, line)


def _like(
    nodes: Nodes, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    """Spread over the sizes of another: the operator after it checks that they fit."""
    others = tensors_of(given)
    if not others:
        return tensor
    return nodes.graph.add("expand_as", Elementwise(), [tensor, *others], line)


def _unbind(
    nodes: Nodes, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    """Take an array apart along an axis: a node for each cell."""
    axis = given[0] if given else named.get("dim", 0)
    shape = tensor.seen_shape
    if shape is None or not isinstance(axis, int) or not 0 < (count := int(shape[axis])) <= 64:
        return nodes.graph.add("unbind", unknown("unbind"), [tensor], line)
    before = (slice(None),) * (axis % len(shape))
    return [nodes.pick(tensor, (*before, place), line) for place in range(count)]


SPECIAL: Mapping[str, Special] = {
    "size": _size,
    "int_shape": _size,
    "get_shape": _size,
    "dim": _rank,
    "ndimension": _rank,
    "numel": _count,
    "nelement": _count,
    "split": _split,
    "chunk": _chunk,
    "unbind": _unbind,
    "expand_as": _like,
    "max": _extreme,
    "merge": _merge,
    "min": _extreme,
    "as_list": _size,
}
