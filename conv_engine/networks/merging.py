"""Nodes where branches meet: cell by cell, or one behind the other."""

from dataclasses import dataclass

from conv_engine.networks.axes import order_channels, order_written, place_axis
from conv_engine.networks.operation import MisfitError, Operation, Shape, spell_shape


@dataclass(frozen=True)
class Elementwise(Operation):
    """Add, multiply, or take the larger of numbers at the same place; one cell serves a whole axis.

    Examples
    --------
    >>> Elementwise().output_shape((64, 8, 8), (64, 1, 1))
    (64, 8, 8)
    """

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the larger size along each axis."""
        rank = max(map(len, inputs))
        filled = [(1,) * (rank - len(shape)) + shape for shape in inputs]
        sizes = [set(along) - {1} for along in zip(*filled, strict=True)]
        if any(len(different) > 1 for different in sizes):
            raise MisfitError(f"{_and(inputs)} do not fit together: their sizes differ")
        return tuple(max(different, default=1) for different in sizes)


@dataclass(frozen=True)
class Concat(Operation):
    """Put branches one behind the other along an axis.

    Parameters
    ----------
    axis : int
        With samples as axis 0.
    channels_last : bool
        Whether axes are counted in (N, H, W, C).
    constant : int
        Cells along the axis that come from no branch: learned, or written into the program.

    Examples
    --------
    >>> Concat().output_shape((64, 8, 8), (32, 8, 8))
    (96, 8, 8)
    """

    axis: int = 1
    channels_last: bool = False
    constant: int = 0

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the sum of the sizes along the axis."""
        if not inputs:
            raise MisfitError("joins nothing: no branch arrives")
        first = inputs[0]
        if len({len(shape) for shape in inputs}) > 1:
            raise MisfitError(f"{_and(inputs)} do not have the same number of axes")
        place = place_axis(self.axis, len(first), self.channels_last)
        if len({(*shape[:place], *shape[place + 1 :]) for shape in inputs}) > 1:
            raise MisfitError(
                f"{_and(inputs)} differ along more than the axis on which they are joined"
            )
        return (
            *first[:place],
            self.constant + sum(shape[place] for shape in inputs),
            *first[place + 1 :],
        )


@dataclass(frozen=True)
class Stack(Operation):
    """Put branches side by side along a new axis, as `torch.stack` does.

    Parameters
    ----------
    axis : int
        Of the result, with samples as axis 0.
    channels_last : bool
        Whether axes are counted in (N, H, W, C).

    Examples
    --------
    >>> Stack(1).output_shape((64, 8, 8), (64, 8, 8))
    (2, 64, 8, 8)
    """

    axis: int = 0
    channels_last: bool = False

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape with an axis that counts the branches."""
        if len(set(inputs)) != 1:
            raise MisfitError(f"{_and(inputs)} cannot be stacked: their sizes differ")
        place = place_axis(self.axis, len(inputs[0]) + 1, self.channels_last)
        return *inputs[0][:place], len(inputs), *inputs[0][place:]


@dataclass(frozen=True)
class MatrixProduct(Operation):
    """Multiply matrices, which lie in the last two axes: ``q @ k``.

    Examples
    --------
    >>> MatrixProduct().output_shape((17, 64), (64, 17))
    (17, 17)
    """

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the rows of the first, and the columns of the second."""
        if len(inputs) != 2 or min(map(len, inputs)) < 2:
            raise MisfitError(f"{_and(inputs)} are not two matrices")
        (*outer, rows, inner), (*_, arriving, columns) = inputs
        if inner != arriving:
            raise MisfitError(
                f"{_and(inputs)} cannot be multiplied: {inner:,} columns meet {arriving:,} rows"
            )
        return *outer, rows, columns


@dataclass(frozen=True)
class Dot(Operation):
    """Add up the products of two branches along an axis of each, as `Dot` of Keras does.

    Parameters
    ----------
    axes : tuple of int
        With samples as axis 0, in the order of Keras.

    Examples
    --------
    >>> Dot((1, 1)).output_shape((64,), (64,)), Dot((2, 2)).output_shape((64, 5), (64, 9))
    ((1,), (9, 5))
    """

    axes: tuple[int, int]

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return what is left of both, one behind the other."""
        if len(inputs) != 2:
            raise MisfitError(f"takes two inputs, but {len(inputs)} arrive")
        left: list[int] = []
        summed: list[int] = []
        for shape, axis in zip(inputs, self.axes, strict=True):
            written = order_written(shape, channels_last=True)
            place = axis - 1 if axis > 0 else axis + len(written)
            if not 0 <= place < len(written):
                raise MisfitError(f"{spell_shape(shape)} has no axis {axis}")
            summed.append(written[place])
            left += [*written[:place], *written[place + 1 :]]
        if summed[0] != summed[1]:
            raise MisfitError(f"adds up {summed[0]:,} products, but {summed[1]:,} arrive")
        return order_channels(tuple(left), channels_last=True) or (1,)


def _and(shapes: tuple[Shape, ...]) -> str:
    return " and ".join(map(spell_shape, dict.fromkeys(shapes)))
