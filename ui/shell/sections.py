"""The sections of a long lesson: a row of their titles, of which the page draws the chosen one."""

import streamlit as st

from ui.controls.places import keep_place
from ui.shell.lesson_table import Lesson
from ui.state.keys import SECTION
from ui.state.session import read, refuse

TITLES_ROW = 40
"""Height of the row of titles, in screen pixels."""


def check_section(lesson: Lesson) -> None:
    """Go to the first section where a link names one that the lesson does not have, and say so."""
    if lesson.sections and read(SECTION) not in (None, *lesson.sections):
        refuse(SECTION, f"{', '.join(lesson.sections[:-1])} or {lesson.sections[-1]}")


def choose_section(lesson: Lesson) -> str:
    """Draw the titles of the sections; return the chosen one. The link names it."""
    with keep_place("sections-place", TITLES_ROW):
        chosen: str = st.segmented_control(
            SECTION.label,
            lesson.sections,
            default=lesson.sections[0],
            required=True,
            key=SECTION.name,
            help="The part of the lesson that you see.",
            label_visibility="collapsed",
            bind="query-params",
        )
    return chosen
