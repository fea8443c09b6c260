"""Convolutions of ONNX, whose weights have PyTorch's order."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from files.models.model import Model, ModelArray, ModelLayer
from files.models.named_layers import LAST_WORD
from files.models.onnx_constants import scale_constant
from files.models.onnx_geometry import node_spec
from files.models.onnx_graph import OnnxGraph, OnnxNode, read_graph
from files.models.onnx_network import make_network

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
    layers = tuple(list_layers(graph))
    return Model(name, "ONNX", layers, tuple(graph.refusals), make_network(graph))


def list_layers(graph: OnnxGraph) -> Iterator[ModelLayer]:
    """Go through the convolutions in two directions; weights that two share come once."""
    same_as = {node.outputs[0]: node.inputs[0] for node in graph.nodes if is_passing(node)}
    seen: set[str] = set()
    for node in graph.nodes:
        if node.kind == "QLinearConv" and len(node.inputs) >= 8:
            layer = quantised_layer(node, graph)
            if layer is not None and layer.array.name not in seen:
                seen.add(layer.array.name)
                yield layer
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


def quantised_layer(node: OnnxNode, graph: OnnxGraph) -> ModelLayer | None:
    """Return a convolution of whole numbers with the floats that they stand for."""
    _, input_scale, _, weight, *scale, _, _ = node.inputs[:8]
    held = [graph.constants.get(name) for name in (weight, *scale, input_scale)]
    whole, by_filter, _, by_input = held
    if whole is None or by_filter is None or by_input is None or len(whole.shape) != 4:
        return None
    array = scale_constant([each for each in held[:3] if each], {"axis": 0})
    bias = graph.constants.get("".join(node.inputs[8:9]))
    if bias is not None:
        units, of_filter, of_input = bias.read, by_filter.read, by_input.read
        bias = replace(bias, read=lambda: units() * of_filter() * of_input())
    name = LAST_WORD.sub("", array.name) or array.name
    spec = node_spec(node.settings, array.shape, bias is not None)
    return ModelLayer(name=name, array=array, bias_array=bias, spec=spec)


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
