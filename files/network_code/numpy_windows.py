"""Convolutions, pooling and padding as NumPy programs write them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from conv_engine.networks import (
    AdaptivePooling,
    Conv,
    DepthwiseConv,
    GlobalPooling,
    NetworkRow,
    Operation,
    Padding,
    PixelShuffle,
    PixelUnshuffle,
    Pooling,
    Resizing,
    ResizingLike,
    SeparableConv,
    TransposedConv,
    Upsampling,
)
from conv_engine.networks.convolutions import Spec, axes_of
from conv_engine.networks.operation import Shape
from conv_engine.windows import NUMPY_MODES
from files.network_code.kinds import (
    pooling_mode,
    said_mode,
)
from files.network_code.steps import NodeCode, UnwrittenError, Writer, arriving, given


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
    counts_none = isinstance(pooling.padding, str) or pooling.pads_by_side
    counted = [
        (0, min(0, end - start)) if counts_none else (start, min(start, end - start))
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
    axes = enumerate(zip(pooling.axes, shape[1:], strict=True))
    return [pooling.sides(axis, n, place)[0] for place, (axis, n) in axes]


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


WINDOW_WRITERS: Mapping[type[Operation], Writer] = MappingProxyType(
    {
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
    }
)
"""How the operations are written that slide windows, or make maps of another size."""
