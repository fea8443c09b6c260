"""Convolutions of ONNX, whose weights have PyTorch's order."""

from collections.abc import Iterator, Mapping
from typing import Any

from conv_engine import ConvSpec
from files.models.model import Model, ModelArray, ModelLayer
from files.models.named_layers import LAST_WORD
from files.models.onnx_graph import OnnxGraph, OnnxNode, read_graph
from files.models.specs import make_spec

CONVOLUTIONS = {"Conv": False, "ConvTranspose": True}
"""Operators with filters, and whether they are transposed."""


def read_onnx(data: bytes, name: str) -> Model:
    """Read the convolutions of an ONNX file, in the order in which they run.

    Raises
    ------
    ModelError
        If it is damaged or of another kind, or its weights lie in another file.
    """
    graph = read_graph(data)
    return Model(name, "ONNX", tuple(list_layers(graph)), tuple(graph.refusals))


def list_layers(graph: OnnxGraph) -> Iterator[ModelLayer]:
    """Go through the convolutions in two directions; weights that two share come once."""
    same_as = {node.outputs[0]: node.inputs[0] for node in graph.nodes if is_passing(node)}
    seen: set[str] = set()
    for node in graph.nodes:
        if node.kind not in CONVOLUTIONS or len(node.inputs) < 2:
            continue
        array = find_constant(graph, same_as, node.inputs[1])
        if array is None or len(array.shape) != 4 or 0 in array.shape or array.name in seen:
            continue
        seen.add(array.name)
        bias = find_constant(graph, same_as, node.inputs[2]) if len(node.inputs) > 2 else None
        yield ModelLayer(
            name=LAST_WORD.sub("", array.name) or array.name,
            array=array,
            bias_array=bias,
            spec=node_spec(node.settings, array.shape, bias is not None),
            transposed=CONVOLUTIONS[node.kind],
        )


def is_passing(node: OnnxNode) -> bool:
    """Return whether a node gives what it takes."""
    return node.kind == "Identity" and len(node.inputs) == 1 and len(node.outputs) == 1


def find_constant(graph: OnnxGraph, same_as: Mapping[str, str], name: str) -> ModelArray | None:
    """Return a constant, which may be passed on under other names."""
    for _ in range(len(same_as) + 1):
        if name in graph.constants:
            return graph.constants[name]
        name = same_as.get(name, "")
    return None


def node_spec(settings: Mapping[str, Any], shape: tuple[int, ...], bias: bool) -> ConvSpec | None:
    """Return the geometry of a node.

    Padding by SAME_LOWER depends on the size of the input unless the stride is 1.

    Examples
    --------
    >>> node_spec({"pads": [0, 1, 2, 3]}, (8, 3, 5, 5), bias=True).padding
    ((0, 2), (1, 3))
    """
    stride = settings.get("strides") or 1
    dilation = settings.get("dilations") or (1, 1)
    match settings.get("auto_pad", "NOTSET"), settings.get("pads"):
        case "SAME_UPPER", _:
            padding: object = "same"
        case "SAME_LOWER", _:
            extents = zip(shape[2:], dilation, strict=False)
            added = [step * (size - 1) for size, step in extents]
            padding = [(n - n // 2, n // 2) for n in added] if stride in (1, [1, 1]) else None
        case "NOTSET", [top, left, bottom, right]:
            padding = (top, bottom), (left, right)
        case _:
            padding = 0
    return make_spec(shape, bias, stride, padding, dilation, settings.get("group", 1))
