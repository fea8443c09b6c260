"""A layer of which a table says what comes out and how much it learns, and no more."""

from dataclasses import dataclass

from conv_engine.networks import Operation
from conv_engine.networks.operation import Shape


@dataclass(frozen=True)
class Stated(Operation):
    """A layer as a summary states it.

    Parameters
    ----------
    shape : tuple of int
        Of the output.
    parameters : int
    products : int
        Of its weights, as far as they follow from the table.
    """

    shape: Shape
    parameters: int = 0
    products: int = 0

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return what the table says, whatever arrives."""
        return self.shape

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return as many numbers as the table says."""
        return ((self.parameters,),) if self.parameters else ()

    def multiply_adds(self, *inputs: Shape) -> int:
        """Return the products that follow from the table."""
        return self.products
