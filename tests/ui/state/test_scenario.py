"""A setting becomes arrays: of the shapes of its layer, with numbers that print as they are."""

import numpy as np
import pytest
from hypothesis import given, settings

from conv_engine.kernels import random_weight
from tests.ui.state.links import valid_settings
from ui.state.scenario import (
    SAMPLE_SIDE,
    Scenario,
    WholePicture,
    region_of,
    scenario_of,
    whole_picture,
)
from ui.state.settings import DEFAULTS, EDITED, OWN_PICTURE, PICTURE_SIDE, Settings
from ui.state.valid_settings import depth

PICTURE = np.arange(3 * 20 * 30, dtype=np.uint8).reshape(3, 20, 30)


def picture_for(valid: Settings) -> WholePicture:
    """A picture with as many channels as are set, if it is an own one."""
    channels = depth(valid) if valid["input"] == OWN_PICTURE else 3
    return WholePicture(np.resize(PICTURE, (channels, 20, 30)))


def hundredths(values: np.ndarray) -> np.ndarray:
    return np.rint(np.asarray(values) * 100).astype(np.int64)


@settings(max_examples=40, deadline=None)
@given(valid_settings)
def test_the_arrays_have_the_shapes_of_the_layer(valid: Settings) -> None:
    scenario = scenario_of(valid, picture_for(valid))
    spec, size = scenario.layer.spec, valid["size"]
    assert scenario.layer.input.shape == (spec.in_channels, size, size)
    assert scenario.picture.shape[0] == spec.in_channels
    assert scenario.layer.weight.shape == spec.weight_shape
    assert scenario.layer.bias.shape == (spec.out_channels,)
    assert len(scenario.layer.channel_names) in (0, spec.in_channels)


@settings(max_examples=40, deadline=None)
@given(valid_settings)
def test_what_is_printed_adds_up_as_printed(valid: Settings) -> None:
    scenario = scenario_of(valid, picture_for(valid))
    assert scenario.layer.input.dtype.kind in "iu"
    np.testing.assert_array_equal(scenario.layer.weight, hundredths(scenario.layer.weight) / 100)
    sums, output = hundredths(scenario.layer.partial), hundredths(scenario.layer.output)
    bias = hundredths(scenario.layer.bias)[:, None, None]
    np.testing.assert_array_equal(sums.sum(axis=1) + bias, output)


@settings(max_examples=40, deadline=None)
@given(valid_settings)
def test_the_region_lies_in_the_picture(valid: Settings) -> None:
    picture = whole_picture(valid, picture_for(valid))
    top, left, span = region_of(valid, picture)
    _, height, width = picture.pixels.shape
    assert 0 <= top <= top + span <= height
    assert 0 <= left <= left + span <= width


def scenario_with(**changes: int | str) -> Scenario:
    return scenario_of({**DEFAULTS, **changes})


def test_the_same_seed_makes_the_same_scenario() -> None:
    np.testing.assert_array_equal(
        scenario_with(seed=3).layer.weight, scenario_with(seed=3).layer.weight
    )
    assert (scenario_with(seed=3).layer.weight != scenario_with(seed=4).layer.weight).any()


def test_one_more_filter_leaves_the_others_as_they_are() -> None:
    two, three = scenario_with(filters=2), scenario_with(filters=3)
    np.testing.assert_array_equal(three.layer.weight[:2], two.layer.weight)


def test_one_channel_less_leaves_the_kernels_of_the_others_as_they_are() -> None:
    three, two = scenario_with(channels=3), scenario_with(channels=2)
    np.testing.assert_array_equal(three.layer.weight[:, :2], two.layer.weight)


@pytest.mark.parametrize("seed", [0, 7, 999])
def test_what_a_seed_drew_for_8_channels_and_7x7_cells_is_still_drawn(seed: int) -> None:
    large = {"channels": 8, "kernel": 7, "size": 16, "filters": 8, "seed": seed}
    drawn = scenario_with(**large).layer.weight
    np.testing.assert_array_equal(drawn, random_weight(8, 8, 7, seed=seed))


def test_a_bias_keeps_its_decimals_off_the_stage_until_another_is_set() -> None:
    file = {0: 0.155, 1: -2.4}
    scenario = scenario_of({**DEFAULTS, "bias0": 0, "bias1": 5}, biases=file)
    assert scenario.exact_bias.tolist() == [0.155, 5]
    assert scenario.layer.bias.tolist() == [0.16, 5]
    output = scenario.layer.output[0] - scenario_with(bias0=0).layer.output[0]
    np.testing.assert_allclose(output, 0.16)


def test_pass_one_channel_passes_another_one_in_each_filter() -> None:
    weight = scenario_with(filter0="identity", filter1="identity").layer.weight
    assert weight.sum(axis=(2, 3)).tolist() == [[1, 0, 0], [0, 1, 0]]


def test_a_region_is_averaged_into_the_cells() -> None:
    whole = {"input": OWN_PICTURE, "size": 3, "span": 6, "top": 2, "left": 4}
    scenario = scenario_of({**DEFAULTS, **whole, "kernel": 3}, WholePicture(PICTURE))
    region = PICTURE[:, 2 : 2 + 6, 4 : 4 + 6].astype(float)
    means = region.reshape(3, 3, 2, 3, 2).mean(axis=(2, 4))
    assert np.abs(scenario.layer.input - means).max() <= 0.5  # rounded to whole numbers


def test_without_an_own_picture_the_still_life_stands_in() -> None:
    own, still_life = scenario_with(input=OWN_PICTURE), scenario_with(input="still_life")
    np.testing.assert_array_equal(own.picture, still_life.picture)
    assert still_life.full.shape == (3, SAMPLE_SIDE, SAMPLE_SIDE)
    assert still_life.picture.shape == (3, PICTURE_SIDE, PICTURE_SIDE)


@pytest.mark.parametrize("kernel", [1, 3, 5])
def test_a_typed_filter_is_the_corner_that_the_kernel_size_needs(kernel: int) -> None:
    typed = np.arange(8 * 8 * 7 * 7).reshape(8, 8, 7, 7) / 100
    weight = scenario_of(
        {**DEFAULTS, "kernel": kernel, "filter1": EDITED}, edited=typed
    ).layer.weight
    np.testing.assert_array_equal(weight[1], typed[1, :3, :kernel, :kernel])
