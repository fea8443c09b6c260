"""How much of a network's input one cell depends on, followed through all branches.

Backwards through a window, w cells of the output depend on ``(w - 1) * s + e`` cells of the input,
for stride s and effective kernel size e: Araujo, Norris and Sim, "Computing Receptive Fields of
Convolutional Neural Networks", Distill, 2019, equation 1. Stamps of a transposed convolution go the
other way: w cells are reached by at most ``floor((w + e - 2) / s) + 1`` of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache


@dataclass(frozen=True, eq=False)
class Reach:
    """How many cells in one direction of the network's input neighbouring cells depend on.

    Parameters
    ----------
    cells, step : int
        Cells of `base` that one cell depends on, and how far its neighbour's lie from them.
    jump : Fraction
        Cells of the network's input between two neighbours.
    base : callable, optional
        What so many cells further up depend on. It is the network's input by default.
    """

    cells: int = 1
    step: int = 1
    jump: Fraction = Fraction(1)
    base: Callable[[int], int] | None = None

    def behind(self, count: int) -> int:
        """Return how many cells of the network's input `count` neighbours depend on, at most."""
        cells = (count - 1) * self.step + self.cells
        return cells if self.base is None else self.base(cells)

    def slide(self, extent: int, stride: int) -> "Reach":
        """Look through a window.

        Examples
        --------
        Three windows of three, two apart: (3 - 1) * 2 + 3 = 7 cells.

        >>> Reach().slide(3, 2).slide(3, 1).behind(1)
        7
        """
        cells = (extent - 1) * self.step + self.cells
        return replace(self, cells=cells, step=self.step * stride, jump=self.jump * stride)

    def stamp(self, extent: int, stride: int) -> "Reach":
        """Look through stamps of a transposed convolution, or through an enlargement.

        Examples
        --------
        Stamps of 4, two apart, overlap: a cell lies under two of them.

        >>> Reach().stamp(4, 2).behind(1)
        2
        """
        if stride == 1:
            return self.slide(extent, 1)
        base = cache(lambda count: self.behind((count + extent - 2) // stride + 1))
        return Reach(jump=self.jump / stride, base=base)


def widest(reaches: Iterable[Reach]) -> Reach:
    """Return the reach of a cell that depends on cells of several branches."""
    every = list(reaches)
    first = every[0]
    if all(other.base is first.base and other.step == first.step for other in every):
        return max(every, key=lambda reach: reach.cells)
    jump = max(reach.jump for reach in every)
    return Reach(jump=jump, base=cache(lambda count: max(r.behind(count) for r in every)))


@dataclass(frozen=True)
class Sight:
    """How one direction of the network's input is seen.

    Parameters
    ----------
    axis : int or None
        The axis of the shape along which that direction lies; None when it is no axis any more.
    reach : Reach
    """

    axis: int | None
    reach: Reach = Reach()


Sights = Mapping[int, Sight]
"""A sight for each direction of the network's input, counted from 0."""


def slide_all(
    sights: Sights, extents: Iterable[int], strides: Iterable[int], stamps: bool = False
) -> Sights:
    """Look through windows, or stamps, that move along axes 1, 2, 3."""
    geometry = dict(enumerate(zip(extents, strides, strict=True), start=1))

    def beyond(sight: Sight) -> Sight:
        if sight.axis not in geometry:
            return sight
        move = sight.reach.stamp if stamps else sight.reach.slide
        return replace(sight, reach=move(*geometry[sight.axis]))

    return {direction: beyond(sight) for direction, sight in sights.items()}


def move_axes(sights: Sights, places: Mapping[int, int]) -> Sights:
    """Say where axes lie now; an axis without a place is no axis any more."""
    return {
        direction: replace(sight, axis=None if sight.axis is None else places.get(sight.axis))
        for direction, sight in sights.items()
    }


def see_whole(sights: Sights, shape: Sequence[int], axes: Iterable[int], kept: bool) -> Sights:
    """Look at all cells along some axes at once, which may be `kept` with one cell."""
    merged = set(axes)

    def beyond(sight: Sight) -> Sight:
        if sight.axis is None or sight.axis not in merged:
            return sight
        cells = sight.reach.behind(shape[sight.axis])
        reach = Reach(cells, step=0, jump=sight.reach.jump)
        return Sight(sight.axis if kept else None, reach)

    return {direction: beyond(sight) for direction, sight in sights.items()}
