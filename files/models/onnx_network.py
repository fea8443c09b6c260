"""The graph of an ONNX file as a network that can be computed."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np

from conv_engine import ConvSpec
from conv_engine.networks import Node
from conv_engine.networks.learned import FilterSource, LearnedFilters
from conv_engine.networks.weighted import Rule, WeightedNetwork
from conv_engine.numeric import Array
from files.models.model import ModelArray, as_floats
from files.models.named_layers import LAST_WORD
from files.models.onnx_geometry import node_spec
from files.models.onnx_graph import OnnxGraph, OnnxNode
from files.models.onnx_operations import find_operation
from files.models.onnx_rules import RULES
from files.models.onnx_windows import find_stamping
from text import one_line

MOST_NODES = 5000
"""Most nodes of a network that is computed."""


def make_network(graph: OnnxGraph) -> WeightedNetwork | None:
    """Return the network, or None if it has more nodes than are computed or is no such graph."""
    if len(graph.nodes) > MOST_NODES:
        return None
    known = set(graph.inputs)
    nodes: list[Node] = []
    rules: dict[str, Rule] = {}
    filters: dict[str, FilterSource] = {}
    for node in graph.nodes:
        if not node.outputs or node.outputs[0] in graph.constants:
            continue
        taken = tuple(entry for entry in node.inputs if entry and entry not in graph.constants)
        if not known.issuperset(taken):
            return None  # it is computed by a graph within the graph
        for one in split_parts(node):
            name = one.outputs[0]
            if name in known:
                return None
            known.add(name)
            kind, settings = one_line(one.kind), _plain_settings(one)
            operation, label = find_operation(one, graph), label_node(one, graph)
            nodes.append(Node(name, kind, operation, taken, settings=settings, label=label))
            if one.kind in RULES and len(one.outputs) == 1:
                rules[name] = bind_rule(one, graph)
        if (source := find_filters(node, graph)) is not None:
            filters[node.outputs[0]] = source
    inputs = {name: _sizes(shape) for name, shape in graph.inputs.items()}
    outputs = tuple(name for name in graph.outputs if name in known)
    if not nodes or not inputs:
        return None
    return WeightedNetwork(
        tuple(nodes), MappingProxyType(inputs), outputs, rules=rules, filters=filters
    )


def label_node(node: OnnxNode, graph: OnnxGraph) -> str:
    """Return what people call a node: the layer whose weight it has, or its kind and its name.

    Outputs are called by numbers in many files, such as "22".

    Examples
    --------
    >>> label_node(OnnxNode("Relu", "Relu_5", (), ("22",), {}), OnnxGraph())
    'Relu_5'
    >>> label_node(OnnxNode("Relu", "", (), ("22",), {}), OnnxGraph())
    'Relu 22'
    """
    weight = node.inputs[1] if len(node.inputs) > 1 else ""
    if weight in graph.constants and LAST_WORD.search(graph.constants[weight].name):
        return LAST_WORD.sub("", graph.constants[weight].name)
    output = node.outputs[0]
    if not output.isdigit():
        return ""
    return f"{node.kind} {output}" if node.name.isdigit() or not node.name else node.name


def split_parts(node: OnnxNode) -> list[OnnxNode]:
    """Make a node of each part that a Split gives; others stay as they are."""
    if node.kind != "Split":
        return [node]
    count = len(node.outputs)
    parts = [{**node.settings, "part": place, "parts": count} for place in range(count)]
    outputs = zip(node.outputs, parts, strict=True)
    return [replace(node, outputs=(name,), settings=said) for name, said in outputs]


def bind_rule(node: OnnxNode, graph: OnnxGraph) -> Rule:
    """Return the rule of a node, which reads its constants when it is asked."""
    constants, said = graph.constants, {**older_defaults(node.kind, graph.version), **node.settings}

    def rule(*arrays: Array) -> Array:
        arriving = iter(arrays)
        given = [
            constants[name].read() if name in constants else next(arriving) if name else None
            for name in node.inputs
        ]
        return RULES[node.kind](said, given)

    return rule


def find_filters(node: OnnxNode, graph: OnnxGraph) -> FilterSource | None:
    """Return the filters of a node; None if it has none, or learned none of them."""
    arrays = [graph.constants.get(name) for name in node.inputs[1:3]]
    weight, bias = [*arrays, None, None][:2]
    if weight is None or any(array is None for array in arrays):
        return None
    if node.kind == "Conv" and len(weight.shape) == 4:
        spec = node_spec(node.settings, weight.shape, bias is not None)
        if spec is None:
            return None
        return FilterSource(weight.shape, partial(_read_convolution, spec, weight, bias))
    if node.kind == "ConvTranspose" and len(weight.shape) == 4:
        channels, maps, *kernel = weight.shape
        groups = node.settings.get("group", 1)
        shape = maps * groups, channels // groups, *kernel
        return FilterSource(shape, partial(_read_stamps, node.settings, weight, bias))
    if node.kind == "MatMul" and len(weight.shape) == 2:
        features = weight.shape[::-1]
        return FilterSource((*features, 1, 1), partial(_read_features, {}, weight, None))
    if node.kind != "Gemm" or node.settings.get("transA") or len(weight.shape) != 2:
        return None
    features = weight.shape if node.settings.get("transB") else weight.shape[::-1]
    return FilterSource((*features, 1, 1), partial(_read_features, node.settings, weight, bias))


def _read_convolution(
    spec: ConvSpec, weight: ModelArray, bias: ModelArray | None
) -> LearnedFilters:
    added = None if bias is None else as_floats(bias.read())
    return LearnedFilters(as_floats(weight.read()), added, spec)


def _read_stamps(
    said: Mapping[str, Any], weight: ModelArray, bias: ModelArray | None
) -> LearnedFilters:
    added = None if bias is None else as_floats(bias.read())
    stamping = find_stamping(said, weight.shape[2:])
    return LearnedFilters.of_stamps(as_floats(weight.read()), added, stamping, said.get("group", 1))


def _read_features(
    said: Mapping[str, Any], weight: ModelArray, bias: ModelArray | None
) -> LearnedFilters:
    """Read a dense layer with its factors."""
    matrix = as_floats(weight.read()) * np.float32(said.get("alpha", 1.0))
    matrix = matrix if said.get("transB") else matrix.T
    if bias is None:
        return LearnedFilters.of_features(matrix)
    added = as_floats(bias.read()).reshape(-1) * np.float32(said.get("beta", 1.0))
    return LearnedFilters.of_features(matrix, np.broadcast_to(added, len(matrix)))


def older_defaults(kind: str, version: int) -> dict[str, Any]:
    """Return what operators of older versions mean where they say nothing.

    Examples
    --------
    >>> older_defaults("Softmax", 12), older_defaults("Softmax", 13)
    ({'axis': 1, 'to_end': True}, {})
    """
    if kind == "Softmax" and version < 13:
        return {"axis": 1, "to_end": True}
    if kind in ("Resize", "Upsample") and version < 11:
        return {"coordinate_transformation_mode": "asymmetric"}
    return {}


def _plain_settings(node: OnnxNode) -> dict[str, str | float]:
    """Return what a node says in numbers and words."""
    plain = {key: value for key, value in node.settings.items() if isinstance(value, str | float)}
    return plain | ({"mode": "max"} if "Max" in node.kind else {})


def _sizes(shape: tuple[int | None, ...]) -> tuple[int, ...] | None:
    """Return the shape of an input without samples, where all sizes are said."""
    sizes = tuple(size for size in shape[1:] if size is not None and size > 0)
    return sizes if sizes and len(sizes) == len(shape) - 1 else None
