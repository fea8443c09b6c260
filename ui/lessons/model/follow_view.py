"""Follow a picture through the network: the maps of any layer, and the classes at the end."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from conv_engine.coloured_shapes import SHAPE_CLASSES
from conv_engine.networks.filter_sheets import sort_by_size
from conv_engine.numeric import Array
from figures.axes import colour_limit
from stage.board import Tile, board, pinned_tile
from text import as_sentence, number_text, shape_text
from ui.controls.places import BUTTONS, keep_place
from ui.controls.progress import finish_work
from ui.controls.widgets import choice_buttons
from ui.lessons.model.filters_view import choose_sheet
from ui.lessons.model.maps import (
    ACROSS,
    LayerMaps,
    are_chances,
    best_scores,
    clicked_map,
    map_tiles,
    value_text,
)
from ui.lessons.model.open_view import choose_layer
from ui.lessons.model.opened import OpenLayer, OpenModel, takes_picture
from ui.lessons.model.picture_view import FedNetwork, choose_picture
from ui.lessons.model.words import WHY
from ui.lessons.model.words import following as words
from ui.state.keys import MODEL_COLUMN, MODEL_MAP, MODEL_ORDER, MODEL_ROW, SECTION
from ui.state.memories import MODEL_MAPS, MODEL_RUN, MODEL_STOPPED
from ui.state.session import begin, read, read_within, write, write_choice, write_link

ON_BOARD = 16
"""Maps of a board."""
MOST_KEPT = 2
"""Layers whose maps are kept: one as it is, and one with channels switched off."""


def follow_picture(opened: OpenModel) -> None:
    """Choose a picture and a layer, and show what the layer makes of it."""
    fed_place = st.container()
    menu, ordering, sheets = st.columns([4, 3, 1.5], vertical_alignment="bottom")
    chosen = choose_maps(opened, menu, fed_place, words.LAYER_HELP)
    if chosen is None:
        return
    layer, fed, maps = chosen
    with ordering, keep_place("order-place", BUTTONS):
        order = list(range(maps.count))
        if choice_buttons(MODEL_ORDER, words.ORDER_HELP) == "size":
            order = sort_by_size(np.abs(maps.maps).reshape(maps.count, -1).max(axis=1))
    with sheets:
        shown = order
        if maps.maps.ndim == 3:
            shown = choose_sheet(order, ON_BOARD, words.SHEET_HELP.format(most=ON_BOARD))
    cell = chosen_cell(maps)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"{_describe_scores(opened, maps)} {_describe_cell(maps, cell)}", width="content"
        )
        _offer_why(maps, cell)
    _show_maps(fed, layer, maps, shown, cell)


def choose_maps(
    opened: OpenModel, menu: DeltaGenerator, fed_place: DeltaGenerator, help: str
) -> tuple[OpenLayer, FedNetwork, LayerMaps] | None:
    """Choose a layer and a picture, each in its place; None if there are no maps of them."""
    with menu:
        layer = choose_layer(followable(opened), help)
    with fed_place:
        fed = choose_picture(opened, layer)
    maps = None if fed is None else compute_maps(fed, layer)
    return None if fed is None or maps is None else (layer, fed, maps)


def followable(opened: OpenModel) -> Sequence[OpenLayer]:
    """Return the layers that can be computed: of weights alone, those that a picture fits."""
    network = opened.network
    if network is None:
        fitting = [layer for layer in opened.adding if layer.source and takes_picture(layer.source)]
        return fitting or opened.adding
    return [layer for layer in opened.layers if layer.name in network.rules]


def compute_maps(fed: FedNetwork, layer: OpenLayer) -> LayerMaps | None:
    """Compute the maps of a layer, unless they are among the last that were computed."""
    key = f"{fed.key} {layer.place}"
    kept: tuple[LayerMaps, ...] = read(MODEL_RUN)
    for maps in kept:
        if maps.key == key:
            return maps
    try:
        found = finish_work(
            _follow(fed, layer, key),
            key,
            MODEL_STOPPED,
            words.FOLLOWING,
            words.FOLLOW_AGAIN,
        )
    except ValueError as refusal:
        st.error(as_sentence(str(refusal)), icon=":material/error:")
        return None
    if found is not None:
        write(MODEL_RUN, (found, *kept[: MOST_KEPT - 1]))
    return found


def _follow(fed: FedNetwork, layer: OpenLayer, key: str) -> Iterator[float | LayerMaps]:
    """Yield the share that is done, and at the end the maps and scores."""
    network = fed.network
    end = (network.outputs or (network.nodes[-1].name,))[0]
    ends = [end] if end in network.rules else []
    for done in network.follow(fed.picture.input, dict.fromkeys([layer.name, *ends])):
        if isinstance(done, float):
            yield done
            continue
        maps, scores = done[layer.name], done.get(end)
        if maps.ndim not in (1, 3):
            raise ValueError(words.NO_MAP.format(layer=layer.name, shape=shape_text(maps.shape)))
        is_list = scores is not None and scores.ndim == 1 and len(scores) > 1
        yield LayerMaps(key, maps, scores if is_list else None)


def chosen_cell(maps: LayerMaps) -> tuple[int, int, int]:
    """Return map, row and column of the cell that was pinned; at first the middle of map 0."""
    rows, columns = maps.shape
    # Set here, since a field keeps the number of the layer before where only its default changes.
    begin(MODEL_ROW, rows // 2)
    begin(MODEL_COLUMN, columns // 2)
    return (
        read_within(MODEL_MAP, 0, maps.count - 1),
        read_within(MODEL_ROW, 0, rows - 1),
        read_within(MODEL_COLUMN, 0, columns - 1),
    )


def _show_maps(
    fed: FedNetwork,
    layer: OpenLayer,
    maps: LayerMaps,
    shown: list[int],
    cell: tuple[int, int, int],
) -> None:
    """Show the picture and some maps, one position marked on all of them."""
    number, row, column = cell
    picture = Tile("picture", fed.picture.pixels, words.THE_PICTURE, kind="picture", axes="input")
    board(
        [picture, *map_tiles(maps, shown)],
        at=divmod(number, ACROSS) if maps.maps.ndim == 1 else (row, column),
        limits={"maps": colour_limit(maps.maps)},
        on_pin=lambda: _take_pin(maps),
        label=words.MAPS_LABEL,
        key=MODEL_MAPS.name,
    )
    st.caption(words.describe_sizes(layer.short_name, maps.maps.shape, fed.picture.pixels.shape))


def _describe_cell(maps: LayerMaps, cell: tuple[int, int, int]) -> str:
    """Say the number of the pinned cell."""
    number, row, column = cell
    value = value_text(maps.read(*cell))
    if maps.maps.ndim == 1:
        return words.FEATURE_IS.format(feature=number, value=value)
    return words.CELL_IS.format(map=number, row=row, column=column, value=value)


def _offer_why(maps: LayerMaps, cell: tuple[int, int, int]) -> None:
    """Lead on to what the pinned number is made of."""
    st.button(
        words.WHY_IS_IT.format(value=value_text(maps.read(*cell))),
        on_click=write,
        args=(SECTION, WHY),
        help=words.WHY_HELP,
    )


def _take_pin(maps: LayerMaps) -> None:
    """Set the map, row and column that were clicked."""
    reported: Any = read(MODEL_MAPS)
    place = reported["pinned"]["place"]
    if place is None:
        return
    number = clicked_map(maps, pinned_tile(reported), (place[0], place[1]), read(MODEL_MAP))
    write_choice(MODEL_MAP, number)
    write_link(MODEL_ROW, place[0] if maps.maps.ndim == 3 else 0)
    write_link(MODEL_COLUMN, place[1] if maps.maps.ndim == 3 else 0)


def _describe_scores(opened: OpenModel, maps: LayerMaps) -> str:
    """Say which classes the network prefers; nothing where it has none."""
    scores = maps.scores
    if scores is None:
        return ""
    first, second = best_scores(scores, 2)
    names = [name_class(opened, place, len(scores)) for place in (first, second)]
    return words.CLASSES.format(
        first=names[0],
        score=write_score(scores, first),
        second=names[1],
        next_score=write_score(scores, second),
    )


def write_score(scores: Array, place: int) -> str:
    """Write a chance in percent; what did not go through Softmax is a score, which is no chance."""
    if are_chances(scores):
        return words.CHANCE.format(percent=number_text(100 * scores[place], 1))
    return words.SCORE.format(score=number_text(scores[place], 3))


def name_class(opened: OpenModel, place: int, count: int) -> str:
    """Name a class; a file does not hold the names."""
    if opened.is_example and count == len(SHAPE_CLASSES):
        return SHAPE_CLASSES[place]
    return words.CLASS.format(place=place)
