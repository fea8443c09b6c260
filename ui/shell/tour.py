"""The guided tour: a caption, one action, what to look at, and the way to the next step."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit as st

from files.tour import Tour, TourError, TourStep, read_tour
from text import as_sentence, escape_markdown, one_line
from ui.shell.lesson_table import LESSONS, Lesson
from ui.state.arrival import set_shared
from ui.state.settings import MOST_CHANNELS, SCALES, Value
from ui.state.valid_settings import checked

TOUR = "tour"
"""The query parameter of a step, counted from 1."""
LONGEST_NUMBER = 4
"""How many digits it may have."""
OWN, ACTIVE, TAKEN, REFUSED = "own tour", "active tour step", "tour step taken", "refused tour"
FILE = "tour file"
HERE = Path(__file__).parent
PAGES_OWN: dict[str, tuple[Callable[[Value], bool], str]] = {
    "scale": (lambda value: value in SCALES, " or ".join(SCALES)),
    "kernel_depth": (
        lambda value: isinstance(value, int) and 1 <= value <= MOST_CHANNELS,
        f"1 to {MOST_CHANNELS}",
    ),
    "at": (
        lambda value: re.fullmatch(r"\d{1,4}(\.\d{1,4}){2}", str(value), re.ASCII) is not None,
        "filter, row and column, such as 1.0.2",
    ),
}
"""What a step may set beside the shared settings: whether a value fits, and what does."""

_keys = st.components.v2.component(
    "tour_keys",
    html="<small hidden>The arrow keys lead on, too.</small>",
    js=(HERE / "tour_keys.js").read_text(encoding="utf-8"),
)


@cache
def built_in() -> bytes:
    """Read the tour that the app has."""
    return (HERE / "tour.toml").read_bytes()


@cache
def built_in_tour() -> Tour:
    """Check the tour that the app has, once for all learners."""
    return checked_tour(built_in())


def current_tour() -> Tour:
    """Return the tour that was opened last, or the app's own."""
    own: Tour | None = st.session_state.get(OWN)
    return own or built_in_tour()


def checked_tour(content: bytes) -> Tour:
    """Read a tour, and refuse lessons and settings that are not there.

    Raises
    ------
    TourError

    Examples
    --------
    >>> checked_tour(built_in()).steps[0].page
    'Slide the kernel'
    """
    tour = read_tour(content)
    titles = [lesson.title for lesson in LESSONS]
    for number, step in enumerate(tour.steps, start=1):
        if step.page not in titles:
            raise TourError(f"step {number}: page {step.page} is none of {', '.join(titles)}")
        try:
            checked({name: value for name, value in step.set.items() if name not in PAGES_OWN})
        except ValueError as refusal:
            raise TourError(f"step {number}: {refusal}") from None
        for name, (fits, limit) in PAGES_OWN.items():
            if name in step.set and not fits(step.set[name]):
                text = one_line(str(step.set[name]))
                raise TourError(f"step {number}: {name} is {text}, but has to be {limit}")
    return tour


def take_step(lesson: Lesson) -> None:
    """Set what a step of the tour asks for, once, when a link leads to it."""
    text = st.query_params.get(TOUR, "")
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        return
    number, steps = int(text), current_tour().steps
    if not 1 <= number <= len(steps):
        return
    st.session_state[ACTIVE] = number
    step = steps[number - 1]
    if st.session_state.get(TAKEN) == number or step.page != lesson.title:
        return
    st.session_state[TAKEN] = number
    st.query_params[TOUR] = text  # a link to the page one is on leaves the address as it is
    for name, value in step.set.items():
        if not set_shared(name, value):
            st.session_state[name] = value


def show_tour(lesson: Lesson) -> None:
    """Draw the step that belongs to this page, or the way back to the tour."""
    number = st.session_state.get(ACTIVE)
    if number is None:
        return
    tour = current_tour()
    step = tour.steps[number - 1]
    if step.page != lesson.title:
        _link(number, f"Back to the tour, step {number}", ":material/tour:")
        return
    st.session_state[TAKEN] = number
    with st.container(border=True, key="tour"):
        _words(step, number, len(tour.steps))
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(key="tour-previous", width="content"):
                if number > 1:
                    _link(number - 1, "Back", ":material/arrow_back:")
            with st.container(key="tour-next", width="content"):
                if number < len(tour.steps):
                    _link(number + 1, "Next step", ":material/arrow_forward:")
            st.button(
                "End the tour",
                type="tertiary",
                on_click=_end,
                help="What is set stays as it is. You start again from the home page.",
            )
        _keys(key="tour keys")


def _words(step: TourStep, number: int, count: int) -> None:
    st.markdown(f"**Step {number} of {count}.** {escape_markdown(step.caption)}")
    st.markdown(f"**Do:** {escape_markdown(step.do)}")
    st.markdown(f"**Look:** {escape_markdown(step.look)}")


def _link(number: int, label: str, icon: str) -> None:
    page = current_tour().steps[number - 1].page
    lesson = next(lesson for lesson in LESSONS if lesson.title == page)
    st.page_link(lesson.file, label=label, icon=icon, query_params={TOUR: str(number)})


def _end() -> None:
    st.session_state.pop(ACTIVE, None)
    st.session_state.pop(TAKEN, None)
    st.query_params.pop(TOUR, None)


def offer_tour() -> None:
    """Draw the way into the tour, and the place for a tour of your own."""
    tour = current_tour()
    st.write(
        f"**{escape_markdown(tour.title)}**: {len(tour.steps)} steps over the lessons, each with "
        "one thing to do. The arrow keys lead on."
    )
    _link(1, "Start the tour", ":material/tour:")
    with st.expander("Write your own tour"):
        st.write("A tour is a text file. Start from this one, change it, and open it here.")
        st.download_button(
            "Download the tour",
            built_in(),
            "tour.toml",
            "text/plain",
            on_click="ignore",
            help="The text of the built-in tour: a title, and the steps in their order.",
        )
        st.file_uploader(
            "Tour",
            type=["toml", "txt"],
            key=FILE,
            on_change=_open,
            help="A text file with a title and steps, as the one above.",
        )
        if REFUSED in st.session_state:
            st.error(st.session_state[REFUSED])


def _open() -> None:
    """Take a new tour; a wrong one is refused, and the one before stays."""
    st.session_state.pop(REFUSED, None)
    file = st.session_state[FILE]
    if file is None:
        return
    try:
        st.session_state[OWN] = checked_tour(file.getvalue())
        _end()
    except TourError as refusal:
        st.session_state[REFUSED] = as_sentence(str(refusal))
