"""Ready pictures: films of the classic cases and of what channels do, to download."""

import streamlit as st

from ui.lessons.films.films import CHANNELS, CLASSIC
from ui.lessons.films.view import choose_moving, choose_shape, show_pictures
from ui.shell.page import close_page, lesson_of, open_page
from ui.shell.sections import choose_section

this = lesson_of(__file__)
open_page(this)
section = choose_section(this)

st.write(
    "Each film shows every position once, with its numbers, and begins with the finished picture: "
    "so it also prints. You see that picture until you let the films move. For a film of your own "
    "layer, look for *Take it home* on the first lesson."
)
shape, moving = choose_shape(), choose_moving()

match section:
    case "Eight classic cases":
        st.write("One channel and one filter, without bias: what padding, stride and dilation do.")
        show_pictures(CLASSIC, shape, moving)

    case "What channels do":
        st.write("The same layer dense, in groups, depthwise, and with a kernel of one cell.")
        show_pictures(CHANNELS, shape, moving)

close_page(this, switch=False)
