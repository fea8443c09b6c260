"""Lesson 8: how many bits a layer keeps, and why two machines differ."""

import streamlit as st

from ui.controls.call import show_layer_call
from ui.controls.layer import (
    current_scenario,
    current_settings,
    layer_controls,
    stand_in_note,
)
from ui.lessons.precision.bits_view import show_number
from ui.lessons.precision.maps_view import formats
from ui.lessons.precision.sums_view import show_cancellation, show_growth
from ui.lessons.precision.switches_view import show_switches
from ui.shell.explain import explain
from ui.shell.first_picture import let_picture_come
from ui.shell.page import close_page, lesson_of, open_page
from ui.shell.sections import choose_section

this = lesson_of(__file__)
open_page(this)

settings = current_settings()

match choose_section(this):
    case "A number, bit by bit":
        st.write(
            "A format with fewer bits can hold fewer numbers, so most numbers are rounded to one "
            "nearby. TF32, which some GPUs use inside a layer, has the range of float32 but "
            "only as many digits as float16."
        )
        show_number()
        let_picture_come()

    case "A layer with fewer bits":
        explain(
            "TF32 rounds the input and the weights of a layer, multiplies them, and adds up the "
            "products in float32."
        )
        scenario = current_scenario(settings)
        show_layer_call(settings, note=stand_in_note(scenario), about=())
        formats(scenario)
        layer_controls(settings)

    case "Longer sums":
        explain(
            "Every product has its own small error. Some products are too large and some are too "
            "small, so the errors grow slowly: four times as many products give twice the error."
        )
        show_growth(current_scenario(settings))
        st.write(
            "The outputs grow just as fast, so the first digit that differs stays about the same."
        )

    case "Sums that cancel":
        explain(
            "This is the worst case. When large channel sums have opposite signs, most of what "
            "they add cancels, but all of their errors remain. Every digit that cancels is lost."
        )
        show_cancellation()

    case "What frameworks do":
        st.write("A small difference on a GPU is not a bug.")
        show_switches()

close_page(this)
