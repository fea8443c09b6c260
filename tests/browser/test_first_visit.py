"""A first visit: the browser has nothing of the app yet, and nothing jumps while it comes."""

from typing import Any

import pytest
from playwright.sync_api import Browser
from whole_pages import every_page, open_at_rest

from ui.lessons import HOME, LESSONS, Lesson

# Each shift counts as the share of the screen that moves, times how far: https://web.dev/articles/cls
# Until the title is drawn the page is blank: when Streamlit puts the side bar beside it, nothing
# that can be seen moves.
WATCH = """window.shifts = 0;
let drawn = Infinity;
const watchForTitle = () => requestAnimationFrame(() => {
    if (!document.querySelector("h1")) return watchForTitle();
    requestAnimationFrame(() => { drawn = performance.now(); });
});
watchForTitle();
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (entry.startTime >= drawn) window.shifts += entry.value;
}).observe({ type: "layout-shift" });"""
GOOD = 0.1
DESKTOP: dict[str, Any] = {"viewport": {"width": 1400, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}


def shifts(browser: Browser, app: str, screen: dict[str, Any], lesson: Lesson) -> float:
    """How much of a page jumps, and how far, in a browser that sees the app for the first time."""
    context = browser.new_context(base_url=app, **screen)
    page = context.new_page()
    page.add_init_script(WATCH)
    open_at_rest(page, lesson)
    seen: float = page.evaluate("window.shifts")
    context.close()
    return seen


@every_page
def test_nothing_jumps_on_a_desktop(browser: Browser, app: str, lesson: Lesson) -> None:
    assert shifts(browser, app, DESKTOP, lesson) < GOOD / 2


@pytest.mark.parametrize("lesson", [HOME, LESSONS[0]], ids=lambda lesson: lesson.title)
def test_nothing_jumps_on_a_phone(browser: Browser, app: str, lesson: Lesson) -> None:
    assert shifts(browser, app, PHONE, lesson) < GOOD
