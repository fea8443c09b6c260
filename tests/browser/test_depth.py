"""The kernel-depth slider of lesson 6 changes how many maps come out."""

from playwright.sync_api import Locator, Page, expect

LESSON = "/One_two_three_dimensions?section=How+deep+is+the+block%3F&reveal=1"


def proof(page: Page) -> Locator:
    """The stage of the section: the channels of the input as the depth of a volume."""
    return page.locator(".st-key-stage-place").get_by_test_id("stage")


def test_a_block_less_deep_makes_more_maps(page: Page) -> None:
    page.goto(LESSON)
    stage = proof(page)
    expect(stage.locator("[data-cell]")).to_have_count(1 * 3 * 3)  # 3 - 3 + 1 = 1 place
    depth = page.get_by_role("slider", name="Kernel depth")
    depth.press("ArrowLeft")
    expect(stage.locator("[data-cell]")).to_have_count(2 * 3 * 3)  # 3 - 2 + 1 = 2 places
    depth.press("ArrowLeft")
    expect(stage.locator("[data-cell]")).to_have_count(3 * 3 * 3)  # 3 - 1 + 1 = 3 places


def test_the_window_crosses_only_the_slices_under_the_block_and_moves_in_depth(page: Page) -> None:
    page.goto(f"{LESSON}&kernel_depth=2")
    stage = proof(page)
    sums = stage.get_by_test_id("stage-sum")
    expect(sums).to_contain_text("depth 0, row 0, column 0:")
    expect(stage.locator(".ledger .row")).to_have_count(2)
    stage.get_by_role("button", name="Last step").press("Enter")
    expect(sums).to_contain_text("depth 1, row 2, column 2:")
    expect(stage.locator(".ledger .row")).to_have_count(2)
