"""What is pinned on the boards of lessons 4 and 5 is what tables, words and sliders say."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect
from stage_page import expect_page_at_rest

from conv_engine import Layer
from ui.state.scenario import scenario_of
from ui.state.settings import DEFAULTS
from ui.state.valid_settings import nearest_valid

CONTROL, GEOMETRY = "/Control_the_sum", "/Padding_stride_dilation"


def layer_of(**wanted: Any) -> Layer:
    settings, _ = nearest_valid({**DEFAULTS, **wanted})
    return scenario_of(settings).layer


def board(page: Page, tile: str) -> Locator:
    """Find the board that has a tile of this name."""
    tiles = page.locator(f'[data-tile="{tile}"]')
    return page.get_by_test_id("board").filter(has=tiles)


def value(page: Page, tile: str) -> Locator:
    return page.get_by_test_id(f"board-value-{tile}")


def text(number: Any) -> str:
    return str(int(number)).replace("-", "−")


def press_on(page: Page, tile: str, *keys: str) -> None:
    board(page, tile).focus()
    for key in keys:
        page.keyboard.press(key)


def test_the_table_of_operators_follows_the_pin_and_the_link_keeps_it(page: Page) -> None:
    page.goto(f"{CONTROL}?section=Another+operator&channels=3&scale=Cells+on+the+stage")
    sums = value(page, "operator sum")
    expect(sums).not_to_be_empty()
    press_on(page, "operator sum", "ArrowUp", "ArrowRight")  # from row 1, column 1
    expect(page.get_by_test_id("stMain")).to_contain_text("At row 0, column 2")
    expect(page).to_have_url(re.compile(r"[?&]row=0\b"))
    expect(page).to_have_url(re.compile(r"[?&]column=2\b"))
    output = layer_of().output[0, 0, 2]
    expect(value(page, "operator sum")).to_have_text(text(output))
    page.get_by_role("radio", name="Mixing afterwards").click()
    # The first row of the matrix is all ones, and the position stays.
    expect(value(page, "mixed 0")).to_have_text(text(output))


def test_the_grid_of_partial_maps_reads_the_layer_at_what_is_pointed_at(page: Page) -> None:
    layer_link = "channels=4&filters=4&groups=2"
    page.goto(f"{CONTROL}?section=Partial+maps+and+weights&{layer_link}")
    layer = layer_of(channels=4, filters=4, groups=2)
    for filter in range(4):
        output = value(page, f"feature map {filter}")
        expect(output).to_have_text(text(layer.output[filter, 0, 0]))
    press_on(page, "feature map 0", "ArrowDown", "End")
    for filter in range(4):
        output = value(page, f"feature map {filter}")
        expect(output).to_have_text(text(layer.output[filter, 1, 2]))
        for place, channel in enumerate(layer.spec.group_of(filter)):
            partial = layer.partial[filter, place, 1, 2]
            expect(value(page, f"partial {filter} {channel}")).to_have_text(text(partial))
    expect(board(page, "feature map 0").locator(".tile.off")).to_have_count(8)


def test_the_cell_of_the_input_that_is_pinned_is_the_one_that_stamps(page: Page) -> None:
    page.goto(f"{GEOMETRY}?section=Transposed+convolution&reveal=1")
    expect(value(page, "t input")).not_to_be_empty()
    press_on(page, "t input", "ArrowDown", "End")  # of 3x3 cells the one at row 1, column 2
    slider = page.get_by_role("slider", name="Stamps so far")
    expect(slider).to_have_value(str(3 + 2 + 1))
    expect_page_at_rest(page)
    # stride 2 and a kernel of 3x3: rows 2*1 to 2*1 + 2, columns 2*2 to 2*2 + 2
    expect(value(page, "t stamped")).to_have_text("rows 2–4, columns 4–6")


def test_a_corner_marks_only_what_lies_on_it(page: Page) -> None:
    page.goto(f"{GEOMETRY}?section=The+padding+lab&reveal=1&kernel=7&stride=2&size=7")
    expect(value(page, "mean")).not_to_be_empty()
    first, last = (page.locator(f'[data-tile="{tile}"] .window') for tile in ("first", "last"))
    expect(first).to_have_class(re.compile("shown"))
    expect(last).not_to_have_class(re.compile("shown"))
    press_on(page, "mean", "End", *["PageDown"] * 12)
    expect(first).not_to_have_class(re.compile("shown"))
    expect(last).to_have_class(re.compile("shown"))
