"""A long session: without a collection after every change, memory still levels off."""

from pathlib import Path
from statistics import median

import pytest

from bench.apps import lessons_app, resident_megabytes
from bench.websocket_client import learner_at
from tests.run_async import run_async
from ui.shell.lesson_table import LESSONS

RERUNS = 200
HEAVIEST = next(lesson for lesson in LESSONS if lesson.title == "Sum the channels")
"""The page on which another seed makes the most new arrays: those of whole maps."""
MOST_KEPT = 0.03
"""MB that one rerun may leave behind: half of what it sends."""


async def resident_after_each_rerun() -> list[float]:
    """Set another seed with every rerun, so that no rerun can be answered from what is known."""
    page = Path(HEAVIEST.file).stem.partition("_")[2]
    with lessons_app() as app:
        async with learner_at(app.url, page) as learner:
            answers = [await learner.open()]
            resident = []
            for seed in range(1, RERUNS + 1):
                answers.append(await learner.change("Seed", seed))
                resident.append(resident_megabytes(app))
    assert [a.exceptions for a in answers if a.exceptions] == []
    return resident


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_memory_levels_off() -> None:
    resident = run_async(resident_after_each_rerun())
    half = RERUNS // 2
    grown = median(resident[-half // 2 :]) - median(resident[half // 2 : half])
    assert grown < MOST_KEPT * half
