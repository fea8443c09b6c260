"""A teacher's window: the code, the question that is put, and the deeds that lead on."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from classroom import Phase, QuestionState, RoomError, RoomState, Store, UnreachableError
from classroom.codes import spaced
from text import count_text, escape_markdown, one_line
from ui.lessons.classroom import words
from ui.lessons.classroom.add_view import add_questions
from ui.lessons.classroom.addresses import (
    draw_code,
    join_link,
    network_address,
    teacher_link,
)
from ui.lessons.classroom.asked_view import show_asked, show_reason, show_votes, written
from ui.lessons.classroom.report_view import show_report
from ui.lessons.classroom.start_view import wait_for_database
from ui.shell.in_class import act_as_teacher, leave_room, say_done
from ui.shell.repeated import repeated
from ui.shell.scroll_up import scroll_up
from ui.state.keys import TEACHER
from ui.state.link import is_local
from ui.state.memories import PUT_QUESTION, REMOVE_QUESTION
from ui.state.rooms import rooms
from ui.state.session import read

STYLE = Path(__file__).parent / "classroom.css"
COUNTS_EVERY = 1.0
"""Seconds between two counts of the votes on the teacher's screen."""
LISTED = 160
"""Letters of a question in the list."""
LARGE, SMALL = 12, 5
"""Pixels for a square of the QR code: for the last row, and beside the question."""


def run_room(room: RoomState) -> None:
    """Show a room to its teacher."""
    st.html(STYLE)
    say_done()
    scroll_up(room.asked)
    try:
        questions = rooms().questions(room.code)
        _show_way_in(room)
        if room.shown is not None:
            _show_question(room, room.shown, questions)
        _list_questions(room, questions)
        add_questions()
        show_report(room.code, questions)
    except UnreachableError as refusal:
        wait_for_database(refusal, room.code)
    except RoomError as refusal:
        st.warning(str(refusal))
    _show_settings(room)


def _show_way_in(room: RoomState) -> None:
    """Show code, link and QR code: large until a question is put, then behind a button."""
    link = join_link(st.context.url or "", room.code, network_address())
    if room.shown is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            _count_phones(room.code, room.version)
            with st.popover(words.ROOM.format(code=spaced(room.code)), icon=":material/qr_code_2:"):
                _show_code(room, link, SMALL)
        return
    picture, text = st.columns([2, 3], gap="large", vertical_alignment="center")
    with picture:
        st.image(draw_code(link, LARGE), width="stretch", alt=words.CODE_ALT)
    with text:
        _show_code_text(room, link)
        _count_phones(room.code, room.version)


def _show_code(room: RoomState, link: str, scale: int) -> None:
    st.image(draw_code(link, scale), alt=words.CODE_ALT)
    _show_code_text(room, link)


def _show_code_text(room: RoomState, link: str) -> None:
    with st.container(key="room-code"):
        st.metric(words.ROOM_CODE, spaced(room.code))
    st.markdown(words.SCAN.format(address=link.split("?")[0]))
    st.code(link, language=None)
    page = st.context.url or ""
    if is_local(page):
        host, address = (url.split("/")[2] for url in (page, link))
        st.caption(words.LOCAL_ADDRESS.format(host=host, address=address))


@repeated(COUNTS_EVERY)
def _count_phones(code: str, version: int) -> None:
    """Count phones and votes; run the page anew if another window of the teacher went on."""
    try:
        room, phones = rooms().room(code), rooms().phones(code)
        if room.version != version:
            st.rerun()
        shown = room.shown
        if shown is None or shown.phase is not Phase.OPEN:
            st.markdown(count_text(phones, *words.PHONES) if phones else words.NO_PHONES)
            return
        votes = rooms().tallies(code, shown.place)[shown.round].total()
        share = min(1.0, votes / phones) if phones else 0.0
        st.progress(share, count_text(phones, *words.NUMBERS_VOTED, votes=votes))
    except RoomError as refusal:
        st.warning(str(refusal))


def _show_question(room: RoomState, state: QuestionState, questions: list[QuestionState]) -> None:
    """Show the question that is put, what comes of it, and what can be done next."""
    show_asked(state.question)
    _show_deeds(state, questions)
    if state.phase is Phase.OPEN and state.question.choices:
        for answer in state.question.choices:
            st.markdown(f"- {written(state.question, answer.text)}")
    if state.phase in words.DISCUSS:
        st.write(words.DISCUSS[state.phase])
    if state.phase in (Phase.COUNTED, Phase.EXPLAINED):
        tallies = rooms().tallies(room.code, state.place)
        show_votes(state, tallies)
        if state.phase is Phase.COUNTED and any(c.belief for c in state.question.choices):
            with st.expander(words.BELIEFS):
                show_votes(state, tallies, beliefs=True)
    if state.phase is Phase.EXPLAINED:
        show_reason(state.question)


def _show_deeds(state: QuestionState, questions: list[QuestionState]) -> None:
    """Draw what leads on, each always in its place; what is not possible now says why."""
    is_open, is_over = state.phase is Phase.OPEN, state.phase in (Phase.CLOSED, Phase.COUNTED)
    with st.container(horizontal=True):
        _deed(words.CLOSE, Store.close, state, "close", is_open)
        _deed(words.SHOW_VOTES, Store.count, state, "count", is_open or state.phase is Phase.CLOSED)
        _deed(words.VOTE_AGAIN, Store.vote_again, state, "again", is_over and state.round == 1)
        _deed(words.SHOW_WHY, Store.explain, state, "explain", is_over)
        if state.phase is Phase.EXPLAINED:
            _lead_on(state, questions)


def _lead_on(state: QuestionState, questions: list[QuestionState]) -> None:
    """Offer the lesson that shows why, and the next question."""
    if state.question.page:
        look = f"{state.question.page}?{state.question.link}"
        _deed_with(
            words.SHOW_LESSON,
            lambda store, *room: store.look_here(*room, look),
            words.SHOW_LESSON_HELP,
        )
    waiting = [one for one in questions if one.phase is Phase.WAITING]
    if waiting:
        place = waiting[0].place
        _deed_with(words.NEXT, lambda store, *room: store.put(*room, place), words.NEXT_HELP)


def _deed(
    label: str,
    deed: Callable[[Store, str, str, int], None],
    state: QuestionState,
    name: str,
    possible: bool,
) -> None:
    _deed_with(
        label,
        lambda store, code, secret: deed(store, code, secret, state.place),
        words.DEEDS[name] if possible else words.NOT_NOW[name],
        possible=possible,
    )


def _deed_with(
    label: str, deed: Callable[[Store, str, str], None], help: str, *, possible: bool = True
) -> None:
    st.button(
        label,
        on_click=act_as_teacher,
        args=(deed,),
        help=help,
        key=PUT_QUESTION.of(label),
        disabled=not possible,
    )


def _list_questions(room: RoomState, questions: list[QuestionState]) -> None:
    """List the questions with the button that puts each."""
    if not questions:
        return
    st.subheader(words.QUESTIONS, anchor=False)
    asked = None if room.shown is None else room.shown.place
    for number, state in enumerate(questions, start=1):
        text_place, deeds = st.columns([5, 1], vertical_alignment="center")
        text = one_line(state.question.text.replace("`", ""), LISTED)
        text_place.markdown(f"{number}. {escape_markdown(text)}")
        with deeds.container(horizontal=True, horizontal_alignment="right"):
            if state.place == asked:
                st.badge(words.ON_PHONES, icon=":material/cast:")
                continue
            _put_button(state)


def _put_button(state: QuestionState) -> None:
    st.button(
        words.ASK if state.phase is Phase.WAITING else words.SHOW_AGAIN,
        key=PUT_QUESTION.of(state.place),
        on_click=act_as_teacher,
        args=(lambda store, *room: store.put(*room, state.place),),
        help=words.ASK_HELP,
    )
    if state.phase is Phase.WAITING:
        st.button(
            words.REMOVE,
            key=REMOVE_QUESTION.of(state.place),
            on_click=act_as_teacher,
            args=(lambda store, *room: store.remove_question(*room, state.place),),
            type="tertiary",
            help=words.REMOVE_HELP,
        )


def _show_settings(room: RoomState) -> None:
    """Offer the private link, and the end of the room."""
    with st.expander(words.THIS_ROOM):
        st.write(words.SHOW_A_VIEW)
        if room.look:
            _deed_with(
                words.LET_GO,
                lambda store, *of: store.look_here(*of, ""),
                words.LET_GO_HELP,
            )
        st.write(words.PRIVATE_LINK)
        st.code(teacher_link(st.context.url or "", room.code, read(TEACHER) or ""), language=None)
        with st.popover(words.END, icon=":material/logout:"):
            st.write(words.END_ROOM)
            st.button(
                words.END_ALL,
                on_click=_end_room,
                help=words.END_HELP,
            )


def _end_room() -> None:
    act_as_teacher(lambda store, *room: store.end_room(*room), words.ROOM_ENDED)
    leave_room()
