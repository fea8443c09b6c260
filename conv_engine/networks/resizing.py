"""Nodes that add cells to each map, take some away, repeat them, or shuffle them."""

# ruff: noqa: RUF009 -- what stands as a default is the check of the field, not its value

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from conv_engine import geometry
from conv_engine.arguments import Whole
from conv_engine.networks.axes import check_rank
from conv_engine.networks.operation import MisfitError, Operation, Shape, only, spell_shape
from conv_engine.networks.sights import Sights, slide_all

Side = tuple[int, int]


@dataclass(frozen=True)
class Padding(Operation):
    """Put cells around each map, or take them away where a number is negative.

    Parameters
    ----------
    sides : sequence of (before, after)
        For the *last* axes of a shape, in their order: ((top, bottom), (left, right)) for 2
        directions. An axis before them stays as it is.

    Examples
    --------
    >>> Padding(((1, 1), (0, 2))).output_shape((3, 8, 8))
    (3, 10, 10)
    """

    sides: tuple[Side, ...]

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape with its cells added."""
        shape = only(inputs)
        kept = len(shape) - len(self.sides)
        if kept < 0:
            raise MisfitError(f"pads {len(self.sides)} axes, but {spell_shape(shape)} arrives")
        grown = tuple(n + sum(side) for n, side in zip(shape[kept:], self.sides, strict=True))
        if min(grown, default=1) < 1:
            raise MisfitError(f"nothing is left of {spell_shape(shape)}")
        return *shape[:kept], *grown


@dataclass(frozen=True)
class Upsampling(Operation):
    """Repeat or interpolate the cells of each map.

    Parameters
    ----------
    factors : number, or sequence of number
        One number for all directions, or one for each; the sizes are rounded down.

    Examples
    --------
    >>> Upsampling(2).output_shape((64, 7, 7)), Upsampling((1.5, 2)).output_shape((64, 7, 7))
    ((64, 14, 14), (64, 10, 14))
    """

    factors: float | Sequence[float]

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the channels and the enlarged sizes."""
        channels, *sizes = shape = only(inputs)
        scaled = zip(sizes, self._factors(shape), strict=True)
        grown = [floor(n * factor) for n, factor in scaled]
        if min(grown, default=1) < 1:
            raise MisfitError(f"nothing is left of {spell_shape(shape)}")
        return channels, *grown

    def _factors(self, shape: Shape) -> tuple[Fraction, ...]:
        """Return a factor for each direction; 0.1 is a tenth, not the nearest binary number."""
        written = self.factors if isinstance(self.factors, Sequence) else [self.factors]
        factors = tuple(Fraction(str(factor)) for factor in written)
        directions = len(shape) - 1
        if len(factors) == 1:
            return factors * directions
        if len(factors) != directions:
            raise MisfitError(f"has {len(factors)} factors, but {spell_shape(shape)} arrives")
        return factors

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Look through the repeated cells, as if each were a stamp."""
        factors = self._factors(only(inputs))
        if all(factor.denominator == 1 for factor in factors):
            whole = [factor.numerator for factor in factors]
            return slide_all(sights, whole, whole, stamps=True)
        whole = [max(floor(1 / factor), 1) for factor in factors]
        return slide_all(sights, whole, whole)


@dataclass(frozen=True)
class Resizing(Operation):
    """Interpolate each map to a size.

    Parameters
    ----------
    size : int or sequence of int
        One number for all directions, or one for each.

    Examples
    --------
    >>> Resizing((224, 200)).output_shape((3, 300, 280))
    (3, 224, 200)
    """

    size: int | Sequence[int]

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the channels and the size."""
        channels, *sizes = shape = only(inputs)
        wanted = self.size if isinstance(self.size, Sequence) else [self.size] * len(sizes)
        if len(wanted) != len(sizes):
            raise MisfitError(f"gives {len(wanted)} sizes, but {spell_shape(shape)} arrives")
        return channels, *wanted


@dataclass(frozen=True)
class ResizingLike(Operation):
    """Interpolate each map of the first input to the size of the second.

    Examples
    --------
    >>> ResizingLike().output_shape((64, 7, 7), (32, 15, 15))
    (64, 15, 15)
    """

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the channels of the first, and the size of the second."""
        if len(inputs) != 2 or len(inputs[0]) != len(inputs[1]):
            raise MisfitError("needs two inputs with the same number of axes")
        return *inputs[0][:1], *inputs[1][1:]


@dataclass(frozen=True)
class PixelShuffle(Operation):
    """Lay groups of channels out as blocks of cells.

    Parameters
    ----------
    factor : int
        Rows and columns of a block.

    Examples
    --------
    >>> PixelShuffle(3).output_shape((9, 5, 5))
    (1, 15, 15)
    """

    factor: Whole = Whole(geometry.whole_number)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return fewer channels and larger maps."""
        shape = only(inputs)
        check_rank(shape, 2)
        channels, rows, columns = shape
        if channels % self.factor**2:
            raise MisfitError(
                f"needs a multiple of {self.factor} * {self.factor} = {self.factor**2} channels, "
                f"but {channels:,} arrive"
            )
        return channels // self.factor**2, rows * self.factor, columns * self.factor

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Look through the blocks, which are stamps that do not overlap."""
        return slide_all(sights, [self.factor] * 2, [self.factor] * 2, stamps=True)


@dataclass(frozen=True)
class PixelUnshuffle(Operation):
    """Stack the cells of each block as channels.

    Parameters
    ----------
    factor : int
        Rows and columns of a block.

    Examples
    --------
    >>> PixelUnshuffle(2).output_shape((3, 8, 8))
    (12, 4, 4)
    """

    factor: Whole = Whole(geometry.whole_number)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return more channels and smaller maps."""
        shape = only(inputs)
        check_rank(shape, 2)
        channels, rows, columns = shape
        if rows % self.factor or columns % self.factor:
            raise MisfitError(f"{rows} x {columns} cells do not fill blocks of {self.factor}")
        return channels * self.factor**2, rows // self.factor, columns // self.factor

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Look through the blocks, which are windows."""
        return slide_all(sights, [self.factor] * 2, [self.factor] * 2)


@dataclass(frozen=True)
class Expand(Operation):
    """Spread axes of one cell, or repeat all axes, as `expand` and `repeat` of PyTorch do.

    Parameters
    ----------
    sizes : tuple of int
        One for each axis, with samples in front. -1 keeps an axis that is spread.
    repeats : bool
        Whether they are how often, not how large.

    Examples
    --------
    >>> Expand((-1, -1, 5, 6)).output_shape((8, 1, 1))
    (8, 5, 6)
    >>> Expand((1, 2, 1, 1), repeats=True).output_shape((8, 5, 6))
    (16, 5, 6)
    """

    sizes: tuple[int, ...]
    repeats: bool = False

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape with the new sizes."""
        shape, sizes = only(inputs), self.sizes[1:]
        filled = (1,) * (len(sizes) - len(shape)) + shape
        if len(filled) != len(sizes):
            raise MisfitError(f"{len(sizes)} sizes do not fit {spell_shape(shape)}")
        pairs = list(zip(filled, sizes, strict=True))
        if self.repeats:
            return tuple(n * times for n, times in pairs)
        if any(n != 1 and m not in (-1, n) for n, m in pairs):
            raise MisfitError(f"{spell_shape(shape)} cannot be spread over {spell_shape(sizes)}")
        return tuple(n if m == -1 else m for n, m in pairs)
