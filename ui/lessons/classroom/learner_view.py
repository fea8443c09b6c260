"""A phone in a room: the question, one vote, and what became of it."""

import streamlit as st

from classroom import AskedQuestion, Phase, QuestionState, RoomError, RoomState, UnreachableError
from classroom.codes import spaced
from ui.lessons.classroom import words
from ui.lessons.classroom.asked_view import show_asked, show_reason, show_votes, written
from ui.lessons.classroom.start_view import wait_for_database
from ui.shell.in_class import leave_room
from ui.state.key_kinds import Memory
from ui.state.keys import PHONE
from ui.state.memories import ROOM_SAID, VOTE_BUTTON, VOTE_FORM, VOTE_NUMBER
from ui.state.rooms import rooms, tallies_of
from ui.state.session import read, write

CHOSEN, UNCHOSEN = ":material/radio_button_checked:", ":material/radio_button_unchecked:"


def attend_room(room: RoomState) -> None:
    """Show a phone what its room is at."""
    try:
        _show_room(room)
    except UnreachableError as refusal:
        wait_for_database(refusal, room.code)
    except RoomError as refusal:
        st.warning(str(refusal))
    if said := read(ROOM_SAID):
        st.warning(said)
        write(ROOM_SAID, None)
    st.caption(words.SECRET_VOTES.format(code=spaced(room.code)))
    st.button(
        words.LEAVE,
        on_click=leave_room,
        type="tertiary",
        help=words.LEAVE_HELP,
    )


def _show_room(room: RoomState) -> None:
    state = room.shown
    if state is None:
        st.info(words.WAITING, icon=":material/hourglass_top:")
        return
    mine = rooms().votes_of(room.code, state.place, read(PHONE) or "")
    show_asked(state.question)
    if state.phase is Phase.OPEN:
        _ask_vote(room.code, state, mine.get(state.round))
        return
    _say_vote(state, mine.get(state.round, mine.get(1)))  # who missed the second vote has one
    if state.phase in words.DISCUSS:
        st.write(words.DISCUSS[state.phase])
    if state.phase in (Phase.COUNTED, Phase.EXPLAINED):
        show_votes(state, tallies_of(room.code, state.place))
    if state.phase is Phase.EXPLAINED:
        show_reason(state.question)


def _ask_vote(code: str, state: QuestionState, chosen: int | None) -> None:
    """Draw the answers, or a field for a number; the vote can be changed."""
    question = state.question
    if state.round > 1:
        st.markdown(words.SECOND_VOTE)
    if question.choices:
        for answer in range(len(question.choices)):
            st.button(
                written(question, question.answer_text(answer)),
                key=VOTE_BUTTON.of(state.place, state.round, answer),
                icon=CHOSEN if answer == chosen else UNCHOSEN,
                on_click=_vote,
                args=(code, state, answer),
                width="stretch",
                help=words.CHANGEABLE,
            )
    else:
        _ask_number(code, state)
    if chosen is None:
        st.caption(words.NOT_VOTED if question.choices else words.NO_NUMBER)
    else:
        st.success(words.LOOK_UP.format(answer=_shown(question, chosen)), icon=":material/check:")


def _ask_number(code: str, state: QuestionState) -> None:
    key = Memory[int | None](VOTE_NUMBER.of(state.place, state.round))
    with st.form(VOTE_FORM.of(state.place, state.round), border=False):
        st.number_input(
            words.YOUR_ANSWER,
            value=None,
            step=1,
            key=key.name,
            placeholder=words.WHOLE_NUMBER,
            help=words.CHANGEABLE,
        )
        st.form_submit_button(
            words.VOTE, on_click=_vote_number, args=(code, state, key), help=words.CHANGEABLE
        )


def _vote_number(code: str, state: QuestionState, key: Memory[int | None]) -> None:
    number = read(key)
    if number is None:
        write(ROOM_SAID, words.NUMBER_MISSING)
    else:
        _vote(code, state, number)


def _vote(code: str, state: QuestionState, answer: int) -> None:
    """Send a vote; when the page says that it is kept, it is."""
    try:
        rooms().vote(code, state.place, state.round, read(PHONE) or "", answer)
    except UnreachableError:
        write(ROOM_SAID, words.VOTE_NOT_KEPT)
    except RoomError as refusal:
        write(ROOM_SAID, str(refusal))


def _say_vote(state: QuestionState, chosen: int | None) -> None:
    """Say what this phone voted, and once it is explained whether that is right."""
    question = state.question
    if chosen is None:
        st.caption(words.NO_VOTE)
        return
    answer = _shown(question, chosen)
    if state.phase is not Phase.EXPLAINED or question.right is None:
        st.write(words.VOTED.format(answer=answer))
    elif chosen == question.right:
        st.success(words.RIGHT.format(answer=answer), icon=":material/check:")
    else:
        right = _shown(question, question.right)
        belief = written(question, question.belief_of(chosen))
        verdict = words.WRONG.format(answer=answer, right=right)
        st.warning(f"{verdict} {belief}", icon=":material/close:")


def _shown(question: AskedQuestion, answer: int) -> str:
    return written(question, question.answer_text(answer))
