"""Depthwise, pointwise and separable layers: what equals what, to the last bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_layers import RandomLayer, layers, whole_numbers

from conv_engine import (
    ConvSpec,
    conv2d,
    dense_weight,
    depthwise,
    partial_maps,
    pointwise,
    separable,
    sum_channels,
)


def sliding(layer: RandomLayer) -> dict:
    """The geometry of a layer without its groups."""
    return {name: value for name, value in layer.geometry.items() if name != "groups"}


@st.composite
def separables(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, int]:
    """Input, kernels (m for each channel), mixing matrix, bias, and m."""
    channels, m, filters = (draw(st.integers(1, 3)) for _ in range(3))
    return (
        draw(whole_numbers(channels, 4, 5)),
        draw(whole_numbers(channels * m, 1, 3, 2)),
        draw(whole_numbers(filters, channels * m)),
        draw(whole_numbers(filters)),
        m,
    )


def test_separable_is_a_depthwise_layer_and_then_a_weighted_sum():
    input = [[[1, 2]], [[10, 20]]]
    kernels = [[[[1, 1]]], [[[1, -1]]]]
    assert depthwise(input, kernels).ravel().tolist() == [1 + 2, 10 - 20]
    assert separable(input, kernels, [[5, 7]], [1]).item() == 5 * (1 + 2) + 7 * (10 - 20) + 1


def test_a_depth_multiplier_gives_each_channel_its_kernels_one_channel_after_the_other():
    kernels = np.array([2, 3, 5, 7]).reshape(4, 1, 1, 1)
    assert depthwise([[[1]], [[10]]], kernels, [0, 0, 0, 4]).ravel().tolist() == [
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
def test_with_a_group_for_each_channel_a_layer_is_depthwise(layer: RandomLayer, m, data):
    channels = len(layer.input)
    weight = data.draw(whole_numbers(channels * m, 1, *layer.spec.kernel_size))
    bias = data.draw(whole_numbers(channels * m))
    maps = depthwise(layer.input, weight, bias, **sliding(layer))
    np.testing.assert_array_equal(
        maps, conv2d(layer.input, weight, bias, **layer.geometry | {"groups": channels})
    )
    for channel, own in enumerate(maps.reshape(channels, m, *maps.shape[1:])):
        kernels = slice(channel * m, (channel + 1) * m)
        np.testing.assert_array_equal(
            own,
            conv2d(layer.input[[channel]], weight[kernels], bias[kernels], **sliding(layer)),
        )


@given(whole_numbers(3, 4, 5), whole_numbers(2, 3, 3, 3))
def test_a_depthwise_layer_with_the_kernels_of_a_dense_one_makes_its_partial_maps(input, weight):
    kernels = weight.swapaxes(0, 1).reshape(3 * 2, 1, 3, 3)  # 2 filters are 2 kernels a channel
    by_channel = depthwise(input, kernels).reshape(3, 2, 2, 3)
    np.testing.assert_array_equal(by_channel.swapaxes(0, 1), partial_maps(input, weight))


@given(whole_numbers(3, 4, 5), whole_numbers(1, 3, 3, 3), whole_numbers(1))
def test_depthwise_and_then_a_1x1_of_ones_is_conv2d(input, weight, bias):
    kernels = weight.swapaxes(0, 1)
    np.testing.assert_array_equal(
        separable(input, kernels, np.ones((1, 3), int), bias), conv2d(input, weight, bias)
    )


@given(whole_numbers(2, 3, 4), whole_numbers(1))
def test_a_pointwise_row_of_ones_is_the_plain_sum_of_the_channels(input, bias):
    plain_sum = sum_channels(input[np.newaxis], bias)  # as if one filter had made these maps
    np.testing.assert_array_equal(pointwise(input, [[1, 1]], bias), plain_sum)


@given(separables())
def test_separable_is_the_dense_layer_of_its_merged_weight(layer):
    input, kernels, mixing, bias, m = layer
    weight = dense_weight(kernels, mixing, depth_multiplier=m)
    assert weight.shape == (len(mixing), len(input), 3, 2)
    np.testing.assert_array_equal(
        separable(input, kernels, mixing, bias, stride=(1, 2), padding=1, dilation=(2, 1)),
        conv2d(input, weight, bias, stride=(1, 2), padding=1, dilation=(2, 1)),
    )


@given(whole_numbers(2, 3, 4, 4), whole_numbers(6, 1, 2, 2), whole_numbers(2, 6))
def test_samples_of_a_batch_are_separate(batch, kernels, mixing):
    for sample, maps in zip(batch, separable(batch, kernels, mixing), strict=True):
        np.testing.assert_array_equal(separable(sample, kernels, mixing), maps)


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


@pytest.mark.parametrize(
    ("input_shape", "weight_shape", "sentence"),
    [
        ((2, 4, 4), (2, 2, 3, 3), r"depthwise weight of shape \(2, 2, 3, 3\) has kernels of depth"),
        ((3, 4, 4), (4, 1, 3, 3), "4 kernels does not give equally many .* 3 channels; .* is 3"),
        ((3, 4, 4), (1, 1, 3, 3), "1 kernels does not give equally many .* 3 channels; .* is 3"),
        ((2, 4), (2, 1, 3, 3), r"input of shape \(2, 4\) has 2 axes"),
        ((2, 4, 4), (2, 3, 3), r"weight of shape \(2, 3, 3\) has 3 axes, but needs 4"),
        ((2, 4, 4), (2, 1, 5, 5), "kernel of extent 5x5 does not fit the padded input 4x4"),
    ],
)
def test_what_makes_no_depthwise_layer_is_refused(input_shape, weight_shape, sentence):
    with pytest.raises(ValueError, match=sentence):
        depthwise(np.zeros(input_shape), np.zeros(weight_shape))


def test_mixing_that_is_no_matrix_or_has_other_channels_is_refused():
    with pytest.raises(ValueError, match=r"mixing of shape \(3,\) has 1 axes, but needs 2"):
        pointwise(np.zeros((3, 2, 2)), [1, 1, 1])
    with pytest.raises(ValueError, match="has 3 channels, but filters of depth 2"):
        pointwise(np.zeros((3, 2, 2)), [[1, 1]])


@pytest.mark.parametrize(("columns", "m"), [(3, 1), (4, 3)])
def test_kernels_that_do_not_match_the_mixing_make_no_dense_weight(columns, m):
    with pytest.raises(ValueError, match=f"4 kernels, {m} for each channel, do not fit"):
        dense_weight(np.zeros((4, 1, 2, 2)), np.zeros((1, columns)), depth_multiplier=m)
