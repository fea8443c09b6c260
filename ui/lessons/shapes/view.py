"""Lesson 3 on the screen: shapes axis by axis, where the numbers come from, the other framework."""

from collections.abc import Iterator, Sequence

import numpy as np
import streamlit as st

from conv_engine import ConvSpec
from conv_engine.frameworks.keras_layers import DepthwiseConv2D, SeparableConv2D
from conv_engine.frameworks.layouts import (
    DataFormat,
    Framework,
    axis_names,
    depthwise_to_keras,
    to_channels_last,
    weight_to_keras,
)
from conv_engine.frameworks.translation import framework_of, translate_layer
from conv_engine.stack import Row
from conv_engine.transposed import TransposedSpec
from stage.network import chosen_layer, show_drawing
from text import FRAMEWORK_TITLES, as_sentence, count_text, escape_markdown, markdown_table
from ui.controls.places import place_of, table
from ui.lessons.shapes.small_layer_view import is_drawn, show_layer
from ui.lessons.shapes.typed_layers_view import show_remarks
from ui.lessons.shapes.typed_network import TypedNetwork
from ui.lessons.shapes.words import costs as words
from ui.pictures import derivations
from ui.pictures.network_drawing import (
    describe_drawing,
    describe_scale,
    drawn_blocks,
)
from ui.pictures.network_rows import (
    answer_lines,
    is_channels_last,
    is_stack,
    stack_row,
    table_lines,
)
from ui.shell.explain import explain
from ui.state.framework import framework
from ui.state.memories import LAYER_NUMBER, NETWORK_DRAWING
from ui.state.session import read, write

Shape = tuple[int, ...]
TABLE = "network"
"""The name of the table of the whole network."""


def show_answers(typed: TypedNetwork) -> None:
    """Write what the network gives and costs, one line for each thing that is asked."""
    if not typed.trace.rows:
        return
    lines = [f"- **{title}**: {text}" for title, text in answer_lines(typed.network, typed.trace)]
    only = len(typed.rows) == len(typed.trace.rows) == 1
    row = stack_row(typed.rows[0]) if only else None
    if row:
        theirs: Framework = "pytorch" if framework_of(row.layer) == "keras" else "keras"
        twin = [layer.call() for layer in translate_layer(row.layer, row.input_shape).layers]
        lines.append(words.describe_twin(FRAMEWORK_TITLES[theirs], twin))
    answers = "\n".join(lines)
    if row is None or not is_drawn(row):
        explain(answers)
        return
    picture, said = st.columns(2, gap="medium")
    with picture:
        show_layer(row)
    said.markdown(answers)


def row_of(typed: TypedNetwork, number: int) -> Row | None:
    """Return what a layer takes and makes; say so where the sizes end before it."""
    if not typed.rows:
        return None
    if row := stack_row(typed.rows[number]):
        return row
    st.info(words.SIZES_END)
    return None


def explain_no_layer(typed: TypedNetwork) -> None:
    """Say why there is no layer to translate, where nothing above does."""
    if typed.rows or not typed.trace.rows:
        return
    refused = [row for row in typed.trace.rows if row.problem]
    if refused:
        st.info(as_sentence(words.NOTHING_TO_TRANSLATE.format(problem=refused[0].problem)))
    else:
        explain_no_derivation(typed)


def explain_no_derivation(typed: TypedNetwork) -> None:
    """Say that no equation follows, unless a slip above has said so."""
    if not typed.rows and typed.trace.rows and not typed.trace.problems:
        st.info(words.NO_CONVOLUTION)


def show_shapes(row: Row, samples: int, data_format: DataFormat) -> None:
    """Write every array of the layer with the name of each axis, in both frameworks."""
    ours = framework()
    theirs: Framework = "pytorch" if ours == "keras" else "keras"
    rows = [
        (
            words.ARRAYS[title],
            *(_describe_axes(array, shape, each, data_format, row) for each in (ours, theirs)),
        )
        for title, array, shape in _arrays(row, samples)
    ]
    heads = ("", FRAMEWORK_TITLES[ours], FRAMEWORK_TITLES[theirs])
    table("shapes", markdown_table(heads, rows))


def _arrays(row: Row, samples: int) -> Iterator[tuple[str, str, Shape]]:
    """List the arrays of a layer with their shapes as PyTorch lays them out."""
    yield "input", "input", (samples, *row.input_shape)
    specs = row.layer.specs(row.input_shape[0])
    for place, spec in enumerate(specs):
        kind = _kind(row, place, spec)
        yield ("weight" if len(specs) == 1 else kind), kind, spec.weight_shape
        if spec.bias:
            yield "bias", "bias", (spec.out_channels,)
    yield "output", "output", (samples, *row.output_shape)


def _kind(row: Row, place: int, spec: ConvSpec | TransposedSpec) -> str:
    if isinstance(spec, TransposedSpec):
        return "transposed weight"
    if isinstance(row.layer, SeparableConv2D):
        return ("depthwise weight", "pointwise weight")[place]
    return "depthwise weight" if isinstance(row.layer, DepthwiseConv2D) else "weight"


def _describe_axes(
    array: str, shape: Shape, side: Framework, data_format: DataFormat, row: Row
) -> str:
    """Write a shape in the order of a framework, and what each axis counts."""
    layout = data_format if side == "keras" and array in ("input", "output") else None
    names = ", ".join(escape_markdown(name) for name in axis_names(array, side, layout))
    return f"`{reorder_shape(shape, array, side, data_format, row.input_shape[0])}` {names}"


def reorder_shape(
    shape: Shape, array: str, side: Framework, data_format: DataFormat, in_channels: int
) -> Shape:
    """Reorder a shape from PyTorch's axes to those of a framework, as its arrays are reordered.

    Examples
    --------
    >>> reorder_shape((32, 3, 5, 5), "weight", "keras", "channels_last", 3)
    (5, 5, 3, 32)
    >>> reorder_shape((1, 3, 8, 9), "input", "keras", "channels_last", 3)
    (1, 8, 9, 3)
    """
    nothing = np.broadcast_to(np.int8(0), shape)  # has a shape, and one byte of memory
    if side == "pytorch" or array == "bias":
        return shape
    if array in ("input", "output"):
        return to_channels_last(nothing).shape if data_format == "channels_last" else shape
    if array == "depthwise weight":
        return depthwise_to_keras(nothing, in_channels).shape
    return weight_to_keras(nothing).shape


def show_derivations(typed: TypedNetwork, number: int, row: Row) -> None:
    """Write where output size, parameters, multiply-adds and receptive field come from."""
    specs = row.layer.specs(row.input_shape[0])
    if not specs:
        st.write(words.NOTHING_MULTIPLIED)
        return
    for spec in specs:
        if isinstance(spec, ConvSpec):
            _show_convolution(spec, row.input_shape)
        else:
            _show_transposed(spec, row)
    if len(typed.rows[number].receptive_field) == len(row.receptive_field):
        _show_field(typed, number, row)


def _show_field(typed: TypedNetwork, number: int, row: Row) -> None:
    """Write how much of the network's input a cell sees; step by step where all steps are alike."""
    rows, columns = row.receptive_field
    explain(words.describe_field(row.receptive_field, row.jump))
    if not is_stack(typed.network):
        return
    above = [other for other in map(stack_row, typed.rows[: number + 1]) if other is not None]
    for axis in (0,) if rows == columns else (0, 1):
        if equation := derivations.receptive_field_equation(above, axis):
            st.latex(equation)


Explained = tuple[str, Sequence[tuple[str, str]]]
"""A title, and sentences, each with the equation that follows it."""


def _show_parts(*parts: Explained) -> None:
    """Put parts beside each other."""
    with st.grid("auto", min_column_width=310) as grid:
        for title, lines in parts:
            with grid.cell():
                explain(f"**{title}**")
                for sentence, equation in lines:
                    explain(sentence)
                    if equation:
                        st.latex(equation)


def _show_convolution(spec: ConvSpec, input_shape: Shape) -> None:
    _, height, width = input_shape
    shape = (spec.in_channels, height, width)
    sizes = derivations.explain_positions(spec, height, width)
    if never := derivations.describe_unvisited(spec, shape):
        sizes.append((never, ""))
    filters = count_text(spec.out_channels, *(words.WITH_BIAS if spec.bias else words.WITHOUT_BIAS))
    _show_parts(
        (words.OUTPUT_SIZE, sizes),
        (words.PARAMETERS, [(filters, derivations.parameters_equation(spec))]),
        (words.MULTIPLY_ADDS, [(words.WORK, derivations.multiply_adds_equation(spec, shape))]),
    )


def _show_transposed(spec: TransposedSpec, row: Row) -> None:
    into, out = row.input_shape[-2:], row.output_shape[-2:]
    square = len(set(into)) == len(set(out)) == 1
    sizes = [
        (
            derivations.describe_stamps(spec.axes[axis], into[axis], out[axis], axis),
            derivations.stamps_equation(spec.axes[axis], into[axis], out[axis]),
        )
        for axis in ((0,) if square and derivations.same_steps(*spec.axes) else (0, 1))
    ]
    cost = derivations.stamp_cost_equation(spec, row.input_shape)
    _show_parts(
        (words.OUTPUT_SIZE, sizes),
        (words.PARAMETERS, [(words.STAMP_KERNELS, derivations.stamp_parameters_equation(spec))]),
        (words.MULTIPLY_ADDS, [(words.STAMP_WORK, cost)]),
    )


def show_other_framework(row: Row) -> None:
    """Write the layer in the other framework, and what is not the same there."""
    there = translate_layer(row.layer, row.input_shape)
    theirs: Framework = "pytorch" if framework_of(row.layer) == "keras" else "keras"
    here, elsewhere = st.columns(2, gap="large")
    with here:
        st.markdown(f"**{FRAMEWORK_TITLES[framework_of(row.layer)]}**")
        st.code(row.layer.call(), wrap_lines=True)
    with elsewhere:
        st.markdown(f"**{FRAMEWORK_TITLES[theirs]}**")
        if there.layers:
            st.code("\n".join(layer.call() for layer in there.layers), wrap_lines=True)
        else:
            st.write(words.NO_SINGLE_LAYER)
    show_remarks(there.remarks)


def show_network(typed: TypedNetwork) -> None:
    """Draw the network, and write a row for each node."""
    if not typed.network.nodes:
        return
    heads, lines = table_lines(typed.network, typed.trace)
    _draw_network(typed, lines)
    table(TABLE, markdown_table(heads, lines))
    channels_last = is_channels_last(typed.network)
    st.caption(words.CHANNELS_LAST if channels_last else words.CHANNELS_FIRST)


def _draw_network(typed: TypedNetwork, lines: Sequence[Sequence[str]]) -> None:
    """Draw the network to scale; a convolution that is clicked, or its row, is told of below."""
    choices = {row.name: number for number, row in enumerate(typed.rows)}
    blocks = drawn_blocks(typed.network, typed.trace, choices if len(choices) > 1 else {})
    if len(blocks) < 2:
        return
    show_drawing(
        blocks,
        chosen=read(LAYER_NUMBER) if len(choices) > 1 else None,
        alt=describe_drawing(blocks, is_channels_last(typed.network)),
        key=NETWORK_DRAWING.name,
        on_choose=_take_chosen,
        rows=_choices_of(typed, lines) if len(choices) > 1 else (),
        rows_place=place_of(TABLE),
    )
    scale = describe_scale(blocks)
    st.caption(f"{scale} {words.CHOOSE_ONE}" if len(choices) > 1 else scale)


def _choices_of(typed: TypedNetwork, lines: Sequence[Sequence[str]]) -> list[int | None]:
    """Say which convolution each line of the table has."""
    places = {str(place): choice for choice, (place, _) in enumerate(typed.numbered_rows)}
    return [places.get(line[0]) for line in lines]


def _take_chosen() -> None:
    number = chosen_layer(read(NETWORK_DRAWING))
    if number is not None:
        write(LAYER_NUMBER, number)
