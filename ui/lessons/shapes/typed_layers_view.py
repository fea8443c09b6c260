"""The layers of lesson 3: one text, in the words of one framework, that every control edits.

The text is in the link. It is typed, pasted, changed by the controls of a layer, and translated
by the switch between Keras and PyTorch.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from conv_engine.frameworks.layouts import DATA_FORMATS, DataFormat
from conv_engine.frameworks.remarks import AnyLayer, Remark
from conv_engine.frameworks.translation import framework_of, translate_layer
from files.layer_calls import LayerTextError
from files.layer_text import StackReading, read_stack
from text import FRAMEWORK_TITLES, as_sentence, escape_markdown
from ui.controls.places import BUTTONS, CONTROL, keep_place
from ui.controls.widgets import number_field
from ui.state import memories
from ui.state.framework import framework
from ui.state.keys import FRAMEWORK, IN_CHANNELS, IN_HEIGHT, IN_WIDTH, LAYERS, SAMPLES
from ui.state.session import begin, forget, read, taken_from_link, write

EXAMPLES = {
    "One layer": LAYERS.default,
    "First layer of ResNet": 'Conv2D(64, 7, strides=2, padding="same")',
    "A block of VGG": 'Conv2D(64, 3, padding="same")\nConv2D(64, 3, padding="same")\n'
    'Conv2D(128, 3, strides=2, padding="same")',
    "Depthwise, then 1x1": 'DepthwiseConv2D(3, padding="same")\nConv2D(64, 1)',
    "Down and up again": 'Conv2D(16, 3, strides=2, padding="same")\n'
    'Conv2DTranspose(3, 3, strides=2, padding="same")',
}


@dataclass(frozen=True)
class TypedLayers:
    """What was typed, at least one layer, and the input (C, H, W) it is for."""

    layers: tuple[AnyLayer, ...]
    input_shape: tuple[int, int, int]
    samples: int


def follow_switch() -> None:
    """Bring text and switch into agreement, before either is drawn.

    Text that was just typed, or came with the link, moves the switch; else the text is translated.
    """
    begin(memories.LAYERS_READ, read_stack(LAYERS.default))
    if taken_from_link(LAYERS):
        _follow_text()
        return
    reading = _read(begin(LAYERS, written_layers(read(memories.LAYERS_READ))))
    if reading and any(framework_of(layer) != framework() for layer in reading.layers):
        _translate(reading)


def choose_layers() -> TypedLayers:
    """Draw the text with its input shape, say what could not be read, and return the rest."""
    text, shape = st.columns(2, gap="medium")
    with text:
        st.text_area(
            LAYERS.label,
            key=LAYERS.name,
            height=120,
            on_change=_follow_text,
            help="Type or paste layers of Keras or PyTorch, such as "
            '`Conv2D(32, 3, strides=2, padding="same")` or `nn.Conv2d(3, 32, 3, stride=2)`. '
            "The text is read, never run.",
            bind="query-params",
        )
    with shape:
        input_shape, samples = _choose_input()
    with keep_place("examples-place", BUTTONS):
        st.pills(
            "Examples",
            tuple(EXAMPLES),
            key=memories.LAYER_EXAMPLE.name,
            on_change=_take_example,
            help="Each replaces the text above.",
        )
    _show_problems()
    return TypedLayers(read(memories.LAYERS_READ).layers, input_shape, samples)


def _choose_input() -> tuple[tuple[int, int, int], int]:
    with st.grid(2, min_column_width=110, row_height=CONTROL, key="input-rows"):
        channels = number_field(IN_CHANNELS)
        samples = number_field(SAMPLES)
        height = number_field(IN_HEIGHT)
        width = number_field(IN_WIDTH)
    return (channels, height, width), samples


def _read(text: str) -> StackReading | None:
    try:
        return read_stack(text)
    except LayerTextError:
        return None


def _follow_text() -> None:
    """Let the switch and the input's channels follow what was typed or pasted."""
    forget(memories.EDIT_REFUSAL)
    reading = _read(read(LAYERS))
    if reading is None or not reading.layers:
        return
    write(memories.LAYERS_READ, reading)
    first = reading.layers[0]
    write(FRAMEWORK, framework_of(first))
    channels = getattr(first, "in_channels", None)
    if channels is not None and channels <= IN_CHANNELS.high:
        write(IN_CHANNELS, channels)


def _take_example() -> None:
    if example := read(memories.LAYER_EXAMPLE):
        write(LAYERS, EXAMPLES[example])
        _follow_text()


def _show_problems() -> None:
    """Keep what could be read; say of each other line why not, and of a refused edit too."""
    try:
        reading = read_stack(read(LAYERS))
    except LayerTextError as problem:
        st.error(f"{as_sentence(str(problem))} The layers below are the ones before.")
        return
    if reading.layers:
        write(memories.LAYERS_READ, reading)
    for line in reading.lines:
        if line.problem:
            st.error(as_sentence(f"line {line.number}: {line.problem}"))
        for note in line.notes:
            st.caption(as_sentence(f"line {line.number}: {note}"))
    if refusal := read(memories.EDIT_REFUSAL):
        forget(memories.EDIT_REFUSAL)
        st.error(as_sentence(refusal))
    if remarks := read(memories.UNTRANSLATED):
        forget(memories.UNTRANSLATED)
        st.info("The layers stay as they were written: not all of them have a twin.")
        show_remarks(remarks)


def show_remarks(remarks: Sequence[Remark]) -> None:
    """Write what is not the same in the other framework, and what to write instead."""
    lines = [
        f"- **{escape_markdown(remark.what)}**: {as_sentence(remark.why)} Write "
        f"{escape_markdown(remark.instead)}."
        for remark in remarks
    ]
    st.markdown("\n".join(lines))


def _translate(reading: StackReading) -> None:
    """Write the text in the words of the other framework, line by line."""
    before, known = read(LAYERS), read(memories.LAYERS_BEFORE)
    # Back again: what was written, not a translation of a translation.
    text = known.get(before) or _translated(reading)
    if text is not None:
        write(LAYERS, text)
        write(memories.LAYERS_BEFORE, {text: before})
        write(memories.LAYERS_READ, read_stack(text))


def _translated(reading: StackReading) -> str | None:
    """Translate each layer on the shape that reaches it; None where one cannot be.

    Lines that are no layers stay as they are.
    """
    shape: Sequence[int] = tuple(map(read, (IN_CHANNELS, IN_HEIGHT, IN_WIDTH)))
    lines = []
    for line in reading.lines:
        layer = line.layer
        if layer is None:
            lines.append(line.text)
            continue
        try:
            if framework_of(layer) == framework():
                lines.append(layer.call())
            else:
                translation = translate_layer(layer, shape)
                if not translation.layers:
                    write(memories.UNTRANSLATED, translation.remarks)
                    return None
                lines += [other.call() for other in translation.layers]
            shape = layer.output_shape(shape)
        except ValueError as refusal:
            title = FRAMEWORK_TITLES[framework()]
            refuse_edit(f"{layer.call()} is not written in {title}: {refusal}")
            return None
    return "\n".join(lines)


def written_layers(reading: StackReading) -> str:
    """Write the layers that were read, one a line."""
    return "\n".join(layer.call() for layer in reading.layers)


def replace_layer(number: int, layer: AnyLayer | None) -> None:
    """Put a layer, or none, in the place of another; lines that were not read stay as they are."""
    forget(memories.EDIT_REFUSAL)
    reading = _read(read(LAYERS))
    lines = reading.lines if reading and reading.layers else read(memories.LAYERS_READ).lines
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
            help="Where Keras keeps the channels of input and output. The weight stays as it is.",
        )
    chosen = read(memories.DATA_FORMAT)
    if chosen == "channels_first":
        st.caption(
            "On a CPU, TensorFlow runs channels_first only where oneDNN does the work (float32 on "
            "x86) and refuses it elsewhere. channels_last runs everywhere."
        )
    return chosen


def _set_data_format() -> None:
    chosen = read(memories.DATA_FORMAT)
    layers = read(memories.LAYERS_READ).layers
    texts = (
        replace(layer, data_format=chosen).call() if hasattr(layer, "data_format") else layer.call()
        for layer in layers
    )
    write(LAYERS, "\n".join(texts))
    _follow_text()
