"""Lesson 7: the layer is one matrix product, with all channels in it."""

import streamlit as st

from ui.controls import current_scenario, current_settings, layer_controls
from ui.matrix_view import show_product
from ui.page import lesson_of, next_lesson, open_page

this = lesson_of(__file__)
open_page(this)

settings = current_settings()
scenario = current_scenario(settings)

show_product(scenario)

layer_controls(settings)
next_lesson(this)
