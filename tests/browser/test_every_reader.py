"""Type of twice the size, fingers instead of a mouse, no motion: the lessons work all the same."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import page_without_complaints
from playwright.sync_api import Browser, BrowserContext, Page, expect
from stage_page import (
    expect_step,
    input_slab,
    open_lesson,
    output_cell,
    press,
    step_line,
    the_stage,
)

TRANSPORT = ("First step", "Previous step", "Play", "Next step", "Last step")


ZOOMED: dict[str, Any] = {"viewport": {"width": 700, "height": 450}, "device_scale_factor": 2}
"""A window of 1400x900 at 200%: to a page it is half as wide and half as high."""
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}


@pytest.fixture(scope="module", params=[ZOOMED, PHONE], ids=["at 200%", "on a phone"])
def narrow(request: pytest.FixtureRequest, browser: Browser, app: str) -> Iterator[BrowserContext]:
    """A window with little room."""
    context = browser.new_context(base_url=app, **request.param)
    yield context
    context.close()


def test_the_transport_is_whole_and_works(narrow: BrowserContext) -> None:
    with page_without_complaints(narrow) as page:
        stage = open_lesson(page)
        for name in TRANSPORT:
            button = stage.get_by_role("button", name=name)
            button.scroll_into_view_if_needed()
            expect(button).to_be_in_viewport(ratio=1)
        press(page, "Next step")
        expect_step(page, (0, 0, 1))
        stage.get_by_label("Step", exact=True).fill("13")
        expect_step(page, (1, 1, 1))  # 13 = 1*9 + 1*3 + 1


def test_a_finger_on_an_output_cell_goes_there(browser: Browser, app: str) -> None:
    phone = browser.new_context(base_url=app, **PHONE)
    with page_without_complaints(phone) as page:
        stage = open_lesson(page)
        output_cell(page, (1, 2, 0)).tap()
        expect_step(page, (1, 2, 0))
        stage.get_by_role("button", name="Next step").tap()
        expect_step(page, (1, 2, 1))
    phone.close()


def test_where_reduced_motion_is_wanted_play_goes_from_step_to_step(
    browser: Browser, app: str
) -> None:
    calm = browser.new_context(base_url=app, reduced_motion="reduce")
    with page_without_complaints(calm) as page:
        open_lesson(page)
        press(page, "Play")
        expect(step_line(page)).to_contain_text("filter 0, row 0, column 1")
        window = input_slab(page, 0).locator("g.window")
        expect(window).to_have_css("transition-property", "none")
        expect(the_stage(page).get_by_role("button", name="Pause")).to_be_visible()
    calm.close()


def test_a_picture_that_fills_the_screen_is_opened_and_closed_by_keys(page: Page) -> None:
    page.goto("/Ready_pictures")
    button = page.get_by_role("button", name=re.compile(r"^Fullscreen: 1\. No padding"))
    button.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    expect(page.get_by_test_id("stElementToolbar").first).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    close = page.get_by_role("button", name=re.compile("^Close fullscreen"))
    expect(close).to_be_focused()
    page.keyboard.press("Tab")  # behind it, nothing is seen
    expect(close).to_be_focused()
    page.keyboard.press("Enter")
    expect(button).to_be_focused()
