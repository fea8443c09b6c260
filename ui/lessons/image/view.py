"""Your image on the screen: before and after, channels, filters, one pixel, and downloads."""

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from conv_engine.samples import RGB
from figures.axes import colour_limit
from files.exports import (
    array_as_npy,
    arrays_as_npz,
    filters_as_json,
    filters_as_npy,
    filters_as_npz,
    maps_as_csv,
)
from files.renderings import (
    Rendering,
    drawn_channels,
    map_as_png,
    map_as_png16,
)
from stage import Position
from stage.board import board
from stage.tiles import Place
from stage.wipe import looked_at, wipe
from text import channel_label, number_text
from ui.controls.choose_filter import filter_buttons
from ui.controls.downloads import download
from ui.controls.filter_pages import LARGEST_OVER_PICTURE
from ui.controls.input import picture_uploader, show_refusal
from ui.controls.kernel_input import kernel_input
from ui.controls.places import BUTTONS, keep_place
from ui.controls.widgets import choice_buttons, number_field
from ui.lessons.image import words
from ui.lessons.image.before_and_after import before_and_after
from ui.lessons.image.close_up import close_up
from ui.lessons.image.tiles import (
    KINDS,
    channel_tiles,
    close_tiles,
    filter_tiles,
    limit_of,
    line_of,
    sliding_of,
)
from ui.lessons.image.whole_maps import WholeMaps
from ui.lessons.image.whole_maps_view import whole_maps
from ui.pictures.choose_position import FIELD
from ui.shell.explain import explain
from ui.shell.lesson_table import LESSONS
from ui.shell.page_part import page_part
from ui.state.key_kinds import Memory
from ui.state.keys import (
    CLOSE_UP,
    PIXEL_COLUMN,
    PIXEL_ROW,
    RENDERING,
    WIPE,
)
from ui.state.link import link_to
from ui.state.memories import CLOSE_BOARD, IMAGE_BOARD, IMAGE_LOOKED, IMAGE_WIPE
from ui.state.scenario import Scenario
from ui.state.session import read, read_within, write, write_link
from ui.state.settings import Settings

RESULTS = {words.COMPARISON: 560, words.CHANNELS: 560}
"""Height of what a section shows at least, in screen pixels; less in those that are not named."""


def choose_view(settings: Settings, scenario: Scenario) -> tuple[int, Rendering]:
    """Bring in a picture and kernels; choose a filter, and how its numbers become light."""
    with keep_place("view-place", BUTTONS, horizontal=True):
        with st.container(width="content", vertical_alignment="bottom", height="stretch"):
            _choose_files(settings)
        number = filter_buttons(scenario, words.FILTER_HELP)
        rendering = choice_buttons(RENDERING, words.RENDERING_HELP)
    return number, rendering


def _choose_files(settings: Settings) -> None:
    with st.popover(words.YOUR_FILES, icon=":material/upload:"):
        picture_uploader()
        show_refusal()
        kernel_input(settings, LARGEST_OVER_PICTURE)


def space_for_results(section: str) -> DeltaGenerator:
    """Keep a place for what a section shows."""
    name = "results" if section in RESULTS else "short-results"
    return keep_place(f"{name}-place", RESULTS.get(section, 300))


def maps_of(scenario: Scenario, number: int, section: str) -> WholeMaps | None:
    """Work out the maps of a section; where the kernel does not fit the picture, say so."""
    try:
        return whole_maps(scenario, number, with_parts=section == words.CHANNELS)
    except ValueError as refusal:
        st.info(words.NOT_USABLE.format(refusal=refusal), icon=":material/info:")
        return None


def show_rendering(rendering: Rendering) -> None:
    """Say what the chosen rendering is and is not."""
    st.caption(words.ONLY_COLOURS.format(rendering=RENDERING.title(rendering)))


@page_part
def show_comparison(
    scenario: Scenario, maps: WholeMaps, number: int, rendering: Rendering, at: Place
) -> None:
    """Show picture and feature map in one place, a line between them, and magnifiers.

    It runs alone for the line and for what is looked at; a pixel that is pinned is for all of the
    page.
    """
    if pixel_of(maps) != at:
        st.rerun()
    (_, height, width), (rows, columns) = scenario.full.shape, maps.feature_map.shape
    with keep_place("wipe-place", 560):
        wipe(
            before_and_after(scenario, maps, number, at, read(IMAGE_LOOKED)),
            kind=KINDS[rendering],
            limit=limit_of(rendering, maps.limit),
            share=read(WIPE),
            at=at,
            alt=words.describe_wipe(number, (height, width), (rows, columns)),
            key=IMAGE_WIPE.name,
            on_wipe=lambda: write_link(WIPE, read(IMAGE_WIPE)["wipe"]["share"]),
            on_pin=lambda: _go_to_pin(IMAGE_WIPE, maps),
            on_look=lambda: write(IMAGE_LOOKED, looked_at(read(IMAGE_WIPE), (rows, columns))),
        )
    explain(words.explain_wipe((height, width), (rows, columns)))
    if note := drawn_channels(len(scenario.full), scenario.layer.channel_names):
        st.caption(note)


def show_maps(scenario: Scenario, maps: WholeMaps, number: int, rendering: Rendering) -> None:
    """Show what each channel holds and adds, and every feature map, with one position on all."""
    channels = channel_tiles(scenario, maps, number, rendering)
    filters = filter_tiles(scenario, maps, number, rendering)
    row, column = pixel_of(maps)
    rows, positions = maps.shown[number].shape
    board(
        [*channels, *filters],
        at=(min(row // maps.step, rows - 1), min(column // maps.step, positions - 1)),
        sliding=sliding_of(scenario) if maps.step == 1 else None,
        line=line_of(scenario, maps, number, channels, filters[0][0]),
        limits={"maps": limit_of(rendering, maps.limit_with_parts), "input": 255},
        on_pin=lambda: _go_to_pin(IMAGE_BOARD, maps, step=maps.step),
        label=words.BOARD_LABEL,
        key=IMAGE_BOARD.name,
    )
    if maps.step > 1:
        st.caption(words.SHRUNK.format(step=maps.step))


def pixel_of(maps: WholeMaps) -> tuple[int, int]:
    """Return the chosen position of the feature map; at first its middle."""
    rows, columns = maps.feature_map.shape
    return (
        read_within(PIXEL_ROW, 0, rows - 1, rows // 2),
        read_within(PIXEL_COLUMN, 0, columns - 1, columns // 2),
    )


def _go_to_pin(pinned: Memory[Any], maps: WholeMaps, step: int = 1) -> None:
    """Set row and column to the position that was pinned, or the middle one of those it is of."""
    place = read(pinned)["pinned"]["place"]
    if place is None:
        return
    row, column = (
        min(n * step + step // 2, length - 1)
        for n, length in zip(place, maps.feature_map.shape, strict=True)
    )
    write_link(PIXEL_ROW, row)
    write_link(PIXEL_COLUMN, column)


def show_pixel(scenario: Scenario, maps: WholeMaps, number: int) -> None:
    """Look at one position closely, and lead on to its arithmetic."""
    rows, columns = maps.feature_map.shape
    numbers, close_ups = st.columns([1, 2], gap="medium")
    with numbers:
        with st.container(horizontal=True):
            row = number_field(PIXEL_ROW, 0, rows - 1, rows // 2, width=FIELD)
            column = number_field(PIXEL_COLUMN, 0, columns - 1, columns // 2, width=FIELD)
        value = maps.feature_map[row, column]
        explain(words.VALUE_IS.format(filter=number, value=number_text(round(float(value), 2))))
        _link_stage(scenario, Position(number, row, column))
    with close_ups:
        tiles = close_tiles(scenario, maps.feature_map, number, (row, column))
        board(
            tiles,
            at=(row, column),
            sliding=sliding_of(scenario),
            limits={"close-up": colour_limit(tiles[1].values)},
            legend=False,
            whole=(rows, columns),
            on_pin=lambda: _go_to_pin(CLOSE_BOARD, maps),
            label=words.CLOSE_LABEL,
            key=CLOSE_BOARD.name,
        )


def _link_stage(scenario: Scenario, position: Position) -> None:
    """Lead on to the stage, on a region in which this position's arithmetic is the same."""
    channels = scenario.layer.spec.in_channels
    if not scenario.is_picture and channels not in (1, len(RGB)):
        # What stands in for the picture is no picture either: the stage shows all of it.
        st.caption(words.NO_PICTURE.format(channels=channels))
        return
    found = close_up(scenario, position.row, position.column)
    if found is None:
        st.caption(words.NO_ROOM)
        return
    place = Position(position.filter, found.row, found.column)
    st.page_link(
        LESSONS[0].file,
        label=words.SHOW_ARITHMETIC,
        icon=LESSONS[0].icon,
        query_params=link_to({CLOSE_UP: (found.size, found.top, found.left, *place)}),
    )


def downloads(scenario: Scenario, maps: WholeMaps, number: int, rendering: Rendering) -> None:
    """Offer the map and the filters as files; each is made when it is asked for."""
    values, weight, bias = maps.feature_map, scenario.exact_weight, scenario.exact_bias
    arrays = {"feature_map": values, "weight": weight, "bias": bias}
    names = [
        channel_label(c, scenario.layer.channel_names)
        for c in range(scenario.layer.spec.in_channels)
    ]
    st.markdown(words.MAP_FILES.format(filter=number))
    with st.container(horizontal=True):
        download(
            words.PNG,
            "feature_map.png",
            lambda: map_as_png(values, rendering, maps.limit),
            words.PNG_HELP,
        )
        download(
            words.PNG16,
            "feature_map_16.png",
            lambda: map_as_png16(values),
            words.PNG16_HELP,
        )
        download(words.NPY, "feature_map.npy", lambda: array_as_npy(values), words.NPY_HELP)
        download(
            words.NPZ,
            "feature_map.npz",
            lambda: arrays_as_npz(arrays),
            words.NPZ_HELP,
        )
        download(words.CSV, "feature_map.csv", lambda: maps_as_csv(values), words.CSV_HELP)
    st.caption(words.PNG16_SAYS)
    st.markdown(words.FILTER_FILES)
    with st.container(horizontal=True):
        download(
            words.JSON,
            "filters.json",
            lambda: filters_as_json(scenario.layer.spec, weight, bias, channel_names=names),
            words.JSON_HELP,
        )
        download(
            words.FILTERS_NPZ,
            "filters.npz",
            lambda: filters_as_npz(weight, bias),
            words.FILTERS_NPZ_HELP,
        )
        download(
            words.PYTORCH_NPY,
            "filters_oihw.npy",
            lambda: filters_as_npy(weight, "OIHW"),
            words.PYTORCH_NPY_HELP,
        )
        download(
            words.KERAS_NPY,
            "filters_hwio.npy",
            lambda: filters_as_npy(weight, "HWIO"),
            words.KERAS_NPY_HELP,
        )
