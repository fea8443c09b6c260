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
from text import NUMBERED_FILTERS, channel_label
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
from ui.questions.words import shapes as say_of_shapes
from ui.questions.words import sizes as say
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
        kind=say.AXES_OR_DIRECTIONS,
        prompt=say.ask_for_directions(kind, block),
        answers=ask_number(
            kind,
            (axes, say.counted_axes(axes)),
            (channels, say.CHANNELS_COUNTED),
            (2, say.other_dimension(2, kind)),
            (3, say.other_dimension(3, kind)),
        ),
        explanation=say.explain_directions(along),
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
    filters = pick(random, [f for f in range(2, 6) if f != channels])
    layer = drawn_layer(random, channels, filters=filters)
    return Question(
        kind=say.FILTERS_OR_CHANNELS,
        prompt=say.ask_for_filters(channels),
        answers=offer_choices(
            random,
            say.ANY_NUMBER,
            (say.only_as_many(channels), say.NOT_TIED),
            (say.one_or_many(channels), say.NO_SUCH_RULE),
            (say.only_multiples(channels), say.DEPTHWISE_ONLY),
        ),
        explanation=say.explain_filters(channels, call(layer, words), filters),
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
        kind=say.COUNTED_CHANNELS,
        prompt=say.ask_with_biases(channels, call(spec, words, channels, 32, 32)),
        answers=counted_parameters(spec),
        explanation=say_of_shapes.explain_parameters(spec),
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
    kernel, filter_size, weight = (layer.weight[place].size for place in ((0, 0), (0,), ()))
    return Question(
        kind=say.KERNEL_OR_FILTER,
        prompt=say.ask_for_filter(call(layer, words), channels),
        answers=ask_number(
            filter_size,
            (kernel, say.ONE_KERNEL),
            (filter_size + 1, say.BIAS_COUNTED),
            (weight, say.ALL_FILTERS),
            (filters * kernel, say.KERNEL_OF_EACH),
        ),
        explanation=say.explain_filter(*layer.spec.weight_shape),
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
    return Question(
        kind=say.GROUP_WEIGHTS,
        prompt=say.ask_for_weights(call(layer, words), channels),
        answers=ask_number(
            weights,
            (weights // groups, say_of_shapes.GROUPS_SHARE),
            (weights * groups, say.ignored_groups(channels // groups)),
            (filters * kernel, say.ONE_CHANNEL),
            (weights + filters, say.BIASES_COUNTED),
        ),
        explanation=say.explain_groups(filters, channels, groups, kernel),
        proof=(_who(say.WHO_IS_ADDED, layer.spec),),
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
    depthwise, pointwise = (call(part, words, channels, 8, 8) for part in (around, mixing))
    return Question(
        kind=say.DEPTHWISE_OR_SEPARABLE,
        prompt=say.ask_for_separable(channels, filters),
        answers=ask_number(
            first + second,
            (first, say.DEPTHWISE_PART),
            (second, say.MIXING_PART),
            (dense, say.PLAIN_CONVOLUTION),
            (first * second, say.MULTIPLIED_PARTS),
            (first * filters, say.MIXED_KERNELS),
        ),
        explanation=say.explain_separable(depthwise, pointwise, first, second),
        equations=(parameters_equation(around), parameters_equation(mixing)),
        proof=(_who(say.FIRST_DEPTHWISE, around), _who(say.THEN_MIXED, mixing)),
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
    return Tile(
        title,
        sums.astype(int),
        title,
        note=say.ADDED_OR_NOT,
        alt=say.describe_connections(spec.weight_shape[1]),
        tints=[[hue if one else "" for one in row] for hue, row in zip(hues, sums, strict=True)],
        heads=Heads(
            [channel_label(c, names) for c in range(spec.in_channels)],
            [NUMBERED_FILTERS[0].format(n=f) for f in range(spec.out_channels)],
        ),
    )


def dilation_gaps(random: Random, words: Framework) -> Question:
    """M17: a dense kernel has dilation 0."""
    dilation, kernel = draw(random, 1, 3), draw(random, 2, 3)
    layer = drawn_layer(random, 1, 8, kernel, dilation=dilation)
    rows = layer.spec.axes[0]
    loose = Axis("height", kernel, 1, dilation + 1).extent
    return Question(
        kind=say.DILATED_REACH,
        prompt=say.ask_for_reach(call(layer, words)),
        answers=ask_number(
            rows.extent,
            (loose, say.left_gap(dilation)),
            (kernel * dilation, say.NO_LAST_GAP),
            (kernel, say.KERNEL_ROWS),
            (kernel + dilation, say.GAPS_EVERYWHERE),
        ),
        explanation=say.explain_reach(dilation, kernel),
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
        kind=say.UNEVEN_STRIDE,
        prompt=say.ask_for_columns(size, call(layer, words)),
        answers=ask_number(
            rows.positions(size),
            (rows.positions(size) + 1, say.ROUNDED_UP),
            (rows.positions(size) - 1, say_of_shapes.START_FORGOTTEN),
            (size - kernel + 1, say_of_shapes.STRIDE_LEFT_OUT),
            (0, say.REFUSED),
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
