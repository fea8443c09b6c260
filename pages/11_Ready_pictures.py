"""Ready pictures: animations of the classic cases and of what channels do, to download."""

import streamlit as st

from ui.lessons.films.films import CHANNELS, CLASSIC
from ui.lessons.films.view import show_films
from ui.shell.page import close_page, lesson_of, open_page
from ui.shell.sections import choose_section

this = lesson_of(__file__)
open_page(this)
section = choose_section(this)

st.write(
    "Each animation shows every position once, with its numbers. Its first frame is the finished "
    "picture, so it also works in print. Switch on *Play all* to start them. To make an animation "
    "of your own layer, go to *Take it home* in *Slide the kernel*."
)

match section:
    case "Eight classic cases":
        st.write(
            "One channel and one filter, without bias, show what padding, stride and dilation do."
        )
        show_films(CLASSIC)

    case "What channels do":
        st.write(
            "The four layers are a dense one, one with two groups, a depthwise one and one with a "
            "1x1 kernel."
        )
        show_films(CHANNELS)

close_page(this, switch=False)
