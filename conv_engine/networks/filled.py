"""Give a network that is only described its numbers, so that it can be computed.

What is not known here has no rule: the network is computed up to it.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import prod
from typing import Any, Literal

import numpy as np

from conv_engine.networks.activations import ACTIVATIONS, leaky_relu
from conv_engine.networks.calculations import (
    convolve,
    normalise_channels,
    pool_windows,
    share_out,
    stamp_filters,
)
from conv_engine.networks.convolutions import Conv, DepthwiseConv, TransposedConv
from conv_engine.networks.features import Linear
from conv_engine.networks.learned import FilterSource, LearnedFilters, StampPlaces
from conv_engine.networks.merging import Concat, Elementwise
from conv_engine.networks.network import Network
from conv_engine.networks.node import Node
from conv_engine.networks.norms import ChannelNorm
from conv_engine.networks.operation import Shape
from conv_engine.networks.pooling import AdaptivePooling, GlobalPooling, Pooling
from conv_engine.networks.reshaping import Flatten
from conv_engine.networks.separable import split_all_separable
from conv_engine.networks.trace import NetworkRow
from conv_engine.networks.weighted import Rule, WeightedNetwork
from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec

Learned = Mapping[str, Array]
"""What a layer learned: "weight", "bias", and of a norm "running_mean" and "running_var"."""
FindLearned = Callable[[str, Shape], Learned | None]
"""Returns what a node learned, by its name and the shape of its weight; None if nothing fits."""
PASSING = {"dropout", "dropout2d", "spatialdropout2d", "alphadropout", "identity", "inputlayer"}
"""Kinds that change nothing once a network is trained."""
MERGING: Mapping[str, Callable[[Array, Array], Array]] = {
    "+": np.add,
    "add": np.add,
    "*": np.multiply,
    "mul": np.multiply,
    "multiply": np.multiply,
    "-": np.subtract,
    "sub": np.subtract,
    "subtract": np.subtract,
    "maximum": np.maximum,
}
EPSILON = 1e-5
"""Added to a variance: the default of PyTorch."""


def draw_learned(seed: int) -> FindLearned:
    """Return what draws weights: normal numbers of variance 2 over the inputs of a filter.

    Biases are 0, and norms change nothing. The same name and shape get the same numbers.

    References
    ----------
    He, Zhang, Ren and Sun, "Delving Deep into Rectifiers", 2015, equation 10.

    Examples
    --------
    >>> draw_learned(7)("norm", (2,))["weight"]
    array([1., 1.], dtype=float32)
    """

    def find(name: str, shape: Shape) -> Learned:
        if len(shape) == 1:
            return {"weight": np.ones(shape, np.float32)}
        random = np.random.default_rng([seed, *name.encode()])
        spread = np.sqrt(2 / prod(shape[1:]))
        return {"weight": random.normal(0, spread, shape).astype(np.float32)}

    return find


def fill_network(
    network: Network, input_shape: Sequence[int], find: FindLearned
) -> WeightedNetwork:
    """Return the network with numbers.

    Parameters
    ----------
    network : Network
        With one input. A separable convolution becomes two nodes.
    input_shape : (C, H, W)
    find : callable
        Such as `draw_learned` returns.

    Examples
    --------
    2 * 3 + 1 = 7

    >>> nodes = (Node("conv", "Conv2d", Conv(2, 1, 1, in_channels=1), ("input",)),)
    >>> learned = {"weight": np.array([[[[2]]]]), "bias": np.array([1])}
    >>> fill_network(Network(nodes), (1, 1, 1), lambda name, shape: learned).forward([[[3]]])
    array([[[7]]])
    """
    rules: dict[str, Rule] = {}
    filters: dict[str, FilterSource] = {}
    network = split_all_separable(network)
    for row in network.trace(input_shape).rows:
        if row.output_shape is None or any(shape is None for shape in row.input_shapes):
            continue
        filled = _find_filters(row, find)
        rule = _find_rule(row, find) if filled is None else _rule_of(row.node, filled)
        if filled is not None:
            filters[row.name] = FilterSource(filled.weight.shape, partial(_keep, filled))
        if rule is not None:
            rules[row.name] = rule
    inputs = {**network.inputs, next(iter(network.inputs)): tuple(input_shape)}
    return WeightedNetwork(network.nodes, inputs, network.outputs, rules=rules, filters=filters)


def _keep(filters: LearnedFilters) -> LearnedFilters:
    return filters


def _find_filters(row: NetworkRow, find: FindLearned) -> LearnedFilters | None:
    """Return the filters of a convolution or a dense layer, if they are found."""
    node, shape = row.node, row.input_shapes[0] or ()
    activate = find_activation(node)
    name = node.shares or node.name
    match node.operation:
        case Conv(dimensions=2) | DepthwiseConv(dimensions=2) as layer:
            spec: Any = layer.spec(shape[0])
            learned = find(name, spec.weight_shape)
            if learned is None or activate is None:
                return None
            bias = _bias_of(learned, spec.out_channels, spec.bias)
            return LearnedFilters(learned["weight"], bias, spec, activate)
        case TransposedConv(dimensions=2) as stamps:
            learned = find(name, stamps.weight_shapes(shape)[0])
            if learned is None or activate is None:
                return None
            bias = _bias_of(learned, stamps.out_channels, stamps.bias)
            return _learned_stamps(stamps, learned["weight"], bias, activate)
        case Linear() as layer:
            weights = layer.weight_shapes(shape)
            learned = find(name, weights[0])
            if learned is None or activate is None or len(row.output_shape or ()) != 1:
                return None
            bias = _bias_of(learned, weights[0][0], layer.bias)
            return LearnedFilters.of_features(learned["weight"], bias, activate)
    return None


def _learned_stamps(
    layer: TransposedConv,
    weight: Array,
    bias: Array | None,
    activate: Callable[[Array], Array],
) -> LearnedFilters:
    stride: Any = layer.stride
    dilation: Any = layer.dilation
    cut: Any = layer.cut()
    stamping = StampPlaces(stride, dilation, lambda size: cut)
    return LearnedFilters.of_stamps(weight, bias, stamping, layer.groups, activate)


def _bias_of(learned: Learned, filters: int, wanted: bool) -> Array | None:
    if not wanted:
        return None
    return learned.get("bias", np.zeros(filters, learned["weight"].dtype))


def _rule_of(node: Node, filters: LearnedFilters) -> Rule:
    """Return what computes a layer with filters."""
    activate = filters.activate or ACTIVATIONS["linear"]
    weight, bias = filters.weight, filters.bias
    if isinstance(node.operation, TransposedConv):
        return _stamp(node.operation, filters, activate)
    if not isinstance(node.operation, Linear):
        return lambda maps: activate(convolve(maps, weight, bias, filters.spec))
    matrix = weight[:, :, 0, 0]

    def multiply(values: Array) -> Array:
        sums = values.reshape(len(values), -1) @ matrix.T
        return activate(sums if bias is None else sums + bias)

    return multiply


def _stamp(
    layer: TransposedConv, filters: LearnedFilters, activate: Callable[[Array], Array]
) -> Rule:
    (top, bottom), (left, right) = layer.cut()
    cut = (top, max(bottom, 0)), (left, max(right, 0))
    grown = max(-bottom, 0), max(-right, 0)
    moves: Any = layer.stride, cut, grown, layer.dilation, layer.groups
    weight, bias = filters.stamps, filters.bias
    return lambda maps: activate(stamp_filters(maps, weight, bias, *moves))


def find_activation(node: Node) -> Callable[[Array], Array] | None:
    """Return what a layer does to its sums at the end; None if it is not known.

    Examples
    --------
    >>> node = Node("a", "Conv2D", Conv(2, 1, 1), ("x",), settings={"activation": "relu"})
    >>> find_activation(node)(np.array([-1.0, 2.0]))
    array([0., 2.])
    """
    name = node.settings.get("activation") or "linear"
    if name == "softmax":
        return _share_channels
    return ACTIVATIONS.get(str(name))


def _share_channels(values: Array) -> Array:
    return share_out(values, 1)


def _find_rule(row: NetworkRow, find: FindLearned) -> Rule | None:
    """Return what computes a node without filters, if it is known."""
    node, shape = row.node, row.input_shapes[0] or ()
    match node.operation:
        case Pooling(dimensions=2) as pooling:
            return _pool(pooling, shape, _pooling_kind(node))
        case GlobalPooling() | AdaptivePooling() if row.output_shape in (
            shape[:1],
            (*shape[:1], 1, 1),
        ):
            return _pool_whole(_pooling_kind(node), keep=len(row.output_shape or ()) == 3)
        case Flatten(start=1, end=-1):
            return lambda values: np.asarray(values.reshape(len(values), -1))
        case ChannelNorm(groups=1) if "batch" in node.kind.lower():
            return _normalise(find(node.shares or node.name, shape[:1]), shape[0])
        case Concat(constant=0):
            return lambda *arrays: np.concatenate(arrays, axis=1)
        case Elementwise() if len(node.inputs) == 2:
            return MERGING.get(node.kind.lower())
    return _cell_by_cell(node)


def _pooling_kind(node: Node) -> Literal["max", "mean"]:
    return "max" if "max" in node.kind.lower() else "mean"


def _pool(pooling: Pooling, shape: Shape, kind: Literal["max", "mean"]) -> Rule | None:
    """Pool windows; positions that are rounded up are not computed."""
    sides = tuple(
        pooling.sides(axis, n, place)
        for place, (axis, n) in enumerate(zip(pooling.axes, shape[1:], strict=True))
    )
    channels, kernel = shape[0], pooling.kernel_size
    geometry: Any = kernel, pooling.stride or kernel, sides, pooling.dilation, channels
    spec = ConvSpec(channels, channels, *geometry)
    if spec.output_shape(shape) != pooling.output_shape(shape):
        return None
    counts = not isinstance(pooling.padding, str)  # PyTorch counts the zeros of a padding
    return lambda maps: pool_windows(maps, kind, spec, counts_padding=counts)


def _pool_whole(kind: Literal["max", "mean"], *, keep: bool) -> Rule:
    reduce = np.max if kind == "max" else np.mean
    return lambda maps: np.asarray(reduce(maps, axis=(2, 3), keepdims=keep))


def _normalise(learned: Learned | None, channels: int) -> Rule | None:
    """Normalise by what was learned; what is missing changes nothing."""
    if learned is None:
        return None
    usual = (("weight", 1), ("bias", 0), ("running_mean", 0), ("running_var", 1))
    scale, shift, mean, variance = (
        learned.get(name, np.full(channels, number, np.float32)) for name, number in usual
    )
    epsilon = EPSILON if "running_var" in learned else 0.0
    return lambda maps: normalise_channels(maps, scale, shift, mean, variance, epsilon)


def _cell_by_cell(node: Node) -> Rule | None:
    """Return an activation, or what passes its input on."""
    kind = node.kind.lower().replace("_", "")
    if kind == "activation":
        return find_activation(node)
    if kind in PASSING:
        return ACTIVATIONS["linear"]
    if kind == "softmax":
        return _share_channels
    if kind == "leakyrelu":
        slope = float(node.settings.get("slope", 0.01))
        return lambda values: leaky_relu(values, slope)
    known = {name.replace("_", ""): rule for name, rule in ACTIVATIONS.items()}
    return known.get(kind)
