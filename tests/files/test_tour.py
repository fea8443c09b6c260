"""A tour is read from a text file; a wrong one is refused by line or by step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files.tour import LARGEST_FILE, TourError, TourQuestion, TourStep, read_tour

STEP = 'page = "Precision"\ncaption = "c"\ndo = "d"\nlook = "l"\n'
GOOD = f'title = "t"\n[[step]]\n{STEP}'
ASKED = GOOD + 'ask = "1 + 1?"\nright = "2"\nanswers = {2 = "1 + 1 = 2", 11 = "no"}\n'


def test_a_step_of_words_alone_sets_lights_moves_asks_and_waits_for_nothing() -> None:
    (step,) = read_tour(GOOD.encode()).steps
    assert step == TourStep("Precision", "c", "d", "l")
    assert not (step.settings or step.light or step.move or step.question or step.until)
    assert not step.hints


def test_a_question_keeps_its_answers_in_their_order() -> None:
    (step,) = read_tour(ASKED.encode()).steps
    assert step.question == TourQuestion("1 + 1?", {"2": "1 + 1 = 2", "11": "no"}, "2")
    assert list(step.question.answers) == ["2", "11"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", r"the file has no \[\[step\]\]"),
        ("title", "the file is not TOML: Expected '='"),
        (GOOD.replace('title = "t"\n', ""), "the file has no title"),
        (GOOD.replace('do = "d"\n', ""), "step 1 has no do"),
        (GOOD.replace('"d"', '" "'), "step 1 has no do"),
        (GOOD.replace('"d"', '"' + "d" * 601 + '"'), "step 1: do has 601 characters"),
        (GOOD + 'speed = "fast"\n', "step 1 has speed, .* page, caption, do, look"),
        (GOOD + "set = 3\n", "step 1: set must be a table"),
        (GOOD + "until = 3\n", "step 1: until must be a table"),
        (GOOD + "hints = 3\n", "step 1: hints must be a list"),
        (GOOD + 'hints = ["no"]\n', "step 1, hint 1 must be a table"),
        (GOOD + 'hints = [{say = "no"}]\n', "step 1, hint 1 has no when"),
        (GOOD + "hints = [{when = {step = 1}}]\n", "step 1, hint 1 has no say"),
        (GOOD + "first = 3\n", "step 1, first must be a table"),
        (GOOD + "first = {until = {step = 1}}\n", "step 1, first has no do"),
        (ASKED.replace('right = "2"', ""), "step 1 has no right"),
        (ASKED.replace('"2"', '"3"'), "step 1: right is 3, which is not one of the answers"),
        (ASKED.replace(', 11 = "no"', ""), "step 1: answers must be a table of 2 to 4"),
        (ASKED.replace('"no"', "3"), "step 1, answers has no 11"),
        (GOOD + "set = {kernel = 1.5}\n", "step 1: kernel is 1.5, but must be a whole number"),
        (GOOD + f"[[step]]\n{STEP}" * 50, "the file has 51 steps, .* at most 50"),
        ("step = 3", r"the file has no \[\[step\]\]"),
        ('title = "t"\nstep = [3]', "step 1 is not a table"),
        ("#" * (LARGEST_FILE + 1), "100,001 bytes, .* at most 100,000"),
    ],
    ids=range(24),
)
def test_a_wrong_file_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(TourError, match=sentence):
        read_tour(text.encode())


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode()))
def test_whatever_the_bytes_a_tour_or_a_sentence_comes_out(content: bytes) -> None:
    try:
        read_tour(content)
    except TourError as refusal:
        assert "\n" not in str(refusal)
