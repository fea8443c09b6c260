"""Ready films on the screen: a sentence, the film or its finished picture, and a download each."""

from collections.abc import Sequence
from io import BytesIO

import streamlit as st
from PIL import Image

from files.gif import animated_gif, finished_picture
from ui.controls.downloads import download
from ui.controls.places import BUTTONS, SWITCH, keep_place
from ui.controls.widgets import choice_buttons, switch
from ui.lessons.films import words
from ui.lessons.films.films import CHANNELS, CLASSIC, ReadyPicture
from ui.state.keys import FILM_HALF, FILM_SHAPE, FILMS_MOVING
from ui.state.theme import presenting

COLUMN = {"narrow": 477, "wide": 970}
"""Width of a column on a desktop, in screen pixels."""
BY_FILE = {picture.file: picture for picture in (*CLASSIC, *CHANNELS)}


def show_films(pictures: Sequence[ReadyPicture]) -> None:
    """Choose how films look and which half of them is shown, and show it.

    A class sees wide films: each fills a screen.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shape = "wide" if presenting() else choose_shape()
        half = choose_half(pictures)
        moving = choose_moving()
    show_pictures(half, shape, moving)


def choose_shape() -> str:
    """Choose whether the rows of the channels stand below the input, or beside it."""
    with keep_place("shape-place", BUTTONS, widest="content"):
        return choice_buttons(FILM_SHAPE, words.SHAPE_HELP)


def choose_half(pictures: Sequence[ReadyPicture]) -> Sequence[ReadyPicture]:
    """Choose half of the films: all of them are longer than a page."""
    middle = len(pictures) // 2
    with keep_place("half-place", BUTTONS, widest="content"):
        half = choice_buttons(FILM_HALF, words.HALF_HELP)
    return pictures[:middle] if half == "first" else pictures[middle:]


def choose_moving() -> bool:
    """Draw the switch that starts and stops all films; until then they are finished pictures.

    Streamlit does not know who asked the browser for less motion, so nobody gets it unasked.
    """
    with keep_place("moving-place", SWITCH, widest="content"):
        return switch(FILMS_MOVING, words.MOVING_HELP)


def show_pictures(pictures: Sequence[ReadyPicture], shape: str, moving: bool) -> None:
    """Show films with their words, as many beside each other as can be read."""
    narrowest = min(Image.open(BytesIO(_finished(each.file, shape))).width for each in pictures)
    with st.grid("auto", min_column_width=narrowest) as grid:
        for picture in pictures:
            with grid.cell():
                _show(picture, shape, moving)


def _show(picture: ReadyPicture, shape: str, moving: bool) -> None:
    """Show a film at the size of its file: Streamlit shrinks a film to a single, blurred frame."""
    st.markdown(f"**{picture.title}.** {picture.words}")
    alt = f"{picture.title}: {picture.filmed.caption}"
    image = _film(picture.file, shape) if moving else _finished(picture.file, shape)
    width, height = Image.open(BytesIO(image)).size
    shown = min(width, COLUMN[shape])
    with keep_place(f"{picture.file}-picture-place", round(height * shown / width)):
        st.image(image, width="content", alt=alt, output_format="auto" if moving else "PNG")
    download(words.DOWNLOAD, picture.file, lambda: _film(picture.file, shape), f"{alt}.")


@st.cache_data(max_entries=2 * len(BY_FILE), show_spinner=words.DRAWING)
def _film(file: str, shape: str) -> bytes:
    return animated_gif(BY_FILE[file].filmed, narrow=shape == "narrow")


@st.cache_data(max_entries=2 * len(BY_FILE), show_spinner=False)
def _finished(file: str, shape: str) -> bytes:
    picture = finished_picture(BY_FILE[file].filmed, narrow=shape == "narrow")
    content = BytesIO()
    picture.save(content, format="PNG")
    return content.getvalue()
