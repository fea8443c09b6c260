"""Lesson 5: a preset sets its case, the words carry the numbers, and any choice of the lab fits."""

import pytest
from streamlit.testing.v1 import AppTest

from conv_engine.classic_cases import CLASSIC_CASES
from tests.numbers_said import line_of, numbers_in, says
from tests.open_page import formulas_of, notes_of, open_page, words_of
from ui.shell.lesson_table import LESSONS
from ui.state.keys import CLASSIC_CASE

PADDING = next(lesson for lesson in LESSONS if "Padding" in lesson.title)


def opened(**link: object) -> AppTest:
    return open_page(PADDING.file, **link)


@pytest.mark.parametrize("number", range(len(CLASSIC_CASES)))
def test_a_preset_sets_its_layer_and_shows_its_relationship(number: int) -> None:
    case = CLASSIC_CASES[number]
    page = opened()
    page.pills(key=CLASSIC_CASE.name).set_value(number).run()
    assert case.equation in formulas_of(page)
    assert case.words in line_of(words_of(page), f"Relationship {case.relationship}.")
    results = [numbers_in(formula)[-1:] for formula in formulas_of(page).splitlines()]
    assert [case.output_size] in results


def test_a_preset_makes_room_for_its_kernel_among_named_ones() -> None:
    page = opened(filter0="Sobel x")
    assert len(page.info) == 0
    page.pills(key=CLASSIC_CASE.name).set_value(1).run()  # kernel 4; Sobel is 3x3
    assert CLASSIC_CASES[1].equation in formulas_of(page)
    assert len(page.info) == 0


def test_padding_that_differs_by_side_is_derived_for_rows_and_columns() -> None:
    page = opened(padding="each side", pad_top=2, pad_left=1)
    assert says(words_of(page), 5, 2, 0, 5 + 2 + 0)
    assert says(words_of(page), 5, 1, 0, 5 + 1 + 0)
    assert says(formulas_of(page), 5, 2, 0, 3, 1, 5 + 2 + 0 - 3 + 1)


def test_the_lab_sets_tensorflow_beside_pytorch_for_224_7_2() -> None:
    page = opened()
    text = words_of(page)
    # (ceil(224 / 2) - 1)*2 + 7 - 224 = 5 cells: 2 before, 3 after; by hand people write 3 and 3.
    assert numbers_in(line_of(text, "same", "TensorFlow"))[:3] == [2, 3, 112]
    assert numbers_in(line_of(text, "same", "PyTorch")) == []
    assert numbers_in(line_of(text, "nn.Conv2d(..., padding=3)"))[:3] == [3, 3, 112]


def test_pytorch_takes_same_where_the_stride_is_1() -> None:
    page = opened(lab_stride=1)
    assert numbers_in(line_of(words_of(page), "same", "PyTorch")) == [3, 3, 224]


@pytest.mark.parametrize("mode", ["zeros", "reflect", "replicate", "circular"])
def test_the_lab_shows_the_largest_padding_of_every_mode(mode: str) -> None:
    page = opened(lab_side=32, lab_kernel=11, lab_dilation=3, lab_both=15, lab_mode=mode)
    for rule in range(4):
        page.segmented_control(key="lab_rule").set_value(rule).run()
        words_of(page)


def test_every_stamp_of_every_small_transposed_layer_can_be_shown() -> None:
    page = opened(t_side=5, t_kernel=1, t_stride=3, t_padding=3)
    page.number_input(key="t_side").set_value(2).run()
    for stamps in range(1, 5):
        page.slider(key="t_stamps").set_value(stamps).run()
        words_of(page)
    # (2 - 1)*3 + 1 = 4 rows reached: at most 1 can be cut off on each side.
    assert page.number_input(key="t_padding").value == 1


def test_a_link_beyond_the_limits_of_the_lab_comes_to_the_nearest_and_says_so() -> None:
    page = opened(lab_side=9999, t_kernel="x")
    assert says(notes_of(page)[0], 9999, 32, 224, 224, 1, 4, 3)
    assert page.number_input(key="lab_side").value == 224
