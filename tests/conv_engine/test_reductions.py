"""Sum, mean, maximum and the rest over the partial maps of a filter, and which are linear."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_layers import RandomLayer, layers, whole_numbers

from conv_engine import (
    REDUCTIONS,
    conv2d,
    max_channels,
    mean_channels,
    median_channels,
    min_channels,
    partial_maps,
    product_channels,
    sum_channels,
    weighted_sum_channels,
)

each_reduction = pytest.mark.parametrize("key", REDUCTIONS)


def single_position(*channel_sums: float) -> np.ndarray:
    """Partial maps of one filter with a single position."""
    return np.array(channel_sums).reshape(1, -1, 1, 1)


def test_the_same_four_channel_sums_reduced_in_every_way():
    maps = single_position(4, -7, 5, 2)
    results = {key: reduction.function(maps, [100]) for key, reduction in REDUCTIONS.items()}
    assert {key: result.item() for key, result in results.items()} == {
        "sum": 4 - 7 + 5 + 2 + 100,
        "mean": (4 - 7 + 5 + 2) / 4 + 100,
        "max": 5 + 100,
        "min": -7 + 100,
        "median": (2 + 4) / 2 + 100,
        "product": 4 * -7 * 5 * 2 + 100,
        "weighted_sum": 1 * 4 + 1 * -7 + 1 * 5 + 1 * 2 + 100,
    }


def test_a_weighted_sum_may_weigh_the_channels_of_each_filter_differently():
    maps = np.array([[[[4]], [[5]]], [[[6]], [[7]]]])
    assert weighted_sum_channels(maps, weights=[2, 3]).tolist() == [
        [[2 * 4 + 3 * 5]],
        [[2 * 6 + 3 * 7]],
    ]
    assert weighted_sum_channels(maps, weights=[[2, 3], [0, -1]]).tolist() == [
        [[2 * 4 + 3 * 5]],
        [[0 * 6 - 1 * 7]],
    ]


@given(layers())
def test_the_sum_is_conv2d_and_the_mean_is_the_sum_divided_by_the_channels(layer: RandomLayer):
    maps = partial_maps(layer.input, layer.weight, **layer.geometry)
    depth = layer.weight.shape[1]
    total = conv2d(layer.input, layer.weight, **layer.geometry)
    np.testing.assert_array_equal(sum_channels(maps), total)
    np.testing.assert_array_equal(mean_channels(maps), total / depth)
    np.testing.assert_array_equal(
        mean_channels(maps, layer.bias), total / depth + layer.bias[:, None, None]
    )


@given(layers(), st.data())
def test_a_weighted_sum_is_conv2d_with_kernels_that_are_weighted(layer: RandomLayer, data):
    weights = data.draw(whole_numbers(*layer.weight.shape[:2]))
    maps = partial_maps(layer.input, layer.weight, **layer.geometry)
    np.testing.assert_array_equal(
        weighted_sum_channels(maps, layer.bias, weights=weights),
        conv2d(layer.input, layer.weight * weights[:, :, None, None], layer.bias, **layer.geometry),
    )


@given(whole_numbers(2, 3, 4, 2, 2), whole_numbers(3))
def test_every_reduction_of_a_batch_reduces_each_sample_alone(batch, bias):
    for reduction in REDUCTIONS.values():
        both = reduction.function(batch, bias)
        assert both.shape == (2, 3, 2, 2)
        for sample, maps in zip(batch, both, strict=True):
            np.testing.assert_array_equal(reduction.function(sample, bias), maps)


@given(whole_numbers(2, 1, 3, 3), whole_numbers(2))
def test_of_a_single_channel_every_reduction_is_that_channel_plus_bias(maps, bias):
    for reduction in REDUCTIONS.values():
        np.testing.assert_array_equal(
            reduction.function(maps, bias), maps[:, 0] + bias[:, None, None]
        )


@given(whole_numbers(1, 5, 2, 2), st.permutations(range(5)))
def test_no_reduction_but_the_weighted_sum_cares_in_which_order_the_channels_come(maps, order):
    for reduction in REDUCTIONS.values():
        np.testing.assert_array_equal(reduction.function(maps[:, order]), reduction.function(maps))
    weights = np.arange(5)
    np.testing.assert_array_equal(
        weighted_sum_channels(maps[:, order], weights=weights[order]),
        weighted_sum_channels(maps, weights=weights),
    )


# Four channels: their mean is a quarter of a whole number, which float64 holds exactly.
@pytest.mark.parametrize("key", [key for key, entry in REDUCTIONS.items() if entry.linear])
@given(whole_numbers(2, 4, 2, 2), whole_numbers(2, 4, 2, 2), st.integers(-9, 9))
def test_a_reduction_called_linear_keeps_sums_and_multiples(key, maps, others, factor):
    reduce = REDUCTIONS[key].function
    np.testing.assert_array_equal(
        reduce(factor * maps + others), factor * reduce(maps) + reduce(others)
    )


@pytest.mark.parametrize(
    ("reduce", "of_each", "of_their_sum"),
    [
        (max_channels, (9, 8), max(1 + 8, 9 + 0)),  # 9 is not 17
        (min_channels, (1, 0), min(1 + 8, 9 + 0)),  # 9 is not 1
        (product_channels, (1 * 9, 8 * 0), (1 + 8) * (9 + 0)),  # 81 is not 9
    ],
)
def test_the_largest_the_smallest_and_the_product_of_a_sum_are_not_the_sum_of_theirs(
    reduce, of_each, of_their_sum
):
    maps, others = single_position(1, 9), single_position(8, 0)
    assert (reduce(maps).item(), reduce(others).item()) == of_each
    assert reduce(maps + others).item() == of_their_sum
    assert of_their_sum != sum(of_each)


def test_the_median_of_a_sum_is_not_the_sum_of_the_medians():
    maps, others = single_position(0, 1, 9), single_position(9, 0, 0)
    assert (median_channels(maps).item(), median_channels(others).item()) == (1, 0)
    assert median_channels(maps + others).item() == 9  # of 0 + 9, 1 + 0, 9 + 0


def test_a_channel_of_0_silences_the_product_but_not_the_sum():
    maps = single_position(4, 0, 5)
    assert product_channels(maps).item() == 4 * 0 * 5 == 0
    assert sum_channels(maps).item() == 4 + 0 + 5


@pytest.mark.parametrize(
    ("key", "type_of_integers"),
    [
        ("sum", np.int64),
        ("mean", np.float64),
        ("max", np.int64),
        ("min", np.int64),
        ("median", np.float64),
        ("product", np.int64),
        ("weighted_sum", np.int64),
    ],
)
def test_integers_stay_integers_unless_a_fraction_is_needed(key, type_of_integers):
    pixels = np.full((1, 3, 1, 1), 200, np.uint8)
    assert REDUCTIONS[key].function(pixels).dtype == type_of_integers
    assert REDUCTIONS[key].function(pixels.astype(np.float32)).dtype == np.float32


def test_a_product_that_int64_cannot_hold_is_refused_and_floats_hold_it_rounded():
    fits = single_position(-(2**31), 2**31)
    assert product_channels(fits).item() == -(2**31) * 2**31 == -(2**62)
    with pytest.raises(ValueError, match=r"product of 3 channel sums is about 9\.22e\+18"):
        product_channels(single_position(2**31, 2**31, 2))
    assert product_channels(single_position(2.0**31, 2.0**31, 2.0)).item() == 2.0**63


def test_a_product_with_a_zero_is_0_however_large_the_other_channels_are():
    assert product_channels(single_position(*[10**18] * 30, 0)).item() == 0


@each_reduction
def test_maps_without_a_channel_axis_are_refused(key):
    with pytest.raises(ValueError, match=r"partial maps of shape \(2, 4, 4\) have 3 axes"):
        REDUCTIONS[key].function(np.zeros((2, 4, 4)))


@each_reduction
def test_a_bias_is_one_number_for_each_filter_and_not_for_each_channel(key):
    with pytest.raises(ValueError, match=r"bias of shape \(3,\) .* must be \(2,\)"):
        REDUCTIONS[key].function(np.zeros((2, 3, 4, 4)), [1, 2, 3])


def test_weights_are_one_for_each_channel():
    with pytest.raises(ValueError, match=r"weights of shape \(2,\) .* must be \(3,\) or \(2, 3\)"):
        weighted_sum_channels(np.zeros((2, 3, 4, 4)), weights=[1, 2])


def test_every_entry_of_the_table_has_its_key():
    for key, reduction in REDUCTIONS.items():
        assert reduction.key == key
    assert [key for key, reduction in REDUCTIONS.items() if reduction.takes_weights] == [
        "weighted_sum"
    ]
