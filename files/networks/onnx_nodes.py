"""Nodes of ONNX that a text makes one by one, joined by the names of what they take and give."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from conv_engine.networks import OpenNumbers, Operation, TextProblem, UnknownOperation
from files.networks.graph import Graph
from files.networks.onnx_words import (
    KEEPS_CHANNELS,
    OPERATORS,
    SHAPED,
    make_operation,
    translate_words,
)
from files.networks.values import Array, Open, Tensor, Value

WITH_WEIGHT = (*SHAPED, "Gemm")
DESCRIBING = ("make_tensor_value_info", "make_tensor", "from_array")
"""Functions of `onnx` that say the shape of an input, a weight or a result."""
HOLDING = ("make_graph", "make_model")
"""Functions of `onnx.helper` that hold nodes which are there already."""
ONNX_CALLS = ("make_node", *DESCRIBING, *HOLDING)


@dataclass(frozen=True)
class Unsettled:
    """A node whose filters nothing has said so far.

    Attributes
    ----------
    place : int
        Among the nodes of the graph.
    kind : str
    weight : str
        The name of its weight.
    named : mapping of str to Value
    bias : bool
    line : int
    """

    place: int
    kind: str
    weight: str
    named: Mapping[str, Value]
    bias: bool
    line: int

    @property
    def question(self) -> str:
        """What the text leaves open."""
        return f"filters of {self.weight}"


class OnnxNodes:
    """What `onnx.helper` has made so far.

    Parameters
    ----------
    graph : Graph
    array_named : callable
        Returns the array that the text says of a name, or None.
    numbers : mapping of str to int
        Numbers of names that the text leaves open.

    Attributes
    ----------
    unsettled : dict of str to Unsettled
        By the name of what the node gives.
    problems : list of TextProblem
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
        self.sources: dict[str, str] = {}
        self.unsettled: dict[str, Unsettled] = {}
        self.problems: list[TextProblem] = []

    def call(
        self, kind: str, given: Sequence[Value], named: Mapping[str, Value], line: int
    ) -> Value:
        """Call a function of `onnx`, or one that is named as an operator."""
        if kind == "make_node" and given and isinstance(given[0], str):
            return self.add(given[0], given[1:], named, line)
        if kind in DESCRIBING:
            return self._describe(kind, given, named)
        return Open(kind, kind) if kind in HOLDING else self.add(kind, (), named, line)

    def _describe(self, kind: str, given: Sequence[Value], named: Mapping[str, Value]) -> Value:
        """Keep the shape of an input, a weight or a result."""
        if kind == "from_array":
            name = named.get("name", given[1] if len(given) > 1 else None)
            shape = given[0].shape if given and isinstance(given[0], Array) else None
        else:
            name = given[0] if given else named.get("name")
            shape = named.get("shape", named.get("dims", given[2] if len(given) > 2 else None))
        if isinstance(name, str) and isinstance(shape, list | tuple):
            self.arrays[name] = Array(tuple(shape), "pytorch", name)
            self._settle(name)
        return Open("a shape", "a shape")

    def add(
        self, kind: str, given: Sequence[Value], named: Mapping[str, Value], line: int
    ) -> Value:
        """Add a node; `given` are the names of its inputs and of its outputs, if any."""
        self.problems += [TextProblem(said, line) for said in translate_words(named)[1]]
        names = [_names(value) for value in given]
        taken = names[0] if names else _names(named.get("inputs"))
        made = names[1] if len(names) > 1 else _names(named.get("outputs"))
        data = taken[:1] if kind in (*WITH_WEIGHT, "BatchNormalization") else taken
        inputs = [self._tensor(name) for name in data] or [self._last()]
        weight_name = taken[1] if len(taken) > 1 else "W"
        weight = self._weight(kind, weight_name, inputs[0], named)
        operation: Operation
        if kind in SHAPED and weight is None and "kernel_shape" in named:
            place, bias = len(self.graph.nodes), len(taken) > 2
            unsettled = Unsettled(place, kind, weight_name, named, bias, line)
            self.unsettled |= dict.fromkeys(made or [f"result of {place}"], unsettled)
            operation = OpenNumbers((unsettled.question,))
        else:
            operation = _operation(kind, weight, named, len(taken) > 2)
        name = named.get("name")
        result = self.graph.add(
            kind, operation, inputs, line, name=name if isinstance(name, str) else ""
        )
        self.tensors |= dict.fromkeys(made, result)
        if kind in KEEPS_CHANNELS and taken:
            self.sources |= dict.fromkeys(made, taken[0])
        for each in made:
            self._settle(each)
        return result

    def _settle(self, name: str) -> None:
        """Take the filters of a node from the channels of what follows from it alone."""
        array = self._array(name)
        channels = array.shape[1] if array is not None and len(array.shape) > 1 else None
        if not isinstance(channels, int):
            return
        while name not in self.unsettled and name in self.sources:
            name = self.sources.pop(name)
        found = self.unsettled.get(name)
        if found is None:
            return
        kernel = found.named["kernel_shape"]
        groups = found.named.get("group", 1)
        is_stamp = found.kind == "ConvTranspose"
        weight = (None, channels // groups, *kernel) if is_stamp else (channels, None, *kernel)
        node = self.graph.nodes[found.place]
        operation = _operation(found.kind, weight, found.named, found.bias)
        self.graph.nodes[found.place] = replace(node, operation=operation)
        self.unsettled = {key: each for key, each in self.unsettled.items() if each is not found}

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
    ) -> Sequence[int | None] | None:
        """Return the shape of a weight: as the text says it, or by its kernel and its filters."""
        array = self._array(name) if kind in WITH_WEIGHT else None
        if array is not None and all(isinstance(size, int) for size in array.shape):
            return array.shape
        filters, kernel = self.numbers.get(f"filters of {name}"), named.get("kernel_shape")
        if kind not in SHAPED or filters is None or kernel is None:
            return None
        if kind == "ConvTranspose":
            return None, filters // named.get("group", 1), *kernel
        return filters, None, *kernel


def _operation(
    kind: str, weight: Sequence[int | None] | None, named: Mapping[str, Value], bias: bool
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
