"""A class together: a teacher's window and phones, from the code to the report."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from tests.held import held
from tests.numbers_said import numbers_in
from tests.open_page import open_page, press
from ui.lessons.classroom.own_questions import read_choices, read_number
from ui.questions.asked import ask_of_paper, drawn_question
from ui.questions.rounds import TOPICS, Paper
from ui.state.rooms import room_of, rooms, tallies_of
from ui.state.settings import FILTERS, STRIDE

CLASSROOM = "pages/13_Classroom.py"
OWN = read_choices("How do channels meet?", "They are added *\nThey stay apart | Each has a map")


class Class:
    """A room with a question to choose from, its teacher's window, and its phones."""

    def __init__(self) -> None:
        self.code, self.secret = rooms().open_room()
        self.place = rooms().add_question(self.code, self.secret, OWN)
        self.teacher = open_page(CLASSROOM, room=self.code, teacher=self.secret)

    def phone(self) -> AppTest:
        return open_page(CLASSROOM, room=self.code)

    def press(self, label: str) -> None:
        press(self.teacher, label)

    def look(self, phone: AppTest) -> AppTest:
        """Let a phone look at its room again."""
        room_of.clear()
        tallies_of.clear()
        return phone.run()


@pytest.fixture
def room() -> Iterator[Class]:
    opened = Class()
    yield opened
    rooms().end_room(opened.code, opened.secret)


def texts(page: AppTest) -> str:
    shown = (page.markdown, page.success, page.warning, page.info, page.caption, page.subheader)
    return "\n".join(element.value for kind in shown for element in kind)


def in_link(page: AppTest, name: str) -> str:
    """What the address says, which AppTest holds as a text or as a list of them."""
    said = page.query_params[name]
    return said if isinstance(said, str) else said[0]


def labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def test_opening_a_room_gives_a_code_that_a_phone_can_type() -> None:
    teacher = open_page(CLASSROOM)
    press(teacher, "Open a room")
    code = in_link(teacher, "room")
    assert teacher.metric[0].value.replace(" ", "") == code
    phone = open_page(CLASSROOM)
    phone.text_input[0].input(f"{code[:3].lower()} {code[3:]}")
    press(phone, "Join")
    assert in_link(phone, "room") == code
    assert rooms().phones(code) == 1
    rooms().end_room(code, in_link(teacher, "teacher"))


def test_a_class_votes_discusses_and_votes_again(room: Class) -> None:
    one, two = room.phone(), room.phone()
    room.press("Ask")
    for phone in (one, two):
        press(room.look(phone), "They stay apart")
    press(one, "They are added")  # changes its mind
    assert "They are added" in one.success[0].value
    room.press("Close the vote")
    assert "They are added" not in labels(room.look(one))
    room.press("Show the votes")
    assert "Each has a map" not in texts(room.look(one))  # what gives the answer away comes later
    room.press("Vote again")
    for phone in (one, two):
        press(room.look(phone), "They are added")
    room.press("Close the vote")
    room.press("Show why")
    tallies = rooms().tallies(room.code, room.place)
    assert (dict(tallies[1]), dict(tallies[2])) == ({0: 1, 1: 1}, {0: 2})
    assert "right" in room.look(two).success[0].value
    assert "Each has a map" in texts(two)
    assert "100%" in "".join(element.value for element in room.teacher.markdown)  # the gain


def test_before_it_is_explained_nothing_says_which_answer_is_right(room: Class) -> None:
    phone = room.phone()
    for label in ("Ask", "Close the vote", "Show the votes"):
        room.press(label)
        assert not any(word in texts(room.look(phone)) for word in ("right", "check", "Each has"))


def test_a_page_that_is_loaded_anew_is_the_same_phone(room: Class) -> None:
    phone = room.phone()
    room.press("Ask")
    press(room.look(phone), "They are added")
    again = open_page(CLASSROOM, room=room.code, phone=in_link(phone, "phone"))
    assert "They are added" in again.success[0].value
    press(again, "They stay apart")
    assert dict(rooms().tallies(room.code, room.place)[1]) == {1: 1}
    assert rooms().phones(room.code) == 1


def test_a_vote_that_comes_too_late_is_not_kept_and_says_so(room: Class) -> None:
    phone = room.phone()
    room.press("Ask")
    room.look(phone)
    rooms().close(room.code, room.secret, room.place)
    press(phone, "They are added")
    assert any("closed" in warning.value for warning in phone.warning)
    assert rooms().tallies(room.code, room.place)[1].total() == 0


def test_a_teacher_comes_back_by_the_private_link_and_nobody_else(room: Class) -> None:
    assert "Ask" in labels(open_page(CLASSROOM, room=room.code, teacher=room.secret))
    stranger = open_page(CLASSROOM, room=room.code, teacher="x" * 22)
    assert "Ask" not in labels(stranger)
    assert "teacher" not in stranger.query_params


@pytest.mark.parametrize("code", ["BCDFGH", "x", "9" * 16])
def test_a_wrong_code_leads_to_no_room(code: str) -> None:
    page = open_page(CLASSROOM, room=code)
    assert "no room" in page.warning[0].value
    assert "Join" in labels(page)


def test_a_room_that_has_ended_lets_its_phones_go(room: Class) -> None:
    phone = room.phone()
    room.press("End it and delete everything")
    assert "no room" in room.look(phone).warning[0].value
    assert "Join" in labels(phone) and "Join" in labels(room.teacher)
    room.code, room.secret = rooms().open_room()  # for the end of the test


def test_phones_follow_to_the_lesson_that_the_teacher_shows(room: Class) -> None:
    phone = room.phone()
    lesson = open_page("pages/1_Slide_the_kernel.py", stride=2)
    assert "Show to the class" not in labels(lesson)  # nobody's room
    rooms().look_here(room.code, room.secret, "pages/1_Slide_the_kernel.py?stride=2")
    room.look(phone)
    assert in_link(phone, "stride") == "2"
    assert phone.title[0].value == "Slide the kernel"
    assert in_link(phone, "room") == room.code
    rooms().look_here(room.code, room.secret, "pages/1_Slide_the_kernel.py?filters=3")
    room.look(phone)
    assert (held(phone, FILTERS), held(phone, STRIDE)) == (3, 1)  # what is not said is as usual
    rooms().put(room.code, room.secret, room.place)
    assert room.look(phone).title[0].value == "Classroom"


@pytest.mark.parametrize("look", ["pages/none.py?a=1", "https://example.org", "../app.py", "?"])
def test_a_view_that_is_no_page_of_the_app_is_not_opened(room: Class, look: str) -> None:
    phone = room.phone()
    rooms().look_here(room.code, room.secret, look)
    assert room.look(phone).title[0].value == "Classroom"


def test_a_prediction_of_a_lesson_is_put_to_the_class(room: Class) -> None:
    phone = room.phone()
    room.teacher.switch_page("pages/2_Sum_the_channels.py").run()
    room.press("Ask the class")
    shown = rooms().room(room.code).shown
    assert shown is not None and shown.question.page == "pages/2_Sum_the_channels.py"
    assert "reveal=1" in shown.question.link
    assert shown.question.choices[shown.question.right or 0].text in labels(room.look(phone))


def test_a_vote_for_a_number_is_counted(room: Class) -> None:
    place = rooms().add_question(room.code, room.secret, read_number("27 + 1?", "28"))
    rooms().put(room.code, room.secret, place)
    phone = room.phone()
    phone.number_input[0].set_value(-28)
    press(phone, "Vote")
    assert numbers_in(phone.success[0].value)[0] == -28
    assert dict(rooms().tallies(room.code, place)[1]) == {-28: 1}


def test_what_a_teacher_types_is_text(room: Class) -> None:
    markup = "<b>bold</b> **stars** ![picture](https://example.org/a.png)"
    asked = read_choices(markup, f"{markup}\nno")
    rooms().put(room.code, room.secret, rooms().add_question(room.code, room.secret, asked))
    phone = room.phone()
    shown = [phone.subheader[0].value, labels(phone)[0]]
    assert all("\\<b\\>" in text and "\\!\\[picture\\]" in text for text in shown)


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("words", ["keras", "pytorch"])
def test_each_question_of_check_yourself_can_be_asked(topic: str, words: str) -> None:
    paper = Paper(7, 1, (topic,), 20)
    for place in range(paper.length):
        asked = ask_of_paper(paper, place, words)  # type: ignore[arg-type]
        drawn = drawn_question(asked)
        assert drawn is not None and asked.right == drawn.answers.right


@pytest.mark.parametrize("source", ["", "{", "[]", '{"paper": 1}', '{"paper": {}, "place": 0}'])
def test_a_question_of_another_version_has_no_picture(source: str) -> None:
    asked = ask_of_paper(Paper(7, 1, ("shapes",), 4), 0, "keras")
    kept = {**vars(asked), "source": source}
    assert drawn_question(type(asked)(**kept)) is None
