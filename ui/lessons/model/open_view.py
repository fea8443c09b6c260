"""Open a model: its file or the example, its layers as a drawing and a table, and one of them."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import streamlit as st

from conv_engine.networks import Network
from files.models import ModelError, read_model
from files.models.example import example_model
from files.models.model import LARGEST_MODEL
from files.network_text import LONGEST_TEXT
from stage.network import chosen_layer, show_drawing
from text import (
    as_sentence,
    count_text,
    escape_markdown,
    list_text,
    markdown_table,
    shape_text,
    weight_text,
)
from ui.controls.places import CONTROL, UPLOADER, keep_place, table
from ui.controls.widgets import number_field
from ui.lessons.model.opened import (
    OpenLayer,
    OpenModel,
    linear_layers,
    nearest_layer,
    open_layers,
    open_text,
)
from ui.lessons.model.words import opening as words
from ui.pictures.network_drawing import describe_drawing, describe_scale, drawn_blocks
from ui.pictures.network_rows import is_channels_last, table_lines
from ui.state.key_kinds import Key, Whole
from ui.state.keys import (
    MODEL_COLUMN,
    MODEL_FILTER,
    MODEL_LAYER,
    MODEL_MAP,
    MODEL_ROW,
    MODEL_WEIGHT_SEED,
)
from ui.state.memories import (
    MODEL_DRAWING,
    MODEL_FILE,
    MODEL_FOLLOWED,
    MODEL_MENU,
    MODEL_NUMBERS,
    MODEL_PATH,
    MODEL_READ,
    MODEL_REFUSAL,
    MODEL_RUN,
    MODEL_TABLE,
    MODEL_TEXT,
)
from ui.state.session import forget, read, write, write_link
from ui.state.turns import HEAVY_WORK

MOST_ROWS = 500
"""Nodes of a table."""
EXAMPLE_KEY = "example"
PLACE: tuple[Whole[Any], ...] = (MODEL_MAP, MODEL_ROW, MODEL_COLUMN)
"""Where a cell lies among the maps of a layer."""


def current_model() -> OpenModel:
    """Return the model that is open: the one of the last file, or the example."""
    kept: OpenModel | None = read(MODEL_READ)
    if kept is None:
        kept = open_layers(example_model(), EXAMPLE_KEY, is_example=True)
        write(MODEL_READ, kept)
    return kept


def choose_model() -> None:
    """Draw the field for a file; what cannot be read is refused, and the last model stays."""
    with keep_place("model-file-place", UPLOADER):
        field, back = st.columns([5, 3], vertical_alignment="bottom")
    with field:
        st.file_uploader(
            words.FILE,
            max_upload_size=LARGEST_MODEL // 10**6,
            key=MODEL_FILE.name,
            on_change=_take_file,
            help=words.FILE_HELP,
        )
    with back, st.container(horizontal=True):
        _offer_pasting()
        st.button(
            words.TAKE_EXAMPLE,
            on_click=_take_example,
            disabled=current_model().is_example,
            help=words.EXAMPLE_HELP,
        )
    if refusal := read(MODEL_REFUSAL):
        st.error(as_sentence(refusal), icon=":material/error:")
        st.caption(words.STILL_OPEN.format(name=escape_markdown(current_model().model.name)))


def _offer_pasting() -> None:
    """Draw the field for a text of a network, and where its numbers are from."""
    with st.popover(words.PASTE, icon=":material/content_paste:"):
        st.text_area(
            words.NETWORK,
            key=MODEL_TEXT.name,
            height=200,
            max_chars=LONGEST_TEXT,
            placeholder=words.PASTED,
            help=words.NETWORK_HELP,
        )
        if current_model().model.arrays:
            st.radio(
                words.NUMBERS,
                (words.FROM_SEED, words.FROM_FILE),
                key=MODEL_NUMBERS.name,
                help=words.NUMBERS_HELP,
            )
        else:
            st.caption(words.NO_WEIGHTS)
        number_field(MODEL_WEIGHT_SEED, help=words.SEED_HELP)
        st.button(words.OPEN, on_click=_take_text, help=words.OPEN_HELP)


def _take_text() -> None:
    """Open the network of the text before the page runs."""
    forget(MODEL_REFUSAL)
    text, seed = read(MODEL_TEXT), read(MODEL_WEIGHT_SEED)
    opened = current_model()
    source = (
        opened.model if read(MODEL_NUMBERS) == words.FROM_FILE and opened.model.arrays else None
    )
    key = sha256(f"{text} {seed} {source and opened.key}".encode()).hexdigest()
    try:
        _open(open_text(text, source, seed, key))
    except ValueError as refusal:
        write(MODEL_REFUSAL, str(refusal))


def _take_file() -> None:
    """Read a new file before the page runs; the same one is read once a session."""
    forget(MODEL_REFUSAL)
    file = read(MODEL_FILE)
    if file is None:
        return
    data = file.getvalue()
    key = sha256(data).hexdigest()
    if current_model().key == key:
        return
    try:
        with HEAVY_WORK.turn():
            model = read_model(file.name, data)
        if not model.layers:
            raise ModelError(words.say_no_convolutions(model.name, model.notes))
    except ModelError as refusal:
        write(MODEL_REFUSAL, str(refusal))
        return
    _open(open_layers(model, key))


def _take_example() -> None:
    forget(MODEL_REFUSAL)
    _open(open_layers(example_model(), EXAMPLE_KEY, is_example=True))


def _open(opened: OpenModel) -> None:
    """Begin with another model at its first layer."""
    write(MODEL_READ, opened)
    of_model: tuple[Key[Any], ...] = (MODEL_LAYER, MODEL_FILTER, *PLACE)
    for key in (*of_model, MODEL_PATH, MODEL_RUN, MODEL_FOLLOWED):
        forget(key)


def show_model(opened: OpenModel) -> None:
    """Say what is open, draw its graph, and list its layers."""
    model = opened.model
    adding, name = len(opened.adding), escape_markdown(model.name)
    said = count_text(adding, *words.MODEL_OPEN, name=name, kind=model.kind)
    st.markdown(f"{said} {words.EXAMPLE_SAID}" if opened.is_example else said)
    for note in model.notes:
        st.caption(as_sentence(note))
    if opened.network is None:
        st.caption(words.NO_GRAPH)
        table("model", markdown_table(words.WEIGHTS_HEADS, _rows(opened)))
        linear = [escape_markdown(name) for name in linear_layers(model)]
        st.caption(list_text(linear, *words.LEAVES_OUT) if linear else words.LEAVES_LINEAR)
        return
    if opened.trace is None:
        st.caption(words.NO_SIZES)
    else:
        _draw_network(opened.network, opened)
    fold = st.expander(
        words.TABLE,
        icon=":material/table_rows:",
        key=MODEL_TABLE.name,
        on_change="rerun",
    )
    with fold:
        if fold.open:  # it may be long
            heads, lines = _list_nodes(opened.network, opened)
            table("model", markdown_table(heads, lines[:MOST_ROWS]))


def _list_nodes(
    network: Network, opened: OpenModel
) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Return the table of the nodes, with their sizes as far as they are known."""
    if opened.trace is not None:
        return table_lines(network, opened.trace)
    rows = [[layer.title, escape_markdown(layer.kind)] for layer in opened.layers]
    return words.TABLE_HEADS, [[escape_markdown(title), kind] for title, kind in rows]


def _draw_network(network: Network, opened: OpenModel) -> None:
    """Draw the graph to scale; a layer that adds up channels is chosen by a click."""
    choices = {layer.name: layer.place for layer in opened.adding}
    blocks = drawn_blocks(network, opened.trace, choices) if opened.trace else ()
    if len(blocks) < 2:
        return
    show_drawing(
        blocks,
        chosen=nearest_layer(opened.adding, read(MODEL_LAYER)).place if choices else None,
        alt=describe_drawing(blocks, is_channels_last(network)),
        key=MODEL_DRAWING.name,
        on_choose=_take_drawn,
    )
    st.caption(describe_scale(blocks))


def _take_drawn() -> None:
    place = chosen_layer(read(MODEL_DRAWING))
    if place is not None:
        _go_to_layer(place)


def _rows(opened: OpenModel) -> list[list[str]]:
    """Write a row for each layer of a file without a graph."""
    return [_row(layer) for layer in opened.layers]


def _row(layer: OpenLayer) -> list[str]:
    of_file: Any = layer.of_file
    filters = weight_text(layer.source.shape) if layer.source else ""
    if layer.kind == words.TRANSPOSED:
        filters = words.TRANSPOSED_FILTERS.format(shape=shape_text(of_file.array.shape))
    elif len(of_file.layouts) > 1:
        filters = words.SEVERAL_ORDERS.format(filters=filters)
    geometry = words.NO_GEOMETRY if of_file.spec is None else words.describe_geometry(of_file.spec)
    bias = words.WITHOUT_BIAS if of_file.bias_array is None else words.WITH_BIAS
    return [str(layer.place + 1), escape_markdown(layer.name), filters, bias, geometry]


def choose_layer(layers: Sequence[OpenLayer], help: str) -> OpenLayer:
    """Draw the menu of layers; the link holds which one is chosen."""
    chosen = nearest_layer(layers, read(MODEL_LAYER))
    write(MODEL_MENU, chosen.place)
    with keep_place("layer-place", CONTROL):
        st.selectbox(
            MODEL_LAYER.label,
            [layer.place for layer in layers],
            format_func={layer.place: layer.title for layer in layers}.__getitem__,
            key=MODEL_MENU.name,
            on_change=_take_menu,
            help=help,
        )
    return chosen


def _take_menu() -> None:
    _go_to_layer(read(MODEL_MENU))


def _go_to_layer(place: int | None) -> None:
    """Go to a layer, and to the middle of its first map: its maps are of another size."""
    write_link(MODEL_LAYER, place)
    for key in PLACE:
        forget(key)
