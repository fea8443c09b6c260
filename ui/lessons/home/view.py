"""The home page on the screen: a small stage, the two ways in, and the answer to the question."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import streamlit as st

from conv_engine import Layer
from conv_engine.frameworks.layouts import Framework
from conv_engine.samples import RGB
from stage import Options, stage
from ui.controls.places import STAGE, keep_place
from ui.lessons.home import words
from ui.shell.explain import explain
from ui.shell.page import READABLE
from ui.shell.tour import offer_tour
from ui.state.framework import framework
from ui.state.keys import LAYERS
from ui.state.link import link_to
from ui.state.memories import HOME_LAYER
from ui.state.session import begin, read, write

STYLE = Path(__file__).parent / "home.css"
SHAPES_PAGE = "pages/3_Shapes_and_layouts.py"
SUGGESTED: Mapping[Framework, str] = {
    "keras": HOME_LAYER.default,
    "pytorch": "nn.Conv2d(3, 32, 3)",
}
"""The same layer in both frameworks."""
# One 2x2 filter of ones on three channels of 3x3: every product is the number itself, every
# channel sum is four numbers added up. The channels hold ones, tens and hundreds, so that each
# channel's share can be read in the digits of the output.
INPUT = np.array(
    [
        [[1, 0, 2], [0, 1, 0], [2, 0, 1]],
        [[10, 0, 0], [0, 20, 10], [0, 10, 0]],
        [[0, 100, 0], [100, 0, 0], [0, 0, 200]],
    ]
)
WEIGHT = np.ones((1, 3, 2, 2), dtype=int)


def show_small_stage() -> None:
    """Show the small layer, playing channel by channel."""
    st.html(STYLE)
    with keep_place("small-stage-place", 480, widest=STAGE):
        stage(
            Layer.of(INPUT, WEIGHT, channel_names=RGB),
            options=Options(autoplay=True, loop=True, compact=True, granularity="channel"),
            key="small stage",
        )


def show_ways_in() -> None:
    """Draw the two things to do first: take the tour, or type a layer."""
    with st.container(key="ways-in"), st.grid(2, min_column_width=300, border=True) as grid:
        with grid.cell():
            offer_tour()
        with grid.cell():
            _offer_layer()


def _offer_layer() -> None:
    """Draw the field for a layer; Enter leads to what the layer gives."""
    suggested = SUGGESTED[framework()]
    if begin(HOME_LAYER, suggested) in SUGGESTED.values():
        write(HOME_LAYER, suggested)  # in the words that are chosen, unless something was typed
    with st.form("own-layer", border=False):
        st.markdown(words.OWN_LAYER)
        st.text_input(
            words.LAYER,
            max_chars=LAYERS.longest,
            key=HOME_LAYER.name,
            placeholder=suggested,
            help=words.LAYER_HELP,
        )
        sent = st.form_submit_button(
            words.SHOW,
            icon=":material/arrow_forward:",
            help=words.SHOW_HELP,
        )
    if sent:
        layer = read(HOME_LAYER).strip() or suggested
        st.switch_page(SHAPES_PAGE, query_params=link_to({LAYERS: layer}))


def show_answer() -> None:
    """Say the answer to the question of the page."""
    explain(words.ANSWER, width=READABLE)
