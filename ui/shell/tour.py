"""The guided tour: a caption, one action, what to look at, and the way to the next step."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from files.tour import Tour, TourError, TourStep, read_tour
from text import as_sentence, escape_markdown
from ui.controls.downloads import download
from ui.shell.lesson_table import LESSONS, Lesson
from ui.state.keys import SECTION, TOUR, TOURED
from ui.state.link import link_to, refusal, take
from ui.state.memories import OWN_TOUR, TOUR_FILE, TOUR_REFUSAL, TOUR_TAKEN
from ui.state.session import forget, read, refuse, write, write_link, write_texts
from ui.state.settings import SETTINGS, Value
from ui.state.valid_settings import checked

HERE = Path(__file__).parent

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
    own: Tour | None = read(OWN_TOUR)
    return own or built_in_tour()


def checked_tour(content: bytes) -> Tour:
    """Read a tour, and refuse lessons and settings that are not there.

    Raises
    ------
    TourError
        If a step asks for one of those.

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
            _check_values(step.settings)
            _check_section(LESSONS[titles.index(step.page)], step.settings.get(SECTION.name))
        except ValueError as problem:
            raise TourError(f"step {number}: {problem}") from None
    return tour


def _check_values(values: Mapping[str, Value]) -> None:
    """Refuse what no lesson has, and what its control cannot have."""
    own = {name: key for name, key in TOURED.items() if name not in SETTINGS}
    checked({name: value for name, value in values.items() if name not in own})
    for name in own.keys() & values.keys():
        if take(own[name], (str(values[name]),)).changed:
            raise ValueError(refusal(name, values[name], own[name].limit))


def _check_section(lesson: Lesson, section: Value | None) -> None:
    """Refuse a section that the lesson does not have."""
    if section is not None and section not in lesson.sections:
        raise ValueError(refusal(SECTION.name, section, ", ".join(lesson.sections) or "left out"))


def take_step(lesson: Lesson) -> None:
    """Set what a step of the tour asks for, once, when a link leads to it."""
    number = read(TOUR)
    if number is None:
        return
    steps = current_tour().steps
    if number > len(steps):
        refuse(TOUR, f"1 to {len(steps)}")
        return
    step = steps[number - 1]
    if read(TOUR_TAKEN) == number or step.page != lesson.title:
        return
    write(TOUR_TAKEN, number)
    write_link(TOUR, number)  # a link to the page one is on leaves the address as it is
    write_texts(step.settings)


def show_tour(lesson: Lesson) -> None:
    """Draw the step that belongs to this page, or the way back to the tour."""
    number = read(TOUR)
    if number is None:
        return
    tour = current_tour()
    step = tour.steps[number - 1]
    if step.page != lesson.title:
        _link(number, f"Back to the tour, step {number}", ":material/tour:")
        return
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
    st.page_link(lesson.file, label=label, icon=icon, query_params=link_to({TOUR: number}))


def _end() -> None:
    forget(TOUR)
    forget(TOUR_TAKEN)


def offer_tour() -> None:
    """Draw the way into the tour."""
    tour = current_tour()
    title = escape_markdown(tour.title)
    st.write(f"**{title}**: {len(tour.steps)} steps over the lessons, each with one thing to do.")
    _link(1, "Start the tour", ":material/tour:")


def open_own_tour() -> None:
    """Draw the place for a tour of your own."""
    with st.expander("Write your own tour"):
        st.write("A tour is a text file. Start from this one, change it, and open it here.")
        download(
            "Download the tour",
            "tour.toml",
            built_in(),
            "The text of the built-in tour: a title, and the steps in their order.",
        )
        st.file_uploader(
            "Tour",
            type=["toml", "txt"],
            key=TOUR_FILE.name,
            on_change=_open,
            help="A text file with a title and steps, as the one above.",
        )
        if refused := read(TOUR_REFUSAL):
            st.error(refused)


def _open() -> None:
    """Take a new tour; a wrong one is refused, and the one before stays."""
    forget(TOUR_REFUSAL)
    file = read(TOUR_FILE)
    if file is None:
        return
    try:
        write(OWN_TOUR, checked_tour(file.getvalue()))
        _end()
    except TourError as problem:
        write(TOUR_REFUSAL, as_sentence(str(problem)))
