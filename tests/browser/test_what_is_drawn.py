"""Geometry is shown as it is: padding, stride, dilation and groups, in any theme and width."""

import re

import pytest
from conftest import page_without_complaints
from playwright.sync_api import Browser, Locator, Page, expect
from stage_page import (
    LESSON,
    choose,
    expect_step,
    input_slab,
    open_lesson,
    press_by_key,
    step_line,
    the_stage,
)

CELL = 24  # a cell of a slab, in the slab's own units


def window_on(page: Page, channel: int) -> Locator:
    return input_slab(page, channel).locator("g.window")


def framed_cells(window: Locator) -> set[tuple[int, int]]:
    """Row and column of each frame of the outline, from where the window stands."""
    path = window.locator("path:not(.halo):not(.reach)").get_attribute("d")
    corners = re.findall(r"M(\d+),(\d+)", path or "")
    return {(int(y) // CELL, int(x) // CELL) for x, y in corners}


def test_the_window_lies_on_every_channel_at_the_same_rows_and_columns(page: Page) -> None:
    open_lesson(page, at="0.1.2")
    expect_step(page, (0, 1, 2))
    for channel in range(3):
        style = window_on(page, channel).get_attribute("style") or ""
        assert f"translate({2 * CELL}px, {1 * CELL}px)" in style


def test_the_window_is_only_on_the_slabs_of_the_filters_group(page: Page) -> None:
    open_lesson(page, channels=4, filters=2, groups=2, size=3)
    for filter, seen in [(0, {0, 1}), (1, {2, 3})]:  # 4/2 channels a group, in order
        expect_step(page, (filter, 0, 0))
        for channel in range(4):
            expect(window_on(page, channel)).to_be_visible(visible=channel in seen)
        press_by_key(page, "Next step")


def test_a_dense_window_is_one_frame_and_a_dilated_one_has_holes(page: Page) -> None:
    open_lesson(page)
    assert framed_cells(window_on(page, 0)) == {(0, 0)}
    open_lesson(page, dilation=2)
    assert framed_cells(window_on(page, 0)) == {(r, c) for r in (0, 2, 4) for c in (0, 2, 4)}


@pytest.mark.parametrize(
    ("link", "cells"),
    [
        ({"padding": 1}, 7 * 7 - 5 * 5),
        ({"padding": "same", "kernel": 4}, 8 * 8 - 5 * 5),  # 1 before and 2 after
    ],
)
def test_padding_is_a_ring_of_its_own_around_every_channel(
    page: Page, link: dict[str, object], cells: int
) -> None:
    open_lesson(page, **link)
    for channel in range(3):
        expect(input_slab(page, channel).locator(".pad")).to_have_count(cells)


def test_columns_and_rows_no_window_visits_are_hatched(page: Page) -> None:
    open_lesson(page, size=6, stride=2)  # windows begin at 0 and 2: row and column 5 are left
    hatches = input_slab(page, 0).locator(".hatch")
    expect(hatches).to_have_count(2)
    starts = hatches.evaluate_all("all => all.map(h => [h.y.baseVal.value, h.x.baseVal.value])")
    assert starts == [[5 * CELL, 0], [0, 5 * CELL]]


def test_every_slab_and_map_says_what_it_is(page: Page) -> None:
    stage = open_lesson(page)
    for label in (
        *("input, channel 0 (red)", "input, channel 1 (green)", "input, channel 2 (blue)"),
        *("feature map 0", "feature map 1"),
    ):
        expect(stage.locator("text.caption", has_text=label)).to_be_visible()
    # The axes of a filter are named in the order that each framework has.
    filter_name = stage.locator(".tag text")
    expect(filter_name).to_have_text("filter 0: 3 rows x 3 columns x 3 channels")
    choose(page, "Framework", "PyTorch")
    expect(filter_name).to_have_text("filter 0: 3 channels x 3 rows x 3 columns")


def test_of_the_largest_layer_every_slab_is_there_and_every_row_of_the_ledger(page: Page) -> None:
    largest = {"size": 16, "channels": 8, "filters": 8, "kernel": 7, "padding": "same"}
    stage = open_lesson(page, **largest)
    expect(stage.locator("[data-input]")).to_have_count(8 * 22 * 22)  # 3 + 16 + 3
    expect(stage.locator("[data-cell]")).to_have_count(8 * 16 * 16)
    expect(stage.locator(".ledger .row .row-name")).to_have_count(8)
    expect(stage.locator(".ledger .row .sum")).to_have_text([re.compile(r"^−?\d+$")] * 8)


LIGHTNESS = """element => getComputedStyle(element).color
    .match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3"""


def test_in_the_dark_the_ink_of_the_stage_is_light(browser: Browser, app: str) -> None:
    shades = {}
    for scheme in ("light", "dark"):
        window = browser.new_context(base_url=app, color_scheme=scheme)
        with page_without_complaints(window) as page:
            shades[scheme] = open_lesson(page).evaluate(LIGHTNESS)
        window.close()
    assert shades["light"] < 80 < 200 < shades["dark"]


# px: how high the place of the stage was before the stage came
KEPT_HEIGHT = """place => {
    for (const picture of place.querySelectorAll("[data-drawn]")) delete picture.dataset.drawn;
    return parseFloat(getComputedStyle(place).minHeight);
}"""


def test_on_a_phone_the_maps_stand_below_the_input(browser: Browser, app: str) -> None:
    phone = browser.new_context(base_url=app, viewport={"width": 390, "height": 844})
    with page_without_complaints(phone) as page:
        open_lesson(page)
        volume = input_slab(page, 0).bounding_box()
        cell = the_stage(page).locator('[data-cell="0,0,0"]').bounding_box()
        assert volume and cell
        assert cell["y"] > volume["y"] + volume["height"]
        place = page.locator(".st-key-stage-place")
        drawn = place.bounding_box()
        kept = place.evaluate(KEPT_HEIGHT)
        assert drawn and kept == pytest.approx(drawn["height"], abs=40)
    phone.close()


def test_the_home_page_plays_by_itself(page: Page) -> None:
    stage = open_lesson(page, "/")
    expect(stage.get_by_role("button", name="Pause")).to_be_visible()
    expect(step_line(page)).to_contain_text("filter 0, row 0, column 1")


def test_where_reduced_motion_is_wanted_nothing_glides_or_plays(browser: Browser, app: str) -> None:
    calm = browser.new_context(base_url=app, reduced_motion="reduce")
    with page_without_complaints(calm) as page:
        stage = open_lesson(page, "/")
        expect(stage.get_by_role("button", name="Play")).to_be_visible()
        open_lesson(page, LESSON)
        expect(window_on(page, 0)).to_have_css("transition-property", "none")
    calm.close()
