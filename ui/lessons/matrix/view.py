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
from ui.lessons.matrix.words import copies, networks, product
from ui.lessons.matrix.words.geometry import describe_geometry
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
    """Write the layer as a matrix product in NumPy, and what libraries call its parts."""
    with st.expander(product.IN_NUMPY):
        st.code(product.code_of(scenario.layer.spec, scenario.layer.input.shape))
        st.markdown(product.OTHER_NAMES)


def show_copies(scenario: Scenario) -> None:
    """Ask how much is copied; then show how often each cell is, and what the product costs."""
    spec, shape = scenario.layer.spec, scenario.layer.input.shape
    if not predict(copies.predict_copies(spec, shape)):
        return
    counts = copy_counts(shape, spec)
    picture, said = st.columns([1, 2], gap="medium")
    with picture, keep_place("copies-board-place", 402):
        rows, columns = counts.shape
        board(
            [
                Tile(
                    "copies",
                    counts,
                    copies.COPIES,
                    kind="channel",
                    scale="copies",
                    alt=copies.COPIES_ALT,
                )
            ],
            at=(rows // 2, columns // 2),
            line=(copies.COPIES_LINE, Read("copies", strong=True)),
            reports=False,
            label=copies.COPIES_LABEL,
            key="copies",
        )
        st.caption(copies.EVERY_CHANNEL)
    with said:
        explain(copies.explain_copies(spec, shape))
        st.latex(copies.product_equation(spec, shape))
        explain(copies.SAME_WORK)
        st.latex(multiply_adds_equation(spec, shape))


def show_geometry(spec: ConvSpec) -> None:
    """Say what stride, dilation and groups do to the matrices."""
    with st.grid("auto", min_column_width=260):
        for name, said in describe_geometry(spec):
            with st.container():
                st.markdown(f"**{name}**")
                explain(said)


@page_part
def show_known_layers() -> None:
    """Show what the patch matrices of a published network would take."""
    key = choice_buttons(NETWORK, networks.NETWORKS_HELP)
    network = NETWORKS[key]
    names = [networks.layer_name(layer) for layer in network.layers]
    texts = [networks.layer_text(layer) for layer in network.layers]
    sizes = [networks.numbers_of(layer) for layer in network.layers]
    inputs, matrices = (
        [copies.BYTES * numbers for numbers in side] for side in zip(*sizes, strict=True)
    )
    st.caption(networks.MEMORY_SCALE)
    said = "; ".join(f"{name} {text}" for name, text in zip(names, texts, strict=True))
    figure = memory_figure(names, inputs, matrices, texts, dark=is_dark())
    chart(figure, "memory", networks.MEMORY_ALT.format(network=network.title, layers=said))
    st.caption(escape_markdown(networks.SOURCE.format(source=network.source)))
