"""What a question may hold, how codes and secrets are kept, and what a report says."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classroom import AskedQuestion, Phase, PossibleAnswer, QuestionState, RoomError
from classroom.attempts import MOST_WRONG, WINDOW, Attempts
from classroom.codes import SECRET_BITS, is_secret_of, new_code, new_secret, read_code, spaced
from classroom.report import QuestionReport, report_as_csv
from tests.classroom.conftest import Clock

TWO = (PossibleAnswer("a"), PossibleAnswer("b"))


@pytest.mark.parametrize(
    ("text", "choices", "expected"),
    [
        ("  ", TWO, "empty"),
        ("x" * 1201, TWO, "1201 letters.* 1200"),
        ("Which?", TWO[:1], "2 to 6 answers, not 1"),
        ("Which?", tuple(PossibleAnswer(str(n)) for n in range(7)), "2 to 6 answers, not 7"),
        ("Which?", (PossibleAnswer("a"), PossibleAnswer("a", "again")), "same"),
        ("Which?", (PossibleAnswer("a"), PossibleAnswer(" ")), "empty"),
    ],
)
def test_a_question_that_cannot_be_put_says_why(
    text: str, choices: tuple[PossibleAnswer, ...], expected: str
) -> None:
    with pytest.raises(RoomError, match=expected):
        AskedQuestion(text, choices)


def test_a_right_answer_is_one_of_the_answers() -> None:
    with pytest.raises(RoomError, match="2"):
        AskedQuestion("Which?", TWO, right=2)
    assert AskedQuestion("How many?", right=2).right == 2


@given(st.text(min_size=1, max_size=600).filter(str.strip), st.integers(-(10**15), 10**15))
def test_a_question_comes_back_as_it_was_kept(text: str, right: int) -> None:
    question = AskedQuestion(text, right=right, why=text[:600])
    assert AskedQuestion.of_json(question.as_json()) == question


def test_codes_are_read_as_they_are_written_and_secrets_are_long() -> None:
    for _ in range(100):
        code = new_code()
        assert read_code(spaced(code).lower()) == code
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert min(map(len, secrets)) >= SECRET_BITS / 6  # a letter of a link has 6 bits
    assert not is_secret_of("", "")


def test_wrong_codes_are_counted_by_address_for_a_minute() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(MOST_WRONG):
        attempts.check("here")
        attempts.note_wrong("here")
    with pytest.raises(RoomError, match="minute"):
        attempts.check("here")
    attempts.check("there")
    clock.now += WINDOW
    attempts.check("here")


def report(first: dict[int, int], second: dict[int, int]) -> QuestionReport:
    question = AskedQuestion(
        "Which?", (PossibleAnswer("yes"), PossibleAnswer("=no", "@belief")), right=0
    )
    state = QuestionState(0, question, Phase.EXPLAINED, 2)
    return QuestionReport(state, {1: Counter(first), 2: Counter(second)})


@pytest.mark.parametrize(
    ("first", "second", "gain"),
    [
        ({0: 1, 1: 3}, {0: 3, 1: 1}, (3 / 4 - 1 / 4) / (3 / 4)),  # of 3 in 4, 2 came to be right
        ({0: 2, 1: 2}, {0: 1, 1: 3}, (1 / 4 - 2 / 4) / (2 / 4)),  # the discussion led away
        ({0: 4}, {0: 4}, None),  # nobody had anything to gain
        ({0: 1, 1: 3}, {}, None),
        ({}, {0: 4}, None),
    ],
)
def test_the_gain_is_the_share_of_those_who_were_wrong(
    first: dict[int, int], second: dict[int, int], gain: float | None
) -> None:
    assert report(first, second).gain == gain


def test_the_commonest_belief_is_that_of_the_commonest_wrong_answer() -> None:
    assert report({0: 5, 1: 1}, {}).commonest_belief == "@belief"
    assert report({0: 5}, {}).commonest_belief == ""


def test_no_cell_of_a_report_is_a_formula() -> None:
    lines = report_as_csv([report({0: 1, 1: 3}, {0: 3, 1: 1})]).splitlines()
    assert lines[1:] == ["Which?,yes,yes,1,3,0.67,'@belief", "Which?,'=no,,3,1,0.67,'@belief"]
