"""The rooms of classes: one store for all sessions of a process, and reads that they share."""

import os

import streamlit as st

from classroom import RoomState, Store
from classroom.attempts import Attempts
from classroom.codes import read_code
from classroom.database import engine_options
from classroom.errors import RoomError
from classroom.room import Tally
from ui.state.keys import PHONE, ROOM, TEACHER
from ui.state.session import read

SETTING = "CLASSROOM_URL"
"""The environment variable that names the database, such as postgresql+psycopg://host/name."""
IN_A_FILE = "sqlite:///classroom.db"
"""The database where nothing is set: a file beside the app."""
SHARED_FOR = 1.0
"""Seconds for which all sessions share what was read of a room."""
MOST_ROOMS = 256
"""Of which what was read is kept."""


@st.cache_resource(show_spinner=False)
def rooms() -> Store:
    """Return the rooms; the database is the one that the setting names."""
    url = os.environ.get(SETTING) or IN_A_FILE
    connection = st.connection("classroom", type="sql", url=url, **engine_options(url))
    return Store(connection.engine)


@st.cache_data(ttl=SHARED_FOR, max_entries=MOST_ROOMS, show_spinner=False)
def room_of(code: str) -> RoomState:
    """Read a room; a hundred phones that look at once cost one look."""
    return rooms().room(code)


@st.cache_data(ttl=SHARED_FOR, max_entries=MOST_ROOMS, show_spinner=False)
def tallies_of(code: str, place: int) -> dict[int, Tally]:
    """Read the votes on a question, for each of its rounds."""
    return rooms().tallies(code, place)


@st.cache_resource(show_spinner=False)
def _attempts() -> Attempts:
    return Attempts()


def find_room(typed: str) -> RoomState:
    """Find the room whose code was typed.

    Raises
    ------
    RoomError
        For a wrong code, and after too many of them.
    """
    address = st.context.ip_address or "this computer"
    _attempts().check(address)
    try:
        return room_of(read_code(typed))
    except RoomError:
        _attempts().note_wrong(address)
        raise


def teaches() -> bool:
    """Whether the learner is the teacher of a room."""
    return bool(read(ROOM) and read(TEACHER))


def attends() -> bool:
    """Whether this is a phone in a room."""
    return bool(read(ROOM) and read(PHONE)) and not teaches()
