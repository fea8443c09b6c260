"""Wrong beliefs about Conv2D, computed beside what is right so that the difference can be seen.

The functions take the arguments of `conv2d`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike

from conv_engine.convolution import conv2d, partial_maps, sum_channels
from conv_engine.geometry import Geometry
from conv_engine.numeric import Array, as_numeric
from conv_engine.reductions import mean_channels
from conv_engine.spec import ConvSpec


@dataclass(frozen=True, eq=False)
class Comparison:
    """Feature maps as they are, as a wrong belief has them, and wrong minus right.

    Attributes
    ----------
    right, wrong, difference : ndarray of shape (C_out, H_out, W_out), or with N in front
    """

    right: Array
    wrong: Array
    difference: Array

    @classmethod
    def of(cls, right: Array, wrong: Array) -> "Comparison":
        """Compare two sets of feature maps."""
        return cls(right, wrong, wrong - right)


def mean_over_channels(
    input: ArrayLike, weight: ArrayLike, bias: ArrayLike | None = None, **geometry: Unpack[Geometry]
) -> Comparison:
    """M1, "the channels are averaged": the mean of the channel sums, plus bias.

    Parameters
    ----------
    input, weight, bias, **geometry
        As for `conv2d`.

    Returns
    -------
    Comparison
        Integers make `wrong` float64, since a mean is seldom whole.

    Examples
    --------
    The mean of 4, 400 and 40000 is 40404 / 3.

    >>> input = np.ones((3, 2, 2), int) * [[[1]], [[100]], [[10000]]]
    >>> comparison = mean_over_channels(input, np.ones((1, 3, 2, 2), int))
    >>> comparison.right.item(), comparison.wrong.item()
    (40404, 13468.0)
    """
    right = conv2d(input, weight, bias, **geometry)
    return Comparison.of(right, mean_channels(partial_maps(input, weight, **geometry), bias))


def one_kernel_for_all_channels(
    input: ArrayLike, weight: ArrayLike, bias: ArrayLike | None = None, **geometry: Unpack[Geometry]
) -> Comparison:
    """M3, "one 2-D kernel is reused": each filter's first kernel on every channel of its group.

    Parameters
    ----------
    input, weight, bias, **geometry
        As for `conv2d`.

    Returns
    -------
    Comparison

    Examples
    --------
    Kernels 1, 0, -1 on channels 5, 6, 7: 5 + 0 - 7 = -2, but with 1, 1, 1 it is 5 + 6 + 7 = 18.

    >>> comparison = one_kernel_for_all_channels([[[5]], [[6]], [[7]]], [[[[1]], [[0]], [[-1]]]])
    >>> comparison.right.item(), comparison.wrong.item()
    (-2, 18)
    """
    weight = as_numeric("weight", weight)
    right = conv2d(input, weight, bias, **geometry)
    shared = np.broadcast_to(weight[:, :1], weight.shape)
    return Comparison.of(right, conv2d(input, shared, bias, **geometry))


def relu_before_sum(
    input: ArrayLike, weight: ArrayLike, bias: ArrayLike | None = None, **geometry: Unpack[Geometry]
) -> Comparison:
    """M4, "the activation comes before the channel sum": ReLU on every partial map.

    Both sides end with ReLU after the bias, so nothing differs but the ReLU before the sum.

    Parameters
    ----------
    input, weight, bias, **geometry
        As for `conv2d`.

    Returns
    -------
    Comparison

    Examples
    --------
    Channel sums 5 and -4: ReLU(5 - 4) = 1, but ReLU(5) + ReLU(-4) = 5 + 0.

    >>> comparison = relu_before_sum([[[5]], [[4]]], [[[[1]], [[-1]]]])
    >>> comparison.right.item(), comparison.wrong.item()
    (1, 5)
    """
    right = np.maximum(conv2d(input, weight, bias, **geometry), 0)
    rectified = np.maximum(partial_maps(input, weight, **geometry), 0)
    return Comparison.of(right, np.maximum(sum_channels(rectified, bias), 0))


def shuffle_channels(
    input: ArrayLike, weight: ArrayLike, order: Sequence[int]
) -> tuple[Array, Array]:
    """M16, "neighbouring channels are neighbours": reorder the channels of input and weight alike.

    A sum does not care about order, so at ``groups=1`` `conv2d` of the two results equals `conv2d`
    of the originals.

    Parameters
    ----------
    input : array_like of shape (C_in, H, W) or (N, C_in, H, W)
    weight : array_like of shape (C_out, C_in, k_h, k_w)
    order : sequence of int
        Each channel once; channel ``order[i]`` moves to place i.

    Returns
    -------
    input, weight : ndarray
        With their channels in the new order.

    Raises
    ------
    ValueError
        If the channels of input and weight differ, or `order` does not name each channel once.

    Examples
    --------
    >>> input, weight = shuffle_channels([[[5]], [[6]], [[7]]], [[[[1]], [[0]], [[-1]]]], [2, 0, 1])
    >>> input.ravel(), weight.ravel()
    (array([7, 5, 6]), array([-1,  1,  0]))
    >>> conv2d(input, weight).item()  # -7 + 5 + 0
    -2
    """
    input, weight = as_numeric("input", input), as_numeric("weight", weight)
    in_channels = ConvSpec.of(weight).in_channels
    ConvSpec(in_channels, 1, kernel_size=1).output_shape(input.shape)  # refuses other channels
    if sorted(order) != list(range(in_channels)):
        raise ValueError(f"order {order!r} does not name each of 0..{in_channels - 1} once")
    order = list(order)
    return input[..., order, :, :], weight[:, order]
