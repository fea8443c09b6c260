"""Questions to read off maps: which channel counts most, whose map it is, what a change makes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from conv_engine import Layer, conv2d, share_first_kernel
from conv_engine.frameworks.layouts import Framework
from conv_engine.kernels import sobel_x, sobel_y
from stage.board import Tile
from text import channel_label
from ui.questions.layers import (
    DrawnLayer,
    drawn_layer,
    layer_of,
    layer_tiles,
    name_channels,
    partial_line,
    partial_tiles,
    small_layer,
)
from ui.questions.mistakes import sum_of, wrong_outputs
from ui.questions.question import (
    CONTROL_LESSON,
    FIRST_CELL,
    SLIDE_LESSON,
    SUM_LESSON,
    Answers,
    Question,
    Random,
    StepEquation,
    ask_number,
    draw,
    shuffled,
)
from ui.questions.words import maps as say
from ui.questions.words.sums import BIAS_LEFT_OUT
from ui.state.keys import CHANNEL_ON
from ui.state.scenario import Array

LETTERS = "ABCD"


def greatest_channel(random: Random, words: Framework) -> Question:
    """Ask which channel adds most at a position: neither light nor weight alone decides."""
    layer = next(one for one in _layers(random) if _has_one_greatest(one))
    step = layer.step(*FIRST_CELL)
    labels, _ = name_channels(layer)
    greatest = int(step.channel_sums.argmax())
    reasons = {
        int(step.channel_sums.argmin()): say.ADDS_LEAST,
        int(step.patch.sum(axis=(1, 2)).argmax()): say.LARGEST_CELLS,
        int(np.abs(step.kernels).sum(axis=(1, 2)).argmax()): say.LARGEST_WEIGHTS,
    }
    wrong = {c: reasons.get(c, say.ANOTHER_ADDS_MORE) for c in range(3) if c != greatest}
    return Question(
        kind=say.GREATEST_CHANNEL,
        prompt=say.ASK_FOR_GREATEST,
        look=layer_tiles(layer),
        answers=Answers(greatest, MappingProxyType(wrong), labels),
        explanation=say.explain_greatest(labels, step.channel_sums.tolist()),
        equations=(StepEquation(step, layer.channel_names),),
        layer=layer,
        lesson=SUM_LESSON,
        link=layer.link_to_sum(),
    )


def _layers(random: Random) -> Iterator[DrawnLayer]:
    while True:
        yield drawn_layer(random, channels=3)


def _has_one_greatest(layer: Layer) -> bool:
    sums = np.sort(layer.step(*FIRST_CELL).channel_sums)
    return bool(sums[-1] > sums[-2])


def map_of_filter(random: Random, words: Framework) -> Question:
    """Ask which of four maps a filter makes; the others come from wrong rules."""
    layer, maps = next(found for found in _distinct_maps(random))
    names = shuffled(random, tuple(maps))
    letters = dict(zip(names, LETTERS, strict=True))
    wrong = {
        place: say.MAPS_OF_SLIPS[name].format(letter=letters[name])
        for place, name in enumerate(names)
        if name != RIGHT
    }
    tiles = tuple(
        Tile(f"map {letters[name]}", maps[name], say.title_map(letters[name])) for name in names
    )
    return Question(
        kind=say.WHICH_MAP,
        prompt=say.ASK_FOR_MAP,
        look=(*layer_tiles(layer), *tiles),
        outlined=False,
        answers=Answers(names.index(RIGHT), MappingProxyType(wrong), tuple(LETTERS)),
        explanation=say.explain_map(letters[RIGHT], tuple(wrong.values())),
        proof=partial_tiles(layer),
        line=partial_line(layer),
        layer=layer,
        lesson=SUM_LESSON,
    )


RIGHT = "right"


def _distinct_maps(random: Random) -> Iterator[tuple[Layer, Mapping[str, Array]]]:
    """Draw patches of light and filters that look for edges, until four rules make four maps."""
    edges = (sobel_x(3, 3), sobel_y(3, 3), -sobel_x(3, 3), -sobel_y(3, 3), np.zeros((3, 3), int))
    while True:
        input = np.zeros((3, 5, 5), int)
        for channel in input:
            top, left = random.integers(0, 4, 2)
            channel[top : top + draw(random, 2, 4), left : left + draw(random, 2, 4)] = 1
        weight = np.stack([[edges[i] for i in random.permutation(len(edges))[:3]]])
        maps = {
            RIGHT: conv2d(input, weight)[0],
            "flipped": conv2d(input, weight[..., ::-1, ::-1])[0],
            "first kernel": share_first_kernel(Layer.of(input, weight)).wrong[0],
            "first channel": conv2d(input[:1], weight[:, :1])[0],
        }
        if len({array.tobytes() for array in maps.values()}) == len(maps):
            yield small_layer(input, weight), maps


def dropped_channel(random: Random, words: Framework) -> Question:
    """Ask what is left of an output when a channel is switched off."""
    gone = draw(random, 0, 2)
    layer = next(one for one in _layers(random) if one.step(*FIRST_CELL).channel_sums[gone] != 0)
    step = layer.step(*FIRST_CELL)
    label = channel_label(gone, layer.channel_names)
    input = layer.input.copy()
    input[gone] = 0
    without = replace(layer, input=input)
    right = without.step(*FIRST_CELL).output
    left, added = right - step.bias, step.channel_sums[gone]
    return Question(
        kind=say.DROPPED_CHANNEL,
        prompt=say.ask_without_channel(sum_of(layer), label),
        answers=ask_number(
            right,
            (step.output, say.SUM_IS_MISSING),
            (left, say.BIAS_DROPPED),
            (left / 2 + step.bias, say.REST_AVERAGED),
            (added + step.bias, say.MISSING_ONLY),
            (step.output + added, say.describe_missing(added)),
            (0, say.OTHERS_COUNT),
        ),
        explanation=say.explain_dropped(sum_of(without)),
        layer=without,
        lesson=SUM_LESSON,
        link=layer.link_to_sum(also={CHANNEL_ON[gone]: False}),
    )


def swapped_input(random: Random, words: Framework) -> Question:
    """Ask what comes out when channels of the input change places, and the kernels do not."""
    channels = drawn_layer(random, channels=2)
    step = channels.step(*FIRST_CELL)
    moved = replace(channels, input=channels.input[::-1].copy())
    right = moved.step(*FIRST_CELL).output
    return Question(
        kind=say.SWAPPED_INPUT,
        prompt=say.ask_for_swap(sum_of(channels)),
        look=layer_tiles(channels),
        answers=ask_number(
            right,
            (step.output, say.KERNELS_MOVED),
            *wrong_outputs(moved),
        ),
        explanation=say.explain_swap(sum_of(moved)),
        equations=(StepEquation(moved.step(*FIRST_CELL), moved.channel_names),),
        layer=moved,
        lesson=SUM_LESSON,
        link=channels.link_to_sum(),
    )


def two_groups(random: Random, words: Framework) -> Question:
    """Ask what is left of an output when channels and filters are split into two groups."""
    dense = drawn_layer(random, channels=4, filters=2)
    f = draw(random, 0, 1)
    layer = layer_of(**{**dense.settings, "groups": 2})
    cell = f, 0, 0
    step, before = layer.step(*cell), dense.step(*cell)
    other = before.channel_sums.sum() - step.channel_sums.sum()
    return Question(
        kind=say.TWO_GROUPS,
        prompt=say.ask_in_groups(f, sum_of(dense, cell)),
        answers=ask_number(
            step.output,
            (before.output, say.ALL_CHANNELS),
            (other + step.bias, say.OTHER_GROUP),
            (step.channel_sums.sum(), say.BIAS_LEFT_OUT),
            (step.output - 2 * step.bias, say.BIAS_SUBTRACTED),
            (step.channel_sums[0] + step.bias, say.ONE_CHANNEL),
            ((before.output - step.bias) / 2 + step.bias, say.SUM_HALVED),
        ),
        explanation=say.explain_groups(f, tuple(step.channels), sum_of(layer, cell)),
        layer=layer,
        cell=cell,
        lesson=CONTROL_LESSON,
        link=layer.link_to_sum(cell),
    )


def turned_kernel(random: Random, words: Framework) -> Question:
    """Ask what comes out when somebody flips the kernel, as textbooks of mathematics do."""
    layer = drawn_layer(random, channels=1)
    turned = replace(layer, weight=layer.weight[..., ::-1, ::-1].copy())
    step, after = layer.step(*FIRST_CELL), turned.step(*FIRST_CELL)
    sideways, upside_down = (
        replace(layer, weight=weight).output[FIRST_CELL]
        for weight in (layer.weight[..., ::-1], layer.weight[..., ::-1, :])
    )
    return Question(
        kind=say.FLIPPED_KERNEL,
        prompt=say.ask_for_flip(sum_of(layer)),
        look=layer_tiles(layer),
        answers=ask_number(
            after.output,
            (step.output, say.OTHER_CELLS),
            (sideways, say.SIDEWAYS_ONLY),
            (upside_down, say.UPSIDE_DOWN_ONLY),
            (-step.output, say.SIGNS_CHANGED),
            (after.output - after.bias, BIAS_LEFT_OUT),
        ),
        explanation=say.explain_flip(sum_of(turned)),
        equations=(StepEquation(after, turned.channel_names),),
        layer=turned,
        lesson=SLIDE_LESSON,
        link=layer.link(),
    )
