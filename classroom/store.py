"""The rooms in the database: what a teacher and a learner can do, each all or nothing."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    Table,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)

from classroom import errors
from classroom.codes import (
    CODE_LENGTH,
    fingerprint,
    is_secret_of,
    new_code,
    new_secret,
    read_code,
)
from classroom.database import insert_if_new, insert_or_replace, prepare, transaction
from classroom.errors import RoomError
from classroom.question import AskedQuestion
from classroom.room import Phase, QuestionState, RoomState, Tally
from classroom.tables import PHONES, QUESTIONS, ROOMS, TABLES, VOTES

LIFETIME = 24 * 60 * 60
"""Seconds that a room lives at most."""
MOST_QUESTIONS, MOST_VOTERS = 40, 1000
"""Of a room, and of a question in one round."""
TRIES_FOR_CODE = 20
"""For a new room; with a million rooms, the first try fails once in 387."""
MAY_BECOME = {
    Phase.OPEN: (Phase.WAITING,),
    Phase.CLOSED: (Phase.OPEN,),
    Phase.COUNTED: (Phase.OPEN, Phase.CLOSED),
    Phase.EXPLAINED: (Phase.OPEN, Phase.CLOSED, Phase.COUNTED),
}
"""From which phases a question goes on to each. A deed of a window that is behind does nothing."""


class Store:
    """The rooms of one database.

    Every method raises `RoomError`, with one sentence, for what cannot be done, and if the database
    does not answer.

    Parameters
    ----------
    engine : sqlalchemy.Engine
        Of SQLite or PostgreSQL.
    clock : callable, optional
        Returns the time in seconds since 1970.

    Examples
    --------
    >>> from sqlalchemy import create_engine
    >>> from classroom import AskedQuestion
    >>> store = Store(create_engine("sqlite://"))
    >>> code, secret = store.open_room()
    >>> place = store.add_question(code, secret, AskedQuestion("How many channels?"))
    >>> store.put(code, secret, place)
    >>> for phone, answer in (("a", 3), ("b", 1), ("b", 3)):  # b changes its mind
    ...     store.vote(code, place, 1, phone, answer)
    >>> store.tallies(code, place)[1]
    Counter({3: 2})
    """

    def __init__(self, engine: Engine, clock: Callable[[], float] = time) -> None:
        self._engine, self._clock = engine, clock
        prepare(engine)
        with transaction(engine, writes=True) as connection:
            TABLES.create_all(connection)

    # A teacher

    def open_room(self) -> tuple[str, str]:
        """Open a room; return its code, and the secret with which only its teacher comes back.

        Rooms that have ended are taken away with all that was in them.
        """
        secret, now = new_secret(), int(self._clock())
        room = {"teacher": fingerprint(secret), "ends": now + LIFETIME, "version": 1, "look": ""}
        with transaction(self._engine, writes=True) as connection:
            connection.execute(delete(ROOMS).where(ROOMS.c.ends <= now))
            for _ in range(TRIES_FOR_CODE):
                code = new_code()
                new = insert_if_new(self._engine, ROOMS, code=code, **room)
                if connection.execute(new).rowcount:
                    return code, secret
        raise RoomError(errors.NO_FREE_CODE)

    def check_teacher(self, code: str, secret: str) -> None:
        """Refuse a secret that is not the one of this room."""
        with transaction(self._engine, writes=False) as connection:
            self._check_teacher(connection, code, secret)

    def add_question(self, code: str, secret: str, question: AskedQuestion) -> int:
        """Put a question at the end of the list, and return its place."""
        with self._deed(code, secret) as connection:
            mine = QUESTIONS.c.code == code
            count, last = connection.execute(
                select(func.count(), func.coalesce(func.max(QUESTIONS.c.place), -1)).where(mine)
            ).one()
            if count >= MOST_QUESTIONS:
                raise RoomError(errors.FULL_OF_QUESTIONS.format(most=MOST_QUESTIONS))
            content = question.as_json()
            row = {"code": code, "place": last + 1, "content": content, "round": 1}
            connection.execute(insert(QUESTIONS).values(**row, phase=Phase.WAITING))
        return int(last) + 1

    def remove_question(self, code: str, secret: str, place: int) -> None:
        """Take a question off the list, if it was not put to the class yet."""
        with self._deed(code, secret) as connection:
            waiting = and_(_is_question(code, place), QUESTIONS.c.phase == Phase.WAITING)
            connection.execute(delete(QUESTIONS).where(waiting))

    def put(self, code: str, secret: str, place: int) -> None:
        """Show a question to the class; open the vote if it was not shown before."""
        with self._deed(code, secret, shown=place, look="") as connection:
            self._question(connection, code, place)
            self._set_phase(connection, code, place, Phase.OPEN)

    def close(self, code: str, secret: str, place: int) -> None:
        """Take no more votes."""
        self._go_on(code, secret, place, Phase.CLOSED)

    def count(self, code: str, secret: str, place: int) -> None:
        """Show everybody the votes for each answer."""
        self._go_on(code, secret, place, Phase.COUNTED)

    def explain(self, code: str, secret: str, place: int) -> None:
        """Show everybody the right answer, and why."""
        self._go_on(code, secret, place, Phase.EXPLAINED)

    def vote_again(self, code: str, secret: str, place: int) -> None:
        """Open a second vote, after a discussion; the first is kept beside it."""
        with self._deed(code, secret) as connection:
            first_is_over = and_(
                _is_question(code, place),
                QUESTIONS.c.round == 1,
                QUESTIONS.c.phase.in_((Phase.CLOSED, Phase.COUNTED)),
            )
            second = {"phase": Phase.OPEN, "round": 2}
            connection.execute(update(QUESTIONS).where(first_is_over).values(**second))

    def look_here(self, code: str, secret: str, look: str) -> None:
        """Show one page of the app on all phones; an empty text lets them loose again."""
        with self._deed(code, secret, look=look):
            pass

    def end_room(self, code: str, secret: str) -> None:
        """Take a room away, with its questions and votes."""
        with self._deed(code, secret) as connection:
            connection.execute(delete(ROOMS).where(ROOMS.c.code == code))

    # Everybody

    def room(self, code: str) -> RoomState:
        """Read what everybody may see of a room: one row."""
        shown = and_(QUESTIONS.c.code == ROOMS.c.code, QUESTIONS.c.place == ROOMS.c.shown)
        both: Select[Any] = select(ROOMS, QUESTIONS).outerjoin_from(ROOMS, QUESTIONS, shown)
        with transaction(self._engine, writes=False) as connection:
            row = connection.execute(both.where(ROOMS.c.code == code)).one_or_none()
        if row is None or row.ends <= self._clock():
            raise RoomError(errors.NO_ROOM.format(code=code, letters=CODE_LENGTH))
        return RoomState(
            code=code,
            version=row.version,
            ends=row.ends,
            shown=None if row.content is None else _question_state(row),
            look=row.look,
        )

    def find_room(self, typed: str) -> RoomState:
        """Find the room whose code was typed."""
        return self.room(read_code(typed))

    def join(self, code: str, voter: str) -> None:
        """Count a phone as one that is in the room."""
        with transaction(self._engine, writes=True) as connection:
            if self._count(connection, PHONES, PHONES.c.code == code) >= MOST_VOTERS:
                raise RoomError(errors.FULL_OF_PHONES.format(most=MOST_VOTERS))
            phone = fingerprint(voter)
            connection.execute(insert_if_new(self._engine, PHONES, code=code, voter=phone))

    def phones(self, code: str) -> int:
        """Count the phones that have joined a room."""
        with transaction(self._engine, writes=False) as connection:
            return self._count(connection, PHONES, PHONES.c.code == code)

    def questions(self, code: str) -> list[QuestionState]:
        """List the questions of a room in their order."""
        mine = select(QUESTIONS).where(QUESTIONS.c.code == code).order_by(QUESTIONS.c.place)
        with transaction(self._engine, writes=False) as connection:
            return [_question_state(row) for row in connection.execute(mine)]

    def vote(self, code: str, place: int, round: int, voter: str, answer: int) -> None:
        """Keep the vote of a phone, in place of what it voted before in this round.

        When this returns, the vote is kept; a vote that is sent twice counts once.
        """
        with transaction(self._engine, writes=True) as connection:
            state = self._question(connection, code, place)
            if state.phase is not Phase.OPEN or state.round != round:
                raise RoomError(errors.NOT_OPEN)
            if not state.question.accepts(answer):
                count = len(state.question.choices)
                raise RoomError(errors.NO_ANSWER.format(answer=answer, count=count))
            mine = and_(_is_vote(code, place), VOTES.c.round == round)
            if self._count(connection, VOTES, mine) >= MOST_VOTERS:
                raise RoomError(errors.FULL_OF_VOTES.format(most=MOST_VOTERS))
            row = {"code": code, "place": place, "round": round, "answer": answer}
            connection.execute(
                insert_or_replace(self._engine, VOTES, **row, voter=fingerprint(voter))
            )

    def votes_of(self, code: str, place: int, voter: str) -> dict[int, int]:
        """Return what a phone voted on a question, by round."""
        mine = and_(_is_vote(code, place), VOTES.c.voter == fingerprint(voter))
        with transaction(self._engine, writes=False) as connection:
            rows = connection.execute(select(VOTES.c.round, VOTES.c.answer).where(mine))
            return {row.round: row.answer for row in rows}

    def tallies(self, code: str, place: int) -> dict[int, Tally]:
        """Count the votes for each answer of a question, in its first and its second round."""
        columns = (VOTES.c.round, VOTES.c.answer)
        counted = select(*columns, func.count()).where(_is_vote(code, place)).group_by(*columns)
        tallies: dict[int, Tally] = {1: Counter(), 2: Counter()}
        with transaction(self._engine, writes=False) as connection:
            for round, answer, votes in connection.execute(counted):
                tallies[round][answer] = votes
        return tallies

    # What these share

    def _go_on(self, code: str, secret: str, place: int, phase: Phase) -> None:
        with self._deed(code, secret) as connection:
            self._set_phase(connection, code, place, phase)

    @contextmanager
    def _deed(self, code: str, secret: str, **room: Any) -> Iterator[Connection]:
        """Do something as the teacher of a room: it has a new version after it."""
        newer = update(ROOMS).where(ROOMS.c.code == code)
        with transaction(self._engine, writes=True) as connection:
            self._check_teacher(connection, code, secret)
            connection.execute(newer.values(version=ROOMS.c.version + 1, **room))
            yield connection

    def _check_teacher(self, connection: Connection, code: str, secret: str) -> None:
        mine = select(ROOMS.c.teacher, ROOMS.c.ends).where(ROOMS.c.code == code)
        row = connection.execute(mine).one_or_none()
        if row is None or row.ends <= self._clock():
            raise RoomError(errors.ENDED)
        if not is_secret_of(secret, row.teacher):
            raise RoomError(errors.NOT_YOURS)

    @staticmethod
    def _set_phase(connection: Connection, code: str, place: int, phase: Phase) -> None:
        before = and_(_is_question(code, place), QUESTIONS.c.phase.in_(MAY_BECOME[phase]))
        connection.execute(update(QUESTIONS).where(before).values(phase=phase))

    @staticmethod
    def _question(connection: Connection, code: str, place: int) -> QuestionState:
        row = connection.execute(select(QUESTIONS).where(_is_question(code, place))).one_or_none()
        if row is None:
            raise RoomError(errors.NO_QUESTION.format(number=place + 1))
        return _question_state(row)

    @staticmethod
    def _count(connection: Connection, table: Table, which: ColumnElement[bool]) -> int:
        counted = select(func.count()).select_from(table).where(which)
        return connection.execute(counted).scalar_one()


def _is_question(code: str, place: int) -> ColumnElement[bool]:
    return and_(QUESTIONS.c.code == code, QUESTIONS.c.place == place)


def _is_vote(code: str, place: int) -> ColumnElement[bool]:
    return and_(VOTES.c.code == code, VOTES.c.place == place)


def _question_state(row: Row[Any]) -> QuestionState:
    question = AskedQuestion.of_json(row.content)
    return QuestionState(row.place, question, Phase(row.phase), row.round)
