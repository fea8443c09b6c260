"""A Conv2D layer without its numbers: its shapes, its costs, and where its windows lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Self, Unpack

from numpy.typing import ArrayLike

from conv_engine import geometry
from conv_engine.axis import Axis
from conv_engine.geometry import Geometry, PadAmounts, Padding, PaddingMode, Pair
from conv_engine.numeric import as_numeric, refuse_other_than_one_per_filter


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


@dataclass(frozen=True, init=False)
class ConvSpec:
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

    in_channels: int
    out_channels: int
    kernel_size: Pair
    stride: Pair
    padding: Padding
    dilation: Pair
    groups: int
    bias: bool
    padding_mode: PaddingMode

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int | Pair,
        stride: int | Pair = 1,
        padding: Padding = 0,
        dilation: int | Pair = 1,
        groups: int = 1,
        bias: bool = True,
        padding_mode: PaddingMode = "zeros",
    ) -> None:
        if not isinstance(bias, bool):
            raise ValueError(f"bias {bias!r} is neither True nor False")
        in_channels = geometry.whole_number("in_channels", in_channels)
        out_channels = geometry.whole_number("out_channels", out_channels)
        fields = {
            "in_channels": in_channels,
            "out_channels": out_channels,
            "kernel_size": geometry.pair("kernel_size", kernel_size),
            "stride": geometry.pair("stride", stride),
            "padding": geometry.padding(padding),
            "dilation": geometry.pair("dilation", dilation),
            "groups": geometry.divisor(groups, in_channels, out_channels),
            "bias": bias,
            "padding_mode": geometry.one_of("padding_mode", padding_mode, geometry.PADDING_MODES),
        }
        for name, value in fields.items():
            object.__setattr__(self, name, value)  # the dataclass is frozen

    @classmethod
    def of(
        cls, weight: ArrayLike, bias: ArrayLike | None = None, **arguments: Unpack[Geometry]
    ) -> Self:
        """Read channels, filters and kernel size off the arrays of a layer.

        Parameters
        ----------
        weight : array_like of shape (C_out, C_in / groups, k_h, k_w)
        bias : array_like of shape (C_out,), optional
        **arguments
            `stride`, `padding`, `dilation`, `groups` and `padding_mode`, as for `ConvSpec`.

        Returns
        -------
        ConvSpec

        Raises
        ------
        ValueError
            If a shape or a number of the geometry is not that of a layer.

        Examples
        --------
        >>> ConvSpec.of([[[[1, 0, -1]]], [[[1, 2, 1]]]], groups=2).in_channels
        2
        """
        shape = as_numeric("weight", weight).shape
        if len(shape) != 4:
            raise ValueError(
                f"weight of shape {shape} has {len(shape)} axes, "
                "but needs 4: (C_out, C_in / groups, k_h, k_w)"
            )
        out_channels, depth, k_h, k_w = shape
        if bias is not None:
            refuse_other_than_one_per_filter(as_numeric("bias", bias), out_channels)
        groups = geometry.whole_number("groups", arguments.get("groups", 1))
        return cls(depth * groups, out_channels, (k_h, k_w), bias=bias is not None, **arguments)

    @property
    def weight_shape(self) -> tuple[int, int, int, int]:
        """Shape of the weight, (C_out, C_in / groups, k_h, k_w)."""
        return self.out_channels, self.in_channels // self.groups, *self.kernel_size

    @property
    def effective_kernel_size(self) -> Pair:
        """Height and width the kernel reaches over, ``d * (k - 1) + 1`` for dilation d."""
        rows, columns = self.axes
        return rows.extent, columns.extent

    @cached_property  # asked for many times over in one convolution
    def axes(self) -> tuple[Axis, Axis]:
        """The two directions in which the window moves, rows and columns."""
        (k_h, k_w), (s_h, s_w), (d_h, d_w) = self.kernel_size, self.stride, self.dilation
        return Axis("height", k_h, s_h, d_h), Axis("width", k_w, s_w, d_w)

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

        Returns
        -------
        range

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

    def pad_amounts(self, height: int, width: int) -> PadAmounts:
        """Return the cells added on each side of an input, ((top, bottom), (left, right)).

        Parameters
        ----------
        height, width : int
            Of the input, in cells; only "same" depends on them.

        Returns
        -------
        tuple of two pairs of int

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
        height = geometry.whole_number("height", height)
        width = geometry.whole_number("width", width)
        amounts: PadAmounts
        match self.padding:
            case "valid":
                amounts = (0, 0), (0, 0)
            case "same":
                amounts = self.axes[0].same(height), self.axes[1].same(width)
            case int(all_sides):
                amounts = (all_sides, all_sides), (all_sides, all_sides)
            case (int(rows), int(columns)):
                amounts = (rows, rows), (columns, columns)
            case ((top, bottom), (left, right)):
                amounts = (top, bottom), (left, right)
        geometry.refuse_too_much_padding(amounts, (height, width), self.padding_mode)
        return amounts

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
        height, width = self._padded_size(*self._size(input_shape))
        rows, columns = self.axes
        maps = self.out_channels, rows.positions(height), columns.positions(width)
        return *input_shape[:-3], *maps

    def multiply_adds(self, input_shape: Sequence[int]) -> int:
        """Return how many products the layer adds up: one whole filter for each output cell.

        Parameters
        ----------
        input_shape : (C_in, H, W) or (N, C_in, H, W)

        Returns
        -------
        int

        Examples
        --------
        2 * 3 * 3 output cells of 3 * 3 * 3 products each.

        >>> ConvSpec(in_channels=3, out_channels=2, kernel_size=3).multiply_adds((3, 5, 5))
        486
        """
        return prod(self.output_shape(input_shape)) * prod(self.weight_shape[1:])

    def window(self, row: int, column: int, input_shape: Sequence[int]) -> Window:
        """Return where the window of an output position lies in the padded input.

        Parameters
        ----------
        row, column : int
            Output position, counted from 0.
        input_shape : (C_in, H, W) or (N, C_in, H, W)

        Returns
        -------
        Window

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

        Returns
        -------
        Unvisited

        Examples
        --------
        Windows start at 0 and 2 and end at 4: row and column 5 of six are never visited.

        >>> ConvSpec(1, 1, kernel_size=3, stride=2).unvisited((1, 6, 6))
        Unvisited(rows=(5,), columns=(5,))
        """
        height, width = self._size(input_shape)
        *_, out_height, out_width = self.output_shape(input_shape)
        (top, _), (left, _) = self.pad_amounts(height, width)
        rows, columns = self.axes
        return Unvisited(
            rows.unvisited(height, top, out_height), columns.unvisited(width, left, out_width)
        )

    def _size(self, input_shape: Sequence[int]) -> Pair:
        """Height and width of an input that has the layer's channels."""
        shape = tuple(input_shape)
        if len(shape) not in (3, 4):
            raise ValueError(
                f"input of shape {shape} has {len(shape)} axes, "
                "but needs (C_in, H, W) or (N, C_in, H, W)"
            )
        if min(shape) < 1:
            raise ValueError(f"input of shape {shape} has an empty axis")
        if shape[-3] != self.in_channels:
            depth = self.weight_shape[1]
            raise ValueError(
                f"input of shape {shape} has {shape[-3]} channels, but filters of depth {depth} "
                f"with groups {self.groups} need {depth}*{self.groups} = {self.in_channels}"
            )
        return shape[-2], shape[-1]

    def _padded_size(self, height: int, width: int) -> Pair:
        """Height and width of the padded input, in which the kernel must fit."""
        (top, bottom), (left, right) = amounts = self.pad_amounts(height, width)
        padded = padded_height, padded_width = height + top + bottom, width + left + right
        for axis, n, (before, after), available in zip(
            self.axes, (height, width), amounts, padded, strict=True
        ):
            if axis.extent > available:
                added = f"2*{before}" if before == after else f"{before} + {after}"
                nearest = min(axis.kernel, (available - 1) // axis.dilation + 1)
                raise ValueError(
                    "kernel of extent {}x{} does not fit ".format(*self.effective_kernel_size)
                    + f"the padded input {padded_height}x{padded_width} "
                    f"({axis.name} {n} + {added}); nearest kernel {axis.name} is {nearest}"
                )
        return padded
