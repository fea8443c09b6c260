"""How each node is written in Keras, whose arrays have their channels last.

A shape of a node is channel first: its first axis is the last one of Keras, and the others stay in
their order.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from conv_engine.networks import (
    ChannelNorm,
    Concat,
    Conv,
    DepthwiseConv,
    Elementwise,
    Embedding,
    LayerNorm,
    Linear,
    NetworkRow,
    Operation,
    PReLU,
    SeparableConv,
    TransposedConv,
    Unchanged,
)
from files.network_code.keras_layout import (
    LAYOUT_WRITERS,
    keras_axis,
    to_back,
    to_front,
    written_axis,
)
from files.network_code.keras_windows import WINDOW_WRITERS, call_on
from files.network_code.kinds import (
    ACTIVATIONS,
    KERAS_EPSILON,
    drops_maps,
    epsilon_of,
    merged_text,
    plain_kind,
    said_activation,
    said_number,
    said_rate,
)
from files.network_code.remarks import NO_ACTIVATION, OWN_SLOPE, leave_out
from files.network_code.steps import NodeCode, UnwrittenError, Writer, arriving, call_text, given

BRINGING = Conv | DepthwiseConv | SeparableConv | TransposedConv | Linear
"""What has an argument `activation`."""


def write_in_keras(row: NetworkRow) -> NodeCode:
    """Write one node in Keras.

    Raises
    ------
    UnwrittenError
        If Keras has no words for it, or the node does not say enough.
    """
    operation = row.node.operation
    writer = WRITERS.get(type(operation))
    if writer is None:
        raise UnwrittenError("Keras has no layer or function for it")
    return _activated(row, writer(row, operation))


def _activated(row: NetworkRow, code: NodeCode) -> NodeCode:
    """Let a layer bring its activation along."""
    word = row.node.settings.get("activation", "linear")
    if word == "linear" or not isinstance(row.node.operation, BRINGING):
        return code
    names = said_activation(row)
    if names is None:
        return replace(code, remark=NO_ACTIVATION)
    return replace(code, layer=f'{code.layer.removesuffix(")")}, activation="{names.word}")')


def _channel_norm(row: NetworkRow, norm: ChannelNorm) -> NodeCode:
    shape, plain = arriving(row), plain_kind(row.kind)
    if plain == "prelu":
        return NodeCode(_shared_slopes(len(shape)))
    epsilon = (epsilon_of(row.kind), KERAS_EPSILON)
    learned = {"epsilon": epsilon, "center": (norm.shift, True), "scale": (norm.scale, True)}
    if norm.groups > 1 or "group" in plain or "instance" in plain:
        groups = shape[0] if "instance" in plain else norm.groups
        return NodeCode(call_text("layers.GroupNormalization", groups, **learned))
    return NodeCode(call_text("layers.BatchNormalization", **learned))


def _shared_slopes(rank: int, channels: bool = False) -> str:
    axes = list(range(1, rank + channels))
    return f"layers.PReLU(shared_axes={axes})" if axes else "layers.PReLU()"


def _prelu(row: NetworkRow, prelu: PReLU) -> NodeCode:
    rank = len(arriving(row))
    if prelu.slopes is None:
        return NodeCode("layers.PReLU()")
    return NodeCode(_shared_slopes(rank, channels=prelu.slopes == 1))


def _layer_norm(row: NetworkRow, norm: LayerNorm) -> NodeCode:
    rank = len(arriving(row))
    epsilon = (epsilon_of(row.kind), KERAS_EPSILON)
    learned = {"epsilon": epsilon, "center": (norm.shift, True), "scale": (norm.scale, True)}
    if norm.shape is None or rank == 1:
        return NodeCode(call_text("layers.LayerNormalization", **learned))
    axes = [keras_axis(place, rank) for place in range(rank - len(norm.shape), rank)]
    axis = axes[0] if len(axes) == 1 else axes
    return NodeCode(call_text("layers.LayerNormalization", axis=(axis, -1), **learned))


def _linear(row: NetworkRow, linear: Linear) -> NodeCode:
    shape, rank = arriving(row), len(arriving(row))
    layer = call_text("layers.Dense", linear.out_features, use_bias=(linear.bias, True))
    if linear.channels_last or rank == 1:
        return NodeCode(layer)
    if linear.flattens and given(row) == (linear.out_features,):
        return NodeCode(layer, "{layer}(layers.Flatten()({x}))")
    assert shape
    return NodeCode(layer, to_back(call_on(to_front("{x}", rank)), rank))


def _embedding(row: NetworkRow, table: Embedding) -> NodeCode:
    layer = f"layers.Embedding({table.entries}, {table.features})"
    if table.channels_last:
        return NodeCode(layer)
    if len(arriving(row)) != 1:
        raise UnwrittenError("its words are along more than one axis")
    return NodeCode(layer, to_back("{layer}({x})", 2))


def _elementwise(row: NetworkRow, operation: Elementwise) -> NodeCode:
    if len({len(shape) for shape in row.input_shapes if shape is not None}) > 1:
        raise UnwrittenError(
            "its branches have different numbers of axes, which Keras orders differently"
        )
    if row.kind == "expand_as":
        return NodeCode(call="{x} + ops.zeros_like({a1})")
    return NodeCode(call=merged_text(row.kind, "ops", len(row.node.inputs)))


def _concat(row: NetworkRow, concat: Concat) -> NodeCode:
    if concat.constant:
        raise UnwrittenError("it joins numbers that the text's model holds itself")
    axis = written_axis(row, concat.axis, concat.channels_last)
    last = axis == len(arriving(row))
    layer = call_text("layers.Concatenate", axis=(-1 if last else axis, -1))
    return NodeCode(layer, "{layer}([{all}])")


def _unchanged(row: NetworkRow, operation: Unchanged) -> NodeCode:
    plain = plain_kind(row.kind)
    known = said_activation(row) if plain == "activation" else ACTIVATIONS.get(plain)
    if known is not None:
        return NodeCode(f'layers.Activation("{known.word}")')
    if plain == "leakyrelu":
        slope = said_number(row, "slope")
        return NodeCode(f"layers.LeakyReLU({slope})", remark="" if slope else OWN_SLOPE)
    if rate := said_rate(row):
        directions = len(arriving(row)) - 1
        name = f"SpatialDropout{directions}D" if drops_maps(row) else "Dropout"
        return NodeCode(f"layers.{name}({rate})")
    return leave_out(plain)


WRITERS: Mapping[type[Operation], Writer] = MappingProxyType(
    {
        **WINDOW_WRITERS,
        **LAYOUT_WRITERS,
        ChannelNorm: _channel_norm,
        LayerNorm: _layer_norm,
        PReLU: _prelu,
        Linear: _linear,
        Embedding: _embedding,
        Elementwise: _elementwise,
        Concat: _concat,
        Unchanged: _unchanged,
    }
)
"""How each operation is written."""
