"""Wrong beliefs about Conv2D, computed beside what is right so that the difference can be seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from conv_engine.convolution import sum_channels
from conv_engine.layer import Layer
from conv_engine.numeric import Array
from conv_engine.reductions import mean_channels


@dataclass(frozen=True, eq=False)
class BeliefComparison:
    """Feature maps as they are, and as a wrong belief has them: both of the output's shape."""

    right: Array
    wrong: Array


def mean_over_channels(layer: Layer) -> BeliefComparison:
    """M1, "the channels are averaged": the mean of the channel sums, plus bias.

    Returns
    -------
    BeliefComparison
        Integers make `wrong` float64, since a mean is seldom whole.

    Examples
    --------
    The mean of 4, 400 and 40000 is 40404 / 3.

    >>> input = np.ones((3, 2, 2), int) * [[[1]], [[100]], [[10000]]]
    >>> comparison = mean_over_channels(Layer.of(input, np.ones((1, 3, 2, 2), int)))
    >>> comparison.right.item(), comparison.wrong.item()
    (40404, 13468.0)
    """
    return BeliefComparison(layer.output, mean_channels(layer.partial, layer.bias))


def share_first_kernel(layer: Layer) -> BeliefComparison:
    """M3, "one 2-D kernel is reused": each filter's first kernel on every channel of its group.

    Examples
    --------
    Kernels 1, 0, -1 on channels 5, 6, 7: 5 + 0 - 7 = -2, but with 1, 1, 1 it is 5 + 6 + 7 = 18.

    >>> layer = Layer.of([[[5]], [[6]], [[7]]], [[[[1]], [[0]], [[-1]]]])
    >>> comparison = share_first_kernel(layer)
    >>> comparison.right.item(), comparison.wrong.item()
    (-2, 18)
    """
    shared = np.broadcast_to(layer.weight[:, :1], layer.weight.shape)
    return BeliefComparison(layer.output, replace(layer, weight=shared).output)


def relu_before_sum(layer: Layer) -> BeliefComparison:
    """M4, "the activation comes before the channel sum": ReLU on every partial map.

    Both sides end with ReLU after the bias, so nothing differs but the ReLU before the sum.

    Examples
    --------
    Channel sums 5 and -4: ReLU(5 - 4) = 1, but ReLU(5) + ReLU(-4) = 5 + 0.

    >>> comparison = relu_before_sum(Layer.of([[[5]], [[4]]], [[[[1]], [[-1]]]]))
    >>> comparison.right.item(), comparison.wrong.item()
    (1, 5)
    """
    summed = sum_channels(np.maximum(layer.partial, 0), layer.bias)
    return BeliefComparison(np.maximum(layer.output, 0), np.maximum(summed, 0))


def shuffle_channels(layer: Layer, order: Sequence[int]) -> Layer:
    """M16, "neighbouring channels are neighbours": reorder the channels of input and weight alike.

    A sum does not care about order, so the output is that of the original.

    Parameters
    ----------
    layer : Layer
        In one group: elsewhere a channel would come to the filters of another group.
    order : sequence of int
        Each channel once; channel ``order[i]`` moves to place i, with its kernels and its name.

    Raises
    ------
    ValueError
        If the layer has several groups, or `order` does not name each channel once.

    Examples
    --------
    >>> layer = Layer.of([[[5]], [[6]], [[7]]], [[[[1]], [[0]], [[-1]]]])
    >>> shuffled = shuffle_channels(layer, [2, 0, 1])
    >>> shuffled.input.ravel(), shuffled.weight.ravel()
    (array([7, 5, 6]), array([-1,  1,  0]))
    >>> shuffled.output.item()  # -7 + 5 + 0
    -2
    """
    spec, order = layer.spec, list(order)
    if spec.groups > 1:
        raise ValueError(f"groups {spec.groups} keep channels apart; nearest to shuffle is 1")
    if sorted(order) != list(range(spec.in_channels)):
        raise ValueError(f"order {order!r} does not name each of 0..{spec.in_channels - 1} once")
    names = layer.channel_names
    return replace(
        layer,
        input=layer.input[..., order, :, :],
        weight=layer.weight[:, order],
        channel_names=tuple(names[channel] for channel in order) if names else (),
    )
