"""Every page in both themes, on a large and on a small screen, under the eyes of axe-core."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from whole_pages import every_page, open_at_rest

from ui.lessons import Lesson

# The levels A and AA of the Web Content Accessibility Guidelines up to 2.2.
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def desktop(browser: Browser, app: str) -> Iterator[BrowserContext]:
    """A large screen in the light, where nothing moves by itself."""
    context = browser.new_context(
        base_url=app,
        viewport={"width": 1400, "height": 900},
        color_scheme="light",
        reduced_motion="reduce",
    )
    yield context
    context.close()


@pytest.fixture(scope="module")
def phone(browser: Browser, app: str) -> Iterator[BrowserContext]:
    """A phone in the dark, where nothing moves by itself."""
    context = browser.new_context(
        base_url=app,
        viewport={"width": 390, "height": 844},
        color_scheme="dark",
        reduced_motion="reduce",
    )
    yield context
    context.close()


def violations(page: Page) -> list[str]:
    """Each rule that is broken, with the elements that break it."""
    options = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{rule['help']}: {node['html']}" for rule in found for node in rule["nodes"]]


@every_page
def test_a_page_in_the_light_on_a_desktop_breaks_no_rule(
    desktop: BrowserContext, lesson: Lesson
) -> None:
    page = desktop.new_page()
    open_at_rest(page, lesson)
    assert violations(page) == []
    page.close()


@every_page
def test_a_page_in_the_dark_on_a_phone_breaks_no_rule(
    phone: BrowserContext, lesson: Lesson
) -> None:
    page = phone.new_page()
    open_at_rest(page, lesson)
    assert violations(page) == []
    page.close()
