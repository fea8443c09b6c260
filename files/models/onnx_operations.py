"""How the nodes of an ONNX file change a shape, as far as their settings and constants say it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from conv_engine import ConvSpec
from conv_engine.networks import (
    ChannelNorm,
    Chunk,
    Concat,
    Conv,
    Elementwise,
    Flatten,
    GlobalPooling,
    Linear,
    Operation,
    Padding,
    Pooling,
    Reshape,
    Slice,
    TransposedConv,
    Unchanged,
    UnknownOperation,
    Upsampling,
)
from files.models.onnx_geometry import direction_sides, node_spec
from files.models.onnx_graph import OnnxGraph, OnnxNode
from text import one_line

MOST_SAID = 16
"""Most numbers of a constant that says a size."""
UNCHANGED = {
    *("Relu", "Sigmoid", "Tanh", "LeakyRelu", "Elu", "Clip", "Softmax", "Identity", "Dropout"),
    *("HardSwish", "HardSigmoid", "Softplus", "Erf", "Exp", "Log", "Sqrt", "Abs", "Neg", "Floor"),
    *("Cast", "PRelu", "InstanceNormalization", "QuantizeLinear", "DequantizeLinear", "LRN"),
}
"""Operators that keep the shape."""
MERGING = {"Add", "Sum", "Sub", "Mul", "Div", "Pow", "Max", "Min"}
"""Operators that meet cell by cell."""


def find_operation(node: OnnxNode, graph: OnnxGraph) -> Operation:
    """Return how a node changes a shape; what is not known ends the sizes there."""
    try:
        operation = _known_operation(node, graph)
    except (ValueError, TypeError, KeyError, IndexError):
        operation = None
    kind = one_line(node.kind, 40)
    return operation or UnknownOperation(f"the sizes after {kind} are not computed here")


def _known_operation(node: OnnxNode, graph: OnnxGraph) -> Operation | None:
    said = node.settings
    if node.kind in UNCHANGED:
        return Unchanged()
    if node.kind in MERGING and not set(node.inputs) & set(graph.constants):
        return Elementwise()
    if node.kind in ("Conv", "ConvTranspose"):
        return _find_convolution(node, graph)
    simple: dict[str, Callable[[], Operation]] = {
        "BatchNormalization": lambda: ChannelNorm(),
        "GlobalAveragePool": lambda: GlobalPooling(keep=True),
        "GlobalMaxPool": lambda: GlobalPooling(keep=True),
        "Flatten": lambda: Flatten(),
        "Concat": lambda: Concat(said["axis"]),
        "Split": lambda: _find_part(node, graph),
        "MaxPool": lambda: _find_pooling(said),
        "AveragePool": lambda: _find_pooling(said),
        "Gemm": lambda: _find_linear(node, graph),
        "MatMul": lambda: _find_linear(node, graph),
        "Reshape": lambda: _find_reshape(read_sizes(node, graph, 1)),
        "ReduceMean": lambda: _find_mean(node, graph),
        "ReduceMax": lambda: _find_mean(node, graph),
        "Pad": lambda: _find_padding(read_sizes(node, graph, 1, "pads")),
        "Upsample": lambda: _find_upsampling(read_sizes(node, graph, 1, "scales")),
        "Resize": lambda: _find_upsampling(read_sizes(node, graph, 2)),
    }
    return simple[node.kind]() if node.kind in simple else None


def _find_convolution(node: OnnxNode, graph: OnnxGraph) -> Operation | None:
    shape = graph.constants[node.inputs[1]].shape
    said, bias = node.settings, len(node.inputs) > 2
    if node.kind == "Conv" and len(shape) in (3, 5):
        return _find_directed(said, shape, bias)
    spec = node_spec(said, shape, bias)
    if spec is None or len(shape) != 4:
        return None
    if node.kind == "Conv":
        geometry = spec.kernel_size, spec.stride, spec.padding, spec.dilation, spec.groups
        return Conv(2, spec.out_channels, *geometry, bias=bias, in_channels=spec.in_channels)
    if spec.padding == "same" or said.get("output_shape"):
        return None  # what is cut off follows from the size
    sides = _equal_sides(spec)
    added = tuple(said.get("output_padding") or (0, 0))
    geometry_ = spec.kernel_size, spec.stride, sides, added, spec.dilation, spec.groups
    return TransposedConv(2, spec.in_channels, *geometry_, bias, spec.out_channels)


def _find_directed(said: Mapping[str, Any], shape: tuple[int, ...], bias: bool) -> Operation:
    """Return a convolution in one direction, or in three."""
    filters, depth, *kernel = shape
    groups = said.get("group", 1)
    return Conv(
        len(kernel),
        filters,
        kernel,
        said.get("strides") or 1,
        direction_sides(said, len(kernel)),
        said.get("dilations") or 1,
        groups,
        bias,
        depth * groups,
    )


def _equal_sides(spec: ConvSpec) -> tuple[int, ...]:
    """Return the padding of each direction, or refuse one that differs from side to side."""
    pairs = spec.pad_amounts(1, 1)
    if any(before != after for before, after in pairs):
        raise ValueError("its sides differ")
    return tuple(before for before, _ in pairs)


def _find_pooling(said: Mapping[str, Any]) -> Operation:
    kernel = tuple(said["kernel_shape"])
    if len(kernel) == 1:
        return _find_series_pooling(said)
    spec = node_spec(said, (1, 1, *kernel), bias=False)
    if spec is None:
        raise ValueError("its geometry does not fit a window")
    padding: Any = "same" if spec.padding == "same" else _equal_sides(spec)
    ceil = bool(said.get("ceil_mode"))
    return Pooling(2, kernel, spec.stride, padding, spec.dilation, ceil)


def _find_series_pooling(said: Mapping[str, Any]) -> Operation:
    (before, after), stride = direction_sides(said, 1)[0], said.get("strides") or 1
    if before != after:
        raise ValueError("its sides differ")
    dilation, ceil = said.get("dilations") or 1, bool(said.get("ceil_mode"))
    return Pooling(1, said["kernel_shape"], stride, before, dilation, ceil)


def _find_part(node: OnnxNode, graph: OnnxGraph) -> Operation:
    """Return the part that a node of `split_parts` gives."""
    said, axis = node.settings, node.settings.get("axis", 0)
    sizes = said.get("split")
    if len(node.inputs) > 1:
        sizes = graph.constants[node.inputs[1]].read().tolist()
    if not sizes:
        return Chunk(said["parts"], axis)
    start = sum(sizes[: said["part"]])
    return Slice(axis, start, start + sizes[said["part"]])


def _find_linear(node: OnnxNode, graph: OnnxGraph) -> Operation:
    rows, columns = graph.constants[node.inputs[1]].shape
    features = (rows, columns) if node.settings.get("transB") else (columns, rows)
    return Linear(*features, bias=len(node.inputs) > 2)


def read_sizes(node: OnnxNode, graph: OnnxGraph, place: int, setting: str = "") -> Sequence[Any]:
    """Return the numbers that a node is told, as a setting or by a constant it takes.

    Raises
    ------
    KeyError
        If they are computed, or too many to be sizes.
    """
    if setting in node.settings:
        return list(node.settings[setting])
    array = graph.constants[node.inputs[place]]
    if len(array.shape) != 1 or not 0 < array.shape[0] <= MOST_SAID:
        raise KeyError(setting)
    return list(array.read().tolist())


def _find_reshape(sizes: Sequence[int]) -> Operation:
    """Return what lays one sample out anew."""
    samples, *shape = sizes
    if samples not in (-1, 0, 1) or 0 in shape or (samples == -1 and -1 in shape):
        raise ValueError("what is a sample follows from what arrives")
    return Flatten() if len(shape) == 1 else Reshape(tuple(shape))


def _find_mean(node: OnnxNode, graph: OnnxGraph) -> Operation:
    """Return what keeps one number of each map."""
    axes = read_sizes(node, graph, 1, "axes")
    if sorted(axis % 4 for axis in axes) != [2, 3]:
        raise ValueError("it is along other axes than rows and columns")
    return GlobalPooling(keep=bool(node.settings.get("keepdims", 1)))


def _find_padding(sides: Sequence[int]) -> Operation:
    """Return what puts cells around; first come those before each axis, then those after it."""
    axes = len(sides) // 2
    pairs = list(zip(sides[:axes], sides[axes:], strict=True))
    if any(map(any, pairs[:2])) or axes < 3:
        raise ValueError("samples or channels are added")
    return Padding(tuple(pairs[2:]))


def _find_upsampling(scales: Sequence[float]) -> Operation:
    samples, channels, *factors = scales
    if (samples, channels) != (1, 1):
        raise ValueError("samples or channels are added")
    return Upsampling(tuple(factors))
