"""Keras's functions: their layouts by hand, and what Keras refuses; the goldens hold the rest."""

import numpy as np
import pytest
from hypothesis import given
from random_layers import whole_numbers

from conv_engine.frameworks.keras import (
    conv2d,
    conv2d_transpose,
    depthwise_conv2d,
    separable_conv2d,
)
from conv_engine.frameworks.layouts import to_channels_first


def test_filters_are_the_last_axis_of_a_kernel_and_of_the_maps():
    pixel = [[[2, 3]]]  # one row, one column, two channels
    kernel = [[[[1, 100], [10, 1000]]]]  # [channel][filter]
    np.testing.assert_array_equal(
        conv2d(pixel, kernel, [5, 7]), [[[2 * 1 + 3 * 10 + 5, 2 * 100 + 3 * 1000 + 7]]]
    )


def test_depthwise_filters_of_one_channel_stay_together():
    pixel, kernel = [[[2, 3]]], [[[[1, 10], [100, 1000]]]]  # [channel][which of its two filters]
    np.testing.assert_array_equal(
        depthwise_conv2d(pixel, kernel).ravel(), [2 * 1, 2 * 10, 3 * 100, 3 * 1000]
    )


def test_separable_is_depthwise_without_mixing_and_then_a_1x1_that_mixes():
    pixel, depthwise, pointwise = [[[2, 3]]], [[[[1], [10]]]], [[[[5], [7]]]]
    mixed = separable_conv2d(pixel, depthwise, pointwise, [100])
    assert mixed.item() == 5 * (2 * 1) + 7 * (3 * 10) + 100


def test_the_input_channels_are_the_last_axis_of_a_transposed_kernel():
    pixel, kernel = [[[2, 3]]], [[[[1, 100], [10, 1000]]]]  # [filter][channel]
    np.testing.assert_array_equal(
        conv2d_transpose(pixel, kernel).ravel(), [2 * 1 + 3 * 100, 2 * 10 + 3 * 1000]
    )


def test_same_at_strides_2_pads_the_odd_cell_after():
    row = np.array([1, 10, 100, 1000]).reshape(1, 4, 1)
    ones = np.ones((1, 3, 1, 1), int)
    np.testing.assert_array_equal(
        conv2d(row, ones, strides=(1, 2), padding="same").ravel(),
        [1 + 10 + 100, 100 + 1000 + 0],
    )


def test_transposed_same_cuts_the_odd_cell_off_after():
    row = np.array([1, 10]).reshape(1, 2, 1)
    kernel = np.array([2, 3, 4]).reshape(1, 3, 1, 1)
    np.testing.assert_array_equal(
        conv2d_transpose(row, kernel, strides=(1, 2), padding="same").ravel(),
        [1 * 2, 1 * 3, 1 * 4 + 10 * 2, 10 * 3],  # 10 * 4 is cut off
    )


def test_a_kernel_shorter_than_strides_leaves_zeros_at_the_end_of_a_transposed_layer():
    pixel, kernel = [[[5]]], [[[[1]]]]
    stretched = conv2d_transpose(pixel, kernel, strides=(1, 3))
    np.testing.assert_array_equal(stretched.ravel(), [5 * 1, 0, 0])
    bare = conv2d_transpose(pixel, kernel, strides=(1, 3), output_padding=0)
    np.testing.assert_array_equal(bare.ravel(), [5 * 1])


@given(whole_numbers(2, 4, 5, 3), whole_numbers(2, 3, 3, 2), whole_numbers(1, 1, 6, 2))
def test_data_format_moves_the_channels_of_maps_and_not_of_kernels(x, kernel, pointwise):
    calls = (
        (conv2d, (kernel,)),
        (depthwise_conv2d, (kernel,)),
        (separable_conv2d, (kernel, pointwise)),
        (conv2d_transpose, (kernel.swapaxes(2, 3),)),
    )
    for function, kernels in calls:
        last = function(x, *kernels, strides=2, padding="same")
        first = function(
            to_channels_first(x), *kernels, strides=2, padding="same", data_format="channels_first"
        )
        np.testing.assert_array_equal(to_channels_first(last), first)


def test_depthwise_takes_strides_and_dilation_together_and_conv2d_does_not():
    x, kernel = np.arange(7).reshape(1, 7, 1), np.ones((1, 2, 1, 1), int)
    together = {"strides": (1, 2), "dilation_rate": (1, 3)}
    np.testing.assert_array_equal(depthwise_conv2d(x, kernel, **together).ravel(), [0 + 3, 2 + 5])
    for function in (conv2d, conv2d_transpose):
        with pytest.raises(ValueError, match=r"strides \(1, 2\) and dilation_rate \(1, 3\)"):
            function(x, kernel, **together)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"padding": "causal"}, "padding 'causal' is not one of 'valid', 'same'"),
        ({"padding": "sane"}, "padding 'sane' .* nearest is 'same'"),
        ({"padding": 1}, r"padding 1 is neither .* nearest is ZeroPadding2D\(1\) before it"),
        ({"data_format": "NCHW"}, "is not one of 'channels_last', 'channels_first'"),
        ({"strides": 0}, "strides 0 is less than 1"),
        ({"groups": 3}, "groups 3 does not divide filters 4"),
        ({"groups": 2}, r"x of shape \(1, 5, 5, 3\) has 3 channels .* \(2, 2, 3, 4\) is for 6"),
        ({"x": np.ones((1, 3, 5, 5))}, r"has 5 channels \(channels_last\), but kernel of shape"),
        ({"data_format": "channels_first"}, r"has 5 channels \(channels_first\), but kernel"),
        ({"x": np.ones((5, 5))}, r"has 2 axes, but needs \(N, H, W, C\) or \(H, W, C\)"),
        ({"x": np.ones((0, 5, 5, 3))}, r"x of shape \(0, 5, 5, 3\) has an empty axis"),
        ({"kernel": np.ones((3, 3))}, r"kernel of shape \(3, 3\) has 2 axes, but needs 4: \(k_h"),
        ({"kernel": np.ones((6, 6, 3, 4))}, "kernel of extent 6x6 does not fit .* 5x5"),
        ({"bias": np.ones(3)}, r"bias of shape \(3,\) .* must be \(4,\)"),
    ],
)
def test_what_keras_refuses_is_refused(arguments, sentence):
    arrays = {"x": np.ones((1, 5, 5, 3)), "kernel": np.ones((2, 2, 3, 4))}
    with pytest.raises(ValueError, match=sentence):
        conv2d(**{**arrays, **arguments})


def test_kernels_that_do_not_fit_each_other_are_refused():
    x, depthwise = np.ones((5, 5, 3)), np.ones((3, 3, 3, 2))
    for shape in ((1, 1, 3, 4), (3, 3, 6, 4)):
        with pytest.raises(ValueError, match=r"its shape must be \(1, 1, 6, filters\)"):
            separable_conv2d(x, depthwise, np.ones(shape))
    with pytest.raises(ValueError, match=r"depthwise_kernel of shape \(3, 3, 4, 2\) is for 4"):
        depthwise_conv2d(x, np.ones((3, 3, 4, 2)))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"output_padding": 2, "strides": 2}, "height 2 is not less than strides 2; nearest is 1"),
        ({"output_padding": 0, "padding": "same"}, "kernel of even extent 2 is refused"),
        ({"kernel": np.ones((2, 2, 3, 4))}, r"has 3 channels .* \(2, 2, 3, 4\) is for 4"),
    ],
)
def test_what_keras_refuses_of_a_transposed_layer_is_refused(arguments, sentence):
    arrays = {"x": np.ones((1, 5, 5, 3)), "kernel": np.ones((2, 2, 4, 3))}
    with pytest.raises(ValueError, match=sentence):
        conv2d_transpose(**{**arrays, **arguments})
