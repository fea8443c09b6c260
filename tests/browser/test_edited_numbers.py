"""Weights, biases and cells of the input are changed where they stand; the engine computes."""

import re
from typing import Any

import numpy as np
import pytest
from frontend_modules import Frontend
from playwright.sync_api import Locator, Page, expect
from stage_page import (
    expect_in_call,
    input_cell,
    ledger,
    open_lesson,
    printed,
    set_in_call,
    step_line,
    the_stage,
)

from conv_engine import ConvSpec, Layer
from stage.scene import scene


def number(page: Page, address: str) -> Locator:
    return the_stage(page).locator(f'svg [data-number="{address}"]')


def change(page: Page, shown: Locator, value: str) -> None:
    """Click a number, and type another one in its place."""
    shown.click()
    expect(the_stage(page).get_by_role("spinbutton")).to_be_focused()
    page.keyboard.type(value)
    page.keyboard.press("Enter")


def undo(page: Page) -> Locator:
    return the_stage(page).get_by_role("button", name="Undo")


def test_a_changed_weight_changes_the_sum_as_arithmetic_says(page: Page) -> None:
    open_lesson(page)
    before, row = printed(step_line(page).inner_text()), ledger(page)[1]
    expect(undo(page)).to_be_hidden()
    change(page, number(page, "kernel,1,4"), "7")
    # One product of the nine is another: the cell times the new weight in place of the old.
    channel_sum = before.channel_sums[1] + row.patch[4] * (7 - row.kernel[4])
    output = before.channel_sums[0] + channel_sum + before.channel_sums[2] + before.bias
    expect(step_line(page)).to_have_text(re.compile(rf"\+ bias {before.bias} = {output}$"))
    assert printed(step_line(page).inner_text()).channel_sums[1] == channel_sum
    after = ledger(page)[1]
    assert after.kernel == [*row.kernel[:4], 7, *row.kernel[5:]]  # it began with what was there
    expect_in_call(page, **{"Filter 0": "edited", "Filter 1": "random"})
    undo(page).click()
    expect(step_line(page)).to_have_text(re.compile(rf" = {before.output}$"))
    assert ledger(page)[1] == row
    expect_in_call(page, **{"Filter 0": "random"})
    expect(undo(page)).to_be_hidden()


def test_a_changed_bias_is_added_once(page: Page) -> None:
    stage = open_lesson(page, at="1.0.0")
    before = printed(step_line(page).inner_text())
    change(page, number(page, "bias"), "40.4")
    expect(stage.locator(".sentence")).to_contain_text("40.4 became 40")
    expect(step_line(page)).to_have_text(
        re.compile(rf"\+ bias 40 = {sum(before.channel_sums) + 40}$")
    )
    expect(page).to_have_url(re.compile(r"[?&]bias1=40"))
    stage.focus()
    page.keyboard.press("Control+z")
    expect(step_line(page)).to_have_text(re.compile(rf" = {before.output}$"))


def test_a_changed_cell_of_the_input_goes_into_every_sum_over_it(page: Page) -> None:
    open_lesson(page)
    before, row = printed(step_line(page).inner_text()), ledger(page)[0]
    change(page, input_cell(page, (0, 1, 0)), "-5")
    output = before.output + (-5 - row.patch[3]) * row.kernel[3]  # row 1, column 0 of the window
    expect(step_line(page)).to_have_text(re.compile(rf" = {output}$"))
    assert ledger(page)[0].patch[3] == -5
    change(page, number(page, "patch,0,3"), "6")  # the patch shows the same cell
    expect(step_line(page)).to_have_text(
        re.compile(rf" = {before.output + (6 - row.patch[3]) * row.kernel[3]}$")
    )
    undo(page).click()
    expect(page).to_have_url(re.compile("[?&]cells=0.1.0.-5$"))
    page.goto(page.url)  # the link holds the cell
    expect(step_line(page)).to_have_text(re.compile(rf" = {output}$"))
    assert ledger(page)[0].patch[3] == -5
    set_in_call(page, "Cells per side", "6")  # other numbers are drawn
    expect(the_stage(page).locator("[data-input]")).to_have_count(3 * 6 * 6)
    set_in_call(page, "Cells per side", "5")
    expect(step_line(page)).to_have_text(re.compile(rf" = {before.output}$"))


def test_by_keyboard_a_number_is_stepped_and_left_as_it_was_by_escape(page: Page) -> None:
    stage = open_lesson(page)
    first = stage.get_by_role("button", name=re.compile("^input, channel 0"))
    first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    weight = stage.get_by_role("button", name=re.compile("^weight of filter 0 for channel 0"))
    old = int(ledger(page)[0].kernel[0])
    line = step_line(page).inner_text()
    page.keyboard.press("Enter")
    field = stage.get_by_role("spinbutton", name="weight of filter 0 for channel 0 (red), row 0")
    page.keyboard.press("ArrowUp")
    expect(field).to_have_value(str(old + 1))
    page.keyboard.press("Escape")
    expect(weight).to_be_focused()
    expect(step_line(page)).to_have_text(line)
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(step_line(page)).not_to_have_text(line)
    expect(weight).to_have_accessible_name(re.compile(f"row 0, column 0: {old + 1}$"))
    expect(weight).to_be_focused()  # also after the picture was drawn anew
    assert ledger(page)[0].kernel[0] == old + 1


def test_what_is_said_of_a_typed_number_is_gone_with_the_next_deed(page: Page) -> None:
    stage = open_lesson(page)
    said = stage.locator(".sentence")
    stage.get_by_role("button", name=re.compile("^input, channel 0")).focus()
    page.keyboard.press("Enter")
    page.keyboard.type("300")
    page.keyboard.press("Enter")
    expect(undo(page)).to_be_visible()
    expect(said).to_contain_text("300 became 99")  # also after the picture was drawn anew
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("is multiplied by")
    page.keyboard.press("Enter")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("This was no number")
    page.keyboard.press("Control+z")
    expect(undo(page)).to_be_hidden()
    expect(said).to_contain_text("is multiplied by")


def test_edit_it_yourself_begins_with_the_kernel_that_is_there(page: Page) -> None:
    open_lesson(page, filter1="Sobel x", at="1.0.0")
    before = ledger(page)
    set_in_call(page, "Filter 1", "edited")
    expect(undo(page)).to_be_visible()
    expect_in_call(page, **{"Filter 1": "edited"})
    assert ledger(page) == before


def test_of_a_picture_weights_can_be_changed_but_no_pixels(page: Page) -> None:
    stage = open_lesson(page, input="Handwritten digit", channels=1)
    input_cell(page, (0, 0, 0)).click()
    expect(stage.get_by_role("spinbutton")).to_be_hidden()
    number(page, "kernel,0,0").click()
    expect(stage.get_by_role("spinbutton")).to_be_visible()


def test_what_follows_from_other_numbers_cannot_be_changed(page: Page) -> None:
    stage = open_lesson(page)
    for address in ("product,0,0", "sum,0"):
        number(page, address).click()
        expect(stage.get_by_role("spinbutton")).to_be_hidden()


WEIGHT = np.ones((4, 2, 1, 2), int)
GROUPED: dict[str, Any] = scene(
    Layer.of(
        np.ones((4, 2, 3), int),
        WEIGHT,
        spec=ConvSpec.of(WEIGHT, groups=2, padding=((1, 0), (2, 0))),
    )
)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("kernel,1,1", {"kind": "kernel", "filter": 3, "channel": 1, "row": 0, "column": 1}),
        ("bias", {"kind": "bias", "filter": 3}),
        ("input,2,1,2", {"kind": "input", "channel": 2, "row": 1 - 1, "column": 2 - 2}),
        ("input,2,0,2", None),  # padding above
        ("input,2,1,1", None),  # padding on the left
        ("product,0,0", None),
    ],
)
def test_a_change_names_its_number_as_the_layer_does(
    frontend: Frontend, address: str, expected: dict[str, Any] | None
) -> None:
    found = frontend.of_scene(
        GROUPED, "changeAt(scene, { map: 3, row: 0, column: 0 }, address)", address=address
    )
    assert found == expected


@pytest.mark.parametrize(
    ("typed", "step", "nearest"),
    [(3.456, 0.01, 3.46), (2.6, 1, 3), (500, 1, 99), (-500, 0.01, -99)],
)
def test_what_is_typed_is_brought_to_the_nearest_number_there_is(
    frontend: Frontend, typed: float, step: float, nearest: float
) -> None:
    limits = {"low": -99, "high": 99, "step": step}
    assert frontend.value("nearestPossible(typed, limits)", typed=typed, limits=limits) == nearest
