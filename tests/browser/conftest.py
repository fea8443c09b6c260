"""One app and one browser for all tests here; each test has a fresh page, and no console error."""

import contextlib
import os
from collections.abc import Iterator

import pytest
from frontend_modules import Frontend
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from stage_page import PATIENCE, expect_step, open_lesson, press_by_key, the_stage

from tests.browser.app_and_browser import running_app, running_browser

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    with running_app() as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with contextlib.ExitStack() as opened:
        try:
            chromium = opened.enter_context(running_browser())
        except FileNotFoundError as missing:
            # Elsewhere one can do without; where everything is checked it has to be there.
            pytest.fail(str(missing)) if os.environ.get("CI") else pytest.skip(str(missing))
        yield chromium


@pytest.fixture(scope="session")
def window(browser: Browser, app: str) -> Iterator[BrowserContext]:
    """One window for all pages, so that the browser reads Streamlit's own scripts only once."""
    context = browser.new_context(base_url=app, viewport={"width": 1400, "height": 900})
    yield context
    context.close()


@pytest.fixture(scope="module")
def phone(browser: Browser, app: str) -> Iterator[BrowserContext]:
    """A sharp phone in the dark that has nothing of the app yet."""
    context = browser.new_context(
        base_url=app,
        viewport={"width": 390, "height": 844},
        color_scheme="dark",
        device_scale_factor=2,
        has_touch=True,
    )
    yield context
    context.close()


@pytest.fixture(scope="session")
def frontend(browser: Browser) -> Iterator[Frontend]:
    """The JavaScript modules in a page without the app."""
    context = browser.new_context()
    yield Frontend(context.new_page())
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A page 1400x900; at its end the console must hold no error."""
    with page_without_complaints(window) as fresh:
        yield fresh


@pytest.fixture(scope="module")
def opened_stage(window: BrowserContext) -> Iterator[Page]:
    """Lesson 1 as it opens, for `at_first_step`."""
    with page_without_complaints(window) as page:
        open_lesson(page)
        yield page


@pytest.fixture
def at_first_step(opened_stage: Page) -> Page:
    """Lesson 1 at its first step, in a page that is shared by tests which leave the layer alone."""
    opened_stage.mouse.move(0, 0)
    stage = the_stage(opened_stage)
    stage.get_by_label("Speed").select_option("1×")
    stage.get_by_label("Advance by").select_option("one position")
    press_by_key(opened_stage, "First step")
    expect_step(opened_stage, (0, 0, 0))
    return opened_stage


@contextlib.contextmanager
def page_without_complaints(window: BrowserContext) -> Iterator[Page]:
    page = window.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(said(m)) if is_ours(m) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    assert complaints == []


def said(message: ConsoleMessage) -> str:
    """What an error says, of which address, and on which page."""
    shown = message.page.url if message.page else "no page"
    return f"{message.text} {message.location['url']} on {shown}"


def is_ours(message: ConsoleMessage) -> bool:
    """Tell our errors from Streamlit's own: on a deep link it probes _stcore under the page."""
    return message.type == "error" and "/_stcore/" not in message.location["url"]
