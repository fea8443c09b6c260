"""Lesson 4, which channels are added together: groups, what they leave, and what they cost."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from colours import channel_colours
from conv_engine import ConvSpec
from conv_engine.connectivity import connectivity
from figures.axes import colour_limit
from stage.board import board
from text import channel_label
from ui.controls.call import Withheld
from ui.controls.layer import current_scenario
from ui.controls.places import SLIDER, keep_place, table
from ui.lessons.control.groups import (
    ASKED,
    all_partial_maps,
    asked_weights_equation,
    connectivity_table,
    explain_refused_groups,
    group_title,
    groups_to_choose,
    possible_groups,
)
from ui.lessons.control.maps import grid_heads, grid_line, grid_tiles
from ui.lessons.control.words import groups as words
from ui.lessons.control.words.maps import NOT_SUMMED
from ui.pictures.derivations import aligned, multiply_adds_equation, parameters_equation
from ui.shell.explain import explain
from ui.shell.predict import is_revealed
from ui.shell.prediction import Prediction
from ui.state.framework import framework, label
from ui.state.memories import GROUPS_SLIDER, MULTIPLIER
from ui.state.scenario import Scenario
from ui.state.session import read, write, write_all
from ui.state.settings import (
    CHANNELS,
    FILTER_KINDS,
    FILTERS,
    GROUPS,
    INPUT,
    MOST_FILTERS,
    RANDOM,
    Settings,
)
from ui.state.valid_settings import depth, nearest_valid

MOST_BESIDE_WORDS = 4
"""Filters whose partial maps have room beside the words about them."""
SPLITS = {words.FOUR_IN_TWO: (4, 2), words.SIX_IN_THREE: (6, 3)}
"""Layers in which there is something between dense and depthwise: channels and groups."""


def dense_scenario(settings: Settings) -> Scenario:
    """Return the scenario with all channels in one group."""
    return current_scenario(nearest_valid({**settings, "groups": 1})[0])


def introduce_groups(settings: Settings, asked: Prediction) -> None:
    """Say what the slider does, or where a layer with one is."""
    if len(_offered_groups(settings, asked)) > 1:
        explain(words.MOVE_SLIDER)
    elif is_revealed(asked):
        explain(words.LOAD_ONE)


def choose_groups(settings: Settings, asked: Prediction) -> None:
    """Draw the slider from dense to depthwise, and layers that have something in between.

    What lies between would tell what is asked, so it comes after the question.
    """
    offered = _offered_groups(settings, asked)
    refused = explain_refused_groups(settings)
    with keep_place("groups-place", SLIDER, horizontal=True):
        if len(offered) > 1:
            _draw_slider(settings, offered)
        if is_revealed(asked):
            _offer_splits()
        elif offered != possible_groups(settings):
            st.caption(words.PREDICT_FIRST)
        elif len(offered) == 1:
            st.caption(refused)
            refused = ""
    # There or not, what follows keeps its place, and the stage its state.
    with st.container(key="groups-more", horizontal=True, vertical_alignment="center"):
        if refused:
            st.caption(refused)
        if 1 < depth(settings) == settings["groups"]:
            _choose_multiplier(settings)


def withheld_groups(settings: Settings, asked: Prediction) -> Withheld:
    """Return the groups that the call does not offer before the question is answered."""
    offered = _offered_groups(settings, asked)
    later = (groups for groups in possible_groups(settings) if groups not in offered)
    return {GROUPS: dict.fromkeys(later, words.ANSWER_FIRST)}


def _offered_groups(settings: Settings, asked: Prediction) -> tuple[int, ...]:
    return groups_to_choose(settings, told=is_revealed(asked))


def _draw_slider(settings: Settings, offered: Sequence[int]) -> None:
    write(GROUPS_SLIDER, int(settings["groups"]))
    st.select_slider(
        label(GROUPS),
        offered,
        key=GROUPS_SLIDER.name,
        format_func=lambda groups: group_title(groups, depth(settings)),
        on_change=lambda: write(GROUPS, read(GROUPS_SLIDER) or 1),
        help=GROUPS.help,
        label_visibility="collapsed",
    )


def _offer_splits() -> None:
    for title, split in SPLITS.items():
        st.button(title, on_click=_take_split, args=split, help=words.SPLIT_HELP)


def _take_split(channels: int, groups: int) -> None:
    """Set small numbers with so many channels, in so many groups, with a filter for each."""
    write_all(
        {INPUT: "small_integers", CHANNELS: channels, FILTERS: channels, GROUPS: groups}
        | dict.fromkeys(FILTER_KINDS[:channels], RANDOM)
    )


def _choose_multiplier(settings: Settings) -> None:
    """Draw how many filters each channel of a depthwise layer has, where there is a choice."""
    channels = depth(settings)
    most = MOST_FILTERS // channels
    if most == 1:
        return
    write(MULTIPLIER, int(settings["filters"]) // channels)
    name = words.MULTIPLIER[framework()]
    st.markdown(name, width="content")
    st.segmented_control(
        name,
        range(1, most + 1),
        required=True,
        key=MULTIPLIER.name,
        on_change=_take_multiplier,
        args=(channels,),
        help=words.MULTIPLIER_HELP,
        label_visibility="collapsed",
        width="content",
    )
    st.caption(words.describe_multiplier(channels, int(settings["filters"]) // channels))


def _take_multiplier(channels: int) -> None:
    write(FILTERS, channels * (read(MULTIPLIER) or 1))


def show_connectivity(scenario: Scenario) -> None:
    """Show which filter sums which channel, in the layer asked about and in the one set."""
    spec = scenario.layer.spec
    labels, _ = _heads(scenario)
    is_asked = (spec.weight_shape[:2], spec.groups) == (ASKED.weight_shape[:2], ASKED.groups)
    if not is_asked:
        st.markdown(f"**{words.ASKED_LAYER}**")
        _show_who("asked", ASKED, [channel_label(c, ()) for c in range(ASKED.in_channels)])
        st.markdown(f"**{words.THIS_LAYER}**")
    _show_who("who", spec, labels)


def _show_who(name: str, spec: ConvSpec, labels: Sequence[str]) -> None:
    """Show which filter sums which channel, and say it in words."""
    with keep_place(f"{name}-place", 196):
        matrix, said = st.columns([2, 3], gap="large")
    with matrix:
        table(f"{name}-connectivity", connectivity_table(connectivity(spec), labels), row=32)
    with said:
        explain(f"{words.describe_groups(spec)}\n\n{words.describe_group_kind(spec)}")


def _heads(scenario: Scenario) -> tuple[list[str], tuple[str, ...]]:
    """Return label and identity colour of each channel."""
    names, count = scenario.layer.channel_names, scenario.layer.spec.in_channels
    return [channel_label(c, names) for c in range(count)], channel_colours(names, count)


def show_costs(scenario: Scenario) -> None:
    """Write the weights that were asked for, and what the layer costs against the dense one."""
    st.markdown(f"**{words.ASKED_LAYER}**")
    st.latex(asked_weights_equation())
    spec, shape = scenario.layer.spec, scenario.layer.input.shape
    dense = replace(spec, groups=1)
    layers = {words.THIS_LAYER: spec} | ({words.DENSE_LAYER: dense} if spec.groups > 1 else {})
    for name, each in layers.items():
        st.markdown(f"**{name}**")
        parameters = rf"\text{{{words.PARAMETERS} }} & {parameters_equation(each)}"
        work = rf"\text{{{words.MULTIPLY_ADDS} }} & {multiply_adds_equation(each, shape)}"
        st.latex(aligned(parameters, work))
    if spec.groups > 1:
        explain(words.describe_saving(spec.groups))


def show_partial_maps(scenario: Scenario, dense: Scenario) -> None:
    """Show every partial map of the dense layer, and which of them are still summed."""
    layer = scenario.layer
    sums, (_, colours) = connectivity(layer.spec), _heads(scenario)
    maps = all_partial_maps(layer, dense.layer, sums)
    columns = grid_tiles(layer, maps, sums, colours)
    beside = len(columns) <= MOST_BESIDE_WORDS
    said, grid = st.columns([2, 5], gap="large") if beside else (st.container(), st.container())
    with said:
        explain(words.describe_partial_maps(sums))
    with grid:
        board(
            columns,
            at=(0, 0),
            line=grid_line(layer, columns),
            limits={"maps": colour_limit(layer.partial, layer.output)},  # without what is greyed
            heads=grid_heads(layer),
            off=NOT_SUMMED,
            reports=False,
            label=words.GRID_LABEL,
            key="partial grid",
        )
