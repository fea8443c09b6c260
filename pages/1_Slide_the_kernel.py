"""Lesson 1: a filter as deep as the input slides, the channels add up, the feature maps fill."""

import streamlit as st

from ui.controls import layer_controls
from ui.page import lesson_of, next_lesson, open_page
from ui.stage_view import call_text, show_stage, show_step

this = lesson_of(__file__)
open_page(this)

stage_place = st.container(key="stage-place")

st.subheader("The layer", anchor=False)
scenario = layer_controls(notes=stage_place)

with stage_place:
    position = show_stage(scenario)
    st.code(call_text(scenario.spec), wrap_lines=True)

st.subheader("The step you stopped at", anchor=False)
st.write(
    "Multiply cell by cell, add up inside each channel, add the channel sums, add one bias. "
    "The kernel is not flipped: deep-learning frameworks call this cross-correlation a convolution."
)
show_step(scenario, position)

next_lesson(this)
