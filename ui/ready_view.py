"""Ready films on the screen: a sentence, the film or its finished picture, and a download each."""

from collections.abc import Sequence

import streamlit as st

from files.gif import animated_gif
from files.step_pictures import step_as_png
from ui.ready_pictures import CHANNELS, CLASSIC, ReadyPicture

WIDTH = 800
"""Of a film, in pixels."""
BY_FILE = {picture.file: picture for picture in (*CLASSIC, *CHANNELS)}


def choose_moving() -> bool:
    """Draw the switch that stops all films; without motion they are finished pictures."""
    return st.toggle(
        "Let them move",
        value=True,
        key="ready_moving",
        help="Switched off, each is its finished picture, as it prints.",
        bind="query-params",
    )


def show_pictures(pictures: Sequence[ReadyPicture], moving: bool) -> None:
    """Show films one below the other, beside their words."""
    for picture in pictures:
        words, place = st.columns([2, 5], gap="large", vertical_alignment="center")
        with words:
            st.markdown(f"**{picture.title}**")
            st.write(picture.words)
        with place:
            image = _film(picture.file) if moving else _finished(picture.file)
            st.image(image, alt=f"{picture.title}: {picture.layer.caption}")
        with words:
            _download(picture)


def _download(picture: ReadyPicture) -> None:
    st.download_button(
        "Download the GIF",
        lambda: _film(picture.file),
        picture.file,
        "image/gif",
        on_click="ignore",
        key=f"take {picture.file}",
        help=f"{picture.title}: {picture.layer.caption}.",
    )


@st.cache_data(max_entries=2 * len(BY_FILE), show_spinner="Painting the frames")
def _film(file: str) -> bytes:
    return animated_gif(BY_FILE[file].layer, WIDTH)


@st.cache_data(max_entries=2 * len(BY_FILE), show_spinner=False)
def _finished(file: str) -> bytes:
    layer = BY_FILE[file].layer
    filters, rows, columns = layer.output.shape
    return step_as_png(layer, layer.step(filters - 1, rows - 1, columns - 1))
