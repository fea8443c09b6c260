"""Each node of a network as NumPy writes it, by the functions of `numpy_functions`."""

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
from conv_engine.windows import NUMPY_MODES
from files.network_code.channels_first import (
    INDEX_WRITERS,
    axis_of,
    joined_axis,
    keep_sample,
    reduced_axes,
)
from files.network_code.kinds import (
    ACTIVATIONS,
    merged_text,
    plain_kind,
    pooling_mode,
    reduction_of,
    said_activation,
    said_mode,
    said_number,
)
from files.network_code.remarks import leave_out
from files.network_code.steps import NodeCode, UnwrittenError, Writer, arriving, given

TORCH_EPS = 1e-5
"""What a norm of PyTorch adds to the variance."""
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


def drawn(*shapes: Shape) -> str:
    """Write how the arrays of a layer are drawn.

    Examples
    --------
    >>> drawn((8, 3, 3, 3), (8,))
    'weight(8, 3, 3, 3), whole(8)'
    """
    return ", ".join(
        f"{'weight' if len(shape) > 1 else 'whole'}({', '.join(map(str, shape))})"
        for shape in shapes
    )


def _conv(row: NetworkRow, conv: Conv | DepthwiseConv) -> NodeCode:
    shape = arriving(row)
    spec = conv.spec(shape[0])
    shapes = (spec.weight_shape, *([(spec.out_channels,)] if spec.bias else []))
    return NodeCode(f"[{drawn(*shapes)}]", _convolution(spec, shape, "{x}", "*{layer}"))


def _convolution(spec: Spec, shape: Shape, taken: str, weights: str) -> str:
    amounts = spec.pad_amounts(*shape[1:])
    if any(map(any, amounts)):
        mode = "constant" if spec.padding_mode == "zeros" else NUMPY_MODES[spec.padding_mode]
        taken = _padded(amounts, mode, taken)
    groups = f", groups={spec.groups}" if spec.groups > 1 else ""
    return f"conv({taken}, {weights}, stride={spec.stride}, dilation={spec.dilation}{groups})"


def _padded(amounts: Sequence[Sequence[int]], mode: str = "constant", taken: str = "{x}") -> str:
    named = "" if mode == "constant" else f', "{mode}"'
    return f"pad({taken}, {[tuple(pair) for pair in amounts]}{named})"


def _separable(row: NetworkRow, conv: SeparableConv) -> NodeCode:
    shape = arriving(row)
    first, mixing = conv.parts(shape[0])
    shapes = (first.weight_shape, mixing.weight_shape, (mixing.out_channels,))
    deep = _convolution(first, shape, "{x}", "{layer}[0]")
    mixed = _convolution(mixing, first.output_shape(shape), deep, "*{layer}[1:]")
    return NodeCode(f"[{drawn(*shapes[: 3 if mixing.bias else 2])}]", mixed)


def _transposed(row: NetworkRow, conv: TransposedConv) -> NodeCode:
    shapes = conv.weight_shapes(arriving(row))
    stride, dilation = (
        tuple(getattr(axis, name) for axis in axes_of(conv)) for name in ("stride", "dilation")
    )
    groups = f", groups={conv.groups}" if conv.groups > 1 else ""
    call = f"transposed_conv({{x}}, *{{layer}}, stride={stride}, dilation={dilation}{groups})"
    cut = [(-before, -after) for before, after in conv.cut()]
    if not any(map(any, cut)):
        return NodeCode(f"[{drawn(*shapes)}]", call)
    if conv.bias and max(map(max, cut)) > 0:
        weights = call.replace("*{layer}", "{layer}[0]")
        ones = (1,) * conv.dimensions
        return NodeCode(
            f"[{drawn(*shapes)}]",
            f"{_padded(cut, taken=weights)} + {{layer}}[1].reshape(-1, {str(ones)[1:-1]})",
        )
    return NodeCode(f"[{drawn(*shapes)}]", _padded(cut, taken=call))


def _pooling(row: NetworkRow, pooling: Pooling) -> NodeCode:
    stride = pooling.stride or pooling.kernel_size
    axes = list(zip(pooling.axes, arriving(row)[1:], given(row)[1:], strict=True))
    before = _before(pooling, arriving(row))
    # The window may end in the padding, or beyond it; cells that it never reaches are cut off.
    ends = [(m - 1) * axis.stride + axis.extent - n for axis, n, m in axes]
    amounts = [(start, end - start) for start, end in zip(before, ends, strict=True)]
    if pooling_mode(row.kind) == "max":
        return NodeCode(call=_max_pool(amounts, pooling, stride))
    if set(pooling.dilation) != {1}:
        raise UnwrittenError("a mean with dilation is not written in NumPy here")
    is_keras = isinstance(pooling.padding, str)
    counted = [
        (0, min(0, end - start)) if is_keras else (start, min(start, end - start))
        for start, end in zip(before, ends, strict=True)
    ]
    rest = [(a - c, b - d) for (a, b), (c, d) in zip(amounts, counted, strict=True)]
    ones = f"pad(1 + {_padded(counted, taken='0 * {x}')}, {rest})"
    return NodeCode(call=f"mean_pool({_padded(amounts)}, {ones}, {pooling.kernel_size}, {stride})")


def _max_pool(amounts: Sequence[tuple[int, int]], pooling: Pooling, stride: Sequence[int]) -> str:
    """Write a maximum: what is added around the maps is smaller than all of them."""
    taken = "{x}"
    if any(map(any, amounts)):
        least = "np.min({x})"
        taken = f"pad({{x}} - {least}, {list(amounts)}) + {least}"
    return f"max_pool({taken}, {pooling.kernel_size}, {tuple(stride)}, {pooling.dilation})"


def _before(pooling: Pooling, shape: Shape) -> list[int]:
    if pooling.padding == "valid":
        return [0 for _ in pooling.axes]
    if pooling.padding == "same":
        sizes = zip(pooling.axes, shape[1:], strict=True)
        return [axis.same_padding(n)[0] for axis, n in sizes]
    padding = pooling.padding
    return [padding] * len(pooling.axes) if isinstance(padding, int) else list(padding)


def _global_pooling(row: NetworkRow, pooling: GlobalPooling) -> NodeCode:
    axes = tuple(range(2, len(arriving(row)) + 1))
    if not axes:
        return NodeCode(call="{x}")
    keeps = ", keepdims=True" if pooling.keep else ""
    return NodeCode(call=f"{{x}}.{_word(pooling_mode(row.kind))}({axes}{keeps})")


def _word(mode: str) -> str:
    return "max" if mode == "max" else "mean"


def _adaptive(row: NetworkRow, pooling: AdaptivePooling) -> NodeCode:
    largest = pooling_mode(row.kind) == "max"
    return NodeCode(call=f"adaptive_pool({{x}}, {given(row)[1:]}, {largest})")


def _padding(row: NetworkRow, padding: Padding) -> NodeCode:
    mode = said_mode(row, "constant")
    modes: dict[str, str] = {"constant": "constant", **dict(NUMPY_MODES.items())}
    if mode not in modes:
        raise UnwrittenError("what its cells hold is not kept")
    return NodeCode(call=_padded(padding.sides, modes[mode]))


def _resized(row: NetworkRow, operation: Upsampling | Resizing | ResizingLike) -> NodeCode:
    mode = said_mode(row, "bilinear" if row.kind == "Resizing" else "nearest")
    if mode not in ("nearest", "linear", "bilinear", "trilinear"):
        raise UnwrittenError(f"its mode {mode} is not written in NumPy here")
    linear = "" if mode == "nearest" else ", linear=True"
    return NodeCode(call=f"enlarge({{x}}, {given(row)[1:]}{linear})")


def _shuffle(row: NetworkRow, operation: PixelShuffle | PixelUnshuffle) -> NodeCode:
    name = "shuffle" if isinstance(operation, PixelShuffle) else "unshuffle"
    return NodeCode(call=f"{name}({{x}}, {operation.factor})")


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
        return NodeCode(layer, f"batch_norm({{x}}{weights}, eps={TORCH_EPS})")
    groups = norm.groups if grouped else shape[0]
    parts = f"{{x}}.reshape(-1, {groups}, {', '.join(map(str, (shape[0] // groups, *shape[1:])))})"
    axes = tuple(range(2, len(shape) + 2))
    normed = f"norm({parts}, {axes}, {TORCH_EPS}).reshape({{x}}.shape)"
    each = f"(-1, {', '.join('1' for _ in shape[1:])})" if len(shape) > 1 else "(-1,)"
    scaled = f"{normed} * {{layer}}[0].reshape{each} + {{layer}}[1].reshape{each}"
    return NodeCode(layer, scaled if layer else normed)


def _layer_norm(row: NetworkRow, norm: LayerNorm) -> NodeCode:
    shape = arriving(row)
    if norm.shape is None and len(shape) > 1:
        each = f"(-1, {', '.join('1' for _ in shape[1:])})"
        layer = _learned(norm, shape[:1])
        normed = f"norm({{x}}, (1,), {TORCH_EPS})"
        scaled = f"{normed} * {{layer}}[0].reshape{each} + {{layer}}[1].reshape{each}"
        return NodeCode(layer, scaled if layer else normed)
    sizes = tuple(norm.shape or shape[:1])
    if norm.scale and not norm.shift:
        layer, learned = f"[{drawn(sizes)}]", " * {layer}[0]"
    else:
        layer, learned = _learned(norm, sizes), " * {layer}[0] + {layer}[1]"
    normed = f"norm({{x}}, {tuple(range(-len(sizes), 0))}, {TORCH_EPS})"
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
