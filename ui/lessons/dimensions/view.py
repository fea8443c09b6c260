"""Lesson 6 on the screen: three kinds of layers, the slider of kernel depth, shuffled channels."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from conv_engine import Layer, channels_as_depth, conv3d, shuffle_channels
from conv_engine.spec import ConvSpec
from stage import Options, stage, volume_stage
from stage.board import board
from text import markdown_table
from ui.controls.places import BUTTONS, CONTROL, STAGE, keep_place, show_first, table
from ui.controls.widgets import choice_buttons, number_slider
from ui.lessons.dimensions.kind_call import (
    chosen_arguments,
    describe_corrections,
    kind_call,
    take_kind_call,
)
from ui.lessons.dimensions.shuffled_maps import (
    COMPARISON_LINE,
    BeforeAfter,
    comparison_columns,
)
from ui.lessons.dimensions.three_kinds import KINDS, Arguments, LayerKind
from ui.lessons.dimensions.words import depth as depths
from ui.lessons.dimensions.words import kinds
from ui.lessons.dimensions.words import order as orders
from ui.pictures.one_filter import OneFilter
from ui.shell.page_part import page_part
from ui.shell.predict import predict
from ui.state.framework import framework
from ui.state.keys import DEPTH, KIND, ORDER, REVERSED, ROLLED
from ui.state.memories import KIND_STAGE
from ui.state.scenario import Array, Scenario
from ui.state.session import read_within

ORDERS: dict[str, Callable[[int], list[int]]] = {
    ROLLED: lambda channels: [channels - 1, *range(channels - 1)],
    REVERSED: lambda channels: list(reversed(range(channels))),
}


def show_table() -> None:
    """Write what each kind of layer has, slides along and adds up."""
    side = framework()
    rows = [
        (f"**{kind.name(side)}**", *kind.row(chosen_arguments(kind), side))
        for kind in KINDS.values()
    ]
    table("kinds", markdown_table(kinds.HEADS, rows), row=56)
    st.caption(kinds.NO_BATCH)


def show_layer_kind() -> None:
    """Choose a kind of layer, and watch its block slide."""
    with keep_place("kind-place", BUTTONS):
        directions = choice_buttons(KIND, kinds.KIND_HELP)
    kind = KINDS[directions]
    arguments = chosen_arguments(kind)
    with keep_place("kind-stage-place", 560, widest=STAGE):
        _show_kind(kind, arguments)
    compared = arguments.depth if directions == 3 else arguments.kernel
    st.write(kinds.tell_story(directions, compared, arguments.filters))
    if note := describe_corrections(kind, arguments):
        st.caption(note)


def _show_kind(kind: LayerKind, arguments: Arguments) -> None:
    picture = KIND_STAGE[kind.directions]
    options = Options(
        compact=True,
        channels_first=framework() == "pytorch",
        call=kind_call(kind, arguments),
        on_call=take_kind_call(picture),
    )
    if kind.directions == 3:
        _show_volume(kind, arguments, options, picture.name)
    else:
        stage(_flat_layer(kind, arguments), options, picture.name)


def _show_volume(kind: LayerKind, arguments: Arguments, options: Options, key: str) -> None:
    """Show the clip; its slices are of one channel, so none has the colour of a channel."""
    volume, block = kind.input[0], kind.weight(arguments)[0, 0]
    volume_stage(
        volume,
        block,
        spec=ConvSpec.of(block[np.newaxis], stride=arguments.stride),
        slice_names=("grey",) * len(volume),
        depth_stride=arguments.stride,
        options=options,
        key=key,
    )


def _flat_layer(kind: LayerKind, arguments: Arguments) -> Layer:
    """Take a series as a picture one cell high: the block has no room to move in height."""
    input, weight, stride = kind.input, kind.weight(arguments), (arguments.stride,) * 2
    if kind.directions == 1:
        input, weight = input[:, np.newaxis], weight[:, :, np.newaxis]
        stride = (1, arguments.stride)
    spec = ConvSpec.of(weight, stride=stride, padding=arguments.padding)
    return Layer.of(input, weight, spec=spec, channel_names=kind.channel_names)


def first_filter(scenario: Scenario) -> OneFilter:
    """Take the scenario's first filter, on the channels that it sees."""
    return OneFilter.of(scenario.layer, 0, scenario.is_picture)


def show_depths(scenario: Scenario, one_filter: OneFilter) -> None:
    """Show a block as deep as the input; once it is predicted what a less deep one does, any.

    The question stands below the block, which stays where it is when the answer comes.
    """
    channels = len(one_filter.channels)
    slider = keep_place("depth-place", CONTROL)
    block = show_first("block")
    revealed = channels == 1 or predict(depths.predict_places(channels))
    with slider:
        depth = choose_depth(one_filter) if revealed else _announce_slider(channels)
    with block:
        show_block(scenario, one_filter, depth)
    if revealed:
        describe_places(one_filter, depth)


def _announce_slider(channels: int) -> int:
    """Say what will be chosen here; return how deep the block is until then."""
    st.write(depths.announce_slider(channels))
    return channels


def choose_depth(one_filter: OneFilter) -> int:
    """Draw the slider of kernel depth; a filter with one channel leaves nothing to choose."""
    channels = len(one_filter.channels)
    if channels == 1:
        st.info(depths.ONE_CHANNEL)
        return 1
    return number_slider(
        DEPTH,
        high=channels,
        default=channels,
        help=depths.DEPTH_HELP,
    )


def chosen_depth(one_filter: OneFilter) -> int:
    """Return how deep the block is set to be, where its slider is not on the screen."""
    channels = len(one_filter.channels)
    return read_within(DEPTH, 1, channels, channels)


def show_block(scenario: Scenario, one_filter: OneFilter, depth: int) -> None:
    """Show the block of that depth at work."""
    layer = one_filter.layer
    channels_first = framework() == "pytorch"
    with keep_place("stage-place", 600, widest=STAGE):
        volume_stage(
            layer.input,
            layer.weight[0, :depth],
            layer.bias.item(),
            replace(layer.spec, in_channels=depth),
            slice_names=layer.channel_names,
            of_channels=True,
            options=Options(full_hue=scenario.full_hue, channels_first=channels_first),
        )


def describe_places(one_filter: OneFilter, depth: int) -> None:
    """Count the places in depth that the block has, and compare with Conv2D where it has one."""
    channels = len(one_filter.channels)
    if depth < channels:
        st.write(depths.describe_places(channels, depth))
        return
    same, flat = _volume_of(one_filter, depth)[0], one_filter.layer.output[0]
    st.write(depths.describe_one_place(channels, int((same == flat).sum()), flat.size))


def _volume_of(one_filter: OneFilter, depth: int, order: Sequence[int] | None = None) -> Array:
    """Take the channels as depth and convolve in three directions, (places, rows, columns)."""
    layer, spec = one_filter.layer, one_filter.layer.spec
    in_order = layer.padded if order is None else layer.padded[list(order)]
    volume, block = channels_as_depth(in_order, layer.weight, depth)
    maps: Array = conv3d(
        volume, block, layer.bias, stride=(1, *spec.stride), dilation=(1, *spec.dilation)
    )[0]
    return maps


@page_part
def show_shuffled(one_filter: OneFilter, depth: int) -> None:
    """Shuffle the channels: Conv2D does not notice, a block that is less deep does."""
    channels = len(one_filter.channels)
    if channels == 1:
        st.write(orders.ONE_CHANNEL)
        return
    with show_first("shuffled"):
        choice = choice_buttons(ORDER, orders.ORDER_HELP)
        order = ORDERS[choice](channels)
        in_order = ", ".join(one_filter.labels[place] for place in order)
        st.caption(orders.HOW[choice].format(channels=in_order))
        less = min(depth, channels - 1)
        shuffled = shuffle_channels(one_filter.layer, order)
        flat = [one_filter.layer.output[0]], [shuffled.output[0]]
        volume = list(_volume_of(one_filter, less)), list(_volume_of(one_filter, less, order))
        _show_comparison(one_filter, flat, volume)
    st.markdown(orders.OF_FLAT.format(equality=orders.describe_equality(*flat)))
    st.markdown(orders.OF_VOLUME.format(equality=orders.describe_equality(*volume)))
    st.write(orders.describe_meeting(less))


def _show_comparison(one_filter: OneFilter, flat: BeforeAfter, volume: BeforeAfter) -> None:
    rows, columns = one_filter.shape
    board(
        comparison_columns(flat, volume),
        at=(rows // 2, columns // 2),
        line=COMPARISON_LINE,
        reports=False,
        label=orders.BOARD_LABEL,
        key="shuffled maps",
    )
