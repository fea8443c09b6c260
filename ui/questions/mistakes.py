"""What an output number becomes under a wrong rule, with the sentence that names the rule."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from conv_engine import Layer, mean_over_channels, share_first_kernel
from text import channel_label, number_text
from ui.pictures.one_filter import addition_text
from ui.questions.question import FIRST_CELL, OutputCell


def wrong_outputs(layer: Layer, cell: OutputCell = FIRST_CELL) -> Iterator[tuple[float, str]]:
    """Work an output cell out by every wrong rule.

    Parameters
    ----------
    layer : Layer
    cell : (int, int, int)
        Filter, row and column.

    Yields
    ------
    (float, str)
        The number, which may happen to be right, and what was done.

    Examples
    --------
    Channel sums 4, 400 and 40000: their mean is 40404 / 3.

    >>> from ui.questions.layers import small_layer
    >>> input = np.ones((3, 2, 2), int) * [[[1]], [[100]], [[10000]]]
    >>> layer = small_layer(input, np.ones((1, 3, 2, 2), int))
    >>> dict(wrong_outputs(layer))[13468]
    'You averaged the channel sums. The layer only adds them.'
    """
    step = layer.step(*cell)
    bias = step.bias
    if bias:
        yield step.output - bias, f"You left out the bias, {number_text(bias)}."
        yield step.output - 2 * bias, f"You subtracted the bias, {number_text(bias)}. It is added."
    if len(step.channels) > 1:
        averaged = "You averaged the channel sums. The layer only adds them."
        yield mean_over_channels(layer).wrong[cell], averaged
        yield (
            step.output + (len(step.channels) - 1) * bias,
            "You added the bias once for each channel. A filter has one bias.",
        )
        for channel, channel_sum in zip(step.channels, step.channel_sums, strict=True):
            label = channel_label(channel, layer.channel_names)
            alone = f"You counted only {label}. The filter adds up all of its channels."
            yield channel_sum + bias, alone
        shared = "You used the first kernel for every channel. Each channel has its own kernel."
        yield share_first_kernel(layer).wrong[cell], shared
        yield from _channel_slips(layer, cell)
    flipped = replace(layer, weight=layer.weight[..., ::-1, ::-1])
    yield flipped.output[cell], "You flipped the kernel. The frameworks do not."
    unsigned = float(np.abs(step.channel_sums).sum() + bias)
    yield unsigned, "You added the channel sums without their signs."


def _channel_slips(layer: Layer, cell: OutputCell) -> Iterator[tuple[float, str]]:
    """Leave a channel out, and take its sum with the other sign."""
    step = layer.step(*cell)
    for channel, channel_sum in zip(step.channels, step.channel_sums, strict=True):
        label = channel_label(channel, layer.channel_names)
        yield step.output - channel_sum, f"You left out {label}. All channels are added up."
        yield (
            step.output - 2 * channel_sum,
            f"You took the sum of {label} with the wrong sign. It is {number_text(channel_sum)}.",
        )


def sum_of(layer: Layer, cell: OutputCell = FIRST_CELL) -> str:
    """Write the channel sums, the bias and the output as a line that adds up."""
    step = layer.step(*cell)
    return addition_text(step.channel_sums, step.bias, step.output)
