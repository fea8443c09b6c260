"""Lesson 2: numbers that add up as printed, and no setting that breaks the page."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from files.pictures import pixels_as_png
from tests.held import held
from tests.numbers_said import numbers_in, says
from tests.open_page import captions_of, choose_in_call, open_page, words_of
from ui.lessons.sum.beliefs import BELIEFS
from ui.pictures.one_filter import OneFilter, addition_text
from ui.shell.lesson_table import HOME, LESSONS
from ui.state.keys import SCALE
from ui.state.memories import UPLOAD
from ui.state.own_picture import Upload
from ui.state.scenario import Scenario, scenario_of
from ui.state.settings import DEFAULTS
from ui.state.valid_settings import nearest_valid


def scenario(**wanted: int | str) -> Scenario:
    settings, _ = nearest_valid({**DEFAULTS, **wanted})
    return scenario_of(settings)


def filter_of(made: Scenario, number: int) -> OneFilter:
    return OneFilter.of(made.layer, number)


MAPS, POSITION, THREE_BELIEFS = next(
    lesson for lesson in LESSONS if lesson.folder == "sum"
).sections


def page(section: str = POSITION, **link: str) -> AppTest:
    return open_page("pages/2_Sum_the_channels.py", section=section, **link)


def sentence(opened: AppTest) -> str:
    return opened.subheader[0].value


@pytest.mark.parametrize(
    ("link", "scale"),
    [
        ({}, "Cells on the stage"),
        ({"row": "2"}, "Cells on the stage"),  # of 3 rows
        ({"row": "3"}, "Whole picture"),
        ({"input": "Still life"}, "Whole picture"),
        ({"scale": "Whole picture"}, "Whole picture"),
        ({"scale": "Cells on the stage", "input": "Still life"}, "Cells on the stage"),
    ],
)
def test_small_numbers_are_seen_in_cells_and_a_picture_whole(
    link: dict[str, str], scale: str
) -> None:
    opened = page(**link)
    assert opened.button_group(key="scale").value == scale
    if "row" in link:
        assert opened.number_input(key="row").value == int(link["row"])


def test_another_kind_of_input_brings_its_scale() -> None:
    opened = choose_in_call(page(), input="still_life")
    assert opened.button_group(key="scale").value == "Whole picture"


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_a_filter_alone_makes_the_feature_map_it_makes_in_its_layer(groups: int) -> None:
    made = scenario(channels=4, filters=4, groups=groups, stride=2, padding=1)
    whole = made.layer.output
    for number in range(4):
        np.testing.assert_array_equal(filter_of(made, number).feature_map(), whole[number])


def test_a_channel_switched_off_is_missing_from_the_sum() -> None:
    one_filter = filter_of(scenario(), 0)
    np.testing.assert_array_equal(
        one_filter.summed([True, False, True]), one_filter.partial[0] + one_filter.partial[2]
    )


@given(st.permutations(range(3)))
def test_shuffling_moves_the_maps_and_leaves_their_sum(order: list[int]) -> None:
    one_filter = filter_of(scenario(), 1)
    moved = one_filter.shuffled(order)
    np.testing.assert_array_equal(moved.partial, one_filter.partial[order])
    assert moved.labels == tuple(one_filter.labels[i] for i in order)
    assert one_filter.difference_when(order) == 0


@given(st.lists(st.integers(-99, 99), max_size=8), st.integers(-9, 9))
def test_the_printed_line_adds_up(sums: list[int], bias: int) -> None:
    line = addition_text(sums, bias, sum(sums) + bias).replace("bias ", "").replace("− ", "−")
    assert numbers_in(line) == [*sums, bias, sum(sums) + bias]


@pytest.mark.parametrize("key", list(BELIEFS))
def test_a_belief_differs_from_what_is_right(key: str) -> None:
    maps = BELIEFS[key].comparison(filter_of(scenario(), 0))
    assert (maps.wrong != maps.right).any()


@pytest.mark.parametrize("key", ["mean", "relu first"])
def test_with_one_channel_mean_and_sum_agree_and_so_does_relu(key: str) -> None:
    one_filter = filter_of(scenario(channels=1, bias0=0), 0)
    maps = BELIEFS[key].comparison(one_filter)
    np.testing.assert_array_equal(maps.wrong, maps.right)
    assert BELIEFS[key].position_told(one_filter, (1, 2)) == (1, 2)  # they differ nowhere else


def test_where_a_belief_agrees_with_the_layer_no_other_position_is_told() -> None:
    opened = page(THREE_BELIEFS, channels="1", row="1", column="1")
    assert "differ most" not in captions_of(opened)


@pytest.mark.parametrize(
    "link",
    [
        {},
        {"filter": "9", "row": "9999", "column": "-3"},
        {"channels": "8", "filters": "8", "groups": "8", "filter": "7"},
        {"size": "16", "kernel": "7", "stride": "4", "dilation": "4"},
        {"input": "1, 100, 10000", "scale": "Cells on the stage"},
        {"channels": "1", "scale": "nonsense", "belief": "nonsense"},
        {"channel0": "false", "channel1": "false", "channel2": "false"},
    ],
    ids=str,
)
def test_no_link_breaks_the_page(link: dict[str, str]) -> None:
    opened = page(**link)
    assert not opened.exception
    assert " = " in sentence(opened)


def test_a_picture_too_narrow_for_the_kernel_leaves_the_cells_and_says_why() -> None:
    opened = open_page(HOME.file, input="Your own picture", kernel=5)
    file = pixels_as_png(np.zeros((3, 128, 4), dtype=np.uint8))
    opened.session_state[UPLOAD.name] = Upload(file, "narrow.png", "its digest")
    opened.switch_page("pages/2_Sum_the_channels.py").run()
    assert not opened.exception
    assert says(opened.info[0].value, 5, 5)
    assert held(opened, SCALE) == "Cells on the stage"
    assert "scale" not in [choice.key for choice in opened.segmented_control]


def test_a_link_restores_the_position_and_what_is_convolved() -> None:
    opened = page(scale="Cells on the stage", row="2", column="0", filter="1")
    one_filter = filter_of(scenario(), 1)
    assert sentence(opened) == addition_text(
        one_filter.partial[:, 2, 0], one_filter.bias[0], one_filter.feature_map()[2, 0]
    )


def test_a_position_that_is_not_there_any_more_becomes_the_nearest() -> None:
    opened = page(scale="Cells on the stage", row="2", column="2")
    choose_in_call(opened, kernel=4)
    assert (opened.number_input(key="row").value, opened.number_input(key="column").value) == (1, 1)
    assert not opened.exception


def test_shuffle_says_that_nothing_changes_and_restore_takes_it_back() -> None:
    opened = page(MAPS, reveal="1")
    next(button for button in opened.button if button.label == "Shuffle").click().run()
    assert [0] in [numbers_in(text.value) for text in opened.markdown]
    next(button for button in opened.button if button.label == "Restore").click().run()
    assert "**red, green, blue**" in words_of(opened)


def test_groups_offer_no_shuffle_and_say_why() -> None:
    opened = page(MAPS, channels="4", groups="2")
    assert "Shuffle" not in [button.label for button in opened.button]
    assert says(captions_of(opened), 2)


def test_the_waterfall_keeps_the_place_of_a_channel_that_is_off() -> None:
    opened = page(channel0="false", scale="Cells on the stage", row="1", column="2")
    (chart,) = (c.proto for c in opened.get("plotly_chart") if "Waterfall" in c.proto.alt)
    one_filter = filter_of(scenario(), 0)
    second, third = (int(partial[1, 2]) for partial in one_filter.partial[1:])
    output = second + third + int(one_filter.bias[0])
    assert numbers_in(chart.alt.replace("bias ", "").replace("− ", "−"))[-4:] == [
        *(second, third, one_filter.bias[0], output)
    ]
    figure = json.loads(chart.spec)
    ticks = figure["layout"]["yaxis"]["ticktext"]
    assert ticks[:3] == [f"{one_filter.labels[0]}, off", *one_filter.labels[1:]]
    assert list(figure["data"][0]["marker"]["color"][:3]) == list(one_filter.colours)
