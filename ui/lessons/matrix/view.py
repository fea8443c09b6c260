"""Lesson 7 on the screen: the product as one picture, what it costs, and published layers."""

import streamlit as st

from conv_engine import ConvSpec
from conv_engine.known_layers import NETWORKS
from conv_engine.matrix import copy_counts
from figures.copies import memory_figure
from stage.board import Read, Tile, board
from stage.matrix import matrix_stage
from text import escape_markdown
from ui.controls.places import STAGE, keep_place
from ui.controls.widgets import choice_buttons
from ui.lessons.matrix.words import (
    BYTES,
    code_of,
    describe_copies,
    describe_geometry,
    layer_name,
    layer_text,
    numbers_of,
    predict_copies,
    product_equation,
)
from ui.pictures.chart import chart
from ui.pictures.derivations import multiply_adds_equation
from ui.shell.explain import explain
from ui.shell.page_part import page_part
from ui.shell.predict import predict
from ui.state.keys import NETWORK
from ui.state.scenario import Scenario
from ui.state.theme import is_dark


def show_product(scenario: Scenario) -> None:
    """Show patches, filters, their product and the maps it folds into, lit together."""
    with keep_place("matrix-place", 745, widest=STAGE):
        matrix_stage(scenario.layer, scenario.full_hue)


def show_code(scenario: Scenario) -> None:
    """Write the layer as a matrix product in NumPy, and what other libraries call it."""
    with st.expander("As three lines of NumPy"):
        st.code(code_of(scenario.layer.spec, scenario.layer.input.shape))
        st.markdown(
            "`im2col` gives the columns in the order of PyTorch's `torch.nn.functional.unfold`. "
            "`col2im` adds them up again, as `fold` does. The form with one row per patch is "
            "called `im2row`."
        )


def show_copies(scenario: Scenario) -> None:
    """Ask how much is copied; then show how often each cell is, and what the product costs."""
    spec, shape = scenario.layer.spec, scenario.layer.input.shape
    if not predict(predict_copies(spec, shape)):
        return
    counts = copy_counts(shape, spec)
    picture, words = st.columns([1, 2], gap="medium")
    with picture, keep_place("copies-board-place", 402):
        rows, columns = counts.shape
        board(
            [
                Tile(
                    "copies",
                    counts,
                    "Copies of each cell",
                    kind="channel",
                    scale="copies",
                    alt="How often each cell of a channel is copied",
                )
            ],
            at=(rows // 2, columns // 2),
            line=("copies: ", Read("copies", strong=True)),
            reports=False,
            label="Copies of each cell. Arrow keys move the position.",
            key="copies",
        )
        st.caption("The same for every channel.")
    with words:
        k_h, k_w = spec.kernel_size
        explain(
            "A cell is copied into every patch that contains it, at most once for each of the "
            f"{k_h} x {k_w} = {k_h * k_w} cells of the kernel, and less often at the border. "
            f"{describe_copies(spec, shape)}"
        )
        st.latex(product_equation(spec, shape))
        explain(
            "The work is the same as for sliding, with the same number of multiply-adds. A "
            "matrix multiplication only does them in the order that is fastest for a processor."
        )
        st.latex(multiply_adds_equation(spec, shape))


def show_geometry(spec: ConvSpec) -> None:
    """Say what stride, dilation and groups do to the matrices."""
    with st.grid("auto", min_column_width=260):
        for name, words in describe_geometry(spec):
            with st.container():
                st.markdown(f"**{name.capitalize()}**")
                explain(words)


@page_part
def show_known_layers() -> None:
    """Show what the patch matrices of a published network would take."""
    key = choice_buttons(NETWORK, "Published networks, with the sizes of their convolution layers.")
    network = NETWORKS[key]
    names = [layer_name(layer) for layer in network.layers]
    texts = [layer_text(layer) for layer in network.layers]
    sizes = [numbers_of(layer) for layer in network.layers]
    inputs, matrices = ([BYTES * numbers for numbers in side] for side in zip(*sizes, strict=True))
    st.caption(
        "Memory for one sample in float32: the input (ring), its patch matrix (dot), and the "
        "ratio of the two. ×2 after a name means two identical layers."
    )
    said = "; ".join(f"{name} {text}" for name, text in zip(names, texts, strict=True))
    figure = memory_figure(names, inputs, matrices, texts, dark=is_dark())
    chart(figure, "memory", f"Memory of the patch matrices of {network.title}: {said}")
    st.caption(escape_markdown(f"Layers: {network.source}."))
