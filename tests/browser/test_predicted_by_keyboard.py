"""A prediction by keyboard alone: chosen, said aloud, and nothing moves under the reader's eyes."""

import re

from playwright.sync_api import Page, expect
from stage_page import expect_page_at_rest


def test_an_answer_chosen_by_keyboard_is_said_aloud_and_shows_the_picture(page: Page) -> None:
    page.goto("/Sum_the_channels?section=Three+beliefs")
    wrong, right = (
        page.get_by_role("button", name=name)
        for name in ("Nothing", "Its sums would be closer to zero")
    )
    picture = page.get_by_test_id("board")
    expect(right).to_be_visible()
    expect_page_at_rest(page)
    expect(picture).to_have_count(0)
    before = right.bounding_box()
    wrong.focus()
    page.keyboard.press("Enter")
    expect(picture).to_be_visible()
    expect(
        page.get_by_role("alert").filter(has_text="Its sums would be closer to zero")
    ).to_be_visible()
    expect_page_at_rest(page)
    expect(wrong).to_be_focused()
    assert right.bounding_box() == before
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(right).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("status").filter(has_text="Right.")).to_be_visible()


def test_a_place_of_a_map_is_chosen_by_keyboard_or_click_and_only_the_first_choice_counts(
    page: Page,
) -> None:
    page.goto("/Padding_stride_dilation?section=Transposed+convolution")
    asked = page.get_by_role("application")
    said, stamps = page.get_by_role("alert"), page.get_by_role("slider", name="Stamps so far")
    expect(asked).to_have_accessible_name(re.compile("top left corner"))
    asked.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        asked.press(key)
    expect(asked.get_by_text("row 1, column 2: 0")).to_be_attached()
    expect(stamps).to_have_count(0)  # to move is not yet to choose
    asked.press("Enter")
    expect(said.filter(has_text="You chose row 1, column 2.")).to_be_visible()
    expect(stamps).to_be_visible()
    expect(asked).to_be_focused()
    face = asked.locator('[data-tile="asked output"] .face')
    box = face.bounding_box()
    assert box is not None
    # row 1 x 2 = 2 and column 2 x 2 = 4 of 7 rows and columns
    face.click(position={"x": box["width"] * 4.5 / 7, "y": box["height"] * 2.5 / 7})
    expect(page.get_by_role("status").filter(has_text="Right.")).to_be_visible()
