"""Lesson 8: numbers as typed, tables that add up, and links that cannot break the page."""

import re
from fractions import Fraction
from math import inf, isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from conv_engine.bits import bits_of
from conv_engine.rounding import FORMATS
from tests.numbers_said import numbers_in, rows_of
from tests.open_page import open_page, unescaped
from ui.lessons.precision.exact_numbers import exact_text, typed_number
from ui.lessons.precision.sums_view import DIFFERENCES, cancellation_table
from ui.lessons.precision.words.switches import SWITCHES
from ui.shell.lesson_table import LESSONS
from ui.state.memories import NUMBER_EXAMPLE

LESSON = next(lesson for lesson in LESSONS if lesson.folder == "precision")
_, LAYER, LONGER_SUMS, _, SWITCHES_SECTION = SECTIONS = LESSON.sections


def opened(**link: object) -> AppTest:
    return open_page(LESSON.file, reveal=1, **link)


def words(page: AppTest) -> str:
    """What the page writes; it may refuse a number at the same time."""
    assert len(page.exception) == 0
    return "\n".join(element.value for element in page.markdown)


def refusals(page: AppTest) -> list[str]:
    assert len(page.exception) == 0
    return [unescaped(element.value) for element in page.error]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.1", Fraction(1, 10)),
        (" -1e-3 ", Fraction(-1, 1000)),
        ("−2.5", Fraction(-5, 2)),
        ("1/3", Fraction(1, 3)),
        (".5/1e2", Fraction(1, 200)),
        ("7.", Fraction(7)),
        ("+Infinity", inf),
        ("-inf", -inf),
    ],
)
def test_numbers_are_read_as_typed(text: str, number: Fraction | float) -> None:
    assert typed_number(text) == number


def test_not_a_number_can_be_typed() -> None:
    assert isnan(float(typed_number("NaN")))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "''"),
        ("one", "'one'"),
        ("1/2/3", "'1/2/3'"),
        ("1/0", "0"),
        ("0x10", "'0x10'"),
        ("٣", "'٣'"),
        ("--inf", "'--inf'"),
        ("1e9999", "400"),
        ("1e99999999999999999999", "400"),
        ("9" * 61, "999"),
    ],
)
def test_what_is_no_number_is_refused_by_its_text_or_the_limit(text: str, named: str) -> None:
    with pytest.raises(ValueError, match=re.escape(named)):
        typed_number(text)


@given(st.text("0123456789.e+-/infa ", max_size=70))
def test_any_text_is_a_number_or_is_refused(text: str) -> None:
    try:
        number = typed_number(text)
    except ValueError:
        return
    assert all(bits_of(number, format).format.name == format for format in FORMATS)


@given(st.integers(-(10**6), 10**6), st.integers(0, 20))
def test_what_is_printed_without_a_mark_is_exact(steps: int, halvings: int) -> None:
    value = Fraction(steps, 2**halvings)
    text = exact_text(value)
    if "≈" not in text and "10" not in text.split("·")[-1][:2]:
        assert Fraction(text.replace("−", "-")) == value


@pytest.mark.parametrize("difference", DIFFERENCES[1:])
def test_printed_channel_sums_add_up_as_printed(difference: float) -> None:
    for row in cancellation_table(difference).splitlines()[2:]:
        first, second, total = (cell.replace("−", "-") for cell in row.split("|")[2:5])
        assert Fraction(first.strip()) + Fraction(second.strip()) == Fraction(total.strip())


def test_one_tenth_and_its_errors_add_up_as_printed() -> None:
    table = words(opened(p_number="0.1"))
    for name in ("TF32", "bfloat16", "float16"):
        nearest, error = (typed_number(cell) for cell in rows_of(table, name)[0][:2])
        assert nearest - error == Fraction(1, 10)
    assert rows_of(table, "TF32")[0][:2] == ["0.0999755859375", "−0.0000244140625"]


def test_bad_text_is_refused_in_one_sentence_and_the_last_number_stays() -> None:
    page = opened(p_number="257")
    page.text_input(key="p_number").set_value("<b>257</b>").run()
    (refusal,) = refusals(page)
    assert "'<b>257</b>'" in refusal
    assert numbers_in(refusal)[-1] == 257
    assert rows_of(words(page), "bfloat16")[0][:3] == ["256", "−1", "2"]


def test_an_example_goes_into_the_field() -> None:
    page = opened()
    page.get_by_key(NUMBER_EXAMPLE.name).set_value("65520").run()
    assert page.text_input(key="p_number").value == "65520"
    assert rows_of(words(page), "float16")[0][:3] == ["infinity", "infinity", "none"]
    assert rows_of(words(page), "TF32")[0][:3] == ["65536", "16", "64"]


@pytest.mark.parametrize("number", ["inf", "-inf", "nan", "0", "-0", "1e400", "1e-400", "x" * 9999])
def test_no_number_breaks_the_page(number: str) -> None:
    assert len(refusals(opened(p_number=number))) == (number[0] == "x")


@pytest.mark.parametrize(
    "link",
    [
        {"p_channels": 513, "p_difference": "0.3", "p_format": "float8", "p_fed": "x"},
        {"p_channels": -1, "filter": 99, "kernel": 5, "stride": 4},
        {
            "p_channels": 1,
            "p_difference": "0.000001",
            "p_format": "float16",
            "p_fed": "Whole numbers",
        },
        {"channels": 8, "filters": 8, "groups": 8, "filter": 7, "padding": "same"},
    ],
    ids=str,
)
def test_no_link_breaks_the_page(link: dict[str, object]) -> None:
    for section in SECTIONS:
        page = opened(section=section, **link)
        assert refusals(page) == []
        assert "TF32" in words(page)


def test_whole_numbers_have_no_error_and_the_page_says_so() -> None:
    page = opened(section=LAYER, p_fed="Whole numbers", p_format="bfloat16")
    assert rows_of(words(page), "bfloat16")[0][:2] == ["0", "0"]
    page.segmented_control(key="p_fed").set_value("As a network is fed").run()
    assert "0" not in rows_of(words(page), "bfloat16")[0][:2]


def test_the_fourth_digit_differs_in_tf32_however_many_channels_there_are() -> None:
    page = opened(section=LONGER_SUMS)
    for channels in (1, 64, 512):
        page.select_slider(key="p_channels").set_value(channels).run()
        assert len(page.exception) == 0
        (growth,) = (text.value for text in page.markdown if "share of the typical" in text.value)
        (tf32,) = (row for row in growth.splitlines() if row.startswith("| **TF32**"))
        assert tf32.endswith("| the 4th |")


@pytest.mark.parametrize(("framework", "first"), [("Keras", "keras"), ("PyTorch", "pytorch")])
def test_the_switches_of_ones_own_framework_come_first(framework: str, first: str) -> None:
    page = opened(section=SWITCHES_SECTION, framework=framework)
    shown = [element.value for element in page.code]
    lines = [switch.line for switch in SWITCHES]
    assert sorted(shown) == sorted(lines)
    assert next(switch for switch in SWITCHES if switch.line == shown[0]).framework == first


def test_a_picture_that_stands_in_for_the_numbers_of_the_call_is_named() -> None:
    stands_in = "Your input is only a few numbers, so a whole sample picture is used here."
    on_numbers, on_picture = opened(section=LAYER), opened(section=LAYER, input="Still life")
    assert stands_in in [caption.value for caption in on_numbers.caption]
    assert stands_in not in [caption.value for caption in on_picture.caption]
