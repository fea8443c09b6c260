"""Lesson 6: the slider of kernel depth, and who notices shuffled channels."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from conv_engine import conv1d, conv3d
from tests.numbers_said import line_of, numbers_in, says
from tests.open_page import choose_in_call, complaints, notes_of, open_page, words_of
from ui.lessons.dimensions.three_kinds import KINDS
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


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.title)
@pytest.mark.parametrize("framework", ["Keras", "PyTorch"])
def test_the_table_has_the_shapes_of_what_is_watched(kind: object, framework: str) -> None:
    page = opened(KINDS_SECTION, kind=kind.title, framework=framework)
    row = f"| **{kind.title}** | {' | '.join(kind.row(framework.lower()))} |"
    assert row in words_of(page)


def test_the_filter_of_the_series_answers_the_front() -> None:
    front = KINDS[1]
    answers = conv1d(front.input, front.weight)[0]
    # At 16, 17 and 18 o'clock: (18 - 13) colder, (9 - 3) windier, 4 + 3 of rain.
    assert answers.max() == (18 - 13) + (9 - 3) + (4 + 3)


def test_the_filter_of_the_clip_answers_only_where_something_moves() -> None:
    clip = KINDS[3]
    still = np.broadcast_to(clip.input[:, :1], clip.input.shape)
    assert not conv3d(still, clip.weight).any()
    assert conv3d(clip.input, clip.weight).any()


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
