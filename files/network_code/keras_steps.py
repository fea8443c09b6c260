"""How each node is written in Keras, whose arrays have their channels last.

A shape of a node is channel first: its first axis is the last one of Keras, and the others stay in
their order.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from conv_engine.geometry import per_direction
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
    Select,
    SeparableConv,
    Slice,
    Squeeze,
    SwapAxes,
    TransposedConv,
    Unchanged,
    Unflatten,
    Unsqueeze,
    Upsampling,
)
from conv_engine.networks.axes import order_written, place_axis
from conv_engine.networks.convolutions import Spec
from conv_engine.networks.operation import Shape
from files.network_code.kinds import (
    ACTIVATIONS,
    merged_text,
    plain_kind,
    pooling_mode,
    reduction_of,
)
from files.network_code.remarks import CHUNKS, FILLING, PADDED, leave_out
from files.network_code.steps import NodeCode, UnwrittenError, call_text
from files.network_code.torch_steps import arriving, given

OTHER_CELLS = "zeros are added here: Keras has no layer that adds other cells"
Writer = Callable[[NetworkRow, Any], NodeCode]


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
        raise UnwrittenError("it has no words in Keras")
    return writer(row, operation)


def _axis(place: int, rank: int) -> int:
    """Return where Keras has an axis of a channel-first shape, samples in front.

    Examples
    --------
    >>> _axis(0, 3), _axis(1, 3), _axis(2, 3)
    (3, 1, 2)
    """
    return place or rank


def _written_axis(row: NetworkRow, axis: int, channels_last: bool) -> int:
    rank = len(arriving(row))
    return _axis(place_axis(axis, rank, channels_last), rank)


def _to_front(text: str, rank: int) -> str:
    """Bring the channels to the front of the axes."""
    if rank < 2:
        return text
    return f"layers.Permute({(rank, *range(1, rank))})({text})"


def _to_back(text: str, rank: int) -> str:
    """Bring the channels back to the last axis."""
    if rank < 2:
        return text
    return f"layers.Permute({(*range(2, rank + 1), 1)})({text})"


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


def _before(text: str) -> str:
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
        raise UnwrittenError("Keras has no strides together with a dilation_rate")
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
    return NodeCode(layer, _before(taken), remark)


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
    return NodeCode(layer, _before(taken), remark)


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
    return NodeCode(layer, _before(taken), remark)


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
        return NodeCode(layer, _before(_margin(amounts)))
    pads = ((0, 0), *amounts, (0, 0))
    return NodeCode(layer, _before(f'ops.pad({{x}}, {pads}, constant_values=float("-inf"))'))


def _pooled_sides(pooling: Pooling, sizes: Shape, made: Shape) -> tuple[tuple[int, int], ...]:
    """Return the cells before and after that so many windows reach."""
    before = per_direction("padding", pooling.padding, pooling.directions, least=0)
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
        raise UnwrittenError(f"Keras has no layer whose windows make {made} of {sizes}")
    word = "Max" if pooling_mode(row.kind) == "max" else "Average"
    window = tuple(n // m for n, m in zip(sizes, made, strict=True))
    return NodeCode(call_text(f"layers.{word}Pooling{len(sizes)}D", window))


def _padding(row: NetworkRow, padding: Padding) -> NodeCode:
    rank, plain = len(arriving(row)), plain_kind(row.kind)
    if "reflect" in plain:
        return NodeCode(call=_padded(padding.sides, rank, ', mode="reflect"'))
    others = "replication" in plain or "circular" in plain
    remark = OTHER_CELLS if others else PADDED if plain == "pad" else ""
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
    bilinear = "bilinear" in plain_kind(row.kind)
    remark = "" if bilinear or row.kind.startswith("UpsamplingNearest") else FILLING
    if not bilinear and not any(m % n for n, m in zip(sizes, made, strict=True)):
        factors = tuple(m // n for n, m in zip(sizes, made, strict=True))
        size: object = factors[0] if len(factors) == 1 else factors
        return NodeCode(call_text(f"layers.UpSampling{len(sizes)}D", size), remark=remark)
    if len(sizes) != 2:
        raise UnwrittenError("Keras resizes by whole numbers only, except in 2 directions")
    word = "bilinear" if bilinear else "nearest"
    layer = f'layers.Resizing({made[0]}, {made[1]}, interpolation="{word}")'
    return NodeCode(layer, remark=remark)


def _shuffle(row: NetworkRow, operation: PixelShuffle) -> NodeCode:
    (_, rows, columns), r = arriving(row), operation.factor
    channels, *size = given(row)
    parted = f"ops.reshape({{x}}, (-1, {rows}, {columns}, {channels}, {r}, {r}))"
    moved = f"ops.transpose({parted}, (0, 1, 4, 2, 5, 3))"
    return NodeCode(call=f"ops.reshape({moved}, {(-1, *size, channels)})")


def _unshuffle(row: NetworkRow, operation: PixelUnshuffle) -> NodeCode:
    channels, r = arriving(row)[0], operation.factor
    made, rows, columns = given(row)
    parted = f"ops.reshape({{x}}, (-1, {rows}, {r}, {columns}, {r}, {channels}))"
    moved = f"ops.transpose({parted}, (0, 1, 3, 5, 2, 4))"
    return NodeCode(call=f"ops.reshape({moved}, {(-1, rows, columns, made)})")


def _channel_norm(row: NetworkRow, norm: ChannelNorm) -> NodeCode:
    shape, plain = arriving(row), plain_kind(row.kind)
    if plain == "prelu":
        return NodeCode(_shared_slopes(len(shape)))
    learned = {"center": (norm.shift, True), "scale": (norm.scale, True)}
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
    learned = {"center": (norm.shift, True), "scale": (norm.scale, True)}
    if norm.shape is None or rank == 1:
        return NodeCode(call_text("layers.LayerNormalization", **learned))
    axes = [_axis(place, rank) for place in range(rank - len(norm.shape), rank)]
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
    return NodeCode(layer, _to_back(_before(_to_front("{x}", rank)), rank))


def _embedding(row: NetworkRow, table: Embedding) -> NodeCode:
    layer = f"layers.Embedding({table.entries}, {table.features})"
    if table.channels_last:
        return NodeCode(layer)
    if len(arriving(row)) != 1:
        raise UnwrittenError("its words lie along more than one axis")
    return NodeCode(layer, _to_back("{layer}({x})", 2))


def _flatten(row: NetworkRow, flatten: Flatten) -> NodeCode:
    if len(given(row)) == 1:
        return NodeCode("layers.Flatten()")
    return _reordered(row)


def _reordered(row: NetworkRow) -> NodeCode:
    """Lay the same numbers out as PyTorch does, with channels in front."""
    front = _to_front("{x}", len(arriving(row)))
    shape = given(row)
    return NodeCode(call=_to_back(f"layers.Reshape({shape})({front})", len(shape)))


def _reshape(row: NetworkRow, reshape: Reshape) -> NodeCode:
    if reshape.channels_last:
        return NodeCode(f"layers.Reshape({tuple(reshape.shape)})")
    if len(given(row)) == 1:
        return NodeCode("layers.Flatten()")
    return _reordered(row)


def _rearranged(row: NetworkRow, operation: Unflatten | Squeeze | Unsqueeze) -> NodeCode:
    return _reordered(row)


def _permute(row: NetworkRow, operation: Permute | SwapAxes) -> NodeCode:
    shape = arriving(row)
    moved = order_written(tuple(operation.places(shape)), channels_last=True)
    return NodeCode(f"layers.Permute({tuple(_axis(place, len(shape)) for place in moved)})")


def _slice(row: NetworkRow, cut: Slice) -> NodeCode:
    ends = ["" if end is None else str(end) for end in (cut.start, cut.stop)]
    step = "" if cut.step is None else f":{cut.step}"
    axis = _written_axis(row, cut.axis, cut.channels_last)
    return NodeCode(call=f"{{x}}[{':, ' * axis}{':'.join(ends)}{step}]")


def _select(row: NetworkRow, select: Select) -> NodeCode:
    axis = _written_axis(row, select.axis, select.channels_last)
    return _without_axis(row, axis, f"{{x}}[{':, ' * axis}{select.index}]")


def _without_axis(row: NetworkRow, axis: int, text: str) -> NodeCode:
    """Bring the next axis to the last place where the channels are gone."""
    channels_gone = axis == len(arriving(row))
    return NodeCode(call=_to_back(text, len(given(row))) if channels_gone else text)


def _chunk(row: NetworkRow, chunk: Chunk) -> NodeCode:
    axis = _written_axis(row, chunk.axis, chunk.channels_last)
    return NodeCode(call=f"ops.split({{x}}, {chunk.parts}, axis={axis})[0]", remark=CHUNKS)


def _reduce(row: NetworkRow, reduce: Reduce) -> NodeCode:
    rank = len(arriving(row))
    axes = tuple(_written_axis(row, axis, reduce.channels_last) for axis in reduce.axes)
    all_gone = not reduce.keep and len(set(axes)) == rank
    call = call_text(f"ops.{reduction_of(row.kind)}", keepdims=(reduce.keep or all_gone, False))
    inner = call.removesuffix(")").partition("(")
    named = f", {inner[2]}" if inner[2] else ""
    text = f"{inner[0]}({{x}}, axis={axes}{named})"
    if all_gone:
        return NodeCode(call=f"layers.Flatten()({text})")
    if reduce.keep:
        return NodeCode(call=text)
    return _without_axis(row, max(axes), text)


def _elementwise(row: NetworkRow, operation: Elementwise) -> NodeCode:
    if len({len(shape) for shape in row.input_shapes if shape is not None}) > 1:
        raise UnwrittenError("its branches have unequally many axes, which Keras orders otherwise")
    if row.kind == "expand_as":
        return NodeCode(call="ops.broadcast_to({x}, ops.shape({a1}))")
    return NodeCode(call=merged_text(row.kind, "ops", len(row.node.inputs)))


def _concat(row: NetworkRow, concat: Concat) -> NodeCode:
    axis = _written_axis(row, concat.axis, concat.channels_last)
    last = axis == len(arriving(row))
    layer = call_text("layers.Concatenate", axis=(-1 if last else axis, -1))
    return NodeCode(layer, "{layer}([{all}])")


def _unchanged(row: NetworkRow, operation: Unchanged) -> NodeCode:
    known = ACTIVATIONS.get(plain_kind(row.kind))
    if known is None:
        return leave_out(plain_kind(row.kind))
    return NodeCode(f'layers.Activation("{known[1]}")')


WRITERS: Mapping[type[Operation], Writer] = MappingProxyType(
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
        PixelShuffle: _shuffle,
        PixelUnshuffle: _unshuffle,
        ChannelNorm: _channel_norm,
        LayerNorm: _layer_norm,
        PReLU: _prelu,
        Linear: _linear,
        Embedding: _embedding,
        Flatten: _flatten,
        Reshape: _reshape,
        Unflatten: _rearranged,
        Squeeze: _rearranged,
        Unsqueeze: _rearranged,
        Permute: _permute,
        SwapAxes: _permute,
        Slice: _slice,
        Select: _select,
        Chunk: _chunk,
        Reduce: _reduce,
        Elementwise: _elementwise,
        Concat: _concat,
        Unchanged: _unchanged,
    }
)
"""How each operation is written."""
