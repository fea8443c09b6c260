"""Lesson 5: convolution arithmetic under the hand, the padding lab, and transposed convolution."""

import streamlit as st

from ui.controls.input import choose_size
from ui.controls.layer import current_scenario, current_settings, geometry_controls
from ui.lessons.geometry.cases_view import choose_case, show_relationship
from ui.lessons.geometry.one_channel import one_channel
from ui.lessons.geometry.padding_lab_view import (
    choose_lab,
    rules_of,
    show_border,
    show_rules,
    square_picture,
)
from ui.lessons.geometry.transposed_view import choose_stamping, show_size, show_stamps
from ui.pictures.stage_view import show_stage
from ui.shell.page import lesson_of, next_lesson, open_page

this = lesson_of(__file__)
open_page(this)

settings = current_settings()
scenario = current_scenario(settings)
layer = one_channel(scenario)

case = choose_case(settings)
show_relationship(case, layer)
show_stage(layer)
choose_size(settings)
geometry_controls(settings, with_groups=False)

st.subheader("The padding lab", anchor=False)
st.write(
    "Padding is invented: nobody measured those cells. How many there are, on which side, and "
    "what they hold, is a convention, and the frameworks do not share it."
)
lab = choose_lab()
rules = rules_of(lab)
show_rules(lab, rules)
show_border(lab, rules, square_picture(settings, scenario, lab.side), scenario.layer.channel_names)

st.subheader("Transposed convolution", anchor=False)
st.write(
    "The same layer run the other way: each input cell stamps the kernel, times its value, on the "
    "output, and where stamps overlap they add up. It goes back to the shape that a Conv2D came "
    "from. It is not its inverse: the numbers do not come back."
)
stamping = choose_stamping()
show_size(stamping)
show_stamps(stamping)

next_lesson(this)
