"""Convolutions as nodes: dense, grouped, depthwise, separable and transposed, in 1 to 3 directions.

Their windows are those of `conv_engine.spec`; what is new here is that the channels may follow from
what arrives, as in Keras.
"""

# ruff: noqa: RUF009 -- what stands as a default is the check of the field, not its value

from dataclasses import dataclass
from math import prod
from typing import Any, Literal, cast

from conv_engine import geometry
from conv_engine.arguments import Argument, DirectedArgument, Flag, Mode, Whole, flag, padding_mode
from conv_engine.axis import Axis
from conv_engine.dimensions import SPECS
from conv_engine.frameworks.keras_layers import stamps_cut
from conv_engine.geometry import PaddingWord
from conv_engine.networks.axes import check_rank
from conv_engine.networks.directed import (
    DirectedOperation,
    Each,
    EachWay,
    OptionalEachWay,
    OptionalNumber,
    PaddingChoice,
    causal_padding,
    make_axes,
    optional_each,
    optional_number,
)
from conv_engine.networks.misfits import check_channels
from conv_engine.networks.operation import MisfitError, Shape, only
from conv_engine.networks.sights import Sights, slide_all
from conv_engine.oddities import describe_oddities
from conv_engine.spec import BlockSpec

Spec = BlockSpec[Any, Any]


@dataclass(frozen=True)
class Conv(DirectedOperation):
    """A convolution whose windows move in 1, 2 or 3 directions.

    Parameters
    ----------
    dimensions : {1, 2, 3}
    out_channels : int
        Number of filters.
    kernel_size, stride, dilation : int or sequence of int
        One number, or one for each direction.
    padding : int, sequence of int, ((before, after), ...), "valid", "same" or "causal"
    groups : int
    bias : bool
    in_channels : int, optional
        As the layer was told; whatever arrives by default, as in Keras.
    filter_depth : int, optional
        Channels of one filter, where a weight's shape says them: `groups` then follows.
    padding_mode : {"zeros", "reflect", "replicate", "circular"}

    Examples
    --------
    32 filters of 3 * 3 * 3 weights and one bias at 26 * 26 positions.

    >>> layer = Conv(2, 32, 3)
    >>> layer.output_shape((3, 28, 28)), layer.weight_shapes((3, 28, 28))
    ((32, 26, 26), ((32, 3, 3, 3), (32,)))
    >>> layer.multiply_adds((3, 28, 28)) == 32 * 26 * 26 * 27
    True
    """

    out_channels: Whole = Whole(geometry.whole_number)
    kernel_size: EachWay = EachWay(geometry.per_direction)
    stride: EachWay = EachWay(geometry.per_direction, 1)
    padding: Argument[PaddingChoice, Any] = DirectedArgument(causal_padding, 0)
    dilation: EachWay = EachWay(geometry.per_direction, 1)
    groups: Whole = Whole(geometry.whole_number, 1)
    bias: Flag = Flag(flag, True)
    in_channels: OptionalNumber = OptionalNumber(optional_number, None)
    filter_depth: OptionalNumber = OptionalNumber(optional_number, None)
    padding_mode: Mode = Mode(padding_mode, "zeros")

    def spec(self, arriving: int) -> Spec:
        """Return the convolution for so many channels."""
        groups = self.groups
        if self.filter_depth is not None:
            groups = max(arriving // self.filter_depth, 1)
        return make_spec(self, arriving, self.out_channels, groups, self.bias)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the filters and their positions."""
        shape = only(inputs)
        expected = self.in_channels
        if expected is None and self.filter_depth is not None:
            expected = self.spec(shape[0]).groups * self.filter_depth
        check_channels(expected, shape, self.dimensions)
        return self.spec(shape[0]).output_shape(shape)

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return the weight, and a bias for each filter."""
        return conv_weights(self.spec(self.in_channels or only(inputs)[0]))

    def multiply_adds(self, *inputs: Shape) -> int:
        """Return one whole filter for each cell of the output."""
        shape = only(inputs)
        return self.spec(shape[0]).multiply_adds(shape)

    def describe_oddities(self, *inputs: Shape) -> tuple[str, ...]:
        """Say what the windows leave out of the input."""
        shape = only(inputs)
        return tuple(describe_oddities(self.spec(shape[0]), shape))

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Look through the windows."""
        return slide_all(sights, extents_of(self), self.stride)


@dataclass(frozen=True)
class DepthwiseConv(DirectedOperation):
    """A convolution in which each channel has `multiplier` filters of its own.

    Parameters
    ----------
    dimensions, kernel_size, stride, padding, dilation, bias
        As for `Conv`.
    multiplier : int

    Examples
    --------
    >>> DepthwiseConv(2, 3, multiplier=2).weight_shapes((3, 8, 8))
    ((6, 1, 3, 3), (6,))
    """

    kernel_size: EachWay = EachWay(geometry.per_direction)
    multiplier: Whole = Whole(geometry.whole_number, 1)
    stride: EachWay = EachWay(geometry.per_direction, 1)
    padding: Argument[PaddingChoice, Any] = DirectedArgument(causal_padding, 0)
    dilation: EachWay = EachWay(geometry.per_direction, 1)
    bias: Flag = Flag(flag, True)

    def spec(self, arriving: int) -> Spec:
        """Return the convolution for so many channels."""
        return make_spec(self, arriving, arriving * self.multiplier, arriving, self.bias)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the filters and their positions."""
        shape = only(inputs)
        check_rank(shape, self.dimensions)
        return self.spec(shape[0]).output_shape(shape)

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return the weight, and a bias for each filter."""
        return conv_weights(self.spec(only(inputs)[0]))

    def multiply_adds(self, *inputs: Shape) -> int:
        """Return one kernel for each cell of the output."""
        shape = only(inputs)
        return self.spec(shape[0]).multiply_adds(shape)

    def describe_oddities(self, *inputs: Shape) -> tuple[str, ...]:
        """Say what the windows leave out of the input."""
        shape = only(inputs)
        return tuple(describe_oddities(self.spec(shape[0]), shape))

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Look through the windows."""
        return slide_all(sights, extents_of(self), self.stride)


@dataclass(frozen=True)
class SeparableConv(DirectedOperation):
    """A depthwise convolution without bias, and one of kernel size 1 that mixes its channels.

    Parameters
    ----------
    dimensions, out_channels, kernel_size, stride, padding, dilation, bias
        As for `Conv`.
    multiplier : int
        Filters of each channel before they are mixed.

    Examples
    --------
    >>> SeparableConv(2, 32, 3).weight_shapes((3, 8, 8))
    ((3, 1, 3, 3), (32, 3, 1, 1), (32,))
    """

    out_channels: Whole = Whole(geometry.whole_number)
    kernel_size: EachWay = EachWay(geometry.per_direction)
    multiplier: Whole = Whole(geometry.whole_number, 1)
    stride: EachWay = EachWay(geometry.per_direction, 1)
    padding: Argument[PaddingChoice, Any] = DirectedArgument(causal_padding, 0)
    dilation: EachWay = EachWay(geometry.per_direction, 1)
    bias: Flag = Flag(flag, True)

    def parts(self, arriving: int) -> tuple[Spec, Spec]:
        """Return the two convolutions for so many channels."""
        deep = arriving * self.multiplier
        mixing = SPECS[self.dimensions](deep, self.out_channels, 1, bias=self.bias)
        return make_spec(self, arriving, deep, arriving, bias=False), mixing

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the filters and their positions."""
        shape = only(inputs)
        check_rank(shape, self.dimensions)
        first, mixing = self.parts(shape[0])
        return mixing.output_shape(first.output_shape(shape))

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return both weights, and a bias for each filter."""
        first, mixing = self.parts(only(inputs)[0])
        return *conv_weights(first), *conv_weights(mixing)

    def multiply_adds(self, *inputs: Shape) -> int:
        """Return the products of both convolutions."""
        shape = only(inputs)
        first, mixing = self.parts(shape[0])
        return first.multiply_adds(shape) + mixing.multiply_adds(first.output_shape(shape))

    def describe_oddities(self, *inputs: Shape) -> tuple[str, ...]:
        """Say what the windows leave out of the input."""
        shape = only(inputs)
        return tuple(describe_oddities(self.parts(shape[0])[0], shape))

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Look through the windows."""
        return slide_all(sights, extents_of(self), self.stride)


@dataclass(frozen=True)
class TransposedConv(DirectedOperation):
    """A transposed convolution: each cell stamps its filters on the output.

    Parameters
    ----------
    dimensions, out_channels, kernel_size, stride, dilation, groups, bias, in_channels
        As for `Conv`.
    padding : int, sequence of int, "valid" or "same"
        Cells cut off on both sides, as in PyTorch, or the word of Keras.
    output_padding : int or sequence of int, optional
        Cells added at the end.

    Examples
    --------
    (14 - 1) * 2 + 3 - 2 * 1 + 1 = 28

    >>> layer = TransposedConv(2, 8, 3, stride=2, padding=1, output_padding=1)
    >>> layer.output_shape((16, 14, 14)), layer.weight_shapes((16, 14, 14))
    ((8, 28, 28), ((16, 8, 3, 3), (8,)))
    """

    out_channels: Whole = Whole(geometry.whole_number)
    kernel_size: EachWay = EachWay(geometry.per_direction)
    stride: EachWay = EachWay(geometry.per_direction, 1)
    padding: Argument[Each | Literal["valid", "same"], Any] = DirectedArgument(geometry.padding, 0)
    output_padding: OptionalEachWay = OptionalEachWay(optional_each, None)
    dilation: EachWay = EachWay(geometry.per_direction, 1)
    groups: Whole = Whole(geometry.whole_number, 1)
    bias: Flag = Flag(flag, True)
    in_channels: OptionalNumber = OptionalNumber(optional_number, None)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the filters, and the cells that stamps reach and that are not cut off."""
        shape = only(inputs)
        check_channels(self.in_channels, shape, self.dimensions)
        geometry.check_groups(self.groups, shape[0], self.out_channels)
        cells = zip(shape[1:], axes_of(self), self.cut(), strict=True)
        sizes = [(n - 1) * axis.stride + axis.extent - sum(cut) for n, axis, cut in cells]
        if min(sizes) < 1:
            raise MisfitError(f"nothing is left of the output: its size is {min(sizes)}")
        return self.out_channels, *sizes

    def __post_init__(self) -> None:
        for axis, added in zip(axes_of(self), self.output_padding or (), strict=False):
            _check_output_padding(axis, added, self.padding)

    def cut(self) -> tuple[tuple[int, int], ...]:
        """Return how many cells are cut off before and after; fewer than 0 are added."""
        added = self.output_padding or (None,) * self.dimensions
        if isinstance(self.padding, str):
            word = cast(PaddingWord, self.padding)
            each = zip(axes_of(self), added, strict=True)
            return tuple(stamps_cut(axis, word, number) for axis, number in each)
        sides = geometry.per_direction("padding", self.padding, self.directions, least=0)
        return tuple((side, side - (n or 0)) for side, n in zip(sides, added, strict=True))

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return the weight, input channels first, and a bias for each filter."""
        channels = self.in_channels or only(inputs)[0]
        weight = channels, self.out_channels // self.groups, *self.kernel_size
        return (weight, (self.out_channels,)) if self.bias else (weight,)

    def multiply_adds(self, *inputs: Shape) -> int:
        """Return one whole stamp for each cell of the input."""
        shape = only(inputs)
        return prod(shape) * prod(self.weight_shapes(shape)[0][1:])

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Look through the stamps."""
        return slide_all(sights, extents_of(self), self.stride, stamps=True)


Windowed = Conv | DepthwiseConv | SeparableConv


def make_spec(layer: Windowed, channels: int, filters: int, groups: int, bias: bool) -> Spec:
    """Return the spec that has a layer's windows."""
    padding = layer.padding
    if padding == "causal":
        padding = tuple((axis.extent - 1, 0) for axis in axes_of(layer))
    mode = layer.padding_mode if isinstance(layer, Conv) else "zeros"
    geometry_ = layer.kernel_size, layer.stride, padding, layer.dilation
    return SPECS[layer.dimensions](channels, filters, *geometry_, groups, bias, mode)


def conv_weights(spec: Spec) -> tuple[Shape, ...]:
    """Return the shapes of what a convolution learns."""
    return (spec.weight_shape, (spec.out_channels,)) if spec.bias else (spec.weight_shape,)


def axes_of(layer: Windowed | TransposedConv) -> tuple[Axis, ...]:
    """Return the directions in which a kernel moves."""
    return make_axes(layer.directions, layer.kernel_size, layer.stride, layer.dilation)


def _check_output_padding(axis: Axis, added: int, padding: int | str | tuple[int, ...]) -> None:
    """Refuse cells at the end that no choice of PyTorch and Keras allows."""
    limit = axis.stride if isinstance(padding, str) else max(axis.stride, axis.dilation)
    if added < limit:
        return
    said = f"output_padding {axis.name} {added} is not smaller than stride {axis.stride}"
    if axis.dilation > 1:
        said = f"{said} or dilation {axis.dilation}"
    raise ValueError(f"{said}; nearest is {limit - 1}")


def extents_of(layer: Windowed | TransposedConv) -> tuple[int, ...]:
    """Return how many cells a kernel reaches over in each direction."""
    return tuple(axis.extent for axis in axes_of(layer))
