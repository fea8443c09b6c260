"""A prediction by keyboard alone: chosen, said aloud, and nothing moves under the reader's eyes."""

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
