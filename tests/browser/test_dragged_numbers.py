"""A number is dragged up and down: the engine computes, one undo takes the drag back."""

import re
from typing import Any

import pytest
from frontend_modules import Frontend
from playwright.sync_api import Locator, Page, expect
from stage_page import (
    input_cell,
    ledger,
    open_lesson,
    printed,
    step_line,
    the_stage,
)

STEP = 8  # px: the way to the next number


def number(page: Page, address: str) -> Locator:
    return the_stage(page).locator(f'svg [data-number="{address}"]')


def undo(page: Page) -> Locator:
    return the_stage(page).get_by_role("button", name="Undo")


def middle_of(shown: Locator) -> tuple[float, float]:
    box = shown.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def hold_and_move(page: Page, shown: Locator, up: float) -> None:
    """Take a number with the mouse, and move it so many pixels; it is still held then."""
    x, y = middle_of(shown)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - up, steps=6)


def test_a_dragged_weight_changes_the_sums_while_it_is_held(page: Page) -> None:
    open_lesson(page)
    before, row = printed(step_line(page).inner_text()), ledger(page)[1]
    hold_and_move(page, number(page, "kernel,1,4"), 5 * STEP)
    held = the_stage(page).get_by_role("status", name=re.compile("^weight of filter 0"))
    expect(held).to_have_text(str(row.kernel[4] + 5).replace("-", "−"))
    output = before.output + 5 * row.patch[4]  # one product of nine has a weight larger by 5
    expect(step_line(page)).to_have_text(re.compile(rf" = {output}$"))
    page.mouse.up()
    expect(held).to_be_hidden()
    after = ledger(page)[1]
    assert after.kernel == [*row.kernel[:4], row.kernel[4] + 5, *row.kernel[5:]]
    # However many numbers it went through, the drag is one change.
    undo(page).click()
    expect(step_line(page)).to_have_text(re.compile(rf" = {before.output}$"))
    expect(undo(page)).to_be_hidden()
    assert ledger(page)[1] == row


def test_escape_leaves_a_dragged_number_as_it_was(page: Page) -> None:
    stage = open_lesson(page)
    line = step_line(page).inner_text()
    bias = printed(line).bias
    hold_and_move(page, number(page, "bias"), -3 * STEP)
    expect(step_line(page)).to_have_text(re.compile(rf"\+ bias {bias - 3} = "))
    page.keyboard.press("Escape")
    expect(step_line(page)).to_have_text(line)
    page.mouse.up()
    expect(stage.get_by_role("spinbutton")).to_be_hidden()  # it was no click
    expect(undo(page)).to_be_hidden()


def test_a_cell_of_the_volume_is_dragged_up_and_down_and_to_the_side_it_turns(page: Page) -> None:
    open_lesson(page)
    before, row = printed(step_line(page).inner_text()), ledger(page)[0]
    slab = the_stage(page).locator('.slab:has([data-input^="0,"])')
    place = slab.get_attribute("transform")
    hold_and_move(page, input_cell(page, (0, 1, 0)), 2 * STEP)
    page.mouse.up()
    output = before.output + 2 * row.kernel[3]  # row 1, column 0 of the window
    expect(step_line(page)).to_have_text(re.compile(rf" = {output}$"))
    assert slab.get_attribute("transform") == place
    x, y = middle_of(input_cell(page, (0, 1, 0)))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 10, steps=4)
    page.mouse.up()
    assert slab.get_attribute("transform") != place
    expect(step_line(page)).to_have_text(re.compile(rf" = {output}$"))


@pytest.mark.parametrize(
    ("value", "up", "limits", "dragged"),
    [
        (2, 3 * STEP, {"low": -99, "high": 99, "step": 0.01}, 2 + 3),
        (2, -3 * STEP, {"low": -99, "high": 99, "step": 1}, 2 - 3),
        (0.11, STEP, {"low": -99, "high": 99, "step": 0.01}, 0.21),  # what is no whole number
        (98, 4 * STEP, {"low": -99, "high": 99, "step": 1}, 99),
    ],
)
def test_a_step_of_the_drag_is_one_or_a_tenth(
    frontend: Frontend, value: float, up: float, limits: dict[str, Any], dragged: float
) -> None:
    found = frontend.value("draggedValue(value, up, limits)", value=value, up=up, limits=limits)
    assert found == pytest.approx(dragged)
