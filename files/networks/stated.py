"""A layer of which a table says what comes out and how much it learns, and no more."""

from dataclasses import dataclass

from conv_engine.networks import Operation
from conv_engine.networks.operation import Shape
from conv_engine.networks.sights import Sights


@dataclass(frozen=True)
class Stated(Operation):
    """A layer as a summary states it.

    Parameters
    ----------
    shape : tuple of int
        Of the output.
    parameters : int
    products : int, optional
        Of its weights, where they follow from the table.
    """

    shape: Shape
    parameters: int = 0
    products: int | None = None

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return what the table says, whatever arrives."""
        return self.shape

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return as many numbers as the table says."""
        return ((self.parameters,),) if self.parameters else ()

    def multiply_adds(self, *inputs: Shape) -> int | None:
        """Return the products that follow from the table; what learns nothing has none."""
        return self.products if self.parameters else 0

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Look through what only keeps a shape; nobody knows how far others see."""
        return sights if not self.parameters and inputs == (self.shape,) else {}
