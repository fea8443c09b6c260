"""What one layer of a stack of convolutions takes, makes, costs and sees."""

from dataclasses import dataclass
from fractions import Fraction

from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.geometry import Pair


@dataclass(frozen=True)
class Row:
    """What one layer of a stack takes and makes.

    Attributes
    ----------
    layer : AnyLayer
    input_shape, output_shape : tuple of int
        (C, H, W), with N in front for a batch.
    parameters : int
        Weights and biases.
    multiply_adds : int
        Products that are added up.
    receptive_field : (int, int)
        Rows and columns of the stack's input that one cell of the output depends on; after a
        transposed convolution not all cells depend on equally many, and this is the most.
    jump : (Fraction, Fraction)
        Rows and columns of the stack's input between two neighbouring cells of the output: the
        product of all strides, divided by those of transposed convolutions.
    """

    layer: AnyLayer
    input_shape: tuple[int, ...]
    output_shape: tuple[int, ...]
    parameters: int
    multiply_adds: int
    receptive_field: Pair
    jump: tuple[Fraction, Fraction]
