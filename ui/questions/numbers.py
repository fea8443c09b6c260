"""Questions to work out: an output cell, a channel's sum, a window that hangs over the edge."""

import numpy as np

from conv_engine import conv2d
from conv_engine.frameworks.layouts import Framework
from text import channel_label
from ui.questions.layers import (
    call,
    drawn_layer,
    layer_tiles,
    partial_line,
    partial_tiles,
)
from ui.questions.mistakes import sum_of, wrong_outputs
from ui.questions.question import (
    GEOMETRY_LESSON,
    SLIDE_LESSON,
    SUM_LESSON,
    Question,
    Random,
    StepEquation,
    ask_number,
    draw,
)
from ui.questions.words import numbers as say
from ui.questions.words.sums import KERNEL_FLIPPED


def output_cell(random: Random, words: Framework) -> Question:
    """Ask for one number of a feature map."""
    layer = drawn_layer(random, channels=draw(random, 2, 3))
    cell = 0, draw(random, 0, 1), draw(random, 0, 1)
    step = layer.step(*cell)
    return Question(
        kind=say.ONE_OUTPUT,
        prompt=say.ask_for_output(call(layer, words), step.bias, *cell[1:]),
        look=layer_tiles(layer),
        answers=ask_number(step.output, *wrong_outputs(layer, cell)),
        explanation=say.explain_output(sum_of(layer, cell)),
        equations=(StepEquation(step, layer.channel_names),),
        proof=partial_tiles(layer),
        line=partial_line(layer),
        layer=layer,
        cell=cell,
        lesson=SLIDE_LESSON,
        link=layer.link(cell),
    )


def channel_sum(random: Random, words: Framework) -> Question:
    """Ask for the sum of one channel at one position, before channels are added."""
    layer = drawn_layer(random, channels=3)
    cell = 0, draw(random, 0, 1), draw(random, 0, 1)
    step = layer.step(*cell)
    channel = draw(random, 0, 2)
    label = channel_label(channel, layer.channel_names)
    right = step.channel_sums[channel]
    patch, kernel = step.patch[channel], step.kernels[channel]
    others = tuple(
        (value, say.other_channel(channel_label(other, layer.channel_names)))
        for other, value in enumerate(step.channel_sums)
        if other != channel
    )
    return Question(
        kind=say.ONE_CHANNEL_SUM,
        prompt=say.ask_for_channel(call(layer, words), step.bias, label, *cell[1:]),
        look=layer_tiles(layer)[channel : channel + 1],
        answers=ask_number(
            right,
            (right + step.bias, say.BIAS_ADDED),
            (step.output, say.WHOLE_OUTPUT),
            ((patch * kernel[::-1, ::-1]).sum(), KERNEL_FLIPPED),
            (patch.sum(), say.WEIGHTS_LEFT_OUT),
            (np.abs(patch * kernel).sum(), say.SIGNS_DROPPED),
            *others,
        ),
        explanation=say.explain_channel(label, right, sum_of(layer, cell)),
        equations=(StepEquation(step, layer.channel_names),),
        layer=layer,
        cell=cell,
        lesson=SUM_LESSON,
        link=layer.link_to_sum(cell),
    )


def edge_cell(random: Random, words: Framework) -> Question:
    """Ask for the first output number of a padded layer, whose window hangs over the edge."""
    layer = drawn_layer(random, channels=2, kernel=3, padding=1)
    cell = 0, 0, 0
    step = layer.step(*cell)
    unpadded = conv2d(layer.input, layer.weight, layer.bias)
    return Question(
        kind=say.OVER_THE_EDGE,
        prompt=say.ask_at_edge(call(layer, words), step.bias),
        look=layer_tiles(layer),
        answers=ask_number(
            step.output,
            (unpadded[cell], say.PADDING_LEFT_OUT),
            *wrong_outputs(layer, cell),
        ),
        explanation=say.explain_edge(sum_of(layer, cell)),
        equations=(StepEquation(step, layer.channel_names),),
        layer=layer,
        cell=cell,
        lesson=GEOMETRY_LESSON,
        link=layer.link(),
    )
