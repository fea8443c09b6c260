"""Questions to read off maps: which channel counts most, whose map it is, what a change makes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from conv_engine import Layer, conv2d, share_first_kernel
from conv_engine.frameworks.layouts import Framework
from conv_engine.kernels import sobel_x, sobel_y
from stage.board import Tile
from text import channel_label, number_text
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
from ui.state.keys import CHANNEL_ON
from ui.state.scenario import Array

LETTERS = "ABCD"


def greatest_channel(random: Random, words: Framework) -> Question:
    """Ask which channel adds most at a position: neither light nor weight alone decides."""
    layer = next(one for one in _layers(random) if _has_one_greatest(one))
    step = layer.step(*FIRST_CELL)
    labels, _ = name_channels(layer)
    greatest = int(step.channel_sums.argmax())
    sums = ", ".join(
        f"{label} {number_text(value)}"
        for label, value in zip(labels, step.channel_sums, strict=True)
    )
    reasons = {
        int(step.channel_sums.argmin()): "It adds least of all.",
        int(step.patch.sum(axis=(1, 2)).argmax()): "Its numbers are the largest, but its kernel "
        "decides what they add.",
        int(np.abs(step.kernels).sum(axis=(1, 2)).argmax()): "Its weights are the largest, but "
        "they are multiplied by the cells they cover, and signs count.",
    }
    wrong = {c: reasons.get(c, "Another channel adds more.") for c in range(3) if c != greatest}
    return Question(
        kind="The channel that adds most",
        prompt="At the outlined window, which channel adds most to the output?",
        look=layer_tiles(layer),
        answers=Answers(greatest, MappingProxyType(wrong), labels),
        explanation=f"The channel sums are {sums}.",
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
    wrong = {i: f"You get that map if {name}." for i, name in enumerate(names) if name != RIGHT}
    tiles = tuple(
        Tile(f"map {letters[name]}", maps[name], f"Map {letters[name]}") for name in names
    )
    told = " ".join(f"You get map {letters[name]} if {name}." for name in names if name != RIGHT)
    return Question(
        kind="Which map is it",
        prompt="A filter has these kernels and no bias. Which of the four maps does it give?",
        look=(*layer_tiles(layer), *tiles),
        outlined=False,
        answers=Answers(names.index(RIGHT), MappingProxyType(wrong), tuple(LETTERS)),
        explanation=f"It is map {letters[RIGHT]}. {told}",
        proof=partial_tiles(layer),
        line=partial_line(layer),
        layer=layer,
        lesson=SUM_LESSON,
    )


RIGHT = "the layer"


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
            "every kernel is flipped": conv2d(input, weight[..., ::-1, ::-1])[0],
            "the first kernel is used for all channels": share_first_kernel(
                Layer.of(input, weight)
            ).wrong[0],
            "only the first channel is counted": conv2d(input[:1], weight[:, :1])[0],
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
        kind="A channel is switched off",
        prompt=f"At one position the output is {sum_of(layer)}. The terms are the channel sums "
        f"in order. Now {label} is all zeros. What is the output?",
        answers=ask_number(
            right,
            (step.output, "A channel of zeros has a sum of zero, so what it added is missing."),
            (left, "You dropped the bias too. It stays, whatever the channels are."),
            (left / 2 + step.bias, "You averaged the channels that are left. They are added."),
            (added + step.bias, "That is what the missing channel would give."),
            (step.output + added, _describe_missing(added)),
            (0, "The other channels and the bias still count."),
        ),
        explanation=f"Its channel sum becomes 0: {sum_of(without)}.",
        layer=without,
        lesson=SUM_LESSON,
        link=layer.link_to_sum(also={CHANNEL_ON[gone]: False}),
    )


def _describe_missing(added: float) -> str:
    """Say what becomes of an output without a channel, to who turned it the other way round."""
    if added < 0:
        taken = number_text(-added)
        return f"This channel took {taken} away. Without it the output is {taken} more, not less."
    size = number_text(added)
    return f"This channel added {size}. Without it the output is {size} less, not more."


def swapped_input(random: Random, words: Framework) -> Question:
    """Ask what comes out when channels of the input change places, and the kernels do not."""
    channels = drawn_layer(random, channels=2)
    step = channels.step(*FIRST_CELL)
    moved = replace(channels, input=channels.input[::-1].copy())
    right = moved.step(*FIRST_CELL).output
    return Question(
        kind="Channels change places",
        prompt=f"The output at the outlined window is {sum_of(channels)}. Now the two "
        "channels of the input change places, and the kernels stay where they are. What "
        "comes out?",
        look=layer_tiles(channels),
        answers=ask_number(
            right,
            (step.output, "It would stay the same if the kernels moved with their channels."),
            *wrong_outputs(moved),
        ),
        explanation=f"Each channel now meets the other one's kernel: {sum_of(moved)}.",
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
    seen = " and ".join(str(c) for c in step.channels)
    other = before.channel_sums.sum() - step.channel_sums.sum()
    return Question(
        kind="Two groups",
        prompt=f"A layer has four channels and two filters. At one position filter {f} gives "
        f"{sum_of(dense, cell)}, where the terms are the channel sums in order. Now the layer has "
        "`groups=2`. Each filter keeps its kernels for the channels it sees. What does filter "
        f"{f} give?",
        answers=ask_number(
            step.output,
            (before.output, "With two groups a filter no longer sees every channel."),
            (other + step.bias, "Those are the channels of the other filter's group."),
            (step.channel_sums.sum(), "You left out the bias. Each filter keeps its own."),
            (step.output - 2 * step.bias, "You subtracted the bias. It is added."),
            (step.channel_sums[0] + step.bias, "A group has two channels here, not one."),
            (
                (before.output - step.bias) / 2 + step.bias,
                "Groups split the channels, not the sum.",
            ),
        ),
        explanation=f"Filter {f} sees only channels {seen}: {sum_of(layer, cell)}.",
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
        kind="A flipped kernel",
        prompt=f"The output at the outlined window is {sum_of(layer)}. Now the kernel "
        "is flipped from top to bottom and from left to right. What does the layer give then?",
        look=layer_tiles(layer),
        answers=ask_number(
            after.output,
            (step.output, "Each weight now covers another cell."),
            (sideways, "You flipped it only left to right."),
            (upside_down, "You flipped it only top to bottom."),
            (-step.output, "Flipping moves the weights. It does not change their signs."),
            (after.output - after.bias, "You left out the bias."),
        ),
        explanation=f"The weights are the same, but each covers another cell: {sum_of(turned)}.",
        equations=(StepEquation(after, turned.channel_names),),
        layer=turned,
        lesson=SLIDE_LESSON,
        link=layer.link(),
    )
