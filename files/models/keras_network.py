"""The graph of a `.keras` file as a network that can be computed."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np

from conv_engine.networks import (
    Concat,
    Linear,
    Node,
    Operation,
    Permute,
    Reshape,
    Unchanged,
    UnknownOperation,
)
from conv_engine.networks.calculations import check_size
from conv_engine.networks.learned import FilterSource, LearnedFilters, StampPlaces
from conv_engine.networks.weighted import Rule, WeightedNetwork
from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec
from files.models.keras_activations import find_activation
from files.models.keras_config import list_entries
from files.models.keras_graph import CallList, KerasCall
from files.models.keras_rules import RULES
from files.models.keras_weighted import KerasLayer
from files.models.keras_windows import cut_stamps
from files.models.model import ModelArray, ModelLayer, order_axes
from files.networks.keras_layers import KERAS_LAYERS
from files.networks.settings import read_settings
from text import one_line

OPERATORS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {"Add": np.add, "Subtract": np.subtract, "Multiply": np.multiply}
)
"""Operators of `keras.ops` that meet cell by cell; their names are those of layers, too."""
ADDING = ("Conv2D", "DepthwiseConv2D", "Conv2DTranspose", "Dense")
"""Classes of Keras that add up channels in one step."""
MERGING_LAYERS = {*OPERATORS, "Maximum", "Minimum", "Average", "Concatenate"}
FRAMEWORKS = ("keras", "tf_keras", "tensorflow")
"""Packages whose classes are those that are known here."""


def make_network(config: Any, arrays: Mapping[str, list[ModelArray]]) -> WeightedNetwork | None:
    """Return the network of a model, or None if its configuration holds no graph.

    Parameters
    ----------
    config : mapping
    arrays : mapping of str to list of ModelArray
        The weights of each layer, by its group.
    """
    channels_last = "channels_first" not in _list_orders(config)
    try:
        found = CallList(config, channels_last)
        return _bring_together(found, arrays, channels_last) if found.calls else None
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError):
        return None  # it is damaged, or a class of its own


def _bring_together(
    found: CallList, arrays: Mapping[str, list[ModelArray]], channels_last: bool
) -> WeightedNetwork:
    """Make a node of each call, and a rule of what is known."""
    nodes, rules = [], {}
    filters: dict[str, FilterSource] = {}
    for call, weights in _split_calls(found.calls, arrays):
        operation = find_operation(call, channels_last)
        settings = read_settings(call.entry.kind, [], call.entry.config)
        kind = one_line(call.entry.kind, 40)
        nodes.append(Node(call.name, kind, operation, call.inputs, settings=settings))
        rule = find_rule(call, operation, weights, channels_last)
        if rule is not None:
            rules[call.name] = rule
        source = find_filters(call, operation, weights, channels_last)
        if rule is not None and source is not None:
            filters[call.name] = source
    inputs, outputs = MappingProxyType(found.inputs), tuple(dict.fromkeys(found.outputs))
    network = WeightedNetwork(tuple(nodes), inputs, outputs, rules=rules, filters=filters)
    if None not in inputs.values():
        network.trace()  # it stumbles over settings that no layer has
    return network


def _split_calls(
    calls: Iterable[KerasCall], arrays: Mapping[str, list[ModelArray]]
) -> Iterator[tuple[KerasCall, tuple[ModelArray, ...]]]:
    """Go through the calls with their weights; a separable convolution is two of them."""
    for call in calls:
        weights = tuple(arrays.get(call.entry.group, ()))
        if call.entry.kind != "SeparableConv2D" or len(weights) < 2:
            yield call, weights
            continue
        first = _depthwise_call(call)
        yield first, weights[:1]
        yield _mixing_call(call, first.name), weights[1:]


def _depthwise_call(call: KerasCall) -> KerasCall:
    """Return the part of a separable convolution that sees each channel alone."""
    config = {**call.entry.config, "use_bias": False, "activation": None}
    entry = replace(call.entry, kind="DepthwiseConv2D", config=config)
    return replace(call, name=f"{call.name}/depthwise", entry=entry)


def _mixing_call(call: KerasCall, before: str) -> KerasCall:
    """Return the part that mixes the channels; its result is that of the layer."""
    names = ("filters", "use_bias", "activation", "data_format")
    said = {name: value for name, value in call.entry.config.items() if name in names}
    entry = replace(call.entry, kind="Conv2D", config={**said, "kernel_size": 1})
    return replace(call, inputs=(before,), entry=entry)


def _list_orders(config: Any) -> Iterator[Any]:
    """Go through the orders of axes that windows have; Flatten names one that it does not use."""
    for entry in list_entries(config):
        if entry.kind != "Flatten":
            yield entry.config.get("data_format")


def find_operation(call: KerasCall, channels_last: bool = True) -> Operation:
    """Return how a layer changes a shape; what is not known ends the sizes there."""
    if call.is_model:
        return Unchanged()
    kind = call.entry.kind
    unknown = UnknownOperation(f"the sizes after {one_line(kind, 40)} are not computed here")
    make = KERAS_LAYERS.get(kind)
    if make is None:
        return unknown
    wanted = inspect.signature(make).parameters
    said = {name: value for name, value in call.entry.config.items() if name in wanted}
    try:
        operation = make(**said)
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError):
        return unknown
    if isinstance(operation, Concat | Linear | Permute | Reshape):
        return replace(operation, channels_last=channels_last)
    return operation


def find_rule(
    call: KerasCall, operation: Operation, weights: tuple[ModelArray, ...], channels_last: bool
) -> Rule | None:
    """Return what a call computes; None if nothing here does."""
    if call.is_model:
        return pass_on
    kind, config = call.entry.kind, call.entry.config
    if is_operator(call):
        return find_operator(call)
    if call.entry.module.split(".")[0] not in FRAMEWORKS or is_quantised(config):
        return None  # a class of one's own may have any name
    activate = find_activation(config.get("activation"), channels_last)
    if kind not in RULES or activate is None:
        return None
    layer = KerasLayer(call.entry.name, kind, config, weights, operation, channels_last)
    compute = partial(RULES[kind], layer)
    return lambda *arrays: activate(compute(*arrays))


def find_filters(
    call: KerasCall, operation: Operation, weights: tuple[ModelArray, ...], channels_last: bool
) -> FilterSource | None:
    """Return the filters of a call; None if it adds up no channels."""
    kind, config = call.entry.kind, call.entry.config
    if call.is_model or kind not in ADDING:
        return None
    activate = find_activation(config.get("activation"), channels_last)
    layer = KerasLayer(call.entry.name, kind, config, weights, operation, channels_last)
    if kind == "Dense":
        if not weights or len(weights[0].shape) != 2:
            return None
        shape = (*weights[0].shape[::-1], 1, 1)
        return FilterSource(shape, lambda: _read_features(layer, activate))
    parts = layer.convolutions
    if len(parts) != 1 or (spec := parts[0].spec) is None:
        return None
    known, part = spec, parts[0]
    if part.transposed:
        channels, maps, *kernel = order_axes(part.array.shape, part.layouts[0])
        turned = maps, channels, *kernel
        return FilterSource(turned, lambda: _read_stamps(layer, part, known, activate))
    return FilterSource(
        spec.weight_shape, lambda: LearnedFilters(part.weight, part.bias, known, activate)
    )


def _read_stamps(
    layer: KerasLayer,
    part: ModelLayer,
    spec: ConvSpec,
    activate: Callable[[Array], Array] | None,
) -> LearnedFilters:
    cut = cut_stamps(layer, spec)
    stamping = StampPlaces(spec.stride, spec.dilation, lambda size: cut)
    return LearnedFilters.of_stamps(part.weight, part.bias, stamping, activate=activate)


def _read_features(layer: KerasLayer, activate: Callable[[Array], Array] | None) -> LearnedFilters:
    bias = layer.read(1) if len(layer.weights) > 1 else None
    return LearnedFilters.of_features(layer.read(0).T, bias, activate)


def is_operator(call: KerasCall) -> bool:
    """Whether a call is one of `keras.ops`: those of an `.h5` file have the names of layers.

    A layer takes a list of tensors, an operator takes them one by one.
    """
    said = call.arguments.get("args", ()) if isinstance(call.arguments, dict) else ()
    merges = call.entry.kind in MERGING_LAYERS and len(said) > 1
    return merges or call.entry.module.startswith("keras.src.ops")


def is_quantised(config: Mapping[str, Any]) -> bool:
    """Whether a layer computes with whole numbers, and rounds what arrives.

    Examples
    --------
    >>> is_quantised({"dtype": {"class_name": "QuantizedDTypePolicy"}}), is_quantised({})
    (True, False)
    """
    policy = config.get("dtype")
    return isinstance(policy, dict) and str(policy.get("class_name")).startswith("Quantized")


def find_operator(call: KerasCall) -> Rule | None:
    """Return what an operator between tensors and numbers computes: ``x + 3``."""
    function = OPERATORS.get(call.entry.kind)
    written = call.arguments["args"]
    places = [None if isinstance(value, dict) else value for value in written]
    is_plain = all(value is None or type(value) in (int, float) for value in places)
    if function is None or not is_plain or places.count(None) != len(call.inputs):
        return None

    def rule(*arrays: Array) -> Array:
        arriving = iter(arrays)
        given = [next(arriving) if value is None else value for value in places]
        check_size(np.broadcast_shapes(*(array.shape for array in arrays)))
        return np.asarray(function(*given))

    return rule


def pass_on(values: Array) -> Array:
    """Give what a model gives."""
    return values
