"""What is known of a room at one moment."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from classroom.question import AskedQuestion


class Phase(StrEnum):
    """How far a question is. A second vote goes back from COUNTED or CLOSED to OPEN."""

    WAITING = "waiting"
    """Not put to the class yet."""
    OPEN = "open"
    """Votes are taken; how many is shown, not for what."""
    CLOSED = "closed"
    """No more votes; still not shown for what."""
    COUNTED = "counted"
    """Everybody sees the votes for each answer."""
    EXPLAINED = "explained"
    """Everybody sees the right answer, why, and the picture."""


@dataclass(frozen=True)
class QuestionState:
    """A question of a room.

    Attributes
    ----------
    place : int
        Counted from 0.
    question : AskedQuestion
    phase : Phase
    round : int
        1, or 2 after a discussion.
    """

    place: int
    question: AskedQuestion
    phase: Phase
    round: int


@dataclass(frozen=True)
class RoomState:
    """A room as everybody may see it.

    Attributes
    ----------
    code : str
    version : int
        Greater after each deed of the teacher: what has the same version looks the same.
    ends : int
        When the room ends by itself, in seconds since 1970.
    shown : QuestionState, optional
        The question that is put to the class.
    look : str
        Page and settings that all phones show, as "pages/file.py?settings"; empty for none.
    """

    code: str
    version: int
    ends: int
    shown: QuestionState | None
    look: str

    @property
    def asked(self) -> tuple[int, Phase, int] | None:
        """Place, phase and round of the question that is put: what a phone shows follows them."""
        return (
            None if self.shown is None else (self.shown.place, self.shown.phase, self.shown.round)
        )


Tally = Counter[int]
"""How many voted for each answer."""
