"""Pooling as nodes: one number for each window, for all cells, or for each part of a map."""

# ruff: noqa: RUF009 -- what stands as a default is the check of the field, not its value

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from conv_engine import geometry
from conv_engine.arguments import Argument, DirectedArgument, Flag, flag
from conv_engine.axis import Axis
from conv_engine.networks.axes import check_rank
from conv_engine.networks.directed import (
    DirectedOperation,
    EachWay,
    OptionalEachWay,
    PaddingChoice,
    make_axes,
    optional_each,
)
from conv_engine.networks.operation import MisfitError, Operation, Shape, only
from conv_engine.networks.sights import Sights, see_whole, slide_all


@dataclass(frozen=True)
class Pooling(DirectedOperation):
    """Keep one number of each window: its maximum, or its mean.

    Parameters
    ----------
    dimensions : {1, 2, 3}
    kernel_size, dilation : int or sequence of int
    stride : int or sequence of int, optional
        The kernel size by default.
    padding : int, sequence of int, ((before, after), ...), "valid" or "same"
        Cells on both sides. Where both are told by one number it is at most half of the kernel.
    ceil_mode : bool
        Whether a window that begins in the input may reach beyond its end.

    Notes
    -----
    With `ceil_mode` the positions are rounded up, but no window begins in the padding after the
    input: `torch.nn.MaxPool2d`, and `pooling_output_shape` in its source.

    Examples
    --------
    floor((7 - 2) / 2) + 1 = 3, and ceil((7 - 2) / 2) + 1 = 4.

    >>> Pooling(2, 2).output_shape((8, 7, 7)), Pooling(2, 2, ceil_mode=True).output_shape((8, 7, 7))
    ((8, 3, 3), (8, 4, 4))
    """

    kernel_size: EachWay = EachWay(geometry.per_direction)
    stride: OptionalEachWay = OptionalEachWay(optional_each, None)
    padding: Argument[PaddingChoice, Any] = DirectedArgument(geometry.padding, 0)
    dilation: EachWay = EachWay(geometry.per_direction, 1)
    ceil_mode: Flag = Flag(flag, False)

    def __post_init__(self) -> None:
        if isinstance(self.padding, str) or self.pads_by_side:
            return
        sides = geometry.per_direction("padding", self.padding, self.directions, least=0)
        for axis, side in zip(self.axes, sides, strict=True):
            if 2 * side > axis.kernel:
                raise ValueError(
                    f"padding {side} is more than half of kernel {axis.name} {axis.kernel}; "
                    f"nearest is {axis.kernel // 2}"
                )

    @property
    def pads_by_side(self) -> bool:
        """Whether each side of a direction has a number of its own, as ONNX and TensorFlow do."""
        return isinstance(self.padding, tuple) and isinstance(self.padding[0], tuple)

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The directions in which the window moves."""
        stride = self.stride or self.kernel_size
        return make_axes(self.directions, self.kernel_size, stride, self.dilation)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the channels and the positions of the window."""
        channels, *sizes = shape = only(inputs)
        check_rank(shape, self.dimensions)
        positions = (
            self._positions(axis, n, place)
            for place, (axis, n) in enumerate(zip(self.axes, sizes, strict=True))
        )
        return channels, *positions

    def _positions(self, axis: Axis, n: int, place: int) -> int:
        before, after = self.sides(axis, n, place)
        room = before + n + after - axis.extent
        positions = room // axis.stride + 1
        if self.ceil_mode:
            positions = -(-room // axis.stride) + 1
            positions -= (positions - 1) * axis.stride >= before + n
        if positions < 1:
            room_text = f"{n} + {before} + {after}" if before + after else f"{n}"
            raise MisfitError(
                f"its window of {axis.extent} does not fit {axis.name} {room_text}: nothing is "
                "left; make the input larger, or pool less before it"
            )
        return positions

    def sides(self, axis: Axis, n: int, place: int) -> tuple[int, int]:
        """Return the padding before and after `n` cells in a direction, by its place."""
        if self.padding == "valid":
            return 0, 0
        if self.padding == "same":
            return axis.same_padding(n)
        if self.pads_by_side:
            before, after = self.padding[place]
            return before, after
        sides = geometry.per_direction("padding", self.padding, self.directions, least=0)
        return sides[place], sides[place]

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Look through the windows."""
        return slide_all(
            sights, (axis.extent for axis in self.axes), (axis.stride for axis in self.axes)
        )


@dataclass(frozen=True)
class GlobalPooling(Operation):
    """Keep one number of each channel.

    Parameters
    ----------
    keep : bool
        Whether the directions stay, with one cell each.

    Examples
    --------
    >>> GlobalPooling().output_shape((512, 7, 7))
    (512,)
    """

    keep: bool = False

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the channels."""
        channels, *sizes = only(inputs)
        return (channels, *(1 for _ in sizes)) if self.keep else (channels,)

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Look at all cells of a map."""
        shape = only(inputs)
        return see_whole(sights, shape, range(1, len(shape)), self.keep)


@dataclass(frozen=True)
class AdaptivePooling(DirectedOperation):
    """Pool each map down, or up, to a size.

    Parameters
    ----------
    dimensions : {1, 2, 3}
    output_size : int, or sequence of int or None
        None keeps that direction as it is.

    Notes
    -----
    A window goes from ``floor(i * n / m)`` to ``ceil((i + 1) * n / m)``, for n cells and output
    size m: `torch.nn.AdaptiveAvgPool2d`. The receptive field is that of the largest window.

    Examples
    --------
    >>> AdaptivePooling(2, (7, None)).output_shape((512, 14, 10))
    (512, 7, 10)
    """

    output_size: int | Sequence[int | None] | None = 1

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the channels and the size."""
        shape = only(inputs)
        check_rank(shape, self.dimensions)
        channels, *sizes = shape
        return channels, *(
            n if m is None else m for n, m in zip(sizes, self._wanted(), strict=True)
        )

    def _wanted(self) -> tuple[int | None, ...]:
        wanted = self.output_size
        each = tuple(wanted) if isinstance(wanted, Sequence) else (wanted,) * self.dimensions
        if len(each) != self.dimensions:
            raise MisfitError(f"gives {len(each)} sizes, but has {self.dimensions} directions")
        for size in each:
            if size is not None:
                geometry.whole_number("output_size", size)
        return each

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Look through the largest window of each direction, or at the whole map."""
        shape, wanted = only(inputs), self._wanted()
        whole = [axis for axis, m in enumerate(wanted, start=1) if m == 1]
        seen = see_whole(sights, shape, whole, kept=True)
        windows = [
            (1, 1) if m is None or m == 1 else (_largest_window(n, m), max(n // m, 1))
            for n, m in zip(shape[1:], wanted, strict=True)
        ]
        return slide_all(seen, (extent for extent, _ in windows), (step for _, step in windows))


def _largest_window(n: int, m: int) -> int:
    """Return the cells of the largest of m windows over n cells.

    Each has the quotient q of n and m, and up to 2 more: the window at i begins where i * n leaves
    a rest, and the rest r of n and m does not come out even unless it divides m.

    Examples
    --------
    Of 7 cells the 3 windows are 0 to 2, 2 to 4 and 4 to 6.

    >>> _largest_window(7, 3)
    3
    """
    quotient, rest = divmod(n, m)
    return quotient + (rest > 0) + (rest > 0 and m % rest > 0)
