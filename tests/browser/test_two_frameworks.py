"""Lessons 3 and 5 as a learner works with them: paste a layer, switch the words, try a preset."""

import re

from playwright.sync_api import Page, expect
from stage_page import (
    choose,
    expect_in_call,
    in_call,
    open_lesson,
    open_part,
    set_in_call,
    the_stage,
)

SHAPES, PADDING = "/Shapes_and_layouts", "/Padding_stride_dilation"


def paste(page: Page, text: str) -> None:
    field = page.get_by_role("textbox", name="Layers, one per line")
    field.fill(text)
    field.press("Control+Enter")


def test_a_pasted_layer_of_pytorch_is_shown_in_keras_and_back(page: Page) -> None:
    page.goto(SHAPES)
    paste(page, "nn.Conv2d(3, 32, 3, stride=2, padding=1)")
    expect(page.get_by_role("radio", name="PyTorch")).to_be_checked()
    row = page.get_by_role("row").filter(has_text=re.compile("^output"))
    # floor((224 + 2*1 - 3) / 2) + 1 = 112
    expect(row).to_contain_text("(1, 32, 112, 112)")
    expect(row).to_contain_text("(1, 112, 112, 32)")
    choose(page, "Framework", "Keras")
    field = page.get_by_role("textbox", name="Layers, one per line")
    expect(field).to_have_value("ZeroPadding2D(1)\nConv2D(32, 3, strides=2)")
    choose(page, "Framework", "PyTorch")
    expect(field).to_have_value("nn.Conv2d(3, 32, 3, stride=2, padding=1)")


def test_a_slip_is_named_and_leaves_no_answer_of_the_layer_before(page: Page) -> None:
    page.goto(SHAPES)
    expect(page.get_by_role("row").filter(has_text="Conv2D(32, 3)")).to_be_visible()
    paste(page, "Conv2D(32, 3, stride=2)")
    expect(page.get_by_role("alert")).to_contain_text("PyTorch")
    expect(page.get_by_role("row").filter(has_text="PyTorch")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Conv2D(32, 3)")).to_have_count(0)
    paste(page, "Conv2D(8, 3)\nMaxPooling2D()\nConv2D(16, 3)")
    drawing = page.get_by_role("radiogroup", name=re.compile("^Drawing of 3 layers, from 224 x"))
    first = drawing.get_by_role("radio", name=re.compile(r"^1\. Conv2D: 222 x 222 x 8"))
    last = drawing.get_by_role("radio", name=re.compile(r"^3\. Conv2D: 109 x 109 x 16"))
    last.click()
    expect(page.get_by_role("radio", name="3. Conv2D", exact=True)).to_be_checked()
    last.press("ArrowLeft")
    expect(first).to_be_checked()
    expect(page.get_by_role("radio", name="1. Conv2D", exact=True)).to_be_checked()
    page.get_by_role("row").filter(has_text="109 x 109 x 16").click()
    expect(last).to_be_checked()
    expect(page.get_by_role("radio", name="3. Conv2D", exact=True)).to_be_checked()


def test_a_control_of_the_layer_rewrites_its_call_and_the_link(page: Page) -> None:
    page.goto(SHAPES)
    open_part(page, "Change its arguments")
    filters = page.get_by_role("spinbutton", name="filters", exact=True)
    filters.fill("8")
    filters.press("Enter")
    expect(page.get_by_role("textbox", name="Layers, one per line")).to_have_value("Conv2D(8, 3)")
    expect(page).to_have_url(re.compile(r"layers=Conv2D%288%2C\+3%29"))


def test_words_chosen_in_one_lesson_are_used_in_the_next(page: Page) -> None:
    page.goto(SHAPES)
    choose(page, "Framework", "PyTorch")
    expect(page.get_by_role("textbox", name="Layers, one per line")).to_have_value(
        "nn.Conv2d(3, 32, 3)"
    )
    page.get_by_test_id("stSidebar").get_by_role("link", name="Slide the kernel").click()
    expect(the_stage(page)).to_contain_text("nn.Conv2d(in_channels=3, ")
    expect(in_call(page, "Out channels")).to_have_value("2")


def test_the_case_whose_stride_does_not_divide_hatches_what_is_left_over(page: Page) -> None:
    open_lesson(page, PADDING)
    choose(page, "Classic cases", "7. A stride that does not divide")
    expect(page.get_by_text("relationship 6 ")).to_be_visible()
    stage = the_stage(page)
    # floor((6 + 2*1 - 3) / 2) + 1 = 3; of 8 padded rows and columns the last is left over.
    expect(stage.locator("[data-cell]")).to_have_count(3 * 3)
    expect(stage.locator(".hatch")).to_have_count(2)


def test_from_case_to_case_the_link_follows_what_is_set(page: Page) -> None:
    open_lesson(page, PADDING)
    choose(page, "Classic cases", "7. A stride that does not divide")
    expect(page).to_have_url(re.compile("size=6"))
    choose(page, "Classic cases", "8. Dilation 2")
    expect(the_stage(page).locator("[data-input]")).to_have_count(7 * 7)
    expect(page).to_have_url(re.compile("size=7"))
    expect_in_call(page, **{"Cells per side": "7"})


def test_the_lab_and_the_stage_have_one_layer(page: Page) -> None:
    open_lesson(page, PADDING, reveal=1)
    set_in_call(page, "Strides", "2")
    choose(page, "Section", "The padding lab")
    expect(in_call(page, "Strides in the lab")).to_have_value("2")
    # ceil(224 / 2) = 112 positions need 111*2 + 3 = 225 cells
    expect(page.get_by_text("111 × 2 + 3 = 225 cells")).to_be_visible()
    set_in_call(page, "Kernel size in the lab", "7")  # the stage's input of 5 cells grows with it
    expect(page.get_by_text("111 × 2 + 7 = 229 cells")).to_be_visible()
    choose(page, "Section", "Convolution arithmetic")
    expect_in_call(page, **{"Kernel size": "7", "Cells per side": "7"})
    expect(the_stage(page).locator("[data-input]")).to_have_count(7 * 7)


def test_the_last_stamp_completes_the_output(page: Page) -> None:
    page.goto(f"{PADDING}?section=Transposed+convolution&reveal=1")
    stamps = page.get_by_role("slider", name="Stamps so far")
    stamps.press("End")
    # What the stamps left under the last window, times the kernel:
    # 6*2 - 7*1 - 14*1 + 2*2 - 4*2 = -13
    expect(page.get_by_text("the 0 of channel 0 comes back as −13")).to_be_visible()
