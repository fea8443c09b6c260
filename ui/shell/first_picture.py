"""The first picture of a visit: the browser draws it before it gets the rest of the page."""

from time import sleep

from ui.state.memories import PICTURE_CAME
from ui.state.session import read, write

HEAD_START = 0.3
"""Seconds; a browser that has the scripts of Streamlit in its cache draws the picture in them."""


def let_picture_come() -> None:
    """Wait a little, once for each visit, with what stands below the picture and with the menu.

    A browser at its first page shows nothing of what comes together before it has loaded the
    script of every kind of control in it, and a page has ten kinds. Later they are there.
    """
    if not read(PICTURE_CAME):
        write(PICTURE_CAME, True)
        sleep(HEAD_START)
