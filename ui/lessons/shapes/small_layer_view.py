"""A layer of lesson 3 drawn small, and the way to its first channels and filters on the stage."""

import streamlit as st

from conv_engine import ConvSpec
from conv_engine.frameworks.translation import framework_of
from conv_engine.stack import Row
from ui.lessons.shapes.layer_picture import LayerPicture, describe_sum
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
        words = describe_sum(spec)
        st.image(picture.svg, alt=words.replace("*", ""))
        explain(words)
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
            label="See its first filters at work",
            icon=SLIDE.icon,
            query_params=link_to(
                {SETTINGS[name]: value for name, value in staged.settings.items()}
            ),
        )
    first = " This is the first of its two steps." if len(specs) > 1 else ""
    st.caption(f"{staged.sentence}{first}")
