"""Programs for the layers of lesson 3, as they run in Keras, PyTorch and NumPy."""

import streamlit as st

from conv_engine.stack import Row
from files.layer_code import WRITERS, Language, Program
from ui.lessons.shapes.network_rows import is_stack, stack_row
from ui.lessons.shapes.typed_layers_view import TypedNetwork
from ui.pictures.program_tabs import show_program_tabs
from ui.state.memories import LAYER_PROGRAM


@st.fragment
def show_programs(typed: TypedNetwork, chosen: Row | None) -> None:
    """Write complete programs for a stack of convolutions, or for one layer of another network."""
    rows = list(filter(None, map(stack_row, typed.rows))) if is_stack(typed.network) else [chosen]
    layers = [row.layer for row in rows if row is not None]
    if not rows or rows[0] is None:
        st.info("No 2-D convolution takes this input, so there is nothing to run.")
        return
    if not is_stack(typed.network):
        st.caption(f"These programs run `{layers[0].call()}` alone, on the input that reaches it.")
    shape = (typed.samples, *rows[0].input_shape)

    def write(language: Language) -> Program:
        return WRITERS[language](layers, shape)

    show_program_tabs(write, name="layers", key=LAYER_PROGRAM)
