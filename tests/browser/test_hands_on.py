"""Keyboard, mouse and granularity: every way to move on the timeline."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from stage_page import (
    expect_step,
    in_call,
    input_cell,
    input_slab,
    ledger,
    open_lesson,
    output_cell,
    press,
    press_by_key,
    set_in_call,
    step_line,
    the_stage,
)

from conv_engine import ConvSpec


def test_the_keyboard_moves_by_steps_rows_and_filters(at_first_step: Page) -> None:
    page, stage = at_first_step, the_stage(at_first_step)
    stage.focus()
    for key, place in [
        ("ArrowRight", (0, 0, 1)),
        ("ArrowDown", (0, 1, 1)),
        ("ArrowLeft", (0, 1, 0)),
        ("ArrowUp", (0, 0, 0)),
        ("ArrowLeft", (0, 0, 0)),  # there is nothing before the first step
        ("]", (1, 0, 0)),
        ("End", (1, 2, 2)),
        ("ArrowRight", (1, 2, 2)),  # nor after the last
        ("[", (0, 2, 2)),
        ("Home", (0, 0, 0)),
    ]:
        page.keyboard.press(key)
        expect_step(page, place)


def test_space_plays_and_pauses(at_first_step: Page) -> None:
    page, stage = at_first_step, the_stage(at_first_step)
    stage.focus()
    page.keyboard.press("Space")
    expect(stage.get_by_role("button", name="Pause")).to_be_visible()
    expect_step(page, (0, 0, 1))
    page.keyboard.press("Space")
    expect(stage.get_by_role("button", name="Play")).to_be_visible()


def test_keys_of_other_controls_are_theirs(at_first_step: Page) -> None:
    page, stage = at_first_step, the_stage(at_first_step)
    stage.get_by_label("Speed").press("ArrowDown")
    expect(stage.get_by_label("Speed")).to_have_value("2")
    expect_step(page, (0, 0, 0))


def test_the_scrub_bar_goes_to_a_step(at_first_step: Page) -> None:
    page, stage = at_first_step, the_stage(at_first_step)
    stage.get_by_label("Step", exact=True).fill("13")
    expect_step(page, (1, 1, 1))  # 13 = 1*9 + 1*3 + 1
    stage.get_by_label("Step", exact=True).press("ArrowRight")
    expect_step(page, (1, 1, 2))


def test_channel_by_channel_adds_one_channel_sum_at_a_time(at_first_step: Page) -> None:
    page, stage = at_first_step, the_stage(at_first_step)
    stage.get_by_label("Advance by").select_option("one channel")
    press(page, "First step")
    places = "filter 0, row 0, column 0: "
    line = step_line(page)
    waiting = []
    for _ in range(3):
        waiting.append(line.inner_text().count("…"))
        press(page, "Next step")
    assert waiting == [3, 2, 1]  # two sums and the output, one and the output, the output
    expect(line).not_to_contain_text("…")
    expect(line).to_contain_text(places)
    press(page, "Next step")
    expect_step(page, (0, 0, 1))


def test_product_by_product_a_step_takes_one_press_a_product_and_one_to_land(page: Page) -> None:
    stage = open_lesson(page, kernel=2, channels=2)
    stage.get_by_label("Advance by").select_option("one product")
    press(page, "First step")
    known = stage.locator(".ledger .row .tile:nth-of-type(3) .num")
    for products in range(1, 1 + 2 * 2 * 2):
        labels = known.all_text_contents()
        assert sum(bool(label) for label in labels) == products
        press_by_key(page, "Next step")
    expect(step_line(page)).not_to_contain_text("…")
    press_by_key(page, "Next step")
    expect_step(page, (0, 0, 1))


def test_product_by_product_the_running_sum_of_the_channel_is_shown(at_first_step: Page) -> None:
    page, stage = at_first_step, the_stage(at_first_step)
    products = ledger(page)[0].products
    stage.get_by_label("Advance by").select_option("one product")
    press(page, "First step")
    shown = stage.locator(".ledger .sum").first
    for count in range(1, 9):
        expect(shown).to_have_text(f"{sum(products[:count])}…".replace("-", "−"))
        press_by_key(page, "Next step")
    expect(shown).to_have_text(f"{sum(products)}".replace("-", "−"))


def test_pointing_at_an_output_cell_shows_its_step_and_leaving_returns(at_first_step: Page) -> None:
    page, stage = at_first_step, the_stage(at_first_step)
    output_cell(page, (1, 1, 2)).hover()
    expect_step(page, (1, 1, 2))
    stage.get_by_role("button", name="Play").hover()
    expect_step(page, (0, 0, 0))


def test_clicking_an_output_cell_goes_there_and_puts_it_in_the_link(at_first_step: Page) -> None:
    page, stage = at_first_step, the_stage(at_first_step)
    output_cell(page, (1, 2, 0)).click()
    stage.get_by_role("button", name="Play").hover()
    expect_step(page, (1, 2, 0))
    expect(page).to_have_url(re.compile(r"[?&]at=1\.2\.0"))
    expect(page.get_by_test_id("stMain")).to_contain_text("feature map 1")


LAYERS = {
    "plain": ({}, ConvSpec(3, 2, 3), [(0, 0, 0), (1, 2, 2), (2, 4, 1)]),
    "stride and padding": (
        {"stride": 2, "padding": 1},
        ConvSpec(3, 2, 3, stride=2, padding=1),
        [(0, 0, 0), (0, 3, 3), (2, 1, 6)],
    ),
    "dilation": (
        {"dilation": 2, "padding": 1, "size": 6},
        ConvSpec(3, 2, 3, dilation=2, padding=1),
        [(0, 1, 1), (1, 4, 3)],
    ),
    "groups": (
        {"channels": 4, "filters": 2, "groups": 2},
        ConvSpec(4, 2, 3, groups=2),
        [(0, 2, 2), (3, 1, 1)],
    ),
}


@pytest.mark.parametrize(("link", "spec", "cells"), LAYERS.values(), ids=LAYERS)
def test_pointing_at_an_input_cell_outlines_the_outputs_whose_window_holds_it(
    page: Page,
    link: dict[str, int],
    spec: ConvSpec,
    cells: list[tuple[int, int, int]],
) -> None:
    stage = open_lesson(page, **link)
    stage.get_by_role("button", name="Flat").click()  # no slab in front of another
    shape = (spec.in_channels, link.get("size", 5), link.get("size", 5))
    outlined = stage.locator(".uses")
    for channel, row, column in cells:
        input_cell(page, (channel, row, column)).hover()
        expected = [
            f"{f},{r},{c}"
            for f, r, c in np.ndindex(*spec.output_shape(shape))
            if channel in channels_of(spec, f)
            and row in spec.window(r, c, shape).rows
            and column in spec.window(r, c, shape).columns
        ]
        expect(outlined).to_have_count(len(expected))
        found = outlined.evaluate_all("cells => cells.map(cell => cell.dataset.cell)")
        assert sorted(found) == sorted(expected)
    stage.get_by_role("button", name="Play").hover()
    expect(outlined).to_have_count(0)


def channels_of(spec: ConvSpec, filter: int) -> range:
    depth = spec.weight_shape[1]
    first = filter // (spec.out_channels // spec.groups) * depth
    return range(first, first + depth)


def test_the_camera_stays_where_it_was_dragged_when_the_layer_changes(page: Page) -> None:
    open_lesson(page)
    slab = input_slab(page, 0)
    before = slab.get_attribute("transform")
    box = slab.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 20, steps=4)
    page.mouse.up()
    dragged = slab.get_attribute("transform")
    assert dragged != before
    set_in_call(page, "Strides", "2")
    expect(the_stage(page).locator("[data-cell]")).to_have_count(2 * 2 * 2)
    assert slab.get_attribute("transform") == dragged


def test_the_lesson_is_one_tab_stop_before_its_controls(at_first_step: Page) -> None:
    page = at_first_step
    the_stage(page).focus()
    page.keyboard.press("Tab")
    expect(in_call(page, "Filters")).to_be_focused()
