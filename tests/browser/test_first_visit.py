"""A first visit: the browser has nothing of the app yet, and nothing jumps while it comes."""

import pytest
from playwright.sync_api import Browser
from whole_pages import open_at_rest

from ui.lessons import HOME, LESSONS, Lesson

# Each shift counts as the share of the screen that moves, times how far: https://web.dev/articles/cls
WATCH = """window.shifts = 0;
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
GOOD = 0.1


@pytest.mark.parametrize("lesson", [HOME, LESSONS[0]], ids=lambda lesson: lesson.title)
def test_nothing_jumps_on_a_phone(browser: Browser, app: str, lesson: Lesson) -> None:
    phone = browser.new_context(
        base_url=app, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = phone.new_page()
    page.add_init_script(WATCH)
    open_at_rest(page, lesson)
    assert page.evaluate("window.shifts") < GOOD
    phone.close()
