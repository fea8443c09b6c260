"""Every page in both themes, on large and on small screens: no rule of axe-core is broken."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError, ViewportSize, expect
from whole_pages import WATCH_FOR_JUMPS, at_rest, jumps, open_at_rest, turn_to, violations

from tests.open_page import Screen
from ui.shell.lesson_table import HOME, LESSONS, Lesson

DESKTOP: ViewportSize = {"width": 1400, "height": 900}
# To a page at 200% the window is half as wide and half as high.
ENLARGED: ViewportSize = {"width": 700, "height": 450}
PHONE: ViewportSize = {"width": 390, "height": 844}

Scheme = Literal["dark", "light"]
Look = Callable[[Page, str | None], list[str]]
"""What is wrong on a page, or within an element of it, on one screen."""

MAIN = '[data-testid="stMain"]'

TOO_WIDE = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
    .filter(region => region.scrollWidth > region.clientWidth)
    .map(region => `${region.tagName} ${region.scrollWidth} in ${region.clientWidth}`)"""


@pytest.fixture
def calm(browser: Browser, app: str) -> Iterator[BrowserContext]:
    """A desktop in the light that has nothing of the app yet, and where nothing moves by itself."""
    context = browser.new_context(
        base_url=app,
        viewport=DESKTOP,
        color_scheme="light",
        reduced_motion="reduce",
    )
    yield context
    context.close()


def too_wide(page: Page) -> list[str]:
    """Which regions are wider than the screen, once pictures had the time to fit it."""
    with suppress(TimeoutError):
        page.wait_for_function(f"() => ({TOO_WIDE})().length === 0", timeout=5_000)
    found: list[str] = page.evaluate(TOO_WIDE)
    return found


@pytest.mark.parametrize("lesson", [HOME, *LESSONS], ids=lambda lesson: lesson.title)
def test_a_page_is_for_everyone(calm: BrowserContext, lesson: Lesson) -> None:
    page = calm.new_page()
    page.add_init_script(WATCH_FOR_JUMPS)
    open_at_rest(page, Screen(lesson), reveal=False)
    assert jumps(page) < 0.05
    looks = [on_a_desktop, enlarged, on_a_phone]
    assert faults(page, looks) == []
    for section in lesson.sections[1:]:
        turn_to(page, section)
        looks.reverse()  # it begins on the screen where the section before ended
        # What is beside a section stays as it was.
        assert faults(page, looks, within=MAIN) == [], section
    page.close()


def faults(page: Page, looks: list[Look], within: str | None = None) -> list[str]:
    """What keeps people out of what is on a page, on each of some screens."""
    return before_an_answer(page) + [fault for look in looks for fault in look(page, within)]


def on_a_desktop(page: Page, within: str | None) -> list[str]:
    show_on(page, DESKTOP, "light")
    return violations(page, within)


def enlarged(page: Page, within: str | None) -> list[str]:
    show_on(page, ENLARGED, "light")
    return too_wide(page)


def on_a_phone(page: Page, within: str | None) -> list[str]:
    show_on(page, PHONE, "dark")
    return too_wide(page) + violations(page, within)


def show_on(page: Page, size: ViewportSize, scheme: Scheme) -> None:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    at_rest(page)


def before_an_answer(page: Page) -> list[str]:
    """What keeps people out of questions, where the page asks any; then show the answers."""
    answers = page.get_by_role("button", name="Show without guessing")
    asked = answers.count()
    if asked == 0:
        return []
    found = violations(page, within=MAIN)
    for left in range(asked - 1, -1, -1):
        answers.first.press("Enter")
        expect(answers).to_have_count(left)
    at_rest(page)
    return found
