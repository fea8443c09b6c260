"""Rooms in which a class predicts and votes together, kept in a database.

A teacher opens a room and puts questions to it; learners join by its code and vote. Everything is
in the database, so several processes of the app, and a process that starts again, see one room.
"""

from classroom.errors import RoomError, UnreachableError
from classroom.question import AskedQuestion, PossibleAnswer
from classroom.room import Phase, QuestionState, RoomState
from classroom.store import Store

__all__ = [
    "AskedQuestion",
    "Phase",
    "PossibleAnswer",
    "QuestionState",
    "RoomError",
    "RoomState",
    "Store",
    "UnreachableError",
]
