"""The convolutions of PyTorch as data: its names, order and defaults, and what it refuses."""

# ruff: noqa: RUF009 -- what stands as a default is the check of the field, not its value

from dataclasses import dataclass
from typing import Literal, cast

from conv_engine import geometry
from conv_engine.arguments import (
    Argument,
    Cells,
    Flag,
    Mode,
    Whole,
    flag,
    nonnegative_pair,
    padding_mode,
)
from conv_engine.frameworks.argument_text import argument_text
from conv_engine.frameworks.layers import Convolution, Margin
from conv_engine.geometry import PadAmounts, PaddingWord, Pair
from conv_engine.spec import ConvSpec
from conv_engine.transposed import TransposedSpec

Four = tuple[int, int, int, int]  # (left, right, top, bottom): PyTorch begins with the last axis


def padding(name: str, value: int | Pair | str) -> Pair | PaddingWord:
    """Accept cells on both sides of each axis, "valid" or "same"."""
    if isinstance(value, str):
        return cast(PaddingWord, geometry.padding_word(name, value))
    match value:
        case ((top, bottom), (left, right)) | [[top, bottom], [left, right]]:
            raise ValueError(
                f"{name} {value!r} is not the same on both sides, and no argument of nn.Conv2d "
                f"can say that; nearest is nn.ZeroPad2d(({left}, {right}, {top}, {bottom})) "
                "before it"
            )
        case tuple():
            geometry.check_each_side(name, value, geometry.PLANE)
    return nonnegative_pair(name, value)


def zeros_word(name: str, value: str) -> Literal["zeros"]:
    """Accept the one padding mode of a transposed convolution."""
    return cast(Literal["zeros"], geometry.known_word(name, value, ("zeros",)))


def four_sides(name: str, value: int | Four) -> Four:
    """Accept a whole number or (left, right, top, bottom)."""
    return _four(name, value, least=0)


def signed_sides(name: str, value: int | Four) -> Four:
    """Accept negative numbers too: they take cells away."""
    return _four(name, value, least=-(10**9))


def _four(name: str, value: object, least: int) -> Four:
    given = value if isinstance(value, tuple | list) else (value,) * 4
    if len(given) != 4:
        raise ValueError(
            f"{name} {value!r} has {len(given)} entries, "
            "but needs a whole number or (left, right, top, bottom)"
        )
    left, right, top, bottom = (
        geometry.whole_number(f"{name} {side}", number, least)
        for side, number in zip(("left", "right", "top", "bottom"), given, strict=True)
    )
    return left, right, top, bottom


PaddingArgument = Argument[int | Pair | str, Pair | PaddingWord]
Sides = Argument[int | Four, Four]


@dataclass(frozen=True)
class Conv2d(Convolution):
    """An nn.Conv2d layer as PyTorch writes it; pairs are always (height, width) after construction.

    Parameters
    ----------
    in_channels, out_channels : int
        Channels of the input, and number of filters.
    kernel_size, stride, dilation : int or (int, int)
        In cells.
    padding : int, (int, int), "valid" or "same"
        Cells on both sides of each axis; "same" only at stride 1.
    groups : int
        Must divide both numbers of channels.
    bias : bool
    padding_mode : {"zeros", "reflect", "replicate", "circular"}

    Raises
    ------
    ValueError
        For what PyTorch refuses; the sentence names the nearest valid choice.

    Examples
    --------
    >>> layer = Conv2d(3, 32, (3, 3), stride=2, padding=(1, 1))
    >>> layer.call()
    'nn.Conv2d(3, 32, 3, stride=2, padding=1)'
    >>> layer.output_shape((3, 224, 224))
    (32, 112, 112)
    """

    module = "nn."
    unnamed = 3

    in_channels: Whole = Whole(geometry.whole_number)
    out_channels: Whole = Whole(geometry.whole_number)
    kernel_size: Cells = Cells(geometry.pair)
    stride: Cells = Cells(geometry.pair, (1, 1))
    padding: PaddingArgument = PaddingArgument(padding, (0, 0))
    dilation: Cells = Cells(geometry.pair, (1, 1))
    groups: Whole = Whole(geometry.whole_number, 1)
    bias: Flag = Flag(flag, True)
    padding_mode: Mode = Mode(padding_mode, "zeros")

    def __post_init__(self) -> None:
        if self.padding == "same" and self.stride != (1, 1):
            raise ValueError(
                "PyTorch does not accept padding 'same' with stride "
                f"{argument_text(self.stride)}; pad first with nn.ZeroPad2d, or give padding as "
                "numbers"
            )
        self.specs(self.in_channels)

    def specs(self, in_channels: int) -> tuple[ConvSpec]:
        """Return one convolution, for an input of the channels it was made for."""
        check_in_channels(self, in_channels)
        return (ConvSpec(**vars(self)),)  # whose arguments have the same names


@dataclass(frozen=True)
class ConvTranspose2d(Convolution):
    """An nn.ConvTranspose2d layer as PyTorch writes it.

    Parameters
    ----------
    in_channels, out_channels : int
    kernel_size, stride, dilation : int or (int, int)
        In cells; `stride` is the distance between two stamps on the output.
    padding : int or (int, int)
        Cells *cut off* on each side of the output.
    output_padding : int or (int, int)
        Rows and columns added at the end of the output.
    groups : int
    bias : bool
    padding_mode : {"zeros"}

    Raises
    ------
    ValueError
        For what PyTorch refuses; the sentence names the nearest valid choice.

    Examples
    --------
    (16 - 1) * 2 + 4 - 2 * 1 = 32 rows and columns.

    >>> ConvTranspose2d(8, 4, 4, stride=2, padding=1).output_shape((8, 16, 16))
    (4, 32, 32)
    """

    module = "nn."
    unnamed = 3

    in_channels: Whole = Whole(geometry.whole_number)
    out_channels: Whole = Whole(geometry.whole_number)
    kernel_size: Cells = Cells(geometry.pair)
    stride: Cells = Cells(geometry.pair, (1, 1))
    padding: Cells = Cells(nonnegative_pair, (0, 0))
    output_padding: Cells = Cells(nonnegative_pair, (0, 0))
    groups: Whole = Whole(geometry.whole_number, 1)
    bias: Flag = Flag(flag, True)
    dilation: Cells = Cells(geometry.pair, (1, 1))
    padding_mode: Mode = Mode(zeros_word, "zeros")

    def __post_init__(self) -> None:
        self.specs(self.in_channels)

    def specs(self, in_channels: int) -> tuple[TransposedSpec]:
        """Return one transposed convolution, for an input of the channels it was made for."""
        check_in_channels(self, in_channels)
        arguments = dict(vars(self))
        del arguments["padding_mode"]  # a transposed convolution pads nothing
        return (TransposedSpec(**arguments),)


def check_in_channels(layer: Conv2d | ConvTranspose2d, in_channels: int) -> None:
    """Refuse an input whose channels are not those that the layer was made for."""
    if in_channels != layer.in_channels:
        raise ValueError(
            f"in_channels {layer.in_channels} of {layer.call()} does not match the {in_channels} "
            f"channels of its input; nearest is in_channels {in_channels}"
        )


class FourSides(Margin):
    """A padding layer of PyTorch, whose sides come in the order (left, right, top, bottom)."""

    module = "nn."
    padding: Sides

    @property
    def amounts(self) -> PadAmounts:
        """Cells added on each side, ((top, bottom), (left, right))."""
        left, right, top, bottom = self.padding
        return (top, bottom), (left, right)


@dataclass(frozen=True)
class ZeroPad2d(FourSides):
    """An nn.ZeroPad2d layer as PyTorch writes it: rows and columns of zeros around the input.

    Parameters
    ----------
    padding : int or (left, right, top, bottom)
        In cells; negative numbers take cells away.

    Examples
    --------
    >>> ZeroPad2d((2, 3, 2, 3)).output_shape((3, 224, 224))
    (3, 229, 229)
    """

    padding: Sides = Sides(signed_sides)


@dataclass(frozen=True)
class ReflectionPad2d(FourSides):
    """An nn.ReflectionPad2d layer: the input mirrored about its edge cells.

    Parameters
    ----------
    padding : int or (left, right, top, bottom)
        Fewer cells than the input has.

    Examples
    --------
    >>> ReflectionPad2d(1).call()
    'nn.ReflectionPad2d(1)'
    """

    padding_mode = "reflect"
    padding: Sides = Sides(four_sides)


@dataclass(frozen=True)
class ReplicationPad2d(FourSides):
    """An nn.ReplicationPad2d layer: the edge cells again and again.

    Parameters
    ----------
    padding : int or (left, right, top, bottom)

    Examples
    --------
    >>> ReplicationPad2d((1, 1, 0, 0)).output_shape((3, 4, 4))
    (3, 4, 6)
    """

    padding_mode = "replicate"
    padding: Sides = Sides(four_sides)


@dataclass(frozen=True)
class CircularPad2d(FourSides):
    """An nn.CircularPad2d layer: the cells of the opposite side.

    Parameters
    ----------
    padding : int or (left, right, top, bottom)
        No more cells than the input has.

    Examples
    --------
    >>> CircularPad2d(1).output_shape((3, 4, 4))
    (3, 6, 6)
    """

    padding_mode = "circular"
    padding: Sides = Sides(four_sides)


PyTorchLayer = (
    Conv2d | ConvTranspose2d | ZeroPad2d | ReflectionPad2d | ReplicationPad2d | CircularPad2d
)
