"""Questions about misconceptions of the sum: what is added, in which order, by which weights."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from conv_engine import Layer, pointwise, relu_before_sum, shuffle_channels
from conv_engine.frameworks.layouts import Framework
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
from ui.questions.words import sums as say
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
        kind=say.SUM_OR_MEAN,
        prompt=say.ask_for_sum(kernel, bias),
        look=input_tiles(layer),
        answers=ask_number(
            right,
            ((right - bias) // cells, say.counted_one_cell(cells)),
            (layer.input.max(), say.ONE_CELL),
            *wrong_outputs(layer),
        ),
        explanation=say.explain_digits(sum_of(layer)),
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
        kind=say.HOW_MANY_MAPS,
        prompt=say.ask_for_maps(channels, call(layer, words)),
        answers=ask_number(
            layer.spec.output_shape(layer.input.shape)[0],
            (pairs, say.PARTIAL_MAPS),
            (channels, say.CHANNELS_COUNTED),
            (1, say.ONE_MAP),
        ),
        explanation=say.explain_maps(filters, channels),
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
        kind=say.OWN_KERNELS,
        prompt=say.ask_for_grey(step.bias),
        look=layer_tiles(layer),
        answers=ask_number(
            step.output,
            (3 * first + step.bias, say.SHARED_FIRST),
            (first + step.bias, say.FIRST_CHANNEL_ONLY),
            (2 * first + step.bias, say.MINUS_LOST),
            *wrong_outputs(layer),
        ),
        explanation=say.explain_grey(sum_of(layer)),
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
        kind=say.ACTIVATION,
        prompt=say.ask_for_relu(more, -less, bias),
        answers=ask_number(
            maps.right[FIRST_CELL],
            (maps.wrong[FIRST_CELL], say.RELU_TOO_EARLY),
            (np.maximum(step.channel_sums + bias, 0).sum(), say.RELU_ON_EACH),
            (step.output + bias, say.BIAS_ON_EACH),
            (step.output - bias, say.BIAS_LEFT_OUT),
            (0, say.ABOVE_ZERO),
        ),
        explanation=say.explain_relu(addition_text(step.channel_sums, step.bias, step.output)),
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
        kind=say.FLIPPED_OR_NOT,
        prompt=say.ask_for_row(call(layer, words)),
        look=layer_tiles(layer),
        answers=ask_number(step.output, *wrong_outputs(layer)),
        explanation=say.CROSS_CORRELATION,
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
    return Question(
        kind=say.POINTWISE,
        prompt=say.ask_for_pixel(mixing.tolist()),
        look=input_tiles(layer),
        outlined=False,
        answers=ask_number(
            mixed,
            *((number, say.PIXEL_KEPT) for number in pixel.tolist()),
            *((channel_sum, say.ONE_CHANNEL_ONLY) for channel_sum in sums.tolist()),
            (pixel.sum(), say.WEIGHTS_LEFT_OUT),
            (mixed / 3, say.AVERAGED),
        ),
        explanation=say.explain_pixel(sum_of(layer)),
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
        kind=say.SHUFFLED,
        prompt=say.ask_for_shuffle(sum_of(layer), ", ".join(map(str, order))),
        look=layer_tiles(layer),
        answers=ask_number(
            moved.step(*FIRST_CELL).output,
            (alone, say.KERNELS_STAYED),
            *wrong_outputs(moved),
        ),
        explanation=say.explain_shuffle(sum_of(moved)),
        layer=moved,
        lesson=DIMENSIONS_LESSON,
        link=layer.link(also={SECTION: "Who is whose neighbour?", ORDER: ROLLED}),
        misconception="M16",
    )
