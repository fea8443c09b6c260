"""The stage as pages show it: the scenario on it, the link to a step, and the arithmetic below."""

import streamlit as st

from conv_engine.frameworks.of_spec import layers_of
from stage import Options, Position, stage
from ui.controls.places import STAGE, keep_place
from ui.pictures.arithmetic import formula, numpy_lines, numpy_program
from ui.state.framework import framework
from ui.state.scenario import Scenario, is_picture, stand_in
from ui.state.settings import Settings

AT = "at"
"""The query parameter that holds the step: filter, row and column, as 1.0.2."""
STOPPED = "step the learner stopped at"
CLOSE_UP = "close_up"
"""The query parameter of a close-up: size, top, left, filter, row, column, as 9.96.3.0.4.4."""


def show_stage(scenario: Scenario) -> Position:
    """Show the scenario on the stage, and return the step the learner stopped at."""
    shape = scenario.layer.output_shape
    asked = position_in_link() or st.session_state.get(STOPPED)
    start = nearest_position(asked, shape) if asked else Position(0, 0, 0)
    with keep_place("stage-place", 600, widest=STAGE):
        pinned = stage(
            scenario.layer, Options(start=start, reports=True, full_hue=scenario.full_hue)
        )
    if pinned is not None:
        st.query_params[AT] = ".".join(map(str, pinned))
        st.session_state[STOPPED] = pinned
    elif asked and asked != start:
        st.info(f"This layer has no {_named(asked)}; you see {_named(start)}.")
    return pinned or start


def position_in_link() -> Position | None:
    """Read the step from the link, if there is one."""
    parts = st.query_params.get(AT, "").split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    return Position(*(int(part[:6]) for part in parts))


def nearest_position(wanted: Position, shape: tuple[int, ...]) -> Position:
    """Bring a position into feature maps of a shape.

    Examples
    --------
    >>> nearest_position(Position(9, 1, 9), (2, 3, 3))
    Position(filter=1, row=1, column=2)
    """
    return Position(*(min(n, size - 1) for n, size in zip(wanted, shape, strict=True)))


def close_up_text(size: int, top: int, left: int, place: Position) -> str:
    """Write a close-up for a link: one pixel a cell, and the step to look at.

    Examples
    --------
    >>> close_up_text(9, 96, 3, Position(0, 4, 4))
    '9.96.3.0.4.4'
    """
    return ".".join(map(str, (size, top, left, *place)))


def take_close_up(settings: Settings) -> bool:
    """Set what a link to a close-up asks for; return whether there was one.

    Of small numbers, which are no picture, the picture that stood in for them is shown.
    """
    parts = st.query_params.get(CLOSE_UP, "").split(".")
    if len(parts) != 6 or not all(part.isascii() and part.isdigit() for part in parts):
        return False
    del st.query_params[CLOSE_UP]
    size, top, left, *place = (int(part[:6]) for part in parts)
    if not is_picture(settings):
        st.session_state["input"] = stand_in(settings)
    st.session_state.update({"size": size, "span": size, "top": top, "left": left})
    st.session_state[STOPPED] = Position(*place)
    return True


def _named(position: Position) -> str:
    return f"filter {position.filter}, row {position.row}, column {position.column}"


def show_step(scenario: Scenario, position: Position) -> None:
    """Write the pinned step as a formula, and as three lines of NumPy."""
    step = scenario.layer.step(*position)
    # Only the tab that is open is filled: setting formulas and code costs more than the stage.
    as_formula, as_numpy = st.tabs(
        ["As a formula", "As three lines of NumPy"], key="step_as", on_change="rerun"
    )
    with as_formula:
        if as_formula.open:
            st.latex(formula(step, scenario.layer.channel_names))
    with as_numpy:
        if as_numpy.open:
            st.code(numpy_lines(scenario.layer, step))
            with st.expander("With its arrays, ready to run"):
                st.code(numpy_program(scenario.layer, step), height=420)


def show_call(scenario: Scenario) -> None:
    """Write the layer as the calls that make it, in the words that are used."""
    there = layers_of(scenario.layer.spec, scenario.layer.input.shape, framework())
    if there.layers:
        st.markdown(", then ".join(f"`{layer.call(named=True)}`" for layer in there.layers))
        return
    why = there.remarks[-1]
    st.markdown(f"Keras has no layer for `{why.what}`. Write instead: `{why.instead}`")
