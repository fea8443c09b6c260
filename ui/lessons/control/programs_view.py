"""Lesson 4, code: programs for the setting on the screen, as they run in Keras, PyTorch, NumPy."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from conv_engine import REDUCTIONS
from files.layer_code import Language, Program
from files.sum_code import layer_program, operator_program, separable_program
from ui.lessons.control.mixing import Mixing
from ui.pictures.program_tabs import show_program_tabs
from ui.state.scenario import Scenario

LAYER, APART, OTHER = "The groups on the stage", "Depthwise, then 1x1", "Another operator"


def show_programs(scenario: Scenario, dense: Scenario, mixing: Mixing) -> None:
    """Choose what a program is for, and write it in Keras, PyTorch and NumPy."""
    kinds = (LAYER, APART, OTHER)
    kind = st.segmented_control(
        "Program for",
        kinds,
        default=LAYER,
        required=True,
        key="sum_program",
        help="Which of the ways on this page to write down.",
        bind="query-params",
    )
    shape = scenario.layer.input.shape
    write: Callable[[Language], Program]
    if kind == APART:
        write = partial(separable_program, dense.layer.spec, len(mixing.matrix), shape)
    elif kind == OTHER:
        weights = mixing.matrix[-1].tolist()
        write = partial(
            operator_program, dense.layer.spec, _choose_operator(), shape, weights=weights
        )
    else:
        write = partial(layer_program, scenario.layer.spec, shape)
    show_program_tabs(write, name="control_the_sum", key="sum_language")


def _choose_operator() -> str:
    return st.selectbox(
        "Operator",
        tuple(REDUCTIONS),
        index=tuple(REDUCTIONS).index("max"),
        format_func=lambda key: REDUCTIONS[key].title,
        key="operator",
        help="What takes the place of the sum over the channels.",
        bind="query-params",
        width=300,
    )
