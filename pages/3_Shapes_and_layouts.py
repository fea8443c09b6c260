"""Lesson 3: a layer of Keras or PyTorch, its shapes, where they come from, and its twin."""

import streamlit as st

from ui.controls.framework import choose_framework
from ui.lessons.shapes.code_view import show_programs
from ui.lessons.shapes.layer_form_view import choose_layer, layer_form
from ui.lessons.shapes.layout_view import show_layouts
from ui.lessons.shapes.typed_layers_view import choose_data_format, choose_layers, follow_switch
from ui.lessons.shapes.view import (
    row_of,
    show_derivations,
    show_other_framework,
    show_shapes,
    show_stack,
    show_warnings,
    trace_layers,
)
from ui.shell.page import lesson_of, next_lesson, open_page
from ui.shell.sections import choose_section

this = lesson_of(__file__)
open_page(this, switch=False)
section = choose_section(this)

follow_switch()
choose_framework()
typed = choose_layers()
stack = trace_layers(typed)
show_warnings(stack)

number = choose_layer(typed.layers)
row = row_of(stack, number)
if row:
    with st.expander("Change its arguments", icon=":material/tune:"):
        layer_form(typed.layers, number, row.input_shape)
        data_format = choose_data_format(typed.layers)

match section:
    case "Shapes, axis by axis":
        if row:
            show_shapes(row, typed.samples, data_format)
        show_stack(stack)

    case "Where the numbers come from" if row:
        show_derivations(stack, number)

    case "The other framework" if row:
        show_other_framework(row)

    case "One weight, two layouts":
        show_layouts()

    case "Code that runs":
        show_programs(typed, stack)

next_lesson(this)
