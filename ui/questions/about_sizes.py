"""Questions about misconceptions of sizes: filters, kernels, groups, strides and dilation."""

from dataclasses import replace

import numpy as np

from colours import channel_colours
from conv_engine import DIRECTIONS, ConvSpec, Layer
from conv_engine.axis import Axis
from conv_engine.connectivity import connectivity
from conv_engine.frameworks.keras_layers import SeparableConv2D
from conv_engine.frameworks.layouts import Framework
from conv_engine.samples import RGB
from stage.board import Heads, Tile
from text import channel_label
from ui.pictures.derivations import (
    describe_positions,
    describe_unvisited,
    parameters_equation,
    positions_equation,
    reach_equation,
)
from ui.questions.layers import call, drawn_layer, kernel_tiles, layer_of, small_layer
from ui.questions.question import (
    CONTROL_LESSON,
    DIMENSIONS_LESSON,
    GEOMETRY_LESSON,
    SHAPES_LESSON,
    SLIDE_LESSON,
    Question,
    Random,
    Volume,
    ask_number,
    draw,
    offer_choices,
    pick,
)
from ui.questions.shapes import counted_parameters, typed
from ui.state.keys import KIND, SECTION
from ui.state.link import link_to


def axes_or_directions(random: Random, words: Framework) -> Question:
    """M5: a 3-D kernel means Conv3D."""
    kind = draw(random, 1, 3)
    *others, last = DIRECTIONS[kind]
    along = f"{', '.join(others)} and {last}" if others else last
    # The stage shows volumes of one channel.
    channels, kernel = (1, draw(random, 2, 3)) if kind == 3 else (draw(random, 2, 4), 3)
    block = (channels, *(kernel,) * kind)
    axes = len(block)
    return Question(
        kind="Axes and directions",
        prompt=f"Each filter of a Conv{kind}D layer is a block of {'x'.join(map(str, block))} "
        "weights. The first of these numbers is the number of channels. In how many directions "
        "does the block slide?",
        answers=ask_number(
            kind,
            (
                axes,
                f"You counted the {axes} axes of the block. It has no room to move in channels.",
            ),
            (channels, "That is the number of channels. The block does not move along them."),
            (2, f"A Conv2D has two directions, but this is a Conv{kind}D."),
            (3, f"A Conv3D has three directions, but this is a Conv{kind}D."),
        ),
        explanation=f"It slides along {along}. The remaining axis holds the "
        "channels, which it sees all at once. A block always has one more axis than directions.",
        layer=_sliding(random, block) if kind < 3 else None,
        volume=Volume(random.integers(0, 6, (kernel + 1,) * 3), random.integers(-2, 3, block[1:]))
        if kind == 3
        else None,
        lesson=DIMENSIONS_LESSON,
        link=link_to({KIND: kind}),
        misconception="M5",
    )


def _sliding(random: Random, block: tuple[int, ...]) -> Layer:
    """Draw a layer for the stage; a series is a picture one cell high, without room to move."""
    channels, *kernel = block
    rows, columns = (1, *kernel)[-2:]
    input = random.integers(0, 6, (channels, rows if len(kernel) == 1 else rows + 1, columns + 2))
    weight = random.integers(-2, 3, (1, channels, rows, columns))
    return small_layer(input, weight, np.array([draw(random, 1, 4)]))


def filters_like_channels(random: Random, words: Framework) -> Question:
    """M6: filters must equal channels."""
    channels = draw(random, 2, 4)
    filters = pick(random, [f for f in range(1, 5) if f != channels])
    layer = drawn_layer(random, channels, filters=filters)
    return Question(
        kind="Filters and channels",
        prompt=f"An input has {channels} channels, and the layer is not split into groups. How "
        "many filters can a Conv2D layer have?",
        answers=offer_choices(
            random,
            "Any number from 1",
            (f"Only {channels}", "The two numbers do not depend on each other."),
            (f"Only 1 or {channels}", "There is no such rule. Any number of filters is possible."),
            (f"Only multiples of {channels}", "That is true only of depthwise layers."),
        ),
        explanation=f"Each filter is as deep as the input, {channels} channels here, and gives one "
        f"map. You choose how many filters there are, as in {call(layer, words)}.",
        layer=layer,
        lesson=SLIDE_LESSON,
        link=layer.link(),
        misconception="M6",
    )


def counted_channels(random: Random, words: Framework) -> Question:
    """M7: parameters are filters times the cells of a kernel."""
    channels, filters = draw(random, 3, 4), pick(random, (8, 16, 32, 64))
    layer = drawn_layer(random, channels, 5, pick(random, (3, 5)))
    spec = replace(layer.spec, out_channels=filters)
    return Question(
        kind="Parameters of a layer",
        prompt=f"An input has {channels} channels. How many parameters does the layer "
        f"{call(spec, words, channels, 32, 32)} have, with its biases?",
        answers=counted_parameters(spec),
        explanation=f"Each filter has a kernel for each of the {channels} channels, and one bias.",
        equations=(parameters_equation(spec),),
        proof=kernel_tiles(layer),
        lesson=SHAPES_LESSON,
        link=typed(spec, words, (channels, 32, 32)),
        misconception="M7",
    )


def kernel_or_filter(random: Random, words: Framework) -> Question:
    """M8: kernel and filter are the same word."""
    channels, filters = draw(random, 2, 4), draw(random, 2, 4)
    layer = drawn_layer(random, channels, 4, draw(random, 2, 3), filters)
    _, depth, k_h, k_w = layer.spec.weight_shape
    kernel, filter_size, weight = (layer.weight[place].size for place in ((0, 0), (0,), ()))
    return Question(
        kind="Kernel and filter",
        prompt=f"The layer {call(layer, words)} sees {channels} channels. How many weights does "
        "one of its filters have, without the bias?",
        answers=ask_number(
            filter_size,
            (kernel, "That is one kernel, the part of a filter for one channel."),
            (filter_size + 1, "You counted the bias."),
            (weight, "Those are the weights of all filters together."),
            (filters * kernel, "That is one kernel of each filter."),
        ),
        explanation=f"A kernel is {k_h}x{k_w}. A filter is {depth} kernels, {depth}x{k_h}x{k_w} = "
        f"{filter_size} weights. The layer has {filters} filters.",
        proof=kernel_tiles(layer),
        layer=layer,
        lesson=SHAPES_LESSON,
        link=typed(layer.spec, words, layer.input.shape),
        misconception="M8",
    )


def count_group_weights(random: Random, words: Framework) -> Question:
    """M12: groups share weights."""
    channels, groups = pick(random, ((4, 2), (6, 3), (6, 2)))
    filters = groups * draw(random, 1, 2)
    layer = drawn_layer(random, channels, 3, 2, filters, groups=groups)
    kernel, weights = layer.weight[0, 0].size, layer.weight.size
    depth = channels // groups
    return Question(
        kind="Weights of groups",
        prompt=f"The layer {call(layer, words)} sees {channels} channels. How many weights does "
        "it have, without the biases?",
        answers=ask_number(
            weights,
            (weights // groups, "Groups do not share weights. Each filter has its own."),
            (weights * groups, f"A filter sees only the {depth} channels of its group."),
            (filters * kernel, "You counted one channel for each filter."),
            (weights + filters, "You counted the biases."),
        ),
        explanation=f"Each of the {filters} filters has {channels} / {groups} = {depth} kernels of "
        f"{kernel} weights: {filters} * {depth} * {kernel} = {weights}.",
        proof=(_who("Who is added up", layer.spec),),
        layer=layer,
        lesson=CONTROL_LESSON,
        link=layer.link_to_sum(),
        misconception="M12",
    )


def depthwise_or_separable(random: Random, words: Framework) -> Question:
    """M13: depthwise and separable are the same."""
    channels, filters = draw(random, 3, 8), pick(random, (9, 10, 12))
    around, mixing = SeparableConv2D(filters, 3, use_bias=False).specs(channels)
    first, second = around.parameter_count, mixing.parameter_count
    dense = ConvSpec(channels, filters, 3, bias=False).parameter_count
    here = (channels, 8, 8)
    parts = f"{call(around, words, *here)}, then {call(mixing, words, *here)}"
    return Question(
        kind="Depthwise and separable",
        prompt=f"A separable convolution turns {channels} channels into {filters}, with 3x3 "
        "kernels and no biases. How many weights does it have?",
        answers=ask_number(
            first + second,
            (first, "That is only the depthwise part. It keeps the channels apart."),
            (second, "That is only the 1x1 part."),
            (dense, "That is a plain Conv2D."),
            (first * second, "The two layers come one after the other, so their weights add up."),
            (first * filters, "A filter of the 1x1 part has only one weight for each channel."),
        ),
        explanation=f"It is two layers: {parts}. The first has {first} weights and the second has "
        f"{second}: {first} + {second} = {first + second}.",
        equations=(parameters_equation(around), parameters_equation(mixing)),
        proof=(_who("First depthwise", around), _who("Then 1x1", mixing)),
        lesson=CONTROL_LESSON,
        link=layer_of(channels=channels, filters=channels, groups=channels).link(
            also={SECTION: "Mixing afterwards"}
        ),
        misconception="M13",
    )


def _who(title: str, spec: ConvSpec) -> Tile:
    """Draw which channels each filter sums: a row for each channel, a column for each filter."""
    names = RGB if spec.in_channels == len(RGB) else ()
    hues = channel_colours(names, spec.in_channels)
    sums = connectivity(spec)
    depth = spec.weight_shape[1]
    return Tile(
        title,
        sums.astype(int),
        title,
        note="1: added up, 0: not seen",
        alt="Channels are rows and filters are columns. Each filter sees one channel."
        if depth == 1
        else f"Channels are rows and filters are columns. Each filter adds up {depth} channels.",
        tints=[[hue if one else "" for one in row] for hue, row in zip(hues, sums, strict=True)],
        heads=Heads(
            [channel_label(c, names) for c in range(spec.in_channels)],
            [f"filter {f}" for f in range(spec.out_channels)],
        ),
    )


def dilation_gaps(random: Random, words: Framework) -> Question:
    """M17: a dense kernel has dilation 0."""
    dilation, kernel = draw(random, 1, 3), draw(random, 2, 3)
    layer = drawn_layer(random, 1, 8, kernel, dilation=dilation)
    rows = layer.spec.axes[0]
    loose = Axis("height", kernel, 1, dilation + 1).extent
    return Question(
        kind="Reach of a dilated kernel",
        prompt=f"The layer is {call(layer, words)}. How many rows of the input does its kernel "
        "span, from the first to the last?",
        answers=ask_number(
            rows.extent,
            (
                loose,
                f"You left a gap of {dilation} between two weights. A dilation of 1 has no gap.",
            ),
            (kernel * dilation, "There is no gap after the last weight."),
            (kernel, "That is the number of rows in the kernel. Dilation spreads them out."),
            (kernel + dilation, "There is a gap between every two weights."),
        ),
        explanation=f"The dilation is the distance from one weight to the next, {dilation} here. A "
        "kernel without gaps has a dilation of 1. There is no dilation of 0.",
        equations=(reach_equation(rows),),
        layer=layer,
        lesson=GEOMETRY_LESSON,
        link=layer.link(),
        misconception="M17",
    )


def uneven_stride(random: Random, words: Framework) -> Question:
    """M20: the stride must divide exactly."""
    stride = draw(random, 2, 3)
    kernel = draw(random, stride, 3)
    left_over, moves = draw(random, 1, stride - 1), draw(random, 1, 2)
    size = kernel + stride * moves + left_over
    layer = drawn_layer(random, 1, size, kernel, stride=stride)
    spec = layer.spec
    rows = spec.axes[0]
    cell = 0, 0, rows.positions(size) - 1
    return Question(
        kind="A stride that does not divide",
        prompt=f"An input has one channel of {size} rows and {size} columns. The layer is "
        f"{call(layer, words)}. How many columns does its output have?",
        answers=ask_number(
            rows.positions(size),
            (rows.positions(size) + 1, "You rounded up. What is left over is dropped."),
            (rows.positions(size) - 1, "You forgot the position where the window starts."),
            (size - kernel + 1, "You left out the stride."),
            (0, "Every framework accepts this layer and rounds down."),
        ),
        explanation=f"{describe_positions(spec, size, size, axis=1)} "
        f"{describe_unvisited(spec, layer.input.shape)}",
        equations=(positions_equation(spec, size, size, axis=1),),
        layer=layer,
        cell=cell,
        lesson=GEOMETRY_LESSON,
        link=layer.link(cell),
        misconception="M20",
    )
