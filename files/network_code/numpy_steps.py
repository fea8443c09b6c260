"""Each node of a network as NumPy writes it, by the functions of `numpy_functions`."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from conv_engine.networks import (
    ChannelNorm,
    Chunk,
    Concat,
    Elementwise,
    Embedding,
    Flatten,
    LayerNorm,
    Linear,
    NetworkRow,
    Operation,
    Permute,
    PReLU,
    Reduce,
    Reshape,
    Squeeze,
    SwapAxes,
    Unchanged,
    Unflatten,
    Unsqueeze,
)
from conv_engine.networks.operation import Shape
from files.network_code.channels_first import (
    INDEX_WRITERS,
    axis_of,
    joined_axis,
    keep_sample,
    reduced_axes,
)
from files.network_code.kinds import (
    ACTIVATIONS,
    epsilon_of,
    merged_text,
    plain_kind,
    reduction_of,
    said_activation,
    said_number,
)
from files.network_code.numpy_windows import WINDOW_WRITERS, drawn
from files.network_code.remarks import leave_out
from files.network_code.steps import NodeCode, UnwrittenError, Writer, arriving, given

FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        "ReLU": "np.maximum({x}, 0)",
        "ReLU6": "np.clip({x}, 0, 6)",
        "ELU": "np.where({x} > 0, {x}, np.expm1({x}))",
        "CELU": "np.where({x} > 0, {x}, np.expm1({x}))",
        "SELU": "1.0507009873554805 * np.where({x} > 0, {x}, 1.6732632423543772 * np.expm1({x}))",
        "GELU": "gelu({x})",
        "SiLU": "{x} * sigmoid({x})",
        "Mish": "{x} * np.tanh(np.logaddexp({x}, 0))",
        "Softplus": "np.logaddexp({x}, 0)",
        "Softsign": "{x} / (1 + np.abs({x}))",
        "Sigmoid": "sigmoid({x})",
        "LogSigmoid": "-np.logaddexp(-{x}, 0)",
        "Hardsigmoid": "np.clip({x} / 6 + 0.5, 0, 1)",
        "Hardswish": "{x} * np.clip({x} / 6 + 0.5, 0, 1)",
        "Tanh": "np.tanh({x})",
        "Softmax": "softmax({x})",
        "LogSoftmax": "np.log(softmax({x}))",
    }
)
"""Activations by their class in PyTorch."""


def write_in_numpy(row: NetworkRow) -> NodeCode:
    """Write one node in NumPy: its weights as they are drawn, and what is done with them.

    Raises
    ------
    UnwrittenError
        If it is not written here, or the node does not say enough.
    """
    operation = row.node.operation
    writer = WRITERS.get(type(operation))
    if writer is None:
        raise UnwrittenError("it is not written in NumPy here")
    code = writer(row, operation)
    names = said_activation(row)
    if (
        isinstance(operation, Unchanged)
        or row.node.settings.get("activation", "linear") == "linear"
    ):
        return code
    if names is None:
        raise UnwrittenError("its activation is not known here")
    written = FUNCTIONS[names.layer]
    if written.count("{x}") == 1:
        return replace(code, call=written.replace("{x}", code.call))
    return replace(code, call=f"(lambda z: {written.replace('{x}', 'z')})({code.call})")


def _learned(norm: ChannelNorm | LayerNorm, shape: Shape) -> str:
    """Write scale and shift as PyTorch has them: both or none."""
    return f"[{drawn(shape, shape)}]" if norm.scale or norm.shift else ""


def _channel_norm(row: NetworkRow, norm: ChannelNorm) -> NodeCode:
    shape, plain = arriving(row), plain_kind(row.kind)
    if plain == "prelu":
        return _sloped(shape[0], len(shape))
    layer = _learned(norm, shape[:1])
    grouped = norm.groups > 1 or "group" in plain
    if not grouped and "instance" not in plain:
        weights = ", *{layer}" if layer else ""
        return NodeCode(layer, f"batch_norm({{x}}{weights}, eps={epsilon_of(row.kind)})")
    groups = norm.groups if grouped else shape[0]
    parts = f"{{x}}.reshape(-1, {groups}, {', '.join(map(str, (shape[0] // groups, *shape[1:])))})"
    axes = tuple(range(2, len(shape) + 2))
    normed = f"norm({parts}, {axes}, {epsilon_of(row.kind)}).reshape({{x}}.shape)"
    each = f"(-1, {', '.join('1' for _ in shape[1:])})" if len(shape) > 1 else "(-1,)"
    scaled = f"{normed} * {{layer}}[0].reshape{each} + {{layer}}[1].reshape{each}"
    return NodeCode(layer, scaled if layer else normed)


def _layer_norm(row: NetworkRow, norm: LayerNorm) -> NodeCode:
    shape = arriving(row)
    if norm.shape is None and len(shape) > 1:
        each = f"(-1, {', '.join('1' for _ in shape[1:])})"
        layer = _learned(norm, shape[:1])
        normed = f"norm({{x}}, (1,), {epsilon_of(row.kind)})"
        scaled = f"{normed} * {{layer}}[0].reshape{each} + {{layer}}[1].reshape{each}"
        return NodeCode(layer, scaled if layer else normed)
    sizes = tuple(norm.shape or shape[:1])
    if norm.scale and not norm.shift:
        layer, learned = f"[{drawn(sizes)}]", " * {layer}[0]"
    else:
        layer, learned = _learned(norm, sizes), " * {layer}[0] + {layer}[1]"
    normed = f"norm({{x}}, {tuple(range(-len(sizes), 0))}, {epsilon_of(row.kind)})"
    return NodeCode(layer, normed + (learned if layer else ""))


def _prelu(row: NetworkRow, prelu: PReLU) -> NodeCode:
    shape = arriving(row)
    if prelu.slopes is None and len(shape) > 1:
        raise UnwrittenError("a slope for each number is not written in NumPy here")
    return _sloped(prelu.slopes or shape[0], len(shape))


def _sloped(slopes: int, axes: int) -> NodeCode:
    each = f".reshape(-1, {', '.join('1' for _ in range(axes - 1))})" if axes > 1 else ""
    return NodeCode(
        f"[{drawn((slopes,))}]", f"np.where({{x}} > 0, {{x}}, {{x}} * {{layer}}[0]{each})"
    )


def _linear(row: NetworkRow, linear: Linear) -> NodeCode:
    shape = arriving(row)
    weight, *bias = linear.weight_shapes(shape)
    added = " + {layer}[1]" if bias else ""
    layer = f"[{drawn(weight, *bias)}]"
    if linear.flattens and given(row) == (linear.out_features,) and len(shape) > 1:
        return NodeCode(layer, f"{{x}}.reshape(len({{x}}), -1) @ {{layer}}[0].T{added}")
    if linear.channels_last and len(shape) > 1:
        moved = f"np.moveaxis({{x}}, 1, -1) @ {{layer}}[0].T{added}"
        return NodeCode(layer, f"np.moveaxis({moved}, -1, 1)")
    return NodeCode(layer, f"{{x}} @ {{layer}}[0].T{added}")


def _embedding(row: NetworkRow, table: Embedding) -> NodeCode:
    looked = "{layer}[0][{x}]"
    call = f"np.moveaxis({looked}, -1, 1)" if table.channels_last else looked
    return NodeCode(f"[{drawn((table.entries, table.features))}]", call)


def _reshape(
    row: NetworkRow, operation: Flatten | Reshape | Unflatten | Squeeze | Unsqueeze
) -> NodeCode:
    return NodeCode(call=f"{{x}}.reshape(-1, {', '.join(map(str, given(row)))})")


def _permute(row: NetworkRow, operation: Permute | SwapAxes) -> NodeCode:
    places = (0, *(place + 1 for place in operation.places(arriving(row))))
    return NodeCode(call=f"{{x}}.transpose{places}")


def _chunk(row: NetworkRow, chunk: Chunk) -> NodeCode:
    axis = axis_of(row, chunk.axis, chunk.channels_last)
    return NodeCode(call=f"np.split({{x}}, {chunk.parts}, axis={axis})[0]")


def _reduce(row: NetworkRow, reduce: Reduce) -> NodeCode:
    axes = reduced_axes(row, reduce)
    word = {"amax": "max", "amin": "min"}.get(reduction_of(row.kind), reduction_of(row.kind))
    if word not in ("mean", "sum", "max", "min"):
        raise UnwrittenError(f"{word} is not written in NumPy here")
    keeps = ", keepdims=True" if reduce.keep else ""
    call = f"{{x}}.{word}({axes}{keeps})"
    return keep_sample(row, reduce, call)


def _elementwise(row: NetworkRow, operation: Elementwise) -> NodeCode:
    if row.kind == "expand_as":
        return NodeCode(call="np.broadcast_to({x}, {a1}.shape)")
    return NodeCode(call=merged_text(row.kind, "np", len(row.node.inputs)))


def _concat(row: NetworkRow, concat: Concat) -> NodeCode:
    axis = joined_axis(row, concat)
    return NodeCode(call=f"np.concatenate([{{all}}], axis={axis})")


def _unchanged(row: NetworkRow, operation: Unchanged) -> NodeCode:
    plain = plain_kind(row.kind)
    known = said_activation(row) if plain == "activation" else ACTIVATIONS.get(plain)
    if known is not None:
        return NodeCode(call=FUNCTIONS[known.layer])
    if plain == "leakyrelu":
        slope = said_number(row, "slope") or "0.01"
        return NodeCode(call=f"np.where({{x}} > 0, {{x}}, {{x}} * {slope})")
    return leave_out(plain)


WRITERS: Mapping[type[Operation], Writer] = MappingProxyType(
    {
        **INDEX_WRITERS,
        **WINDOW_WRITERS,
        ChannelNorm: _channel_norm,
        LayerNorm: _layer_norm,
        PReLU: _prelu,
        Linear: _linear,
        Embedding: _embedding,
        Flatten: _reshape,
        Reshape: _reshape,
        Unflatten: _reshape,
        Squeeze: _reshape,
        Unsqueeze: _reshape,
        Permute: _permute,
        SwapAxes: _permute,
        Chunk: _chunk,
        Reduce: _reduce,
        Elementwise: _elementwise,
        Concat: _concat,
        Unchanged: _unchanged,
    }
)
"""How each kind of operation is written."""
