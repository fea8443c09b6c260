"""Lesson 6: the slider of kernel depth, and who notices shuffled channels."""

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from conv_engine import conv1d, conv3d
from ui.lessons.dimensions.three_kinds import KINDS
from ui.shell.lesson_table import HOME, LESSONS

ROOT = Path(__file__).parents[4]
DIMENSIONS = next(lesson for lesson in LESSONS if "dimensions" in lesson.title)


def opened(**link: object) -> AppTest:
    page = AppTest.from_file(str(ROOT / HOME.file), default_timeout=60)
    for key, value in link.items():
        page.query_params[key] = str(value)
    return page.switch_page(DIMENSIONS.file).run()


def words(page: AppTest) -> str:
    assert len(page.exception) == len(page.error) == 0
    return "\n".join(element.value for element in page.markdown).replace("\\", "")


def test_at_full_depth_the_block_has_one_place_and_gives_conv2d() -> None:
    text = words(opened())
    assert "3 − 3 + 1 = 1 place in depth" in text
    assert "it is Conv2D's: 9 of 9 numbers are equal" in text


def test_a_block_less_deep_slides_in_depth() -> None:
    page = opened(channels=5)
    page.slider(key="kernel_depth").set_value(2).run()
    assert "5 − 2 + 1 = 4 places in depth" in words(page)


def test_a_depth_that_the_next_input_does_not_have_comes_down_to_it() -> None:
    page = opened(channels=5, kernel_depth=5)
    page.segmented_control(key="channels").set_value(2).run()
    assert page.slider(key="kernel_depth").value == 2
    assert "2 − 2 + 1 = 1 place in depth" in words(page)


def test_one_channel_leaves_no_depth_to_choose() -> None:
    page = opened(channels=1)
    assert "sees one channel" in page.info[0].value
    words(page)


def test_conv2d_does_not_notice_shuffled_channels_and_conv3d_does() -> None:
    text = words(opened())
    assert "**Conv2D**: 9 of 9 numbers are as before." in text
    assert "**Conv3D**: 18 of 18" not in text
    assert "of 18 numbers are as before." in text


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
    text = words(page)
    found = text.partition("it is Conv2D's: ")[2].partition(" numbers are equal")[0]
    equal, total = found.split(" of ")
    assert equal == total != ""


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.title)
@pytest.mark.parametrize("framework", ["Keras", "PyTorch"])
def test_the_table_has_the_shapes_of_what_is_watched(kind: object, framework: str) -> None:
    page = opened(kind=kind.title, framework=framework)
    row = f"| **{kind.title}** | {' | '.join(kind.row(framework.lower()))} |"
    assert row in words(page)


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
