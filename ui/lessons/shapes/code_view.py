"""Programs for the layers of lesson 3, as they run in Keras, PyTorch and NumPy."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.stack import Row
from files.layer_code import WRITERS, Language
from files.network_code import keras_network, numpy_network, pytorch_network
from ui.lessons.shapes.typed_network import TypedNetwork
from ui.lessons.shapes.words import typed as words
from ui.pictures.network_rows import is_stack, stack_row
from ui.pictures.program_tabs import show_program_tabs
from ui.shell.page_part import page_part
from ui.state.memories import LAYER_PROGRAM

NETWORK_WRITERS: Mapping[Language, Callable[..., str]] = {
    "keras": keras_network,
    "pytorch": pytorch_network,
    "numpy": numpy_network,
}


@page_part
def show_programs(typed: TypedNetwork, chosen: Row | None) -> None:
    """Write complete programs of what is typed."""
    if is_stack(typed.network):
        _show_stack(list(filter(None, map(stack_row, typed.rows))), typed.samples)
    elif len(typed.network.nodes) > 1:
        _show_network(typed)
    else:
        _show_stack([chosen] if chosen else [], typed.samples)


def _show_stack(rows: Sequence[Row], samples: int) -> None:
    """Write programs of convolutions that print the same numbers in all languages."""
    if not rows:
        st.info(words.NOTHING_RUNS)
        return
    layers, shape = [row.layer for row in rows], (samples, *rows[0].input_shape)
    show_program_tabs(
        lambda language: _write_layers(language, layers, shape), name="layers", key=LAYER_PROGRAM
    )


def _write_layers(language: Language, layers: Sequence[AnyLayer], shape: Sequence[int]) -> str:
    return WRITERS[language](layers, shape).text()


def _show_network(typed: TypedNetwork) -> None:
    """Write programs of a whole network."""

    def write(language: Language) -> str:
        return NETWORK_WRITERS[language](typed.network, typed.input_shape)

    show_program_tabs(write, name="network", key=LAYER_PROGRAM, about=words.WHOLE_NETWORK)
