"""Any view is a link; an absurd one shows the nearest layer and says so."""

import re

import pytest
from playwright.sync_api import Page, expect
from stage_page import (
    expect_in_call,
    expect_step,
    open_lesson,
    open_part,
    open_tab,
    press,
    set_in_call,
    step_line,
    the_stage,
)

from ui.shell.lesson_table import LESSONS


def test_a_deep_link_restores_what_was_set(page: Page) -> None:
    stage = open_lesson(page, stride=2, padding=1, size=7, filters=3, filter1="Box sum", bias2=-7)
    expect(stage.locator("[data-cell]")).to_have_count(3 * 4 * 4)  # (7 + 2*1 - 3)//2 + 1 = 4
    expect_in_call(page, Strides="2", Padding="1", Filters="3", **{"Cells per side": "7"})
    open_part(page, "Input and filters")
    open_tab(page, "Filters")
    expect(page.get_by_role("spinbutton", name="Bias 2")).to_have_value("-7")


def test_a_link_to_a_step_opens_that_step(page: Page) -> None:
    open_lesson(page, at="1.2.0")
    expect_step(page, (1, 2, 0))
    expect(page.locator(".katex-display")).to_contain_text("feature map 1")


def test_how_a_step_is_shown_is_in_the_link(page: Page) -> None:
    stage = open_lesson(page)
    stage.get_by_label("Advance by").select_option("one channel")
    stage.get_by_role("button", name="Flat").click()
    expect(page).to_have_url(re.compile(r"advance=one\+channel&view=Flat"))
    page.reload()
    expect(the_stage(page).get_by_label("Advance by")).to_have_value("channel")
    expect(the_stage(page).get_by_role("button", name="Flat")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_a_step_that_the_layer_does_not_have_is_brought_to_the_nearest(page: Page) -> None:
    open_lesson(page, at="9.9.9")
    expect_step(page, (1, 2, 2))


def test_what_was_set_survives_another_lesson_and_the_way_back(page: Page) -> None:
    open_lesson(page, stride=2, padding=1)
    set_in_call(page, "Kernel size", "2")
    expect(the_stage(page).locator("[data-cell]")).to_have_count(2 * 3 * 3)
    menu = page.get_by_test_id("stSidebar")
    for lesson in (LESSONS[1], LESSONS[0]):
        menu.get_by_role("link", name=lesson.title).click()
        expect(page.get_by_role("heading", name=lesson.title)).to_be_visible()
    expect(the_stage(page).locator("[data-cell]")).to_have_count(2 * 3 * 3)
    expect_in_call(page, **{"Kernel size": "2", "Strides": "2", "Padding": "1"})
    expect(page).to_have_url(re.compile("kernel=2"))


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ({"stride": 0, "kernel": 99}, "Kernel size 99"),
        ({"kernel": "abc"}, "Kernel size abc"),
        ({"input": "<b>nonsense</b>"}, "Input <b>nonsense</b>"),
    ],
)
def test_an_absurd_link_gives_a_sentence_and_a_stage(
    page: Page, link: dict[str, object], named: str
) -> None:
    open_lesson(page, **link)
    expect(page.get_by_role("status")).to_contain_text(named)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    press(page, "Last step")
    expect(step_line(page)).to_contain_text("filter 1")


def test_a_control_at_its_extreme_keeps_the_stage_and_what_was_set_before(page: Page) -> None:
    stage = open_lesson(page, bias0=9, filters=1)
    set_in_call(page, "Kernel size", "5")
    expect(stage.locator("[data-cell]")).to_have_count(1)  # 5 - 5 + 1 = 1
    expect(step_line(page)).to_contain_text("bias 9")
    set_in_call(page, "Kernel size", "1")
    expect(stage.locator("[data-cell]")).to_have_count(5 * 5)
    expect(step_line(page)).to_contain_text("bias 9")
    expect(page).to_have_url(re.compile("bias0=9"))


def test_a_step_survives_a_change_that_keeps_it(page: Page) -> None:
    stage = open_lesson(page, at="1.1.1")
    set_in_call(page, "Strides", "2")
    expect(stage.locator("[data-cell]")).to_have_count(2 * 2 * 2)
    expect_step(page, (1, 1, 1))
