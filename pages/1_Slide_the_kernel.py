"""Lesson 1: a filter as deep as the input slides, the channels add up, the feature maps fill."""

import streamlit as st

from ui.controls.call import layer_call
from ui.controls.edits import stage_edits
from ui.controls.layer import current_scenario, layer_controls, settle, wanted_settings
from ui.lessons.slide.take_home_view import take_home
from ui.pictures.stage_view import show_call, show_stage, show_step, with_close_up
from ui.shell.explain import explain
from ui.shell.first_picture import let_picture_come
from ui.shell.page import close_page, lesson_of, open_page

this = lesson_of(__file__)
open_page(this)

settings = settle(with_close_up(wanted_settings()))
scenario = current_scenario(settings)

position = show_stage(scenario, layer_call(settings), stage_edits(settings))
let_picture_come()
show_call(scenario)

layer_controls(settings)

st.subheader("This step, written out", anchor=False)
explain(
    "Multiply cell by cell, add up inside each channel, add the channel sums, and add one bias. "
    "The kernel is not flipped. Strictly speaking, this is cross-correlation, but deep-learning "
    "frameworks call it convolution."
)
show_step(scenario, position)
take_home(scenario, position)

close_page(this)
