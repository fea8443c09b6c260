"""The guided tour, by keys: each step is brought into view, and its deed is noticed."""

import re

from playwright.sync_api import Locator, Page, expect
from stage_page import expect_page_at_rest, the_stage


def test_the_tour_brings_what_it_speaks_of_notices_the_deed_and_leads_on(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto("/")
    page.get_by_role("link", name="Start the tour").press("Enter")

    expect_step_of_tour(page, 1)
    stage = the_stage(page)
    expect(stage.locator(".window.lit").first).to_be_in_viewport()
    expect(stage.get_by_role("button", name="Play")).to_be_in_viewport(ratio=1)
    expect(stage.locator(".bar.stepped-back, .bar .stepped-back")).to_have_count(0)
    expect(stage.locator(".kernel.stepped-back").first).to_be_visible()
    forward = stage.get_by_role("button", name="Next step", exact=True)
    forward.press("Enter")
    expect(bar(page).get_by_text("undo")).to_be_visible()  # another deed has its hint
    forward.blur()
    stage.get_by_label("Speed").select_option("8×")
    page.keyboard.press("Space")
    expect_done(page)
    expect(stage.locator(".lit")).to_have_count(0)
    stage.get_by_label("Speed").press("n")  # a menu has the focus, and no use for this letter

    expect_step_of_tour(page, 2)
    expect(stage.get_by_label("Advance by")).to_have_value("channel")
    expect(stage.locator(".kernel.lit").first).to_be_in_viewport()
    for _ in range(3):
        stage.press("ArrowRight")  # the arrows are the stage's as long as it has the focus
    expect_done(page)
    page.mouse.click(700, 5)  # on nothing: the arrows are free
    expect_page_at_rest(page)
    page.keyboard.press("ArrowRight")

    expect_step_of_tour(page, 3)
    written_out = page.locator(".katex").get_by_text("40,404").first
    expect(written_out).to_be_hidden()  # as long as it is asked for
    bar(page).get_by_role("button", name="13,468").press("Enter")
    expect(written_out).to_be_visible()
    expect(bar(page).get_by_role("alert").get_by_text("40,404")).to_be_visible()
    expect_picture_with_its_buttons_in_view(stage)  # the bar is higher now
    expect_page_at_rest(page)
    page.keyboard.press("n")

    expect_step_of_tour(page, 4)
    expect(page.locator(".st-key-switches-place")).to_be_in_viewport(ratio=1)
    page.get_by_role("switch", name="channel 1 (green)").press("Space")
    expect_done(page)
    page.keyboard.press("b")
    expect_step_of_tour(page, 3)
    expect_picture_with_its_buttons_in_view(stage)

    page.goto("/?tour=8")  # a link goes on with the tour where it was left
    page.get_by_role("link", name="Back to the tour, step 8").click()
    expect_step_of_tour(page, 8)
    answer = page.get_by_role("button", name="One for each channel")
    expect(answer).to_be_in_viewport(ratio=1)
    answer.press("Enter")
    expect(page.locator(".st-key-predict-depth").get_by_role("alert")).to_be_in_viewport(ratio=1)
    expect_done(page)
    expect_page_at_rest(page)
    page.keyboard.press("n")
    expect_step_of_tour(page, 9)
    depth = page.get_by_role("slider", name="Kernel depth")
    expect(page.locator(".st-key-kernel_depth")).to_be_in_viewport(ratio=1)
    depth.press("ArrowLeft")
    expect_done(page)
    bar(page).get_by_role("link", name="Next", exact=True).click()
    expect_step_of_tour(page, 10)
    finish = page.get_by_role("button", name="Finish")
    expect(finish).to_be_visible()  # it has come to stand under the mouse, which rests
    expect_page_at_rest(page)
    expect(page.get_by_role("tooltip")).to_have_count(0)
    page.mouse.move(700, 5)
    finish.hover()
    expect(page.get_by_role("tooltip")).to_have_text(re.compile("the tour again"))
    finish.click()
    expect(bar(page)).to_be_hidden()


def bar(page: Page) -> Locator:
    return page.locator(".st-key-tour")


def expect_step_of_tour(page: Page, number: int) -> None:
    """Wait until a step is there, in a bar that is in view, with its ways back and on."""
    expect(bar(page).get_by_text(f"Step {number} of")).to_be_in_viewport(ratio=1)
    for name, to in (("Back", max(1, number - 1)), ("Next", number + 1)):
        way = bar(page).get_by_role("link", name=name, exact=True)
        if name == "Back" or number < 10:
            expect(way).to_have_attribute("href", re.compile(rf"tour={to}(&|$)"))


def expect_picture_with_its_buttons_in_view(stage: Locator) -> None:
    """Wait until the first channel is on the screen, and the buttons are, clear of the bar."""
    expect(stage.locator(".row-name").first).to_be_in_viewport(ratio=1)
    play = stage.get_by_role("button", name="Play")
    expect(play).to_be_in_viewport(ratio=1)
    stage.page.wait_for_function(
        """play => play.getBoundingClientRect().bottom <=
            document.querySelector('[data-testid="stBottom"]').getBoundingClientRect().top""",
        arg=play.element_handle(),
    )


def expect_done(page: Page) -> None:
    expect(bar(page).get_by_text("check_circle")).to_be_visible()
