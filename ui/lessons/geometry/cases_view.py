"""Lesson 5 on the screen: a classic case, its relationship, and the sizes with their numbers."""

from dataclasses import replace

import numpy as np
import streamlit as st

from conv_engine import Layer
from conv_engine.classic_cases import CLASSIC_CASES, ClassicCase
from ui.controls.call import layer_call
from ui.controls.edits import stage_edits
from ui.controls.layer import current_scenario, current_settings
from ui.controls.places import BUTTON_ROW, keep_place
from ui.lessons.geometry.asked_places import predict_centre
from ui.lessons.geometry.room import make_room
from ui.lessons.geometry.words import cases as words
from ui.pictures import derivations
from ui.pictures.stage_view import show_stage
from ui.shell.explain import explain
from ui.shell.first_picture import let_picture_come
from ui.shell.lesson_table import LESSONS
from ui.shell.page_part import page_part
from ui.shell.predict import predict
from ui.state.memories import CLASSIC_CASE
from ui.state.scenario import Scenario
from ui.state.session import read, write, write_all
from ui.state.settings import (
    CHANNELS,
    DILATION,
    FILTERS,
    GROUPS,
    KERNEL,
    PADDING,
    PADDING_MODE,
    SIZE,
    STRIDE,
    Setting,
    Settings,
    Value,
)

LESSON = next(lesson for lesson in LESSONS if lesson.folder == "geometry")
SAME = 3
"""Number of the relationship that frameworks have a word for."""
WORDS = 116
"""Height kept for words and equations, in screen pixels: the stage below hardly moves."""


@page_part
def arithmetic(settings: Settings) -> None:
    """Show a classic case, or a layer of one's own.

    It runs alone while the layer stays; another layer is for all of the page.
    """
    if current_settings() != settings:
        st.rerun()
    scenario = one_channel(current_scenario(settings))
    case = choose_case(settings)
    with st.container(key="case-words"):
        explain(LESSON.question if case is None else case.words)
    fixed = {CHANNELS: 1, FILTERS: 1, GROUPS: 1}
    call = layer_call(settings, fixed, about=(SIZE, KERNEL, STRIDE, PADDING, DILATION))
    show_stage(scenario, call, stage_edits(settings, with_bias=False))
    let_picture_come()
    show_relationship(case, scenario)
    predict(predict_centre())


def one_channel(scenario: Scenario) -> Scenario:
    """Keep the first channel and the first filter's first kernel, without a bias.

    The geometry is that of the scenario: where windows lie does not depend on channels.
    """
    layer = scenario.layer
    first = Layer(
        input=layer.input[:1],
        weight=layer.weight[:1, :1],
        bias=np.zeros(1, dtype=int),
        spec=replace(layer.spec, in_channels=1, out_channels=1, groups=1, bias=False),
    )
    exact = scenario.exact_weight[:1, :1]
    return replace(scenario, layer=first, exact_weight=exact, exact_bias=first.bias)


def choose_case(settings: Settings) -> ClassicCase | None:
    """Draw the eight classic cases as presets; return the one that is set, if one is."""
    present = next((i for i, case in enumerate(CLASSIC_CASES) if _is_set(case, settings)), None)
    write(CLASSIC_CASE, present)
    with keep_place("cases-place", 2 * BUTTON_ROW):
        st.pills(
            words.CASES,
            range(len(CLASSIC_CASES)),
            format_func=lambda i: f"{i + 1}. {CLASSIC_CASES[i].title}",
            key=CLASSIC_CASE.name,
            on_change=_take_case,
            args=(settings,),
            help=words.CASES_HELP,
            label_visibility="collapsed",
        )
    return None if present is None else CLASSIC_CASES[present]


def _layer_of(case: ClassicCase) -> dict[Setting, Value]:
    return {
        SIZE: case.input_size,
        KERNEL: case.kernel_size,
        STRIDE: case.stride,
        PADDING: "same" if case.relationship == SAME else case.padding,
        DILATION: case.dilation,
    }


def _is_set(case: ClassicCase, settings: Settings) -> bool:
    return all(settings[key.name] == value for key, value in _layer_of(case).items())


def _take_case(settings: Settings) -> None:
    """Set the layer of the case."""
    number = read(CLASSIC_CASE)
    if number is None:
        return
    wanted = _layer_of(CLASSIC_CASES[number]) | {PADDING_MODE: "zeros"}
    write_all(make_room(settings, wanted))


def show_relationship(case: ClassicCase | None, scenario: Scenario) -> None:
    """Write the equation of the case, and the numbers of the layer that is set."""
    parts = 1 if case is None else 2
    with keep_place("relationship-place", WORDS), st.grid(parts, min_column_width=400) as grid:
        if case is not None:
            with grid.cell():
                st.latex(case.equation)
                st.caption(words.LETTERS.format(number=case.relationship))
        with grid.cell():
            _show_numbers(scenario)


def _show_numbers(scenario: Scenario) -> None:
    spec = scenario.layer.spec
    _, height, width = scenario.layer.input.shape
    for sentence, equation in derivations.explain_positions(spec, height, width):
        explain(sentence)
        st.latex(equation)
    if spec.axes[0].extent > spec.axes[0].kernel:
        explain(words.GAPS.format(cells=spec.axes[0].kernel))
        st.latex(derivations.reach_equation(spec.axes[0]))
    if never := derivations.describe_unvisited(spec, scenario.layer.input.shape):
        explain(words.HATCHED.format(unvisited=never))
