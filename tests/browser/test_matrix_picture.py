"""Lesson 7 under the mouse: what belongs together lights up together, and adds up as printed."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect
from stage_page import appear, expect_page_at_rest, expect_whole, number

from conv_engine import ConvSpec, filter_matrix, im2col
from conv_engine.matrix import copy_counts
from tests.numbers_said import in_order
from ui.state.scenario import scenario_of
from ui.state.valid_settings import nearest_valid

LESSON = "/As_one_matrix_product"
POSITIONS, ENTRIES, FILTERS = 9, 27, 2  # of the default layer


def opened(page: Page, query: str = "") -> Locator:
    page.goto(f"{LESSON}?{query}")
    matrix = page.get_by_test_id("matrix")
    appear(step_line(matrix).filter(has_text="patch"))
    expect_page_at_rest(page)
    return matrix


def step_line(matrix: Locator) -> Locator:
    return matrix.get_by_test_id("matrix-step")


def lit(matrix: Locator, kind: str) -> set[str]:
    """The current entries of one of the matrices, as `row,column` of the column form."""
    cells = matrix.locator(f".current[data-{kind}]")
    return set(cells.evaluate_all(f"cells => cells.map(cell => cell.dataset.{kind})"))


def column(position: int) -> set[str]:
    return {f"{entry},{position}" for entry in range(ENTRIES)}


def press(matrix: Locator, name: str) -> None:
    matrix.get_by_role("button", name=name, exact=True).click()


def test_lighting_up_a_position_lights_exactly_its_column_or_row(page: Page) -> None:
    matrix = opened(page)
    for row, place in ((0, 1), (1, 2)):
        expect_single_column(matrix, row, place)
    press(matrix, "Patches as rows")
    expect_single_column(matrix, 2, 1)


def expect_single_column(matrix: Locator, row: int, place: int) -> None:
    matrix.locator(f'[data-cell="1,{row},{place}"]').hover()
    position = 3 * row + place
    expect(step_line(matrix)).to_contain_text(f"filter 1, patch {position}:")
    assert lit(matrix, "patch") == column(position)
    assert lit(matrix, "product") == {f"1,{position}"}


def test_a_number_of_the_product_lights_its_patch_and_its_cell_in_the_map(page: Page) -> None:
    matrix = opened(page)
    matrix.locator('[data-product="0,4"]').hover()
    expect(step_line(matrix)).to_contain_text("filter 0, patch 4:")
    assert lit(matrix, "patch") == column(4)
    map_of_filter_0 = matrix.locator('.slab:has([data-cell^="0,"])')
    expect(map_of_filter_0.locator(".now")).to_have_attribute("transform", "translate(24 24)")
    expect(matrix.locator('.also[data-cell="1,1,1"]')).to_have_count(1)
    words = [page.get_by_role("link", name=name, exact=True) for name in ("dot product", "filter")]
    expect(words[0]).to_have_attribute("data-lit", "")
    expect(words[1]).not_to_have_attribute("data-lit", "")
    matrix.get_by_role("button", name="Play").hover()
    expect(step_line(matrix)).to_contain_text("patch 0, at row 0, column 0")
    expect(words[0]).not_to_have_attribute("data-lit", "")
    words[1].focus()
    expect(matrix.locator(".of-filter.lit, .of-patch.stepped-back")).to_have_count(2)
    matrix.press("End")  # to where a filter meets a patch
    for word in words:
        expect(word).to_have_attribute("data-lit", "")
    expect(matrix.locator(".stepped-back")).to_have_count(0)


def test_patches_are_copied_one_by_one_and_then_rows_meet_columns(page: Page) -> None:
    matrix = opened(page)
    matrix.focus()
    page.keyboard.press("Home")
    copied = matrix.locator("[data-patch] + text:not(:empty)")
    made = matrix.locator("[data-product] + text:not(:empty)")
    for patches in range(1, POSITIONS + 1):
        expect(copied).to_have_count(patches * ENTRIES)
        expect(made).to_have_count(0)
        page.keyboard.press("ArrowRight")
    for products in range(1, POSITIONS * FILTERS):
        expect(made).to_have_count(products)
        page.keyboard.press("ArrowRight")
    press(matrix, "First step")
    press(matrix, "Play")
    expect(copied).to_have_count(2 * ENTRIES)
    press(matrix, "Pause")


def test_every_dot_product_adds_up_as_printed_to_what_the_engine_has(page: Page) -> None:
    matrix = opened(page)
    scenario = scenario_of(nearest_valid({})[0])
    products = filter_matrix(scenario.layer.weight) @ im2col(scenario.layer.input, 3)
    for f, position in np.ndindex(FILTERS, POSITIONS):
        matrix.get_by_label("Step", exact=True).fill(str(POSITIONS * (1 + f) + position))
        line = step_line(matrix)
        expect(line).to_have_text(re.compile(f"^filter {f}, patch {position}:"))
        found = re.fullmatch(r".*?: (.*) = (\S+), \+ bias (\S+) = (\S+)", line.inner_text())
        assert found
        sums, total, bias, output = found.groups()
        terms = sums.replace(" − ", " + −").split(" + ")
        assert sum(map(number, terms)) == number(total)
        assert number(total) + number(bias) == number(output)
        assert number(total) == int(products[f, position])
        expect_sums_add(matrix)


def expect_sums_add(matrix: Locator) -> None:
    for text in matrix.locator(".channel-sums li").all_inner_texts():
        terms, total = text.split(": ", 1)[1].split(" = ")
        pairs = [term.split(" × ") for term in terms.split(" + ")]
        assert len(pairs) == 3 * 3
        assert sum(number(value) * number(weight) for value, weight in pairs) == number(total)


@pytest.mark.parametrize(
    ("query", "spec"),
    [("", ConvSpec(3, 2, 3)), ("stride=2&padding=1", ConvSpec(3, 2, 3, stride=2, padding=1))],
    ids=["plain", "stride and padding"],
)
def test_pointing_at_an_input_cell_marks_all_its_copies(
    page: Page, query: str, spec: ConvSpec
) -> None:
    side = 5
    counts = copy_counts((3, side, side), spec)
    matrix = opened(page, query)
    (top, _), (left, _) = spec.pad_amounts(side, side)
    for row, place in ((0, 0), (3, 0)):  # in sight, in front of all other channels
        matrix.locator(f'[data-input="0,{row + top},{place + left}"]').hover()
        expect(matrix.locator(".copy[data-patch]")).to_have_count(int(counts[row, place]))


def test_of_a_large_layer_a_part_is_shown_and_the_page_says_so(page: Page) -> None:
    matrix = opened(page, "size=12&channels=8&kernel=5&filters=8")
    expect(matrix.get_by_text(in_order(1, 25, "channel")).first).to_be_visible()
    matrix.get_by_label("Step", exact=True).fill("0")
    expect(step_line(matrix)).to_contain_text("8 × 5 × 5 = 200")
    assert len(lit(matrix, "patch")) == 8 * 1
    expect_whole(page, ".call", "svg.scene", ".buttons")


def test_the_keyboard_steps_by_positions_rows_and_filters(page: Page) -> None:
    matrix = opened(page)
    matrix.focus()
    for key, text in [
        ("Home", "patch 0, at row 0, column 0"),
        ("ArrowRight", "patch 1, at row 0, column 1"),
        ("ArrowDown", "patch 4, at row 1, column 1"),
        ("]", "filter 0, patch 4:"),
        ("]", "filter 1, patch 4:"),
        ("ArrowUp", "filter 1, patch 1:"),
        ("End", "filter 1, patch 8:"),
    ]:
        page.keyboard.press(key)
        expect(step_line(matrix)).to_contain_text(text)
