"""Other ways to the same feature maps in lesson 7: two sentences each, measured on a button."""

import streamlit as st

from conv_engine.known_layers import KnownLayer
from conv_engine.other_ways import winograd_multiplications
from ui.controls.widgets import choice_menu
from ui.lessons.matrix.measurements import LAYERS, held_megabytes, time_ways
from ui.shell.page_part import page_part
from ui.state.keys import MEASURED_LAYER
from ui.state.memories import MEASURE, MEASURED
from ui.state.session import read, write

WAY_WORDS = {
    "direct": (
        "Direct",
        "Slide the window, and multiply and add in place, one kernel cell at a time. Only the "
        "padding is copied, but every number is read from memory again for every kernel cell.",
    ),
    "matrix": (
        "Patch matrix",
        "Copy all patches, then multiply once. Processors are fastest at this, but it needs "
        "memory for the whole patch matrix.",
    ),
    "tiled": (
        "Tiled patch matrix",
        "Copy a few rows of patches, multiply, forget them and go on. This needs little memory. "
        "The engine of this app works this way in Python, where each of the many small steps "
        "takes time. Deep-learning libraries do much the same in compiled code, where the steps "
        "cost little.",
    ),
    "fourier": (
        "Fourier transform",
        "Turn input and kernels into waves, multiply wave by wave, add up the channels, and turn "
        "the result back. The work hardly depends on the kernel size, so this pays off for large "
        "kernels.",
    ),
    "winograd": (
        "Winograd F(2x2, 3x3)",
        "Compute four outputs of a 3x3 kernel with 16 multiplications instead of 36, by adding "
        "numbers first. Libraries use it for 3x3 layers. Here only its multiplications are "
        "counted.",
    ),
}


@page_part
def show_other_ways() -> None:
    """Offer a layer to measure, and write what each way is and what it took."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = choice_menu(
            MEASURED_LAYER,
            "Every way computes this layer, on the computer that serves this page.",
            width=420,
        )
        pressed = st.button(
            "Measure here",
            icon=":material/timer:",
            key=MEASURE.name,
            help="Runs every way five times. It takes a few seconds.",
        )
    layer = LAYERS[key]
    measured = read(MEASURED)
    if pressed:
        with st.spinner("Running every way five times"):
            measured = {**measured, key: time_ways(layer)}
        write(MEASURED, measured)
    took = measured.get(key, {})
    with st.grid("auto", min_column_width=300) as grid:
        for way, (title, words) in WAY_WORDS.items():
            with grid.cell():
                st.markdown(f"**{title}**: {result_text(way, layer, took.get(way))}")
                st.write(words)
    st.caption(
        "The time is that of the fastest of five runs, on the computer that runs this app. The "
        "memory is the most that a way holds beyond input, weight and feature maps, all in "
        "float32. It is calculated from what the way copies, and is right to within a tenth."
    )


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
        return _multiplications(layer)
    megabytes = f"{held_megabytes(way, layer):,.1f} MB"
    if milliseconds is None:
        return f"{megabytes}, time not measured yet"
    return f"{milliseconds:,.1f} ms, {megabytes}"


def _multiplications(layer: KnownLayer) -> str:
    fewer = winograd_multiplications(layer.spec, layer.input_shape)
    if fewer is None:
        return "only for 3x3 kernels at stride 1"
    usual = layer.spec.multiply_adds(layer.input_shape)
    return f"{fewer / 1e6:,.1f} instead of {usual / 1e6:,.1f} million multiplications"
