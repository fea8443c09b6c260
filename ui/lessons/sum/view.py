"""Lesson 2 on the screen: the maps of one filter, one of their positions, and three beliefs."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from conv_engine.numeric import symmetric_limit
from figures.axes import colour_limit
from figures.waterfall import waterfall_figure
from stage.board import Sliding, addition, board
from text import number_text
from ui.controls.places import SWITCH, keep_place, show_first
from ui.controls.widgets import choice_buttons, switch
from ui.lessons.sum import words
from ui.lessons.sum.beliefs import BELIEFS
from ui.lessons.sum.maps import BELIEF_LINE, belief_tiles, channel_tiles, sum_tiles
from ui.pictures.chart import chart
from ui.pictures.choose_position import CellPosition, go_to_pin
from ui.pictures.one_filter import OneFilter, addition_text
from ui.shell.predict import predict
from ui.state.keys import BELIEF, CHANNEL_ON, WITH_INPUTS
from ui.state.memories import BELIEF_BOARD, CHANNEL_ORDER, MAPS_BOARD
from ui.state.scenario import Scenario
from ui.state.session import forget, read, write
from ui.state.theme import is_dark

MOST_ON_A_SCREEN = 4
"""Channels whose inputs and kernels a screen has room for above their partial maps."""


def reorder_channels(one_filter: OneFilter, scenario: Scenario) -> OneFilter:
    """Return the filter with its channels in the order the learner shuffled them to."""
    order = read(CHANNEL_ORDER)
    shuffled = scenario.layer.spec.groups == 1 and len(order) == len(one_filter.channels)
    return one_filter.shuffled(order) if shuffled else one_filter


@contextmanager
def _switch_row() -> Iterator[None]:
    with (
        keep_place("switches-place", SWITCH),
        st.container(horizontal=True, vertical_alignment="center", gap="medium"),
    ):
        st.markdown(words.CHANNELS_IN_SUM, width="content")
        yield


def _switch_channels(one_filter: OneFilter) -> tuple[bool, ...]:
    """Draw a switch for each channel; return which of them are on."""
    return tuple(
        switch(CHANNEL_ON[channel], words.CHANNEL_HELP, label)
        for channel, label in zip(one_filter.channels, one_filter.labels, strict=True)
    )


def _switch_inputs(one_filter: OneFilter) -> bool:
    """Offer what many partial maps come from, where a screen has no room for it."""
    if len(one_filter.channels) <= MOST_ON_A_SCREEN:
        return True
    return switch(WITH_INPUTS, words.INPUTS_HELP)


def show_maps(one_filter: OneFilter, position: CellPosition) -> None:
    """Show what each channel adds, the sum, the feature map, and the line of one position."""
    with _switch_row():
        keep, with_inputs = _switch_channels(one_filter), _switch_inputs(one_filter)
    # The limit does not depend on the switches: colours that change mean numbers that change.
    limit = colour_limit(one_filter.partial, one_filter.summed(), one_filter.feature_map())
    full = 255 if one_filter.picture else symmetric_limit(one_filter.layer.input)
    columns = channel_tiles(one_filter, keep, with_inputs)
    results = sum_tiles(one_filter, keep)
    board(
        [*columns, *results],
        at=position,
        sliding=Sliding.of(one_filter.layer.spec, *one_filter.layer.input.shape[1:]),
        line=addition([column[-1] for column in columns], one_filter.bias[0], results[-1]),
        limits={"maps": limit, "input": full},
        on_pin=lambda: go_to_pin(MAPS_BOARD),
        label=words.MAPS_LABEL,
        key=MAPS_BOARD.name,
    )


def show_order(one_filter: OneFilter, scenario: Scenario, place: DeltaGenerator) -> None:
    """Ask what another order of the channels would change, and offer to try it beside the maps."""
    count, groups = len(one_filter.channels), scenario.layer.spec.groups
    if groups > 1:
        st.caption(words.NO_SHUFFLE.format(groups=groups))
        return
    if count == 1:
        st.caption(words.ONE_CHANNEL)
        return
    if predict(words.PREDICT_SHUFFLE):
        with place:
            _show_shuffle(one_filter, scenario)


def _show_shuffle(one_filter: OneFilter, scenario: Scenario) -> None:
    """Draw the buttons that shuffle and restore, and say what difference the order makes."""
    order = tuple(reorder_channels(one_filter, scenario).channels)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            words.SHUFFLE,
            icon=":material/shuffle:",
            on_click=_shuffle,
            args=(order,),
            help=words.SHUFFLE_HELP,
        )
        if order != one_filter.channels:
            st.button(
                words.RESTORE,
                on_click=forget,
                args=(CHANNEL_ORDER,),
                help=words.RESTORE_HELP,
            )
        names = scenario.layer.channel_names
        named = ", ".join(names[c] if c < len(names) else str(c) for c in order)
        st.markdown(words.ORDER.format(channels=named), width="content")
    if order != one_filter.channels:
        st.markdown(
            words.LARGEST_CHANGE.format(number=number_text(one_filter.difference_when(order)))
        )


def _shuffle(order: tuple[int, ...]) -> None:
    """Draw another order than this one."""
    random, drawn = np.random.default_rng(), order
    while drawn == order:
        drawn = tuple(int(i) for i in random.permutation(len(order)))
    write(CHANNEL_ORDER, drawn)


def show_position(one_filter: OneFilter, position: CellPosition) -> None:
    """Show how the channel sums of a position and the bias add up to its output."""
    with _switch_row():
        keep = _switch_channels(one_filter)
    with st.container(key="addition-place"):
        _show_addition(one_filter, keep, position)


def _show_addition(one_filter: OneFilter, keep: tuple[bool, ...], position: CellPosition) -> None:
    """Write the sum of the channels that are on, and draw what each of them adds."""
    row, column = position
    sums, bias = one_filter.partial[:, row, column], one_filter.bias[0]
    output = one_filter.feature_map(keep)[row, column]
    line = addition_text(sums[np.array(keep)], bias, output)
    st.subheader(line, anchor=False)
    labels = zip(one_filter.labels, keep, strict=True)
    figure = waterfall_figure(
        np.where(keep, sums, 0),
        bias,
        output,
        [label if on else words.SWITCHED_OFF.format(channel=label) for label, on in labels],
        one_filter.colours,
        output_label=words.FEATURE_MAP.format(filter=one_filter.number),
        dark=is_dark(),
    )
    alt = words.WATERFALL.format(row=row, column=column, filter=one_filter.number, line=line)
    chart(figure, "waterfall", alt)


def show_belief(one_filter: OneFilter, position: CellPosition) -> None:
    """Ask what a belief would change; then put it beside what is right, and say what differs."""
    with show_first("belief"):
        _compare_belief(one_filter, position)


def _compare_belief(one_filter: OneFilter, position: CellPosition) -> None:
    key = choice_buttons(BELIEF, words.BELIEF_HELP)
    belief = BELIEFS[key]
    tiles = belief_tiles(belief, one_filter)
    right, wrong, difference = (tile.values for tile in tiles)
    largest = round(float(np.abs(difference).max()), 2)
    if not largest:
        st.markdown(belief.agrees)
    elif not predict(belief.prediction_at(one_filter, position)):
        return
    told = belief.position_told(one_filter, position)
    if told != position:
        row, column = told
        st.caption(words.MOVED.format(row=row, column=column))
    board(
        tiles,
        at=told,
        line=BELIEF_LINE,
        limits={"maps": colour_limit(right, wrong, difference)},
        on_pin=lambda: go_to_pin(BELIEF_BOARD),
        label=words.BELIEF_LABEL,
        key=BELIEF_BOARD.name,
    )
    st.markdown(words.LARGEST_DIFFERENCE.format(number=number_text(largest)))
