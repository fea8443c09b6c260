"""Programs for the layers of lesson 3, as they run in Keras, PyTorch and NumPy."""

from collections.abc import Sequence

import streamlit as st

from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.stack import Row
from files.layer_code import WRITERS, Language
from files.network_code import keras_network, pytorch_network
from ui.lessons.shapes.network_rows import is_stack, stack_row
from ui.lessons.shapes.typed_layers_view import TypedNetwork
from ui.pictures.program_tabs import show_program_tabs
from ui.state.memories import LAYER_PROGRAM

NOTHING_RUNS = "no 2-D convolution takes this input, so there is nothing to run"
WHOLE_NETWORK = (
    "The programs of Keras and PyTorch make the whole network, and print the shape of its output "
    "and how many parameters it has."
)


@st.fragment
def show_programs(typed: TypedNetwork, chosen: Row | None) -> None:
    """Write complete programs of what is typed."""
    if is_stack(typed.network):
        _show_stack(list(filter(None, map(stack_row, typed.rows))), typed.samples)
    elif len(typed.network.nodes) > 1:
        _show_network(typed, chosen)
    else:
        _show_stack([chosen] if chosen else [], typed.samples)


def _show_stack(rows: Sequence[Row], samples: int) -> None:
    """Write programs of convolutions that print the same numbers in all languages."""
    if not rows:
        st.info(f"{NOTHING_RUNS[0].upper()}{NOTHING_RUNS[1:]}.")
        return
    layers, shape = [row.layer for row in rows], (samples, *rows[0].input_shape)
    show_program_tabs(
        lambda language: _write_layers(language, layers, shape), name="layers", key=LAYER_PROGRAM
    )


def _write_layers(language: Language, layers: Sequence[AnyLayer], shape: Sequence[int]) -> str:
    return WRITERS[language](layers, shape).text()


def _show_network(typed: TypedNetwork, chosen: Row | None) -> None:
    """Write programs of a whole network; that of NumPy has the chosen layer."""
    alone = (
        f" NumPy's runs `{chosen.layer.call()}` alone, on the input that reaches it."
        if chosen
        else ""
    )

    def write(language: Language) -> str:
        if language == "keras":
            return keras_network(typed.network, typed.input_shape)
        if language == "pytorch":
            return pytorch_network(typed.network, typed.input_shape)
        if chosen is None:
            raise ValueError(f"{NOTHING_RUNS} in NumPy")
        return _write_layers(language, [chosen.layer], (typed.samples, *chosen.input_shape))

    show_program_tabs(write, name="network", key=LAYER_PROGRAM, about=WHOLE_NETWORK + alone)
