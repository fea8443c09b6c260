"""Lesson 5: a preset sets its case, the words carry the numbers, and any choice of the lab fits."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from conv_engine.classic_cases import CLASSIC_CASES
from ui.shell.lesson_table import HOME, LESSONS

ROOT = Path(__file__).parents[4]
PADDING = next(lesson for lesson in LESSONS if "Padding" in lesson.title)


def opened(**link: object) -> AppTest:
    page = AppTest.from_file(str(ROOT / HOME.file), default_timeout=60)
    for key, value in link.items():
        page.query_params[key] = str(value)
    return page.switch_page(PADDING.file).run()


def words(page: AppTest) -> str:
    assert len(page.exception) == len(page.error) == 0
    return "\n".join(element.value for element in page.markdown).replace("\\", "")


def formulas(page: AppTest) -> list[str]:
    return [element.value.strip("$\n") for element in page.latex]


@pytest.mark.parametrize("number", range(len(CLASSIC_CASES)))
def test_a_preset_sets_its_layer_and_shows_its_relationship(number: int) -> None:
    case = CLASSIC_CASES[number]
    page = opened()
    page.pills(key="classic case").set_value(number).run()
    assert case.equation in formulas(page)
    assert f"**Relationship {case.relationship}.** {case.words}" in words(page)
    assert any(text.endswith(f"= {case.output_size}") for text in formulas(page))


def test_a_preset_makes_room_for_its_kernel_among_named_ones() -> None:
    page = opened(filter0="Sobel x")
    assert len(page.info) == 0
    page.pills(key="classic case").set_value(1).run()  # kernel 4; Sobel is 3x3
    assert r"o = (i - k) + 2p + 1" in formulas(page)
    assert len(page.info) == 0


def test_padding_that_differs_by_side_is_derived_for_rows_and_columns() -> None:
    page = opened(padding="each side", pad_top=2, pad_left=1)
    assert "Padded, there are 5 + 2 + 0 = 7 rows." in words(page)
    assert "Padded, there are 5 + 1 + 0 = 6 columns." in words(page)
    assert "o = 5 + 2 + 0 - 3 + 1 = 5" in formulas(page)


def test_the_lab_sets_tensorflow_beside_pytorch_for_224_7_2() -> None:
    page = opened()
    text = words(page)
    # (ceil(224 / 2) - 1)*2 + 7 - 224 = 5 cells: 2 before, 3 after; by hand people write 3 and 3.
    assert "| same, as TensorFlow does it | 2 | 3 | 112 |" in text
    assert "| same, as PyTorch does it | refused | refused | none |" in text
    assert "| symmetric, by hand | 3 | 3 | 112 |" in text


def test_pytorch_takes_same_where_the_stride_is_1() -> None:
    page = opened(lab_stride=1)
    assert "| same, as PyTorch does it | 3 | 3 | 224 |" in words(page)


@pytest.mark.parametrize("mode", ["zeros", "reflect", "replicate", "circular"])
def test_the_lab_shows_the_largest_padding_of_every_mode(mode: str) -> None:
    page = opened(lab_side=32, lab_kernel=11, lab_dilation=3, lab_both=15, lab_mode=mode)
    for rule in range(4):
        page.segmented_control(key="lab_rule").set_value(rule).run()
        words(page)


def test_every_stamp_of_every_small_transposed_layer_can_be_shown() -> None:
    page = opened(t_side=5, t_kernel=1, t_stride=3, t_padding=3)
    page.number_input(key="t_side").set_value(2).run()
    for stamps in range(1, 5):
        page.slider(key="t_stamps").set_value(stamps).run()
        words(page)
    # (2 - 1)*3 + 1 = 4 rows reached: at most 1 can be cut off on each side.
    assert page.number_input(key="t_padding").value == 1


def test_a_link_beyond_the_limits_of_the_lab_comes_to_the_nearest_and_says_so() -> None:
    page = opened(lab_side=9999, t_kernel="x")
    said = [caption.value.replace("\\", "") for caption in page.caption]
    assert "Side of the input 9999 is not possible here: choose 32 to 224. Now it is 224." in said
    assert "Kernel size x is not possible here: choose 1 to 4. Now it is 3." in said
    assert page.number_input(key="lab_side").value == 224
