"""The stage as pages show it: the scenario on it, the link to a step, and the arithmetic below."""

from collections.abc import Mapping

import streamlit as st

from colours import type_hues
from conv_engine.frameworks.from_spec import layers_from_spec
from stage import Options, Position, stage
from stage.call import Call
from stage.edits import Edits
from ui.controls.call import take_call
from ui.controls.edits import take_edit
from ui.controls.places import STAGE, keep_place
from ui.pictures import words as say
from ui.pictures.arithmetic import formula, numpy_lines, numpy_program
from ui.state.framework import framework
from ui.state.keys import ADVANCE, AT, CLOSE_UP, VIEW
from ui.state.memories import STAGE_MOVE, STAGE_PICTURE, STEP_AS
from ui.state.scenario import Scenario, is_picture, stand_in_sample
from ui.state.session import (
    bring_to,
    forget,
    limit_note,
    read,
    taken_from_link,
    write,
    write_all,
    write_choice,
    write_link,
)
from ui.state.settings import INPUT, LEFT, SIZE, SPAN, TOP, Value
from ui.state.theme import is_dark
from ui.state.valid_settings import nearest_valid


def show_stage(scenario: Scenario, call: Call = (), edits: Edits | None = None) -> Position:
    """Show the scenario on the stage under its call; return the step the learner stopped at.

    The numbers that `edits` names can be changed where they stand.
    """
    shape = scenario.layer.output_shape
    asked = read(AT)
    start = nearest_position(Position(*asked), shape) if asked else Position(0, 0, 0)
    with keep_place("stage-place", 680, widest=STAGE):
        options = Options(
            start=start if asked else None,
            granularity=read(ADVANCE),
            view=read(VIEW),
            on_choose=_keep_choice,
            reports=True,
            full_hue=scenario.full_hue,
            channels_first=framework() == "pytorch",
            call=call,
            on_call=take_call(STAGE_PICTURE) if call else None,
            edits=edits,
            on_edit=take_edit(STAGE_PICTURE) if edits else None,
            move=read(STAGE_MOVE),
        )
        pinned = stage(scenario.layer, options, STAGE_PICTURE.name)
    if pinned is not None:
        write_link(AT, (pinned.filter, pinned.row, pinned.column))
    elif asked and taken_from_link(AT) and asked != start:
        note = say.NO_STEP.format(asked=_named(Position(*asked)), shown=_named(start))
        bring_to(AT, (start.filter, start.row, start.column), note)
    if note := limit_note(AT):
        st.info(note)
    return pinned or start


def _keep_choice() -> None:
    """Keep what one press of Next advances by, and how the input is seen: the link says both."""
    chosen = read(STAGE_PICTURE)["chosen"]
    for key, value in ((ADVANCE, chosen["granularity"]), (VIEW, chosen["view"])):
        if value in key.titles:
            write_choice(key, value)


def nearest_position(wanted: Position, shape: tuple[int, ...]) -> Position:
    """Bring a position into feature maps of a shape.

    Examples
    --------
    >>> nearest_position(Position(9, 1, 9), (2, 3, 3))
    Position(filter=1, row=1, column=2)
    """
    return Position(*(min(n, size - 1) for n, size in zip(wanted, shape, strict=True)))


def with_close_up(wanted: Mapping[str, Value]) -> Mapping[str, Value]:
    """Set what a link to a close-up asks for: one pixel a cell, and the step to look at.

    Of small numbers, which are no picture, the picture that stood in for them is shown.
    """
    place = read(CLOSE_UP)
    if place is None:
        return wanted
    forget(CLOSE_UP)
    size, top, left, *at = place
    shown, _ = nearest_valid(wanted)
    input = shown["input"] if is_picture(shown) else stand_in_sample(shown)
    region = {INPUT: input, SIZE: size, SPAN: size, TOP: top, LEFT: left}
    write_all(region)
    write(AT, (at[0], at[1], at[2]))
    return {**wanted, **{setting.name: value for setting, value in region.items()}}


def _named(position: Position) -> str:
    return say.STEP.format(**position._asdict())


def show_step(scenario: Scenario, position: Position) -> None:
    """Write the pinned step as a formula, and as three lines of NumPy."""
    step = scenario.layer.step(*position)
    # Only the tab that is open is filled: setting formulas and code costs more than the stage.
    as_formula, as_numpy = st.tabs(
        [say.AS_FORMULA, say.AS_NUMPY], key=STEP_AS.name, on_change="rerun"
    )
    with as_formula:
        if as_formula.open:
            names, count = scenario.layer.channel_names, scenario.layer.spec.in_channels
            st.latex(formula(step, names, type_hues(names, count, is_dark())))
    with as_numpy:
        if as_numpy.open:
            st.code(numpy_lines(scenario.layer, step))
            with st.expander(say.WITH_ARRAYS):
                st.code(numpy_program(scenario.layer, step), height=420)


def show_call(scenario: Scenario) -> None:
    """Write the layers that make it, where the call above the picture is not all of it."""
    there = layers_from_spec(scenario.layer.spec, scenario.layer.input.shape, framework())
    calls = [layer.call(named=True) for layer in there.layers]
    if calls:
        if len(calls) > 1 or not calls[0].startswith(("Conv2D", "nn.Conv2d")):
            st.markdown(say.THEN.join(f"`{call}`" for call in calls))
        return
    why = there.remarks[-1]
    st.markdown(say.NO_KERAS_LAYER.format(what=why.what, instead=why.instead))
