"""Your image on the screen: before and after, channels, filters, one pixel, and downloads."""

from typing import Literal

import numpy as np
import streamlit as st

from conv_engine.samples import RGB
from figures.axes import colour_limit
from figures.maps import picture_figure
from files.exports import as_csv, as_npy, as_npz, filters_as_json, filters_as_npy, filters_as_npz
from files.pictures import Pixels, resized
from files.renderings import (
    Rendering,
    drawn_channels,
    map_as_png,
    map_as_png16,
    rendered,
    screen_colours,
)
from stage import Position
from text import channel_label, number_text
from ui.controls.input import picture_uploader, show_refusal
from ui.controls.kernel_input import kernel_input
from ui.controls.own_number import own_number
from ui.controls.places import BUTTONS, CONTROL, keep_place
from ui.lessons.image.close_up import close_up
from ui.lessons.image.whole_maps_view import WholeMaps, whole_maps
from ui.pictures.downloads import download
from ui.pictures.one_filter import window_box
from ui.pictures.tiles import chart, legend, signed_map
from ui.shell.lesson_table import LESSONS
from ui.state.keys import CLOSE_UP, PIXEL_COLUMN, PIXEL_ROW, RENDERING, WIPE
from ui.state.link import link_to
from ui.state.scenario import Array, Scenario
from ui.state.settings import Settings
from ui.state.theme import is_dark

WIDEST = 760
"""Width of the picture that is wiped, in screen pixels; a phone shows it narrower."""
AROUND = 4
"""Pixels on each side of the one that is looked at closely."""


def choose_files(settings: Settings) -> None:
    """Bring in a picture and kernels."""
    picture, kernels = st.columns(2, gap="large")
    with picture, keep_place("upload-place", 128):
        picture_uploader()
        show_refusal()
    with kernels, keep_place("kernels-place", 254):
        kernel_input(settings)


def maps_of(scenario: Scenario, number: int) -> WholeMaps | None:
    """Work the maps out; where the kernel does not fit the picture, say so."""
    try:
        return whole_maps(scenario, number)
    except ValueError as refusal:
        st.info(f"Not on this picture: {refusal}.", icon=":material/info:")
        return None


def choose_rendering() -> Rendering:
    """Choose how numbers become light."""
    with keep_place("rendering-place", BUTTONS):
        chosen = st.segmented_control(
            RENDERING.label,
            RENDERING.values,
            default=RENDERING.default,
            required=True,
            format_func=RENDERING.title,
            key=RENDERING.name,
            help="How the numbers of the feature map become light.",
            bind="query-params",
        )
    st.caption("Rendering decides how numbers look. It is no arithmetic: they stay as they are.")
    return chosen


def show_before_and_after(
    scenario: Scenario, maps: WholeMaps, number: int, rendering: Rendering
) -> None:
    """Wipe between the picture and the feature map."""
    shown = maps.shown[number]
    names = scenario.layer.channel_names
    after = screen_colours(_light(shown, rendering, colour_limit(shown)), RGB)
    before = screen_colours(resized(scenario.full, *shown.shape), names)
    with keep_place("wipe-place", CONTROL):
        share = st.slider(
            WIPE.label,
            WIPE.low,
            WIPE.high,
            WIPE.default,
            format="%d%%",
            key=WIPE.name,
            help="How much of the width shows the feature map.",
            bind="query-params",
        )
    edge = round(shown.shape[1] * (100 - share) / 100)
    both = np.concatenate([before[:, :, :edge], after[:, :, edge:]], axis=2)
    with keep_place("wiped-picture-place", round(WIDEST * both.shape[1] / both.shape[2])):
        _image(
            both,
            width=WIDEST,
            words=f"Left the picture, right feature map {number}, from column {edge} on",
        )
    rows, columns = maps.feature_map.shape
    _, height, width = scenario.full.shape
    st.caption(
        f"Picture {height}x{width}, feature map {rows}x{columns} pixels"
        + ("" if shown.shape == (rows, columns) else "; shrunk to be shown")
        + f". {drawn_channels(len(scenario.full), names)}"
    )


def show_channels(scenario: Scenario, maps: WholeMaps, number: int, rendering: Rendering) -> None:
    """Show what each channel holds, and what it adds to the feature map."""
    layer, limit = scenario.layer, colour_limit(*maps.partial, maps.shown[number])
    with st.grid("auto", min_column_width=160) as grid:
        channels = layer.spec.group_of(number)
        for channel, partial in zip(channels, maps.partial, strict=True):
            label = channel_label(channel, layer.channel_names)
            with grid.cell():
                st.markdown(f"**{label}**")
                small = resized(scenario.full[channel : channel + 1], *partial.shape)
                _image(small, f"Input, {label}")
                st.caption("adds this partial map")
                _image(_light(partial, rendering, limit), f"Partial map of {label}")
    if rendering == "signed":
        legend("channels legend", limit, *maps.partial)


def show_filters(maps: WholeMaps, rendering: Rendering) -> None:
    """Show the feature map of every filter, in one scale."""
    limit = colour_limit(*maps.shown)
    with st.grid("auto", min_column_width=160) as grid:
        for f, shown in enumerate(maps.shown):
            with grid.cell():
                st.markdown(f"**feature map {f}**")
                _image(_light(shown, rendering, limit), f"Feature map {f}")
    if rendering == "signed":
        legend("filters legend", limit, *maps.shown)


def show_pixel(scenario: Scenario, maps: WholeMaps, number: int) -> None:
    """Look at one position closely, and lead on to its arithmetic."""
    rows, columns = maps.feature_map.shape
    numbers, picture, map_ = st.columns([1, 1, 1], gap="medium")
    with numbers:
        row = own_number(PIXEL_ROW, 0, rows - 1, rows // 2)
        column = own_number(PIXEL_COLUMN, 0, columns - 1, columns // 2)
        value = maps.feature_map[row, column]
        st.markdown(f"Feature map {number} is **{number_text(round(float(value), 2))}** there.")
        _way_to_the_stage(scenario, Position(number, row, column))
    top, left = _corner(row, rows), _corner(column, columns)
    side = 2 * AROUND + 1
    with picture:
        st.markdown("**picture**")
        _show_window(scenario, row, column)
    with map_:
        st.markdown(f"**feature map {number}**")
        close = np.round(maps.feature_map[top : top + side, left : left + side], 2)
        at = (row - top, column - left)
        signed_map(close, "close map", f"Feature map {number} around it", at, limit=_limit(close))


def _limit(values: Array) -> float:
    return colour_limit(values)


def _corner(position: int, length: int) -> int:
    return max(0, min(position - AROUND, length - 2 * AROUND - 1))


def _show_window(scenario: Scenario, row: int, column: int) -> None:
    """Show the pixels around the window, and the window on them."""
    spec, (_, height, width) = scenario.layer.spec, scenario.full.shape
    box = window_box(spec, scenario.full.shape, (row, column))
    first_row, first_column, *reach = box
    rows, columns = (extent + 2 * AROUND for extent in reach)
    top = max(0, min(first_row - AROUND, height - rows))
    left = max(0, min(first_column - AROUND, width - columns))
    pixels = screen_colours(
        scenario.full[:, top : top + rows, left : left + columns], scenario.layer.channel_names
    )
    region = (first_row - top, first_column - left, reach[0], reach[1])
    words = f"The picture around row {first_row}, column {first_column}; the window is outlined"
    chart(picture_figure(pixels, region=region, height=240, dark=is_dark()), "close input", words)


def _way_to_the_stage(scenario: Scenario, position: Position) -> None:
    """Lead on to the stage, on a region in which this position's arithmetic is the same."""
    if not scenario.is_picture and scenario.layer.spec.in_channels not in (1, len(RGB)):
        return  # what stands in for the picture is no picture either: the stage shows all of it
    found = close_up(scenario, position.row, position.column)
    if found is None:
        st.caption("This position's window does not fit the stage: choose a smaller kernel.")
        return
    place = Position(position.filter, found.row, found.column)
    st.page_link(
        LESSONS[0].file,
        label="Show me this pixel's arithmetic",
        icon=LESSONS[0].icon,
        query_params=link_to({CLOSE_UP: (found.size, found.top, found.left, *place)}),
    )


def downloads(scenario: Scenario, maps: WholeMaps, number: int, rendering: Rendering) -> None:
    """Offer the map and the filters as files; each is made when it is asked for."""
    values, weight, bias = maps.feature_map, scenario.exact_weight, scenario.layer.bias
    limit = colour_limit(maps.shown[number])
    arrays = {"feature_map": values, "weight": weight, "bias": bias}
    names = [
        channel_label(c, scenario.layer.channel_names)
        for c in range(scenario.layer.spec.in_channels)
    ]
    st.markdown(f"**Feature map {number}**, at full resolution")
    with st.container(horizontal=True):
        download(
            "PNG",
            "feature_map.png",
            lambda: map_as_png(values, rendering, limit),
            "The picture that you see.",
        )
        download(
            "16-bit PNG",
            "feature_map_16.png",
            lambda: map_as_png16(values).data,
            "A grey picture with up to 65,536 levels.",
        )
        download("NPY", "feature_map.npy", lambda: as_npy(values), "The numbers, for NumPy.")
        download("NPZ", "feature_map.npz", lambda: as_npz(arrays), "The numbers, weight and bias.")
        download("CSV", "feature_map.csv", lambda: as_csv(values), "The numbers, a row a line.")
    st.caption("The 16-bit PNG says in its text how its levels become the values again.")
    st.markdown("**Filters**, as they are")
    with st.container(horizontal=True):
        download(
            "JSON",
            "filters.json",
            lambda: filters_as_json(scenario.layer.spec, weight, bias, channel_names=names),
            "A text with the layer and the names of its channels.",
        )
        download(
            "NPZ ", "filters.npz", lambda: filters_as_npz(weight, bias), "With biases, for NumPy."
        )
        download(
            "NPY for PyTorch",
            "filters_oihw.npy",
            lambda: filters_as_npy(weight, "OIHW"),
            "Filters, channels, rows, columns.",
        )
        download(
            "NPY for Keras",
            "filters_hwio.npy",
            lambda: filters_as_npy(weight, "HWIO"),
            "Rows, columns, channels, filters.",
        )


def _light(values: Array, rendering: Rendering, limit: float) -> Pixels:
    return rendered(values, rendering, limit, dark=is_dark())


def _image(pixels: Pixels, words: str, width: int | Literal["stretch"] = "stretch") -> None:
    st.image(screen_colours(pixels, RGB).transpose(1, 2, 0), width=width, alt=words)
