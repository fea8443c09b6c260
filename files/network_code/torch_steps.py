"""How each node is written in PyTorch, whose arrays have their channels first as the nodes do."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from conv_engine.networks import (
    AdaptivePooling,
    ChannelNorm,
    Chunk,
    Concat,
    Conv,
    DepthwiseConv,
    Elementwise,
    Embedding,
    Flatten,
    GlobalPooling,
    LayerNorm,
    Linear,
    NetworkRow,
    Operation,
    Padding,
    Permute,
    PixelShuffle,
    PixelUnshuffle,
    Pooling,
    PReLU,
    Reduce,
    Reshape,
    Resizing,
    ResizingLike,
    SeparableConv,
    Squeeze,
    SwapAxes,
    TransposedConv,
    Unchanged,
    Unflatten,
    Unsqueeze,
    Upsampling,
)
from conv_engine.networks.convolutions import Spec, axes_of
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
    TORCH_EPSILON,
    drops_maps,
    epsilon_of,
    merged_text,
    plain_kind,
    pooling_mode,
    reduction_of,
    said_activation,
    said_mode,
    said_number,
    said_rate,
)
from files.network_code.remarks import (
    CHUNKS,
    FILLING,
    NO_ACTIVATION,
    OTHER_CELLS,
    OWN_SLOPE,
    leave_out,
    own_number,
)
from files.network_code.steps import NodeCode, UnwrittenError, Writer, arriving, call_text, given

ADDED = ("reflect", "replicate", "circular")
"""Modes of cells around a map, beside zeros."""
FILLED = {"linear": (1,), "bilinear": (2,), "bicubic": (2,), "trilinear": (3,), "area": (1, 2, 3)}
"""Modes of cells between others, and in how many directions each works."""


def write_step(row: NetworkRow) -> NodeCode:
    """Write one node in PyTorch.

    Raises
    ------
    UnwrittenError
        If PyTorch has no words for it, or the node does not say enough.
    """
    operation = row.node.operation
    writer = WRITERS.get(type(operation))
    if writer is None:
        raise UnwrittenError("PyTorch has no layer or function for it")
    return _activated(row, writer(row, operation))


def _activated(row: NetworkRow, code: NodeCode) -> NodeCode:
    """Apply the activation that a layer of Keras brings along."""
    word = row.node.settings.get("activation", "linear")
    if word == "linear" or isinstance(row.node.operation, Unchanged):
        return code
    names = said_activation(row)
    if names is None:
        return replace(code, remark=NO_ACTIVATION)
    told = f", {names.told}" if names.told else ""
    return replace(code, call=f"F.{names.function}({code.call}{told})")


def _padded(amounts: Sequence[Sequence[int]], mode: str = "zeros") -> str:
    """Write cells around what is taken; PyTorch begins with the last axis."""
    numbers = tuple(number for pair in reversed(amounts) for number in pair)
    named = "" if mode == "zeros" else f', mode="{mode}"'
    return f"F.pad({{x}}, {numbers}{named})"


def _conv(row: NetworkRow, conv: Conv | DepthwiseConv) -> NodeCode:
    shape = arriving(row)
    return _convolution(conv.spec(shape[0]), shape)


def _convolution(spec: Spec, shape: Shape) -> NodeCode:
    amounts = spec.pad_amounts(*shape[1:])
    is_even = all(before == after for before, after in amounts)
    mode = spec.padding_mode
    layer = call_text(
        f"nn.Conv{len(amounts)}d",
        spec.in_channels,
        spec.out_channels,
        spec.kernel_size,
        stride=(spec.stride, 1),
        padding=(tuple(before for before, _ in amounts) if is_even else 0, 0),
        dilation=(spec.dilation, 1),
        groups=(spec.groups, 1),
        bias=(spec.bias, True),
        padding_mode=(mode if is_even else "zeros", "zeros"),
    )
    return NodeCode(layer) if is_even else NodeCode(layer, f"{{layer}}({_padded(amounts, mode)})")


def _separable(row: NetworkRow, conv: SeparableConv) -> NodeCode:
    shape = arriving(row)
    first, mixing = conv.parts(shape[0])
    deep, mixed = _convolution(first, shape), _convolution(mixing, first.output_shape(shape))
    return NodeCode(f"nn.Sequential({deep.layer}, {mixed.layer})", deep.call)


def _transposed(row: NetworkRow, conv: TransposedConv) -> NodeCode:
    cut = conv.cut()
    limits = (max(axis.stride, axis.dilation) for axis in axes_of(conv))
    fits = all(
        before >= 0 and 0 <= before - after < limit
        for (before, after), limit in zip(cut, limits, strict=True)
    )
    layer = call_text(
        f"nn.ConvTranspose{conv.dimensions}d",
        arriving(row)[0],
        conv.out_channels,
        conv.kernel_size,
        stride=(conv.stride, 1),
        padding=(tuple(before for before, _ in cut) if fits else 0, 0),
        output_padding=(tuple(before - after for before, after in cut) if fits else 0, 0),
        groups=(conv.groups, 1),
        bias=(conv.bias, True),
        dilation=(conv.dilation, 1),
    )
    if fits:
        return NodeCode(layer)
    taken = _padded([(-before, -after) for before, after in cut])
    return NodeCode(layer, taken.replace("{x}", "{layer}({x})"))


def _pooling(row: NetworkRow, pooling: Pooling) -> NodeCode:
    mode = pooling_mode(row.kind)
    told = _numbered(row, pooling)
    if pooling.pads_by_side:
        return _padded_pooling(row, pooling, mode)
    if mode == "mean" and set(told.dilation) != {1}:
        raise UnwrittenError("PyTorch has no dilation for the mean of a window")
    is_keras = isinstance(pooling.padding, str)
    layer = call_text(
        f"nn.{'Max' if mode == 'max' else 'Avg'}Pool{told.dimensions}d",
        told.kernel_size,
        stride=(told.stride or told.kernel_size, told.kernel_size),
        padding=(told.padding, 0),
        dilation=(told.dilation, 1),
        ceil_mode=(told.ceil_mode, False),
        count_include_pad=(not (mode == "mean" and is_keras and told.padding != 0), True),
    )
    return NodeCode(layer)


def _padded_pooling(row: NetworkRow, pooling: Pooling, mode: str) -> NodeCode:
    """Write a pooling whose sides differ: what is added before it is smaller than all maps."""
    if mode == "mean":
        raise UnwrittenError("PyTorch takes a mean only with as many cells on both sides")
    numbers = tuple(number for pair in reversed(pooling.padding) for number in pair)
    inner = _pooling(row, replace(pooling, padding=0))
    taken = f'F.pad({{x}}, {numbers}, value=float("-inf"))'
    return replace(inner, call=f"{{layer}}({taken})")


def _numbered(row: NetworkRow, pooling: Pooling) -> Pooling:
    """Say a word of padding in numbers: what is before counts, and windows may end beyond."""
    if pooling.padding == "valid":
        return replace(pooling, padding=0)
    if pooling.padding != "same":
        return pooling
    sizes = arriving(row)[1:]
    before = tuple(axis.same_padding(n)[0] for axis, n in zip(pooling.axes, sizes, strict=True))
    for ceil_mode in (False, True):
        told = replace(pooling, padding=before, ceil_mode=ceil_mode)
        if told.output_shape(arriving(row)) == given(row):
            return told
    raise UnwrittenError('its padding "same" has no numbers in PyTorch')


def _global_pooling(row: NetworkRow, pooling: GlobalPooling) -> NodeCode:
    axes = tuple(range(2, len(arriving(row)) + 1))
    word = "amax" if pooling_mode(row.kind) == "max" else "mean"
    if not axes:
        return NodeCode(call="{x}")
    return NodeCode(call=call_text(f"{{x}}.{word}", axes, keepdim=(pooling.keep, False)))


def _adaptive(row: NetworkRow, pooling: AdaptivePooling) -> NodeCode:
    word = "Max" if pooling_mode(row.kind) == "max" else "Avg"
    size = given(row)[1:]
    return NodeCode(call_text(f"nn.Adaptive{word}Pool{pooling.dimensions}d", size))


def _padding(row: NetworkRow, padding: Padding) -> NodeCode:
    mode = said_mode(row, "constant")
    known = mode == "constant" or mode in ADDED
    return NodeCode(
        call=_padded(padding.sides, mode if mode in ADDED else "zeros"),
        remark="" if known else OTHER_CELLS,
    )


def _resized(row: NetworkRow, operation: Upsampling | Resizing | ResizingLike) -> NodeCode:
    mode = said_mode(row, "bilinear" if row.kind == "Resizing" else "nearest")
    works = len(given(row)) - 1 in FILLED.get(mode, ())
    named = f', mode="{mode}"' if works else ""
    size = "{a1}.shape[2:]" if isinstance(operation, ResizingLike) else str(given(row)[1:])
    call = f"F.interpolate({{x}}, size={size}{named})"
    return NodeCode(call=call, remark="" if works or mode == "nearest" else FILLING)


def _shuffle(row: NetworkRow, operation: PixelShuffle | PixelUnshuffle) -> NodeCode:
    return NodeCode(f"nn.{type(operation).__name__}({operation.factor})")


def _channel_norm(row: NetworkRow, norm: ChannelNorm) -> NodeCode:
    shape, plain = arriving(row), plain_kind(row.kind)
    channels, directions = shape[0], max(len(shape) - 1, 1)
    if plain == "prelu":
        return NodeCode(f"nn.PReLU({channels})")
    affine = norm.scale or norm.shift
    eps = epsilon_of(row.kind), TORCH_EPSILON
    remark = own_number(norm.scale, norm.shift)
    if norm.groups > 1 or "group" in plain:
        layer = call_text("nn.GroupNorm", norm.groups, channels, affine=(affine, True), eps=eps)
    elif "instance" in plain:
        layer = call_text(f"nn.InstanceNorm{directions}d", channels, affine=(affine, False))
    else:
        layer = call_text(f"nn.BatchNorm{directions}d", channels, affine=(affine, True), eps=eps)
    return NodeCode(layer, remark=remark)


def _layer_norm(row: NetworkRow, norm: LayerNorm) -> NodeCode:
    shape = arriving(row)
    layer = call_text(
        "nn.LayerNorm",
        tuple(norm.shape or shape[:1]),
        elementwise_affine=(norm.scale or norm.shift, True),
        bias=(norm.shift or not norm.scale, True),
        eps=(epsilon_of(row.kind), TORCH_EPSILON),
    )
    remark = "" if norm.scale or not norm.shift else own_number(norm.scale, norm.shift)
    return _on_channels(row, NodeCode(layer, remark=remark), channels=norm.shape is None)


def _on_channels(row: NetworkRow, step: NodeCode, channels: bool) -> NodeCode:
    """Bring the channels to the last axis for a layer that works there, and back."""
    if not channels or len(arriving(row)) == 1:
        return step
    return replace(step, call="{layer}({x}.movedim(1, -1)).movedim(-1, 1)")


def _prelu(row: NetworkRow, prelu: PReLU) -> NodeCode:
    shape = arriving(row)
    if prelu.slopes is not None:
        return NodeCode(call_text("nn.PReLU", prelu.slopes) if prelu.slopes > 1 else "nn.PReLU()")
    if len(shape) > 1:
        raise UnwrittenError("PyTorch has no slope for each number, but one for each channel")
    return NodeCode(f"nn.PReLU({shape[0]})")


def _linear(row: NetworkRow, linear: Linear) -> NodeCode:
    shape = arriving(row)
    features = linear.weight_shapes(shape)[0][1]
    layer = call_text("nn.Linear", features, linear.out_features, bias=(linear.bias, True))
    if linear.flattens and given(row) == (linear.out_features,) and len(shape) > 1:
        return NodeCode(layer, "{layer}(torch.flatten({x}, 1))")
    return _on_channels(row, NodeCode(layer), channels=linear.channels_last)


def _embedding(row: NetworkRow, table: Embedding) -> NodeCode:
    layer = f"nn.Embedding({table.entries}, {table.features})"
    return NodeCode(layer, "{layer}({x}).movedim(-1, 1)" if table.channels_last else "{layer}({x})")


def _flatten(row: NetworkRow, flatten: Flatten) -> NodeCode:
    start = flatten.start or 1
    ends = f"{start}" if flatten.end == -1 else f"{start}, {flatten.end}"
    return NodeCode(call=f"torch.flatten({{x}}, {ends})")


def _reshape(row: NetworkRow, operation: Reshape | Unflatten | Squeeze | Unsqueeze) -> NodeCode:
    sizes = ", ".join(map(str, given(row)))
    return NodeCode(call=f"{{x}}.reshape(-1, {sizes})")


def _permute(row: NetworkRow, operation: Permute | SwapAxes) -> NodeCode:
    places = (0, *(place + 1 for place in operation.places(arriving(row))))
    return NodeCode(call=f"{{x}}.permute{places}")


def _chunk(row: NetworkRow, chunk: Chunk) -> NodeCode:
    axis = axis_of(row, chunk.axis, chunk.channels_last)
    return NodeCode(call=f"torch.chunk({{x}}, {chunk.parts}, dim={axis})[0]", remark=CHUNKS)


def _reduce(row: NetworkRow, reduce: Reduce) -> NodeCode:
    axes = reduced_axes(row, reduce)
    word = reduction_of(row.kind)
    call = call_text(f"{{x}}.{word}", axes, keepdim=(reduce.keep, False))
    return keep_sample(row, reduce, call)


def _elementwise(row: NetworkRow, operation: Elementwise) -> NodeCode:
    if row.kind == "expand_as":
        return NodeCode(call="{x}.expand_as({a1})")
    return NodeCode(call=merged_text(row.kind, "torch", len(row.node.inputs)))


def _concat(row: NetworkRow, concat: Concat) -> NodeCode:
    axis = joined_axis(row, concat)
    return NodeCode(call=f"torch.cat([{{all}}], dim={axis})")


def _unchanged(row: NetworkRow, operation: Unchanged) -> NodeCode:
    plain = plain_kind(row.kind)
    known = said_activation(row) if plain == "activation" else ACTIVATIONS.get(plain)
    if known is not None:
        return NodeCode(f"nn.{known.layer}({known.told})")
    if plain in ("leakyrelu",):
        slope = said_number(row, "slope")
        return NodeCode(f"nn.LeakyReLU({slope})", remark="" if slope else OWN_SLOPE)
    if rate := said_rate(row):
        directions = len(arriving(row)) - 1
        return NodeCode(f"nn.Dropout{f'{directions}d' if drops_maps(row) else ''}({rate})")
    return leave_out(plain)


WRITERS: Mapping[type[Operation], Writer] = MappingProxyType(
    {
        **INDEX_WRITERS,
        Conv: _conv,
        DepthwiseConv: _conv,
        SeparableConv: _separable,
        TransposedConv: _transposed,
        Pooling: _pooling,
        GlobalPooling: _global_pooling,
        AdaptivePooling: _adaptive,
        Padding: _padding,
        Upsampling: _resized,
        Resizing: _resized,
        ResizingLike: _resized,
        PixelShuffle: _shuffle,
        PixelUnshuffle: _shuffle,
        ChannelNorm: _channel_norm,
        LayerNorm: _layer_norm,
        PReLU: _prelu,
        Linear: _linear,
        Embedding: _embedding,
        Flatten: _flatten,
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
"""How each operation is written."""
