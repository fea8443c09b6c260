"""A class on every page: phones follow their teacher, who shows and asks from any page."""

from collections.abc import Callable
from urllib.parse import parse_qsl

import streamlit as st

from classroom import AskedQuestion, PossibleAnswer, RoomError, RoomState, Store, UnreachableError
from classroom.codes import spaced
from text import escape_markdown
from ui.shell import words
from ui.shell.lesson_table import HOME, LESSONS, Lesson
from ui.shell.prediction import Prediction
from ui.shell.repeated import repeated
from ui.shell.scroll_up import scroll_up
from ui.state.keys import PHONE, PRESENT, PRIVATE, REVEAL, ROOM, TEACHER, TOUR
from ui.state.memories import ASK_CLASS, EDITED_INPUT, PAGE, ROOM_SAID, ROOM_SEEN
from ui.state.rooms import attends, room_of, rooms, teaches
from ui.state.session import (
    forget,
    forget_unsaid,
    is_drawn,
    link_text,
    read,
    say_in_link,
    write,
    write_texts,
)

LOOKS_EVERY = 2.0
"""Seconds between two looks of a phone at its room."""
NOT_SHOWN = (*PRIVATE, ROOM, PRESENT, TOUR)
"""What the link of a view is without when it is sent to phones."""
CLASSROOM = next(lesson for lesson in LESSONS if lesson.folder == "classroom")


def follow_class(lesson: Lesson) -> None:
    """Go where the class is, if this is a phone in a room and its teacher has moved on."""
    if not attends():
        return
    code = read(ROOM)
    assert code is not None
    say_in_link(ROOM, code)
    say_in_link(PHONE, read(PHONE))
    try:
        state = room_of(code)
    except UnreachableError:
        return
    except RoomError as refusal:
        if lesson != CLASSROOM:  # which says it by itself
            leave_room()
            st.toast(escape_markdown(str(refusal)))
        return
    _go_along(state, lesson)


def _go_along(state: RoomState, lesson: Lesson) -> None:
    """Open the page that the teacher shows, or the question; each once."""
    seen = read(ROOM_SEEN)
    now = state.look, state.asked
    write(ROOM_SEEN, now)
    if now == seen:
        return
    looked, asked = seen or ("", None)
    if state.look and state.look != looked:
        _open_view(state.look)
    elif state.asked not in (None, asked) and lesson != CLASSROOM:
        st.switch_page(CLASSROOM.file, query_params=_room_in_link())


def _open_view(look: str) -> None:
    """Open a page of the app with the settings of a link.

    What this page has a control for is set directly: Streamlit takes it from no link here.
    """
    file, _, query = look.partition("?")
    lesson = next((lesson for lesson in (HOME, *LESSONS) if lesson.file == file), None)
    if lesson is None:
        return
    parameters = parse_qsl(query, keep_blank_values=True)
    forget_unsaid(lesson.folder, dict(parameters))
    write(EDITED_INPUT, None)
    direct = {name: text for name, text in parameters if is_drawn(name)}
    write_texts(direct)
    others = [(name, text) for name, text in parameters if name not in direct]
    st.switch_page(file, query_params=[*others, *_room_in_link().items()])


def leave_room() -> None:
    """Be in no room, neither as a phone nor as a teacher; the room itself stays."""
    for key in (ROOM, PHONE, TEACHER, ROOM_SEEN):
        forget(key)


def _room_in_link() -> dict[str, str]:
    return {key.name: read(key) or "" for key in (ROOM, PHONE)}


def lead_back(lesson: Lesson) -> None:
    """Show a phone on a lesson the way back to its room."""
    if attends() and lesson != CLASSROOM:
        label = words.ROOM.format(code=spaced(read(ROOM) or ""))
        st.page_link(CLASSROOM.file, label=label, icon=CLASSROOM.icon, query_params=_room_in_link())


def say_done() -> None:
    """Say for a moment what came of the teacher's last deed, wherever the page is scrolled to."""
    if said := read(ROOM_SAID):
        st.toast(said)
        write(ROOM_SAID, None)


def watch_room() -> None:
    """Look at the room again and again; the page runs anew when something has changed there."""
    if attends():
        scroll_up(read(ROOM_SEEN))
        _look_again()


@repeated(LOOKS_EVERY)
def _look_again() -> None:
    """Draw nothing, so that nothing is sent while nothing changes."""
    try:
        state = room_of(read(ROOM) or "")
    except RoomError:
        return
    if (state.look, state.asked) != read(ROOM_SEEN):
        st.rerun()


def offer_to_class() -> None:
    """Draw what a teacher with a room can do on a lesson: show it on all phones, and go back."""
    lesson = _lesson_shown()
    if not teaches() or lesson == CLASSROOM:
        return
    with st.container(horizontal=True, gap="xsmall", key="class-bar"):
        st.button(
            words.SHOW_TO_CLASS,
            icon=":material/cast:",
            on_click=_show_class,
            args=(lesson,),
            help=words.SHOW_TO_CLASS_HELP,
        )
        st.page_link(CLASSROOM.file, label=words.TO_THE_ROOM, icon=CLASSROOM.icon)
    say_done()


def _show_class(lesson: Lesson) -> None:
    look = f"{lesson.file}?{link_text(NOT_SHOWN)}"
    act_as_teacher(lambda store, *room: store.look_here(*room, look), words.PAGE_SHOWN)


def act_as_teacher(deed: Callable[[Store, str, str], object], done: str = "") -> None:
    """Do something in the teacher's room, and keep a sentence that says what came of it."""
    try:
        deed(rooms(), read(ROOM) or "", read(TEACHER) or "")
    except RoomError as refusal:
        done = str(refusal)
    room_of.clear()  # what this process has read of rooms is old now
    write(ROOM_SAID, done or None)


def offer_question(prediction: Prediction) -> None:
    """Draw the button with which a teacher puts a prediction of a lesson to the class."""
    if teaches():
        st.button(
            words.ASK_CLASS,
            key=ASK_CLASS.of(prediction.name),
            icon=":material/how_to_vote:",
            on_click=_ask_class,
            args=(prediction,),
            help=words.ASK_CLASS_HELP,
        )


def _ask_class(prediction: Prediction) -> None:
    shown = link_text((*NOT_SHOWN, REVEAL))
    link = f"{shown}&{REVEAL.name}={REVEAL.on}".lstrip("&")
    question = ask_prediction(prediction, _lesson_shown().file, link)

    def put(store: Store, code: str, secret: str) -> None:
        store.put(code, secret, store.add_question(code, secret, question))

    act_as_teacher(put, words.QUESTION_ASKED)


def ask_prediction(prediction: Prediction, page: str, link: str) -> AskedQuestion:
    """Make a question for a class of a prediction; its page with these settings shows why."""
    answers = tuple(
        PossibleAnswer(answer.text, "" if name == prediction.right else answer.meaning)
        for name, answer in prediction.answers.items()
    )
    right = tuple(prediction.answers).index(prediction.right)
    why = prediction.answers[prediction.right].meaning
    return AskedQuestion(prediction.question, answers, right, why, page=page, link=link)


def _lesson_shown() -> Lesson:
    return next(lesson for lesson in (HOME, *LESSONS) if lesson.folder == read(PAGE))
