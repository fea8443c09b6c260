"""Lesson 6: the slider of kernel depth, and who notices shuffled channels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from conv_engine import conv1d, conv2d, conv3d
from conv_engine.frameworks.layouts import FRAMEWORKS, Framework
from stage.call import Field, plain_call
from tests.numbers_said import line_of, numbers_in, says
from tests.open_page import captions_of, choose_in_call, complaints, notes_of, open_page, words_of
from ui.lessons.dimensions.kind_call import kind_call
from ui.lessons.dimensions.three_kinds import KEYS, KINDS, USUAL, Arguments, LayerKind
from ui.shell.lesson_table import LESSONS
from ui.state.scenario import scenario_of
from ui.state.valid_settings import nearest_valid

DIMENSIONS = next(lesson for lesson in LESSONS if "dimensions" in lesson.title)

KINDS_SECTION, DEPTH_SECTION, ORDER_SECTION = DIMENSIONS.sections


def opened(section: str = DEPTH_SECTION, **link: object) -> AppTest:
    return open_page(DIMENSIONS.file, section=section, reveal=1, **link)


def agreement(text: str) -> list[float]:
    """In how many numbers, of how many, the block of full depth gives what Conv2D gives."""
    return numbers_in(line_of(text, "Conv2D's").partition("Conv2D's")[2])[:2]


def test_at_full_depth_the_block_has_one_place_and_gives_conv2d() -> None:
    text = words_of(opened())
    assert says(text, 3, 3, 1, 3 - 3 + 1)
    assert agreement(text) == [9, 9]


def test_a_block_less_deep_slides_in_depth() -> None:
    page = opened(channels=5)
    page.slider(key="kernel_depth").set_value(2).run()
    assert says(words_of(page), 5, 2, 1, 5 - 2 + 1)


def test_a_depth_that_the_next_input_does_not_have_comes_down_to_it() -> None:
    page = opened(channels=5, kernel_depth=5)
    choose_in_call(page, channels=2)
    assert page.slider(key="kernel_depth").value == 2
    assert says(words_of(page), 2, 2, 1, 2 - 2 + 1)


def test_one_channel_leaves_no_depth_to_choose() -> None:
    page = opened(channels=1)
    assert len(notes_of(page)) == 1
    assert complaints(page) == []


def test_conv2d_does_not_notice_shuffled_channels_and_conv3d_does() -> None:
    text = words_of(opened(ORDER_SECTION))
    as_before = {kind: numbers_in(line_of(text, f"**{kind}**: ")) for kind in ("Conv2D", "Conv3D")}
    assert as_before["Conv2D"] == [9, 9]
    same, of = as_before["Conv3D"]
    assert same < of == 18


@pytest.mark.parametrize(
    "link",
    [
        {"padding": "same", "stride": 2, "padding_mode": "reflect"},
        {"padding": "each side", "pad_top": 2, "pad_right": 1, "dilation": 2},
        {"channels": 4, "filters": 2, "groups": 2},
        {"input": "Still life", "size": 16},
    ],
    ids=str,
)
def test_whatever_the_geometry_the_two_are_equal_at_full_depth(link: dict[str, object]) -> None:
    page = opened(**link)
    equal, total = agreement(words_of(page))
    assert equal == total > 0


@pytest.mark.parametrize("framework", ["keras", "pytorch"])
def test_the_table_has_the_shapes_of_what_is_watched(framework: Framework) -> None:
    text = words_of(opened(KINDS_SECTION, framework=framework, kind_kernel=2, kind_stride=2))
    for kind in KINDS.values():
        row = kind.row(USUAL._replace(kernel=2, stride=2), framework)
        assert f"| **{kind.name(framework)}** | {' | '.join(row)} |" in text


def test_what_a_kind_of_layer_cannot_have_is_brought_to_the_nearest_and_said() -> None:
    page = opened(KINDS_SECTION, kind="Conv3D", kind_filters=2, kind_kernel=6)
    note = captions_of(page)
    assert says(note, 2, 1, 1)  # one filter fills one volume
    assert says(note, 6, 1, 5, 5)  # the frames have 5 rows
    assert not says(captions_of(opened(KINDS_SECTION, kind="Conv1D", kind_kernel=6)), 6)


def test_the_call_is_that_of_the_kind_and_says_what_is_not_possible() -> None:
    call = kind_call(KINDS[3], USUAL)
    assert plain_call(call) == (
        'Conv3D(filters=1, kernel_size=(2, 3, 3), strides=1, padding="valid")'
    )
    depths = next(part for part in call[0] if isinstance(part, Field) and part.label[0] == "D")
    impossible = [option for option in depths.options if option.why]
    assert [option.value for option in impossible] == ["6"]
    assert says(impossible[0].why, 6, 3, 3, 5, 5, 6)  # a block of 6x3x3 in 5x5x6


@given(st.sampled_from(list(KINDS.values())), st.sampled_from(FRAMEWORKS), st.data())
def test_every_call_that_can_be_set_makes_a_layer(
    kind: LayerKind, framework: Framework, data: st.DataObject
) -> None:
    wanted = Arguments(*(data.draw(st.sampled_from(key.values)) for key in KEYS.values()))
    arguments = kind.nearest(wanted, framework)
    assert kind.obstacle(arguments, framework) == ""
    assert kind.nearest(arguments, framework) == arguments
    weight = kind.weight(arguments)
    convolve = {1: conv1d, 2: conv2d, 3: conv3d}[kind.directions]
    maps = convolve(kind.input, weight, stride=arguments.stride, padding=arguments.padding)
    assert maps.shape == kind.spec(arguments).output_shape(kind.input.shape)


def test_the_filter_of_the_series_answers_the_front() -> None:
    front = KINDS[1]
    answers = conv1d(front.input, front.weight(USUAL))[0]
    # At 16, 17 and 18 o'clock: (18 - 13) colder, (9 - 3) windier, 4 + 3 of rain.
    assert answers.max() == (18 - 13) + (9 - 3) + (4 + 3)


def test_the_filter_of_the_clip_answers_only_where_something_moves() -> None:
    clip = KINDS[3]
    still = np.broadcast_to(clip.input[:, :1], clip.input.shape)
    assert not conv3d(still, clip.weight(USUAL)).any()
    assert conv3d(clip.input, clip.weight(USUAL)).any()


def test_the_block_on_the_stage_holds_the_first_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[np.ndarray, ...]] = []
    monkeypatch.setattr(
        "ui.lessons.dimensions.view.volume_stage", lambda *arrays, **_: drawn.append(arrays)
    )
    opened(kernel_depth=2)
    layer = scenario_of(nearest_valid({})[0]).layer
    input, block, bias, *_ = drawn[-1]
    np.testing.assert_array_equal(input, layer.input)
    np.testing.assert_array_equal(block, layer.weight[0, :2])
    assert bias == layer.bias[0]
