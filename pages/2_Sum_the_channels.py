"""Lesson 2: what each channel adds to a feature map, and that it is a sum."""

import streamlit as st

from ui.controls.call import show_layer_call
from ui.controls.layer import current_scenario, current_settings, layer_controls
from ui.lessons.sum.view import (
    reorder_channels,
    show_belief,
    show_maps,
    show_order,
    show_position,
)
from ui.pictures.choose_position import choose_one_filter, choose_position, row_of_choices
from ui.shell.explain import explain
from ui.shell.first_picture import let_picture_come
from ui.shell.page import close_page, lesson_of, open_page
from ui.shell.sections import choose_section

this = lesson_of(__file__)
open_page(this)

settings = current_settings()
scenario = current_scenario(settings)
section = choose_section(this)

show_layer_call(settings, about=())
choices = row_of_choices()
one_filter = choose_one_filter(scenario, choices)
position = choose_position(one_filter, choices)
shown = reorder_channels(one_filter, scenario)

match section:
    case "Maps and their sum":
        show_maps(shown, position)
        let_picture_come()
        order_place = st.container()
        explain(
            "Each channel is convolved with its own kernel, and the result is its partial map. "
            "The partial maps are added up position by position, and one bias is added to each "
            "sum. Tap any map or point at it, and all of them show the same position. On a "
            "keyboard, the arrow keys move it. Switch a channel off to see what it adds."
        )
        show_order(one_filter, scenario, order_place)

    case "One position, added up":
        show_position(shown, position)

    case "Three beliefs":
        show_belief(one_filter, position)

layer_controls(settings)

close_page(this)
