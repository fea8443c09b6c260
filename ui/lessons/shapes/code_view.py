"""Programs for the layers of lesson 3, as they run in Keras, PyTorch and NumPy."""

import streamlit as st

from conv_engine.stack import Trace
from files.layer_code import WRITERS, Language, Program
from ui.lessons.shapes.typed_layers_view import TypedLayers
from ui.pictures.program_tabs import show_program_tabs
from ui.state.memories import LAYER_PROGRAM


@st.fragment
def show_programs(typed: TypedLayers, stack: Trace) -> None:
    """Write complete programs for the layers that the input passes through."""
    if not stack.rows:
        st.info("No layer takes this input, so there is nothing to run.")
        return
    layers = [row.layer for row in stack.rows]
    shape = (typed.samples, *typed.input_shape)

    def write(language: Language) -> Program:
        return WRITERS[language](layers, shape)

    show_program_tabs(write, name="layers", key=LAYER_PROGRAM)
