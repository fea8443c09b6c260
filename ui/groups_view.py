"""Lesson 4, who is summed with whom: groups, what they leave of the sum, and what they cost."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from colours import channel_colours
from conv_engine import ConvSpec, partial_maps
from figures.connectivity import connectivity, connectivity_figure
from figures.partial_grid import partial_grid_figure
from ui.controls import current_scenario
from ui.derivations import multiply_adds_as_equation, parameters_as_equation
from ui.one_filter import channel_label
from ui.page import is_dark
from ui.scenario import Array, Scenario
from ui.settings import (
    MOST_FILTERS,
    RANDOM,
    SETTINGS,
    Settings,
    depth,
    exists,
    nearest_valid,
)
from ui.tiles import chart
from ui.words import framework, label

GROUPS, MULTIPLIER = "who is summed", "filters of a channel"
SPLITS = {"Four channels in two groups": (4, 2), "Six channels in three groups": (6, 3)}
"""Layers in which there is something between dense and depthwise: channels and groups."""


def dense_scenario(settings: Settings) -> Scenario:
    """Return the scenario with all channels in one group."""
    return current_scenario(nearest_valid({**settings, "groups": 1})[0])


def with_random_kernels_of(dense: Scenario, scenario: Scenario, kinds: Sequence[str]) -> Scenario:
    """Return the scenario with the random kernels of the dense one.

    A filter keeps its kernel for every channel that it still sees, so that groups change nothing
    but who is summed with whom. All other kinds of filters keep theirs anyway.

    Parameters
    ----------
    dense, scenario : Scenario
        The same filters in one group, and in groups.
    kinds : sequence of str
        What each filter is.
    """
    weight, exact = scenario.weight.copy(), scenario.exact_weight.copy()
    for filter, kind in enumerate(kinds):
        if kind == RANDOM:
            seen = list(scenario.spec.group_of(filter))
            weight[filter] = dense.weight[filter, seen]
            exact[filter] = dense.exact_weight[filter, seen]
    return replace(scenario, weight=weight, exact_weight=exact)


def possible_groups(settings: Settings) -> tuple[int, ...]:
    """Return the numbers of groups that split the channels evenly, be the filters as they may.

    Examples
    --------
    >>> from ui.settings import DEFAULTS
    >>> possible_groups({**DEFAULTS, "channels": 6})
    (1, 2, 3, 6)
    """
    return tuple(
        groups
        for groups in range(1, depth(settings) + 1)
        if exists({**settings, "groups": groups, "filters": filters_for(settings, groups)})
    )


def filters_for(settings: Settings, groups: int) -> int:
    """Return the number of filters nearest to what is set that so many groups split evenly.

    Examples
    --------
    >>> filters_for({"filters": 2}, 3), filters_for({"filters": 7}, 4)
    (3, 8)
    """
    wanted = int(settings["filters"])
    return min(range(groups, MOST_FILTERS + 1, groups), key=lambda filters: abs(filters - wanted))


def choose_groups(settings: Settings) -> None:
    """Draw the slider from dense to depthwise, and layers that have something in between."""
    options, channels = possible_groups(settings), depth(settings)
    if len(options) > 1:
        st.session_state[GROUPS] = settings["groups"]
        st.select_slider(
            label("groups"),
            options,
            key=GROUPS,
            format_func=lambda groups: _group_title(groups, channels),
            on_change=_take_groups,
            args=(settings,),
            help=SETTINGS["groups"].help,
        )
    else:
        st.info(_why_one_group(settings), icon=":material/info:")
    with st.container(horizontal=True):
        for title, split in SPLITS.items():
            st.button(title, on_click=_take_split, args=split)
    if 1 < channels == settings["groups"]:
        _choose_multiplier(settings)


def _group_title(groups: int, channels: int) -> str:
    if groups == 1:
        return "1: dense"
    return f"{groups}: depthwise" if groups == channels else str(groups)


def _why_one_group(settings: Settings) -> str:
    channels = depth(settings)
    if channels == 1:
        return "One channel cannot be split into groups."
    return f"One of the filters is made for all {channels} channels: they stay in one group."


def _take_groups(settings: Settings) -> None:
    """Set the groups, and as many filters as they need."""
    groups = st.session_state[GROUPS]
    st.session_state["filters"] = filters_for(settings, groups)
    st.session_state["groups"] = groups


def _take_split(channels: int, groups: int) -> None:
    """Set small numbers with so many channels, in so many groups, with a filter for each."""
    st.session_state.update(
        {"input": "small_integers", "channels": channels, "filters": channels, "groups": groups}
        | {f"filter{f}": RANDOM for f in range(channels)}
    )


def _choose_multiplier(settings: Settings) -> None:
    """Draw how many filters each channel of a depthwise layer has, where there is a choice."""
    channels = depth(settings)
    most = MOST_FILTERS // channels
    if most == 1:
        return
    st.session_state[MULTIPLIER] = int(settings["filters"]) // channels
    st.segmented_control(
        "Depth multiplier" if framework() == "keras" else "Filters of each channel",
        range(1, most + 1),
        required=True,
        key=MULTIPLIER,
        on_change=_take_multiplier,
        args=(channels,),
        help="How many filters each channel of a depthwise layer has.",
    )


def _take_multiplier(channels: int) -> None:
    st.session_state["filters"] = channels * st.session_state[MULTIPLIER]


def who_in_words(spec: ConvSpec) -> str:
    """Say which filters sum which channels.

    Examples
    --------
    >>> who_in_words(ConvSpec(4, 4, 3, groups=2))
    'Filters 0 and 1 sum channels 0 and 1. Filters 2 and 3 sum channels 2 and 3.'
    >>> who_in_words(ConvSpec(3, 2, 3))
    'Filters 0 and 1 sum channels 0, 1 and 2.'
    >>> who_in_words(ConvSpec(2, 4, 3, groups=2))
    'Each filter sees a single channel, and each channel has 2 filters.'
    """
    each = spec.out_channels // spec.groups
    if spec.weight_shape[1] == 1:
        filters = f"{each} filters" if each > 1 else "1 filter"
        return f"Each filter sees a single channel, and each channel has {filters}."
    sentences = []
    for first in range(0, spec.out_channels, each):
        filters = _listed("filter", range(first, first + each))
        seen = _listed("channel", spec.group_of(first))
        sentences.append(f"{filters.capitalize()} {'sums' if each == 1 else 'sum'} {seen}.")
    return " ".join(sentences)


def _listed(noun: str, numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"{noun} {numbers[0]}"
    *some, last = map(str, numbers)
    return f"{noun}s {', '.join(some)} and {last}"


def show_who(scenario: Scenario) -> None:
    """Show the connectivity matrix, say what it says, and what it costs."""
    spec = scenario.spec
    labels, colours = _heads(scenario)
    matrix, words = st.columns([2, 3], gap="large")
    with matrix:
        figure = connectivity_figure(spec, labels, colours, dark=is_dark())
        chart(figure, "connectivity", f"Channels against filters. {who_in_words(spec)}")
    with words:
        st.write(who_in_words(spec))
        st.write(_what_groups_are(spec))
        _show_costs(scenario)


def _heads(scenario: Scenario) -> tuple[list[str], tuple[str, ...]]:
    """Return label and identity colour of each channel."""
    names, count = scenario.channel_names, scenario.spec.in_channels
    return [channel_label(c, names) for c in range(count)], channel_colours(names, count)


def _what_groups_are(spec: ConvSpec) -> str:
    if spec.groups == 1:
        return "With one group every filter is as deep as the input: a dense layer."
    if spec.groups == spec.in_channels:
        return (
            "With as many groups as channels nothing is summed over channels: a depthwise layer. "
            "Each filter is one kernel deep."
        )
    return (
        f"Groups share no kernel. Each filter is {spec.in_channels} / {spec.groups} = "
        f"{spec.weight_shape[1]} kernels deep, and no number passes from one group to another."
    )


def _show_costs(scenario: Scenario) -> None:
    """Write parameters and multiply-adds, against those of the dense layer."""
    spec, shape = scenario.spec, scenario.input.shape
    dense = replace(spec, groups=1)
    layers = {"this layer": spec} | ({"dense layer": dense} if spec.groups > 1 else {})
    rows = [
        rf"\text{{{name}, parameters}}: \quad & {parameters_as_equation(each)} \\"
        "\n"
        rf"\text{{multiply-adds}}: \quad & {multiply_adds_as_equation(each, shape)}"
        for name, each in layers.items()
    ]
    st.latex("\\begin{aligned}\n" + " \\\\[0.6em]\n".join(rows) + "\n\\end{aligned}")
    if spec.groups > 1:
        st.write(
            f"Of weights and multiply-adds 1 / {spec.groups} is left, since each filter has so "
            "many fewer kernels. The biases stay."
        )


def show_partial_maps(scenario: Scenario, dense: Scenario) -> None:
    """Show every partial map of the dense layer, and which of them are still summed."""
    sums = connectivity(scenario.spec)
    labels, colours = _heads(scenario)
    maps = _partial_maps(scenario, dense, sums)
    _, _, rows, columns = maps.shape
    alt = f"Partial maps of {rows}x{columns}, channels down, filters across."
    words, grid = st.columns([2, 5], gap="large")
    with words:
        st.write(_partial_maps_in_words(sums))
    with grid:
        figure = partial_grid_figure(
            maps, scenario.spec, scenario.bias, labels, colours, dark=is_dark()
        )
        chart(figure, "partial grid", f"{alt} {who_in_words(scenario.spec)}")


def _partial_maps(scenario: Scenario, dense: Scenario, sums: Array) -> Array:
    """Return the partial maps of the dense layer, with those of the layer in their places."""
    maps = partial_maps(dense.input, dense.weight, **dense.geometry)
    own = partial_maps(scenario.input, scenario.weight, **scenario.geometry)
    every = maps.astype(np.result_type(maps, own))
    every[sums.T] = own.reshape(-1, *own.shape[2:])
    return every


def _partial_maps_in_words(sums: Array) -> str:
    """Say how many partial maps there are, and how many of them are summed.

    Examples
    --------
    >>> print(_partial_maps_in_words(connectivity(ConvSpec(4, 4, 3, groups=2))))
    Each kernel makes one partial map. A dense layer has 4 x 4 = 16 of them, and adds up all of a
    column. Here 8 are left, those in colour, and each column adds up what it has of them, plus the
    bias. The pale ones are not summed any more: this layer does not even compute them.
    """
    channels, filters = sums.shape
    count = f"{channels} x {filters} = {sums.size}"
    if sums.all():
        return (
            f"Each kernel makes one partial map. There are {count} of them; each column is added "
            f"up, plus the bias, so that {filters} feature maps come out."
        )
    return (
        f"Each kernel makes one partial map. A dense layer has {count} of them, and adds up all of "
        f"a column. Here {sums.sum()} are left, those in colour, and each column adds up what it "
        "has of them, plus the bias. The pale ones are not summed any more: this layer does not "
        "even compute them."
    )
