"""Maps that are sampled at the positions of a grid, as spatial transformers do."""

from dataclasses import dataclass

from conv_engine.networks.operation import MisfitError, Operation, Shape, only, spell_shape


@dataclass(frozen=True)
class Grid(Operation):
    """Make a grid of positions from a matrix, as `affine_grid` of PyTorch does.

    Parameters
    ----------
    sizes : tuple of int
        Rows and columns, or frames, rows and columns.

    Examples
    --------
    >>> Grid((28, 30)).output_shape((2, 3))
    (28, 30, 2)
    """

    sizes: tuple[int, ...]

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the sizes, with the numbers of a position behind them."""
        wanted = (len(self.sizes), len(self.sizes) + 1)
        if only(inputs) != wanted:
            raise MisfitError(
                f"takes a matrix of {spell_shape(wanted)}, but {spell_shape(inputs[0])} arrives"
            )
        return *self.sizes, len(self.sizes)


@dataclass(frozen=True)
class GridSample(Operation):
    """Take the numbers of maps at the positions of a grid.

    Examples
    --------
    >>> GridSample().output_shape((3, 50, 50), (28, 30, 2))
    (3, 28, 30)
    """

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the channels of the maps, and the size of the grid."""
        if len(inputs) != 2 or len(inputs[0]) != len(inputs[1]):
            raise MisfitError("needs maps, and a grid with as many axes")
        return *inputs[0][:1], *inputs[1][:-1]
