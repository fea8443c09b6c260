"""What every page has: title, menu, style, and the way to the next lesson."""

from pathlib import Path

import numpy as np
import streamlit as st
from PIL import Image

from colours import CHANNEL_HUES, DARK, LIGHT
from stage.frontend_files import joined_styles
from ui.controls.framework import choose_framework
from ui.controls.layer import begin_layer
from ui.shell import words
from ui.shell.copy_link import copy_link
from ui.shell.focusable import focus_scrollables
from ui.shell.footer import footer
from ui.shell.in_class import follow_class, lead_back, offer_to_class, watch_room
from ui.shell.lesson_table import HOME, LESSONS, Lesson, lesson_after
from ui.shell.page_keys import follow_page_keys
from ui.shell.predict import keep_revealed
from ui.shell.presenter import offer_presenting, present
from ui.shell.sections import open_section
from ui.shell.show_glossary import offer_glossary, show_glossary
from ui.shell.tour import show_tour, take_step
from ui.state.exact_biases import take_linked_biases
from ui.state.own_numbers import take_linked_weights
from ui.state.rooms import attends
from ui.state.session import show_link_notes, take_link
from ui.state.theme import embedded, presenting

SIDEBAR_WIDTH = 270
MENU_ROW = 40
"""Height of an entry of the menu, in pixels: that of the grey bar that stands for it at first."""
READABLE = 900
"""Width of a line that reads with ease, in pixels; when the style comes it does not wrap anew."""
PAPER = f":root {{ --paper: light-dark({LIGHT.paper}, {DARK.paper}); }}"
STYLE, EMBED_STYLE = (
    f"<style>{PAPER}{joined_styles(f'{name}.css', folder=Path(__file__).parent)}</style>"
    for name in ("page", "embed")
)


def _icon() -> Image.Image:
    """Draw three slabs, one behind the other. Streamlit would fetch a symbol from another host."""
    icon = np.zeros((32, 32, 4), dtype=np.uint8)
    for place, hue in zip((0, 6, 12), reversed(CHANNEL_HUES[:3]), strict=True):
        icon[place : place + 20, 12 - place : 32 - place] = (*bytes.fromhex(hue[1:]), 255)
    return Image.fromarray(icon)


ICON = _icon()


def open_page(lesson: Lesson) -> None:
    """Set the page up: its style, its title, its question."""
    st.set_page_config(
        page_title=lesson.title,
        page_icon=ICON,
        layout="wide",
        initial_sidebar_state=SIDEBAR_WIDTH,
    )
    st.html(STYLE)
    take_link(lesson.folder)
    follow_class(lesson)
    take_linked_weights()
    take_linked_biases()
    open_section(lesson)
    begin_layer(lesson.folder, lesson.first_layer)
    with st.sidebar:  # it is there before the menu, which comes last
        follow_page_keys()
    if embedded():
        st.html(EMBED_STYLE)
    if presenting():
        present(lesson)
    keep_revealed()
    take_step(lesson)
    st.title(lesson.title, anchor=False)
    if not (presenting() or embedded()):  # who shows the page asks it; the picture has its place
        with st.container(key="lesson-question"):
            st.markdown(lesson.question, width=READABLE)
    lead_back(lesson)
    show_link_notes()
    show_tour(lesson)


def show_cards() -> None:
    """Draw a card for each lesson; all of it is the link."""
    with (
        st.container(key="lesson-cards"),
        st.grid("auto", min_column_width=300, border=True) as grid,
    ):
        for lesson in LESSONS:
            with grid.cell():
                st.page_link(lesson.file, label=f"**{lesson.title}**", icon=lesson.icon)
                st.write(lesson.question)


def close_page(lesson: Lesson, switch: bool = True) -> None:
    """Lead on to the lesson after this one, from the last one home; then draw the menu.

    The browser does not need the menu for the picture, so it comes after it.

    Parameters
    ----------
    lesson : Lesson
    switch : bool
        Whether the choice of words stands under the menu.
    """
    leads_on = not (attends() or embedded())  # a class goes on together, a frame stays
    if lesson != HOME and leads_on:
        following = lesson_after(lesson)
        next_title = words.NEXT_LESSON.format(title=following.title)
        st.page_link(following.file, label=next_title, icon=":material/arrow_forward:")
    if leads_on:
        footer()
    watch_room()
    _show_menu(switch)
    show_glossary()


def _show_menu(switch: bool) -> None:
    """Draw the lessons and, under them, the choice of words, the link and the way to present."""
    with st.sidebar:
        with st.grid(1, row_height=MENU_ROW, gap=None, vertical_alignment="center"):
            for entry in (HOME, *LESSONS):
                st.page_link(entry.file, label=entry.title, icon=entry.icon)
        if switch:
            choose_framework()
        with st.container(horizontal=True, gap="xsmall"):
            if not presenting():
                copy_link()
            offer_presenting()
            offer_glossary()
        if not presenting():
            offer_to_class()
        focus_scrollables()


def lesson_of(script: str) -> Lesson:
    """Find the lesson that a script is, by the name of its file.

    Examples
    --------
    >>> lesson_of("somewhere/pages/1_Slide_the_kernel.py").title
    'Slide the kernel'
    """
    name = Path(script).name
    return next(lesson for lesson in LESSONS if Path(lesson.file).name == name)
