"""The graph of an ONNX file: its nodes and its constants, nothing of which is run.

References
----------
`onnx/onnx.proto` names the fields; their numbers stand here beside what they hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from conv_engine.numeric import Array
from files.models.model import MOST_TENSORS, SAVE_ONNX, ModelArray, ModelError
from files.models.numbers import SIZES, check_kind, check_row, check_shape, read_numbers
from files.models.onnx_constants import derive_constant
from files.models.protobuf import Message
from text import one_line

DEEPEST = 8
"""Most graphs in one another."""
KINDS = {
    **{1: "F32", 2: "U8", 3: "I8", 4: "U16", 5: "I16", 6: "I32", 7: "I64", 9: "BOOL", 10: "F16"},
    **{11: "F64", 12: "U32", 13: "U64", 16: "BF16"},
}
"""What numbers a tensor holds, by `data_type`."""
MODERN = 13
"""The version of operators that a file without one is taken for."""
VARINT_FIELDS = (5, 7, 11)
"""`int32_data`, `int64_data` and `uint64_data`: numbers that are packed one by one."""
PLAIN_FIELDS = (9, 4, 10)
"""`raw_data`, `float_data` and `double_data`: numbers as they lie in memory."""


@dataclass(frozen=True)
class OnnxNode:
    """One call of an operator: what it takes and gives, and how it is set."""

    kind: str
    name: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    settings: Mapping[str, Any]


@dataclass
class OnnxGraph:
    """Nodes in the order in which they run, and constants by name.

    Parameters
    ----------
    nodes : list of OnnxNode
        Those of graphs in the graph, too.
    constants : dict of str to ModelArray
    inputs : dict of str to tuple
        The shapes, with None where a size is open.
    outputs : tuple of str
    refusals : list of str
    version : int
        Of the operators.
    """

    nodes: list[OnnxNode] = field(default_factory=list)
    constants: dict[str, ModelArray] = field(default_factory=dict)
    inputs: dict[str, tuple[int | None, ...]] = field(default_factory=dict)
    outputs: tuple[str, ...] = ()
    refusals: list[str] = field(default_factory=list)
    version: int = 0

    def add_graph(self, graph: Message, depth: int = 0) -> None:
        """Read a graph and those in it.

        Raises
        ------
        ModelError
            If its weights lie in another file, or it is damaged.
        """
        if depth > DEEPEST:
            raise ModelError("its graphs are nested deeper than in any model")
        for tensor in graph.messages(5):  # initializer
            self.add_constant(tensor.text(8), tensor)
        for node in graph.messages(1):
            self._add_node(node, depth)
        if depth == 0:
            named = {value.text(1): _value_shape(value) for value in graph.messages(11)}
            self.inputs = {n: shape for n, shape in named.items() if n not in self.constants}
            self.outputs = tuple(value.text(1) for value in graph.messages(12))

    def add_constant(self, name: str, tensor: Message) -> None:
        """Keep a tensor, and say why another is left out."""
        if len(self.constants) == MOST_TENSORS:
            raise ModelError(f"it has more than {MOST_TENSORS:,} tensors")
        if tensor.number(14) == 1:  # data_location is EXTERNAL
            raise ModelError(
                f"its weights are in another file, `{_external_name(tensor)}`, which is not "
                f"read: save both in one file with {SAVE_ONNX}"
            )
        try:
            self.constants[name] = describe_tensor(name, tensor)
        except ModelError as refusal:
            self.refusals.append(f"`{one_line(name)}` was left out: {refusal}")

    def _add_node(self, node: Message, depth: int) -> None:
        said: dict[str, Any] = {}
        for attribute in node.messages(5):
            for graph in [*attribute.messages(6), *attribute.messages(11)]:  # g, graphs
                self.add_graph(graph, depth + 1)
            said[attribute.text(1)] = _read_setting(attribute)
        kind, outputs = node.text(4), tuple(node.texts(2))
        if kind == "Constant" and outputs and isinstance(said.get("value"), Message):
            self.add_constant(outputs[0], said["value"])
        elif kind == "Constant" and outputs and (listed := _listed_constant(outputs[0], said)):
            self.constants[outputs[0]] = listed
        inputs = tuple(node.texts(1))
        if inputs and outputs and self.constants.keys() >= set(inputs):
            self._derive_constant(kind, outputs[0], inputs, said)
        self.nodes.append(OnnxNode(kind, node.text(3), inputs, outputs, said))

    def _derive_constant(
        self, kind: str, name: str, inputs: tuple[str, ...], said: Mapping[str, Any]
    ) -> None:
        """Keep what a node makes of constants; one whose settings do not fit stays a node."""
        try:
            derived = derive_constant(kind, [self.constants[taken] for taken in inputs], said)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            return
        if derived is not None:
            self.constants[name] = derived


def read_graph(data: bytes) -> OnnxGraph:
    """Read the graph of a file.

    Raises
    ------
    ModelError
        If it is damaged or of another kind, or its weights lie in another file.
    """
    model = Message.read(memoryview(data))
    if not model.views(7):
        raise ModelError(f"it is not an ONNX file: save the model with {SAVE_ONNX}")
    versions = [opset.number(2) for opset in model.messages(8) if opset.text(1) in ("", "ai.onnx")]
    graph = OnnxGraph(version=max(versions, default=MODERN))
    graph.add_graph(model.message(7))
    return graph


def _listed_constant(name: str, said: Mapping[str, Any]) -> ModelArray | None:
    """Return a constant whose numbers are listed as a setting."""
    for setting in ("value_floats", "value_ints", "value_float", "value_int"):
        if setting in said:
            kind = np.float32 if "float" in setting else np.int64
            values = np.array(said[setting], kind)
            return ModelArray(one_line(name, 200), values.shape, values.copy)
    return None


def _read_setting(attribute: Message) -> Any:
    """Return what an attribute says, by its type."""
    match attribute.number(20):
        case 1:
            return _read_floats(attribute.views(2))[0]
        case 2:
            return attribute.number(3)
        case 3:
            return attribute.text(4)
        case 4:
            return attribute.message(5)
        case 6:
            return _read_floats(attribute.views(7))
        case 7:
            return attribute.numbers(8)
        case _:
            return None


def _read_floats(views: list[memoryview]) -> list[float]:
    joined = b"".join(views) or bytes(4)
    if len(joined) % 4:
        raise ModelError("an attribute is damaged: save it again")
    return [float(value) for value in np.frombuffer(joined, "<f4")]


def _value_shape(value: Message) -> tuple[int | None, ...]:
    """Return the shape of an input; a size that is open or has a name is None."""
    dims = value.message(2).message(1).message(2).messages(1)  # type, tensor_type, shape, dim
    return tuple(dim.number(1) or None for dim in dims)


def _external_name(tensor: Message) -> str:
    """Return the name of the file in which a tensor lies."""
    said = {entry.text(1): entry.text(2) for entry in tensor.messages(13)}
    return one_line(said.get("location", "without a name"))


def describe_tensor(name: str, tensor: Message) -> ModelArray:
    """Find the numbers of a tensor.

    Raises
    ------
    ModelError
        If there are other numbers than its shape needs, or of a type that is not read.
    """
    shape = check_shape(tensor.numbers(1))
    kind = KINDS.get(tensor.number(2), f"type {tensor.number(2)}")
    check_kind(kind)
    for place in PLAIN_FIELDS:
        if views := tensor.views(place):
            held = views[0] if len(views) == 1 else memoryview(b"".join(views))
            check_row(held, kind, shape)
            return ModelArray(one_line(name, 200), shape, partial(_read, held, kind, shape))
    values = _unpack_numbers(tensor, kind)
    check_row(memoryview(values), kind, shape)
    return ModelArray(one_line(name, 200), shape, partial(_read, memoryview(values), kind, shape))


def _unpack_numbers(tensor: Message, kind: str) -> bytes:
    """Return numbers that are packed one by one as they would lie in memory."""
    row = np.concatenate([tensor.row(place) for place in VARINT_FIELDS])
    return row.astype(f"<u{SIZES[kind]}").tobytes()


def _read(data: memoryview, kind: str, shape: tuple[int, ...]) -> Array:
    return read_numbers(data, kind).reshape(shape)
