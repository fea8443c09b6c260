"""Lesson 2 on the screen: the maps of one filter, one of their positions, and three beliefs."""

import numpy as np
import streamlit as st

from conv_engine.numeric import symmetric_limit
from figures.axes import colour_limit
from figures.maps import channel_figure
from figures.waterfall import waterfall_figure
from text import number_text
from ui.lessons.sum.beliefs import BELIEFS
from ui.pictures.choose_position import COLUMN, ROW
from ui.pictures.one_filter import OneFilter, addition
from ui.pictures.tiles import (
    Position,
    chart,
    in_words,
    legend,
    printed,
    signed_map,
    tile_height,
    tiles,
)
from ui.state.scenario import Scenario
from ui.state.theme import is_dark

BELIEF, ORDER = "belief", "order of channels"
CLICKED = "feature map"


def _go_to_click() -> None:
    """Set row and column to the position that was clicked."""
    points = st.session_state[CLICKED].selection.points
    if points:
        st.session_state[ROW], st.session_state[COLUMN] = int(points[0]["y"]), int(points[0]["x"])


def in_order(one: OneFilter, scenario: Scenario) -> OneFilter:
    """Return the filter with its channels in the order the learner shuffled them to."""
    order = st.session_state.get(ORDER, ())
    shuffled = scenario.layer.spec.groups == 1 and len(order) == len(one.channels)
    return one.shuffled(order) if shuffled else one


def show_channels(one: OneFilter, at: Position) -> None:
    """Show the channels that the filter sees, each in its own hue, with the window outlined."""
    with tiles(len(one.channels) + 2, one.layer.input.shape[1:]) as grid:
        for channel, label, colour, values in zip(
            one.channels, one.labels, one.colours, one.layer.input, strict=True
        ):
            with grid.cell():
                st.markdown(f"**{label}**")
                figure = channel_figure(
                    values,
                    colour,
                    full=symmetric_limit(one.layer.input),
                    picture=one.picture,
                    outline=one.window(at),
                    numbers=printed(values),
                    height=tile_height(values.shape),
                    dark=is_dark(),
                )
                chart(figure, f"input {channel}", f"Input, {label}: {in_words(values)}")


def show_maps(one: OneFilter, at: Position) -> tuple[bool, ...]:
    """Show partial maps, their sum and the feature map; return which channels are switched on."""
    # The limit does not depend on the switches: colours that change mean numbers that change.
    limit = colour_limit(one.partial, one.summed(), one.feature_map())
    keep = []
    with tiles(len(one.channels) + 2, one.shape) as grid:
        for place, (channel, label) in enumerate(zip(one.channels, one.labels, strict=True)):
            with grid.cell():
                st.markdown(f"**{'+ ' if place else ''}{label}**")
                drawn = st.container()
                on = st.toggle(
                    label,
                    True,
                    key=f"channel{channel}",
                    help="Switched off, this channel adds nothing to the sum.",
                    bind="query-params",
                )
                keep.append(on)
                with drawn:
                    signed_map(
                        one.partial[place],
                        f"partial {channel}",
                        f"Partial map of {label}{'' if on else ', switched off'}",
                        at,
                        limit=limit,
                        line=one.colours[place],
                        off=not on,
                    )
        total, output = one.summed(keep), one.feature_map(keep)
        with grid.cell():
            st.markdown("**= sum**")
            signed_map(total, "sum", "Sum of the partial maps", at, limit=limit)
            st.caption(f"{sum(keep)} of {len(keep)} channels")
        with grid.cell():
            st.markdown(f"**+ bias {number_text(one.bias[0])} = feature map {one.number}**")
            title = f"Feature map {one.number}"
            signed_map(output, CLICKED, title, at, _go_to_click, limit=limit)
            st.caption("Click any position")
    legend("legend", limit, one.partial, total, output)
    return tuple(keep)


def show_order(one: OneFilter, scenario: Scenario) -> None:
    """Offer to shuffle the channels, and say what difference that makes to the feature map."""
    count, groups = len(one.channels), scenario.layer.spec.groups
    if groups > 1:
        st.caption(
            f"With {groups} groups there is nothing to shuffle: a channel in another "
            "place could land in another group, whose filters have other kernels for it."
        )
        return
    if count == 1:
        st.caption("One channel has nothing to change places with.")
        return
    order = tuple(in_order(one, scenario).channels)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Shuffle",
            icon=":material/shuffle:",
            on_click=_shuffle,
            args=(order,),
            help="Puts the channels in another order, each with its kernel.",
        )
        st.button(
            "Restore",
            disabled=order == one.channels,
            on_click=_restore,
            help="Puts the channels back in their order.",
        )
        names = scenario.layer.channel_names
        named = ", ".join(names[c] if c < len(names) else str(c) for c in order)
        st.markdown(f"Order of the channels: **{named}**", width="content")
    if order == one.channels:
        st.markdown(
            "Shuffle moves each channel of the input together with its kernel. Predict first: will "
            "the feature map change?"
        )
        return
    st.markdown(
        "Each channel moved together with its kernel. Largest difference this makes to the "
        f"feature map: **{number_text(one.difference_when(order))}**. A sum does not depend on the "
        "order of its parts."
    )


def _shuffle(order: tuple[int, ...]) -> None:
    """Draw another order than this one."""
    random, drawn = np.random.default_rng(), order
    while drawn == order:
        drawn = tuple(int(i) for i in random.permutation(len(order)))
    st.session_state[ORDER] = drawn


def _restore() -> None:
    st.session_state.pop(ORDER, None)


def show_position(one: OneFilter, at: Position, keep: tuple[bool, ...]) -> None:
    """Choose a position, and see its channel sums and the bias add up to its output."""
    rows, columns = one.shape
    row, column = at
    controls, result = st.columns([1, 4], gap="medium")
    with controls:
        for name, key, count in (("Row", ROW, rows), ("Column", COLUMN, columns)):
            st.number_input(
                name,
                0,
                count - 1,
                count // 2,
                key=key,
                help=f"Of the position in the feature map: 0 to {count - 1}.",
                bind="query-params",
            )
    kept = [place for place, on in enumerate(keep) if on]
    sums, bias = one.partial[kept, row, column], one.bias[0]
    output = one.feature_map(keep)[row, column]
    line = addition(sums, bias, output)
    with result:
        st.markdown(f"### {line}")
        figure = waterfall_figure(
            sums,
            bias,
            output,
            [one.labels[place] for place in kept],
            [one.colours[place] for place in kept],
            output_label=f"feature map {one.number}",
            dark=is_dark(),
        )
        words = f"Waterfall of row {row}, column {column} of feature map {one.number}: {line}"
        chart(figure, "waterfall", words)


def show_belief(one: OneFilter, at: Position) -> None:
    """Put a belief beside what is right, and say what differs."""
    key = st.segmented_control(
        "Belief",
        list(BELIEFS),
        default=next(iter(BELIEFS)),
        required=True,
        format_func=lambda key: BELIEFS[key].title,
        key=BELIEF,
        help="What many people expect the layer to do.",
        bind="query-params",
    )
    belief = BELIEFS[key or "mean"]
    st.markdown(f"**Predict first.** {belief.predict}")
    maps = belief.comparison(one)
    limit = colour_limit(maps.right, maps.wrong, maps.difference)
    with tiles(len(one.channels) + 2, one.shape, align="bottom") as grid:
        for name, label, values in (
            ("Right", belief.right, maps.right),
            ("Wrong", belief.wrong, maps.wrong),
            ("Difference", "wrong − right", maps.difference),
        ):
            with grid.cell():
                st.markdown(f"**{name}**: {label}")
                signed_map(values, f"belief {name}", f"{name}, {label}", at, limit=limit)
    legend("belief legend", limit, maps.right, maps.wrong, maps.difference)
    largest = round(float(np.abs(maps.difference).max()), 2)
    why = belief.why if largest else belief.agrees
    st.markdown(f"Largest difference: **{number_text(largest)}**. {why}")
