"""What a learner waits for in the browser, beside the same wait on a bare Streamlit page.

Everything is measured in one run, on one machine, with Chromium drawing by its own painter, as on
a machine without a graphics card; each number is a median of several, beside its aim.
"""

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Locator, Page, WebSocket

from bench.apps import bare_app
from bench.measures import Measure
from stage.scene import scene
from tests.browser.app_and_browser import running_app, running_browser
from ui.state.scenario import scenario_of
from ui.state.valid_settings import nearest_valid

LESSON = "/Slide_the_kernel"
DEFAULT: dict[str, int | str] = {}
LARGEST: dict[str, int | str] = {
    "size": 16, "channels": 8, "filters": 8, "kernel": 7, "padding": "same",
}  # fmt: skip
RUNS = 5
SECONDS = 1.5  # the default layer plays for 1.6 s at 8×

FRAMES = """(stage, seconds) => new Promise(resolve => {
    const intervals = [];
    stage.picture.go({ step: 0, beat: 0 }, false);
    stage.picture.play();
    let last = performance.now();
    const end = last + 1000 * seconds;
    const frame = now => {
        intervals.push(now - last);
        last = now;
        if (now < end) return requestAnimationFrame(frame);
        stage.picture.pause();
        resolve(intervals.length > 9 ? intervals.slice(2) : intervals);
    };
    requestAnimationFrame(frame);
})"""

# The script of all steps in one go: a single one is shorter than the clock's grain.
STEPS = """stage => {
    const steps = Math.min(200, stage.querySelectorAll("[data-cell]").length);
    const start = performance.now();
    for (let step = 0; step < steps; step++) stage.picture.go({ step, beat: 0 }, false);
    return (performance.now() - start) / steps;
}"""

# What an event changes is painted at the end of the next frame, so before the one after it.
HOVER = """(cell, wait) => new Promise(resolve => setTimeout(() => {
    const start = performance.now();
    cell.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, composed: true }));
    requestAnimationFrame(() => {
        const first = performance.now();
        const painted = () => resolve([performance.now() - start, performance.now() - first]);
        requestAnimationFrame(painted);
    });
}, wait))"""

# From the learner's click or key to the frame in which the page shows something else.
WATCH = """element => {
    const state = () => element.shown?.() ?? element.textContent;
    const before = state();
    window.answered = new Promise(resolve => {
        const begin = () => {
            const start = performance.now();
            const look = () => state() === before
                ? requestAnimationFrame(look)
                : requestAnimationFrame(() => resolve(performance.now() - start));
            look();
        };
        for (const kind of ["pointerdown", "keydown"])
            addEventListener(kind, begin, { capture: true, once: true });
    });
}"""


def measured() -> dict[str, Any]:
    """Measure everything once.

    Returns
    -------
    dict
        Can be written as JSON: the machine, and each measure by its name.
    """
    with running_app() as app, bare_app() as bare, running_browser() as browser:
        window = browser.new_context(viewport={"width": 1400, "height": 900})
        measures = {
            **first_stage(window, app, bare.url),
            **while_playing(window, app),
            **hover(window, app),
            **control_change(window, app, bare.url),
            **bytes_sent(window, app),
        }
        version = browser.version
    return {
        "machine": {"cores": os.cpu_count(), "load": os.getloadavg()[0], "chromium": version},
        "measures": {name: asdict(measure) for name, measure in measures.items()},
    }


def first_stage(window: BrowserContext, app: str, bare: str) -> dict[str, Measure]:
    """Time from the address to the stage, and to the slider of a bare page, when both are warm."""
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(RUNS + 1):
        ours.append(_time_to(window, app + LESSON, "[data-testid=stage] svg.scene"))
        theirs.append(_time_to(window, bare, "[data-testid=stSlider]"))
    ratios = [a / b for a, b in zip(ours[1:], theirs[1:], strict=True)]  # the first is cold
    return {
        "first stage": Measure.of(ours[1:], "ms"),
        "first slider of a bare page": Measure.of(theirs[1:], "ms"),
        "first stage against the bare page": Measure.of(ratios, "times", 1.3),
    }


def _time_to(window: BrowserContext, url: str, selector: str) -> float:
    page = window.new_page()
    start = perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(selector)
    elapsed = 1000 * (perf_counter() - start)
    page.wait_for_selector("[data-test-script-state=notRunning]")
    page.close()
    return elapsed


def while_playing(window: BrowserContext, app: str) -> dict[str, Measure]:
    """Time between frames while the stage plays, and how much of a step is script."""
    measures = {}
    for name, link, aim in (("default", DEFAULT, 17.0), ("largest", LARGEST, 33.0)):
        page, stage = _opened(window, app, link)
        for speed in ("1×", "8×"):
            stage.get_by_label("Speed").select_option(speed)
            intervals = [t for _ in range(3) for t in stage.evaluate(FRAMES, SECONDS)]
            measures[f"frame while playing at {speed}, {name}"] = Measure.of(intervals, "ms", aim)
        scripts = [stage.evaluate(STEPS) for _ in range(RUNS)]
        measures[f"script of a step, {name}"] = Measure.of(scripts, "ms", 2.0)
        page.close()
    return measures


def hover(window: BrowserContext, app: str) -> dict[str, Measure]:
    """Time from pointing at a cell to the highlight on the screen."""
    page, stage = _opened(window, app, DEFAULT)
    measures = {}
    for name, cells in (("input", "[data-input]"), ("output", "[data-cell]")):
        places = range(1, 17)
        both = [stage.locator(cells).nth(i).evaluate(HOVER, 40 + 3 * i) for i in places]
        frames = [max(1.0, round(frame / (1000 / 60))) for _, frame in both]
        measures[f"hover to highlight, {name} cell"] = Measure.of([t for t, _ in both], "ms")
        measures[f"hover to highlight, {name} cell, in frames"] = Measure.of(frames, "frames", 1)
    page.close()
    return measures


def control_change(window: BrowserContext, app: str, bare: str) -> dict[str, Measure]:
    """Time from a control to the redrawn stage, and from a slider to its value on a bare page."""
    page, stage = _opened(window, app, DEFAULT)
    stage.evaluate("stage => { stage.shown = () => stage.picture.id }")
    strides = page.get_by_role("combobox", name="Strides")
    ours = [
        _answer(page, stage, partial(strides.select_option, stride)) for stride in ("2", "1") * RUNS
    ]
    page.close()
    page = window.new_page()
    page.goto(bare)
    slider, text = page.get_by_role("slider"), page.get_by_text("The value is")
    slider.focus()
    theirs = [
        _answer(page, text, lambda key=key: page.keyboard.press(key))  # type: ignore[misc]
        for key in ("ArrowLeft", "ArrowRight") * RUNS
    ]
    page.close()
    ratio = median(ours) / median(theirs)
    return {
        "control to redrawn stage": Measure.of(ours, "ms"),
        "slider to its value on a bare page": Measure.of(theirs, "ms"),
        "control against the bare page": Measure.of([ratio], "times", 2.0),
    }


def _answer(page: Page, shown: Locator, act: Callable[[], object]) -> float:
    shown.evaluate(WATCH)
    act()
    elapsed = float(page.evaluate("window.answered"))
    page.wait_for_timeout(600)  # the rest of the page settles
    return elapsed


def bytes_sent(window: BrowserContext, app: str) -> dict[str, Measure]:
    """Size of a scene, and of everything the server sends to open the lesson with it."""
    measures = {}
    for name, link, aim in (("default", DEFAULT, 10.0), ("largest", LARGEST, 100.0)):
        measures[f"scene, {name}"] = Measure.of([len(_scene_as_json(link)) / 1000], "kB", aim)
        received = _received(window, app, link)
        stage = [frame for frame in received if b"conv_stage" in frame]
        measures[f"messages with the stage, {name}"] = _size(stage)
        measures[f"all messages of the lesson, {name}"] = _size(received)
    return measures


def _scene_as_json(link: dict[str, int | str]) -> str:
    return json.dumps(scene(scenario_of(nearest_valid(link)[0]).layer))


def _size(messages: list[bytes]) -> Measure:
    return Measure.of([sum(map(len, messages)) / 1000], "kB")


def _received(window: BrowserContext, app: str, link: dict[str, int | str]) -> list[bytes]:
    """Open the lesson, and return the messages that came over its web socket."""
    messages: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: messages.append(_as_bytes(data)))

    page = window.new_page()
    page.on("websocket", listen)
    _open(page, app, link)
    page.close()
    return messages


def _as_bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data


def _opened(window: BrowserContext, app: str, link: dict[str, int | str]) -> tuple[Page, Locator]:
    page = window.new_page()
    _open(page, app, link)
    return page, page.get_by_test_id("stage")


def _open(page: Page, app: str, link: dict[str, int | str]) -> None:
    page.goto(f"{app}{LESSON}?{urlencode(link)}")
    page.wait_for_selector("[data-testid=stage] svg.scene")
    page.wait_for_selector("[data-test-script-state=notRunning]")
