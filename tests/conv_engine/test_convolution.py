"""conv2d, partial_maps and sum_channels: facts by hand, and every geometry against six loops."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_layers import RandomLayer, layers, whole_numbers
from reference import reference_conv2d

from conv_engine import conv2d, partial_maps, step_at, sum_channels


def test_two_channels_of_dive_into_deep_learning():
    input = np.stack([np.arange(0, 9), np.arange(1, 10)]).reshape(2, 3, 3)
    weight = np.array([[[[0, 1], [2, 3]], [[1, 2], [3, 4]]]])
    top_left = (0 * 0 + 1 * 1 + 3 * 2 + 4 * 3) + (1 * 1 + 2 * 2 + 4 * 3 + 5 * 4)
    assert top_left == 56
    np.testing.assert_array_equal(conv2d(input, weight), [[[top_left, 72], [104, 120]]])


def test_channels_are_added_not_averaged_and_each_share_is_a_pair_of_digits():
    input = np.ones((3, 2, 2), int) * np.array([1, 100, 10000])[:, None, None]
    assert conv2d(input, np.ones((1, 3, 2, 2), int)).item() == 4 * 1 + 4 * 100 + 4 * 10000 == 40404


def test_the_kernel_is_not_flipped():
    row = [[[5, 7, 9]]]
    np.testing.assert_array_equal(conv2d(row, [[[[0, 1]]]]), [[[7, 9]]])  # 0*5 + 1*7, 0*7 + 1*9


def test_there_are_as_many_maps_as_filters_and_the_sum_is_what_makes_them_so_few():
    input, weight = np.ones((3, 5, 5), int), np.ones((2, 3, 3, 3), int)
    assert partial_maps(input, weight).shape == (2, 3, 3, 3)  # 2 filters x 3 channels
    assert conv2d(input, weight).shape == (2, 3, 3)


def test_the_bias_is_added_once_per_filter_and_not_once_per_channel():
    input, weight = [[[2]], [[3]]], [[[[1]], [[1]]]]
    assert conv2d(input, weight, [100]).item() == 2 * 1 + 3 * 1 + 100


def test_three_kernels_of_one_filter_need_not_be_alike():
    input = [[[5, 1]], [[6, 8]], [[7, 3]]]
    difference = [[-1, 1]]
    red_against_blue = [[difference, [[0, 0]], [[1, -1]]]]
    assert conv2d(input, red_against_blue).item() == (-5 + 1) + (0 * 6 + 0 * 8) + (7 - 3)


def test_groups_have_weights_of_their_own():
    input = [[[1]], [[10]]]
    np.testing.assert_array_equal(
        conv2d(input, [[[[2]]], [[[3]]]], groups=2).ravel(), [2 * 1, 3 * 10]
    )


def test_depthwise_does_not_mix_channels_and_the_1x1_after_it_does():
    input = [[[1, 2]], [[10, 20]]]
    depthwise = conv2d(input, [[[[1, 1]]], [[[1, -1]]]], groups=2)
    np.testing.assert_array_equal(depthwise.ravel(), [1 + 2, 10 - 20])
    assert conv2d(depthwise, [[[[5]], [[7]]]]).item() == 5 * (1 + 2) + 7 * (10 - 20)


@given(whole_numbers(3, 2, 4), whole_numbers(2, 3))
def test_a_1x1_convolution_is_a_matrix_that_mixes_channels(input, matrix):
    mixed = (matrix @ input.reshape(3, 2 * 4)).reshape(2, 2, 4)
    np.testing.assert_array_equal(conv2d(input, matrix[:, :, None, None]), mixed)


def test_same_at_stride_2_is_one_cell_off_between_tensorflow_and_three_and_three():
    input = np.zeros((1, 224, 224), int)
    input[0, 0, 0] = 1
    weight = np.arange(49).reshape(1, 1, 7, 7)
    tensorflow = conv2d(input, weight, stride=2, padding="same")
    people = conv2d(input, weight, stride=2, padding=3)
    assert tensorflow.shape == people.shape == (1, 112, 112)
    assert tensorflow[0, 0, 0] == 7 * 2 + 2  # row 2, column 2 of the kernel
    assert people[0, 0, 0] == 7 * 3 + 3


@given(layers())
def test_conv2d_is_six_loops(layer: RandomLayer):
    spec, (_, height, width) = layer.spec, layer.input.shape
    expected = reference_conv2d(
        layer.input.tolist(),
        layer.weight.tolist(),
        layer.bias.tolist(),
        spec.stride,
        spec.pad_amounts(height, width),
        spec.dilation,
        spec.groups,
        spec.padding_mode,
    )
    feature_maps = conv2d(layer.input, layer.weight, layer.bias, **layer.geometry)
    assert feature_maps.tolist() == expected
    assert feature_maps.shape == spec.output_shape(layer.input.shape)
    assert feature_maps.dtype == np.int64


@given(layers())
def test_partial_maps_summed_over_channels_plus_bias_are_conv2d(layer: RandomLayer):
    maps = partial_maps(layer.input, layer.weight, **layer.geometry)
    feature_maps = conv2d(layer.input, layer.weight, layer.bias, **layer.geometry)
    np.testing.assert_array_equal(maps.sum(axis=-3) + layer.bias[:, None, None], feature_maps)
    np.testing.assert_array_equal(sum_channels(maps, layer.bias), feature_maps)


@given(layers(), st.data())
def test_a_partial_map_is_the_filter_with_its_other_kernels_at_zero(layer: RandomLayer, data):
    channel = data.draw(st.integers(0, layer.weight.shape[1] - 1))
    alone = np.zeros_like(layer.weight)
    alone[:, channel] = layer.weight[:, channel]
    np.testing.assert_array_equal(
        partial_maps(layer.input, layer.weight, **layer.geometry)[:, channel],
        conv2d(layer.input, alone, **layer.geometry),
    )


@given(layers(), st.data())
def test_a_step_is_one_cell_of_conv2d_and_its_parts_add_up(layer: RandomLayer, data):
    feature_maps = conv2d(layer.input, layer.weight, layer.bias, **layer.geometry)
    place = tuple(data.draw(st.integers(0, n - 1)) for n in feature_maps.shape)
    step = step_at(layer.input, layer.weight, layer.bias, *place, **layer.geometry)
    assert step.output == feature_maps[place]
    assert step.output == sum(step.channel_sums.tolist()) + step.bias
    assert step.channel_sums.tolist() == [products.sum() for products in step.partial_products]
    assert step.partial_products.tolist() == (step.patch * step.kernels).tolist()


@given(layers(), st.data())
def test_samples_of_a_batch_do_not_meet(layer: RandomLayer, data):
    other = data.draw(whole_numbers(*layer.input.shape))
    batch = np.stack([layer.input, other])
    for convolve in (conv2d, partial_maps):
        both = convolve(batch, layer.weight, **layer.geometry)
        for sample, maps in zip((layer.input, other), both, strict=True):
            np.testing.assert_array_equal(convolve(sample, layer.weight, **layer.geometry), maps)


@given(layers(), st.data())
def test_a_channel_that_is_switched_off_is_a_channel_of_zeros(layer: RandomLayer, data):
    depth = layer.weight.shape[1]
    keep = data.draw(st.lists(st.booleans(), min_size=depth, max_size=depth))
    switched = layer.weight * np.array(keep)[:, None, None]
    maps = partial_maps(layer.input, layer.weight, **layer.geometry)
    np.testing.assert_array_equal(
        sum_channels(maps, layer.bias, keep=keep),
        conv2d(layer.input, switched, layer.bias, **layer.geometry),
    )


def test_a_channel_switched_off_leaves_no_nan_behind():
    maps = np.array([1.0, np.nan]).reshape(1, 2, 1, 1)
    assert np.isnan(sum_channels(maps)).all()
    assert sum_channels(maps, keep=[True, False]).item() == 1.0


@pytest.mark.parametrize(
    ("input_shape", "weight_shape", "bias_shape", "sentence"),
    [
        ((4, 4), (1, 1, 3, 3), None, r"input of shape \(4, 4\) has 2 axes"),
        ((4, 5, 5), (2, 3, 3, 3), None, r"has 4 channels, .* depth 3 with groups 1 need 3\*1 = 3"),
        ((3, 0, 5), (2, 3, 3, 3), None, r"input of shape \(3, 0, 5\) has an empty axis"),
        ((0, 3, 5, 5), (2, 3, 3, 3), None, r"input of shape \(0, 3, 5, 5\) has an empty axis"),
        ((3, 5, 5), (3, 3, 3), None, r"weight of shape \(3, 3, 3\) has 3 axes, but needs 4"),
        ((3, 5, 5), (2, 3, 0, 3), None, r"weight of shape \(2, 3, 0, 3\) has an empty axis"),
        ((3, 5, 5), (2, 3, 3, 3), (3,), r"bias of shape \(3,\) .* must be \(2,\)"),
        ((3, 5, 5), (2, 3, 3, 3), (2, 1), r"bias of shape \(2, 1\) .* must be \(2,\)"),
    ],
)
def test_shapes_that_make_no_layer_are_refused(input_shape, weight_shape, bias_shape, sentence):
    bias = None if bias_shape is None else np.zeros(bias_shape)
    with pytest.raises(ValueError, match=sentence):
        conv2d(np.zeros(input_shape), np.zeros(weight_shape), bias)


@pytest.mark.parametrize("keep", [[1, 0, 1], [True, False], True])
def test_keep_is_one_boolean_per_channel(keep):
    with pytest.raises(ValueError, match="one True or False for each of 3 channels"):
        sum_channels(np.zeros((2, 3, 4, 4)), keep=keep)


def test_partial_maps_without_a_channel_axis_are_refused():
    with pytest.raises(ValueError, match=r"partial maps of shape \(2, 4, 4\) have 3 axes"):
        sum_channels(np.zeros((2, 4, 4)))
