"""Depthwise layers and mixing afterwards: what equals what, to the last bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_layers import RandomLayer, layers, whole_numbers

from conv_engine import ConvSpec, conv2d, dense_weight, partial_maps, pointwise, sum_channels


@st.composite
def separables(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Input, a kernel for each channel, mixing matrix and bias."""
    channels, filters = (draw(st.integers(1, 3)) for _ in range(2))
    return (
        draw(whole_numbers(channels, 4, 5)),
        draw(whole_numbers(channels, 1, 3, 2)),
        draw(whole_numbers(filters, channels)),
        draw(whole_numbers(filters)),
    )


def test_channels_are_mixed_after_a_layer_that_leaves_them_apart():
    apart = conv2d([[[1, 2]], [[10, 20]]], [[[[1, 1]]], [[[1, -1]]]], groups=2)
    assert apart.ravel().tolist() == [1 + 2, 10 - 20]
    assert pointwise(apart, [[5, 7]], [1]).item() == 5 * (1 + 2) + 7 * (10 - 20) + 1


def test_two_filters_for_each_channel_come_one_channel_after_the_other():
    kernels = np.array([2, 3, 5, 7]).reshape(4, 1, 1, 1)
    assert conv2d([[[1]], [[10]]], kernels, [0, 0, 0, 4], groups=2).ravel().tolist() == [
        2 * 1,
        3 * 1,
        5 * 10,
        7 * 10 + 4,
    ]


def test_more_rows_of_the_mixing_matrix_are_more_feature_maps():
    maps = pointwise([[[5]], [[6]], [[7]]], [[1, 1, 1], [1, 0, -1]], [0, 100])
    assert maps.ravel().tolist() == [5 + 6 + 7, 5 - 7 + 100]


@given(layers())
def test_with_one_group_a_layer_is_the_sum_over_all_channels(layer: RandomLayer):
    dense = np.concatenate([layer.weight] * layer.spec.groups, axis=1)
    geometry = layer.geometry | {"groups": 1}
    of_each_channel = [
        conv2d(layer.input[[channel]], dense[:, [channel]], **geometry)
        for channel in range(len(layer.input))
    ]
    np.testing.assert_array_equal(
        conv2d(layer.input, dense, layer.bias, **geometry),
        sum(of_each_channel) + layer.bias[:, None, None],
    )


@given(layers(), st.integers(1, 3), st.data())
def test_with_a_group_for_each_channel_every_channel_is_a_layer_of_its_own(layer, m, data):
    channels = len(layer.input)
    weight = data.draw(whole_numbers(channels * m, 1, *layer.spec.kernel_size))
    bias = data.draw(whole_numbers(channels * m))
    maps = conv2d(layer.input, weight, bias, **layer.geometry | {"groups": channels})
    alone = layer.geometry | {"groups": 1}
    for channel, own in enumerate(maps.reshape(channels, m, *maps.shape[1:])):
        kernels = slice(channel * m, (channel + 1) * m)
        np.testing.assert_array_equal(
            own, conv2d(layer.input[[channel]], weight[kernels], bias[kernels], **alone)
        )


@given(whole_numbers(3, 4, 5), whole_numbers(2, 3, 3, 3))
def test_a_depthwise_layer_with_the_kernels_of_a_dense_one_makes_its_partial_maps(input, weight):
    kernels = weight.swapaxes(0, 1).reshape(3 * 2, 1, 3, 3)  # 2 filters are 2 kernels a channel
    by_channel = conv2d(input, kernels, groups=3).reshape(3, 2, 2, 3)
    np.testing.assert_array_equal(by_channel.swapaxes(0, 1), partial_maps(input, weight))


@given(whole_numbers(3, 4, 5), whole_numbers(1, 3, 3, 3), whole_numbers(1))
def test_depthwise_and_then_a_1x1_of_ones_is_conv2d(input, weight, bias):
    kernels = weight.swapaxes(0, 1)
    apart = conv2d(input, kernels, groups=3)
    np.testing.assert_array_equal(
        pointwise(apart, np.ones((1, 3), int), bias), conv2d(input, weight, bias)
    )


@given(whole_numbers(2, 3, 4), whole_numbers(1))
def test_a_pointwise_row_of_ones_is_the_plain_sum_of_the_channels(input, bias):
    plain_sum = sum_channels(input[np.newaxis], bias)  # as if one filter had made these maps
    np.testing.assert_array_equal(pointwise(input, [[1, 1]], bias), plain_sum)


@given(separables())
def test_mixing_afterwards_is_the_dense_layer_of_its_merged_weight(layer):
    input, kernels, mixing, bias = layer
    weight = dense_weight(kernels, mixing)
    assert weight.shape == (len(mixing), len(input), 3, 2)
    windows = {"stride": (1, 2), "padding": 1, "dilation": (2, 1)}
    apart = conv2d(input, kernels, groups=len(input), **windows)
    np.testing.assert_array_equal(
        pointwise(apart, mixing, bias), conv2d(input, weight, bias, **windows)
    )


@given(whole_numbers(2, 3, 4, 4), whole_numbers(2, 3))
def test_samples_of_a_batch_are_mixed_apart(batch, mixing):
    for sample, maps in zip(batch, pointwise(batch, mixing), strict=True):
        np.testing.assert_array_equal(pointwise(sample, mixing), maps)


def test_mixing_afterwards_costs_kkc_and_cf_instead_of_kkcf():
    k, c, f = 3, 64, 128
    dense = ConvSpec(c, f, k, padding="same", bias=False)
    sliding, mixing = (
        ConvSpec(c, c, k, padding="same", groups=c, bias=False),
        ConvSpec(c, f, 1, bias=False),
    )
    assert dense.parameter_count == k * k * c * f
    assert sliding.parameter_count + mixing.parameter_count == k * k * c + c * f
    picture = (c, 10, 10)
    assert dense.multiply_adds(picture) == 10 * 10 * k * k * c * f
    assert sliding.multiply_adds(picture) + mixing.multiply_adds(picture) == 10 * 10 * (
        k * k * c + c * f
    )


def test_mixing_that_is_no_matrix_or_has_other_channels_is_refused():
    with pytest.raises(ValueError, match=r"mixing of shape \(3,\) has 1 axes, but needs 2"):
        pointwise(np.zeros((3, 2, 2)), [1, 1, 1])
    with pytest.raises(ValueError, match="has 3 channels, but filters of depth 2"):
        pointwise(np.zeros((3, 2, 2)), [[1, 1]])


def test_kernels_that_do_not_match_the_mixing_make_no_dense_weight():
    with pytest.raises(ValueError, match=r"mixing of shape \(1, 3\) does not fit 4 kernels"):
        dense_weight(np.zeros((4, 1, 2, 2)), np.zeros((1, 3)))
    with pytest.raises(ValueError, match=r"of shape \(2, 2, 3, 3\) has kernels of depth 2"):
        dense_weight(np.zeros((2, 2, 3, 3)), np.zeros((1, 2)))
