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
from ui.questions.words import shapes as say
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
        ((channels, *right[1:]), say.AS_MANY_AS_FILTERS),
        ((channels * filters, *right[1:]), say.PARTIAL_MAPS_COUNTED),
        ((filters, right[1] - 1, right[2] - 1), say.START_FORGOTTEN),
        (replace(spec, padding=0).output_shape(shape), say.PADDING_LEFT_OUT),
        (replace(spec, stride=1).output_shape(shape), say.STRIDE_LEFT_OUT),
        ((filters, rows, columns), say.KERNEL_NEEDS_ROOM),
    )
    along_rows, along_columns = (describe_positions(spec, *size, axis) for axis in (0, 1))
    return Question(
        kind=say.OUTPUT_SHAPE,
        prompt=say.ask_for_shape(
            shape, call(spec, words, *shape), ", ".join(axis_names("output", words)[1:])
        ),
        answers=offer_choices(
            random,
            write_shape(words, right),
            *((write_shape(words, shape), why) for shape, why in wrong),
        ),
        explanation=say.explain_shape(along_rows, along_columns, filters),
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
        kind=say.OUTPUT_ROWS,
        prompt=say.ask_for_rows(size, call(layer, words)),
        answers=ask_number(
            right,
            (right - 1, say.ONLY_MOVES),
            (rows.positions(size + padding), say.ONE_SIDE),
            (rows.positions(size), say.PADDING_LEFT_OUT),
            (dense.positions(padded), say.DILATION_LEFT_OUT),
            (ceil((padded - rows.extent) / stride) + 1, say.ROUNDED_UP),
            (padded - rows.extent + 1, say.STRIDE_LEFT_OUT),
            (size, say.SIZE_KEPT),
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
        kind=say.PARAMETERS,
        prompt=say.ask_for_parameters(channels, call(spec, words, *layer.input.shape)),
        answers=counted_parameters(spec),
        explanation=say.explain_parameters(spec),
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
    one_channel = say.counted_one_channel(depth)
    return ask_number(
        spec.parameter_count,
        (filters * cells, one_channel),
        (filters * cells + biases, one_channel),
        (filters * depth * cells, say.BIASES_LEFT_OUT),
        (filters * depth * cells + 1, say.ONE_BIAS),
        (filters * depth * (cells + 1), say.BIAS_PER_KERNEL),
        (depth * cells + spec.bias, say.ONE_FILTER),
        (cells, say.ONE_KERNEL),
        (filters * depth * cells + filters, say.NO_BIAS),
        (
            filters * spec.in_channels * cells + biases,
            say.ignored_groups(spec.groups, depth),
        ),
        (prod(spec.weight_shape) // spec.groups + biases, say.GROUPS_SHARE),
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
