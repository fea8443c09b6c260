"""The call above the stage: set by mouse, by keys and on a phone; the picture and link follow."""

import re

import pytest
from conftest import page_without_complaints
from playwright.sync_api import Browser, BrowserContext, Page, expect
from stage_page import (
    expect_in_call,
    in_call,
    open_lesson,
    set_in_call,
    step_line,
    the_stage,
)


def test_the_call_and_the_whole_drawing_are_on_one_projected_screen(
    browser: Browser, app: str
) -> None:
    screen = browser.new_context(base_url=app, viewport={"width": 1280, "height": 720})
    page = screen.new_page()
    stage = open_lesson(page)
    set_in_call(page, "Strides", "2")
    expect(stage.locator("[data-cell]")).to_have_count(2 * 2 * 2)  # (5 - 3) // 2 + 1 = 2
    expect(in_call(page, "Strides")).to_be_in_viewport(ratio=1)
    expect(stage.locator("svg.scene")).to_be_in_viewport(ratio=1)
    expect(stage.get_by_role("button", name="Play")).to_be_in_viewport(ratio=1)
    screen.close()


def test_a_value_is_set_by_keys_and_keeps_the_focus(page: Page) -> None:
    stage = open_lesson(page)
    kernel = in_call(page, "Kernel size")
    kernel.focus()
    page.keyboard.press("ArrowUp")
    expect(stage.locator("[data-cell]")).to_have_count(2 * 4 * 4)  # 5 - 2 + 1 = 4
    expect(kernel).to_be_focused()
    expect(page).to_have_url(re.compile("kernel=2"))


def test_a_value_that_makes_no_layer_cannot_be_chosen_and_says_why(page: Page) -> None:
    open_lesson(page, channels=4, filters=2)
    impossible = in_call(page, "Groups").locator("option[value='4']")
    expect(impossible).to_be_disabled()
    expect(impossible).to_have_text(re.compile(r"4: 2\D+4"))  # 2 filters, 4 groups


def test_the_input_and_the_filters_are_set_beside_the_call(page: Page) -> None:
    stage = open_lesson(page)
    set_in_call(page, "Channels", "1")
    expect(step_line(page)).to_have_text(re.compile(r"filter 0, row 0, column 0: -?\d+ \+ bias 1"))
    set_in_call(page, "Filter 0", "box")
    expect(page).to_have_url(re.compile(r"filter0=Box"))
    set_in_call(page, "Filters", "1")
    expect(stage.locator("[data-cell]")).to_have_count(1 * 3 * 3)
    stage.get_by_role("button", name="Reset").click()  # to the layer that the lesson begins with
    expect(stage.locator("[data-cell]")).to_have_count(2 * 3 * 3)
    expect_in_call(page, Channels="3", Filters="2", **{"Filter 0": "random"})
    expect(stage.get_by_role("button", name="Reset")).to_have_count(0)
    expect(stage.locator("select:focus")).to_have_count(0)  # a mouse needs no ring
    stage.get_by_role("button", name="Undo").click()
    expect_in_call(page, Channels="1", Filters="1", **{"Filter 0": "box"})


def test_the_words_of_pytorch_set_the_same_layer(page: Page) -> None:
    open_lesson(page, framework="PyTorch", stride=2)
    expect(the_stage(page)).to_contain_text("nn.Conv2d(in_channels=3, ")
    expect_in_call(page, Stride="2", Padding="0", **{"Out channels": "2"})


def test_a_phone_leaves_out_the_usual_values_that_a_page_is_not_about(
    phone: BrowserContext,
) -> None:
    with page_without_complaints(phone) as page:
        page.goto("/Control_the_sum?dilation=2&section=Partial+maps+and+weights")
        for shown in ("Filters", "Kernel size", "Groups", "Channels", "Dilation rate"):
            expect(in_call(page, shown)).to_be_visible()  # the dilation is not the usual one
        for left_out in ("Strides", "Padding", "Filter 0"):
            expect(page.get_by_label(left_out, exact=True)).to_be_hidden()
        page.get_by_role("button", name="Show all values").first.tap()
        set_in_call(page, "Strides", "2")
        expect(page).to_have_url(re.compile("stride=2"))
        expect(page.get_by_role("button", name="Show all values")).to_have_count(0)


@pytest.mark.parametrize(
    "address",
    ["Sum_the_channels", "As_one_matrix_product", "Precision?section=A+layer+with+fewer+bits"],
)
def test_a_lesson_without_a_stage_has_the_call_above_its_picture(page: Page, address: str) -> None:
    page.goto(f"/{address}")
    set_in_call(page, "Kernel size", "2")
    expect(page).to_have_url(re.compile("kernel=2"))
