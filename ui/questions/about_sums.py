"""Questions about misconceptions of the sum: what is added, in which order, by which weights."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from conv_engine import Layer, pointwise, relu_before_sum, shuffle_channels
from conv_engine.frameworks.layouts import Framework
from conv_engine.samples import RGB
from text import channel_label, number_text
from ui.pictures.one_filter import addition_text
from ui.questions.layers import (
    call,
    drawn_layer,
    input_tiles,
    layer_of,
    layer_tiles,
    partial_tiles,
    small_layer,
)
from ui.questions.mistakes import sum_of, wrong_outputs
from ui.questions.question import (
    CONTROL_LESSON,
    DIMENSIONS_LESSON,
    FIRST_CELL,
    SLIDE_LESSON,
    SUM_LESSON,
    Question,
    Random,
    StepEquation,
    ask_number,
    draw,
    pick,
)
from ui.state.keys import BELIEF, ORDER, ROLLED, SECTION
from ui.state.link import link_to


def averaged_first(random: Random, words: Framework) -> Question:
    """M1: the channels are averaged or greyed first."""
    # Each channel's share and the bias leave the next channel's digits alone.
    kernel, bias = pick(random, (*((2, bias) for bias in range(1, 6)), (3, 0)))
    layer = layer_of(
        input="place_values", size=3, filters=1, filter0="box", bias0=bias, kernel=kernel
    )
    right, cells = layer.step(*FIRST_CELL).output, kernel * kernel
    return Question(
        kind="Sum or mean",
        prompt="Each channel holds one number in all its cells. Every weight of the only filter is "
        f"1, and its bias is {bias}. What value does the {kernel}x{kernel} window give?",
        look=input_tiles(layer),
        answers=ask_number(
            right,
            (
                (right - bias) // cells,
                f"You counted only one of the {cells} cells in each channel.",
            ),
            (layer.input.max(), "That is one cell of one channel."),
            *wrong_outputs(layer),
        ),
        explanation=f"{sum_of(layer)}. You can read in the digits what each channel adds. "
        "Nothing is averaged, and nothing turns grey.",
        layer=layer,
        lesson=SUM_LESSON,
        link=layer.link_to_sum(also={BELIEF: "mean"}),
        misconception="M1",
    )


def pairwise_maps(random: Random, words: Framework) -> Question:
    """M2: the output has filters times channels maps."""
    channels, filters = (3, 2) if draw(random, 0, 1) else (2, 3)
    layer = drawn_layer(random, channels, filters=filters)
    pairs, *_ = layer.partial.reshape(-1, 2, 2).shape
    return Question(
        kind="How many maps",
        prompt=f"An input has {channels} channels. The layer is {call(layer, words)}. How many "
        "feature maps come out?",
        answers=ask_number(
            layer.spec.output_shape(layer.input.shape)[0],
            (
                pairs,
                "That is the number of partial maps. The partial maps of each filter are added up.",
            ),
            (channels, "That is the number of channels. Each filter gives one map."),
            (1, "Each filter gives its own map."),
        ),
        explanation=f"{filters} filters on {channels} channels give {filters} * {channels} = "
        f"{pairs} partial maps. The {channels} of each filter are added up, so {filters} feature "
        "maps remain.",
        proof=tuple(zip(*(partial_tiles(layer, f) for f in range(filters)), strict=True)),
        layer=layer,
        lesson=SUM_LESSON,
        link=layer.link_to_sum(),
        misconception="M2",
    )


def reused_kernel(random: Random, words: Framework) -> Question:
    """M3: one 2-D kernel is reused for every channel."""
    grey = random.integers(0, 6, (1, 2, 2))
    kernel = random.integers(1, 4, (2, 2))
    weight = np.stack([[kernel, 0 * kernel, -kernel]])
    layer = small_layer(np.repeat(grey, 3, axis=0), weight, np.array([draw(random, 1, 4)]))
    step = layer.step(*FIRST_CELL)
    first = step.channel_sums[0]
    return Question(
        kind="A kernel for each channel",
        prompt="The input is grey: its three channels are the same. The filter has these kernels "
        f"and a bias of {number_text(step.bias)}. What is the output?",
        look=layer_tiles(layer),
        answers=ask_number(
            step.output,
            (3 * first + step.bias, "You used the first kernel for every channel."),
            (first + step.bias, "You counted only the first channel."),
            (
                2 * first + step.bias,
                "You added all three sums. The last one takes away what the first one adds.",
            ),
            *wrong_outputs(layer),
        ),
        explanation=f"{sum_of(layer)}. A filter with a kernel for each channel sees "
        "differences between channels, but in grey there are none.",
        layer=layer,
        lesson=SUM_LESSON,
        link=link_to({BELIEF: "one kernel"}),
        misconception="M3",
    )


def relu_first(random: Random, words: Framework) -> Question:
    """M4: activation or bias comes before the channel sum."""
    less, bias = draw(random, 2, 5), draw(random, 1, 3)
    more = less + draw(random, 1, 4)
    layer = small_layer(
        np.array([[[more]], [[less]]]), np.array([[[[1]], [[-1]]]]), np.array([bias])
    )
    maps = relu_before_sum(layer)
    step = layer.step(*FIRST_CELL)
    return Question(
        kind="Where the activation comes",
        prompt=f"At one position the channel sums are {more} and {number_text(-less)}, and the "
        f"bias is {bias}. The layer ends with ReLU, which turns everything below zero into 0. What "
        "is the output?",
        answers=ask_number(
            maps.right[FIRST_CELL],
            (maps.wrong[FIRST_CELL], "You used ReLU before the channels were added."),
            (
                np.maximum(step.channel_sums + bias, 0).sum(),
                "You added the bias to each channel, and used ReLU on each.",
            ),
            (step.output + bias, "You added the bias once for each channel."),
            (step.output - bias, "You left out the bias."),
            (0, "The sum is above zero, so ReLU leaves it as it is."),
        ),
        explanation=f"First comes {addition_text(step.channel_sums, step.bias, step.output)}, then "
        "ReLU. So one channel can take away what another one adds.",
        layer=layer,
        lesson=SUM_LESSON,
        link=link_to({BELIEF: "relu first"}),
        misconception="M4",
    )


def flipped_kernel(random: Random, words: Framework) -> Question:
    """M11: the kernel is flipped."""
    layer = next(layer for layer in _draw_rows(random) if _flipping_matters(layer))
    step = layer.step(*FIRST_CELL)
    return Question(
        kind="Flipped or not",
        prompt=f"The layer is {call(layer, words)}, without a bias. Its input is one row of four "
        "cells. What is the output?",
        look=layer_tiles(layer),
        answers=ask_number(step.output, *wrong_outputs(layer)),
        explanation="The first weight meets the first cell. Mathematics flips the kernel and calls "
        "that convolution. What the frameworks do is called cross-correlation.",
        equations=(StepEquation(step),),
        layer=layer,
        lesson=SLIDE_LESSON,
        misconception="M11",
    )


def _draw_rows(random: Random) -> Iterator[Layer]:
    while True:
        row, kernel = random.permutation(5)[:4] + 1, random.permutation([-1, 0, 1, 2])
        yield small_layer(row.reshape(1, 1, 4), kernel.reshape(1, 1, 1, 4))


def _flipping_matters(layer: Layer) -> bool:
    flipped = replace(layer, weight=layer.weight[..., ::-1])
    return bool((flipped.output != layer.output).any())


def pointwise_mixing(random: Random, words: Framework) -> Question:
    """M14: a 1x1 convolution does nothing, or works on each channel alone."""
    pixel = random.permutation(np.arange(2, 9))[:3]
    mixing = random.permutation([-2, -1, 1, 2, 3])[:3]
    layer = small_layer(pixel.reshape(3, 1, 1), mixing.reshape(1, 3, 1, 1))
    sums = layer.step(*FIRST_CELL).channel_sums
    mixed = int(pointwise(layer.input, mixing.reshape(1, 3))[FIRST_CELL])
    named = ", ".join(
        f"{channel_label(c, RGB)} {number_text(w)}" for c, w in enumerate(mixing.tolist())
    )
    return Question(
        kind="What 1x1 does",
        prompt="A 1x1 convolution has one filter without a bias. Its weights are "
        f"{named}. What does it make of this pixel?",
        look=input_tiles(layer),
        outlined=False,
        answers=ask_number(
            mixed,
            *((p, "A 1x1 kernel does multiply the channels.") for p in pixel.tolist()),
            *(
                (s, "That is only one channel. A filter adds up all of them.")
                for s in sums.tolist()
            ),
            (pixel.sum(), "You added the channels without their weights."),
            (mixed / 3, "You averaged. The layer only adds."),
        ),
        explanation=f"{sum_of(layer)}. It looks at no neighbours. It mixes channels.",
        layer=layer,
        lesson=CONTROL_LESSON,
        link=link_to({SECTION: "Mixing afterwards"}),
        misconception="M14",
    )


def neighbouring_channels(random: Random, words: Framework) -> Question:
    """M16: neighbouring channels are neighbours."""
    layer = drawn_layer(random)
    order = (2, 0, 1)
    shuffled = shuffle_channels(layer, order)
    moved = small_layer(shuffled.input, shuffled.weight, layer.bias)
    alone = replace(layer, input=shuffled.input).output[FIRST_CELL]
    return Question(
        kind="Shuffled together",
        prompt=f"The output at the outlined window is {sum_of(layer)}. Now the channels of "
        "the input come in another order: 2, 0, 1. Each takes its kernel along. What comes "
        "out?",
        look=layer_tiles(layer),
        answers=ask_number(
            moved.step(*FIRST_CELL).output,
            (alone, "That would come out if the channels moved and their kernels stayed."),
            *wrong_outputs(moved),
        ),
        explanation=f"These are the same channel sums in another order: {sum_of(moved)}. A sum "
        "does not depend on the order, so channels have no neighbours.",
        layer=moved,
        lesson=DIMENSIONS_LESSON,
        link=layer.link(also={SECTION: "Who is whose neighbour?", ORDER: ROLLED}),
        misconception="M16",
    )
