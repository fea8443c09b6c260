"""Presenter mode and links, as a teacher uses them."""

import re
from urllib.parse import quote_plus

from playwright.sync_api import BrowserContext, Page, expect
from stage_page import (
    choice,
    expect_page_at_rest,
    expect_step,
    in_call,
    open_lesson,
    set_in_call,
)

from ui.shell.lesson_table import LESSONS, lesson_after

CONTROL = next(lesson for lesson in LESSONS if lesson.folder == "control")

SPACE = "new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true })"


def test_presenting_hides_the_menu_enlarges_the_type_and_stays_from_page_to_page(
    page: Page,
) -> None:
    stage = open_lesson(page)
    before = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    label = stage.get_by_text("feature map 1", exact=True)
    small = label.bounding_box()
    page.get_by_role("button", name="Present").click()
    expect(page.get_by_role("button", name="End presenting")).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    page.wait_for_function(
        "before => parseFloat(getComputedStyle(document.documentElement).fontSize) > before",
        arg=before,
    )
    expect(stage.get_by_role("button", name="Play")).to_be_in_viewport()
    large = label.bounding_box()
    assert small is not None
    assert large is not None
    assert large["height"] > 1.2 * small["height"]
    page.get_by_role("link", name="Next: Sum the channels").click()
    expect(page.get_by_role("heading", name="Sum the channels")).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stSidebar")).to_be_visible()


def test_a_link_can_open_in_presenter_mode_where_a_remote_makes_the_screen_black(
    page: Page,
) -> None:
    open_lesson(page, present=1)
    expect(page.get_by_role("button", name="End presenting")).to_be_visible()
    screen = page.locator("html")
    page.keyboard.press("b")
    expect(screen).to_have_class("is-blank")
    page.keyboard.press("ArrowRight")  # brings the screen back, and does nothing else
    expect(screen).not_to_have_class("is-blank")
    expect_step(page, (0, 0, 0))


def test_a_presenter_turns_through_the_questions_of_a_paper(page: Page) -> None:
    page.goto("/Check_yourself?present=1")
    expect(page.get_by_role("button", name="I do not know")).to_be_in_viewport()
    expect_page_at_rest(page)
    page.wait_for_function("() => window.pageKeys")  # keys are heard
    page.keyboard.press("PageDown")
    expect(page.get_by_role("radio", name="2", exact=True)).to_be_checked()


def test_a_presenter_turns_through_sections_and_from_lesson_to_lesson(page: Page) -> None:
    open_lesson(page, "/Control_the_sum", present=1)
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    expect_page_at_rest(page)
    titles = CONTROL.sections
    below = page.get_by_text("Predict first.").last
    expect(below).not_to_be_in_viewport()
    filters = in_call(page, "Filters")
    filters.focus()
    page.keyboard.press("PageDown")  # to what lies below, also from the call
    expect(below).to_be_in_viewport()
    expect(filters).to_have_value("4")
    page.keyboard.press("PageDown")
    expect_section(page, titles[1])
    choose_in_menu(page, titles[1], titles[-1])
    expect_section(page, titles[-1])
    for _ in range(3):  # a program is as high as two screens
        page.keyboard.press("PageDown")
    expect(page.get_by_role("heading", name=CONTROL.title)).to_have_count(0)
    for _ in range(2):  # while one lesson is gone and the next is not there yet
        page.keyboard.press("PageDown")
    following = lesson_after(CONTROL)
    expect(page.get_by_role("heading", name=following.title)).to_be_visible()
    expect_page_at_rest(page)
    if not choice(page, "Section", following.sections[1]).is_checked():
        page.keyboard.press("PageDown")  # the first section is higher than the screen
    expect_section(page, following.sections[1])
    expect(page.get_by_role("button", name="End presenting")).to_be_visible()
    page.get_by_text("Sources:").scroll_into_view_if_needed()
    expect(page.get_by_role("link", name="Next lesson")).to_be_in_viewport()
    expect(page.get_by_role("button", name="End presenting")).to_be_in_viewport()


def test_who_goes_too_far_comes_back_to_the_end_of_the_section_or_lesson_before(
    page: Page,
) -> None:
    open_lesson(page, "/" + lesson_after(CONTROL).file.split("_", 1)[1][:-3], present=1)
    expect_page_at_rest(page)
    page.keyboard.press("PageUp")
    expect(page.get_by_role("heading", name=CONTROL.title)).to_be_visible()
    expect_section(page, CONTROL.sections[-1])
    way_on = page.get_by_role("link", name=re.compile("^Next: "))
    expect(way_on).to_be_in_viewport(ratio=1)
    for _ in range(3):  # as many stops as its program needs
        page.keyboard.press("PageUp")
    expect_section(page, CONTROL.sections[-2])
    expect(way_on).to_be_in_viewport(ratio=1)


def choose_in_menu(page: Page, chosen: str, title: str) -> None:
    """Press the section that is chosen: the others come, and go once one of them is pressed."""
    other = choice(page, "Section", title)
    expect(other).to_have_css("opacity", "0")
    choice(page, "Section", chosen).click()
    expect(other).to_have_css("opacity", "1")
    other.click()
    expect(choice(page, "Section", chosen)).to_have_css("opacity", "0")
    expect(other).not_to_be_focused()  # a remote's next key would open the menu again


def test_the_menu_of_sections_is_used_by_keys_and_closes(page: Page) -> None:
    open_lesson(page, "/Control_the_sum", present=1)
    expect_page_at_rest(page)
    choice(page, "Section", CONTROL.sections[0]).focus()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect_section(page, CONTROL.sections[2])
    expect(choice(page, "Section", CONTROL.sections[0])).to_have_css("opacity", "0")


def test_an_answer_that_is_asked_for_by_a_key_stays_on_the_screen(page: Page) -> None:
    page.goto("/Sum_the_channels?present=1&section=Three+beliefs")
    answer = page.get_by_role("button", name="Show the answer")
    answer.press("Enter")
    expect(answer).to_have_count(0)
    expect_page_at_rest(page)
    page.wait_for_function("() => document.activeElement !== document.body")
    expect(page.get_by_test_id("stAlert")).to_be_in_viewport(ratio=1)


def test_a_class_sees_a_question_whose_answer_has_come_above_what_is_below_it(page: Page) -> None:
    page.goto("/Check_yourself?present=1")
    unknown = page.get_by_role("button", name="I do not know")
    expect(unknown).to_be_visible()
    expect_page_at_rest(page)
    page.get_by_test_id("stMain").evaluate("page => page.scrollTo(0, 5)")
    unknown.press("Enter")
    expect(page.get_by_role("button", name="Next question")).to_be_visible()
    expect(page.get_by_role("heading", level=3)).to_be_in_viewport()


def expect_section(page: Page, title: str) -> None:
    """Wait until a section is chosen, the link names it, and all of it is there."""
    expect(choice(page, "Section", title)).to_be_checked()
    expect(page).to_have_url(re.compile(rf"[?&]section={re.escape(quote_plus(title))}"))
    expect_page_at_rest(page)


def test_keys_play_the_picture_in_view_without_a_click(page: Page) -> None:
    open_lesson(page)
    page.keyboard.press("ArrowRight")
    expect_step(page, (0, 0, 1))
    page.keyboard.press("ArrowDown")
    expect_step(page, (0, 1, 1))
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_a_class_sees_no_frame_around_the_picture_but_its_transport_has_the_keys(
    page: Page,
) -> None:
    stage = open_lesson(page, present=1)
    page.keyboard.press("ArrowRight")
    expect_step(page, (0, 0, 1))
    expect(stage).to_have_css("outline-width", "0px")  # which the title would cover in part
    expect(stage.locator(".bar")).to_have_css("outline-width", "2px")
    expect(stage.locator(".bar")).to_be_in_viewport(ratio=1)


def test_a_title_stands_on_one_screen_with_what_it_names(page: Page) -> None:
    open_lesson(page, "/Control_the_sum", present=1, reveal=1)
    expect_page_at_rest(page)
    page.keyboard.press("PageDown")
    table = page.get_by_role("table").first
    expect(table).to_be_in_viewport()
    expect(table).not_to_be_in_viewport(ratio=1)
    page.keyboard.press("PageDown")
    expect(table).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("The layer of the question", exact=True)).to_be_in_viewport(ratio=1)


def test_a_film_stands_on_one_screen_with_its_words_and_its_button(page: Page) -> None:
    page.goto("/Ready_pictures?present=1&section=What+channels+do")
    expect(page.get_by_role("button", name="Download the GIF")).to_have_count(2)
    expect_page_at_rest(page)
    page.wait_for_function("() => [...document.images].every((film) => film.naturalHeight > 0)")
    for _ in range(2):
        page.keyboard.press("PageDown")
    expect(page.get_by_text("Two groups.")).to_be_in_viewport(ratio=1)
    expect(page.locator("img").last).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Download the GIF").last).to_be_in_viewport(ratio=1)


def test_space_plays_the_picture_where_a_slider_was_used_last(page: Page) -> None:
    open_lesson(page, "/Control_the_sum", present=1)
    expect_page_at_rest(page)
    page.get_by_role("slider", name="Groups").press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_the_letters_of_the_bar_are_the_presenters_where_a_menu_was_used_last(
    page: Page,
) -> None:
    open_lesson(page, present=1)
    expect_page_at_rest(page)
    filters = in_call(page, "Filter 0")
    filters.focus()
    page.keyboard.press("g")  # not "Gaussian sum"
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(filters).to_have_value("random")


def test_keys_stay_with_what_has_the_focus_and_are_free_where_there_is_no_picture(
    page: Page,
) -> None:
    open_lesson(page)
    in_call(page, "Strides").focus()
    page.keyboard.press("ArrowDown")
    expect(in_call(page, "Strides")).to_have_value("2")
    expect_step(page, (0, 0, 0))
    page.goto("/Precision")
    expect(page.get_by_label("A number", exact=True)).to_be_visible()
    assert page.evaluate(f"document.body.dispatchEvent({SPACE})")  # nobody took it


def test_copy_link_copies_all_that_is_set(window: BrowserContext, page: Page) -> None:
    window.grant_permissions(["clipboard-read", "clipboard-write"])
    open_lesson(page)
    set_in_call(page, "Strides", "2")
    expect(page).to_have_url(re.compile("stride=2"))
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Link copied.")).to_be_visible()
    assert "stride=2" in page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="Copy as iframe").click()
    expect(page.get_by_text("Frame copied.")).to_be_visible()
    page.set_content(page.evaluate("navigator.clipboard.readText()"))
    shown = page.frame_locator("iframe[title]")
    expect(shown.get_by_test_id("stage")).to_be_visible()
    expect(in_call(shown, "Strides")).to_have_value("2")
    expect(shown.get_by_test_id("stSidebar")).to_be_hidden()
    expect(shown.get_by_text("Sources: ")).to_have_count(0)


def test_where_a_page_may_not_copy_its_link_stands_on_the_screen(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_lesson(page)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    button = page.get_by_role("button", name="Copy link")
    button.evaluate("button => button.scrollIntoView({ block: 'end' })")  # as Tab brings it
    button.evaluate("button => button.focus({ preventScroll: true })")
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="Link to this view")
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport(ratio=1)
