"""Patches of maps as columns, and back: `Unfold`, `Fold`; and what undoes a pooling."""

# ruff: noqa: RUF009 -- what stands as a default is the check of the field, not its value

from dataclasses import dataclass
from math import prod
from typing import Any

from conv_engine import geometry
from conv_engine.networks.axes import check_rank
from conv_engine.networks.convolutions import Conv
from conv_engine.networks.directed import (
    DirectedOperation,
    EachWay,
    OptionalEachWay,
    nonnegative_each,
    optional_each,
)
from conv_engine.networks.operation import MisfitError, Shape, only, spell_shape
from conv_engine.networks.sights import Sights, see_whole, slide_all


@dataclass(frozen=True)
class Unfold(DirectedOperation):
    """Put each patch into a column, as `torch.nn.Unfold` does.

    Parameters
    ----------
    dimensions : {2}
    kernel_size, dilation, padding, stride : int or sequence of int

    Examples
    --------
    8 * 8 patches of 3 * 3 * 3 numbers.

    >>> Unfold(2, 3).output_shape((3, 10, 10))
    (27, 64)
    """

    kernel_size: EachWay = EachWay(geometry.per_direction)
    dilation: EachWay = EachWay(geometry.per_direction, 1)
    padding: Any = 0
    stride: EachWay = EachWay(geometry.per_direction, 1)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the numbers of a patch, and how many patches there are."""
        shape = only(inputs)
        return shape[0] * prod(self.kernel_size), prod(self.positions(shape))

    def positions(self, shape: Shape) -> tuple[int, ...]:
        """Return how many patches there are in each direction of a map."""
        geometry_ = self.kernel_size, self.stride, self.padding, self.dilation
        return Conv(self.dimensions, 1, *geometry_).output_shape(shape)[1:]

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See all patches: their order has no directions."""
        shape = only(inputs)
        return see_whole(sights, shape, range(len(shape)), kept=False)


@dataclass(frozen=True)
class Patches(DirectedOperation):
    """Put the numbers of each patch into channels, where it lies: `extract_patches` of TensorFlow.

    Parameters
    ----------
    dimensions : {2}
    kernel_size, stride : int or sequence of int
    padding : "valid" or "same"
    dilation : int or sequence of int

    Examples
    --------
    >>> Patches(2, 6, 6).output_shape((3, 72, 72))
    (108, 12, 12)
    """

    kernel_size: EachWay = EachWay(geometry.per_direction)
    stride: EachWay = EachWay(geometry.per_direction, 1)
    padding: Any = "valid"
    dilation: EachWay = EachWay(geometry.per_direction, 1)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the numbers of a patch, at each of its positions."""
        shape = only(inputs)
        return shape[0] * prod(self.kernel_size), *self._windows.output_shape(shape)[1:]

    @property
    def _windows(self) -> Conv:
        geometry_ = self.kernel_size, self.stride, self.padding, self.dilation
        return Conv(self.dimensions, 1, *geometry_)

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Look through the patches, which are windows."""
        return self._windows.look_through(sights, *inputs)


@dataclass(frozen=True)
class Fold(DirectedOperation):
    """Put columns back as patches of a map, and add where they overlap, as `torch.nn.Fold` does.

    Parameters
    ----------
    dimensions : {2}
    output_size : sequence of int
        Rows and columns of the map.
    kernel_size, dilation, padding, stride : int or sequence of int

    Examples
    --------
    27 numbers are 3 channels of 3 * 3, and there are 64 = 8 * 8 patches.

    >>> Fold(2, 10, 3).output_shape((27, 64))
    (3, 10, 10)
    """

    output_size: EachWay = EachWay(geometry.per_direction)
    kernel_size: EachWay = EachWay(geometry.per_direction)
    dilation: EachWay = EachWay(geometry.per_direction, 1)
    padding: Any = 0
    stride: EachWay = EachWay(geometry.per_direction, 1)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the channels, and the size that was asked for."""
        shape = only(inputs)
        if len(shape) != 2:
            raise MisfitError(f"needs (C * patch, patches), but {spell_shape(shape)} arrives")
        numbers, columns = shape
        patch = prod(self.kernel_size)
        if numbers % patch:
            raise MisfitError(f"{numbers:,} numbers are not whole patches of {patch}")
        result = (numbers // patch, *self.output_size)
        patches = Unfold(2, self.kernel_size, self.dilation, self.padding, self.stride)
        if (wanted := prod(patches.positions(result))) != columns:
            raise MisfitError(f"takes {wanted:,} patches, but {columns:,} arrive")
        return result

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See all patches: their order has no directions."""
        shape = only(inputs)
        return see_whole(sights, shape, range(len(shape)), kept=False)


@dataclass(frozen=True)
class Unpooling(DirectedOperation):
    """Put each maximum back where it was, as `torch.nn.MaxUnpool2d` does.

    Parameters
    ----------
    dimensions : {1, 2, 3}
    kernel_size : int or sequence of int
    stride : int or sequence of int, optional
        The kernel size by default.
    padding : int or sequence of int
    output_size : sequence of int, optional

    Examples
    --------
    (6 - 1) * 2 + 3 = 13

    >>> Unpooling(2, 3, 2).output_shape((8, 6, 6))
    (8, 13, 13)
    """

    kernel_size: EachWay = EachWay(geometry.per_direction)
    stride: OptionalEachWay = OptionalEachWay(optional_each, None)
    padding: EachWay = EachWay(nonnegative_each, 0)
    output_size: OptionalEachWay = OptionalEachWay(optional_each, None)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the channels, and the size that the pooling took."""
        shape = inputs[0]
        check_rank(shape, self.dimensions)
        if self.output_size is not None:
            return *shape[:1], *self.output_size
        steps = self.stride or self.kernel_size
        along = zip(shape[1:], steps, self.padding, self.kernel_size, strict=True)
        return *shape[:1], *((n - 1) * step - 2 * side + k for n, step, side, k in along)

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Look through the windows, which are stamps."""
        return slide_all(sights, self.kernel_size, self.stride or self.kernel_size, stamps=True)
