"""A stack of convolutions followed layer by layer, apart from networks: tests compare the two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from conv_engine import geometry
from conv_engine.frameworks.layers import Spec, channels_of
from conv_engine.frameworks.pytorch_layers import Conv2d, ConvTranspose2d
from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.oddities import describe_oddities
from conv_engine.spec import ConvSpec
from conv_engine.stack import Row

Part = tuple[Spec, tuple[int, ...]]  # a convolution, and the shape of its input


@dataclass(frozen=True)
class Problem:
    """Something to look at in a stack.

    Attributes
    ----------
    layer : int
        Counted from 1.
    sentence : str
        With the numbers, and the nearest valid value where there is one.
    stops : bool
        Whether no layer can follow.
    """

    layer: int
    sentence: str
    stops: bool = False


@dataclass(frozen=True)
class Trace:
    """The rows of a stack as far as the shapes fit, and what to look at in it."""

    rows: tuple[Row, ...]
    warnings: tuple[Problem, ...]

    @property
    def parameters(self) -> int:
        """Weights and biases of all layers."""
        return sum(row.parameters for row in self.rows)

    @property
    def multiply_adds(self) -> int:
        """Products that all layers add up."""
        return sum(row.multiply_adds for row in self.rows)


def trace(layers: Iterable[AnyLayer], input_shape: Sequence[int]) -> Trace:
    """Follow an input through a stack of layers, as far as the shapes fit.

    Parameters
    ----------
    layers : iterable of Layer
        Of either framework, or of both.
    input_shape : (C, H, W) or (N, C, H, W)

    Returns
    -------
    Trace
        A layer that does not take what comes to it is named by its warning, and ends the rows.

    Raises
    ------
    ValueError
        If the input itself is none.

    Notes
    -----
    Backwards through the stack, w cells of a convolution's output depend on ``(w - 1) * s + e``
    cells of its input, for stride s and effective kernel size e: Araujo, Norris and Sim,
    "Computing Receptive Fields of Convolutional Neural Networks", Distill, 2019, equation 1.
    Through a transposed convolution it is the other way about: they are stamped by at most
    ``floor((w + e - 2) / s) + 1`` cells.

    Examples
    --------
    The second layer sees 3 rows of the first one's maps, which are (3 - 1) * 2 + 3 = 7 rows of the
    input.

    >>> stack = trace([Conv2d(3, 8, 3, stride=2), Conv2d(8, 8, 3)], (3, 15, 15))
    >>> [(row.output_shape, row.receptive_field) for row in stack.rows]
    [((8, 7, 7), (3, 3)), ((8, 5, 5), (7, 7))]
    """
    shape = tuple(geometry.whole_number("input size", n) for n in input_shape)
    channels_of(shape)
    rows: list[Row] = []
    warnings: list[Problem] = []
    above: list[Spec] = []
    for place, layer in enumerate(layers, start=1):
        try:
            parts = _parts(layer, shape)
            output_shape = layer.output_shape(shape)
        except ValueError as error:
            sentence = _mismatch(place, layer, shape[-3]) or f"layer {place}: {error}"
            warnings.append(Problem(place, sentence, stops=True))
            break
        above += [spec for spec, _ in parts]
        rows.append(_row(layer, shape, output_shape, parts, above))
        for spec, arriving in parts:
            if isinstance(spec, ConvSpec):
                odd = describe_oddities(spec, arriving)
                warnings += [Problem(place, f"layer {place} {sentence}") for sentence in odd]
        shape = output_shape
    return Trace(tuple(rows), tuple(warnings))


def _parts(layer: AnyLayer, shape: tuple[int, ...]) -> list[Part]:
    """Return the convolutions of a layer, each with the shape of its input."""
    parts = []
    for spec in layer.specs(shape[-3]):
        parts.append((spec, shape))
        shape = spec.output_shape(shape)
    return parts


def _row(
    layer: AnyLayer,
    input_shape: tuple[int, ...],
    output_shape: tuple[int, ...],
    parts: list[Part],
    above: list[Spec],
) -> Row:
    return Row(
        layer,
        input_shape,
        output_shape,
        parameters=sum(spec.parameter_count for spec, _ in parts),
        multiply_adds=sum(spec.multiply_adds(shape) for spec, shape in parts),
        receptive_field=(_seen(above, 0), _seen(above, 1)),
        jump=(_jump(above, 0), _jump(above, 1)),
    )


def _seen(specs: list[Spec], direction: int) -> int:
    """Return how many cells of the first input one cell of the last output depends on, at most."""
    cells = 1
    for spec in reversed(specs):
        axis = spec.axes[direction]
        if isinstance(spec, ConvSpec):
            cells = (cells - 1) * axis.stride + axis.extent
        else:
            cells = (cells + axis.extent - 2) // axis.stride + 1
    return cells


def _jump(specs: list[Spec], direction: int) -> Fraction:
    jump = Fraction(1)
    for spec in specs:
        stride = spec.axes[direction].stride
        jump = jump * stride if isinstance(spec, ConvSpec) else jump / stride
    return jump


def _mismatch(place: int, layer: AnyLayer, channels: int) -> str | None:
    """Say that a layer was made for other channels than come to it, if so."""
    if not isinstance(layer, Conv2d | ConvTranspose2d) or layer.in_channels == channels:
        return None
    given = f"layer {place - 1} gives" if place > 1 else "the input has"
    return (
        f"layer {place} expects {layer.in_channels} channels, {given} {channels}; "
        f"nearest in_channels is {channels}"
    )
