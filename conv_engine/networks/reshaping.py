"""Nodes that order numbers anew: flatten, reshape, permute, slice, and means along axes."""

# ruff: noqa: RUF009 -- what stands as a default is the check of the field, not its value

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from conv_engine import geometry
from conv_engine.arguments import Whole
from conv_engine.networks.axes import order_channels, place_axis
from conv_engine.networks.operation import MisfitError, Operation, Shape, only, spell_shape
from conv_engine.networks.sights import Sights, move_axes, see_whole


@dataclass(frozen=True)
class Flatten(Operation):
    """Put all numbers between two axes in a row.

    Parameters
    ----------
    start, end : int
        As PyTorch counts them, with samples as axis 0. Samples stay apart: a start of 0 is that
        of 1.

    Examples
    --------
    >>> Flatten().output_shape((32, 7, 7)), Flatten(2).output_shape((32, 7, 7))
    ((1568,), (32, 49))
    """

    start: int = 1
    end: int = -1

    def _range(self, shape: Shape) -> tuple[int, int]:
        first = place_axis(self.start or 1, len(shape))
        last = place_axis(self.end, len(shape))
        if last < first:
            raise MisfitError(f"axis {self.end} comes before axis {self.start}")
        return first, last + 1

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape with those axes as one."""
        shape = only(inputs)
        first, end = self._range(shape)
        return *shape[:first], prod(shape[first:end]), *shape[end:]

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See all cells of the axes that become one."""
        shape = only(inputs)
        first, end = self._range(shape)
        if end - first == 1:
            return sights
        seen = see_whole(sights, shape, range(first, end), kept=False)
        behind = {axis: axis - (end - first) + 1 for axis in range(end, len(shape))}
        return move_axes(seen, behind | {axis: axis for axis in range(first)})


@dataclass(frozen=True)
class Reshape(Operation):
    """Lay the same numbers out in another shape.

    Parameters
    ----------
    shape : sequence of int
        Without samples, in the order of the framework; one entry may be -1.
    channels_last : bool
        Whether it is written (H, W, C).

    Examples
    --------
    7 * 7 * 128 = 6,272 numbers.

    >>> Reshape((7, 7, 128), channels_last=True).output_shape((6272,))
    (128, 7, 7)
    >>> Reshape((-1, 49)).output_shape((128, 7, 7))
    (128, 49)
    """

    shape: tuple[int, ...]
    channels_last: bool = False

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape, with what -1 stands for."""
        arriving = only(inputs)
        total = prod(arriving)
        known = prod(size for size in self.shape if size != -1)
        free = self.shape.count(-1)
        if free > 1 or known < 1 or (total % known if free else total != known):
            raise MisfitError(self._explain(arriving, known))
        filled = tuple(total // known if size == -1 else size for size in self.shape)
        return order_channels(filled, self.channels_last)

    def _explain(self, arriving: Shape, known: int) -> str:
        if self.shape.count(-1) > 1:
            return "only one number of a shape may be -1"
        wanted = f"{known:,}" if len(self.shape) == 1 else f"{spell_shape(self.shape)} = {known:,}"
        if -1 in self.shape:
            return f"{prod(arriving):,} numbers arrive, which {known:,} does not divide"
        return f"{wanted} does not fit the {prod(arriving):,} that arrive: {spell_shape(arriving)}"

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See all cells, but along axes in front that stay as they are."""
        shape = only(inputs)
        if self.output_shape(shape) == shape:
            return sights
        return see_whole(sights, shape, range(len(shape)), kept=False)


@dataclass(frozen=True)
class Unflatten(Operation):
    """Lay one axis out as several.

    Parameters
    ----------
    axis : int
        With samples as axis 0.
    sizes : sequence of int
        One of them may be -1.

    Examples
    --------
    >>> Unflatten(1, (128, 7, 7)).output_shape((6272,))
    (128, 7, 7)
    """

    axis: int
    sizes: tuple[int, ...]

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape with the sizes in place of the axis."""
        shape = only(inputs)
        place = place_axis(self.axis, len(shape))
        sizes = Reshape(self.sizes).output_shape((shape[place],))
        return *shape[:place], *sizes, *shape[place + 1 :]

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Follow the axes around the one that is laid out."""
        shape = only(inputs)
        place = place_axis(self.axis, len(shape))
        added = len(self.sizes) - 1
        return move_axes(
            see_whole(sights, shape, [place], kept=False),
            {axis: axis + added * (axis > place) for axis in range(len(shape))},
        )


@dataclass(frozen=True)
class Permute(Operation):
    """Put the axes in another order.

    Parameters
    ----------
    order : sequence of int
        As the framework writes it, with samples as axis 0 in front.
    channels_last : bool
        Whether axes are counted in (N, H, W, C).

    Examples
    --------
    >>> Permute((0, 3, 1, 2)).output_shape((224, 200, 3))
    (3, 224, 200)
    """

    order: tuple[int, ...]
    channels_last: bool = False

    def places(self, shape: Shape) -> tuple[int, ...]:
        """Return which axis of a channel-first shape comes where."""
        rank = len(shape)
        if len(self.order) != rank + 1 or self.order[0] != 0:
            raise MisfitError(
                f"orders {len(self.order)} axes with the batch axis first, but there are {rank + 1}"
            )
        written = tuple(place_axis(axis, rank, self.channels_last) for axis in self.order[1:])
        if len(set(written)) != rank:
            raise MisfitError("names an axis twice")
        return order_channels(written, self.channels_last)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the sizes in their new order."""
        shape = only(inputs)
        return tuple(shape[axis] for axis in self.places(shape))

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Follow each axis to its place."""
        axes = self.places(only(inputs))
        return move_axes(sights, {axis: place for place, axis in enumerate(axes)})


@dataclass(frozen=True)
class SwapAxes(Operation):
    """Let two axes change places, as `torch.transpose` does.

    Parameters
    ----------
    first, second : int
        With samples as axis 0.

    Examples
    --------
    >>> SwapAxes(1, 2).output_shape((81, 40))
    (40, 81)
    """

    first: int
    second: int

    def places(self, shape: Shape) -> tuple[int, ...]:
        """Return which axis of a channel-first shape comes where."""
        order = list(range(len(shape)))
        a, b = (place_axis(axis, len(shape)) for axis in (self.first, self.second))
        order[a], order[b] = order[b], order[a]
        return tuple(order)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the sizes in their new order."""
        shape = only(inputs)
        return tuple(shape[axis] for axis in self.places(shape))

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Follow both axes to their places."""
        order = self.places(only(inputs))
        return move_axes(sights, {axis: place for place, axis in enumerate(order)})


@dataclass(frozen=True)
class Squeeze(Operation):
    """Take away an axis of one cell, or all of them.

    Parameters
    ----------
    axis : int, optional
        With samples as axis 0; all axes of one cell by default.
    channels_last : bool

    Examples
    --------
    >>> Squeeze().output_shape((512, 1, 1)), Squeeze(-1).output_shape((512, 7, 7))
    ((512,), (512, 7, 7))
    """

    axis: int | None = None
    channels_last: bool = False

    def _kept(self, shape: Shape) -> list[int]:
        candidates = range(len(shape))
        if self.axis is not None:
            place = place_axis(self.axis, len(shape), self.channels_last)
            candidates = range(place, place + 1)
        return [axis for axis, n in enumerate(shape) if n != 1 or axis not in candidates]

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the axes that stay."""
        shape = only(inputs)
        return tuple(shape[axis] for axis in self._kept(shape)) or (1,)

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Follow the axes that stay."""
        kept = self._kept(only(inputs))
        return move_axes(sights, {axis: place for place, axis in enumerate(kept)})


@dataclass(frozen=True)
class Unsqueeze(Operation):
    """Put in an axis of one cell.

    Parameters
    ----------
    axis : int
        Where it will lie, with samples as axis 0.
    channels_last : bool

    Examples
    --------
    >>> Unsqueeze(1).output_shape((28, 28))
    (1, 28, 28)
    """

    axis: int
    channels_last: bool = False

    def _place(self, shape: Shape) -> int:
        return place_axis(self.axis, len(shape) + 1, self.channels_last)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape with its new axis."""
        shape = only(inputs)
        place = self._place(shape)
        return *shape[:place], 1, *shape[place:]

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Follow the axes behind the new one."""
        shape = only(inputs)
        place = self._place(shape)
        return move_axes(sights, {axis: axis + (axis >= place) for axis in range(len(shape))})


@dataclass(frozen=True)
class Slice(Operation):
    """Keep some cells along an axis, as ``x[:, 1:]`` or one part of `torch.split` does.

    Parameters
    ----------
    axis : int
        With samples as axis 0.
    start, stop, step : int or None
        As Python slices.
    channels_last : bool

    Examples
    --------
    >>> Slice(1, None, 8).output_shape((32, 7, 7))
    (8, 7, 7)
    """

    axis: int
    start: int | None = None
    stop: int | None = None
    step: int | None = None
    channels_last: bool = False

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape with what is left of the axis."""
        shape = only(inputs)
        place = place_axis(self.axis, len(shape), self.channels_last)
        left = len(range(*slice(self.start, self.stop, self.step).indices(shape[place])))
        if not left:
            raise MisfitError(f"nothing is left of the {shape[place]:,} cells of its axis")
        return *shape[:place], left, *shape[place + 1 :]


@dataclass(frozen=True)
class Select(Operation):
    """Keep one cell along an axis, which is no axis then: ``x[:, -1]``.

    Parameters
    ----------
    axis, index : int
        With samples as axis 0.
    channels_last : bool

    Examples
    --------
    >>> Select(1, -1).output_shape((100, 64))
    (64,)
    """

    axis: int
    index: int = 0
    channels_last: bool = False

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the other axes."""
        shape = only(inputs)
        place = place_axis(self.axis, len(shape), self.channels_last)
        if not -shape[place] <= self.index < shape[place]:
            raise MisfitError(f"there is no cell {self.index} among {shape[place]:,}")
        return *shape[:place], *shape[place + 1 :]

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Follow the axes that stay."""
        shape = only(inputs)
        return _drop(sights, shape, [place_axis(self.axis, len(shape), self.channels_last)])


@dataclass(frozen=True)
class Chunk(Operation):
    """Cut an axis into equal parts; the shape is that of each part.

    Parameters
    ----------
    parts, axis : int
        With samples as axis 0.
    channels_last : bool

    Examples
    --------
    >>> Chunk(2, 1).output_shape((64, 8, 8))
    (32, 8, 8)
    """

    parts: Whole = Whole(geometry.whole_number)
    axis: int = 1
    channels_last: bool = False

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape of one part."""
        shape = only(inputs)
        place = place_axis(self.axis, len(shape), self.channels_last)
        if shape[place] % self.parts:
            raise MisfitError(f"{self.parts} parts do not divide the {shape[place]:,} cells evenly")
        return *shape[:place], shape[place] // self.parts, *shape[place + 1 :]


@dataclass(frozen=True)
class Reduce(Operation):
    """Take the mean, sum or maximum along axes.

    Parameters
    ----------
    axes : sequence of int
        With samples as axis 0.
    keep : bool
        Whether they stay, with one cell each.
    channels_last : bool

    Examples
    --------
    >>> Reduce((2, 3)).output_shape((512, 7, 7)), Reduce((1,), keep=True).output_shape((512, 7, 7))
    ((512,), (1, 7, 7))
    """

    axes: tuple[int, ...]
    keep: bool = False
    channels_last: bool = False

    def _places(self, shape: Shape) -> list[int]:
        return [place_axis(axis, len(shape), self.channels_last) for axis in self.axes]

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the other axes."""
        shape = only(inputs)
        gone = self._places(shape)
        if self.keep:
            return tuple(1 if axis in gone else n for axis, n in enumerate(shape))
        return tuple(n for axis, n in enumerate(shape) if axis not in gone) or (1,)

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See all cells of the axes that are reduced."""
        shape = only(inputs)
        gone = self._places(shape)
        seen = see_whole(sights, shape, gone, self.keep)
        return seen if self.keep else _drop(seen, shape, gone)


def _drop(sights: Sights, shape: Shape, gone: Sequence[int]) -> Sights:
    kept = [axis for axis in range(len(shape)) if axis not in gone]
    return move_axes(sights, {axis: place for place, axis in enumerate(kept)})
