"""A stack of layers: the shape, the costs and the receptive field after each of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from conv_engine import geometry
from conv_engine.axis import Axis
from conv_engine.frameworks.layers import Spec, channels_of
from conv_engine.frameworks.pytorch_layers import Conv2d, ConvTranspose2d
from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.geometry import Pair
from conv_engine.spec import ConvSpec

Part = tuple[Spec, tuple[int, ...]]  # a convolution, and the shape of its input
LINES = {"height": "rows", "width": "columns"}


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
        for sentence in _oddities(parts):
            warnings.append(Problem(place, f"layer {place} {sentence}"))
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


def _oddities(parts: list[Part]) -> Iterator[str]:
    """Say what a convolution does with its input that its author may not have meant."""
    for spec, shape in parts:
        if not isinstance(spec, ConvSpec):
            continue
        size = shape[-2:]
        amounts = spec.pad_amounts(*size)
        if _covers_single_cell(spec, shape):
            k_h, k_w = spec.kernel_size
            yield (
                f"slides a {k_h}x{k_w} kernel over maps of 1x1, where {k_h * k_w - 1} of "
                f"{k_h * k_w} weights meet nothing but padding; nearest kernel_size is 1"
            )
        for axis, n, added in zip(spec.axes, size, amounts, strict=True):
            if sentence := _describe_gaps(axis, n, *added) or _describe_rest(axis, n, *added):
                yield sentence


def _covers_single_cell(spec: ConvSpec, shape: tuple[int, ...]) -> bool:
    one = (1, 1)
    return (
        spec.kernel_size != one
        and spec.padding_mode == "zeros"
        and shape[-2:] == one == spec.output_shape(shape)[-2:]
    )


def _describe_gaps(axis: Axis, n: int, before: int, after: int) -> str | None:
    """Say how much a stride longer than the kernel, or one that fits its gaps, passes over."""
    visited = _visited(axis, axis.stride)
    if visited == axis.stride or not _gap_in_input(axis, n, before, after):
        return None
    longest = min(axis.stride - 1, axis.kernel)
    nearest = next(s for s in range(longest, 0, -1) if _visited(axis, s) == s)
    return (
        f"never visits {axis.stride - visited} of every {axis.stride} {LINES[axis.name]}: stride "
        f"{axis.stride} passes over them with kernel {axis.kernel} and dilation {axis.dilation}; "
        f"nearest stride that does not is {nearest}"
    )


def _visited(axis: Axis, stride: int) -> int:
    """Return how many of `stride` neighbouring cells lie under some cell of some kernel."""
    return min(axis.kernel, stride // gcd(stride, axis.dilation))


def _gap_in_input(axis: Axis, n: int, before: int, after: int) -> bool:
    """Whether windows leave a gap that is not in the padding alone."""
    gaps = axis.positions(n + before + after) - 1
    if axis.dilation > 1:
        return gaps > 0
    first = before // axis.stride  # the first gap that does not end in the padding before
    return first < gaps and first * axis.stride + axis.extent - before < n


def _describe_rest(axis: Axis, n: int, before: int, after: int) -> str | None:
    """Say what is left over where a stride does not divide evenly: frameworks round down."""
    room = n + before + after - axis.extent
    left = min(room % axis.stride - after, n)
    if left <= 0:
        return None
    fitting = [n - left]
    if _visited(axis, axis.stride) == axis.stride:
        fitting.append(n + axis.stride - room % axis.stride)
    nearest = min(fitting, key=lambda size: abs(size - n))
    return (
        f"never visits the last {left} of {n} {LINES[axis.name]}: {n} + {before + after} - "
        f"{axis.extent} = {room} is no multiple of stride {axis.stride}"
        + (f"; nearest {axis.name} that leaves none is {nearest}" if nearest else "")
    )
