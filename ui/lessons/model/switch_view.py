"""Switch channels off, and see what becomes of the classes."""

from dataclasses import replace

import streamlit as st

from conv_engine.networks.weighted import WeightedNetwork
from conv_engine.numeric import Array
from conv_engine.samples import RGB
from figures.axes import colour_limit
from stage.board import board
from text import markdown_table
from ui.controls.places import table
from ui.lessons.model.fed_picture import take_away
from ui.lessons.model.follow_view import (
    choose_maps,
    compute_maps,
    name_class,
    write_score,
)
from ui.lessons.model.maps import LayerMaps, best_scores, map_tiles
from ui.lessons.model.opened import OpenLayer, OpenModel
from ui.lessons.model.picture_view import FedNetwork
from ui.lessons.model.words import following as words
from ui.state.memories import MODEL_COLOURS_OFF, MODEL_OFF, MODEL_OFF_BOARD

ON_BOARD = 16
"""Maps that are shown."""


def switch_channels(opened: OpenModel) -> None:
    """Choose what is switched off, and compare the scores with and without it."""
    if opened.network is None:
        st.info(words.NO_GRAPH_TO_RUN)
        return
    fed_place = st.container()
    menu, switches, colours_place = st.columns(3, vertical_alignment="top")
    chosen = choose_maps(opened, menu, fed_place, words.SWITCHED_LAYER_HELP)
    if chosen is None:
        return
    layer, fed, maps = chosen
    if maps.scores is None:
        st.info(words.NO_CLASSES)
        return
    with colours_place:
        colours = _choose_colours(fed)
    with switches:
        off = _choose_maps(layer, maps)
    without = compute_maps(_switched(fed, layer, colours, off), layer)
    if without is None or without.scores is None:
        return
    _say_change(opened, maps.scores, without.scores, off, colours)
    _show_maps(without, off)
    _show_table(opened, maps.scores, without.scores)


def _choose_colours(fed: FedNetwork) -> list[str]:
    """Choose what is taken away from a colour picture."""
    if len(fed.picture.input) != len(RGB):
        return []
    return st.pills(
        words.SWITCH_COLOURS,
        (*RGB, words.COLOURS),
        selection_mode="multi",
        key=MODEL_COLOURS_OFF.name,
        help=words.SWITCH_COLOURS_HELP,
    )


def _choose_maps(layer: OpenLayer, maps: LayerMaps) -> list[int]:
    """Choose maps of the layer that are switched off."""
    return st.multiselect(
        words.SWITCH_MAPS.format(layer=layer.short_name),
        range(maps.count),
        format_func=lambda number: words.MAP_TITLE.format(map=number),
        key=MODEL_OFF.of(layer.place),
        placeholder=words.CHOOSE_MAPS,
        help=words.SWITCH_MAPS_HELP,
    )


def _switched(fed: FedNetwork, layer: OpenLayer, colours: list[str], off: list[int]) -> FedNetwork:
    """Return the network and the picture with channels switched off."""
    network: WeightedNetwork = fed.network.switch_off(layer.name, off) if off else fed.network
    picture = replace(fed.picture, input=take_away(fed.picture.input, colours))
    return FedNetwork(f"{fed.key} {sorted(colours)} {sorted(off)}", network, picture)


def _say_change(
    opened: OpenModel, before: Array, after: Array, off: list[int], colours: list[str]
) -> None:
    """Say which class the network prefers, with and without."""
    first, now = best_scores(before, 1)[0], best_scores(after, 1)[0]
    name, score = name_class(opened, first, len(before)), write_score(before, first)
    said = words.WITH_ALL.format(name=name, score=score)
    if not off and not colours:
        st.markdown(f"{said} {words.SWITCH_ONE}")
        return
    without = words.SAME_WITHOUT if first == now else words.OTHER_WITHOUT
    now_said = without.format(
        parts=words.name_parts(colours, off),
        name=name_class(opened, now, len(after)),
        score=write_score(after, now),
    )
    st.markdown(f"{said} {now_said}")
    if first != now:
        st.caption(words.NEVER_LEARNED)


def _show_maps(maps: LayerMaps, off: list[int]) -> None:
    """Show the maps, those that are off greyed."""
    if maps.maps.ndim == 1:
        return
    shown = sorted({*off, *range(min(maps.count, ON_BOARD))})[: 2 * ON_BOARD]
    tiles = map_tiles(maps, shown)
    board(
        [replace(tile, on=number not in off) for tile, number in zip(tiles, shown, strict=True)],
        limits={"maps": colour_limit(maps.maps)},
        reports=False,
        label=words.SWITCHED_LABEL,
        key=MODEL_OFF_BOARD.name,
    )


def _show_table(opened: OpenModel, before: Array, after: Array) -> None:
    """List the highest scores, with and without."""
    places = list(dict.fromkeys([*best_scores(before), *best_scores(after)]))
    rows = [
        [
            name_class(opened, place, len(before)),
            write_score(before, place),
            write_score(after, place),
        ]
        for place in places
    ]
    table("scores", markdown_table(words.SCORE_HEADS, rows))
    if listed := words.describe_listed(len(places), len(before)):
        st.caption(listed)
