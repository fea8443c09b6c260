"""A class on one page: many learners at once, each over a websocket, before one process of the app.

All come within the time between two changes, as a class does that was given a link. From then on
each changes one control every few seconds, not in step with the others. Learners have no browser
here (`bench/websocket_client.py`), so what is measured is the app, not hundreds of browsers.
"""

import asyncio
import os
import random
from collections import Counter
from dataclasses import asdict, dataclass, field
from time import perf_counter
from typing import Any

from websockets import WebSocketException

from bench.apps import cpu_seconds, measured_app, resident_megabytes
from bench.measures import Measure
from bench.pages import CHANGES, change_once
from bench.room import measured_room
from bench.websocket_client import Answer, learner_at
from tests.browser.app_and_browser import RunningApp

AIM_OPENING, AIM_CHANGE = 2000.0, 300.0
"""Milliseconds at the 95th percentile, for a class of 100 on lesson 1 that changes every 5 s."""


@dataclass
class Notes:
    """What happened to the learners of a class."""

    openings: list[Answer] = field(default_factory=list)
    changes: list[Answer] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    """Learners who could not go on, by the kind of error: a connection that broke, no answer in
    time, or a page without its control."""

    def as_json(self) -> dict[str, Any]:
        """Sum up; times in milliseconds."""
        result: dict[str, Any] = {}
        for name, answers, aim in (
            ("opening", self.openings, AIM_OPENING),
            ("change", self.changes, AIM_CHANGE),
        ):
            times = [1000 * answer.seconds for answer in answers]
            measure = asdict(Measure.of(times, "ms")) if times else {"runs": 0}
            result[name] = {**measure, "aim": None, "aim of the slowest": aim}
        shown = Counter(
            text for answer in (*self.openings, *self.changes) for text in answer.exceptions
        )
        return result | {"lost connections": dict(self.lost), "exceptions": dict(shown)}


def measured(
    learners: int = 100,
    every: float = 5,
    page: str = "Slide_the_kernel",
    seconds: float = 60,
    url: str | None = None,
    processes: int = 0,
    room: bool = False,
    midway: str | None = None,
) -> dict[str, Any]:
    """Let a class open a page and change it, or vote in a room.

    Parameters
    ----------
    learners : int
    every : float
        Seconds between two changes of one learner, half as much or half as much again by chance.
    page : str
        Its address.
    seconds : float
        How long the class lasts; answers that are under way then are awaited.
    url : str or None
        Of an app that runs already; none starts the lessons here, and measures their memory.
    processes : int
        How many to start behind nginx; 0 starts one without it.
    room : bool
        Whether the class is in a room (`bench/room.py`), and votes within `every` seconds.
    midway : str or None
        What breaks in a room: `kill` ends a process behind nginx, all else is a command.

    Returns
    -------
    dict
        Can be written as JSON: the machine, the class, times of opening and change, lost
        connections, exceptions on the page, and what one learner takes of memory and of a core.
    """
    if room:
        return measured_room(learners, every, url, processes, midway)
    load, notes = os.getloadavg()[0], Notes()
    with measured_app(url, processes) as app:
        address = app.url
        own = app if url is None and not processes else None
        asyncio.run(attend(address, page, 0, 0, Notes()))  # what is read and built only once
        before = _used(own)
        start = perf_counter()
        asyncio.run(_class(address, page, learners, every, start + seconds, notes))
        lasted = perf_counter() - start
        after = _used(own)  # Streamlit keeps a session for two minutes after its learner has left
    result = {
        "machine": {"cores": os.cpu_count(), "load": load},
        "class": {
            **{"learners": learners, "every": every, "page": page, "seconds": round(lasted)},
            "processes behind nginx": processes,
        },
        **notes.as_json(),
    }
    if before and after:
        result["MB of memory for each learner"] = round((after[0] - before[0]) / learners, 2)
        result["cores in use"] = round((after[1] - before[1]) / lasted, 2)
    return result


def _used(app: RunningApp | None) -> tuple[float, float] | None:
    return None if app is None else (resident_megabytes(app), cpu_seconds(app))


async def _class(
    url: str, page: str, learners: int, every: float, end: float, notes: Notes
) -> None:
    async with asyncio.TaskGroup() as group:
        for _ in range(learners):
            group.create_task(attend(url, page, every, end, notes))


async def attend(url: str, page: str, every: float, end: float, notes: Notes) -> None:
    """Open the page after a while, and change it again and again until the end."""
    await asyncio.sleep(random.uniform(0, every))
    try:
        async with learner_at(url, page) as learner:
            notes.openings.append(await learner.open())
            number = 0
            while True:
                pause = random.uniform(0.5, 1.5) * every
                if perf_counter() + pause > end:
                    break
                await asyncio.sleep(pause)
                notes.changes.append(await change_once(learner, CHANGES[page], number))
                number += 1
    except (OSError, TimeoutError, KeyError, WebSocketException) as error:
        notes.lost[type(error).__name__] += 1
