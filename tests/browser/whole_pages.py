"""A page of the lesson table, opened in the browser and at rest."""

import re
from urllib.parse import urlencode

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from stage_page import appear

from tests.open_page import Screen
from ui.shell.lesson_table import HOME, Lesson

# Streamlit has run, nothing waits for numbers or fades in, and what scrolls can have the focus.
AT_REST = """() => {
    const scrolls = region => region.scrollWidth > region.clientWidth
        || region.scrollHeight > region.clientHeight;
    const wide = '.katex-display, [data-testid="stMarkdownContainer"]:has(> table), pre';
    const unmarked = [...document.querySelectorAll(wide)].some(
        region => scrolls(region) && region.tabIndex < 0);
    const waiting = '[data-stale="true"], [data-testid="stSkeleton"], [data-testid="stSpinner"]';
    return document.querySelector("[data-test-script-state=notRunning]")
        && !document.querySelector(waiting)
        && !unmarked
        && document.getAnimations().every(({ playState, timeline }) =>
            // What follows the place of a scroll bar runs for good, and moves nothing by itself.
            playState !== "running" || timeline !== document.timeline);
}"""

# How much of the screen jumps, and how far: https://web.dev/articles/cls
# Until the title is drawn the page is blank: when Streamlit puts the side bar beside it, nothing
# that can be seen moves.
WATCH_FOR_JUMPS = """window.jumps = 0;
let drawn = Infinity;
const watchForTitle = () => requestAnimationFrame(() => {
    if (!document.querySelector("h1")) return watchForTitle();
    requestAnimationFrame(() => { drawn = performance.now(); });
});
watchForTitle();
new PerformanceObserver(list => {
    const seen = list.getEntries().filter(entry => entry.startTime >= drawn);
    for (const entry of seen) window.jumps += entry.value;
}).observe({ type: "layout-shift" });"""


# The levels A and AA of the Web Content Accessibility Guidelines up to 2.2.
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page, within: str | None = None) -> list[str]:
    """Each rule that is broken on a page, or within an element, with what breaks it."""
    options = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
    is_there = page.evaluate("'axe' in window")
    axe = Axe(axe_script="") if is_there else Axe()
    found = axe.run(page, within, options).response["violations"]
    return [f"{rule['help']}: {node['html']}" for rule in found for node in rule["nodes"]]


def path(lesson: Lesson) -> str:
    """Where Streamlit serves a page.

    >>> path(HOME)
    '/'
    """
    return "/" if lesson == HOME else re.sub(r"pages/\d+_(.*)\.py", r"/\1", lesson.file)


def address(screen: Screen, reveal: bool = True) -> str:
    """Write the address of a section, as a rule with all on it that learners are to predict."""
    return f"{path(screen.lesson)}?{urlencode({**screen.link, 'reveal': int(reveal)})}"


def open_at_rest(page: Page, screen: Screen, reveal: bool = True) -> None:
    """Open a section of a lesson, and wait until nothing on it changes any more."""
    page.goto(address(screen, reveal))
    appear(page.get_by_text("Sources: Dumoulin and Visin"))
    at_rest(page)


def turn_to(page: Page, section: str) -> None:
    """Choose a section of the lesson that is open, and wait until its text is there, at rest."""
    before = page.get_by_test_id("stMain").inner_text()
    titles = page.get_by_role("radiogroup", name="Section")
    titles.get_by_role("radio", name=section, exact=True).click()
    page.wait_for_function(
        """before => document.querySelector('[data-testid="stMain"]').innerText !== before""",
        arg=before,
    )
    at_rest(page)


def jumps(page: Page) -> float:
    """How much of a page jumped so far; it has to be watched before it is opened."""
    seen: float = page.evaluate("window.jumps")
    return seen


def at_rest(page: Page) -> None:
    """Wait until nothing on a page changes any more."""
    page.wait_for_function(AT_REST, polling=50, timeout=60_000)  # a look lays the page out
