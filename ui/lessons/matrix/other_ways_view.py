"""Other ways to the same feature maps in lesson 7: two sentences each, measured on a button."""

import streamlit as st

from conv_engine.known_layers import KnownLayer
from ui.controls.widgets import choice_menu
from ui.lessons.matrix.measurements import LAYERS, held_megabytes, time_ways
from ui.lessons.matrix.words import other_ways as words
from ui.shell.page_part import page_part
from ui.state.keys import MEASURED_LAYER
from ui.state.memories import MEASURE, MEASURED
from ui.state.session import read, write


@page_part
def show_other_ways() -> None:
    """Offer a layer to measure, and write what each way is and what it took."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = choice_menu(
            MEASURED_LAYER,
            words.MEASURED_HELP,
            width=420,
        )
        pressed = st.button(
            words.MEASURE,
            icon=":material/timer:",
            key=MEASURE.name,
            help=words.MEASURE_HELP,
        )
    layer = LAYERS[key]
    measured = read(MEASURED)
    if pressed:
        with st.spinner(words.MEASURING):
            measured = {**measured, key: time_ways(layer)}
        write(MEASURED, measured)
    took = measured.get(key, {})
    with st.grid("auto", min_column_width=300) as grid:
        for way, (title, said) in words.WAY_WORDS.items():
            with grid.cell():
                st.markdown(f"**{title}**: {result_text(way, layer, took.get(way))}")
                st.write(said)
    st.caption(words.MEASURED_HOW)


def result_text(way: str, layer: KnownLayer, milliseconds: float | None) -> str:
    """Write what a way took, as far as that is known.

    Examples
    --------
    >>> layer = LAYERS["resnet50"]
    >>> result_text("winograd", layer, None)
    '51.4 instead of 115.6 million multiplications'
    >>> result_text("matrix", layer, 12.34), result_text("matrix", layer, None)
    ('12.3 ms, 7.2 MB', '7.2 MB, time not measured yet')
    """
    if way == "winograd":
        return words.describe_multiplications(layer)
    return words.describe_result(held_megabytes(way, layer), milliseconds)
