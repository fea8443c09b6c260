"""Depthwise, then a 1x1 convolution as a matrix: maps, proof and cost. No Streamlit here."""

from dataclasses import dataclass, replace

import numpy as np

from conv_engine import ConvSpec, Layer, dense_weight, pointwise
from ui.lessons.control.words import mixing as words
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


def describe_proof(mixing: Mixing) -> tuple[str, ...]:
    """Compare the outputs of both layers number by number.

    There is a sentence for the dense layer with mixed kernels, and one for each row of ones.
    """
    one_filter = mixing.one_filter
    apart = pointwise(mixing.depthwise.output, mixing.matrix, mixing.bias)
    rows = [row for row, weights in enumerate(mixing.matrix) if (weights == 1).all()]
    return (
        _compare(words.SAME_AS_MERGED, apart, mixing.dense.output),
        *(
            _compare(
                words.SAME_AS_PLAIN,
                apart[row],
                one_filter.feature_map(),
                row=row,
                filter=one_filter.number,
            )
            for row in rows
        ),
    )


def _compare(said: tuple[str, str], left: Array, right: Array, **others: int) -> str:
    """Say in how many numbers two arrays are equal, and how far apart they are elsewhere."""
    equal, apart = int((left == right).sum()), float(np.abs(left - right).max())
    return words.describe_agreement(said, equal, left.size, apart, **others)


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
        rf"\text{{{words.DENSE} }} & k\,k\,c\,f",
        rf"& = {around} \cdot {filters} = {latex_count(dense)}",
        rf"\text{{{words.SEPARABLE} }} & k\,k\,c + c\,f",
        rf"& = {around} + {channels} \cdot {filters} = {latex_count(apart)}",
    )


def describe_cost(channels: int, filters: int, kernel_size: tuple[int, int]) -> str:
    """Say what mixing afterwards costs here, and in a layer of a usual size."""
    return words.describe_cost(
        weights_of(channels, filters, kernel_size), weights_of(64, 128, kernel_size)
    )
