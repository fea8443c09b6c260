"""A class in a room: a teacher asks, and many phones vote, each over a websocket.

What a vote needs until the teacher sees it in the count, whether every vote that was confirmed
counts, and how long phones are away when something breaks in the middle: a process that is
killed, or a database that stops. Phones come back as a browser does: with the address and the
cookies that they had.
"""

import asyncio
import os
import random
import re
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from websockets import WebSocketException

from bench.apps import measured_app, processes_of
from bench.measures import Measure
from bench.websocket_client import Learner, learner_at
from classroom.errors import UNREACHABLE
from ui.lessons.classroom import words

PAGE, QUESTIONS = "Classroom", 5
BROKEN_AT = 2
"""The question during which something breaks, counted from 0."""
LOST = (OSError, TimeoutError, WebSocketException)
TRIES_EVERY = 0.5
"""Seconds between two tries of a browser to connect again."""
LOOKS_EVERY = 0.5
"""Seconds between two looks of a phone or the teacher at their own page."""
LONGEST_VOTE = 90.0
"""Seconds after which a question is closed, whoever has not voted."""
AIM_COUNTED, AIM_BACK = 2000.0, 5000.0
"""Milliseconds: from a vote to the count at the 95th percentile, and until all are back."""

A_VOTE = re.compile(r"classroom\.vote (\d+) (\d+) \d+")
A_COUNT = re.compile(words.NUMBERS_VOTED[1].format(votes=r"(\d+)", n=r"\d+"))
KEPT = words.LOOK_UP.partition(":")[0]


@dataclass
class Notes:
    """What happened in a room."""

    votes: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    """By question: when a vote was sent, and when its page said that it is kept."""
    counts: dict[int, list[tuple[float, int]]] = field(default_factory=dict)
    """By question: when the teacher saw which count."""
    lost: Counter[str] = field(default_factory=Counter)
    back: list[float] = field(default_factory=list)
    """Seconds that phones and the teacher were away."""
    unreachable: int = 0
    """Answers that said that the database does not answer."""
    exceptions: Counter[str] = field(default_factory=Counter)

    def counted(self) -> list[float]:
        """Return the milliseconds from each vote to the first count that holds as many votes.

        Examples
        --------
        >>> notes = Notes({0: [(1.0, 1.1), (1.5, 1.6)]}, {0: [(2.0, 1), (3.0, 2)]})
        >>> notes.counted()
        [1000.0, 1500.0]
        """
        times = []
        for place, votes in self.votes.items():
            in_order = sorted(votes, key=lambda vote: vote[1])
            for number, (sent, _) in enumerate(in_order, start=1):
                seen = [when for when, count in self.counts.get(place, []) if count >= number]
                times += [1000 * (min(seen) - sent)] if seen else []
        return times

    def as_json(self) -> dict[str, Any]:
        """Sum up; times in milliseconds."""
        confirmed = sum(map(len, self.votes.values()))
        kept = sum(max((n for _, n in seen), default=0) for seen in self.counts.values())
        result: dict[str, Any] = {
            "votes confirmed": confirmed,
            "votes in the count": kept,
            "confirmed votes lost": max(0, confirmed - kept),
            "lost connections": dict(self.lost),
            "answers that the database is away": self.unreachable,
            "exceptions": dict(self.exceptions),
        }
        for name, times, aim in (
            ("vote to count", self.counted(), AIM_COUNTED),
            ("away", [1000 * seconds for seconds in self.back], AIM_BACK),
        ):
            measure = asdict(Measure.of(times, "ms")) if times else {"runs": 0}
            result[name] = {**measure, "aim": None, "aim of the slowest": aim}
        return result


@dataclass
class Window:
    """The page of one person, which comes back when its connection breaks."""

    url: str
    notes: Notes
    query: str = ""
    cookies: dict[str, str] | None = None
    lost_at: float | None = None

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Learner]:
        """Open the page with the address and the cookies that it had."""
        async with learner_at(self.url, PAGE, self.query, self.cookies) as learner:
            self.cookies = learner.cookies
            self.note((await learner.open()).exceptions)
            if self.lost_at is not None:
                self.notes.back.append(perf_counter() - self.lost_at)
                self.lost_at = None
            yield learner
            self.query = learner.query

    def note(self, exceptions: tuple[str, ...]) -> None:
        """Remember what a page shows that it should not."""
        self.notes.exceptions.update(exceptions)

    async def note_loss(self, error: BaseException) -> None:
        """Remember that the connection broke, and wait for the next try."""
        if self.lost_at is None:
            self.lost_at = perf_counter()
            self.notes.lost[type(error).__name__] += 1
        await asyncio.sleep(TRIES_EVERY)


async def attend_room(window: Window, think: float, over: asyncio.Event) -> None:
    """Be a phone: vote once on each question, at some moment of the time to think."""
    done: set[tuple[int, int]] = set()
    while not over.is_set():
        try:
            async with window.opened() as learner:
                while not over.is_set():
                    window.query = learner.query
                    await _vote_once(learner, window, think, done)
                    await learner.wait(LOOKS_EVERY)
        except LOST as error:
            await window.note_loss(error)


async def _vote_once(
    learner: Learner, window: Window, think: float, done: set[tuple[int, int]]
) -> None:
    """Vote if there is a question that was not voted on, and note when the vote is confirmed."""
    if question_asked(learner) in (None, *done):
        return
    await learner.wait(random.uniform(0, think))
    asked = question_asked(learner)
    if asked is None or asked in done:
        return
    sent = perf_counter()
    answers = [button for button in learner.buttons if A_VOTE.match(button)]
    answer = await learner.press(random.choice(answers))
    window.note(answer.exceptions)
    window.notes.unreachable += learner.says(UNREACHABLE)
    if learner.says(KEPT):
        done.add(asked)
        window.notes.votes.setdefault(asked[0], []).append((sent, perf_counter()))


def question_asked(learner: Learner) -> tuple[int, int] | None:
    """Return place and round of the question that can be voted on."""
    found = next(filter(None, map(A_VOTE.match, learner.buttons)), None)
    return None if found is None else (int(found[1]), int(found[2]))


@dataclass
class Teacher:
    """Who opens the room, adds questions and leads through them."""

    window: Window
    phones: int
    questions: int
    place: int = -1
    """Of the question that is asked."""

    async def open_room(self) -> str:
        """Open a room with questions; return what a phone's address has after the question mark."""
        async with self.window.opened() as learner:
            await learner.press("Open a room")
            await learner.change("Where from", "Your own")
            for number in range(self.questions):
                learner.fill("Question", f"Question {number}: what becomes of the channels?")
                learner.fill("Answers, one per line", words.OWN_EXAMPLE)
                self.window.note((await learner.press("Add this question")).exceptions)
            self.window.query = learner.query
        return re.sub(r"&?teacher=[^&]*", "", self.window.query)

    async def lead(self, breaking: asyncio.Event) -> None:
        """Ask one question after the other, each until all have voted."""
        while self.place < self.questions:
            try:
                async with self.window.opened() as learner:
                    while self.place < self.questions:
                        await self._go_on(learner)
                        if self.place == BROKEN_AT:
                            breaking.set()
            except LOST as error:
                await self.window.note_loss(error)

    async def _go_on(self, learner: Learner) -> None:
        """Ask the next question if all have voted on this one, or nobody does any more."""
        end = perf_counter() + LONGEST_VOTE
        while self.place >= 0 and perf_counter() < end:
            await learner.wait(LOOKS_EVERY)
            if self._note_count(learner) >= self.phones:
                break
        self.place += 1
        if self.place < self.questions:
            await self._ask(learner)

    async def _ask(self, learner: Learner) -> None:
        """Press until the page shows that the question is asked."""
        button = f"classroom.put {self.place}"
        for _ in range(20):
            if button in learner.buttons:
                self.window.note((await learner.press(button)).exceptions)
            elif any(A_COUNT.search(text) for text in learner.texts):
                return
            await learner.wait(LOOKS_EVERY)

    def _note_count(self, learner: Learner) -> int:
        self.window.notes.unreachable += learner.says(UNREACHABLE)
        counts = [int(found[1]) for text in learner.texts if (found := A_COUNT.search(text))]
        for count in counts:
            self.window.notes.counts.setdefault(self.place, []).append((perf_counter(), count))
        return max(counts, default=0)


def measured_room(
    learners: int, think: float, url: str | None, processes: int, midway: str | None
) -> dict[str, Any]:
    """Let a class vote on all questions.

    Parameters
    ----------
    learners : int
    think : float
        Seconds within which all vote.
    url : str or None
        Of an app that runs already.
    processes : int
        How many to start behind nginx.
    midway : str or None
        What breaks during the third question: `kill` ends a process behind nginx, all else is a
        command.

    Returns
    -------
    dict
        Can be written as JSON.
    """
    load = os.getloadavg()[0]
    with TemporaryDirectory() as folder:
        os.environ.setdefault("CLASSROOM_URL", f"sqlite:///{folder}/rooms.db")
        with measured_app(url, processes) as app:
            broken = processes_of(app)[0] if midway == "kill" else midway
            notes = asyncio.run(vote_on_all(app.url, learners, think, broken))
    return {
        "machine": {"cores": os.cpu_count(), "load": load},
        "room": {
            **{"learners": learners, "votes within": think, "midway": midway},
            "processes behind nginx": processes,
        },
        **notes.as_json(),
    }


async def vote_on_all(
    url: str, phones: int, think: float, midway: str | int | None = None, questions: int = QUESTIONS
) -> Notes:
    """Let a teacher and so many phones go through all questions; a number is killed midway."""
    notes, over, breaking = Notes(), asyncio.Event(), asyncio.Event()
    teacher = Teacher(Window(url, notes), phones, questions)
    link = await teacher.open_room()
    async with asyncio.TaskGroup() as group:
        for _ in range(phones):
            group.create_task(attend_room(Window(url, notes, link), think, over))
        group.create_task(_break(breaking, think, midway))
        await asyncio.sleep(think)
        await teacher.lead(breaking)
        over.set()
        breaking.set()
    return notes


async def _break(breaking: asyncio.Event, think: float, midway: str | int | None) -> None:
    await breaking.wait()
    await asyncio.sleep(think / 2)
    if isinstance(midway, int):
        os.kill(midway, signal.SIGKILL)
    elif midway:
        command = await asyncio.create_subprocess_shell(midway)
        await command.wait()
