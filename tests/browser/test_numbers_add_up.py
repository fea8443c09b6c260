"""Everything that is printed adds up, at every step, as printed."""

from itertools import product

import pytest
from playwright.sync_api import Page, expect
from stage_page import (
    expect_step,
    feature_map,
    ledger,
    number,
    numbers_on,
    open_lesson,
    press,
    press_by_key,
    printed,
    step_line,
    the_stage,
)

COLLECT = """line => {
    window.said = [line.textContent];
    new MutationObserver(() => window.said.push(line.textContent))
        .observe(line, { childList: true, characterData: true, subtree: true });
}"""

LINKS = {
    "default": ((2, 3, 3), {}),
    "padding and stride": ((2, 3, 3), {"padding": 1, "stride": 2}),
    "groups": ((2, 3, 3), {"channels": 4, "filters": 2, "groups": 2}),
    "hundredths": ((1, 2, 2), {"filters": 1, "filter0": "Luminance", "size": 4}),
}


def steps(shape: tuple[int, int, int]) -> list[tuple[int, int, int]]:
    filters, rows, columns = shape
    return list(product(range(filters), range(rows), range(columns)))


@pytest.mark.parametrize(("shape", "link"), LINKS.values(), ids=LINKS)
def test_at_every_step_channel_sums_and_bias_add_up_to_the_output_in_the_map(
    page: Page, shape: tuple[int, int, int], link: dict[str, object]
) -> None:
    open_lesson(page, **link)
    for place in steps(shape):
        expect_step(page, place)
        line = printed(step_line(page).inner_text())
        assert sum(line.channel_sums) + line.bias == line.output
        rows, columns = shape[1:]
        labels = numbers_on(feature_map(page, line.filter))
        assert len(labels) == rows * columns
        assert number(labels[line.row * columns + line.column]) == line.output
        press_by_key(page, "Next step")


@pytest.mark.parametrize("link", [{}, {"dilation": 2, "padding": 2}, {"filter0": "Luminance"}])
def test_in_the_ledger_patch_times_kernel_adds_up_to_the_channel_sums(
    page: Page, link: dict[str, object]
) -> None:
    open_lesson(page, **link)
    for _ in range(4):
        line = printed(step_line(page).inner_text())
        rows = ledger(page)
        assert [row.channel_sum for row in rows] == line.channel_sums
        for row in rows:
            pairs = zip(row.patch, row.kernel, strict=True)
            assert row.products == [value * weight for value, weight in pairs]
            assert sum(row.products) == row.channel_sum
        press_by_key(page, "Next step")


def test_play_goes_through_every_step_and_stops_at_the_end(at_first_step: Page) -> None:
    page, stage = at_first_step, the_stage(at_first_step)
    stage.get_by_label("Speed").select_option("8×")
    step_line(page).evaluate(COLLECT)
    press(page, "Play")
    expect(stage.get_by_role("button", name="Pause")).to_be_visible()
    expect_step(page, (1, 2, 2))
    expect(stage.get_by_role("button", name="Play")).to_be_visible()
    said = dict.fromkeys(page.evaluate("window.said"))  # each sentence once, in order
    lines = [printed(text) for text in said]
    assert [line.place for line in lines] == steps((2, 3, 3))
    assert all(sum(line.channel_sums) + line.bias == line.output for line in lines)


def test_a_map_is_empty_before_its_steps_and_full_after_the_last(at_first_step: Page) -> None:
    page = at_first_step
    expect_step(page, (0, 0, 0))
    assert [bool(label) for label in numbers_on(feature_map(page, 0))] == [True] + [False] * 8
    press(page, "Last step")
    expect_step(page, (1, 2, 2))
    assert all(numbers_on(feature_map(page, 0)) + numbers_on(feature_map(page, 1)))


def test_the_small_stage_of_the_home_page_shows_each_channels_share_in_the_digits(
    page: Page,
) -> None:
    stage = open_lesson(page, "/")
    press(page, "Pause")
    press(page, "Last step")
    line = printed(step_line(page).inner_text())
    # ones, tens and hundreds: 0 is the bias, and no digit carries over
    assert line.channel_sums == [2, 40, 200]
    assert line.output == 2 + 40 + 200
    expect(the_stage(page)).to_be_visible()
    expect(stage.get_by_label("Speed")).to_be_hidden()
