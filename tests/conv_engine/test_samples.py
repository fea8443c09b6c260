"""Sample inputs: what each channel holds, where the answer can be told beforehand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from conv_engine.samples import SAMPLES, STILL_LIFE, sample

SIDES = st.integers(1, 20)
RED, GREEN, BLUE = 0, 1, 2


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=15, deadline=None)
@given(height=SIDES, width=SIDES)
def test_every_sample_comes_in_every_size_as_whole_numbers(
    name: str, height: int, width: int
) -> None:
    volume = sample(name, height, width)
    assert volume.shape == (SAMPLES[name].channels or 3, height, width)
    assert volume.dtype == np.int64
    assert volume.min() >= 0
    assert volume.max() <= {"picture": 255, "volume": 10000}[SAMPLES[name].kind]


@pytest.mark.parametrize("name", ["small_integers", "stripes"])
@given(channels=st.integers(1, 8), seed=st.integers(0, 99))
def test_numbered_volumes_have_any_number_of_channels_of_one_digit(
    name: str, channels: int, seed: int
) -> None:
    volume = sample(name, 4, 5, channels, seed)
    assert volume.shape == (channels, 4, 5)
    assert set(volume.ravel().tolist()) <= set(range(10))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_seed_makes_the_same_input(name: str) -> None:
    np.testing.assert_array_equal(sample(name, 12, 12, seed=7), sample(name, 12, 12, seed=7))


def test_another_seed_makes_other_small_integers() -> None:
    one, other = (sample("small_integers", 12, 12, seed=seed) for seed in (1, 2))
    assert (one != other).any()


def test_place_values_write_each_channel_into_its_own_digits() -> None:
    assert sample("place_values", 2, 2).sum() == 4 * 1 + 4 * 100 + 4 * 10000 == 40404


def test_stripes_run_in_another_direction_in_each_channel() -> None:
    upright, level, falling, rising = sample("stripes", 4, 4, channels=4)
    assert (upright == upright[0]).all()
    assert (level == level[:, :1]).all()
    assert (falling[1:, 1:] == falling[:-1, :-1]).all()
    assert (rising[1:, :-1] == rising[:-1, 1:]).all()


def test_discs_add_as_light_does() -> None:
    picture = sample("discs", 65, 65)
    assert list(picture[:, 32, 32]) == [255, 255, 255]  # all three: white
    assert list(picture[:, 5, 32]) == [255, 0, 0]  # top: red alone
    assert list(picture[:, 26, 20]) == [255, 255, 0]  # red and green: yellow
    assert list(picture[:, 0, 0]) == [0, 0, 0]


def test_the_digit_is_bright_strokes_with_a_soft_edge_on_black() -> None:
    picture = sample("digit", 28, 28)[0]
    assert picture.max() == 255
    assert not picture[[0, -1]].any()
    assert ((picture > 0) & (picture < 255)).any()
    assert 0.08 < (picture > 127).mean() < 0.25


def test_the_still_life_holds_balls_of_each_colour_under_bright_light() -> None:
    picture = sample("still_life", 64, 64)
    for colour, others in ((RED, [GREEN, BLUE]), (GREEN, [RED, BLUE]), (BLUE, [RED, GREEN])):
        assert (picture[colour] > 1.5 * picture[others].max(axis=0)).mean() > 0.02
    assert (picture.min(axis=0) > 240).any()  # a highlight, white in every channel
    assert picture.min() < 40


def test_the_still_life_is_its_picture_file() -> None:
    with Image.open(STILL_LIFE) as picture:
        stored = np.asarray(picture)  # row, column, channel
    np.testing.assert_array_equal(sample("still_life", 512, 512), stored.transpose(2, 0, 1))


def test_a_smaller_still_life_averages_and_a_wider_one_is_cut_from_the_middle() -> None:
    whole = sample("still_life", 512, 512)
    blocks = whole.reshape(3, 8, 64, 8, 64).mean(axis=(2, 4))
    np.testing.assert_array_equal(sample("still_life", 8, 8), np.rint(blocks))
    middle = whole[:, 128:384].reshape(3, 4, 64, 8, 64).mean(axis=(2, 4))
    np.testing.assert_array_equal(sample("still_life", 4, 8), np.rint(middle))


@pytest.mark.parametrize("name", SAMPLES)
def test_channels_that_have_names_are_all_named(name: str) -> None:
    entry = SAMPLES[name]
    assert entry.key == name
    assert len(entry.channel_names) in (0, entry.channels)


@pytest.mark.parametrize(
    ("name", "channels", "sentence"),
    [
        ("cat", None, "'cat'.* small_integers"),
        ("digit", 3, "sample digit has 1 channels, not 3"),
        ("small_integers", 0, "sample of 0 channels and size 5x5 is empty"),
    ],
)
def test_a_refusal_names_the_value_and_what_would_do(
    name: str, channels: int | None, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        sample(name, 5, 5, channels)
