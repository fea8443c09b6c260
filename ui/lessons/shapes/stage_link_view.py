"""The way from a layer of lesson 3 to its first channels and filters on the stage."""

import streamlit as st

from conv_engine import ConvSpec
from conv_engine.stack import Row
from ui.shell.lesson_table import LESSONS
from ui.state.link import link_to
from ui.state.settings import SETTINGS
from ui.state.staged_layer import stage_layer

SLIDE = next(lesson for lesson in LESSONS if lesson.folder == "slide")


def offer_stage(row: Row) -> None:
    """Draw the link to lesson 1 with the geometry of a layer, and say what it shows."""
    specs = row.layer.specs(row.input_shape[0])
    if not specs or not isinstance(specs[0], ConvSpec):
        return
    staged = stage_layer(specs[0], *row.input_shape[-2:])
    st.page_link(
        SLIDE.file,
        label="See its first filters on the stage",
        icon=SLIDE.icon,
        query_params=link_to({SETTINGS[name]: value for name, value in staged.settings.items()}),
    )
    first = " This is the first of its two steps." if len(specs) > 1 else ""
    st.caption(f"{staged.sentence}{first}")
