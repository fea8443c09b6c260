"""Depthwise, then a 1x1 convolution as a matrix: maps, proof and cost. No Streamlit here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from conv_engine import ConvSpec, Layer, dense_weight, pointwise
from text import number_text, sum_text
from ui.pictures.derivations import aligned, latex_count
from ui.pictures.one_filter import OneFilter
from ui.state.scenario import Array


@dataclass(frozen=True, eq=False)
class Mixing:
    """The kernels of one filter, which slide channel by channel, and what mixes their maps.

    The matrix has shape (feature maps, C).
    """

    one_filter: OneFilter
    matrix: Array

    @property
    def bias(self) -> Array:
        """The filter's bias, once for each feature map."""
        return np.repeat(self.one_filter.bias, len(self.matrix))

    @property
    def depthwise(self) -> Layer:
        """The filter's kernels, each as a filter of its own, with the same windows."""
        layer, channels = self.one_filter.layer, len(self.one_filter.channels)
        return Layer(
            layer.input,
            layer.weight.swapaxes(0, 1),
            np.zeros(channels, dtype=int),
            replace(layer.spec, out_channels=channels, groups=channels, bias=False),
        )

    @property
    def dense(self) -> Layer:
        """The plain layer whose kernels are mixed beforehand."""
        layer, bias = self.one_filter.layer, self.bias
        weight = dense_weight(self.depthwise.weight, self.matrix)
        return Layer(layer.input, weight, bias, replace(layer.spec, out_channels=len(bias)))

    def maps(self) -> Array:
        """Mix the partial maps, shape (feature maps, H_out, W_out)."""
        return pointwise(self.one_filter.partial, self.matrix, self.bias)


def first_weight(row: int, channel: int, channels: int) -> float:
    """Return the weight that a cell begins with.

    Row 0 is the plain sum, row 1 the first channel against the last, and each further row passes
    one channel on.

    Examples
    --------
    >>> [[first_weight(row, channel, 3) for channel in range(3)] for row in range(3)]
    [[1.0, 1.0, 1.0], [1.0, 0.0, -1.0], [1.0, 0.0, 0.0]]
    """
    if row == 0:
        return 1.0
    if row == 1 and channels > 1:
        return float(channel == 0) - float(channel == channels - 1)
    return float(channel == (row - 2) % channels)


def describe_mixing(row: Sequence[float] | Array, bias: float) -> str:
    """Write a row of the matrix as the sum it makes; channels by their numbers.

    Examples
    --------
    >>> describe_mixing([1, 0, -0.5], 2)
    '1 × map 0 − 0.5 × map 2 + bias 2'
    >>> describe_mixing([0, 0], -1)
    'bias −1'
    """
    terms = [f"{number_text(weight)} × map {place}" for place, weight in enumerate(row) if weight]
    return sum_text([*terms, f"bias {number_text(bias)}"])


def describe_proof(mixing: Mixing) -> tuple[str, ...]:
    """Compare the outputs of both layers number by number.

    There is a sentence for the dense layer with mixed kernels, and one for each row of ones.
    """
    one_filter = mixing.one_filter
    apart = pointwise(mixing.depthwise.output, mixing.matrix, mixing.bias)
    merged = mixing.dense.output
    rows = [row for row, weights in enumerate(mixing.matrix) if (weights == 1).all()]
    same = describe_agreement(apart, merged)
    return (
        f"The depthwise layer with a 1x1 after it and the Conv2D with mixed kernels are {same}.",
        *(
            f"Row {row} is all ones. Feature map {row} and the one of filter {one_filter.number} "
            f"of the plain Conv2D are {describe_agreement(apart[row], one_filter.feature_map())}."
            for row in rows
        ),
    )


def describe_agreement(left: Array, right: Array) -> str:
    """Say in how many numbers two arrays are equal, and how far apart they are elsewhere.

    Examples
    --------
    >>> describe_agreement(np.array([1, 2]), np.array([1, 2]))
    'equal in all 2 numbers'
    >>> describe_agreement(np.array([0.1 + 0.2, 2]), np.array([0.3, 2]))
    'equal in 1 of 2 numbers, and at most 5.6e-17 apart elsewhere, because decimals are rounded at
    each step'
    """
    equal = int((left == right).sum())
    if equal == left.size:
        return f"equal in all {left.size:,} numbers"
    apart = float(np.abs(left - right).max())
    return (
        f"equal in {equal:,} of {left.size:,} numbers, and at most {apart:.1e} apart elsewhere, "
        "because decimals are rounded at each step"
    )


def weights_of(channels: int, filters: int, kernel_size: tuple[int, int]) -> tuple[int, int]:
    """Return the weights of a dense layer, and of a depthwise and a 1x1 layer in its place.

    Examples
    --------
    >>> weights_of(64, 128, (3, 3))  # 9*64*128 and 9*64 + 64*128
    (73728, 8768)
    """
    dense = ConvSpec(channels, filters, kernel_size, bias=False)
    sliding = ConvSpec(channels, channels, kernel_size, groups=channels, bias=False)
    mixing = ConvSpec(channels, filters, 1, bias=False)
    return dense.parameter_count, sliding.parameter_count + mixing.parameter_count


def cost_equation(channels: int, filters: int, kernel_size: tuple[int, int]) -> str:
    r"""Write both numbers of weights as LaTeX, with the numbers in them.

    Examples
    --------
    >>> print(cost_equation(3, 2, (3, 3)))
    \begin{aligned}
    \text{dense: } & k\,k\,c\,f \\
    & = 3 \cdot 3 \cdot 3 \cdot 2 = 54 \\
    \text{depthwise, then 1x1: } & k\,k\,c + c\,f \\
    & = 3 \cdot 3 \cdot 3 + 3 \cdot 2 = 33
    \end{aligned}
    """
    dense, apart = weights_of(channels, filters, kernel_size)
    k_h, k_w = kernel_size
    around = rf"{k_h} \cdot {k_w} \cdot {channels}"
    return aligned(
        r"\text{dense: } & k\,k\,c\,f",
        rf"& = {around} \cdot {filters} = {latex_count(dense)}",
        r"\text{depthwise, then 1x1: } & k\,k\,c + c\,f",
        rf"& = {around} + {channels} \cdot {filters} = {latex_count(apart)}",
    )


def describe_cost(channels: int, filters: int, kernel_size: tuple[int, int]) -> str:
    """Say what mixing afterwards costs here, and in a layer of a usual size.

    Examples
    --------
    >>> print(describe_cost(3, 1, (3, 3)))
    Here mixing afterwards costs more than one dense layer, 30 against 27. With 64 channels and 128
    feature maps it would be 8,768 against 73,728.
    """
    dense, apart = weights_of(channels, filters, kernel_size)
    usual = weights_of(64, 128, kernel_size)
    more = "more than" if apart > dense else "less than" if apart < dense else "as much as"
    return (
        f"Here mixing afterwards costs {more} one dense layer, {apart:,} against {dense:,}. With "
        f"64 channels and 128 feature maps it would be {usual[1]:,} against {usual[0]:,}."
    )
