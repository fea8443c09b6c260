"""What each wrong belief would compute, beside what is right."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_layers import RandomLayer, layers, whole_numbers

from conv_engine import (
    ConvSpec,
    Layer,
    conv2d,
    mean_over_channels,
    relu_before_sum,
    share_first_kernel,
    shuffle_channels,
)


def test_a_mean_over_channels_is_a_third_of_the_sum_and_then_the_bias():
    input = np.ones((3, 2, 2), int) * np.array([1, 100, 10000])[:, None, None]
    comparison = mean_over_channels(Layer.of(input, np.ones((1, 3, 2, 2), int), [6]))
    assert comparison.right.item() == 4 * 1 + 4 * 100 + 4 * 10000 + 6
    assert comparison.wrong.item() == (4 + 400 + 40000) / 3 + 6


def test_one_kernel_on_every_channel_misses_what_differs_between_channels():
    sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    colour_edge = np.stack([sobel, 0 * sobel, -sobel])[None]
    grey_edge = np.broadcast_to([0, 0, 1], (3, 3, 3))
    comparison = share_first_kernel(Layer.of(grey_edge, colour_edge))
    assert comparison.right.item() == 4 + 0 - 4
    assert comparison.wrong.item() == 4 + 4 + 4


def test_relu_before_the_sum_loses_what_should_have_been_taken_away():
    comparison = relu_before_sum(Layer.of([[[5]], [[4]]], [[[[1]], [[-1]]]], [2]))
    assert comparison.right.item() == max(5 - 4 + 2, 0)
    assert comparison.wrong.item() == max(max(5, 0) + max(-4, 0) + 2, 0)


@given(layers())
def test_right_is_conv2d_whatever_is_wrong(layer: RandomLayer):
    right = conv2d(layer.input, layer.weight, layer.bias, **layer.geometry)
    believed = Layer(layer.input, layer.weight, layer.bias, layer.spec)
    for compare in (mean_over_channels, share_first_kernel):
        np.testing.assert_array_equal(compare(believed).right, right)
    rectified = relu_before_sum(believed)
    np.testing.assert_array_equal(rectified.right, np.maximum(right, 0))
    assert (rectified.wrong >= rectified.right).all()  # a ReLU before the sum can only add


@given(whole_numbers(1, 4, 4), whole_numbers(2, 1, 3, 3))
def test_with_one_channel_no_belief_is_wrong(input, weight):
    for compare in (mean_over_channels, share_first_kernel, relu_before_sum):
        maps = compare(Layer.of(input, weight))
        np.testing.assert_array_equal(maps.wrong, maps.right)


@given(whole_numbers(2, 4, 3, 3), whole_numbers(2, 4, 2, 2), st.permutations(range(4)))
def test_channels_shuffled_in_input_and_weight_alike_change_nothing(input, weight, order):
    layer = Layer.of(input, weight, channel_names=tuple("abcd"))
    shuffled = shuffle_channels(layer, order)
    np.testing.assert_array_equal(shuffled.output, layer.output)
    np.testing.assert_array_equal(shuffled.partial, layer.partial[:, :, order])  # a batch
    assert shuffled.channel_names == tuple("abcd"[channel] for channel in order)


def test_channels_shuffled_in_the_input_alone_do_change_the_map():
    layer = Layer.of([[[5]], [[6]]], [[[[1]], [[10]]]])
    shuffled = shuffle_channels(layer, [1, 0])
    assert layer.output.item() == 5 * 1 + 6 * 10
    assert replace(layer, input=shuffled.input).output.item() == 6 * 1 + 5 * 10


@pytest.mark.parametrize("order", [[0, 1], [0, 0, 1], [1, 2, 3]])
def test_an_order_that_drops_or_repeats_a_channel_is_refused(order):
    with pytest.raises(ValueError, match=r"does not name each of 0\.\.2 once"):
        shuffle_channels(Layer.of(np.zeros((3, 2, 2)), np.zeros((1, 3, 1, 1))), order)


def test_shuffling_channels_across_groups_is_refused():
    weight = np.zeros((2, 2, 1, 1))
    layer = Layer.of(np.zeros((4, 2, 2)), weight, spec=ConvSpec.of(weight, groups=2))
    with pytest.raises(ValueError, match="groups 2 keep channels apart; nearest to shuffle is 1"):
        shuffle_channels(layer, [0, 1, 2, 3])
