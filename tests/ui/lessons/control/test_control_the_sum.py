"""Lesson 4: groups that keep the kernels, a matrix that is proved, operators checked by numbers."""

import statistics
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from streamlit.testing.v1 import AppTest

from conv_engine import REDUCTIONS, conv2d, weighted_sum_channels
from conv_engine.connectivity import connectivity
from tests.held import held
from tests.numbers_said import line_of, numbers_in, rows_of, says
from tests.open_page import captions_of, notes_of, open_page, words_of
from ui.lessons.control.groups import predict_groups, predict_same_group
from ui.lessons.control.mixing import Mixing, describe_proof
from ui.lessons.control.reductions_view import (
    Operators,
    describe_operator,
    linearity_table,
    operator_table,
    two_positions,
)
from ui.lessons.control.words import groups as words
from ui.pictures.one_filter import OneFilter
from ui.shell.lesson_table import LESSONS
from ui.shell.predict import SKIP
from ui.shell.prediction import Prediction
from ui.state.keys import MIXING_WEIGHTS
from ui.state.memories import GROUPS_SLIDER, KEPT_SETTINGS, MULTIPLIER, PREDICTION
from ui.state.scenario import Scenario, scenario_of
from ui.state.settings import DEFAULTS
from ui.state.valid_settings import nearest_valid


def scenario(**wanted: int | str) -> Scenario:
    settings, corrections = nearest_valid({**DEFAULTS, **wanted})
    assert corrections == ()
    return scenario_of(settings)


def filter_of(**wanted: int | str) -> OneFilter:
    return OneFilter.of(scenario(**wanted).layer, 0)


LESSON = next(lesson for lesson in LESSONS if lesson.folder == "control")
GROUPS, MAPS, MIXING, _, CODE = LESSON.sections


def page(section: str = GROUPS, **link: object) -> AppTest:
    return open_page(LESSON.file, section=section, reveal=1, **link)


def press(opened: AppTest, name: str) -> AppTest:
    return next(button for button in opened.button if button.label == name).click().run()


def layer(opened: AppTest) -> tuple[int, ...]:
    """Channels, filters and groups that are set."""
    kept = opened.session_state[KEPT_SETTINGS.name]
    return tuple(kept[key] for key in ("channels", "filters", "groups"))


def offered_groups(opened: AppTest) -> list[float]:
    options = opened.select_slider(key=GROUPS_SLIDER.name).options
    return [groups for option in options for groups in numbers_in(option)]


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_groups_strike_kernels_out_of_the_dense_layer_and_change_none(groups: int) -> None:
    dense = scenario(channels=4, filters=4, filter1="box")
    grouped = scenario(channels=4, filters=4, filter1="box", groups=groups)
    struck_out = dense.layer.weight * connectivity(grouped.layer.spec).T[:, :, None, None]
    np.testing.assert_array_equal(
        grouped.layer.output, conv2d(dense.layer.input, struck_out, dense.layer.bias)
    )


@pytest.mark.parametrize(
    ("section", "asked"), [(GROUPS, predict_same_group()), (MAPS, predict_groups())]
)
def test_groups_in_between_come_after_the_question(section: str, asked: Prediction) -> None:
    opened = open_page(LESSON.file, section=section, channels=4, filters=4)
    assert offered_groups(opened) == [1, 4]
    opened.button(PREDICTION.of(asked.name, SKIP)).click().run()
    assert offered_groups(opened) == [1, 2, 4]


@pytest.mark.parametrize(
    ("channels", "filters", "more_later"),
    [(4, 4, True), (4, 2, True), (2, 2, False), (3, 2, False), (1, 2, False)],
)
def test_more_groups_are_promised_only_where_the_layer_has_more(
    channels: int, filters: int, more_later: bool
) -> None:
    said = captions_of(open_page(LESSON.file, channels=channels, filters=filters))
    assert (words.PREDICT_FIRST in said) == more_later
    assert said.count("cannot be split") == (channels != filters)  # in one place


def test_the_slider_goes_from_dense_to_depthwise_and_keeps_the_filters() -> None:
    opened = page(channels=3, filters=3)
    assert offered_groups(opened) == [1, 3]
    opened.select_slider(key=GROUPS_SLIDER.name).set_value(3).run()
    assert layer(opened) == (3, 3, 3)
    assert "`DepthwiseConv2D(kernel_size=3)`" in words_of(opened)
    opened.segmented_control(key=MULTIPLIER.name).set_value(2).run()
    assert layer(opened) == (3, 6, 3)
    assert "`DepthwiseConv2D(kernel_size=3, depth_multiplier=2)`" in words_of(opened)


def test_the_slider_refuses_what_the_call_refuses_and_says_why() -> None:
    opened = page(channels=6, filters=4)
    slider = opened.select_slider(key=GROUPS_SLIDER.name)
    assert [numbers_in(option) for option in slider.options] == [[1], [2]]
    assert says(captions_of(opened), 3, 6, 4, 3)  # 4 filters cannot be split into 3 groups
    slider.set_value(2).run()
    assert layer(opened) == (6, 4, 2)


def test_a_link_to_groups_that_cannot_be_keeps_the_layer_of_the_lesson_and_says_one_thing() -> None:
    opened = open_page("pages/4_Control_the_sum.py", groups=5)
    assert [numbers_in(note) for note in notes_of(opened)] == [[5, 1, 2, 4, 4]]
    kept = held(opened, KEPT_SETTINGS)
    assert (kept["channels"], kept["filters"], kept["groups"]) == (4, 4, 4)
    assert notes_of(open_page("pages/4_Control_the_sum.py", groups=2)) == []  # 4 channels have two


def test_four_channels_have_two_groups_in_between_on_any_input() -> None:
    opened = press(page(input="Still life"), "Four channels in two groups")
    assert layer(opened) == (4, 4, 2)
    assert opened.select_slider(key=GROUPS_SLIDER.name).options[1] == "2"
    assert says(words_of(opened), 0, 1, 0, 1, 2, 3, 2, 3)  # filters and the channels they sum
    asked, in_groups, dense = (
        formula.value for formula in page(MAPS, channels=4, filters=4, groups=2).latex
    )
    assert says(asked, 1, 4, 4, 9, 4 * 4 * 9, 2, 4, 2, 9, 4 * 2 * 9)
    assert says(in_groups, 4, 3, 3, 4, 2, 1, 4 * (3 * 3 * 4 // 2 + 1))
    assert says(dense, 4, 3, 3, 4, 1, 4 * (3 * 3 * 4 + 1))


@pytest.mark.parametrize(
    ("link", "channels"),
    [({"channels": 1}, []), ({"filter0": "Luminance"}, [3])],
)
def test_where_there_is_nothing_to_split_a_sentence_says_why(
    link: dict[str, object], channels: list[float]
) -> None:
    opened = page(**link)
    assert numbers_in(line_of(captions_of(opened), "split into"))[:1] == channels
    opened = page(MIXING, **link)
    weights = [slider.key for slider in opened.select_slider if slider.key.startswith("mix")]
    assert len(weights) == 2 * (1 if "channels" in link else 3)


@pytest.mark.parametrize(
    "link",
    [
        {"mixing_rows": 99, "mix0_0": 99, "mix1_2": "x"},
        {"mixing_rows": -1, "scale": "Cells on the stage"},
        {"sum_program": "Another operator", "operator": "nonsense"},
        {"channels": 8, "filters": 8, "groups": 8, "size": 16, "scale": "Cells on the stage"},
        {"channels": 8, "kernel": 5, "input": "Stripes"},
        {"input": "1, 100, 10000", "bias0": 99},
    ],
    ids=str,
)
def test_no_link_breaks_lesson_4(link: dict[str, object]) -> None:
    for section in LESSON.sections:
        opened = page(section, **link)
        assert len(opened.exception) == len(opened.error) == 0


@given(st.data(), st.integers(1, 4))
def test_the_proof_holds_for_every_matrix_in_every_number(data: Any, rows: int) -> None:
    one_filter = filter_of(padding=1, stride=2)
    matrix = data.draw(arrays(float, (rows, 3), elements=st.sampled_from(MIXING_WEIGHTS)))
    merged, *plain_sums = describe_proof(Mixing(one_filter, matrix))
    assert numbers_in(merged)[-1] == rows * 3 * 3
    assert len(plain_sums) == sum((row == 1).all() for row in matrix)
    assert all(numbers_in(sentence)[-1] == 3 * 3 for sentence in plain_sums)


def test_a_row_of_ones_is_the_feature_map_and_any_row_is_a_weighted_sum() -> None:
    one_filter = filter_of()
    ones, half = Mixing(one_filter, np.array([[1, 1, 1], [0.5, 0, -2]])).maps()
    np.testing.assert_array_equal(ones, one_filter.feature_map())
    np.testing.assert_array_equal(
        half,
        weighted_sum_channels(
            one_filter.partial[np.newaxis], one_filter.bias, weights=[0.5, 0, -2]
        )[0],
    )


def test_prove_it_says_in_how_many_numbers_the_layers_agree() -> None:
    opened = press(page(MIXING, channels=3, scale="Cells on the stage", mixing_rows=2), "Prove it")
    assert says(opened.success[0].value, 2 * 3 * 3)
    assert "Row 0 is all ones" in opened.success[0].value
    assert "Row 1" not in opened.success[0].value
    opened = press(press(opened, "All ones"), "Prove it")
    assert "Row 1 is all ones" in opened.success[0].value


@given(
    st.sampled_from(list(REDUCTIONS)),
    arrays(np.int64, st.integers(1, 5), elements=st.integers(-30, 30)),
    st.data(),
)
def test_an_operator_as_printed_gives_the_number_that_is_printed(
    key: str, sums: np.ndarray, data: Any
) -> None:
    weights = data.draw(arrays(float, len(sums), elements=st.sampled_from(MIXING_WEIGHTS)))
    printed = describe_operator(key, sums, weights).replace("−", "-").replace("×", "*")
    functions = {
        "max": lambda *terms: max(terms),
        "min": lambda *terms: min(terms),
        "median": lambda *terms: statistics.median(terms),
    }
    operators = Operators(filter_of(), weights)
    assert eval(printed, functions) == float(operators.over(key, sums))


def test_two_windows_show_that_max_is_not_linear_and_that_the_sum_is() -> None:
    operators = Operators(filter_of(), np.array([1, 0, -1]))
    table = linearity_table(operators, np.array([9, 1, 0]), np.array([0, 1, 8]))
    for name, numbers, linear in (
        ("Sum", [9 + 1, 1 + 8, 19, 9 + 2 + 8], "yes"),
        ("Mean", [3.33, 3, 6.33, 6.33], "yes"),
        ("Maximum", [9, 8, 17, max(9, 2, 8)], "no"),
        ("Minimum", [0, 0, 0, min(9, 2, 8)], "no"),
        ("Weighted sum", [9 * 1 - 0, 0 * 1 - 8, 1, 9 * 1 - 8], "yes"),
    ):
        (cells,) = rows_of(table, name)
        assert numbers_in(" ".join(cells)) == numbers
        assert cells[-2:] == [linear, linear]


def test_the_windows_that_are_compared_tell_max_from_a_sum() -> None:
    one_filter = filter_of()
    first, second = two_positions(one_filter.partial)
    here, there = one_filter.partial[:, *first], one_filter.partial[:, *second]
    assert max(here + there) != max(here) + max(there)


def test_a_product_that_int64_cannot_hold_is_said_to_be_too_large() -> None:
    operators = Operators(filter_of(), np.ones(3))
    huge = np.full(3, 3_000_000)  # 27 times 10**18
    (product,) = rows_of(linearity_table(operators, huge, huge), "Product")
    assert "int64" in product[0]
    assert numbers_in(" ".join(product)) == []


@pytest.mark.parametrize(
    ("chosen", "line"),
    [
        ("The groups on the stage", "layers.DepthwiseConv2D(3)"),
        ("Depthwise, then 1x1", "layers.SeparableConv2D(2, 3)"),
        ("Another operator", "return keras.ops.max(maps, axis=3) + bias"),
    ],
)
def test_there_is_a_program_for_each_part_of_the_lesson(chosen: str, line: str) -> None:
    opened = page(CODE, channels=3, filters=3, groups=3, sum_program=chosen)
    assert len(opened.exception) == 0
    assert line in opened.code[0].value


def test_the_table_of_operators_is_worked_out_at_the_position_it_names() -> None:
    one_filter = filter_of()
    operators = Operators(one_filter, np.array([1, 0.5, -2]))
    (sums,) = rows_of(operator_table(operators, (0, 2)), "Sum")
    output = one_filter.feature_map()[0, 2]
    assert numbers_in(sums[0]) == [*one_filter.partial[:, 0, 2], *one_filter.bias, output]
    assert output != one_filter.feature_map()[2, 0]
