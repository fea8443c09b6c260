"""What each lesson costs, beside a bare page of Streamlit's default settings in the same run.

Ours and the bare page take turns, so that whatever else the machine does hits both. Times by
Streamlit's own protocol come from a learner without a browser (`bench/websocket_client.py`), times
of pictures from Chromium (`bench/watch.js` notes when they are drawn).
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial, reduce
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, cast

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from bench.apps import bare_app, cpu_seconds, lessons_app
from bench.measures import Measure
from bench.page_elements import Value
from bench.websocket_client import Answer, Learner, learner_at
from tests.browser.app_and_browser import RunningApp, running_browser
from ui.shell.lesson_table import LESSONS


@dataclass(frozen=True)
class Change:
    """A control that every learner of a page may use: its label, and two values in turn."""

    label: str
    values: tuple[Value, Value]


CHANGES = {
    "Slide_the_kernel": Change("Strides", ("2", "1")),
    "Sum_the_channels": Change("Filter", ("1", "0")),
    "Shapes_and_layouts": Change("Framework", ("PyTorch", "Keras")),
    "Control_the_sum": Change("Strides", ("2", "1")),
    "Padding_stride_dilation": Change(
        "Classic cases", ("2. Some padding, stride 1", "1. No padding, stride 1")
    ),
    "One_two_three_dimensions": Change("Watch", ("Conv2D", "Conv1D")),
    "As_one_matrix_product": Change("Strides", ("2", "1")),
    "Precision": Change("A number", ("257", "0.1")),
    "Your_image": Change("Filter", ("1", "0")),
    "Check_yourself": Change("Question", ("2", "1")),
    "Ready_pictures": Change("Shape", ("Wide, for a slide", "Narrow, for a phone or beside text")),
    "Your_model": Change("Framework", ("PyTorch", "Keras")),
    "Classroom": Change("Framework", ("PyTorch", "Keras")),
}
"""For each page, by its address, the change that is measured: one that redraws its picture, and
begins with a value that is not the first."""
BARE_CHANGE = Change("Value", (6.0, 5.0))

AIM_CHANGE, AIM_CHANGES, AIM_PICTURE, AIM_FIRST, AIM_OPENING = 0.8, 0.6, 1.0, 1.3, 400.0
"""Ratios to the bare page: a change, the median of all lessons, its picture, the first; and kB."""

SETTLES, PATIENCE = 250, 30_000
"""Milliseconds without a drawing that finish a picture, and after which none is awaited."""
SMALL = 5
"""kB below which a script is not named."""
WATCH = Path(__file__).with_name("watch.js")
PICTURES = (
    "svg.scene, .js-plotly-plot, canvas, .bits, [data-testid=stImage] img, "
    "[data-testid=stage]:has(svg.scene), [data-testid=network]:has(svg)"
)
SLIDER, TEXT = "[data-testid=stSlider]", "[data-testid=stMarkdown]"
"""What is waited for: the pictures of a lesson, and on a bare page first its slider, then the
sentence with its value."""

SCRIPTS = """() => performance.getEntriesByType("resource")
    .map(file => [new URL(file.name).pathname, file.decodedBodySize])
    .filter(([path]) => /\\.m?js$/.test(path))"""


@dataclass
class Clock:
    """When each page has to be done, so that all pages fit the time there is."""

    end: float
    fewest: int = 1

    def rounds(self, most: int) -> Iterator[int]:
        """Count rounds, at least one, while there is time."""
        for done in range(most):
            if done >= self.fewest and perf_counter() > self.end:
                return
            yield done


@dataclass
class Costs:
    """The values measured on one page, ours beside the bare page's where both have one."""

    times: dict[str, tuple[list[float], list[float]]] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, ours: float | None, bare: float | None) -> None:
        """Keep one value of ours, and the bare page's of the same round, if both came in time."""
        if ours is None or bare is None:
            return
        for values, value in zip(self.times.setdefault(name, ([], [])), (ours, bare), strict=True):
            values.append(value)

    def ratio(self, name: str) -> float:
        """Divide our median by the bare page's."""
        ours, bare = self.times[name]
        return median(ours) / median(bare)

    def as_json(self, aims: Mapping[str, float]) -> dict[str, Any]:
        """Sum up."""
        result: dict[str, Any] = {}
        for name, (ours, bare) in self.times.items():
            result[name] = asdict(Measure.of(ours, "ms"))
            result[f"{name}, bare page"] = asdict(Measure.of(bare, "ms"))
            ratio = Measure.of([self.ratio(name)], "times", aims.get(name))
            result[f"{name} against the bare page"] = asdict(ratio)
        return result | self.facts


AIMS = {"change": AIM_CHANGE, "change to redrawn picture": AIM_PICTURE, "first picture": AIM_FIRST}


def measured(
    pages: Sequence[str] = (), runs: int = 4, seconds: float = 450, protocol_only: bool = False
) -> dict[str, Any]:
    """Measure pages, all or those named, by protocol and in Chromium.

    Parameters
    ----------
    pages : sequence of str
        Addresses; none means all lessons.
    runs : int
        How often a page is opened; it is changed twice as often in Chromium, and four times by
        protocol.
    seconds : float
        How long all may take, about: pages are measured with fewer runs, and left out at last.
    protocol_only : bool
        Whether to leave Chromium out.

    Returns
    -------
    dict
        Can be written as JSON: the machine, each page's measures, and the median over the pages.
    """
    pages = list(pages) or [page_address(lesson.file) for lesson in LESSONS]
    costs = {page: Costs() for page in pages}
    load, start = os.getloadavg()[0], perf_counter()
    with lessons_app() as app, bare_app() as bare:
        for clock, page in _clocks(pages, start, seconds * 0.25):
            asyncio.run(measure_protocol(costs[page], app, bare, page, runs, clock))
        if not protocol_only:
            with running_browser() as browser:
                for clock, page in _clocks(pages, perf_counter(), seconds * 0.75):
                    if perf_counter() > start + seconds:
                        costs[page].facts["left out"] = "Chromium: there was no time left"
                    else:
                        measure_browser(costs[page], browser, (app, bare), page, runs, clock)
    ratios = {name: [c.ratio(name) for c in costs.values() if name in c.times] for name in AIMS}
    aims = AIMS | {"change": AIM_CHANGES}
    return {
        "machine": {"cores": os.cpu_count(), "load": load},
        "seconds": round(perf_counter() - start),
        "all pages": {
            f"{name} against the bare page": asdict(Measure.of(values, "times", aims[name]))
            for name, values in ratios.items()
            if values
        },
        "pages": {page: cost.as_json(AIMS) for page, cost in costs.items()},
    }


def page_address(file: str) -> str:
    """Return the address that Streamlit gives a page.

    Examples
    --------
    >>> page_address("pages/1_Slide_the_kernel.py")
    'Slide_the_kernel'
    """
    return Path(file).stem.partition("_")[2]


def _clocks(pages: Sequence[str], start: float, seconds: float) -> Iterator[tuple[Clock, str]]:
    for number, page in enumerate(pages, start=1):
        print(f"{page}: {number} of {len(pages)}", file=sys.stderr)
        yield Clock(start + seconds * number / len(pages)), page


async def measure_protocol(
    costs: Costs, app: RunningApp, bare: RunningApp, page: str, runs: int, clock: Clock
) -> None:
    """Open the page anew and change it, in turns with the bare page."""
    await opening(app, page)  # cold
    for _ in clock.rounds(runs):
        opened, bare_opened = await opening(app, page), await opening(bare, "")
        costs.add("opening", 1000 * opened.seconds, 1000 * bare_opened.seconds)
    costs.facts["kB at opening"] = asdict(Measure.of([opened.size / 1000], "kB", AIM_OPENING))
    change = CHANGES[page]
    async with learner_at(app.url, page) as learner, learner_at(bare.url, "") as other:
        await learner.open()
        await other.open()
        for number in range(2):
            await change_once(learner, change, number)
            await change_once(other, BARE_CHANGE, number)
        answers: list[Answer] = []
        used = [cpu_seconds(one) for one in (app, bare)]
        for number in clock.rounds(4 * runs):
            answers.append(await change_once(learner, change, number))
            bare_answer = await change_once(other, BARE_CHANGE, number)
            costs.add("change", 1000 * answers[-1].seconds, 1000 * bare_answer.seconds)
        used = [cpu_seconds(one) - before for one, before in zip((app, bare), used, strict=True)]
    ours, theirs = (round(1000 * seconds / len(answers)) for seconds in used)
    # Hardly any other load of the machine shows in this, unlike in the times above.
    costs.facts["ms of a core for one change"] = {
        "ours": ours,
        "bare page": theirs,
        "ratio": round(ours / max(theirs, 1), 2),
    }
    sizes = [answer.size / 1000 for answer in answers]
    costs.facts["kB of one change"] = asdict(Measure.of(sizes, "kB"))
    costs.facts["exceptions"] = sorted({text for one in answers for text in one.exceptions})


async def opening(app: RunningApp, page: str) -> Answer:
    """Open a page once."""
    async with learner_at(app.url, page) as learner:
        return await learner.open()


async def change_once(learner: Learner, change: Change, number: int) -> Answer:
    """Set the control to the one value or the other, in turns."""
    return await learner.change(change.label, change.values[number % 2])


def measure_browser(
    costs: Costs, browser: Browser, apps: Sequence[RunningApp], page: str, runs: int, clock: Clock
) -> None:
    """Open the page in Chromium and change it, in turns with the bare page."""
    app, bare = apps
    with (
        _window(browser, PICTURES) as ours,
        _window(browser, SLIDER) as begun,
        _window(browser, TEXT) as theirs,
    ):
        places = (ours, f"{app.url}/{page}"), (begun, bare.url)
        for window, url in places:
            first_picture(window, url)  # cold
        for _ in clock.rounds(runs):
            times = [first_picture(window, url) for window, url in places]
            costs.add("first picture", *times)
        lesson, bare_page = _opened(*places[0]), _opened(theirs, bare.url)
        costs.facts["kB of scripts beyond the bare page"] = scripts_beyond(lesson, bare_page)
        control, slider = _control(lesson, CHANGES[page].label), bare_page.get_by_role("slider")
        for number in clock.rounds(2 * runs):
            option = str(CHANGES[page].values[number % 2])
            redrawn = drawings_after(lesson, partial(_set, control, option))
            key = ("ArrowRight", "ArrowLeft")[number % 2]
            written = drawings_after(bare_page, partial(slider.press, key))
            costs.add("change to redrawn picture", redrawn["last"], written["last"])
            costs.add("change to first redrawn picture", redrawn["first"], written["first"])


@contextmanager
def _window(browser: Browser, pictures: str) -> Iterator[BrowserContext]:
    """Open a window in which every page notes when something that matches was drawn."""
    window = browser.new_context(viewport={"width": 1400, "height": 900})
    window.add_init_script(f"window.pictureSelector = {json.dumps(pictures)}")
    window.add_init_script(path=WATCH)
    yield window
    window.close()


def _opened(window: BrowserContext, url: str) -> Page:
    page = window.new_page()
    page.goto(url, wait_until="commit")
    page.evaluate(f"window.pictures.settled(0, {SETTLES}, {PATIENCE})")
    return page


def first_picture(window: BrowserContext, url: str) -> float | None:
    """Return the milliseconds from the address to the first picture; None if there is none."""
    page = window.new_page()
    page.goto(url, wait_until="commit")
    drawn = page.evaluate(f"window.pictures.settled(0, {SETTLES}, {PATIENCE})")
    page.close()
    return cast(float | None, drawn["first"])


def drawings_after(page: Page, act: Callable[[], None]) -> dict[str, float | None]:
    """Return the milliseconds from an act to the first and the last drawing that it leads to."""
    page.bring_to_front()
    page.evaluate(f"window.pictures.awaitChange({SETTLES}, {PATIENCE})")
    act()
    return cast(dict[str, float | None], page.evaluate("window.answered"))


def _set(control: Locator, option: str) -> None:
    """Choose an option, among buttons or in the call above a picture, or type it."""
    if control.get_attribute("role") == "radiogroup":
        control.get_by_role("radio", name=option, exact=True).click()
    elif control.evaluate("control => control.tagName") == "INPUT":
        control.fill(option)
        control.press("Enter")
    else:
        control.select_option(option)


def _control(page: Page, label: str) -> Locator:
    """Find a control, in whichever tab it is."""
    buttons = page.get_by_role("radiogroup", name=label, exact=True)
    fields = (page.get_by_role(role, name=label, exact=True) for role in ("combobox", "textbox"))
    control = reduce(Locator.or_, fields, buttons)
    for tab in page.get_by_role("tab").all():
        if control.is_visible():
            break
        tab.click()
    return control


def scripts_beyond(lesson: Page, bare_page: Page) -> dict[str, float]:
    """Return the scripts that only the lesson makes the browser load, by name, and their size."""
    known = {_without_hash(path) for path, _ in bare_page.evaluate(SCRIPTS)}
    sizes: dict[str, float] = {}
    for path, size in lesson.evaluate(SCRIPTS):
        name = _without_hash(path)
        if name not in known:
            sizes[name] = round(sizes.get(name, 0) + size / 1000, 1)
    large = {name: size for name, size in sizes.items() if size >= SMALL}
    rest = {
        f"{len(sizes) - len(large)} smaller ones": round(
            sum(sizes.values()) - sum(large.values()), 1
        )
    }
    return dict(sorted(large.items(), key=lambda item: -item[1])) | rest


def _without_hash(path: str) -> str:
    """Shorten the path of a script to the name that it has in every build.

    Examples
    --------
    >>> _without_hash("/static/js/PlotlyChart.BxK4d9_a.js")
    'PlotlyChart'
    """
    return path.rpartition("/")[2].split(".")[0]
