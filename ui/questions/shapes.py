"""Questions about sizes: the output shape, its rows, and the parameters."""

from dataclasses import replace
from math import ceil, prod

from conv_engine import ConvSpec
from conv_engine.axis import Axis
from conv_engine.frameworks.from_spec import layers_from_spec
from conv_engine.frameworks.layouts import Framework, axis_names
from ui.pictures.derivations import (
    describe_positions,
    parameters_equation,
    positions_equation,
    reach_equation,
)
from ui.questions.layers import (
    call,
    drawn_biases,
    drawn_layer,
    kernel_tiles,
    small_layer,
)
from ui.questions.question import (
    GEOMETRY_LESSON,
    SHAPES_LESSON,
    Answers,
    Question,
    Random,
    ask_number,
    draw,
    offer_choices,
    pick,
)
from ui.state.keys import IN_CHANNELS, IN_HEIGHT, IN_WIDTH, LAYERS
from ui.state.link import Link, link_to


def output_shape(random: Random, words: Framework) -> Question:
    """Ask for the shape of the output, in the order of axes of a framework."""
    channels = draw(random, 2, 4)
    filters = pick(random, [f for f in range(2, 6) if f != channels])
    rows, columns = size = pick(random, ((6, 8), (7, 5), (8, 6), (9, 7)))
    kernel, stride, padding = (
        draw(random, 2, 3),
        draw(random, 1, 2),
        draw(random, 0, 1),
    )
    spec = ConvSpec(channels, filters, kernel, stride, padding)
    layer = small_layer(
        random.integers(0, 6, (channels, rows, columns)),
        random.integers(-2, 3, spec.weight_shape),
        drawn_biases(random, filters),
        spec,
    )
    shape = layer.input.shape
    right = spec.output_shape(shape)
    wrong = (
        ((channels, *right[1:]), "The output has as many channels as there are filters."),
        (
            (channels * filters, *right[1:]),
            "The partial maps of a filter are added up, so each filter gives one map.",
        ),
        ((filters, right[1] - 1, right[2] - 1), "You forgot the position where the window starts."),
        (replace(spec, padding=0).output_shape(shape), "You left out the padding."),
        (replace(spec, stride=1).output_shape(shape), "You left out the stride."),
        (
            (filters, rows, columns),
            "The kernel needs room, so there are fewer positions than cells.",
        ),
    )
    return Question(
        kind="The output shape",
        prompt=f"An input has {channels} channels, {rows} rows and {columns} columns. The layer "
        f"is {call(spec, words, *shape)}. What is the shape of its output, without the batch axis? "
        f"The order is {', '.join(axis_names('output', words)[1:])}.",
        answers=offer_choices(
            random,
            write_shape(words, right),
            *((write_shape(words, shape), why) for shape, why in wrong),
        ),
        explanation=" ".join(describe_positions(spec, *size, axis) for axis in (0, 1))
        + f" Each of the {filters} filters gives one map.",
        equations=tuple(positions_equation(spec, *size, axis) for axis in (0, 1)),
        layer=layer,
        lesson=SHAPES_LESSON,
        link=typed(spec, words, shape),
    )


def output_rows(random: Random, words: Framework) -> Question:
    """Ask for the number of rows of the output; a stride need not divide evenly."""
    stride = draw(random, 1, 3)
    dilation = 1 if stride > 1 else draw(random, 1, 2)  # Keras refuses both at once
    kernel, padding, size = (
        draw(random, 2, 3),
        draw(random, 0, 1),
        draw(random, 6, 9),
    )
    layer = drawn_layer(random, 1, size, kernel, stride=stride, padding=padding, dilation=dilation)
    spec = layer.spec
    rows, padded = spec.axes[0], size + 2 * padding
    right = rows.positions(padded)
    dense = Axis("height", kernel, stride, dilation=1)
    return Question(
        kind="Rows of the output",
        prompt=f"An input has one channel of {size} rows and {size} columns. The layer is "
        f"{call(layer, words)}. How many rows does its output have?",
        answers=ask_number(
            right,
            (right - 1, "You counted the moves, but not the position where the window starts."),
            (rows.positions(size + padding), "You counted the padding on one side only."),
            (rows.positions(size), "You left out the padding."),
            (
                dense.positions(padded),
                "You left out the dilation. With it the kernel covers more rows.",
            ),
            (
                ceil((padded - rows.extent) / stride) + 1,
                "You rounded up. What is left over at the end is dropped.",
            ),
            (padded - rows.extent + 1, "You left out the stride."),
            (size, "The padding does not make up for what the kernel and the stride take away."),
        ),
        explanation=describe_positions(spec, size, size),
        equations=(
            *((reach_equation(rows),) if dilation > 1 else ()),
            positions_equation(spec, size, size),
        ),
        layer=layer,
        lesson=GEOMETRY_LESSON,
        link=layer.link(),
    )


def parameters(random: Random, words: Framework) -> Question:
    """Ask for the parameters of a small layer, in groups or without biases at times."""
    groups = draw(random, 1, 2)
    channels, filters = groups * draw(random, 2, 3), 2 * draw(random, 1, 2)
    layer = drawn_layer(random, channels, 4, draw(random, 2, 3), filters, groups=groups)
    spec = replace(layer.spec, bias=bool(draw(random, 0, 1)))
    return Question(
        kind="Parameters",
        prompt=f"An input has {channels} channels. How many parameters does the layer "
        f"{call(spec, words, *layer.input.shape)} have?",
        answers=counted_parameters(spec),
        explanation="Count all weights of all filters, and one bias for each filter."
        if spec.bias
        else "Count all weights of all filters. There is no bias.",
        equations=(parameters_equation(spec),),
        proof=kernel_tiles(layer),
        lesson=SHAPES_LESSON,
        link=typed(spec, words, layer.input.shape),
    )


def counted_parameters(spec: ConvSpec) -> Answers:
    """Count the parameters of a layer, rightly and by every wrong rule.

    Examples
    --------
    >>> answers = counted_parameters(ConvSpec(3, 32, 3))
    >>> answers.right, answers.wrong[288]
    (896, 'You counted one channel. Each filter has a kernel for each of the 3 channels.')
    """
    filters, depth, k_h, k_w = spec.weight_shape
    cells, biases = k_h * k_w, filters * spec.bias
    one_channel = (
        f"You counted one channel. Each filter has a kernel for each of the {depth} channels."
    )
    return ask_number(
        spec.parameter_count,
        (filters * cells, one_channel),
        (filters * cells + biases, one_channel),
        (filters * depth * cells, "You left out the biases, one for each filter."),
        (filters * depth * cells + 1, "Each filter has its own bias."),
        (filters * depth * (cells + 1), "A filter has one bias, not one for each channel."),
        (depth * cells + spec.bias, "That is only one filter."),
        (cells, "That is only one kernel."),
        (filters * depth * cells + filters, "This layer has no bias."),
        (
            filters * spec.in_channels * cells + biases,
            f"With {spec.groups} groups a filter sees only {depth} of the channels.",
        ),
        (
            prod(spec.weight_shape) // spec.groups + biases,
            "Groups do not share weights. Each filter has its own.",
        ),
    )


def write_shape(words: Framework, shape: tuple[int, ...]) -> str:
    """Write (C, H, W) in the order of axes of a framework.

    Examples
    --------
    >>> write_shape("keras", (2, 6, 8)), write_shape("pytorch", (2, 6, 8))
    ('(6, 8, 2)', '(2, 6, 8)')
    """
    return str((*shape[1:], shape[0]) if words == "keras" else shape)


def typed(spec: ConvSpec, words: Framework, input_shape: tuple[int, ...]) -> Link:
    """Write a link that types a layer and its input into lesson 3.

    Examples
    --------
    >>> typed(ConvSpec(3, 32, 3), "keras", (3, 8, 9))["layers"]
    'Conv2D(32, 3)'
    """
    calls = [layer.call() for layer in layers_from_spec(spec, input_shape, words).layers]
    return typed_text("\n".join(calls), input_shape)


def typed_text(text: str, input_shape: tuple[int, ...]) -> Link:
    """Write a link that puts a text and the shape of an input into lesson 3."""
    channels, height, width = input_shape
    return link_to({LAYERS: text, IN_CHANNELS: channels, IN_HEIGHT: height, IN_WIDTH: width})
