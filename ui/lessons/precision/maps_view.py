"""The second part of lesson 8: one feature map, made of numbers with fewer bits."""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from conv_engine import Layer
from conv_engine.numeric import symmetric_limit
from conv_engine.rounding_errors import RoundedMaps, cancellation, rounded_conv2d
from figures.axes import colour_limit
from figures.errors import histogram_figure
from stage.board import Sliding, Tile, board
from text import markdown_table
from ui.controls.choose_filter import filter_buttons
from ui.controls.places import BUTTONS, keep_place, show_first, table
from ui.controls.widgets import choice_buttons
from ui.controls.words.layer import CHOOSE_FILTER
from ui.lessons.precision.exact_numbers import errors_text, share_text
from ui.lessons.precision.maps import exact_line, format_tiles, line_of
from ui.lessons.precision.words import maps as words
from ui.lessons.precision.words.numbers import differing_digit
from ui.pictures.chart import chart
from ui.shell.page_part import page_part
from ui.shell.predict import is_revealed, predict
from ui.state.keys import AS_FED, FED, FORMAT, FORMAT_TITLES
from ui.state.scenario import Array, Scenario
from ui.state.theme import is_dark

FULL_LIGHT = 255
TRUE_COLOURS = (1, 3)
"""Channels of a picture that a screen shows as they are."""
SOME_CANCELLATION = 3
"""From how much larger products than outputs on it is worth a sentence."""


@dataclass(frozen=True, eq=False)
class FormatComparison:
    """One filter's feature map in every format.

    Attributes
    ----------
    pixels : ndarray of shape (1 or 3, H, W), optional
        The picture that the filter is laid over, if a screen can show it as it is.
    maps : dict
        By the name of the format.
    """

    layer: Layer
    pixels: Array | None
    maps: dict[str, RoundedMaps]


@page_part
def formats(scenario: Scenario) -> None:
    """Show a feature map; once the size of an error is predicted, what a format makes of it."""
    whole = _layer(scenario)
    with show_first("formats"):
        with keep_place("formats-place", BUTTONS, horizontal=True):
            comparison = compare_formats(whole, scenario)
            asked = words.predict_digit(comparison.maps["tf32"].typical)
            chosen = choice_buttons(FORMAT, words.FORMAT_HELP) if is_revealed(asked) else None
        show_maps(comparison, chosen)
    predict(asked)
    if chosen:
        show_error(comparison, chosen)
        show_sizes(comparison, chosen)


def compare_formats(whole: Layer, scenario: Scenario) -> FormatComparison:
    """Draw the choices, and convolve in every format."""
    number = filter_buttons(scenario, CHOOSE_FILTER)
    fed = choice_buttons(FED, words.FED_HELP)
    layer = without_bias(whole.one_filter(number))
    layer = normalise_layer(layer) if fed == AS_FED else layer
    maps = {name: rounded_conv2d(layer, name) for name in FORMAT_TITLES}
    shown = whole.input is scenario.picture and len(whole.input) in TRUE_COLOURS
    return FormatComparison(layer, whole.input if shown else None, maps)


def _layer(scenario: Scenario) -> Layer:
    """Take the whole picture, or the cells of the stage where the kernel does not fit it."""
    try:
        return scenario.layer_on_picture
    except ValueError as refusal:
        st.info(words.NOT_WHOLE.format(refusal=refusal), icon=":material/info:")
        return scenario.layer


def without_bias(layer: Layer) -> Layer:
    """Leave the bias out: every format adds it in float32 anyway."""
    return replace(layer, bias=np.zeros_like(layer.bias), spec=replace(layer.spec, bias=False))


def normalise_layer(layer: Layer) -> Layer:
    """Divide the pixels by 255 and the weights by the sum of their sizes.

    The feature map is what it was, times one number.
    """
    size = float(np.abs(layer.weight).sum()) or 1.0
    return replace(layer, input=layer.input / FULL_LIGHT, weight=layer.weight / size)


def show_maps(comparison: FormatComparison, chosen: str | None) -> None:
    """Show the picture and the exact feature map; in a format the rounded one and what differs."""
    title = FORMAT_TITLES[chosen] if chosen else ""
    exact, rounded, error = format_tiles(comparison.maps[chosen or "tf32"], title)
    tiles = [exact, rounded, error] if chosen else [exact]
    sliding = None
    if comparison.pixels is not None:
        picture = Tile(
            "input", comparison.pixels, words.PICTURE, kind="picture", axes="input", scale="input"
        )
        tiles = [picture, *tiles]
        sliding = Sliding.of(comparison.layer.spec, *comparison.layer.input.shape[1:])
    rows, columns = exact.values.shape
    board(
        tiles,
        at=(rows // 2, columns // 2),
        sliding=sliding,
        line=line_of(title) if chosen else exact_line(),
        limits={
            "maps": colour_limit(_finite(exact.values)),
            "differences": colour_limit(_finite(error.values)),
        },
        reports=False,
        label=words.BOARD_LABEL,
        height=355,
        key="precision maps",
    )


def show_error(comparison: FormatComparison, chosen: str) -> None:
    """Say how large the error of a format is, and how much of it comes from cancelling."""
    maps = comparison.maps[chosen]
    st.markdown(words.describe_error(maps, FORMAT_TITLES[chosen]))
    times = cancellation(comparison.layer)
    if maps.typical and SOME_CANCELLATION < times < np.inf:
        st.markdown(words.CANCELS.format(times=f"{times:.0f}"))


def _finite(values: Array) -> Array:
    """Leave out what a format could not hold."""
    finite: Array = np.where(np.isfinite(values), values, 0.0)
    return finite


def show_sizes(comparison: FormatComparison, chosen: str) -> None:
    """Show how often errors of each size come, and a row of numbers for every format."""
    picture, numbers = st.columns([3, 2], gap="large", vertical_alignment="center")
    shares = {
        name: np.abs(maps.error).ravel() / symmetric_limit(maps.exact)
        for name, maps in comparison.maps.items()
    }
    with picture:
        figure = histogram_figure(shares, FORMAT_TITLES, chosen, dark=is_dark())
        typical = errors_text({name: maps.typical for name, maps in comparison.maps.items()})
        chart(figure, "p histogram", words.HISTOGRAM_ALT.format(errors=typical))
    with numbers:
        table("errors", errors_table(comparison.maps))
        st.caption(words.ERRORS_SAY)


def errors_table(maps: dict[str, RoundedMaps]) -> str:
    """Write the errors of every format as a table.

    Examples
    --------
    >>> layer = Layer.of([[[257]], [[1]]], [[[[1]], [[3]]]])
    >>> print(errors_table({"bfloat16": rounded_conv2d(layer, "bfloat16")}))
    | | typical error | largest error | digit that differs |
    |---|---|---|---|
    | **bfloat16** | 3.8·10⁻³ | 3.8·10⁻³ | the 3rd |
    """
    rows = [
        (
            f"**{FORMAT_TITLES[name]}**",
            *map(share_text, (each.typical, each.largest)),
            differing_digit(each.typical),
        )
        for name, each in maps.items()
    ]
    return markdown_table(words.HEADS, rows)
