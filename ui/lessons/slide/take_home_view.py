"""What a learner takes along: the stage as a page, a film, a picture, and numbers."""

from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from PIL import Image

from conv_engine import Layer, quantise
from conv_engine.frameworks.from_spec import layers_from_spec
from files.exports import maps_as_csv
from files.filmed_layer import FilmedLayer
from files.gif import animated_gif
from files.numbers_csv import step_as_csv
from stage import Options, Position
from stage.export import picture_buttons
from stage.offline import offline_html
from text import as_sentence
from ui.controls.downloads import download
from ui.controls.widgets import choice_buttons, switch
from ui.lessons.slide import words
from ui.shell.page_part import page_part
from ui.state.framework import framework
from ui.state.keys import FILM_MOVING, FILM_SIZE, FILM_SPEED, TAKE_HOME
from ui.state.link import is_local
from ui.state.memories import FILM, MAKE_FILM
from ui.state.scenario import Scenario
from ui.state.session import link_in_address, read, write

WIDTHS = {"Narrow": None, "Small": 640, "Medium": 900, "Large": 1280}
"""Of a film, in pixels; a narrow one is as wide as it needs with its rows below the input."""
SECONDS = {"Slow": 1.6, "Normal": 0.8, "Fast": 0.4}
"""How long a frame stays."""


@page_part
def take_home(scenario: Scenario, position: Position) -> None:
    """Offer the layer, and the step the learner stopped at, as files, made when asked for."""
    part = st.expander(
        TAKE_HOME.label,
        key=TAKE_HOME.name,
        icon=":material/download:",
        on_change="rerun",
        bind="query-params",
    )
    with part:
        if part.open:
            filmed = filmed_layer(scenario)
            _stage_as_page(filmed, position)
            _stage_as_film(filmed)
            _step_as_files(filmed.layer, position)


def filmed_layer(scenario: Scenario) -> FilmedLayer:
    """Take what a film needs from a scenario; the caption is the call that makes the layer."""
    layer = scenario.layer
    translation = layers_from_spec(layer.spec, layer.input.shape, framework())
    calls = [call.call(named=True) for call in translation.layers]
    return FilmedLayer(
        layer,
        caption=words.LAYERS.join(calls) or translation.remarks[-1].what,
        full_hue=scenario.full_hue,
    )


def page_address(page: str | None, settings: dict[str, Any]) -> str | None:
    """Write the link to a page as it is set; None where only this computer can open it.

    Examples
    --------
    >>> page_address("https://a.example/Slide_the_kernel", {"stride": "2", "at": "1.2.0"})
    'https://a.example/Slide_the_kernel?stride=2&at=1.2.0'
    """
    if page is None or is_local(page):
        return None
    return f"{page}?{urlencode(settings)}" if settings else page


def _stage_as_page(filmed: FilmedLayer, position: Position) -> None:
    st.markdown(words.OFFLINE)
    options = Options(start=position, full_hue=filmed.full_hue)
    link = page_address(st.context.url, link_in_address())

    def page() -> bytes:
        return offline_html(filmed.layer, options, filmed.caption, link).encode()

    download(
        words.PAGE,
        "conv2d.html",
        page,
        words.PAGE_HELP,
    )


def _stage_as_film(filmed: FilmedLayer) -> None:
    st.markdown(words.FILM)
    size = choice_buttons(
        FILM_SIZE,
        words.FILM_SIZE_HELP,
    )
    speed = choice_buttons(FILM_SPEED, words.FILM_SPEED_HELP)
    wanted = (_content(filmed), size, speed)
    if st.button(
        words.MAKE_FILM,
        key=MAKE_FILM.name,
        icon=":material/movie:",
        help=words.MAKE_FILM_HELP,
    ):
        film = _film(filmed, WIDTHS[size], SECONDS[speed])
        write(FILM, (wanted, film))
    made, film = read(FILM) or (None, None)
    if made == wanted and film is not None:
        _show(film, words.FILM_ALT.format(layer=filmed.caption))
        download(
            words.GIF,
            "conv2d.gif",
            lambda: film,
            words.GIF_HELP,
        )


def _show(film: bytes, alt: str) -> None:
    moving = switch(FILM_MOVING, words.MOVING_HELP)
    st.image(
        film if moving else Image.open(BytesIO(film)),
        alt=alt,
        output_format="auto" if moving else "PNG",
    )


def _content(filmed: FilmedLayer) -> tuple[object, ...]:
    """Return what makes one filmed layer equal to another."""
    layer = filmed.layer
    arrays = (layer.input, layer.weight, layer.bias)
    return (*(array.tobytes() for array in arrays), layer.spec, filmed.caption)


def _film(filmed: FilmedLayer, width: int | None, seconds: float) -> bytes | None:
    """Make a film while a bar tells how far it is; a layer too large for one is refused."""
    bar = st.progress(0.0, words.DRAWING)
    try:
        return animated_gif(
            filmed,
            width,
            seconds,
            progress=lambda share: bar.progress(share, words.DRAWING),
            narrow=width is None,
        )
    except ValueError as refusal:
        st.info(as_sentence(str(refusal)), icon=":material/info:")
        return None
    finally:
        bar.empty()


def _step_as_files(layer: Layer, position: Position) -> None:
    number, row, column = position
    st.markdown(words.THIS_STEP.format(filter=number, row=row, column=column))
    step = layer.step(*position)
    names = [words.MAP_COLUMN.format(filter=f) for f in range(layer.spec.out_channels)]
    with st.container(horizontal=True):
        picture_buttons()
        download(
            words.STEP,
            "step.csv",
            lambda: step_as_csv(step),
            words.STEP_HELP,
        )
        download(
            words.MAPS,
            "feature_maps.csv",
            lambda: maps_as_csv(quantise(layer.output), names),
            words.MAPS_HELP,
        )
