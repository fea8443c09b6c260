"""How layers with windows are written in Keras: convolutions, pooling, margins, enlargements."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from conv_engine.networks import (
    AdaptivePooling,
    Conv,
    DepthwiseConv,
    GlobalPooling,
    NetworkRow,
    Operation,
    Padding,
    Pooling,
    Resizing,
    ResizingLike,
    SeparableConv,
    TransposedConv,
    Upsampling,
)
from conv_engine.networks.convolutions import Spec
from conv_engine.networks.operation import Shape
from files.network_code.kinds import pooling_mode, said_mode
from files.network_code.remarks import COUNTED, FILLING, OTHER_CELLS
from files.network_code.steps import NodeCode, UnwrittenError, Writer, arriving, call_text, given


def _margin(amounts: Sequence[Sequence[int]]) -> str:
    """Write the layers that add zeros around the maps, and take cells away."""
    text = "{x}"
    added = tuple(tuple(max(n, 0) for n in pair) for pair in amounts)
    taken = tuple(tuple(max(-n, 0) for n in pair) for pair in amounts)
    for name, cells in (("ZeroPadding", added), ("Cropping", taken)):
        if any(map(any, cells)):
            sides = cells[0] if len(cells) == 1 else cells
            text = f"layers.{name}{len(cells)}D({sides})({text})"
    return text


def call_on(text: str) -> str:
    """Write a layer on what another call makes of its input."""
    return f"{{layer}}({text})"


def _moves(row: NetworkRow, spec: Spec) -> tuple[str, str, str]:
    """Return the word of a convolution's padding, what it takes, and what is not said."""
    sizes = arriving(row)[1:]
    amounts = spec.pad_amounts(*sizes)
    remark = "" if spec.padding_mode == "zeros" else OTHER_CELLS
    if not any(map(any, amounts)):
        return "valid", "{x}", ""
    same = tuple(axis.same_padding(n) for axis, n in zip(spec.axes, sizes, strict=True))
    if amounts == same:
        return "same", "{x}", remark
    return "valid", _margin(amounts), remark


def _geometry(spec: Spec, word: str) -> dict[str, tuple[object, object]]:
    if max(spec.stride) > 1 and max(spec.dilation) > 1:
        raise UnwrittenError("Keras does not accept strides together with a dilation_rate")
    return {
        "strides": (spec.stride, 1),
        "padding": (word, "valid"),
        "dilation_rate": (spec.dilation, 1),
        "use_bias": (spec.bias, True),
    }


def _conv(row: NetworkRow, conv: Conv) -> NodeCode:
    spec = conv.spec(arriving(row)[0])
    word, taken, remark = _moves(row, spec)
    layer = call_text(
        f"layers.Conv{conv.dimensions}D",
        conv.out_channels,
        conv.kernel_size,
        groups=(spec.groups, 1),
        **_geometry(spec, word),
    )
    return NodeCode(layer, call_on(taken), remark)


def _depthwise(row: NetworkRow, conv: DepthwiseConv) -> NodeCode:
    if conv.dimensions == 3:
        raise UnwrittenError("Keras has no depthwise convolution in 3 directions")
    spec = conv.spec(arriving(row)[0])
    word, taken, remark = _moves(row, spec)
    layer = call_text(
        f"layers.DepthwiseConv{conv.dimensions}D",
        conv.kernel_size,
        depth_multiplier=(conv.multiplier, 1),
        **_geometry(spec, word),
    )
    return NodeCode(layer, call_on(taken), remark)


def _separable(row: NetworkRow, conv: SeparableConv) -> NodeCode:
    if conv.dimensions == 3:
        raise UnwrittenError("Keras has no separable convolution in 3 directions")
    spec, mixing = conv.parts(arriving(row)[0])
    word, taken, remark = _moves(row, spec)
    layer = call_text(
        f"layers.SeparableConv{conv.dimensions}D",
        conv.out_channels,
        conv.kernel_size,
        depth_multiplier=(conv.multiplier, 1),
        **{**_geometry(spec, word), "use_bias": (mixing.bias, True)},
    )
    return NodeCode(layer, call_on(taken), remark)


def _transposed(row: NetworkRow, conv: TransposedConv) -> NodeCode:
    if conv.groups > 1:
        raise UnwrittenError("Keras has no transposed convolution with groups")
    words = TransposedConv(
        conv.dimensions, conv.out_channels, conv.kernel_size, conv.stride, dilation=conv.dilation
    )
    word, margins = _stamps(words, conv.cut())
    layer = call_text(
        f"layers.Conv{conv.dimensions}DTranspose",
        conv.out_channels,
        conv.kernel_size,
        strides=(conv.stride, 1),
        padding=(word, "valid"),
        dilation_rate=(conv.dilation, 1),
        use_bias=(conv.bias, True),
    )
    return NodeCode(layer, _margin(margins).replace("{x}", "{layer}({x})"))


def _stamps(
    conv: TransposedConv, cut: Sequence[tuple[int, int]]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the word that cuts off as much, or "valid" and the cells to add or to take away."""
    for word in ("valid", "same"):
        by_word = cut_by_word(conv, word)
        if by_word == tuple(cut):
            return word, ((0, 0),) * conv.dimensions
    plain = cut_by_word(conv, "valid")
    return "valid", tuple(
        (-(before - own_before), -(after - own_after))
        for (before, after), (own_before, own_after) in zip(cut, plain, strict=True)
    )


def cut_by_word(conv: TransposedConv, word: str) -> tuple[tuple[int, int], ...]:
    """Return what a word of Keras cuts off before and after."""
    geometry = conv.out_channels, conv.kernel_size, conv.stride
    padding: Any = word
    return TransposedConv(conv.dimensions, *geometry, padding, dilation=conv.dilation).cut()


def _pooling(row: NetworkRow, pooling: Pooling) -> NodeCode:
    if set(pooling.dilation) != {1}:
        raise UnwrittenError("Keras has no dilation for a pooling layer")
    mode = pooling_mode(row.kind)
    if mode == "mean" and pooling.pads_by_side:
        raise UnwrittenError("Keras takes a mean only with the padding of its words")
    sizes, made = arriving(row)[1:], given(row)[1:]
    word = pooling.padding
    amounts: tuple[tuple[int, int], ...] = ((0, 0),) * len(sizes)
    if not isinstance(word, str):
        word = "valid"
        amounts = _pooled_sides(pooling, sizes, made)
    if (
        mode == "max"
        and amounts
        == tuple(axis.same_padding(n) for axis, n in zip(pooling.axes, sizes, strict=True))
        and any(map(any, amounts))
    ):
        word, amounts = "same", ((0, 0),) * len(sizes)
    layer = call_text(
        f"layers.{'Max' if mode == 'max' else 'Average'}Pooling{pooling.dimensions}D",
        pooling.kernel_size,
        strides=(pooling.stride or pooling.kernel_size, pooling.kernel_size),
        padding=(word, "valid"),
    )
    if mode == "mean" or not any(map(any, amounts)):
        remark = COUNTED if mode == "mean" and pooling.ceil_mode and any(map(any, amounts)) else ""
        return NodeCode(layer, call_on(_margin(amounts)), remark)
    pads = ((0, 0), *amounts, (0, 0))
    return NodeCode(layer, call_on(f'ops.pad({{x}}, {pads}, constant_values=float("-inf"))'))


def _pooled_sides(pooling: Pooling, sizes: Shape, made: Shape) -> tuple[tuple[int, int], ...]:
    """Return the cells before and after that so many windows reach."""
    axes = enumerate(zip(pooling.axes, sizes, strict=True))
    before = [pooling.sides(axis, n, place)[0] for place, (axis, n) in axes]
    return tuple(
        (side, max((m - 1) * axis.stride + axis.extent - n - side, 0))
        for axis, n, m, side in zip(pooling.axes, sizes, made, before, strict=True)
    )


def _global_pooling(row: NetworkRow, pooling: GlobalPooling) -> NodeCode:
    directions = len(arriving(row)) - 1
    if not directions:
        return NodeCode(call="{x}")
    return NodeCode(_global_layer(row, directions, pooling.keep))


def _global_layer(row: NetworkRow, directions: int, keep: bool) -> str:
    word = "Max" if pooling_mode(row.kind) == "max" else "Average"
    return call_text(f"layers.Global{word}Pooling{directions}D", keepdims=(keep, False))


def _adaptive(row: NetworkRow, pooling: AdaptivePooling) -> NodeCode:
    sizes, made = arriving(row)[1:], given(row)[1:]
    if set(made) == {1}:
        return NodeCode(_global_layer(row, len(sizes), keep=True))
    if any(n % m for n, m in zip(sizes, made, strict=True)):
        raise UnwrittenError(f"Keras has no layer whose windows turn {sizes} into {made}")
    word = "Max" if pooling_mode(row.kind) == "max" else "Average"
    window = tuple(n // m for n, m in zip(sizes, made, strict=True))
    return NodeCode(call_text(f"layers.{word}Pooling{len(sizes)}D", window))


def _padding(row: NetworkRow, padding: Padding) -> NodeCode:
    rank, mode = len(arriving(row)), said_mode(row, "constant")
    if mode in ("reflect", "symmetric"):
        return NodeCode(call=_padded(padding.sides, rank, f', mode="{mode}"'))
    remark = "" if mode == "constant" else OTHER_CELLS
    if len(padding.sides) == rank - 1:
        return NodeCode(call=_margin(padding.sides), remark=remark)
    if min(map(min, padding.sides)) < 0:
        raise UnwrittenError("Keras has no layer that takes channels away")
    return NodeCode(call=_padded(padding.sides, rank, ""), remark=remark)


def _padded(sides: Sequence[tuple[int, int]], rank: int, mode: str) -> str:
    if min(map(min, sides)) < 0:
        raise UnwrittenError("Keras has no layer that mirrors and takes away")
    each = ((0, 0),) * (rank - len(sides)) + tuple(sides)
    return f"ops.pad({{x}}, {((0, 0), *order_written_pairs(each))}{mode})"


def order_written_pairs(pairs: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Write what belongs to the axes of a channel-first shape in the order of Keras."""
    return (*pairs[1:], *pairs[:1])


def _resized(row: NetworkRow, operation: Upsampling | Resizing | ResizingLike) -> NodeCode:
    sizes, made = arriving(row)[1:], given(row)[1:]
    mode = said_mode(row, "bilinear" if row.kind == "Resizing" else "nearest")
    word = mode if mode in ("bilinear", "bicubic") and len(sizes) == 2 else "nearest"
    remark = "" if word == mode else FILLING
    if word == "nearest" and not any(m % n for n, m in zip(sizes, made, strict=True)):
        factors = tuple(m // n for n, m in zip(sizes, made, strict=True))
        size: object = factors[0] if len(factors) == 1 else factors
        return NodeCode(call_text(f"layers.UpSampling{len(sizes)}D", size), remark=remark)
    if len(sizes) != 2:
        raise UnwrittenError("Keras resizes by whole numbers only, except in 2 directions")
    layer = f'layers.Resizing({made[0]}, {made[1]}, interpolation="{word}")'
    return NodeCode(layer, remark=remark)


WINDOW_WRITERS: Mapping[type[Operation], Writer] = MappingProxyType(
    {
        Conv: _conv,
        DepthwiseConv: _depthwise,
        SeparableConv: _separable,
        TransposedConv: _transposed,
        Pooling: _pooling,
        GlobalPooling: _global_pooling,
        AdaptivePooling: _adaptive,
        Padding: _padding,
        Upsampling: _resized,
        Resizing: _resized,
        ResizingLike: _resized,
    }
)
"""How each operation is written."""
