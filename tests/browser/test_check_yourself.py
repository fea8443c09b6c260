"""A short round by keyboard: one answer recognised as wrong, one right, and a file to hand in."""

import csv
import re
from io import StringIO

from playwright.sync_api import Page, expect
from stage_page import (
    choose,
    expect_in_call,
    expect_page_at_rest,
    expect_step,
    open_lesson,
)

from tests.numbers_said import in_order
from ui.questions.question import Question
from ui.questions.rounds import Paper

PAPER = Paper(seed=3, round_number=1, topics=("numbers", "shapes"), length=4)
LINK = "/Check_yourself?quiz_seed=3&quiz_length=4&quiz_topics=Numbers&quiz_topics=Shapes"

SHAPES = Paper(seed=7, round_number=1, topics=("shapes",), length=4)
"""The seed that the page opens with."""


def asked(page: Page, place: int) -> Question:
    question = PAPER.question(place, "keras")
    expect(page.get_by_role("heading", name=question.kind)).to_be_visible()
    return question


def send(page: Page, answer: int) -> None:
    """Type a number and press Enter."""
    field = page.get_by_role("spinbutton", name="Your answer")
    field.fill(str(answer))
    field.press("Enter")


def verdict(page: Page, text: str) -> None:
    expect(page.get_by_test_id("stAlert").filter(has_text=text)).to_be_visible()


def test_a_round_is_answered_by_keyboard_and_handed_in(page: Page) -> None:
    page.goto(LINK)
    answers = asked(page, 0).answers
    guess, reason = next(iter(answers.wrong.items()))
    send(page, guess)
    verdict(page, reason)
    expect_step(page, asked(page, 0).cell)
    next_question = page.get_by_role("button", name="Next question")
    expect(next_question).to_be_focused()
    help = page.get_by_test_id("stTooltipContent")
    expect(help).to_have_count(0)  # it would lie over the verdict
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(help).to_be_visible()
    next_question.press("Enter")

    shape = asked(page, 1).answers
    expect(page.get_by_text(in_order(1, 4, 0, "right"))).to_be_visible()
    page.get_by_role("radio", name=shape.text(shape.right)).press("Space")
    page.get_by_role("button", name="Answer", exact=True).press("Enter")
    verdict(page, shape.text(shape.right))
    expect(page).to_have_url(re.compile("quiz_question=2(&|$)"))  # without the mark of the button
    page.get_by_role("button", name="Next question").press("Enter")

    for place, answered, lead_on in (
        (2, (3, 4, 1), "Next question"),
        (3, (4, 1), "See the result"),
    ):
        expect(page.get_by_text(in_order(place, 4, 1, "right")).first).to_be_visible()
        kind = asked(page, place).kind
        expect(page.get_by_role("heading", name=kind)).to_be_focused()  # the button is gone
        page.get_by_role("button", name="I do not know").press("Enter")
        expect(page.get_by_text(in_order(*answered, "right")).first).to_be_visible()
        expect(page.get_by_test_id("stAlert").first).to_be_visible()
        expect(page.get_by_role("button", name=lead_on)).to_be_focused()
        page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name=in_order(1, 4))).to_be_focused()
    page.get_by_role("textbox", name="Your name").fill("Ada")
    save = page.get_by_role("button", name="Results as CSV")
    expect(save).to_be_enabled()
    expect_page_at_rest(page)
    with page.expect_download() as download:
        save.press("Enter")
    expect(save).to_be_focused()  # also after it was shut while the file was written
    lines = list(csv.DictReader(StringIO(download.value.path().read_text())))
    assert [line["right"] for line in lines] == ["no", "yes", "no", "no"]
    assert lines[1]["answered"] == lines[1]["right answer"] == shape.text(shape.right)
    assert {line["name"] for line in lines} == {"Ada"}


def follow(page: Page, place: int, answered: int) -> Question:
    """Give a question up, and follow the link under its answer."""
    so_far = (answered, 4) if answered else (4,)
    expect(page.get_by_text(in_order(*so_far, "answered")).first).to_be_visible()
    choose(page, "Question", str(place + 1))
    question = SHAPES.question(place, "keras")
    expect(page.get_by_role("heading", name=question.kind)).to_be_visible()
    expect_page_at_rest(page)
    page.get_by_role("button", name="I do not know").click()
    page.get_by_role("link", name="Go to the lesson").click()
    return question


def test_the_link_under_an_answer_opens_the_lesson_at_its_layer_and_one_can_return(
    page: Page,
) -> None:
    rows, typed = (
        next(i for i, asked in enumerate(SHAPES.questions("keras")) if name in asked.link)
        for name in ("stride", "layers")
    )
    open_lesson(page, "/Padding_stride_dilation", stride=3, size=12)
    back = page.get_by_role("link", name="Check yourself", exact=True)
    back.click()
    page.get_by_text("The round, for teachers").click()
    choose(page, "Questions in a round", "4")
    for topic in ("Numbers", "Channels", "Misconceptions"):
        expect_page_at_rest(page)
        page.get_by_role("button", name=topic, exact=True).click()
    expect_page_at_rest(page)

    link = follow(page, rows, 0).link
    sizes = {"Kernel size": link["kernel"], "Cells per side": link["size"]}
    expect_in_call(page, Strides=link["stride"], **sizes)
    expect(page).to_have_url(re.compile(f"size={link['size']}"))
    back.click()

    link = follow(page, typed, 1).link
    expect(page.get_by_role("heading", name="Shapes and layouts")).to_be_visible()
    expect(page.locator("textarea")).to_have_value(link["layers"])
    back.click()
    expect(page.get_by_text(in_order(2, 4, "answered")).first).to_be_visible()
