"""The order of axes: numbered blocks followed by hand, and every way there and back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv_engine.frameworks.layouts import (
    axis_names,
    depthwise_to_keras,
    depthwise_to_pytorch,
    to_channels_first,
    to_channels_last,
    weight_to_keras,
    weight_to_pytorch,
)

sizes = st.integers(1, 4)
four_sizes = st.tuples(sizes, sizes, sizes, sizes)


def numbered(shape: tuple[int, ...]) -> np.ndarray:
    return np.arange(np.prod(shape)).reshape(shape)


def test_a_number_of_a_kernel_keeps_its_row_column_channel_and_filter():
    kernel = numbered((2, 3, 4, 5))  # row, column, channel, filter
    weight = weight_to_pytorch(kernel)
    assert weight.shape == (5, 4, 2, 3)
    row, column, channel, filter = 1, 2, 3, 4
    number = ((row * 3 + column) * 4 + channel) * 5 + filter
    assert weight[filter, channel, row, column] == kernel[row, column, channel, filter] == number


def test_depthwise_filters_of_one_channel_stay_together():
    kernel = numbered((2, 2, 3, 2))  # row, column, channel, which of its two filters
    weight = depthwise_to_pytorch(kernel)
    assert weight.shape == (3 * 2, 1, 2, 2)
    np.testing.assert_array_equal(weight[2 * 2 + 1, 0], kernel[:, :, 2, 1])


def test_rows_and_columns_are_not_flipped():
    kernel = np.array([[1, 2], [3, 4]])
    np.testing.assert_array_equal(weight_to_pytorch(kernel[:, :, None, None])[0, 0], kernel)
    np.testing.assert_array_equal(depthwise_to_pytorch(kernel[:, :, None, None])[0, 0], kernel)


@given(four_sizes)
def test_a_weight_comes_back_from_the_other_framework(shape):
    block = numbered(shape)
    np.testing.assert_array_equal(weight_to_keras(weight_to_pytorch(block)), block)
    np.testing.assert_array_equal(weight_to_pytorch(weight_to_keras(block)), block)
    there = depthwise_to_pytorch(block)
    np.testing.assert_array_equal(depthwise_to_keras(there, shape[2]), block)


@given(four_sizes | st.tuples(sizes, sizes, sizes))
def test_maps_come_back_from_the_other_data_format(shape):
    block = numbered(shape)
    np.testing.assert_array_equal(to_channels_last(to_channels_first(block)), block)
    np.testing.assert_array_equal(to_channels_first(to_channels_last(block)), block)
    assert to_channels_first(block)[..., -1, 0, 0].tolist() == block[..., 0, 0, -1].tolist()


@pytest.mark.parametrize(
    ("name", "move"),
    [
        ("weight", weight_to_pytorch),
        ("transposed weight", weight_to_pytorch),
        ("input", to_channels_first),
        ("output", to_channels_first),
    ],
)
def test_axis_names_move_as_the_axes_do(name, move):
    keras, pytorch = axis_names(name, "keras"), axis_names(name, "pytorch")
    length = {axis: 2 + place for place, axis in enumerate(keras)}
    moved = move(np.zeros([length[axis] for axis in keras])).shape
    same_axis = {"out_channels": "filters", "out_channels / groups": "filters"}
    assert moved == tuple(length[same_axis.get(axis, axis)] for axis in pytorch)


def test_channels_first_is_the_same_in_both_frameworks():
    assert axis_names("input", "keras", "channels_first") == axis_names("input", "pytorch")


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: axis_names("wait", "keras"), "array 'wait' is not one of .*; nearest is 'weight'"),
        (lambda: axis_names("input", "torch"), "framework 'torch' .* nearest is 'pytorch'"),
        (lambda: axis_names("input", "keras", "NHWC"), "data_format 'nhwc' is not one of"),
        (lambda: axis_names("input", "pytorch", "channels_last"), "is not PyTorch's; nearest is"),
        (lambda: weight_to_pytorch(np.zeros((3, 3))), r"kernel of shape \(3, 3\) has 2 axes"),
        (lambda: to_channels_first(np.zeros((3, 3))), r"have 2 axes, but need \(H, W, C\) or"),
        (lambda: depthwise_to_keras(np.zeros((4, 2, 3, 3)), 2), "filters have depth 2"),
        (lambda: depthwise_to_keras(np.zeros((4, 1, 3, 3)), 3), "4 / 3 leaves 1"),
    ],
)
def test_what_has_no_such_layout_is_refused(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
