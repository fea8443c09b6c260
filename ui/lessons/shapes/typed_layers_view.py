"""The layers of lesson 3: one text, in the words of one framework, that every control edits.

The text is in the link. It is typed, pasted, changed by the controls of a layer, and translated
by the switch between Keras and PyTorch.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from conv_engine.frameworks.layouts import DATA_FORMATS, DataFormat, Framework
from conv_engine.frameworks.remarks import AnyLayer, Remark
from conv_engine.frameworks.translation import framework_of, translate_layer
from conv_engine.networks import Network, NetworkRow, NetworkTrace
from conv_engine.networks.fitting import fitting_side
from files.network_text import read_network
from files.networks.keras_layers import KERAS_LAYERS
from files.networks.rebuilt_layers import with_layers
from files.networks.torch_layers import TORCH_LAYERS
from text import FRAMEWORK_TITLES, as_sentence, escape_markdown
from ui.controls.places import BUTTONS, CONTROL, keep_place
from ui.controls.widgets import number_field
from ui.lessons.shapes.examples import EXAMPLES
from ui.lessons.shapes.layer_lines import LayerLine, layer_lines, layers_in, written_layers
from ui.lessons.shapes.typed_network import TypedNetwork
from ui.lessons.shapes.words import typed as words
from ui.pictures.network_rows import (
    is_channels_last,
    name_row,
    needed_channels,
    suggest_shape,
    written_shape,
)
from ui.state import memories
from ui.state.framework import framework
from ui.state.key_kinds import Memory
from ui.state.keys import FRAMEWORK, IN_CHANNELS, IN_HEIGHT, IN_WIDTH, LAYERS, SAMPLES
from ui.state.session import begin, forget, read, taken_from_link, write

FIELDS = (IN_CHANNELS, IN_HEIGHT, IN_WIDTH)
MOST_NAMED = 6
"""Rows that one sentence names."""
MOST_OPEN = 8
"""Numbers that are asked for at a time."""


def follow_switch() -> None:
    """Bring text and switch into agreement, before either is drawn.

    Text that was just typed, or came with the link, moves the switch; else the text is translated.
    """
    begin(memories.LAYERS_READ, _lines_of(LAYERS.default))
    if taken_from_link(LAYERS):
        _follow_text()
        return
    lines = _lines_of(begin(LAYERS, written_layers(read(memories.LAYERS_READ))))
    if any(framework_of(layer) != framework() for layer in layers_in(lines)):
        _translate(lines)


def choose_layers() -> TypedNetwork:
    """Draw the text with its input, say what could not be read, and follow the rest."""
    text, shape = st.columns(2, gap="medium")
    with text:
        st.text_area(
            LAYERS.label,
            key=LAYERS.name,
            height=120,
            on_change=_take_typed,
            help=words.TEXT_HELP,
            bind="query-params",
        )
    _say_words()
    network = read_text(read(LAYERS))
    with shape:
        fields, samples = _choose_input(network)
        numbers = _choose_open_numbers(network)
    if read(LAYERS) not in _texts_of(read(memories.LAYER_EXAMPLE)):
        write(memories.LAYER_EXAMPLE, None)
    with keep_place("examples-place", BUTTONS):
        st.pills(
            words.EXAMPLES,
            tuple(EXAMPLES),
            key=memories.LAYER_EXAMPLE.name,
            on_change=_take_example,
            help=words.EXAMPLES_HELP,
        )
    if any(numbers.values()):
        network = read_text(read(LAYERS), numbers)
    input_shape = suggest_shape(network, fields)
    _say_input(network, input_shape)
    trace = NetworkTrace(())
    if input_shape is not None and network.nodes:
        network = network.with_input(input_shape)
        side: Framework = "keras" if is_channels_last(network) else "pytorch"
        network = with_layers(network, network.trace(), side)
        trace = network.trace()
    _show_problems(network, trace)
    return TypedNetwork(network, trace, input_shape, samples, _keep_lines())


def _choose_input(network: Network) -> tuple[tuple[int, int, int], int]:
    """Draw the fields of the input; one without rows and columns is as the text says it."""
    said = network.input_shape
    with st.grid(2, min_column_width=110, row_height=CONTROL, key="input-rows"):
        if said is not None and len(said) != len(FIELDS):
            return (1, 1, 1), number_field(SAMPLES)
        channels = number_field(IN_CHANNELS)
        samples = number_field(SAMPLES)
        height = number_field(IN_HEIGHT)
        width = number_field(IN_WIDTH)
    return (channels, height, width), samples


def read_text(text: str, numbers: Mapping[str, int] | None = None) -> Network:
    """Read a network, once for each text and its numbers."""
    asked = text, tuple((numbers or {}).items())
    known: tuple[Any, Network] | None = read(memories.NETWORK_READ)
    if known is None or known[0] != asked:
        known = asked, read_network(text, numbers)
        write(memories.NETWORK_READ, known)
    return known[1]


def _lines_of(text: str) -> tuple[LayerLine, ...]:
    """Read the lines of a text that is a list of layers."""
    return layer_lines(text, read_text(text))


def _choose_open_numbers(network: Network) -> dict[str, int]:
    """Ask for each number that the text does not hold."""
    numbers = {}
    for name in network.open_numbers[:MOST_OPEN]:
        number = st.number_input(
            f"`{name}`" if name.isidentifier() else escape_markdown(name),
            min_value=1,
            value=None,
            key=_key_of_number(name).name,
            on_change=_follow_numbers,
            placeholder=words.NOT_IN_TEXT,
            help=words.NUMBER_HELP,
        )
        if number is not None:
            numbers[name] = int(number)
    return numbers


def _key_of_number(name: str) -> Memory[int | None]:
    """Return where the number of a name is kept."""
    return Memory[int | None](memories.OPEN_NUMBER.of(name))


def _follow_numbers() -> None:
    """Let the input follow the numbers that are given, if the first layer takes other channels."""
    names = read_text(read(LAYERS)).open_numbers[:MOST_OPEN]
    given = {name: number for name in names if (number := read(_key_of_number(name)))}
    settled = read_text(read(LAYERS), given)
    if needed_channels(settled) not in (None, read(IN_CHANNELS)):
        _follow_input(settled)


def _say_input(network: Network, input_shape: tuple[int, ...] | None) -> None:
    """Say where the size of the input is from, unless the fields alone say it."""
    if input_shape is None:
        st.info(words.VOLUME)
    elif network.input_shape is not None:
        said = written_shape(network.input_shape, is_channels_last(network))
        fields = written_shape(input_shape, is_channels_last(network))
        followed = network.input_shape == input_shape
        found = (words.GUESSED if network.guesses_input else words.GIVEN).format(text=said)
        st.caption(found if followed else f"{found} {words.FIELDS_SAY.format(fields=fields)}")
    elif len(network.nodes) > 1 and len(input_shape) == len(FIELDS):
        fields = written_shape(input_shape, is_channels_last(network))
        st.caption(words.NOT_GIVEN.format(fields=fields))


def _keep_lines() -> tuple[AnyLayer, ...]:
    """Keep the layers of a list, which the controls and the switch write anew."""
    lines = _lines_of(read(LAYERS))
    if lines:
        write(memories.LAYERS_READ, lines)
    return layers_in(lines)


def _follow_text() -> None:
    """Let the switch and the input follow what was typed or pasted."""
    forget(memories.EDIT_REFUSAL)
    network = read_text(read(LAYERS))
    if side := _framework_in(network):
        write(FRAMEWORK, side)
    _follow_input(network)


def _follow_input(network: Network) -> None:
    """Let the fields follow the input that a text says, or that its first layer takes."""
    said = network.input_shape
    _forget_sizes()
    if said is not None and len(said) == len(FIELDS):
        sizes = [min(number, field.high) for field, number in zip(FIELDS, said, strict=True)]
        for field, number in zip(FIELDS, sizes, strict=True):
            write(field, number)
        write(memories.SIZES_OF_TEXT, tuple(sizes[1:]))
    elif (channels := needed_channels(network)) and channels <= IN_CHANNELS.high:
        write(IN_CHANNELS, channels)
        _fit_input(network, channels)


def _framework_in(network: Network) -> Framework | None:
    """Return whose words a text has: by its first 2-D convolution, or by names of one alone."""
    layers = [node.layer for node in network.nodes if node.layer is not None]
    if layers:
        return framework_of(layers[0])
    kinds = {node.kind for node in network.nodes}
    in_keras = kinds & KERAS_LAYERS.keys() - TORCH_LAYERS.keys()
    in_pytorch = kinds & TORCH_LAYERS.keys() - KERAS_LAYERS.keys()
    if bool(in_keras) == bool(in_pytorch):
        return None
    return "keras" if in_keras else "pytorch"


def _forget_sizes() -> None:
    """Let rows and columns that a text before said go with that text; those set by hand stay."""
    if read(memories.SIZES_OF_TEXT) == (read(IN_HEIGHT), read(IN_WIDTH)):
        write(IN_HEIGHT, IN_HEIGHT.default)
        write(IN_WIDTH, IN_WIDTH.default)
    forget(memories.SIZES_OF_TEXT)


def _fit_input(network: Network, channels: int) -> None:
    """Set the size that every layer fits, where the one in the fields does not."""
    fields = channels, read(IN_HEIGHT), read(IN_WIDTH)
    if network.trace(fields).problems and (side := fitting_side(network, channels)):
        write(IN_HEIGHT, side)
        write(IN_WIDTH, side)
        write(memories.SIZES_OF_TEXT, (side, side))


def _take_typed() -> None:
    """Follow what was typed, and remember whether that moved the switch."""
    before = framework()
    _follow_text()
    write(memories.SWITCH_MOVED, framework() != before)


def _say_words() -> None:
    """Say that the words are others now, where the text that was typed moved the switch."""
    if read(memories.SWITCH_MOVED):
        forget(memories.SWITCH_MOVED)
        title = FRAMEWORK_TITLES[framework()]
        st.caption(words.SWITCHED.format(framework=title))


def _texts_of(name: str | None) -> Collection[str]:
    """Return what an example writes, in either framework; nothing where none is chosen."""
    if name is None:
        return ()
    example = EXAMPLES[name]
    return (example,) if isinstance(example, str) else example.values()


def _take_example() -> None:
    """Write an example with the input it is made for; the words stay those that were chosen."""
    if (name := read(memories.LAYER_EXAMPLE)) is None:
        return
    side, example = framework(), EXAMPLES[name]
    for field in FIELDS:
        write(field, field.default)
    write(LAYERS, example if isinstance(example, str) else example[side])
    _follow_text()
    write(FRAMEWORK, side)


def _show_problems(network: Network, trace: NetworkTrace) -> None:
    """Say the first thing that does not fit; the table has a row for each of the others."""
    if not network.nodes:
        sentences = [problem.sentence for problem in network.problems]
        st.error(" ".join(map(as_sentence, sentences)) or words.NO_LAYER)
    for place, row in enumerate(trace.rows, start=1):
        if row.problem:
            st.error(
                as_sentence(words.PROBLEM_OF.format(row=name_row(row, place), problem=row.problem))
            )
            break
    _show_oddities(trace)
    for node in network.nodes:
        for note in node.notes:
            said = note if node.line is None else words.NOTE_OF.format(line=node.line, note=note)
            st.caption(as_sentence(said))
    of_the_text = [problem.sentence for problem in network.problems if problem.line is None]
    if network.nodes and of_the_text:
        st.caption(" ".join(map(as_sentence, of_the_text)))
    if refusal := read(memories.EDIT_REFUSAL):
        forget(memories.EDIT_REFUSAL)
        st.error(as_sentence(refusal))
    if remarks := read(memories.UNTRANSLATED):
        forget(memories.UNTRANSLATED)
        st.info(words.NOT_TRANSLATED)
        show_remarks(remarks)


def _show_oddities(trace: NetworkTrace) -> None:
    """Say the first thing that fits and may not be meant, and which other rows have such."""
    takers = Counter(name for row in trace.rows for name in row.node.inputs)
    odd = [
        (place, row)
        for place, row in enumerate(trace.rows, start=1)
        if row.oddities and not _is_shortcut(row, takers)
    ]
    if not odd:
        return
    (place, row), *others = odd
    st.warning(
        as_sentence(words.ODDITY_OF.format(row=name_row(row, place), oddity=row.oddities[0]))
    )
    if others:
        names = [name_row(other, at) for at, other in others]
        st.caption(as_sentence(words.name_others(names, MOST_NAMED)))


def _is_shortcut(row: NetworkRow, takers: Mapping[str, int]) -> bool:
    """Whether a row is a 1x1 convolution beside others, which leaves cells out on purpose."""
    kernel = getattr(row.node.operation, "kernel_size", ())
    return set(kernel) == {1} and takers[row.node.inputs[0]] > 1


def show_remarks(remarks: Sequence[Remark]) -> None:
    """Write what is not the same in the other framework, and what to write instead."""
    lines = [
        words.WRITE_INSTEAD.format(
            what=escape_markdown(remark.what),
            why=as_sentence(remark.why),
            instead=escape_markdown(remark.instead),
        )
        for remark in remarks
    ]
    st.markdown("\n".join(lines))


def _translate(lines: Sequence[LayerLine]) -> None:
    """Write the text in the words of the other framework, line by line."""
    before, known = read(LAYERS), read(memories.LAYERS_BEFORE)
    # Back again: what was written, not a translation of a translation.
    text = known.get(before) or _translated(lines)
    if text is not None:
        write(LAYERS, text)
        write(memories.LAYERS_BEFORE, {text: before})
        write(memories.LAYERS_READ, _lines_of(text))


def _translated(lines: Sequence[LayerLine]) -> str | None:
    """Translate each layer on the shape that reaches it; None where one cannot be.

    Lines that are no layers stay as they are.
    """
    shape: Sequence[int] = tuple(map(read, (IN_CHANNELS, IN_HEIGHT, IN_WIDTH)))
    texts = []
    for line in lines:
        layer = line.layer
        if layer is None:
            texts.append(line.text)
            continue
        try:
            if framework_of(layer) == framework():
                texts.append(layer.call())
            else:
                translation = translate_layer(layer, shape)
                if not translation.layers:
                    write(memories.UNTRANSLATED, translation.remarks)
                    return None
                texts += [other.call() for other in translation.layers]
            shape = layer.output_shape(shape)
        except ValueError as refusal:
            title = FRAMEWORK_TITLES[framework()]
            refuse_edit(
                words.NOT_WRITTEN.format(call=layer.call(), framework=title, refusal=refusal)
            )
            return None
    return "\n".join(texts)


def replace_layer(number: int, layer: AnyLayer | None) -> None:
    """Put a layer, or none, in the place of another; lines that were not read stay as they are."""
    forget(memories.EDIT_REFUSAL)
    lines = _lines_of(read(LAYERS)) or read(memories.LAYERS_READ)
    place = [i for i, line in enumerate(lines) if line.layer is not None][number]
    texts = [line.text if line.layer is None else line.layer.call() for line in lines]
    texts[place : place + 1] = [] if layer is None else [layer.call()]
    write(LAYERS, "\n".join(texts))
    _follow_text()


def add_layer(layer: AnyLayer) -> None:
    """Write one more layer under the others."""
    write(LAYERS, f"{read(LAYERS).rstrip()}\n{layer.call()}")
    _follow_text()


def refuse_edit(sentence: str) -> None:
    """Keep a sentence for the page that is drawn next."""
    write(memories.EDIT_REFUSAL, sentence)


def choose_data_format(layers: Sequence[AnyLayer]) -> DataFormat:
    """Draw the switch of Keras's data format; a twin of PyTorch's layer has the usual one."""
    if framework() != "keras":
        return "channels_last"
    formats = [getattr(layer, "data_format", None) for layer in layers]
    of_the_text: DataFormat = next((f for f in formats if f), "channels_last")
    write(memories.DATA_FORMAT, of_the_text)
    with keep_place("data-format-place", BUTTONS):
        st.segmented_control(
            "data_format",
            DATA_FORMATS,
            required=True,
            key=memories.DATA_FORMAT.name,
            on_change=_set_data_format,
            help=words.FORMAT_HELP,
        )
    chosen = read(memories.DATA_FORMAT)
    if chosen == "channels_first":
        st.caption(words.CHANNELS_FIRST)
    return chosen


def _set_data_format() -> None:
    chosen = read(memories.DATA_FORMAT)
    texts = (
        replace(line.layer, data_format=chosen).call()
        if hasattr(line.layer, "data_format")
        else line.text
        for line in read(memories.LAYERS_READ)
    )
    write(LAYERS, "\n".join(texts))
    _follow_text()
