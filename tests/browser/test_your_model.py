"""A model of one's own in the browser: opened, followed, and one of its numbers taken apart."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect
from stage_page import expect_page_at_rest

from tests.numbers_said import numbers_in

MODEL = Path(__file__).parents[1] / "goldens" / "models" / "net.onnx"


def test_a_pinned_number_of_an_opened_model_adds_up_as_printed(page: Page) -> None:
    page.goto("/Your_model")
    page.locator("input[type=file]").set_input_files(MODEL)
    expect(page.get_by_text(MODEL.name).last).to_be_visible()
    page.get_by_test_id("network").get_by_role("radio").first.click()
    page.get_by_role("radio", name="Follow a picture").click()
    tile = page.locator('[data-tile="map 2"] .face')
    expect(tile).to_be_visible()
    expect_page_at_rest(page)
    tile.click(position={"x": 8, "y": 8})
    expect(page.get_by_text("Map 2, row 0, column 0 is")).to_be_visible()
    page.get_by_role("button", name=re.compile("Why is it")).click()
    line = page.get_by_text(re.compile(r"^−?[\d.]+ .* = −?[\d.]+$"))
    expect(line).to_be_visible()
    *terms, result = numbers_in(line.inner_text().replace("− ", "−").replace("+ ", ""))
    assert round(sum(terms), 12) == result
    # On the stage, in whole numbers: the same digits.
    said = page.get_by_test_id("stage-sum")
    digits = re.sub(r"\D", "", f"{result:.12f}".rstrip("0")).lstrip("0")
    expect(said).to_contain_text(re.compile(rf"= -?{digits}0*$"))


def test_the_focus_is_not_lost_with_a_button_that_has_nothing_left_to_do(page: Page) -> None:
    page.goto("/Your_model")
    page.locator("input[type=file]").set_input_files(MODEL)
    example = page.get_by_role("button", name="Take the example")
    expect(example).to_be_enabled()
    expect_page_at_rest(page)
    example.press("Enter")
    expect(example).to_be_disabled()
    expect(page.locator("summary").first).to_be_focused()  # what comes next: every layer in a table
