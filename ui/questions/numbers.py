"""Questions to work out: an output cell, a channel's sum, a window that hangs over the edge."""

import numpy as np

from conv_engine import conv2d
from conv_engine.frameworks.layouts import Framework
from text import channel_label, number_text
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


def output_cell(random: Random, words: Framework) -> Question:
    """Ask for one number of a feature map."""
    layer = drawn_layer(random, channels=draw(random, 2, 3))
    cell = 0, draw(random, 0, 1), draw(random, 0, 1)
    step = layer.step(*cell)
    return Question(
        kind="One output number",
        prompt=f"The layer is {call(layer, words)}. Its bias is {number_text(step.bias)}. The "
        f"window is at row {cell[1]}, column {cell[2]} of the output. What is the value of the "
        "feature map there?",
        look=layer_tiles(layer),
        answers=ask_number(step.output, *wrong_outputs(layer, cell)),
        explanation=f"Add up the channel sums and the bias: {sum_of(layer, cell)}.",
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
        (value, f"That is the sum of {channel_label(other, layer.channel_names)}.")
        for other, value in enumerate(step.channel_sums)
        if other != channel
    )
    return Question(
        kind="One channel's sum",
        prompt=f"The layer is {call(layer, words)}. Its bias is {number_text(step.bias)}. What "
        f"does {label} add to the output at row {cell[1]}, column {cell[2]}?",
        look=layer_tiles(layer)[channel : channel + 1],
        answers=ask_number(
            right,
            (right + step.bias, "You added the bias. It is added once, after the channels."),
            (step.output, "That is the whole output, with all channels and the bias."),
            ((patch * kernel[::-1, ::-1]).sum(), "You flipped the kernel. The frameworks do not."),
            (patch.sum(), "You added up the patch without the weights."),
            (np.abs(patch * kernel).sum(), "You added the products without their signs."),
            *others,
        ),
        explanation=f"Multiply cell by cell and add up inside {label}. That gives "
        f"{number_text(right)}. All channel sums and the bias add up to the output: "
        f"{sum_of(layer, cell)}.",
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
        kind="A window over the edge",
        prompt=f"The layer is {call(layer, words)}. Its bias is {number_text(step.bias)}. One cell "
        "of zeros is added on every side. What is the value at row 0, column 0 of the output?",
        look=layer_tiles(layer),
        answers=ask_number(
            step.output,
            (
                unpadded[cell],
                "You started the window inside the input, as if there were no padding.",
            ),
            *wrong_outputs(layer, cell),
        ),
        explanation="The first row and the first column of each kernel cover zeros, so four "
        f"weights of each kernel cover the input: {sum_of(layer, cell)}.",
        equations=(StepEquation(step, layer.channel_names),),
        layer=layer,
        cell=cell,
        lesson=GEOMETRY_LESSON,
        link=layer.link(),
    )
