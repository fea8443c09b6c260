"""Convolutions of TFLite, as floats: int8 weights are brought back by scale and zero point.

References
----------
`tensorflow/compiler/mlir/lite/schema/schema.fbs` names the fields; their places stand here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from conv_engine import ConvSpec
from conv_engine.numeric import Array
from files.models.flatbuffer import MOST_ENTRIES, Table
from files.models.model import MOST_AXES, Model, ModelArray, ModelError, ModelLayer, as_floats
from files.models.numbers import check_kind, check_row, check_shape, read_numbers
from files.models.specs import make_spec
from text import one_line

CONV, DEPTHWISE, DEQUANTIZE, TRANSPOSED = 3, 4, 6, 67
"""Operators, by `BuiltinOperator`."""
FILTERS = {CONV: 1, DEPTHWISE: 1, TRANSPOSED: 1}
"""Which input of an operator is its filters."""
BIASES = {CONV: 2, DEPTHWISE: 2, TRANSPOSED: 3}
"""Which is its bias."""
TURNS = {CONV: (0, 3, 1, 2), DEPTHWISE: (3, 0, 1, 2), TRANSPOSED: (3, 0, 1, 2)}
"""From (C_out, k_h, k_w, C_in), and (1, k_h, k_w, C_out) if depthwise, to PyTorch's order."""
KINDS = {
    **{0: "F32", 1: "F16", 2: "I32", 3: "U8", 4: "I64", 6: "BOOL", 7: "I16", 9: "I8", 10: "F64"},
    **{12: "U64", 15: "U32", 16: "U16", 18: "BF16"},
}
"""What numbers a tensor holds, by `TensorType`."""

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class LiteGraph:
    """What operators of one graph refer to by numbers."""

    data: memoryview
    codes: list[int]
    buffers: list[Table]
    tensors: list[Table]
    operators: list[Table]
    refusals: list[str]


def read_tflite(data: bytes, name: str) -> Model:
    """Read the convolutions of a TFLite file, in the order in which they run.

    Raises
    ------
    ModelError
        If it is damaged.
    """
    view = memoryview(data)
    model = Table.root(view)
    codes = [max(code.number(0, "<b"), code.number(3, "<i")) for code in model.tables(1)]
    buffers = model.tables(4)
    refusals: list[str] = []
    layers: list[ModelLayer] = []
    entries = 0
    for graph in model.tables(2):
        tensors, operators = graph.tables(0), graph.tables(3)
        entries += len(tensors) + len(operators) + 1
        if entries > MOST_ENTRIES:  # graphs may share their bytes
            raise ModelError(f"it has more than {MOST_ENTRIES:,} operators and tensors")
        layers += list_layers(LiteGraph(view, codes, buffers, tensors, operators, refusals))
    return Model(name, "TFLite", tuple(layers), tuple(refusals))


def list_layers(graph: LiteGraph) -> Iterator[ModelLayer]:
    """Go through the convolutions of a graph."""
    same_as: dict[int, int] = {}
    for operator in graph.operators:
        code = pick(graph.codes, operator.number(0, "<I"))
        inputs, outputs = (operator.row(field, "<i4")[:MOST_AXES].tolist() for field in (1, 2))
        if code == DEQUANTIZE and inputs and outputs:
            same_as[outputs[0]] = inputs[0]  # half floats, and what brings them to floats
        if code not in FILTERS or len(inputs) <= FILTERS[code]:
            continue
        place = same_as.get(inputs[FILTERS[code]], inputs[FILTERS[code]])
        array = find_array(graph, place)
        if array is None or len(array.shape) != 4 or 0 in array.shape:
            continue
        bias = inputs[BIASES[code]] if len(inputs) > BIASES[code] else -1
        bias_array = find_array(graph, same_as.get(bias, bias)) if bias >= 0 else None
        layer = ModelLayer(array.name, turn_axes(array, TURNS[code]), ("OIHW",), bias_array)
        channels = pick(graph.tensors, inputs[0]).row(0, "<i4")[-1:].tolist()
        spec = operator_spec(operator, code, layer, (*channels, 0)[0])
        yield replace(layer, spec=spec, transposed=code == TRANSPOSED)


def find_array(graph: LiteGraph, place: int) -> ModelArray | None:
    """Return a constant tensor; None for one that is computed, or that cannot be read."""
    tensor = pick(graph.tensors, place)
    buffer = pick(graph.buffers, tensor.number(2, "<I"))
    start, size = buffer.number(1, "<Q"), buffer.number(2, "<Q")
    held = graph.data[start : start + size] if start > 1 else buffer.bytes_of(0)
    if not held:
        return None
    name = one_line(tensor.text(3), 200)
    try:
        return describe_tensor(name, tensor, held)
    except ModelError as refusal:
        graph.refusals.append(f"`{one_line(name)}` was left out: {refusal}")
        return None


def describe_tensor(name: str, tensor: Table, held: memoryview) -> ModelArray:
    """Check a tensor, and find how its whole numbers become floats.

    Raises
    ------
    ModelError
        If it has other numbers than its shape needs, or is of a kind that is not read.
    """
    shape = check_shape(tensor.row(0, "<i4")[: MOST_AXES + 1].tolist())
    kind = KINDS.get(tensor.number(1, "<b"), f"type {tensor.number(1, '<b')}")
    check_kind(kind)
    if tensor.table(6) is not None:
        raise ModelError("it is sparse, which is not read")
    check_row(held, kind, shape)

    def read() -> Array:
        return read_numbers(held, kind).reshape(shape)

    said = tensor.table(4)
    scale = said.row(2, "<f4") if said else np.zeros(0)
    if said is None or not scale.size or kind.startswith(("F", "BF")):
        return ModelArray(name, shape, read)
    points = said.row(3, "<i8") if said.row(3, "<i8").size else np.zeros(1)
    axis = said.number(6, "<i")
    allowed = {1, shape[axis]} if 0 <= axis < len(shape) else set()
    if not {scale.size, points.size} <= allowed:
        raise ModelError("its scales are not those of its filters")
    along = tuple(-1 if place == axis else 1 for place in range(len(shape)))
    factors, zeros = scale.reshape(along), points.astype(np.float32).reshape(along)
    return ModelArray(name, shape, lambda: (as_floats(read()) - zeros) * factors)


def turn_axes(array: ModelArray, order: tuple[int, ...]) -> ModelArray:
    """Return an array with its axes in another order."""
    shape = tuple(array.shape[axis] for axis in order)
    return replace(array, shape=shape, read=lambda: array.read().transpose(order))


def operator_spec(operator: Table, code: int, layer: ModelLayer, channels: int) -> ConvSpec | None:
    """Return the geometry of an operator."""
    said = operator.table(4)
    if said is None:
        return None
    filters, depth = layer.array.shape[:2]
    padding = "valid" if said.number(0, "<b") else "same"
    stride = said.number(2, "<i"), said.number(1, "<i")
    dilation, groups = (1, 1), 1
    if code == CONV:
        dilation = said.number(5, "<i", 1), said.number(4, "<i", 1)
        groups = max(channels // depth, 1)
    if code == DEPTHWISE:
        dilation = said.number(6, "<i", 1), said.number(5, "<i", 1)
        groups = filters // max(said.number(3, "<i"), 1)
    bias = layer.bias_array is not None
    return make_spec(layer.array.shape, bias, stride, padding, dilation, groups)


def pick(row: list[Entry], place: int) -> Entry:
    """Return an entry, and refuse a place that is not there."""
    if not 0 <= place < len(row):
        raise ModelError("it refers to what is not in it: save it again")
    return row[place]
