"""Lesson 8 in the browser: a number is typed, and its bits are drawn; errors follow a slider."""

import re

from playwright.sync_api import Locator, Page, expect


def row_of(page: Page, format: str, column: str) -> Locator:
    """The row of a format in the table that has this column."""
    table = page.get_by_role("table").filter(has_text=column)
    return table.get_by_role("row").filter(has_text=re.compile(rf"^\s*{format}"))


def test_a_typed_number_is_drawn_bit_by_bit_and_goes_into_the_link(page: Page) -> None:
    page.goto("/Precision")
    expect(row_of(page, "TF32", "step here")).to_contain_text("0.0999755859375")
    field = page.get_by_label("A number", exact=True)
    field.fill("-0.75")
    field.press("Enter")
    expect(row_of(page, "float16", "step here")).to_contain_text("−0.75")
    expect(page).to_have_url(re.compile(r"[?&]p_number=-0\.75"))
    # -0.75 is -(1 + 1/2) * 2**-1: the exponent is -1 + 127 = 126, or -1 + 15 = 14 in float16.
    written = [
        "1" + f"{-1 + 127:08b}" + "1".ljust(23, "0"),
        "1" + f"{-1 + 127:08b}" + "1".ljust(10, "0"),
        "1" + f"{-1 + 127:08b}" + "1".ljust(7, "0"),
        "1" + f"{-1 + 15:05b}" + "1".ljust(10, "0"),
    ]
    drawn = page.locator(".bits .bit")
    expect(drawn).to_have_text(list("".join(written)))
    field.fill("three")
    field.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="'three'")).to_be_visible()
    expect(row_of(page, "float16", "step here")).to_contain_text("−0.75")


def test_bits_that_cancel_are_lost_step_by_step(page: Page) -> None:
    page.goto("/Precision?section=Sums+that+cancel")
    expect(row_of(page, "bfloat16", "channel 0")).to_contain_text("0")
    slider = page.get_by_role("slider", name="By how much the kernels differ")
    slider.press("ArrowLeft")
    # 1.01 is 1 + 1.28/128 and becomes 1 + 1/128.
    expect(row_of(page, "bfloat16", "channel 0")).to_contain_text("1.0078125")
    expect(page).to_have_url(re.compile(r"[?&]p_difference=0\.01"))
