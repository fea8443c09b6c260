"""The way into a room: join one by its code, or open one."""

import streamlit as st

from classroom import RoomError, RoomState, UnreachableError
from classroom.codes import CODE_LENGTH, new_secret, read_code
from text import escape_markdown
from ui.lessons.classroom import words
from ui.shell.in_class import leave_room, say_done
from ui.shell.repeated import repeated
from ui.state.keys import PHONE, ROOM, TEACHER
from ui.state.memories import ROOM_SAID, ROOM_TYPED
from ui.state.rooms import attends, find_room, room_of, rooms, teaches
from ui.state.session import read, say_in_link, write, write_link

TRIES_EVERY = 3.0
"""Seconds between two tries to reach a database that does not answer."""


def room_to_show() -> RoomState | None:
    """Return the room that the link is about; if there is none, say why."""
    code = read(ROOM)
    if not code:
        return None
    try:
        if teaches():
            rooms().check_teacher(code, read(TEACHER) or "")
            _keep_in_link()
            return rooms().room(code)
        return room_of(code) if attends() else _join(code)
    except UnreachableError as refusal:
        wait_for_database(refusal, code)
    except RoomError as refusal:
        st.warning(escape_markdown(str(refusal)), icon=":material/info:")
        leave_room()
    return None


def _keep_in_link() -> None:
    """Let the address hold the teacher's room: a page that is loaded anew has it still."""
    say_in_link(ROOM, read(ROOM))
    say_in_link(TEACHER, read(TEACHER))


def _join(typed: str) -> RoomState:
    """Be a phone in the room of a code; the link keeps which phone this is."""
    room, phone = find_room(typed), new_secret()
    rooms().join(room.code, phone)
    write_link(ROOM, room.code)
    write_link(PHONE, phone)
    return room


def wait_for_database(refusal: UnreachableError, code: str) -> None:
    """Say that the database does not answer, and go on by itself once it does."""
    st.warning(str(refusal), icon=":material/cloud_off:")
    _try_again(code)


@repeated(TRIES_EVERY)
def _try_again(code: str) -> None:
    """Draw nothing; run the page anew as soon as the database answers."""
    try:
        rooms().room(code)
    except UnreachableError:
        return
    except RoomError:
        pass
    st.rerun()


def open_or_join() -> None:
    """Ask for a code, and offer to open a room; not while a room's database does not answer."""
    if read(ROOM):
        return
    join, teach = st.columns(2, gap="large")
    with join:
        st.subheader(words.JOIN_ROOM, anchor=False)
        with st.form("join", border=False):
            st.text_input(
                words.CODE,
                key=ROOM_TYPED.name,
                max_chars=4 * CODE_LENGTH,
                placeholder=words.CODE_FORM.format(length=CODE_LENGTH),
                help=words.CODE_HELP,
            )
            st.form_submit_button(
                words.JOIN,
                on_click=_take_code,
                help=words.JOIN_HELP,
            )
    with teach:
        st.subheader(words.OPEN, anchor=False)
        st.write(words.OPEN_A_ROOM)
        st.button(
            words.OPEN,
            icon=":material/add:",
            on_click=_open_room,
            help=words.OPEN_HELP,
        )
        say_done()


def _take_code() -> None:
    if code := read_code(read(ROOM_TYPED)):
        write_link(ROOM, code)


def _open_room() -> None:
    try:
        code, secret = rooms().open_room()
    except RoomError as refusal:
        write(ROOM_SAID, str(refusal))
    else:
        write_link(ROOM, code)
        write_link(TEACHER, secret)
