"""The guided lesson: every step opens on its page, and a teacher's own tour takes its place."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from files.tour import Tour, TourError
from tests.held import held
from tests.numbers_said import line_of, numbers_in
from tests.open_page import choose_in_call, notes_of, open_page, press, unescaped, words_of
from ui.shell.lesson_table import HOME, LESSONS
from ui.shell.tour_rules import built_in, built_in_tour, checked_tour
from ui.state.settings import STRIDE

TOUR = checked_tour(built_in())
FILES = {lesson.title: lesson.file for lesson in LESSONS}


NUMBERS = {step.page: number for number, step in enumerate(TOUR.steps, 1) if step.until}
"""The last step on a page that waits for a deed."""


@pytest.mark.parametrize("number", range(1, len(TOUR.steps) + 1))
def test_every_step_opens_on_its_page_as_it_is_set(number: int) -> None:
    step = TOUR.steps[number - 1]
    page = open_page(FILES[step.page], tour=number)
    text = words_of(page)
    assert numbers_in(line_of(text, step.caption))[:2] == [number, len(TOUR.steps)]
    asked = step.question.ask if step.question else step.first.do if step.first else step.do
    assert asked in text
    assert len(page.info) == 0  # nothing that it sets had to be corrected


def test_what_a_step_showed_is_said_once_its_deed_is_done() -> None:
    number = NUMBERS["Sum the channels"]
    step = TOUR.steps[number - 1]
    page = open_page(FILES[step.page], tour=number)
    assert "40,404" in words_of(page)
    assert step.look not in words_of(page)
    page.session_state["channel2"] = False  # another deed than the one asked for
    hint = next(hint for hint in step.hints if "channel2" in hint.when)
    text = words_of(page.run())
    assert hint.say in text
    assert step.do in text
    page.session_state["channel2"] = True
    assert hint.say not in words_of(page.run())
    page.session_state["channel1"] = False
    text = words_of(page.run())
    assert "40,004" in text  # 4*1 + 4*10000
    assert step.look in text
    assert step.do not in text
    page.session_state["channel1"] = True  # a deed stays done
    assert step.look in words_of(page.run())


def test_what_was_done_is_done_still_when_the_page_is_loaded_anew() -> None:
    number = NUMBERS["Sum the channels"]
    step = TOUR.steps[number - 1]
    page = open_page(FILES[step.page], tour=number)
    page.session_state["channel1"] = False
    anew = open_page(FILES[step.page], **page.run().query_params)
    assert step.look in words_of(anew)
    assert "40,004" in words_of(anew)
    question = TOUR.steps[number - 2]
    before = open_page(FILES[question.page], tour=number - 1, tour_done=number - 1)
    assert question.look in words_of(before)


def test_a_step_that_asks_answers_after_a_prediction_alone() -> None:
    number, step = next((n, s) for n, s in enumerate(TOUR.steps, 1) if s.question)
    page = open_page(FILES[step.page], tour=number)
    assert step.question is not None
    right = step.question.answers[step.question.right]
    assert step.look not in words_of(page)
    assert all(right not in note for note in notes_of(page))
    press(page, next(text for text in step.question.answers if text != step.question.right))
    assert step.look in words_of(page)
    assert any(step.question.right in note for note in notes_of(page))


def test_a_step_waits_for_the_answer_to_a_question_of_its_page() -> None:
    number, step = next((n, s) for n, s in enumerate(TOUR.steps, 1) if "predict" in s.until)
    page = open_page(FILES[step.page], tour=number)
    assert step.do in words_of(page)
    press(page, "1, as before")
    assert step.look in words_of(page)


def test_what_the_deed_of_a_step_needs_is_asked_for_only_until_it_is_there() -> None:
    number, step = next((n, s) for n, s in enumerate(TOUR.steps, 1) if s.first)
    assert step.first is not None
    page = open_page(FILES[step.page], tour=number)
    assert step.first.do in words_of(page)
    assert step.do not in words_of(page)
    press(page, "1, as before")
    assert step.do in words_of(page)
    assert step.first.do not in words_of(page)


def test_from_any_page_a_way_leads_back_to_the_step_one_left() -> None:
    page = open_page(HOME.file, tour=2)
    assert any("step 2" in link.label for link in page.get("page_link"))


def test_one_who_is_called_back_to_the_page_of_the_step_before_goes_on() -> None:
    here, there = TOUR.steps[2], TOUR.steps[3]
    assert here.page != there.page
    page = open_page(FILES[here.page], tour=3)
    page.query_params["tour"] = "4"  # as after the click, if the page itself runs once more
    assert page.run().title[0].value == there.page


@pytest.mark.parametrize("number", ["0", "99", "x", "-1", "²", "00099", "9" * 99])
def test_a_link_to_no_step_is_no_tour(number: str) -> None:
    assert TOUR.steps[0].do not in words_of(open_page(FILES["Slide the kernel"], tour=number))


def test_the_apps_own_tour_is_checked_once_and_only_if_it_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    checks: list[bytes] = []

    def counted(content: bytes) -> Tour:
        checks.append(content)
        return checked_tour(content)

    monkeypatch.setattr("ui.shell.tour_rules.checked_tour", counted)
    built_in_tour.cache_clear()
    open_page(FILES["Slide the kernel"]).run()
    assert checks == []
    open_page(FILES["Slide the kernel"], tour=1).run()
    assert checks == [built_in()]


def test_what_the_learner_sets_in_a_step_stays() -> None:
    page = open_page(FILES["Slide the kernel"], tour=1)
    choose_in_call(page, stride=2)
    assert held(page, STRIDE) == 2


def test_a_tour_of_ones_own_takes_the_place_of_the_apps() -> None:
    own = TOUR.title.encode()
    page = open_page(HOME.file)
    uploader = next(u for u in page.file_uploader if u.label == "Tour")
    uploader.set_value(("mine.toml", built_in().replace(own, b"Mine *alone*"), "text/plain")).run()
    assert "**Mine *alone***: " in words_of(page)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        (b'"Slide the kernel"', b'"Slide"', r"1\b.*\bSlide\b.*\bSlide the kernel"),
        (b"kernel = 3", b"kernal = 3", r"1\b.*\bkernal"),
        (b"[[step]]", b"[step]]", "TOML"),
        (b"kernel = 3", b'kernel = "abc"', r"1\b.*\bkernel\b.*\babc\b.*\b1\b.*\b5\b"),
        (b"stride = 1", b"stride = 99", rf"1\b.*\bstride\b.*\b99\b.*\b{STRIDE.limit}\b"),
        (b"kernel = 3", b"kernel = 3, at = 1", r"1\b.*\bat\b.*\b1\b.*\bfilter, row"),
        (b"kernel = 3", b"kernel = 3, scale = 2", r"1\b.*\bscale\b.*\b2\b.*\bWhole picture"),
        (b"kernel = 3", b'kernel = 3, kernel_depth = "q"', r"1\b.*\bkernel_depth\b.*\bq\b"),
        (b"kernel = 3", b"kernel = " + b"3" * 5000, "digits"),
        (b"kernel = 3", b'kernel = 3, section = "End"', r"1\b.*\bsection\b.*\bEnd\b.*\bleft out"),
        (
            b'light = "input, window"',
            b'light = "input, door"',
            r"1\b.*\blight\b.*\bdoor\b.*\bwindow",
        ),
        (b'then = "feature map, ', b'then = "roof, ', r"5\b.*\bthen\b.*\broof\b.*\bwindow"),
        (b"play = 5", b"dance = 4", r"1\b.*\bdance\b.*\bplay"),
        (b"play = 5", b"play = 0", r"1\b.*\bplay\b.*\b0\b.*\b1 to 99"),
        (b'view = "3-D"', b'view = "inside"', r"1\b.*\bview\b.*\binside\b.*\bFlat"),
        (b"{when = {step = 1}", b"{when = {jump = 1}", r"1\b.*\bjump\b.*\bplay"),
        (b"first = {until = {predict", b"first = {until = {fly", r"9\b.*\bfly\b.*\bplay"),
        (b'right = "40,404"', b'right = "40,405"', r"3\b.*\bright\b.*\b40,405"),
    ],
    ids=[
        *("page", "name", "table", "word", "number"),
        *("at", "scale", "kernel_depth", "digits", "section"),
        *("light", "then", "deed", "times", "move", "hint", "first", "right"),
    ],
)
def test_a_wrong_tour_is_refused_and_the_one_before_stays(
    old: bytes, new: bytes, named: str
) -> None:
    page = open_page(HOME.file)
    uploader = next(u for u in page.file_uploader if u.label == "Tour")
    uploader.set_value(("mine.toml", built_in().replace(old, new, 1), "text/plain")).run()
    assert re.search(named, unescaped(page.error[0].value))
    assert f"**{TOUR.title}**" in "\n".join(element.value for element in page.markdown)


def test_a_tour_that_is_wrong_raises_one_sentence() -> None:
    with pytest.raises(TourError, match="Nowhere"):
        checked_tour(built_in().replace(b'"Slide the kernel"', b'"Nowhere"'))


def test_a_part_of_a_page_that_runs_alone_tells_the_tour_what_was_done_in_it() -> None:
    def page_with_a_part() -> None:
        import streamlit as st

        from files.tour import Tour, TourStep
        from stage import Move
        from ui.shell.page_part import page_part
        from ui.state.keys import MIXING_ROWS, TOUR, TOUR_DONE
        from ui.state.memories import OWN_TOUR, STAGE_MOVE, TOUR_TAKEN
        from ui.state.session import read, write

        step = TourStep("Control the sum", "", "Add a row.", "Added.", until={"mixing_rows": 3})
        for key, value in ((TOUR, 1), (TOUR_TAKEN, 1), (STAGE_MOVE, Move(1))):
            write(key, value)
        write(OWN_TOUR, Tour("One step", (step,)))
        st.write(step.look if read(TOUR_DONE) else step.do)
        page_part(lambda: write(MIXING_ROWS, 3))()

    page = AppTest.from_function(page_with_a_part, default_timeout=60).run()
    assert [element.value for element in page.markdown] == ["Added."]
