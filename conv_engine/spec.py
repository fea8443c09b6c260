"""A layer without its numbers: its shapes, its costs, and where its windows lie.

The block of a Conv1D, Conv2D or Conv3D layer moves in 1, 2 or 3 directions, and all that is said
here is said for each direction alike. `ConvSpec` is the layer of this project, in two directions;
those in one and in three are in `conv_engine.dimensions`.
"""

# ruff: noqa: RUF009 -- what stands as a default is the check of the field, not its value

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any, ClassVar, Generic, Self, TypeVar, cast

from numpy.typing import ArrayLike

from conv_engine import geometry
from conv_engine.arguments import Argument, DirectedArgument, Flag, Mode, Whole, flag, padding_mode
from conv_engine.axis import Axis
from conv_engine.geometry import PadAmounts, PaddingMode, PaddingWord, Pair
from conv_engine.numeric import check_bias_shape, check_numbers

Each = TypeVar("Each", bound=tuple[int, ...])
"""One number for each direction."""
Sides = TypeVar("Sides", bound=tuple[Pair, ...])
"""Two numbers for each direction: before and after."""


@dataclass(frozen=True)
class Window:
    """The rows and columns of the *padded* input under the kernel; dilation leaves gaps."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


@dataclass(frozen=True)
class Unvisited:
    """The rows and columns of the *input*, without its padding, that no window visits."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


@dataclass(frozen=True)
class BlockSpec(Generic[Each, Sides]):
    """What layers have in common whose block moves in 1, 2 or 3 directions.

    `ConvSpec` says what the fields mean. A number for each direction may be written once for all.
    """

    directions: ClassVar[tuple[str, ...]]
    input_axes: ClassVar[tuple[str, ...]]
    kernel_axes: ClassVar[tuple[str, ...]]

    in_channels: Whole = Whole(geometry.whole_number)
    out_channels: Whole = Whole(geometry.whole_number)
    kernel_size: Argument[int | Each, Each] = DirectedArgument(geometry.per_direction)
    stride: Argument[int | Each, Each] = DirectedArgument(geometry.per_direction, 1)
    padding: Argument[int | Each | Sides | PaddingWord, int | Each | Sides | PaddingWord] = (
        DirectedArgument(geometry.padding, 0)
    )
    dilation: Argument[int | Each, Each] = DirectedArgument(geometry.per_direction, 1)
    groups: Whole = Whole(geometry.whole_number, 1)
    bias: Flag = Flag(flag, True)
    padding_mode: Mode = Mode(padding_mode, "zeros")

    def __post_init__(self) -> None:
        geometry.check_groups(self.groups, self.in_channels, self.out_channels)

    @classmethod
    def of(
        cls,
        weight: ArrayLike,
        bias: ArrayLike | None = None,
        stride: int | Each = 1,
        padding: int | Each | Sides | PaddingWord = 0,
        dilation: int | Each = 1,
        groups: int = 1,
        padding_mode: PaddingMode = "zeros",
    ) -> Self:
        """Read channels, filters and kernel size off the arrays of a layer.

        Parameters
        ----------
        weight : array_like of shape (C_out, C_in / groups, k_h, k_w)
        bias : array_like of shape (C_out,), optional
        stride, padding, dilation, groups, padding_mode
            As for `ConvSpec`.

        Raises
        ------
        ValueError
            If a shape or a number of the geometry is not that of a layer.

        Examples
        --------
        >>> ConvSpec.of([[[[1, 0, -1]]], [[[1, 2, 1]]]], groups=2).in_channels
        2
        """
        said = stride, padding, dilation, groups, padding_mode
        spec = cls.of_shape(check_numbers("weight", weight).shape, bias is not None, *said)
        if bias is not None:
            check_bias_shape(check_numbers("bias", bias), spec.out_channels)
        return spec

    @classmethod
    def of_shape(cls, weight_shape: Sequence[int], bias: bool, *said: Any) -> Self:
        """Read channels, filters and kernel size off the shape of a weight; else as `of`."""
        geometry.check_axes("weight", weight_shape, ("C_out", "C_in / groups", *cls.kernel_axes))
        out_channels, depth, *kernel_size = weight_shape
        stride, padding, dilation, groups, padding_mode = said
        in_channels = depth * geometry.whole_number("groups", groups)
        size = cast(Each, tuple(kernel_size))
        return cls(
            in_channels, out_channels, size, stride, padding, dilation, groups, bias, padding_mode
        )

    @property
    def weight_shape(self) -> tuple[int, ...]:
        """Shape of the weight, (C_out, C_in / groups, k_h, k_w)."""
        return self.out_channels, self.in_channels // self.groups, *self.kernel_size

    @property
    def effective_kernel_size(self) -> Each:
        """Cells the kernel reaches over, (height, width): ``d * (k - 1) + 1`` for dilation d."""
        return cast(Each, tuple(axis.extent for axis in self.axes))

    @cached_property  # asked for many times over in one convolution
    def axes(self) -> tuple[Axis, ...]:
        """The directions in which the window moves, rows before columns."""
        numbers = self.directions, self.kernel_size, self.stride, self.dilation
        return tuple(Axis(*of_axis) for of_axis in zip(*numbers, strict=True))

    @property
    def parameter_count(self) -> int:
        """Numbers the layer learns: every cell of the weight, and one bias per filter."""
        return prod(self.weight_shape) + (self.out_channels if self.bias else 0)

    def group_of(self, filter: int) -> range:
        """Return the input channels that a filter sees.

        Parameters
        ----------
        filter : int
            Counted from 0.

        Raises
        ------
        ValueError
            If there is no such filter.

        Examples
        --------
        >>> ConvSpec(in_channels=4, out_channels=2, kernel_size=3, groups=2).group_of(1)
        range(2, 4)
        """
        filter = geometry.index("filter", filter, self.out_channels)
        depth = self.in_channels // self.groups
        start = filter // (self.out_channels // self.groups) * depth
        return range(start, start + depth)

    def pad_amounts(self, *size: int) -> Sides:
        """Return the cells added on each side of an input, ((top, bottom), (left, right)).

        Parameters
        ----------
        *size : int
            Height and width of the input, in cells; only "same" depends on them.

        Returns
        -------
        tuple of pairs of int
            One pair for each direction.

        Raises
        ------
        ValueError
            If the padding mode cannot take so many cells from the input: "reflect" must add
            fewer than it has, "circular" no more than it has.

        Notes
        -----
        "same" adds ``max((ceil(n / s) - 1) * s + d * (k - 1) + 1 - n, 0)`` cells in all, half of
        them rounded down before: `tf.nn.convolution`, section "padding". PyTorch agrees at
        stride 1 and refuses "same" at any other.

        Examples
        --------
        (ceil(224 / 2) - 1) * 2 + 7 - 224 = 5 cells in all.

        >>> ConvSpec(3, 64, kernel_size=7, stride=2, padding="same").pad_amounts(224, 224)
        ((2, 3), (2, 3))
        """
        named = zip(self.directions, size, strict=True)
        sizes = tuple(geometry.whole_number(direction, n) for direction, n in named)
        amounts: tuple[Pair, ...]
        match self.padding:
            case "valid":
                amounts = ((0, 0),) * len(sizes)
            case "same":
                amounts = tuple(
                    axis.same_padding(n) for axis, n in zip(self.axes, sizes, strict=True)
                )
            case int(all_sides):
                amounts = ((all_sides, all_sides),) * len(sizes)
            case written:
                amounts = tuple(
                    both if isinstance(both, tuple) else (both, both)
                    for both in cast(tuple[int | Pair, ...], written)
                )
        geometry.check_padding_limits(amounts, sizes, self.padding_mode, self.directions)
        return cast(Sides, amounts)

    def output_shape(self, input_shape: Sequence[int]) -> tuple[int, ...]:
        """Return the shape of the feature maps.

        Parameters
        ----------
        input_shape : (C_in, H, W) or (N, C_in, H, W)

        Returns
        -------
        (C_out, H_out, W_out) or (N, C_out, H_out, W_out)

        Raises
        ------
        ValueError
            If the channels are not those of the layer or the kernel does not fit.

        Notes
        -----
        ``n_out = floor((n + before + after - d * (k - 1) - 1) / s) + 1`` along each axis; Dumoulin
        and Visin, "A guide to convolution arithmetic for deep learning", relationship 6, with
        the effective kernel size of their section 5.1.

        Examples
        --------
        floor((6 + 2 * 1 - 3) / 2) + 1 = 3

        >>> ConvSpec(1, 1, kernel_size=3, stride=2, padding=1).output_shape((1, 6, 6))
        (1, 3, 3)
        """
        size = self._size(input_shape)
        amounts = self.pad_amounts(*size)
        self._check_fits(size, amounts)
        positions = (
            axis.positions(before + n + after)
            for axis, n, (before, after) in zip(self.axes, size, amounts, strict=True)
        )
        samples = tuple(input_shape)[: -len(size) - 1]
        return *samples, self.out_channels, *positions

    def multiply_adds(self, input_shape: Sequence[int]) -> int:
        """Return how many products the layer adds up: one whole filter for each output cell.

        Parameters
        ----------
        input_shape : (C_in, H, W) or (N, C_in, H, W)

        Examples
        --------
        2 * 3 * 3 output cells of 3 * 3 * 3 products each.

        >>> ConvSpec(in_channels=3, out_channels=2, kernel_size=3).multiply_adds((3, 5, 5))
        486
        """
        return prod(self.output_shape(input_shape)) * prod(self.weight_shape[1:])

    def _size(self, input_shape: Sequence[int]) -> tuple[int, ...]:
        """Cells in each direction of an input that has the layer's channels."""
        shape, least = tuple(input_shape), len(self.directions) + 1
        if len(shape) not in (least, least + 1):
            axes = ", ".join(self.input_axes)
            raise ValueError(
                f"input of shape {shape} has {len(shape)} axes, but needs ({axes}) or (N, {axes})"
            )
        if min(shape) < 1:
            raise ValueError(f"input of shape {shape} has an empty axis")
        channels, *size = shape[-least:]
        if channels != self.in_channels:
            depth = self.weight_shape[1]
            found = "1 channel" if channels == 1 else f"{channels} channels"
            raise ValueError(
                f"input of shape {shape} has {found}, but filters of depth {depth} "
                f"with groups {self.groups} need {depth}*{self.groups} = {self.in_channels}"
            )
        return tuple(size)

    def _check_fits(self, size: tuple[int, ...], amounts: tuple[Pair, ...]) -> None:
        """Refuse a kernel that reaches over more cells than the padded input has."""
        padded = [before + n + after for n, (before, after) in zip(size, amounts, strict=True)]
        for axis, n, (before, after), there in zip(self.axes, size, amounts, padded, strict=True):
            if axis.extent > there:
                extents = "x".join(map(str, self.effective_kernel_size))
                added = f"2*{before}" if before == after else f"{before} + {after}"
                raise ValueError(
                    f"kernel of extent {extents} does not fit the padded input "
                    f"{'x'.join(map(str, padded))} ({axis.name} {n} + {added}); the largest "
                    f"kernel {axis.name} that fits is {(there - 1) // axis.dilation + 1}"
                )


class ConvSpec(BlockSpec[Pair, PadAmounts]):
    """Describe a Conv2D layer by the numbers that fix every shape in it.

    A kernel size names only a height and a width: the depth of a filter is no choice, it is
    ``in_channels / groups``. One number for a pair means both axes; after construction
    `kernel_size`, `stride` and `dilation` are always (height, width), and `padding` is as given.

    Parameters
    ----------
    in_channels, out_channels : int
        Channels of the input, and number of filters.
    kernel_size, stride, dilation : int or (int, int)
        In cells; a dense kernel has dilation 1.
    padding : int, (int, int), ((top, bottom), (left, right)), "valid" or "same"
        Cells added around the input. "same" gives ``ceil(n / stride)`` positions along an axis of
        `n` cells at any stride; an odd cell goes to the end, as in TensorFlow.
    groups : int
        Equal parts into which channels and filters are split; must divide both numbers.
    bias : bool
        Whether each filter adds one number of its own.
    padding_mode : {"zeros", "reflect", "replicate", "circular"}
        What the added cells hold, as in PyTorch.

    Raises
    ------
    ValueError
        If a number is out of its range; the sentence names the nearest valid choice.

    Examples
    --------
    Each of 32 filters has 3 * 3 * 3 weights and one bias: 32 * (27 + 1) = 896, not 32 * 9 = 288.

    >>> layer = ConvSpec(in_channels=3, out_channels=32, kernel_size=3, padding="same")
    >>> layer.weight_shape
    (32, 3, 3, 3)
    >>> layer.parameter_count
    896
    >>> layer.output_shape((3, 224, 224))
    (32, 224, 224)
    """

    directions = geometry.PLANE
    input_axes = ("C_in", "H", "W")
    kernel_axes = ("k_h", "k_w")

    def window(self, row: int, column: int, input_shape: Sequence[int]) -> Window:
        """Return where the window of an output position lies in the padded input.

        Parameters
        ----------
        row, column : int
            Output position, counted from 0.
        input_shape : (C_in, H, W) or (N, C_in, H, W)

        Raises
        ------
        ValueError
            If the layer has no such position on this input.

        Examples
        --------
        >>> layer = ConvSpec(1, 1, kernel_size=3, stride=2, dilation=(1, 2))
        >>> layer.window(1, 0, (1, 7, 7))
        Window(rows=(2, 3, 4), columns=(0, 2, 4))
        """
        *_, height, width = self.output_shape(input_shape)
        row = geometry.index("row", row, height)
        column = geometry.index("column", column, width)
        rows, columns = self.axes
        return Window(tuple(rows.cells(row)), tuple(columns.cells(column)))

    def unvisited(self, input_shape: Sequence[int]) -> Unvisited:
        """Return the rows and columns of the input that no window visits.

        A stride need not divide evenly: frameworks round down, and what is left over at the end
        is never seen. A stride longer than the kernel also leaves gaps between windows.

        Parameters
        ----------
        input_shape : (C_in, H, W) or (N, C_in, H, W)

        Examples
        --------
        Windows start at 0 and 2 and end at 4: row and column 5 of six are never visited.

        >>> ConvSpec(1, 1, kernel_size=3, stride=2).unvisited((1, 6, 6))
        Unvisited(rows=(5,), columns=(5,))
        """
        *_, out_height, out_width = self.output_shape(input_shape)
        *_, height, width = input_shape
        (top, _), (left, _) = self.pad_amounts(height, width)
        rows, columns = self.axes
        return Unvisited(
            rows.unvisited(height, top, out_height), columns.unvisited(width, left, out_width)
        )
