"""Groups under the hand: the window crosses only the slabs of its filter's group."""

import re

from playwright.sync_api import Page, expect
from stage_page import input_slab, open_lesson, press, step_line

LESSON = "/Control_the_sum"


def expect_crossed(page: Page, channels: set[int]) -> None:
    """Expect the window on the slabs of these channels, of four, and on no other."""
    for channel in range(4):
        window = input_slab(page, channel).locator(".window")
        expect(window).to_be_visible(visible=channel in channels)


def open_whole(page: Page, **link: object) -> None:
    """Open the lesson, and let it be drawn to its end: it is long."""
    open_lesson(page, LESSON, **link)
    expect(page.get_by_role("link", name=re.compile("^Next: "))).to_be_visible()


def channel_sums(page: Page) -> list[str]:
    """Read the channel sums of `filter 0, row 0, column 0: -10 + 16 + bias 1 = 7`."""
    terms = step_line(page).inner_text().partition(": ")[2]
    return terms.partition(" + bias")[0].split(" + ")


def test_groups_change_the_slabs_the_window_crosses(page: Page) -> None:
    open_whole(page, channels=4, filters=4, reveal=1)
    expect_crossed(page, {0, 1, 2, 3})
    dense = channel_sums(page)
    slider = page.get_by_role("slider", name="Groups")
    for groups, left in ((2, 2), (4, 1)):
        slider.press("ArrowRight")
        expect_crossed(page, set(range(left)))
        expect(page).to_have_url(re.compile(rf"[?&]groups={groups}\b"))
        # The same kernels: of the channel sums of the dense layer, those of the group are left.
        terms = " + ".join(dense[:left])
        expect(step_line(page)).to_contain_text(f"filter 0, row 0, column 0: {terms} + bias")
    press(page, "Last step")
    expect_crossed(page, {3})


def test_the_mixing_matrix_is_dragged_by_keys_and_proved(page: Page) -> None:
    page.goto(f"{LESSON}?section=Mixing+afterwards&channels=3&scale=Cells+on+the+stage")
    page.get_by_role("slider", name="Row 0, channel 1 (green)").press("ArrowLeft")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("Feature map 0 = 1 × map 0 + 0.5 × map 1 + 1 × map 2 + 1 bias")
    expect(page).to_have_url(re.compile(r"[?&]mix0_1=0\.5\b"))
    page.get_by_role("button", name="All ones").click()
    expect(main).to_contain_text("Feature map 1 = 1 × map 0 + 1 × map 1 + 1 × map 2 + 1 bias")
    page.get_by_role("button", name="Prove it").click()
    expect(main).to_contain_text(f" {2 * 3 * 3} ")
    expect(main).to_contain_text("Row 1")
