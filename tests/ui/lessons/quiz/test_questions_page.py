"""Check yourself as a learner uses it: answer, be recognised, finish, go on."""

import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from stage.board import Tile
from tests.numbers_said import numbers_in
from tests.open_page import notes_of, open_page, press
from ui.lessons.quiz.gift import write_gift
from ui.lessons.quiz.results import Result
from ui.lessons.quiz.sheet import write_sheet
from ui.questions.rounds import TOPICS, Paper
from ui.shell.glossary import mark_terms
from ui.state.keys import QUESTION, QUIZ_ANSWERS, QUIZ_TOPICS, RESULT

MISCONCEPTIONS = Paper(seed=7, round_number=1, topics=("misconceptions",), length=20)
PARAMETERS = next(
    place
    for place, question in enumerate(MISCONCEPTIONS.questions("keras"))
    if question.misconception == "M7"
)


def opened(**link: object) -> AppTest:
    return open_page("pages/10_Check_yourself.py", **link)


def opened_at(place: int) -> AppTest:
    return opened(quiz_topics="Misconceptions", quiz_length=20, quiz_question=place + 1)


def test_a_round_with_fewer_questions_than_topics_says_so() -> None:
    def numbers_below(**link: object) -> list[list[float]]:
        return [numbers_in(caption.value) for caption in opened(quiz_length=4, **link).caption]

    assert [4, len(TOPICS)] in numbers_below(quiz_topics="")
    assert [4, 1] not in numbers_below(quiz_topics="Shapes")


def answered(page: AppTest, number: int) -> AppTest:
    field = next(field for field in page.number_input if field.label == "Your answer")
    field.set_value(number)
    return press(page, "Answer")


def test_a_link_opens_the_question_that_it_names() -> None:
    page = opened_at(PARAMETERS)
    assert page.subheader[0].value == "Parameters of a layer"


def test_a_wrong_answer_is_recognised_and_cannot_be_given_twice() -> None:
    answers = MISCONCEPTIONS.question(PARAMETERS, "keras").answers
    one_channel = min(n for n, why in answers.wrong.items() if "one channel" in why)
    page = answered(opened_at(PARAMETERS), one_channel)
    (verdict,) = notes_of(page)
    assert answers.wrong[one_channel] in verdict
    assert (numbers_in(verdict)[0], numbers_in(verdict)[-1]) == (one_channel, answers.right)
    assert "Answer" not in [button.label for button in page.button]


def test_a_right_answer_and_one_that_nobody_expects_are_told_apart() -> None:
    right = MISCONCEPTIONS.question(PARAMETERS, "keras").answers.right
    page = answered(opened_at(PARAMETERS), right)
    assert [numbers_in(note.value) for note in page.success] == [[right]]
    page = answered(opened_at(PARAMETERS), -(10**9))
    assert [numbers_in(note) for note in notes_of(page)] == [[-(10**9), right]]
    assert len(page.success) == 0


def test_choices_stay_in_sight_after_the_answer_with_marks_on_two_of_them() -> None:
    questions = MISCONCEPTIONS.questions("keras")
    place = next(i for i, question in enumerate(questions) if len(question.answers.wrong) == 3)
    answers = questions[place].answers
    page = opened_at(place)
    page.radio[0].set_value(next(iter(answers.wrong)))
    page = press(page, "Answer")
    (shown,) = (text.value for text in page.markdown if answers.choices[0] in text.value)
    assert all(choice in shown for choice in answers.choices)
    assert [shown.count(f":material/{icon}:") for icon in ("check", "close")] == [1, 1]
    page = press(opened_at(place), "I do not know")
    assert not any(":material/close:" in text.value for text in page.markdown)


def test_an_empty_answer_is_asked_for_again() -> None:
    page = press(opened_at(PARAMETERS), "Answer")
    assert [numbers_in(note) for note in notes_of(page)] == [[]]
    assert "Answer" in [button.label for button in page.button]


def test_an_answer_stays_when_the_words_change() -> None:
    page = press(opened_at(PARAMETERS), "I do not know")
    page.segmented_control(key="framework").set_value("pytorch").run()
    right = MISCONCEPTIONS.question(PARAMETERS, "keras").answers.right
    assert numbers_in(notes_of(page)[0])[-1] == right
    assert any("nn.Conv2d" in text.value for text in page.markdown)


def test_a_round_goes_on_to_its_result_and_to_the_next_round() -> None:
    page = opened(quiz_length=4)
    for _ in range(3):
        page = press(press(page, "I do not know"), "Next question")
    page = press(press(page, "I do not know"), "See the result")
    assert numbers_in(page.subheader[0].value) == [0, 4]
    assert len(page.main.get("page_link")) > 1  # what to revisit
    page = press(page, "Next round")
    assert page.number_input(key="quiz_round").value == 2
    assert page.segmented_control(key=QUESTION.name).value == "1"
    assert "Answer" in [button.label for button in page.button]


def test_a_shorter_round_begins_at_its_first_question() -> None:
    page = opened(quiz_length=20, quiz_question=15)
    page.segmented_control(key="quiz_length").set_value(4).run()
    assert page.segmented_control(key=QUESTION.name).value == "1"
    assert notes_of(page) == []


@pytest.mark.parametrize(
    "link",
    [
        {"quiz_seed": "abc"},
        {"quiz_seed": "9" * 50, "quiz_round": -3},
        {"quiz_topics": "<b>nonsense</b>", "quiz_length": 7},
        {"quiz_question": 99},
        {"quiz_question": RESULT},
        {"quiz_round": 99, "quiz_question": "Result", "framework": "PyTorch"},
    ],
    ids=str,
)
def test_an_absurd_link_opens_a_paper_without_a_traceback(link: dict[str, object]) -> None:
    page = opened(**link)
    assert len(page.exception) + len(page.error) == 0
    assert page.subheader


@pytest.mark.parametrize("topic", TOPICS)
def test_every_question_of_a_topic_shows_why(topic: str) -> None:
    page = opened(quiz_topics=TOPICS[topic].title, quiz_length=20)
    paper = Paper(7, 1, (topic,), 20)
    for place in range(len(TOPICS[topic].makers)):
        page.segmented_control(key=QUESTION.name).set_value(str(place + 1)).run()
        page = press(page, "I do not know")
        question = paper.question(place, "keras")
        assert mark_terms(question.explanation) in [text.value for text in page.markdown]
        assert question.answers.text(question.answers.right) in notes_of(page)[0]


def test_the_numbers_of_the_questions_say_what_is_answered_and_right() -> None:
    paper = Paper(7, 1, ("misconceptions",), 4)
    right = paper.question(0, "keras").answers.right
    result = Result(paper, paper.questions("keras"), {0: right, 1: None})
    assert [result.mark(question) for question in ("1", "2", "3", RESULT)] == [
        "1 ✓",
        "2 ?",
        "3",
        RESULT,
    ]


def test_a_reload_keeps_the_answers_since_the_link_holds_them() -> None:
    page = answered(opened_at(PARAMETERS), 26)
    link = {QUIZ_ANSWERS.name: page.query_params[QUIZ_ANSWERS.name]}
    assert link == {"quiz_answers": "." * PARAMETERS + "26"}
    again = opened(
        quiz_topics="Misconceptions", quiz_length=20, quiz_question=PARAMETERS + 1, **link
    )
    assert numbers_in(notes_of(again)[0]) == numbers_in(notes_of(page)[0])
    assert "Answer" not in [button.label for button in again.button]


def test_questions_on_what_was_predicted_wrongly_come_first() -> None:
    page = open_page("pages/2_Sum_the_channels.py", section="Three beliefs")
    page = press(page, "Nothing")  # would happen if channel sums were averaged: M1
    page.switch_page("pages/10_Check_yourself.py").run()
    paper = Paper(7, 1, tuple(QUIZ_TOPICS.default), 8, first=("M1",))
    first, then = paper.question(0, "keras"), paper.question(1, "keras")
    assert (first.misconception, page.subheader[0].value) == ("M1", first.kind)
    assert then.prompt == replace(paper, first=()).question(0, "keras").prompt
    page.segmented_control(key=QUESTION.name).set_value(RESULT).run()
    assert any("Nothing" in text.value for text in page.markdown)  # what was believed at first


def test_a_sheet_has_every_question_and_its_key_after_them() -> None:
    paper = Paper(7, 1, tuple(TOPICS), 20)
    questions = paper.questions("keras")
    asked, key = write_sheet(paper, questions).split("<h2>")
    assert asked.count("Answer: <span") == sum(not q.answers.choices for q in questions)
    assert asked.count("<figure>") == sum(
        1 if isinstance(column, Tile) else len(column) for q in questions for column in q.look
    )
    assert key.count("Answer: <strong>") == len(questions) == 20


GIFT_SIGNS = re.compile(r"(?<!\\)[=~#{}:]")


def test_a_file_for_moodle_has_feedback_for_each_known_mistake_and_no_stray_sign() -> None:
    paper = Paper(7, 1, tuple(TOPICS), 10)
    questions = paper.questions("keras")
    _, *entries = write_gift(paper, questions).rstrip().split("\n\n")
    for question, entry in zip(questions, entries, strict=True):
        head, *lines, end = entry.splitlines()
        assert (GIFT_SIGNS.findall(head), end) == ([*"::::", "{"], "}")
        *answers, general = lines
        right = "#=" if not question.answers.choices else "="
        assert sum(line.startswith(right) for line in answers) == 1
        assert sum("#[html]" in line for line in answers) == len(question.answers.wrong)
        assert general.startswith("####")
        for line in (*answers, general):
            text = line.partition("[html]")[2].replace("#[html]", "")
            assert GIFT_SIGNS.findall(text) == []
