"""Lesson 5: a preset sets its case, the words carry the numbers, and any choice of the lab fits."""

import base64
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from conv_engine import conv2d, conv_transpose2d
from conv_engine.classic_cases import CLASSIC_CASES
from conv_engine.transposed import TransposedSpec
from tests.numbers_said import line_of, numbers_in, says
from tests.open_page import (
    captions_of,
    choose_in_call,
    formulas_of,
    notes_of,
    open_page,
    press,
    words_of,
)
from ui.lessons.geometry.cases_view import one_channel
from ui.lessons.geometry.padding_lab_view import border_tiles, invented_cells
from ui.lessons.geometry.padding_rules import Lab, rules_of
from ui.lessons.geometry.stamping import Stamping, layer_code
from ui.lessons.geometry.transposed_view import stamp_columns
from ui.lessons.geometry.words.padding import explain_rule
from ui.shell.lesson_table import LESSONS
from ui.state.memories import CLASSIC_CASE
from ui.state.scenario import scenario_of
from ui.state.settings import DEFAULTS

PADDING = next(lesson for lesson in LESSONS if "Padding" in lesson.title)


_, LAB, STAMPS = PADDING.sections


def opened(**link: object) -> AppTest:
    return open_page(PADDING.file, reveal=1, **link)


def test_the_only_channel_that_is_shown_is_not_called_red() -> None:
    shown = one_channel(scenario_of(DEFAULTS)).layer
    assert (shown.spec.in_channels, shown.channel_names) == (1, ())


@pytest.mark.parametrize("number", range(len(CLASSIC_CASES)))
def test_a_preset_sets_its_layer_and_shows_its_relationship(number: int) -> None:
    case = CLASSIC_CASES[number]
    page = opened()
    page.pills(key=CLASSIC_CASE.name).set_value(number).run()
    assert case.equation in formulas_of(page)
    assert case.words in words_of(page)
    assert numbers_in(line_of(captions_of(page), "relationship")) == [case.relationship]
    results = [numbers_in(formula)[-1:] for formula in formulas_of(page).splitlines()]
    assert [case.output_size] in results


def test_a_preset_makes_room_for_its_kernel_among_named_ones() -> None:
    page = open_page(PADDING.file, filter0="Sobel x")
    assert len(page.info) == 0  # nothing that was set had to be corrected
    page.pills(key=CLASSIC_CASE.name).set_value(1).run()  # kernel 4; Sobel is 3x3
    assert CLASSIC_CASES[1].equation in formulas_of(page)
    assert len(page.info) == 0


def test_padding_that_differs_by_side_is_derived_for_rows_and_columns() -> None:
    page = opened(padding="each side", pad_top=2, pad_left=1)
    assert says(words_of(page), 5, 2, 0, 5 + 2 + 0)
    assert says(words_of(page), 5, 1, 0, 5 + 1 + 0)
    assert says(formulas_of(page), 5, 2, 0, 3, 1, 5 + 2 + 0 - 3 + 1)


def test_the_lab_has_the_layer_of_the_call() -> None:
    page = opened(section=LAB, kernel=3, stride=2)
    text = words_of(page)
    # (ceil(224 / 2) - 1)*2 + 3 - 224 = 1 cell: 0 before, 1 after
    assert numbers_in(line_of(text, "same", "TensorFlow"))[:3] == [0, 1, 112]
    text = words_of(choose_in_call(page, stride=1))
    assert numbers_in(line_of(text, "same", "TensorFlow"))[:3] == [1, 1, 224]


def test_the_lab_sets_tensorflow_beside_pytorch_for_224_7_2() -> None:
    page = press(opened(section=LAB, filter0="Sobel x"), "ResNet: kernel 7, stride 2")
    assert len(page.info) == 1  # what was asked; the input has room, and the filter follows
    set_now = [page.session_state[name] for name in ("kernel", "stride", "dilation", "size")]
    assert set_now == [7, 2, 1, 7]
    text = words_of(page)
    # (ceil(224 / 2) - 1)*2 + 7 - 224 = 5 cells: 2 before, 3 after; by hand people write 3 and 3.
    assert numbers_in(line_of(text, "same", "TensorFlow"))[:3] == [2, 3, 112]
    assert numbers_in(line_of(text, "same", "PyTorch")) == []
    assert numbers_in(line_of(text, "nn.Conv2d(..., padding=3)"))[:3] == [3, 3, 112]
    assert says(line_of(text, "positions need"), 224, 2, 112, 111, 2, 7, 111 * 2 + 7, 224, 5, 2, 3)


def test_a_link_of_old_days_gives_the_lab_its_numbers_until_those_of_the_call_are_taken() -> None:
    page = opened(lab_stride=1)  # such a link left out a kernel of 7
    assert numbers_in(line_of(words_of(page), "same", "PyTorch")) == [3, 3, 224]
    assert says(line_of(words_of(page), "The link sets"), 7, 1, 1)
    text = words_of(press(page, "Use the layer of the other sections"))
    assert numbers_in(line_of(text, "same", "PyTorch")) == [1, 1, 224]  # kernel 3


SPARSE = Lab(side=224, kernel=3, stride=2, dilation=2, both=1, before=0, after=2)


@pytest.mark.parametrize(
    ("lab", "rule", "numbers"),
    [
        # valid: 9 rows, a kernel of 4 and steps of 2 make floor(5 / 2) + 1 = 3; one row is left
        (Lab(9, 4, 2, 1, 0, 0, 0), 0, [9, 9, 4, 2, 1, (9 - 4) // 2 + 1]),
        # TensorFlow: ceil(9 / 3) = 3 positions need 2*3 + 1 = 7 cells, and there are 9
        (Lab(9, 1, 3, 1, 0, 0, 0), 1, [9, 3, 3, 2, 3, 1, 2 * 3 + 1, 9]),
        # PyTorch: 9 - 4 + 1 = 6 positions, so 3 cells are added
        (Lab(9, 4, 1, 1, 0, 0, 0), 2, [4, 9, 9, 4, 1, 9 - 4 + 1, 3, 1, 2, 9]),
        # with dilation 2 a kernel of 3 covers 2*2 + 1 = 5 cells; (112 - 1)*2 + 5 - 224 = 3
        (SPARSE, 1, [2, 2, 3, 1, 1, 5, 224, 2, 112, 111, 2, 5, 111 * 2 + 5, 224, 3, 1, 2]),
        # by hand: 1 + 224 + 1 = 226 cells, floor((226 - 5) / 2) + 1 = 111
        (SPARSE, 3, [2, 2, 3, 1, 1, 5, 1, 1, 1, 224, 1, 226, 226, 5, 2, 1, (226 - 5) // 2 + 1]),
        # 0 + 224 + 2 = 226 cells as well
        (SPARSE, 4, [2, 2, 3, 1, 1, 5, 0, 2, 0, 224, 2, 226, 226, 5, 2, 1, 111]),
    ],
)
def test_a_rule_is_explained_with_its_numbers(lab: Lab, rule: int, numbers: list[int]) -> None:
    words = explain_rule(lab, rules_of(lab)[rule])
    assert [abs(number) for number in numbers_in(words)] == numbers


@given(
    st.builds(
        Lab,
        side=st.integers(32, 224),
        kernel=st.integers(1, 11),
        stride=st.integers(1, 4),
        dilation=st.integers(1, 3),
        both=st.integers(0, 15),
        before=st.integers(0, 15),
        after=st.integers(0, 15),
    )
)
def test_every_rule_of_every_lab_is_explained_or_refused(lab: Lab) -> None:
    for rule in rules_of(lab):
        words = explain_rule(lab, rule)
        if rule.refusal:
            assert says(words, lab.stride)
        else:
            assert lab.positions(rule.padding) in numbers_in(words)


def test_a_rule_that_is_refused_says_so_in_place_of_a_picture() -> None:
    page = opened(section=LAB, stride=2)
    page.segmented_control(key="lab_rule").set_value(2).run()
    # ceil(224 / 2) = 112 positions need 111*2 + 3 = 225 cells: one more, right and below
    assert says(words_of(page), 2, 0, 1, 0, 1, 1, 1, 3, 2)
    assert boards_with(page, "padded") == []


@pytest.mark.parametrize("mode", ["zeros", "reflect", "replicate", "circular"])
def test_the_lab_shows_the_largest_padding_of_every_mode(mode: str) -> None:
    page = opened(lab_side=32, lab_kernel=11, lab_dilation=3, lab_both=15, lab_mode=mode)
    for rule in range(5):
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


AMOUNTS = (1, 2), (3, 4)
"""Rows above and below, columns on the left and on the right of 20x30 pixels."""
PADDED = np.arange((1 + 20 + 2) * (3 + 30 + 4)).reshape(1, 1 + 20 + 2, 3 + 30 + 4)


def test_the_line_goes_around_the_picture_itself() -> None:
    whole, *_ = border_tiles(PADDED, AMOUNTS, "zeros")
    assert whole.boxes == [(1, 3, 20, 30)]
    assert numbers_in(whole.alt) == [1, 2]


def test_corners_are_parts_of_the_picture_with_rings_on_what_was_added() -> None:
    _, first, last = border_tiles(PADDED, AMOUNTS, "zeros")
    # With 10 cells of the picture the last corner begins at row 23 - 2 - 10, column 37 - 4 - 10.
    assert (first.origin, last.origin) == ((0, 0), (11, 23))
    for corner, shape in ((first, (1 + 10, 3 + 10)), (last, (10 + 2, 10 + 4))):
        assert corner.origin is not None
        rows, columns = (
            slice(begin, begin + length) for begin, length in zip(corner.origin, shape, strict=True)
        )
        np.testing.assert_array_equal(corner.values, PADDED[:, rows, columns])
        np.testing.assert_array_equal(
            corner.rings, invented_cells(PADDED.shape[1:], AMOUNTS)[rows, columns]
        )


def test_what_is_invented_is_all_but_the_picture() -> None:
    invented = invented_cells(PADDED.shape[1:], AMOUNTS)
    assert (~invented).sum() == 20 * 30
    assert not invented[1 : 1 + 20, 3 : 3 + 30].any()


def test_tiles_of_a_stamp_hold_what_the_engine_has() -> None:
    input, weight = np.array([[[3, 5], [0, 2]]]), np.array([[[[1, 10], [-1, 0]]]])
    stamping = Stamping(input, weight, TransposedSpec(1, 1, 2, stride=2, bias=False))
    _, (kernel,), (stamp,), (stamped,) = stamp_columns(stamping, 0, 2)
    assert (kernel.operator, stamp.values.tolist()) == ("5 ×", [[5, 50], [-5, 0]])
    assert stamped.values[:2].tolist() == [[3, 30, 5, 50], [-3, 0, -5, 0]]
    assert not stamped.values[2:].any()
    so_far = conv_transpose2d(np.array([[[3, 5], [0, 0]]]), weight, stride=2)
    np.testing.assert_array_equal(stamped.values, so_far[0])
    np.testing.assert_array_equal(stamping.way_back(2), conv2d(so_far, weight, stride=2))


def test_stamps_of_the_channels_add_up_in_each_output() -> None:
    input = np.array([[[3, 5]], [[2, 4]]])
    weight = np.array([[[[1, 10]], [[0, 1]]], [[[100, 0]], [[-1, 2]]]])  # (in, out, 1, 2)
    stamping = Stamping(input, weight, TransposedSpec(2, 2, (1, 2), bias=False))
    for shown, (first, second, both) in enumerate(
        [
            ([5 * 1, 5 * 10], [4 * 100, 4 * 0], [5 + 400, 50 + 0]),
            ([5 * 0, 5 * 1], [4 * -1, 4 * 2], [0 - 4, 5 + 8]),
        ]
    ):
        inputs, kernels, stamps, (total, *outputs) = stamp_columns(stamping, shown, 2)
        assert [tile.operator for tile in kernels] == ["5 ×", "4 ×"]
        np.testing.assert_array_equal([tile.values for tile in kernels], weight[:, shown])
        assert [tile.values.tolist() for tile in stamps] == [[first], [second]]
        assert total.values.tolist() == [both]
        np.testing.assert_array_equal([tile.values for tile in inputs], input)
        np.testing.assert_array_equal(
            [tile.values for tile in outputs], conv_transpose2d(input, weight)
        )
    # 3*1 + 2*100 = 203, then 3*10 + 2*0 + 405 = 435 where the two stamps overlap
    assert stamping.output(2)[0].tolist() == [[203, 30 + 405, 50]]


@pytest.mark.parametrize(("channels", "maps"), [(1, 1), (2, 2), (3, 1), (3, 2)])
def test_every_number_of_channels_has_its_tiles_and_its_code(channels: int, maps: int) -> None:
    page = opened(t_channels=channels, t_maps=maps, t_map=f"output {maps - 1}")
    words_of(page)
    tiles = boards_with(page, "t stamped" if maps == 1 else "t stamped 0")[0]["tiles"]
    summed = channels > 1
    assert len(tiles) == 3 * channels + summed + maps
    (code,) = (block.value for block in page.code if "ConvTranspose2d" in block.value)
    assert f"kernel (3, 3, {maps}, {channels}): height, width, out, in" in code
    assert f"weight ({channels}, {maps}, 3, 3): in, out, height, width" in code
    assert f"Conv2DTranspose({maps}, 3, strides=2, use_bias=False)" in code
    assert f"nn.ConvTranspose2d({channels}, {maps}, 3, stride=2, bias=False)" in code


def test_what_keras_refuses_is_said_in_its_code() -> None:
    code = layer_code(TransposedSpec(1, 1, 3, stride=2, dilation=2, bias=False), side=3)
    assert "# Conv2DTranspose of Keras does not accept strides and dilation_rate together" in code


@pytest.mark.parametrize("stamps", [1, 2, 4, 9])
def test_the_board_has_as_many_stamps_as_the_slider(stamps: int) -> None:
    page = opened(t_side=3, t_kernel=2, t_stride=2, t_stamps=stamps)
    shown = board_with(page, "t stamped")
    input, kernel, output = (
        numbers_of(shown["tiles"][name]) for name in ("t input", "t kernel", "t stamped")
    )
    row, column = (stamps - 1) // 3, (stamps - 1) % 3  # 3 cells a row
    assert shown["at"] == [row, column]
    came = np.arange(9).reshape(3, 3) < stamps
    so_far = conv_transpose2d(np.where(came, input, 0)[None], kernel[None, None], stride=2)
    np.testing.assert_array_equal(output, so_far[0])
    value = int(input[row, column])
    np.testing.assert_array_equal(numbers_of(shown["tiles"]["t stamp"]), value * kernel)
    assert says(line_of(words_of(page), "× kernel"), row, column, value)


def board_with(page: AppTest, tile: str) -> dict[str, Any]:
    """Return the data of the board that has a tile of that name."""
    (found,) = boards_with(page, tile)
    return found


def boards_with(page: AppTest, tile: str) -> list[dict[str, Any]]:
    sent = [json.loads(component.proto.json or "{}") for component in page.get("bidi_component")]
    return [data for data in sent if tile in data.get("tiles", ())]


def numbers_of(tile: dict[str, Any]) -> Any:
    """Read the numbers of a tile that is small enough to travel with its board."""
    sent = tile["values"]
    numbers = np.frombuffer(base64.b64decode(sent["base64"]), sent["kind"]) // sent["per"]
    return numbers.astype(int).reshape(sent["shape"])


def test_the_window_on_the_output_is_where_the_stamp_lands() -> None:
    input, weight = np.ones((1, 2, 3), dtype=int), np.ones((1, 1, 2, 3), dtype=int)
    spec = TransposedSpec(1, 1, (2, 3), stride=(3, 2), padding=(0, 1), dilation=(2, 1), bias=False)
    stamping = Stamping(input, weight, spec)
    sliding = stamping.sliding
    assert (sliding.kernel, sliding.stride) == ((2, 3), (3, 2))
    assert (sliding.dilation, sliding.before) == ((2, 1), (0, 1))
    places = [stamping.place(number) for number in range(6)]
    assert places == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]
    for number, (row, column) in enumerate(places):
        landed = stamping.stamp(number)
        # (2 - 1) * 3 + 2 + 1 = 6 rows; (3 - 1) * 2 + 3 - 2 * 1 = 5 columns, one cut off each side
        assert landed.rows == (3 * row, 3 * row + 2)
        wanted = range(2 * column - 1, 2 * column + 2)
        assert landed.columns == tuple(c for c in wanted if 0 <= c < 5)
