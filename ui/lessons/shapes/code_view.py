"""Programs for the layers of lesson 3, as they run in Keras, PyTorch and NumPy."""

import streamlit as st

from conv_engine.stack import Trace
from files.layer_code.keras import keras_program
from files.layer_code.numpy import numpy_program
from files.layer_code.pytorch import pytorch_program
from text import as_sentence
from ui.lessons.shapes.typed_layers_view import TypedLayers

PROGRAMS = {"Keras": keras_program, "PyTorch": pytorch_program, "NumPy": numpy_program}


def show_programs(typed: TypedLayers, stack: Trace) -> None:
    """Write complete programs for the layers that the input passes through."""
    if not stack.rows:
        st.info("No layer takes this input, so there is nothing to run.")
        return
    st.write(
        "Each program makes the layers, fills them with the same whole numbers, runs them, and "
        "prints the output's shape and a checksum: the three of them print the same."
    )
    layers = [row.layer for row in stack.rows]
    shape = (typed.samples, *typed.input_shape)
    tabs = st.tabs(list(PROGRAMS), key="program", on_change="rerun")
    for tab, (name, program) in zip(tabs, PROGRAMS.items(), strict=True):
        with tab:
            if tab.open:
                try:
                    text = program(layers, shape)
                except ValueError as refusal:
                    st.info(as_sentence(str(refusal)))
                    continue
                st.code(text, language="python", height=420)
                st.download_button(
                    "Download",
                    text,
                    f"layers_{name.lower()}.py",
                    "text/x-python",
                    key=f"get {name}",
                    help="The program above as a file.",
                )
