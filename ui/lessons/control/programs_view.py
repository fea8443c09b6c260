"""Lesson 4, code: programs for the setting on the screen, as they run in Keras, PyTorch, NumPy."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from conv_engine import REDUCTIONS
from files.sum_code import Language, layer_program, operator_program, separable_program
from text import as_sentence
from ui.lessons.control.mixing import Mixing
from ui.state.framework import framework
from ui.state.scenario import Scenario

TITLES: dict[Language, str] = {"keras": "Keras", "pytorch": "PyTorch", "numpy": "NumPy"}
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
    shape = scenario.input.shape
    write: Callable[[Language], str]
    if kind == APART:
        write = partial(separable_program, dense.spec, len(mixing.matrix), shape)
    elif kind == OTHER:
        weights = mixing.matrix[-1].tolist()
        write = partial(operator_program, dense.spec, _choose_operator(), shape, weights=weights)
    else:
        write = partial(layer_program, scenario.spec, shape)
    st.write(
        "Each program makes the layers, fills them with small whole numbers, the same in all "
        "three, runs them, and prints the output's shape and a checksum: all three print the same."
    )
    _show(write)


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


def _show(write: Callable[[Language], str]) -> None:
    """Write the program of the tab that is open."""
    first = TITLES[framework()]
    tabs = st.tabs(list(TITLES.values()), default=first, key="sum_language", on_change="rerun")
    for tab, (language, title) in zip(tabs, TITLES.items(), strict=True):
        with tab:
            if not tab.open:
                continue
            try:
                text = write(language)
            except ValueError as refusal:
                st.info(as_sentence(str(refusal)))
                continue
            st.code(text, language="python", height=420)
            name = f"control_the_sum_{language}.py"
            st.download_button(
                "Download",
                text,
                name,
                "text/x-python",
                key=f"get sum {title}",
                help="The program above as a file.",
            )
