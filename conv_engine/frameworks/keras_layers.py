"""The convolutions of Keras 3 as data: its names, order and defaults, and what it refuses."""

# ruff: noqa: RUF009 -- what stands as a default is the check of the field, not its value

from collections.abc import Sequence
from dataclasses import dataclass

from conv_engine import geometry
from conv_engine.arguments import Cells, Flag, Whole, flag
from conv_engine.axis import Axis
from conv_engine.frameworks.keras_arguments import (
    Activation,
    Amounts,
    Format,
    OutputPadding,
    PaddingArgument,
    activation,
    amounts,
    check_strided_dilation,
    data_format,
    output_padding,
    padding_word,
)
from conv_engine.frameworks.layers import Convolution, Margin
from conv_engine.geometry import PadAmounts, PaddingWord, Pair
from conv_engine.spec import ConvSpec
from conv_engine.transposed import TransposedSpec


@dataclass(frozen=True)
class Conv2D(Convolution):
    """A Conv2D layer as Keras writes it; pairs are always (height, width) after construction.

    Parameters
    ----------
    filters : int
        Output channels; the input channels are no argument: Keras reads them off the input.
    kernel_size, strides, dilation_rate : int or (int, int)
        In cells. `strides` and `dilation_rate` may not both be more than 1.
    padding : {"valid", "same"}
    data_format : {"channels_last", "channels_first"}, optional
    groups : int
        Must divide `filters`, and the channels of the input.
    activation : str, optional
        Changes neither shape nor sum.
    use_bias : bool

    Raises
    ------
    ValueError
        For what Keras refuses; the sentence names the nearest valid choice.

    Examples
    --------
    >>> layer = Conv2D(32, (3, 3), strides=2, padding="same")
    >>> layer.call()
    'Conv2D(32, 3, strides=2, padding="same")'
    >>> layer.output_shape((3, 224, 224))
    (32, 112, 112)
    >>> layer.specs(in_channels=3)[0].weight_shape
    (32, 3, 3, 3)
    """

    unnamed = 2

    filters: Whole = Whole(geometry.whole_number)
    kernel_size: Cells = Cells(geometry.pair)
    strides: Cells = Cells(geometry.pair, (1, 1))
    padding: PaddingArgument = PaddingArgument(padding_word, "valid")
    data_format: Format = Format(data_format, "channels_last")
    dilation_rate: Cells = Cells(geometry.pair, (1, 1))
    groups: Whole = Whole(geometry.whole_number, 1)
    activation: Activation = Activation(activation, None)
    use_bias: Flag = Flag(flag, True)

    def __post_init__(self) -> None:
        check_strided_dilation(self.strides, self.dilation_rate)
        if self.filters % self.groups:
            raise ValueError(
                f"groups {self.groups} does not divide filters {self.filters}; nearest that does "
                f"is {geometry.nearest_divisor(self.groups, self.filters)}"
            )

    def specs(self, in_channels: int) -> tuple[ConvSpec, ...]:
        """Return one convolution."""
        return (
            ConvSpec(
                in_channels,
                self.filters,
                self.kernel_size,
                self.strides,
                self.padding,
                self.dilation_rate,
                self.groups,
                self.use_bias,
            ),
        )


@dataclass(frozen=True)
class DepthwiseConv2D(Convolution):
    """A DepthwiseConv2D layer as Keras writes it: each channel has filters of its own.

    Parameters
    ----------
    depth_multiplier : int
        Filters of each input channel.
    kernel_size, strides, padding, data_format, dilation_rate, activation, use_bias
        As for `Conv2D`; strides and dilation go together here.

    Raises
    ------
    ValueError
        For what Keras refuses.

    Examples
    --------
    Three channels with two filters each, of 3 * 3 weights and one bias: 3 * 2 * (9 + 1) = 60.

    >>> layer = DepthwiseConv2D(3, depth_multiplier=2)
    >>> layer.specs(in_channels=3)[0].parameter_count
    60
    """

    unnamed = 1

    kernel_size: Cells = Cells(geometry.pair)
    strides: Cells = Cells(geometry.pair, (1, 1))
    padding: PaddingArgument = PaddingArgument(padding_word, "valid")
    depth_multiplier: Whole = Whole(geometry.whole_number, 1)
    data_format: Format = Format(data_format, "channels_last")
    dilation_rate: Cells = Cells(geometry.pair, (1, 1))
    activation: Activation = Activation(activation, None)
    use_bias: Flag = Flag(flag, True)

    def specs(self, in_channels: int) -> tuple[ConvSpec, ...]:
        """Return one convolution, in which every input channel is a group of its own."""
        return (depthwise(self, in_channels, self.use_bias),)


@dataclass(frozen=True)
class SeparableConv2D(Convolution):
    """A SeparableConv2D layer as Keras writes it: depthwise without bias, then 1x1 with it.

    Parameters
    ----------
    filters : int
        Of the 1x1 convolution that mixes the channels.
    kernel_size, strides, padding, data_format, dilation_rate, activation, use_bias
        As for `Conv2D`; strides and dilation go together here.
    depth_multiplier : int
        Filters of each input channel, before they are mixed.

    Raises
    ------
    ValueError
        For what Keras refuses.

    Examples
    --------
    3 * 3 * 3 weights that look around, 32 * 3 weights that mix, 32 biases: 27 + 96 + 32 = 155.

    >>> layer = SeparableConv2D(32, 3)
    >>> sum(spec.parameter_count for spec in layer.specs(in_channels=3))
    155
    """

    unnamed = 2

    filters: Whole = Whole(geometry.whole_number)
    kernel_size: Cells = Cells(geometry.pair)
    strides: Cells = Cells(geometry.pair, (1, 1))
    padding: PaddingArgument = PaddingArgument(padding_word, "valid")
    data_format: Format = Format(data_format, "channels_last")
    dilation_rate: Cells = Cells(geometry.pair, (1, 1))
    depth_multiplier: Whole = Whole(geometry.whole_number, 1)
    activation: Activation = Activation(activation, None)
    use_bias: Flag = Flag(flag, True)

    def specs(self, in_channels: int) -> tuple[ConvSpec, ...]:
        """Return the depthwise convolution, and the 1x1 one that mixes its channels."""
        first = depthwise(self, in_channels, bias=False)
        return first, ConvSpec(first.out_channels, self.filters, 1, bias=self.use_bias)


def depthwise(layer: DepthwiseConv2D | SeparableConv2D, in_channels: int, bias: bool) -> ConvSpec:
    """Return the convolution in which every input channel is a group of its own."""
    return ConvSpec(
        in_channels,
        in_channels * layer.depth_multiplier,
        layer.kernel_size,
        layer.strides,
        layer.padding,
        layer.dilation_rate,
        groups=in_channels,
        bias=bias,
    )


@dataclass(frozen=True)
class Conv2DTranspose(Convolution):
    """A Conv2DTranspose layer as Keras writes it.

    Parameters
    ----------
    filters : int
    kernel_size, strides, dilation_rate : int or (int, int)
        In cells; `strides` is the distance between two stamps on the output. `strides` and
        `dilation_rate` may not both be more than 1.
    padding : {"valid", "same"}
        "same" gives ``n * strides`` rows and columns, "valid" every cell that a stamp reaches.
    output_padding : int or (int, int), optional
        Rows and columns added at the end, fewer than `strides`.
    data_format, activation, use_bias
        As for `Conv2D`.

    Raises
    ------
    ValueError
        For what Keras refuses; the sentence names the nearest valid choice.

    Examples
    --------
    Three stamps of 3, two apart, reach over (3 - 1) * 2 + 3 = 7 rows; "same" keeps 3 * 2.

    >>> Conv2DTranspose(4, 3, strides=2).output_shape((8, 3, 3))
    (4, 7, 7)
    >>> Conv2DTranspose(4, 3, strides=2, padding="same").output_shape((8, 3, 3))
    (4, 6, 6)
    """

    unnamed = 2

    filters: Whole = Whole(geometry.whole_number)
    kernel_size: Cells = Cells(geometry.pair)
    strides: Cells = Cells(geometry.pair, (1, 1))
    padding: PaddingArgument = PaddingArgument(padding_word, "valid")
    output_padding: OutputPadding = OutputPadding(output_padding, None)
    data_format: Format = Format(data_format, "channels_last")
    dilation_rate: Cells = Cells(geometry.pair, (1, 1))
    activation: Activation = Activation(activation, None)
    use_bias: Flag = Flag(flag, True)

    def __post_init__(self) -> None:
        check_strided_dilation(self.strides, self.dilation_rate)
        if self.output_padding is None:
            return
        for axis, added in zip(self.axes, self.output_padding, strict=True):
            if added >= axis.stride:
                raise ValueError(
                    f"output_padding {axis.name} {added} is not less than strides {axis.stride}; "
                    f"nearest is {axis.stride - 1}"
                )
            if self.padding == "same" and added == 0 and axis.extent % 2 == 0:
                raise ValueError(
                    f"output_padding {axis.name} 0 with padding 'same' and a kernel of even extent "
                    f"{axis.extent} is refused by TensorFlow; nearest is output_padding None"
                )

    @property
    def axes(self) -> tuple[Axis, Axis]:
        """How stamps lie on the output, along rows and along columns."""
        (k_h, k_w), (s_h, s_w), (d_h, d_w) = self.kernel_size, self.strides, self.dilation_rate
        return Axis("height", k_h, s_h, d_h), Axis("width", k_w, s_w, d_w)

    @property
    def cut(self) -> PadAmounts:
        """Cells that stamps reach and Keras cuts off, on each side; negative where it adds some.

        Notes
        -----
        "same" is the transpose of a Conv2D with padding "same": an odd cell goes off the end.
        `keras.src.backend.common.backend_utils` has the size of the output.
        """
        added = self.output_padding or (None, None)
        rows, columns = (
            stamps_cut(axis, self.padding, number)
            for axis, number in zip(self.axes, added, strict=True)
        )
        return rows, columns

    def specs(self, in_channels: int) -> tuple[TransposedSpec]:
        """Return one transposed convolution.

        Where more is cut off after than before, which `TransposedSpec` cannot say, its output has
        that many rows or columns too many at the end.
        """
        (top, bottom), (left, right) = self.cut
        return (
            TransposedSpec(
                in_channels,
                self.filters,
                self.kernel_size,
                self.strides,
                padding=(top, left),
                output_padding=(max(top - bottom, 0), max(left - right, 0)),
                dilation=self.dilation_rate,
                bias=self.use_bias,
            ),
        )

    def output_shape(self, input_shape: Sequence[int]) -> tuple[int, ...]:
        """Return the shape of what is left when everything is cut off."""
        (top, bottom), (left, right) = self.cut
        *before, height, width = super().output_shape(input_shape)
        return *before, height - max(bottom - top, 0), width - max(right - left, 0)


def stamps_cut(axis: Axis, padding: PaddingWord, output_padding: int | None) -> Pair:
    """Cells cut off before and after; the extent is what one stamp reaches over."""
    if padding == "valid":
        added = max(axis.stride - axis.extent, 0) if output_padding is None else output_padding
        return 0, -added
    # The size is (n - 1) * stride and this many rows more, whatever n.
    last = axis.stride if output_padding is None else axis.extent % 2 + output_padding
    before = max(axis.extent - last, 0) // 2
    return before, axis.extent - last - before


@dataclass(frozen=True)
class ZeroPadding2D(Margin):
    """A ZeroPadding2D layer as Keras writes it: rows and columns of zeros around the input.

    It says what `padding` of a Keras layer cannot: how many, and on which side.

    Parameters
    ----------
    padding : int, (int, int) or ((top, bottom), (left, right))
        In cells; kept in the last form.
    data_format : {"channels_last", "channels_first"}, optional

    Examples
    --------
    >>> ZeroPadding2D(((2, 3), (2, 3))).output_shape((3, 224, 224))
    (3, 229, 229)
    """

    padding: Amounts = Amounts(amounts, ((1, 1), (1, 1)))
    data_format: Format = Format(data_format, "channels_last")

    @property
    def amounts(self) -> PadAmounts:
        """Cells added on each side, ((top, bottom), (left, right))."""
        return self.padding


@dataclass(frozen=True)
class Cropping2D(Margin):
    """A Cropping2D layer as Keras writes it: rows and columns taken away at the border.

    Parameters
    ----------
    cropping : int, (int, int) or ((top, bottom), (left, right))
        In cells; kept in the last form.
    data_format : {"channels_last", "channels_first"}, optional

    Examples
    --------
    >>> Cropping2D(((1, 0), (1, 0))).output_shape((8, 9, 9))
    (8, 8, 8)
    """

    cropping: Amounts = Amounts(amounts, ((0, 0), (0, 0)))
    data_format: Format = Format(data_format, "channels_last")

    @property
    def amounts(self) -> PadAmounts:
        """Cells taken away on each side, as negative numbers."""
        (top, bottom), (left, right) = self.cropping
        return (-top, -bottom), (-left, -right)


KerasLayer = (
    Conv2D | DepthwiseConv2D | SeparableConv2D | Conv2DTranspose | ZeroPadding2D | Cropping2D
)
