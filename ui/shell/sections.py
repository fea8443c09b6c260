"""The sections of a long lesson: a row of their titles, of which the page draws the chosen one."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

import streamlit as st

from ui.controls.places import BUTTON_ROW, keep_place
from ui.shell.lesson_table import Lesson
from ui.shell.words import SECTION_HELP
from ui.state import keys
from ui.state.key_kinds import Control
from ui.state.keys import SECTION
from ui.state.session import link_in_address, read, refuse, say_in_link, write
from ui.state.settings import SETTINGS
from ui.state.theme import presenting
from ui.state.words import ONE_OF

LAYER = tuple(SETTINGS.values())
ONE_POSITION = (keys.SCALE, keys.FILTER, keys.ROW, keys.COLUMN)
SECTION_CONTROLS: Mapping[str, tuple[Control[Any], ...]] = MappingProxyType(
    {
        "Three beliefs": (keys.BELIEF,),
        "One weight, two layouts": (keys.LAYOUT_NUMBER,),
        "Mixing afterwards": (*ONE_POSITION, keys.MIXING_ROWS, *keys.MIXING.values()),
        "Another operator": ONE_POSITION,
        "Code for these sums": (keys.SUM_PROGRAM, keys.OPERATOR),
        "The padding lab": (*keys.LAB_LAYER, keys.LAB_SIDE, *keys.LAB_BY_HAND, keys.LAB_MODE),
        "Transposed convolution": keys.STAMPING,
        "Three kinds of layer": (keys.KIND, *keys.KIND_CALL),
        "How deep is the block?": (keys.DEPTH, *LAYER),
        "Who is whose neighbour?": (keys.ORDER, *LAYER),
        "In well-known networks": (keys.NETWORK,),
        "Other ways to the same maps": (keys.MEASURED_LAYER,),
        "A number, bit by bit": (keys.NUMBER,),
        "A layer with fewer bits": (keys.FILTER, keys.FED, keys.FORMAT, *LAYER),
        "Longer sums": (keys.SUMMED_CHANNELS,),
        "Sums that cancel": (keys.DIFFERENCE,),
        "Before and after": (keys.WIPE,),
        "One pixel": (keys.PIXEL_ROW, keys.PIXEL_COLUMN),
        "Follow a picture": (
            *(keys.MODEL_PICTURE, keys.MODEL_SHAPE, keys.MODEL_SEED, keys.MODEL_SCALING),
            *(keys.MODEL_MEANS, keys.MODEL_DEVIATIONS, keys.MODEL_SIDE),
        ),
        "Why this number": (keys.MODEL_MAP, keys.MODEL_ROW, keys.MODEL_COLUMN),
        "All filters": (keys.MODEL_FILTER, keys.MODEL_ORDER, keys.MODEL_SHEET),
    }
)
"""Controls that the first section of a lesson does not have, and those that only the first has.

Links of days without sections do not name one: these open the section that they are about.
"""


def section_of(lesson: Lesson, names: Collection[str]) -> str:
    """Find the section with most of the controls that a link names, the first of several.

    The layer is set by links to all lessons: it counts where nothing else is named.

    Examples
    --------
    >>> from ui.shell.lesson_table import LESSONS
    >>> section_of(LESSONS[3], {"stride", "row", "mixing_rows"}), section_of(LESSONS[3], {"stride"})
    ('Mixing afterwards', 'Which channels are added together')
    """

    def controls_named(section: str) -> tuple[int, bool]:
        named = {key.name for key in SECTION_CONTROLS.get(section, ())}.intersection(names)
        own = named - SETTINGS.keys()
        return len(own), named != own

    return max(lesson.sections, key=controls_named)


def open_section(lesson: Lesson) -> None:
    """Open the section that a link asks for; of one that is not there, say so."""
    if not lesson.sections:
        return
    if read(SECTION) not in (None, *lesson.sections):
        *others, last = lesson.sections
        refuse(SECTION, ONE_OF.format(others=", ".join(others), last=last))
    elif read(SECTION) is None:
        write(SECTION, section_of(lesson, link_in_address().keys()))


def choose_section(lesson: Lesson) -> str:
    """Draw the titles of the sections; return the chosen one. The link names it, or leads to it.

    A presenter may have them in the bar.
    """
    chosen = read(SECTION) or lesson.sections[0]
    others = link_in_address().keys() - {SECTION.name}
    is_first = chosen == lesson.sections[0] == section_of(lesson, others)
    say_in_link(SECTION, None if is_first else chosen)
    if not are_in_bar(lesson):
        draw_sections(lesson)
    return chosen


def are_in_bar(lesson: Lesson) -> bool:
    """Whether a presenter finds the sections in the bar, so that the screen is the lesson's."""
    return presenting() and bool(lesson.sections) and not lesson.sections_below


def draw_sections(lesson: Lesson) -> None:
    """Draw the titles of the sections, of which one is chosen."""
    with keep_place("sections-place", BUTTON_ROW):
        st.segmented_control(
            SECTION.label,
            lesson.sections,
            default=lesson.sections[0],
            required=True,
            key=SECTION.name,
            help=SECTION_HELP,
            label_visibility="collapsed",
        )
