"""Every page in both themes, on large and on small screens: no rule of axe-core is broken."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError, ViewportSize, expect
from whole_pages import WATCH_FOR_JUMPS, at_rest, jumps, open_at_rest, turn_to, violations

from tests.open_page import Screen
from ui.shell.lesson_table import HOME, LESSONS, Lesson

DESKTOP: ViewportSize = {"width": 1400, "height": 900}

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
    assert faults(page) == []
    for section in lesson.sections[1:]:
        turn_to(page, section)
        assert faults(page, within=MAIN) == [], section  # what is beside it stays as it was
    page.close()


def faults(page: Page, within: str | None = None) -> list[str]:
    """What keeps people out of what is on a page, on each of three screens."""
    asked = before_an_answer(page)
    light = violations(page, within)
    # 1400x900 at 200%: to a page the window is half as wide and half as high.
    page.set_viewport_size({"width": 700, "height": 450})
    at_rest(page)
    enlarged = too_wide(page)
    # A phone in the dark.
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    at_rest(page)
    on_a_phone = too_wide(page) + violations(page, within)
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return [*asked, *light, *enlarged, *on_a_phone]


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
