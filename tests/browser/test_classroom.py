"""A class in a browser: phones and the teacher's count follow the room by themselves."""

from urllib.parse import parse_qs, urlparse

from playwright.sync_api import BrowserContext, Page, expect
from stage_page import expect_page_at_rest

from ui.lessons.classroom.own_questions import read_choices
from ui.shell.lesson_table import HOME, LESSONS
from ui.state.rooms import rooms

OWN = read_choices("How do channels meet?", "They are added *\nThey stay apart | Each has a map")


def vote(phone: Page, answer: str) -> None:
    phone.get_by_role("button", name=answer).click()
    expect(phone.get_by_role("status").filter(has_text=answer)).to_be_visible()


def test_a_class_follows_its_teacher_through_both_votes(page: Page, phone: BrowserContext) -> None:
    code, secret = rooms().open_room()
    rooms().add_question(code, secret, OWN)
    page.goto(f"/Classroom?room={code}&teacher={secret}")
    one, two = phone.new_page(), phone.new_page()
    for pupil in (one, two):
        pupil.goto(f"/Classroom?room={code}")
    expect(page.get_by_text("2 phones")).to_be_visible()  # the count goes on by itself
    page.get_by_role("button", name="Ask", exact=True).click()
    vote(one, "They stay apart")
    vote(two, "They are added")
    expect(page.get_by_text("2 of 2 phones")).to_be_visible()
    page.get_by_role("button", name="Show the votes").click()
    expect(one.get_by_text("1 of 2").first).to_be_visible()
    page.get_by_role("button", name="Vote again").click()
    vote(one, "They are added")
    one.reload()
    expect(one.get_by_role("status").filter(has_text="They are added")).to_be_visible()
    expect(page.get_by_text("1 of 2 phones")).to_be_visible()
    page.get_by_role("button", name="Close the vote").click()
    page.get_by_role("button", name="Show why").click()
    expect(one.get_by_text("Second vote: 1 of 1")).to_be_visible()
    rooms().end_room(code, secret)


def test_who_opens_a_room_by_a_key_goes_on_from_its_code(page: Page) -> None:
    page.goto("/Classroom")
    page.get_by_role("button", name="Open a room").press("Enter")
    expect(page.get_by_test_id("stMetric")).to_be_focused()
    url = parse_qs(urlparse(page.url).query)
    rooms().end_room(url["room"][0], url["teacher"][0])


def test_a_teacher_with_a_room_presents_lessons_one_after_the_other(page: Page) -> None:
    code, secret = rooms().open_room()
    page.goto(f"/Classroom?room={code}&teacher={secret}&present=1")
    page.get_by_role("link", name="Next lesson").click()
    home = page.get_by_role("heading", name=HOME.title)
    expect(home).to_be_visible()
    expect_page_at_rest(page)
    while home.count():
        page.keyboard.press("PageDown")
        expect_page_at_rest(page)
    expect(page.get_by_role("heading", name=LESSONS[0].title)).to_be_visible()  # not the room
    expect(page.get_by_role("link", name="To the room")).to_have_count(1)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    rooms().end_room(code, secret)
