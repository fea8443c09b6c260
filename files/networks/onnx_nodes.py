"""Nodes of ONNX that a text makes one by one, joined by the names of what they take and give."""

from collections.abc import Callable, Mapping, Sequence

from conv_engine.networks import OpenNumbers, Operation, UnknownOperation
from files.networks.graph import Graph
from files.networks.onnx_words import OPERATORS, make_operation
from files.networks.values import Array, Tensor, Value

WITH_WEIGHT = ("Conv", "ConvTranspose", "Gemm")
SHAPED = ("Conv", "ConvTranspose")


class OnnxNodes:
    """What `onnx.helper` has made so far.

    Parameters
    ----------
    graph : Graph
    array_named : callable
        Returns the array that the text says of a name, or None.
    numbers : mapping of str to int
        Numbers of names that the text leaves open.
    """

    def __init__(
        self,
        graph: Graph,
        array_named: Callable[[str], Array | None],
        numbers: Mapping[str, int],
    ) -> None:
        self.graph, self.array_named, self.numbers = graph, array_named, numbers
        self.arrays: dict[str, Array] = {}
        self.tensors: dict[str, Tensor] = {}
        self.asked: list[str] = []

    def describe(self, name: Value, shape: Value) -> None:
        """Keep the shape of an input or a weight, as `make_tensor_value_info` says it."""
        if isinstance(name, str) and isinstance(shape, list | tuple):
            self.arrays[name] = Array(tuple(shape), "pytorch", name)

    def add(
        self, kind: str, given: Sequence[Value], named: Mapping[str, Value], line: int
    ) -> Value:
        """Add a node; `given` are the names of its inputs and of its outputs, if any."""
        names = [_names(value) for value in given]
        taken = names[0] if names else _names(named.get("inputs"))
        made = names[1] if len(names) > 1 else _names(named.get("outputs"))
        weighted = kind in WITH_WEIGHT
        data = taken[:1] if weighted or kind == "BatchNormalization" else taken
        inputs = [self._tensor(name) for name in data] or [self._last()]
        weight = self._weight(kind, taken[1] if len(taken) > 1 else "W", inputs[0], named)
        operation: Operation
        if kind in SHAPED and weight is None and "kernel_shape" in named:
            asked = f"filters of {taken[1] if len(taken) > 1 else 'W'}"
            self.asked.append(asked)
            operation = OpenNumbers((asked,))
        else:
            operation = _operation(kind, weight, named, len(taken) > 2)
        name = named.get("name")
        result = self.graph.add(
            kind, operation, inputs, line, name=name if isinstance(name, str) else ""
        )
        self.tensors |= dict.fromkeys(made, result)
        return result

    def _last(self) -> Tensor:
        """Return what the last node gives, or begin."""
        return next(reversed(self.tensors.values()), None) or self._tensor("input")

    def _tensor(self, name: str) -> Tensor:
        if name not in self.tensors:
            array = self._array(name) or Array((None, None), "pytorch", name)
            shape = self.graph.without_samples(array.shape)
            self.tensors[name] = self.graph.start(shape, "pytorch", name)
        return self.tensors[name]

    def _array(self, name: str) -> Array | None:
        return self.arrays.get(name) or self.array_named(name)

    def _weight(
        self, kind: str, name: str, given: Tensor, named: Mapping[str, Value]
    ) -> Sequence[int] | None:
        """Return the shape of a weight: as the text says it, or by its kernel and its filters."""
        array = self._array(name) if kind in WITH_WEIGHT else None
        if array is not None and all(isinstance(size, int) for size in array.shape):
            return array.shape
        filters, kernel = self.numbers.get(f"filters of {name}"), named.get("kernel_shape")
        if kind not in SHAPED or filters is None or kernel is None or given.shape is None:
            return None
        groups = named.get("group", 1)
        if kind == "ConvTranspose":
            return given.shape[0], filters // groups, *kernel
        return filters, given.shape[0] // groups, *kernel


def _operation(
    kind: str, weight: Sequence[int] | None, named: Mapping[str, Value], bias: bool
) -> Operation:
    """Return what an operator does, or what ends the sizes where its numbers do not fit."""
    if kind not in OPERATORS:
        return UnknownOperation(f"`{kind}` is not known here: no size is known after it")
    try:
        return make_operation(kind, weight, named, bias)
    except (ValueError, TypeError, KeyError) as error:
        return UnknownOperation(str(error))


def _names(value: Value) -> list[str]:
    return (
        [each for each in value if isinstance(each, str)] if isinstance(value, list | tuple) else []
    )
