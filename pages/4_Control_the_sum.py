"""Lesson 4: who is summed with whom, how channels are mixed afterwards, and other operators."""

import streamlit as st

from ui.controls.call import layer_call
from ui.controls.layer import current_scenario, current_settings, layer_controls
from ui.lessons.control.groups_view import (
    choose_groups,
    dense_scenario,
    show_connectivity,
    show_partial_maps,
)
from ui.lessons.control.mixing_view import choose_mixing, show_cost, show_proof
from ui.lessons.control.programs_view import show_programs
from ui.lessons.control.reductions_view import show_linearity, show_operators
from ui.pictures.choose_position import choose_one_filter
from ui.pictures.stage_view import show_call, show_stage
from ui.shell.page import lesson_of, next_lesson, open_page
from ui.state.scenario import Scenario


@st.fragment
def mixing_and_operators(scenario: Scenario, dense: Scenario) -> None:
    """Mix, reduce and write down the partial maps of one filter; the layer above stays as it is."""
    st.subheader("How they are mixed afterwards", anchor=False)
    st.write(
        "A depthwise layer leaves the channels apart. A 1x1 convolution after it has no neighbours "
        "to look at, but it is as deep as its input: at each position it multiplies the channels "
        "by a matrix. Depthwise alone is only the first half of a separable layer; this is the "
        "second. Drag the weights."
    )
    one_filter = choose_one_filter(dense)
    mixing = choose_mixing(one_filter)
    show_proof(mixing)
    show_cost(mixing)

    st.subheader("Another operator", anchor=False)
    st.write(
        "No Conv2D has an argument for it, but once you have the partial maps you can put any "
        "operator over them. The same partial maps, reduced in seven ways:"
    )
    operators = show_operators(one_filter, mixing.matrix[-1])
    show_linearity(operators)

    st.subheader("Code that does it", anchor=False)
    show_programs(scenario, dense, mixing)


this = lesson_of(__file__)
open_page(this)

settings = current_settings()
dense = dense_scenario(settings)
scenario = current_scenario(settings)

st.subheader("Who is summed with whom", anchor=False)
st.write(
    "A filter need not see every channel. Groups split channels and filters into equal parts, and "
    "each filter sums the channels of its own part only. Move from dense to depthwise: the input "
    "and the kernels stay the same, only who is summed with whom changes."
)
choose_groups(settings)
show_connectivity(scenario)
show_stage(scenario, layer_call(settings))
show_call(scenario)
show_partial_maps(scenario, dense)

mixing_and_operators(scenario, dense)

layer_controls(settings)

next_lesson(this)
