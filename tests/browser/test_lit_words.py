"""Words and picture light each other, by mouse and by keyboard."""

from playwright.sync_api import Page, expect
from stage_page import the_stage

from ui.shell.glossary import TERMS


def test_words_light_the_picture_and_the_picture_lights_words(at_first_step: Page) -> None:
    page, stage = at_first_step, the_stage(at_first_step)
    sums = page.get_by_role("link", name="channel sums", exact=True)
    sums.focus()
    expect(stage.locator(".sum.lit")).to_have_count(3)
    expect(stage.locator(".kernel").first).to_have_class("tile kernel stepped-back")
    expect(page.get_by_role("tooltip").filter(has_text="products of one channel")).to_be_visible()
    sums.blur()
    expect(stage.locator(".lit, .stepped-back")).to_have_count(0)

    kernel = page.get_by_role("link", name="kernel", exact=True)
    number = stage.locator('[data-number="kernel,0,0"]')
    number.dispatch_event("pointerover")
    expect(kernel).to_have_attribute("data-lit", "")
    stage.locator(".number-focus").focus()  # a number of the first patch
    expect(kernel).not_to_have_attribute("data-lit", "")
    for _ in range(3):
        page.keyboard.press("ArrowRight")  # out of the patch, to the kernel beside it
    expect(kernel).to_have_attribute("data-lit", "")
    kernel.focus()
    expect(stage.locator(".kernel.lit").first).to_be_visible()
    kernel.blur()


def test_a_key_opens_the_glossary_and_escape_closes_it(at_first_step: Page) -> None:
    page = at_first_step
    page.keyboard.press("g")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("img")).to_have_count(len(TERMS))
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
