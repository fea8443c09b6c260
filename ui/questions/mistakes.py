"""What an output number becomes under a wrong rule, with the sentence that names the rule."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from conv_engine import Layer, mean_over_channels, share_first_kernel
from text import channel_label, number_text, sum_text
from ui.pictures.one_filter import addition_text
from ui.questions.question import FIRST_CELL, OutputCell
from ui.questions.words import sums as say


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
        yield step.output - bias, say.forgot_bias(bias)
        yield step.output - 2 * bias, say.subtracted_bias(bias)
    if len(step.channels) > 1:
        yield mean_over_channels(layer).wrong[cell], say.SUMS_AVERAGED
        yield step.output + (len(step.channels) - 1) * bias, say.BIAS_PER_CHANNEL
        for channel, channel_sum in zip(step.channels, step.channel_sums, strict=True):
            label = channel_label(channel, layer.channel_names)
            yield channel_sum + bias, say.counted_alone(label)
        yield share_first_kernel(layer).wrong[cell], say.FIRST_KERNEL_SHARED
        yield from _channel_slips(layer, cell)
    flipped = replace(layer, weight=layer.weight[..., ::-1, ::-1])
    yield flipped.output[cell], say.KERNEL_FLIPPED
    unsigned = float(np.abs(step.channel_sums).sum() + bias)
    yield unsigned, say.SIGNS_DROPPED


def _channel_slips(layer: Layer, cell: OutputCell) -> Iterator[tuple[float, str]]:
    """Leave a channel out, and take its sum with the other sign."""
    step = layer.step(*cell)
    for channel, channel_sum in zip(step.channels, step.channel_sums, strict=True):
        label = channel_label(channel, layer.channel_names)
        yield step.output - channel_sum, say.forgot_channel(label)
        yield step.output - 2 * channel_sum, say.mistook_sign(label, channel_sum)


def sum_of(layer: Layer, cell: OutputCell = FIRST_CELL) -> str:
    """Write the channel sums, the bias unless it is 0, and the output as a line that adds up."""
    step = layer.step(*cell)
    if step.bias:
        return addition_text(step.channel_sums, step.bias, step.output)
    terms = sum_text([number_text(value) for value in step.channel_sums])
    return f"{terms} = {number_text(step.output)}"
