"""Lesson 3: a layer of Keras or PyTorch, its shapes, where they come from, and its twin."""

import streamlit as st

from ui.controls.framework import choose_framework
from ui.lessons.shapes.code_view import show_programs
from ui.lessons.shapes.layer_form_view import change_layer, choose_layer
from ui.lessons.shapes.layout_view import show_layouts
from ui.lessons.shapes.small_layer_view import is_drawn, show_layer
from ui.lessons.shapes.typed_layers_view import choose_layers, follow_switch
from ui.lessons.shapes.view import (
    explain_no_derivation,
    explain_no_layer,
    row_of,
    show_answers,
    show_derivations,
    show_network,
    show_other_framework,
    show_shapes,
)
from ui.lessons.shapes.wanted_size_view import find_settings
from ui.lessons.shapes.weights_view import change_first_layer, show_weight_code
from ui.shell.page import close_page, lesson_of, open_page
from ui.shell.sections import choose_section

this = lesson_of(__file__)
open_page(this)

follow_switch()
choose_framework()
typed = choose_layers()
show_answers(typed)

if not typed.trace.rows:  # what was typed holds nothing that a section could be about
    close_page(this, switch=False)
    st.stop()

section = choose_section(this)
if section == this.sections[0] and typed.has_several:
    show_network(typed)

number = choose_layer(typed)
row = row_of(typed, number)
data_format = change_layer(typed, number, row)
if row:
    find_settings(row)
    if typed.has_several or not is_drawn(row):  # else it is drawn beside the answers
        show_layer(row)

match section:
    case "Shapes, axis by axis":
        if row:
            show_shapes(row, typed.samples, data_format)
        if not typed.has_several:
            show_network(typed)

    case "Where the numbers come from":
        if row:
            show_derivations(typed, number, row)
        else:
            explain_no_derivation(typed)

    case "The other framework":
        if row:
            show_other_framework(row)
            show_weight_code(typed, row)
            change_first_layer(row)
        else:
            explain_no_layer(typed)

    case "One weight, two layouts":
        show_layouts(row)

    case "Code that runs":
        show_programs(typed, row)

close_page(this, switch=False)
