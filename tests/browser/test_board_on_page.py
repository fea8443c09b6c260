"""The board as a learner meets it on lesson 2: pointed at, pinned, switched off, on a phone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from conftest import page_without_complaints
from playwright.sync_api import BrowserContext, Locator, Page, expect
from stage_page import expect_page_at_rest

from conv_engine import Layer, conv2d, partial_maps
from ui.state.scenario import scenario_of
from ui.state.settings import DEFAULTS
from ui.state.valid_settings import nearest_valid

LESSON = "/Sum_the_channels?scale=Cells+on+the+stage"
CHANNELS = ("channel 0 (red)", "channel 1 (green)", "channel 2 (blue)")
MAPS = ("partial 0", "partial 1", "partial 2", "sum", "feature map")


@pytest.fixture(scope="module")
def layer() -> Layer:
    settings, _ = nearest_valid(DEFAULTS)
    return scenario_of(settings).layer


@pytest.fixture(scope="module")
def opened(window: BrowserContext) -> Iterator[Page]:
    with page_without_complaints(window) as page:
        page.goto(LESSON)
        at_rest(page)
        yield page


@pytest.fixture
def lesson(opened: Page) -> Page:
    """The page that all tests here share, with row 1, column 1 pinned and nothing pointed at."""
    opened.mouse.move(5, 5)
    if "row 1, column 1:" not in line(opened).inner_text():
        board(opened).focus()
        for key in ("Home", "ArrowRight", "ArrowUp", "ArrowUp", "ArrowDown"):
            opened.keyboard.press(key)
    for name in ("Row", "Column"):
        expect(chosen(opened, name)).to_have_value("1")
    at_rest(opened)
    return opened


@contextmanager
def switched_off(lesson: Page, channel: int) -> Iterator[Locator]:
    """Switch a channel off, and on again at the end; give its partial map."""
    switch = lesson.get_by_text(CHANNELS[channel], exact=True).first
    partial_map = board(lesson).locator(f'[data-tile="partial {channel}"]')
    switch.click()
    expect(partial_map).to_have_class(re.compile("off"))
    yield partial_map
    switch.click()
    expect(partial_map).not_to_have_class(re.compile("off"))


def at_rest(page: Page) -> None:
    expect(line(page)).to_contain_text("row 1, column 1:")
    expect_page_at_rest(page)


def board(page: Page) -> Locator:
    return page.get_by_test_id("board").first


def line(page: Page) -> Locator:
    return page.get_by_test_id("board-line").first


def value(page: Page, tile: str) -> Locator:
    return page.get_by_test_id(f"board-value-{tile}")


def chosen(page: Page, name: str) -> Locator:
    return page.get_by_role("spinbutton", name=name, exact=True)


def face(page: Page, tile: str) -> Locator:
    return board(page).locator(f'[data-tile="{tile}"] .face')


def centre(page: Page, tile: str, row: int, column: int, size: int) -> Any:
    """Where the middle of a cell is on the face of a tile that is `size` cells wide."""
    width = face(page, tile).evaluate("face => face.clientWidth")
    cell = width / size
    return {"x": (column + 0.5) * cell, "y": (row + 0.5) * cell}


def numbers(layer: Layer, row: int, column: int, keep: tuple[int, ...] = (0, 1, 2)) -> list[int]:
    """Channel sums, bias and output of one position of filter 0, as the engine has them."""
    input, weight = layer.input[list(keep)], layer.weight[:1, list(keep)]
    sums = partial_maps(input, weight)[0, :, row, column]
    output = conv2d(input, weight, layer.bias[:1])[0, row, column]
    return [*map(int, sums), int(layer.bias[0]), int(output)]


def printed_numbers(page: Page) -> list[int]:
    """Read the line as terms with their signs; they add up as printed."""
    text = line(page).inner_text().split(":", 1)[1].replace("bias", "").replace("−", "-")
    found = [int(re.sub(r"\s|\+", "", n)) for n in re.findall(r"[-+]?\s*-?\d+", text)]
    assert sum(found[:-1]) == found[-1]
    return found


def test_pointing_at_one_map_marks_all_of_them_and_the_line_reads_the_engine(
    lesson: Page, layer: Layer
) -> None:
    face(lesson, "sum").hover(position=centre(lesson, "sum", 2, 0, 3))
    expect(line(lesson)).to_contain_text("row 2, column 0:")
    expected = numbers(layer, 2, 0)
    assert printed_numbers(lesson) == expected
    for tile, number in zip(MAPS, [*expected[:3], sum(expected[:3]), expected[-1]], strict=True):
        expect(value(lesson, tile)).to_have_text(str(number).replace("-", "−"))
    spots = board(lesson).locator(".spot.shown")
    expect(spots).to_have_count(len(MAPS))
    windows = board(lesson).locator(".window.shown")
    expect(windows).to_have_count(3)  # one on each channel of the input
    expect(value(lesson, "input 1")).to_have_text(re.compile("2–4, (columns )?0–2$"))


def test_marks_follow_the_mouse_within_one_frame(lesson: Page) -> None:
    waited = board(lesson).evaluate(
        """async board => {
            const face = board.querySelector('[data-tile="sum"] .face');
            const { left, top } = face.getBoundingClientRect();
            await new Promise(requestAnimationFrame);
            const at = { clientX: left + 8, clientY: top + 8, bubbles: true, composed: true };
            face.dispatchEvent(new PointerEvent("pointermove", { ...at, pointerType: "mouse" }));
            await new Promise(requestAnimationFrame);
            return board.querySelectorAll(".spot.shown").length;
        }"""
    )
    assert waited == len(MAPS)


def test_an_input_cell_means_the_window_around_it_and_lights_the_kernel(
    lesson: Page, layer: Layer
) -> None:
    face(lesson, "input 0").hover(position=centre(lesson, "input 0", 3, 2, 5))
    expect(line(lesson)).to_contain_text("row 2, column 1:")  # 3 - 1, 2 - 1
    expect(value(lesson, "input 0")).to_have_text(str(layer.input[0, 3, 2]))
    middle = str(int(layer.weight[0, 0, 1, 1])).replace("-", "−")
    expect(value(lesson, "kernel 0")).to_have_text(middle)


def test_a_click_pins_and_the_page_follows(lesson: Page, layer: Layer) -> None:
    face(lesson, "feature map").click(position=centre(lesson, "feature map", 0, 2, 3))
    expect(chosen(lesson, "Row")).to_have_value("0")
    expect(chosen(lesson, "Column")).to_have_value("2")
    lesson.mouse.move(5, 5)
    assert printed_numbers(lesson) == numbers(layer, 0, 2)
    expect(board(lesson).locator(".pin.shown")).to_have_count(len(MAPS))
    expect(lesson).to_have_url(re.compile("row=0.*column=2|column=2.*row=0"))


def test_the_page_moves_the_board(lesson: Page) -> None:
    chosen(lesson, "Row").fill("2")
    chosen(lesson, "Row").press("Enter")
    expect(line(lesson)).to_contain_text("row 2, column 1:")


def test_arrow_keys_move_the_position_and_it_is_said_aloud(lesson: Page) -> None:
    board(lesson).focus()
    word = lesson.get_by_role("link", name="position", exact=True)
    for key in ("ArrowUp", "ArrowUp", "End", "ArrowLeft", "ArrowDown"):
        lesson.keyboard.press(key)
    expect(word).to_have_attribute("data-lit", "")
    expect(line(lesson)).to_contain_text("row 1, column 1:")
    lesson.keyboard.press("Home")
    expect(line(lesson)).to_contain_text("row 1, column 0:")
    expect(board(lesson).locator("[aria-live]")).to_contain_text("row 1, column 0:")
    expect(chosen(lesson, "Column")).to_have_value("0")


def test_a_channel_switched_off_is_greyed_and_leaves_the_line(lesson: Page, layer: Layer) -> None:
    expected = numbers(layer, 1, 1, keep=(0, 2))
    with switched_off(lesson, 1):
        expect(value(lesson, "feature map")).to_have_text(str(expected[-1]).replace("-", "−"))
        assert printed_numbers(lesson) == expected
        words = board(lesson).get_by_role("img", name=re.compile("switched off"))
        expect(words).to_have_count(1)
        said = board(lesson).locator("[aria-live]")
        expect(said).to_have_text(re.compile(f"row 1, column 1: .* = {expected[-1]}$"))


def test_screen_readers_hear_every_tile_with_its_value(lesson: Page, layer: Layer) -> None:
    output = numbers(layer, 1, 1)[-1]
    name = re.compile(f"^Feature map 0.*3x3, from .*at row 1, column 1: {output}$")
    expect(board(lesson).get_by_role("img", name=name)).to_be_visible()
    tiles = board(lesson).get_by_role("img")
    expect(tiles).to_have_count(3 * 3 + 2)  # input, kernel and partial map of each channel


def test_what_did_not_change_is_not_drawn_again(lesson: Page) -> None:
    canvases = board(lesson).locator("canvas")
    canvases.evaluate_all(
        "all => all.forEach(canvas => canvas.getContext('2d').clearRect(0,0,9,9))"
    )
    cleared = "all => all.map(c => c.getContext('2d').getImageData(0, 0, 9, 9).data.every(n => !n))"
    with switched_off(lesson, 2):
        # Drawn in the order of channels: the third partial map, then the sum and the feature map.
        assert canvases.evaluate_all(cleared) == [True] * 8 + [False] * 3


def test_a_phone_in_the_dark_has_a_channel_in_each_row_drawn_sharp(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(LESSON)
    at_rest(page)
    channel = page.locator('[data-tile$=" 1"] .face')
    expect(channel).to_have_count(3)
    tops = channel.evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(set(tops)) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    drawn, shown = face(page, "sum").locator("canvas").evaluate("c => [c.width, c.clientWidth]")
    assert drawn == 2 * shown
    # The sum is dark where it is zero, as the paper is.
    dark = face(page, "sum").locator("canvas").evaluate("c => getComputedStyle(c.parentNode).color")
    assert min(int(part) for part in re.findall(r"\d+", dark)[:3]) > 200
    face(page, "sum").tap(position=centre(page, "sum", 0, 0, 3))
    expect(line(page)).to_contain_text("row 0, column 0:")
    page.close()


def test_a_whole_picture_is_drawn_and_read_exactly(page: Page) -> None:
    page.goto("/Sum_the_channels?row=40&column=70")
    expect(line(page)).to_contain_text("row 40, column 70:")
    expect_page_at_rest(page)
    settings, _ = nearest_valid(DEFAULTS)
    made = scenario_of(settings)
    output = conv2d(made.picture, made.layer.weight[:1], made.layer.bias[:1])[0]
    assert printed_numbers(page)[-1] == output[40, 70]
    painted = (
        face(page, "sum")
        .locator("canvas")
        .evaluate(
            "c => new Set(new Uint32Array(c.getContext('2d')"
            ".getImageData(0, 0, c.width, c.height).data.buffer)).size"
        )
    )
    assert painted > 50
    assert np.unique(output).size > 50
