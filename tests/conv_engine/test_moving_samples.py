"""A series and a clip: what moves in them, and which layer sees it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv_engine import conv1d, conv2d, conv3d
from conv_engine.moving_samples import FEATURES, moving_square, weather


def test_the_weather_of_a_day_has_three_features_in_small_whole_numbers():
    series = weather()
    assert series.shape == (len(FEATURES), 24)
    assert series.dtype == np.int64
    assert series.min() >= 0
    assert series.max() < 20


def test_a_filter_over_all_features_finds_the_front_where_temperature_falls_and_wind_rises():
    change = [-1, 1]
    falls, rises, starts = [1, -1], change, change
    answer = conv1d(weather(), [[falls, rises, starts]])
    assert answer.argmax() == 16  # between 16 and 17 o'clock
    assert answer.max() == (18 - 13) + (11 - 3) + (4 - 0)


@given(*[st.integers(1, 9)] * 3)
def test_the_square_moves_one_column_a_frame_and_stays_as_large_as_it_is(frames, height, width):
    clip = moving_square(frames, height, width)
    assert clip.shape == (1, frames, height, width)
    assert clip.dtype == np.int64
    side = max(1, min(height, width) // 3)
    for frame in range(frames):
        np.testing.assert_array_equal(clip[0, frame], np.roll(clip[0, 0], frame, axis=-1))
        assert clip[0, frame].sum() == 9 * side * side


def test_a_block_two_frames_deep_sees_the_motion_that_a_single_frame_does_not_show():
    clip = moving_square(frames=2, height=3, width=4)
    change = np.array([-1, 1]).reshape(1, 1, 2, 1, 1)
    left_and_reached = [[0, 0, 0, 0], [0 - 9, 9 - 0, 0, 0], [0, 0, 0, 0]]
    np.testing.assert_array_equal(conv3d(clip, change), [[left_and_reached]])
    first, second = (conv2d(clip[:, frame], [[[[1, 1]]]]) for frame in (0, 1))
    np.testing.assert_array_equal(first[..., :-1], second[..., 1:])  # the same picture, moved


@pytest.mark.parametrize(
    ("build", "sentence"),
    [
        (lambda: moving_square(frames=0), "frames 0 is less than 1"),
        (lambda: moving_square(height=0), "height 0 is less than 1"),
        (lambda: moving_square(width=1.5), "width 1.5 is not a whole number"),
    ],
)
def test_an_empty_sample_is_refused(build, sentence):
    with pytest.raises(ValueError, match=sentence):
        build()
