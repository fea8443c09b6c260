"""Lesson 9: your own picture and kernels, at full resolution."""

import streamlit as st

from ui.controls.call import show_layer_call
from ui.controls.choose_filter import choose_filter
from ui.controls.layer import current_scenario, current_settings, layer_controls
from ui.controls.places import keep_place
from ui.lessons.image.view import (
    choose_files,
    choose_rendering,
    downloads,
    maps_of,
    pixel_of,
    show_comparison,
    show_maps,
    show_pixel,
)
from ui.shell.page import lesson_of, next_lesson, open_page

this = lesson_of(__file__)
open_page(this)

settings = current_settings()
scenario = current_scenario(settings)

show_layer_call(settings)

choose_files(settings)
number = choose_filter(scenario)
rendering = choose_rendering()

results = keep_place("results-place", 1500)  # filled last: a stop leaves all controls as they are

layer_controls(settings, with_files=False)
next_lesson(this)

with results:
    if maps := maps_of(scenario, number):
        st.subheader("Before and after", anchor=False)
        show_comparison(scenario, maps, number, rendering, pixel_of(maps))

        st.subheader("What each channel adds, and every filter", anchor=False)
        show_maps(scenario, maps, number, rendering)

        st.subheader("One pixel", anchor=False)
        show_pixel(scenario, maps, number)

        st.subheader("Take it home", anchor=False)
        downloads(scenario, maps, number, rendering)
