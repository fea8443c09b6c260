"""Benchmarks can be called, and know what to change on every lesson. Nothing is timed here."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from bench.__main__ import parser
from bench.apps import lessons_app
from bench.measures import Measure
from bench.pages import CHANGES, Costs, change_once, page_address
from bench.room import vote_on_all
from bench.websocket_client import learner_at
from tests.browser.app_and_browser import ROOT
from tests.run_async import run_async
from ui.shell.lesson_table import LESSONS


def test_help_names_every_benchmark() -> None:
    command = [sys.executable, "-m", "bench", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert all(name in done.stdout for name in ("browser", "engine", "matrix", "pages", "class"))


def test_a_class_is_100_learners_on_lesson_1_who_change_every_5_seconds() -> None:
    told = parser().parse_args(["class"])
    assert (told.learners, told.every, told.page) == (100, 5, "Slide_the_kernel")


@pytest.mark.parametrize(
    ("values", "middle", "slowest"),
    [([3.0], 3, 3), ([4.0, 1.0, 2.0], 2, 4), (list(range(1, 101)), (50 + 51) / 2, 95)],
)
def test_a_measure_is_the_median_and_the_95th_percentile(
    values: list[float], middle: float, slowest: float
) -> None:
    measure = Measure.of(values, "ms")
    assert (measure.median, measure.slowest, measure.runs) == (middle, slowest, len(values))


def test_a_ratio_is_taken_of_medians_of_the_same_run() -> None:
    costs = Costs()
    for ours, bare in ((30, 10), (10, 40), (20, 20)):
        costs.add("change", ours, bare)
    assert costs.ratio("change") == 20 / 20


@pytest.fixture(scope="module")
def lessons() -> Iterator[str]:
    with lessons_app() as app:
        yield app.url


def test_every_lesson_has_a_change_that_its_page_takes(lessons: str) -> None:
    assert list(CHANGES) == [page_address(lesson.file) for lesson in LESSONS]

    async def changed_pages(url: str) -> list[str]:
        shown: list[str] = []
        for page, change in CHANGES.items():
            async with learner_at(url, page) as learner:
                opened = await learner.open()
                assert change.values[0] not in learner.widgets[change.label].values
                changed = await change_once(learner, change, 0)
                shown += [*opened.exceptions, *changed.exceptions]
        return shown

    assert run_async(changed_pages(lessons)) == []


def test_all_votes_of_a_room_are_confirmed_and_counted(lessons: str) -> None:
    noted = run_async(vote_on_all(lessons, phones=2, think=0, questions=1)).as_json()
    assert (noted["votes confirmed"], noted["votes in the count"]) == (2, 2)
    assert (noted["confirmed votes lost"], noted["vote to count"]["runs"]) == (0, 2)
    assert noted["lost connections"] == noted["exceptions"] == {}
