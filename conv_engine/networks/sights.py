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

DEEPEST = 100
"""Most bases that lie one on the other."""


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
    depth : int
        How many bases lie one on the other.
    """

    cells: int = 1
    step: int = 1
    jump: Fraction = Fraction(1)
    base: Callable[[int], int] | None = None
    depth: int = 0

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

        def through_stamps(count: int) -> int:
            return self.behind((count + extent - 2) // stride + 1)

        return on_base(through_stamps, self.jump / stride, self.depth)


def on_base(base: Callable[[int], int], jump: Fraction, depth: int) -> Reach:
    """Return the reach of one cell of what `base` looks through.

    Far up in a very deep network its cells are taken to lie evenly, so that no stack runs over.
    """
    if depth < DEEPEST:
        return Reach(jump=jump, base=cache(base), depth=depth + 1)
    return Reach(cells=base(1), step=base(2) - base(1), jump=jump)


def widest(reaches: Iterable[Reach]) -> Reach:
    """Return the reach of a cell that depends on cells of several branches."""
    every = list(reaches)
    first = every[0]
    if all(other.base is first.base and other.step == first.step for other in every):
        return max(every, key=lambda reach: reach.cells)

    def through_all(count: int) -> int:
        return max(reach.behind(count) for reach in every)

    return on_base(through_all, max(r.jump for r in every), max(r.depth for r in every))


@dataclass(frozen=True)
class Sight:
    """How one direction of the network's input is seen.

    Parameters
    ----------
    axis : int or None
        The axis of the shape along which that direction lies; None when it is no axis any more.
    size : int
        Cells of the network's input in that direction.
    reach : Reach
    """

    axis: int | None
    size: int
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
        cells = min(sight.reach.behind(shape[sight.axis]), sight.size)
        reach = Reach(cells, step=0, jump=sight.reach.jump)
        return replace(sight, axis=sight.axis if kept else None, reach=reach)

    return {direction: beyond(sight) for direction, sight in sights.items()}


def merge_sights(branches: Sequence[Sights]) -> Sights:
    """Return how the network's input is seen where branches meet."""
    together: dict[int, list[Sight]] = {}
    for sights in branches:
        for direction, sight in sights.items():
            together.setdefault(direction, []).append(sight)
    return {direction: _merge(sights) for direction, sights in together.items()}


def _merge(sights: Sequence[Sight]) -> Sight:
    axes = [sight.axis for sight in sights if sight.axis is not None]
    reach = widest(sight.reach for sight in sights)
    return Sight(axes[0] if axes else None, max(sight.size for sight in sights), reach)
