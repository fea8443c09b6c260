"""A layer of lesson 3 drawn small, and the way to its first channels and filters on the stage."""

import streamlit as st

from conv_engine import ConvSpec
from conv_engine.frameworks.translation import framework_of
from conv_engine.stack import Row
from ui.lessons.shapes.layer_picture import LayerPicture
from ui.lessons.shapes.words import sums as words
from ui.shell.explain import explain
from ui.shell.lesson_table import LESSONS
from ui.state.link import link_to
from ui.state.settings import SETTINGS
from ui.state.staged_layer import stage_layer
from ui.state.theme import is_dark

SLIDE = next(lesson for lesson in LESSONS if lesson.folder == "slide")


def is_drawn(row: Row) -> bool:
    """Return whether a layer is a single convolution, which has a picture."""
    specs = row.layer.specs(row.input_shape[0])
    return len(specs) == 1 and isinstance(specs[0], ConvSpec)


def show_layer(row: Row) -> None:
    """Draw a layer small, say how its channels come together, and lead to it on the stage."""
    spec = next(iter(row.layer.specs(row.input_shape[0])), None)
    if is_drawn(row) and isinstance(spec, ConvSpec):
        is_keras = framework_of(row.layer) == "keras"
        picture = LayerPicture(spec, row.input_shape, row.output_shape, is_keras, is_dark())
        said = words.describe_sum(spec)
        st.image(picture.svg, alt=said.replace("*", ""))
        explain(said)
    _offer_stage(row)


def _offer_stage(row: Row) -> None:
    """Draw the link to lesson 1 with the geometry of a layer, and say what it shows."""
    specs = row.layer.specs(row.input_shape[0])
    if not specs or not isinstance(specs[0], ConvSpec):
        return
    staged = stage_layer(specs[0], *row.input_shape[-2:])
    with st.container(key="stage-link"):
        st.page_link(
            SLIDE.file,
            label=words.SEE_AT_WORK,
            icon=SLIDE.icon,
            query_params=link_to(
                {SETTINGS[name]: value for name, value in staged.settings.items()}
            ),
        )
    several = len(specs) > 1
    st.caption(f"{staged.sentence} {words.FIRST_OF_TWO}" if several else staged.sentence)
