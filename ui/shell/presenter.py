"""Presenter mode: large type, no side bar, the picture first and whole, the ways on in one line."""

from pathlib import Path

import streamlit as st

from ui.shell import words
from ui.shell.copy_link import copy_link
from ui.shell.in_class import offer_to_class
from ui.shell.lesson_table import Lesson, lesson_after
from ui.shell.sections import are_in_bar, draw_sections
from ui.shell.show_glossary import offer_glossary
from ui.state.keys import GLOSSARY, PRESENT
from ui.state.session import forget, read, write_link

STYLE = Path(__file__).parent / "presenter.css"


def offer_presenting() -> None:
    """Draw the button that starts it."""
    st.button(
        words.PRESENT,
        icon=":material/slideshow:",
        shortcut="P",
        on_click=write_link,
        args=(PRESENT, True),
        help=words.PRESENT_HELP,
    )


def present(lesson: Lesson) -> None:
    """Enlarge the page, keep its link, and draw the ways to sections, the next lesson and out."""
    write_link(PRESENT, True)
    st.html(STYLE)
    following = lesson_after(lesson)
    with st.container(
        horizontal=True,
        horizontal_alignment="right",
        vertical_alignment="center",
        gap="xsmall",
        key="presenter",
    ):
        if are_in_bar(lesson):
            draw_sections(lesson)
        offer_to_class()
        copy_link(frame=False)
        offer_glossary()
        st.page_link(
            following.file,
            label=words.FOLLOWING,
            icon=":material/arrow_forward:",
            help=words.FOLLOWING_HELP.format(title=following.title),
        )
        st.button(
            words.END_PRESENTING,
            icon=":material/close_fullscreen:",
            shortcut=None if read(GLOSSARY) else "Esc",  # which closes the glossary first
            on_click=forget,
            args=(PRESENT,),
            type="tertiary",
            help=words.END_PRESENTING_HELP,
        )
