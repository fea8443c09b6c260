"""What single nodes do to shapes, and the sentences for what does not fit them."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conv_engine import conv1d, conv2d, conv3d
from conv_engine.networks import (
    AdaptivePooling,
    ChannelNorm,
    Chunk,
    Concat,
    Conv,
    Elementwise,
    Flatten,
    LayerNorm,
    Linear,
    Padding,
    Permute,
    PixelShuffle,
    PixelUnshuffle,
    Pooling,
    Reduce,
    Reshape,
    Resizing,
    ResizingLike,
    Select,
    Slice,
    Squeeze,
    SwapAxes,
    TransposedConv,
    Unflatten,
    Unsqueeze,
    Upsampling,
)
from tests.numbers_said import says

small = st.integers(1, 3)


def sentence(operation, *shapes):
    with pytest.raises(ValueError) as refusal:
        operation.output_shape(*shapes)
    return str(refusal.value)


@given(st.integers(1, 3), small, small, small, small, st.integers(0, 2), st.integers(3, 7))
def test_a_convolution_gives_what_its_arrays_give(dimensions, c, f, k, stride, padding, n):
    assume(n + 2 * padding >= k)
    convolve = {1: conv1d, 2: conv2d, 3: conv3d}[dimensions]
    layer = Conv(dimensions, f, k, stride, padding, in_channels=c)
    shape = (c, *[n] * dimensions)
    weight, bias = map(np.ones, layer.weight_shapes(shape))
    output = convolve(np.ones(shape), weight, bias, stride=stride, padding=padding)
    assert layer.output_shape(shape) == output.shape
    assert layer.multiply_adds(shape) == output.size * weight[0].size


@pytest.mark.parametrize(
    ("operation", "shape", "given"),
    [
        (Conv(1, 8, 3, padding="causal", dilation=4), (2, 50), (8, 50)),
        (Conv(3, 8, (1, 3, 3), padding=(0, 1, 1)), (2, 5, 6, 7), (8, 5, 6, 7)),
        (Conv(2, 8, 7, stride=2, padding="same"), (3, 225, 224), (8, 113, 112)),
        (Conv(2, 12, 3, filter_depth=1), (6, 8, 8), (12, 6, 6)),
        (TransposedConv(2, 1, 16, 16, 7, output_padding=(14, 6)), (1, 15, 13), (1, 240, 200)),
        (TransposedConv(2, 4, 3, 2, "same"), (8, 7, 7), (4, 14, 14)),
        (TransposedConv(1, 4, 2, 3, "valid"), (8, 7), (4, 21)),
        (Pooling(2, 3, 2, 1), (4, 112, 112), (4, 56, 56)),
        (Pooling(2, 2, padding="same"), (4, 7, 7), (4, 4, 4)),
        (Pooling(2, 2, 2, 1, ceil_mode=True), (4, 5, 5), (4, 3, 3)),
        (Pooling(1, 4), (4, 10), (4, 2)),
        (Pooling(1, 4, ceil_mode=True), (4, 1), (4, 1)),  # one window, most of it behind the end
        (AdaptivePooling(2, 7), (4, 5, 5), (4, 7, 7)),
        (Padding(((0, 1),)), (4, 5, 5), (4, 5, 6)),
        (Padding(((-1, -1), (-2, 0))), (4, 5, 5), (4, 3, 3)),
        (Resizing(9), (4, 5, 6), (4, 9, 9)),
        (PixelUnshuffle(2), (1, 8, 8), (4, 4, 4)),
        (Flatten(0), (4, 5, 6), (120,)),
        (Flatten(1, 2), (4, 5, 6), (20, 6)),
        (Reshape((-1,)), (4, 5, 6), (120,)),
        (Reshape((28, 30, -1), channels_last=True), (840,), (1, 28, 30)),
        (Unflatten(1, (4, -1)), (12, 5), (4, 3, 5)),
        (Permute((0, 2, 1), channels_last=True), (6, 40), (40, 6)),
        (Permute((0, 3, 1, 2), channels_last=True), (3, 20, 10), (10, 3, 20)),
        (SwapAxes(1, -1), (4, 5, 6), (6, 5, 4)),
        (Squeeze(), (1, 5, 1), (5,)),
        (Squeeze(2), (4, 1, 6), (4, 6)),
        (Unsqueeze(-1), (4, 5), (4, 5, 1)),
        (Slice(3, 1, -1), (4, 5, 6), (4, 5, 4)),
        (Select(2, -1), (4, 5, 6), (4, 6)),
        (Chunk(3), (12, 5), (4, 5)),
        (Reduce((1, 2), channels_last=True), (3, 20, 10), (3,)),
        (Linear(5, channels_last=True), (3, 20, 10), (5, 20, 10)),
        (Linear(5, in_features=10), (3, 20, 10), (3, 20, 5)),
        (Linear(5, in_features=600, flattens=True), (3, 20, 10), (5,)),
    ],
)
def test_a_node_gives_a_shape(operation, shape, given):
    assert operation.output_shape(shape) == given


@given(st.integers(1, 30), st.integers(1, 5), st.integers(1, 5), st.integers(0, 2))
def test_a_rounded_up_pooling_has_no_window_that_begins_behind_the_input(n, k, stride, padding):
    assume(2 * padding <= k <= n + 2 * padding)
    room = n + 2 * padding - k
    rounded_up = -(-room // stride) + 1
    more = rounded_up - ((rounded_up - 1) * stride >= n + padding)
    assert Pooling(1, k, stride, padding).output_shape((1, n)) == (1, room // stride + 1)
    assert Pooling(1, k, stride, padding, ceil_mode=True).output_shape((1, n)) == (1, more)


@pytest.mark.parametrize(
    ("channels_last", "axis", "joined"),
    [(False, 1, 0), (True, -1, 0), (True, 1, 1), (False, -2, 1)],
)
def test_branches_are_joined_along_the_axis_that_the_framework_means(channels_last, axis, joined):
    shape = Concat(axis, channels_last).output_shape((4, 5, 6), (4, 5, 6))
    assert shape == tuple(2 * n if place == joined else n for place, n in enumerate((4, 5, 6)))


def test_a_size_is_taken_from_another_branch():
    assert ResizingLike().output_shape((8, 3, 4), (2, 7, 9)) == (8, 7, 9)


def test_one_cell_serves_a_whole_axis():
    assert Elementwise().output_shape((8, 3, 4), (1, 3, 1), (4,)) == (8, 3, 4)


@pytest.mark.parametrize(
    ("operation", "shapes", "numbers"),
    [
        (Linear(10, in_features=1050), [(1568,)], (1050, 1568)),
        (Linear(10, in_features=64), [(64, 7, 7)], (64, 64, 7, 7, 64 * 49)),
        (Conv(2, 8, 3, in_channels=3), [(1, 28, 28)], (3, 1, 1, 28, 28)),
        (Conv(2, 8, 5), [(3, 4, 4)], (5, 5, 4, 4, 4)),
        (Pooling(2, 4), [(3, 3, 3)], (4, 3)),
        (ChannelNorm(32), [(64, 7, 7)], (32, 64, 64, 7, 7)),
        (ChannelNorm(groups=32), [(48, 7, 7)], (32, 48)),
        (LayerNorm((7,)), [(48, 7, 8)], (7, 48, 7, 8)),
        (Concat(), [(64, 28, 28), (64, 27, 27)], (64, 28, 28, 64, 27, 27)),
        (Elementwise(), [(64, 28, 28), (32, 28, 28)], (64, 28, 28, 32, 28, 28)),
        (Reshape((400,)), [(16, 6, 6)], (400, 576, 16, 6, 6)),
        (Reshape((-1, 7)), [(16, 6, 6)], (576, 7)),
        (PixelShuffle(2), [(6, 8, 8)], (2, 2, 4, 6)),
        (Chunk(2), [(5, 8)], (2, 5)),
        (TransposedConv(2, 1, 1, padding=3), [(1, 4, 4)], (4 - 6,)),
    ],
)
def test_what_does_not_fit_is_said_with_its_numbers(operation, shapes, numbers):
    assert says(sentence(operation, *shapes), *numbers)


@pytest.mark.parametrize(
    ("operation", "shape", "repair"),
    [
        (Conv(1, 64, 3, in_channels=40), (81, 40), "transpose"),
        (Conv(2, 64, 3, in_channels=3), (224, 200, 3), "x.permute(0, 3, 1, 2)"),
        (Conv(3, 64, 3, in_channels=1), (16, 30, 30, 1), "x.permute(0, 4, 1, 2, 3)"),
        (Conv(2, 32, 5, in_channels=3), (32, 3, 784), "x.reshape(32, 3, 28, 28)"),
        (Conv(2, 32, 5, in_channels=3), (4, 8, 8), "in_channels=4"),
        (Conv(2, 32, 5), (28, 28), "channel"),
        (Conv(2, 32, 5), (784,), "flat"),
        (Linear(10, in_features=1568), (32, 7, 7), "nn.Flatten()"),
        (Linear(10, in_features=512), (128,), "in_features=128"),
    ],
)
def test_the_repair_is_named(operation, shape, repair):
    assert repair in sentence(operation, shape)


@pytest.mark.parametrize(
    ("operation", "shapes"),
    [
        (Flatten(), [(2, 3), (2, 3)]),
        (Concat(), []),
        (Concat(0), [(2, 3), (2, 3)]),
        (Concat(3), [(2, 3), (2, 3)]),
        (Concat(), [(2, 3), (2,)]),
        (Elementwise(), []),
        (Reshape((-1, -1)), [(4,)]),
        (Permute((1, 0)), [(4,)]),
        (Permute((0, 1, 1)), [(4, 5)]),
        (Slice(1, 5), [(4, 5)]),
        (Select(1, 4), [(4, 5)]),
        (Flatten(2, 1), [(4, 5)]),
        (Upsampling((2, 2, 2)), [(4, 5, 6)]),
        (Upsampling(0.1), [(4, 5, 6)]),
        (Resizing((2, 2)), [(4, 5)]),
        (AdaptivePooling(2, (2, 2, 2)), [(4, 5, 6)]),
        (AdaptivePooling(2, 0), [(4, 5, 6)]),
        (ResizingLike(), [(4, 5, 6)]),
        (Padding(((1, 1), (1, 1))), [(4,)]),
        (Padding(((-3, -3),)), [(4, 5)]),
    ],
)
def test_what_is_no_shape_is_refused(operation, shapes):
    assert sentence(operation, *shapes)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Conv(2, 0, 3),
        lambda: Conv(2, 8, (3, 3, 3)),
        lambda: Linear(0),
        lambda: Pooling(2, 3, padding=2),
        lambda: Pooling(2, 3, padding=2, dilation=2),
        lambda: TransposedConv(2, 4, 3, 2, output_padding=2),
        lambda: TransposedConv(1, 4, 3, 1, "same", output_padding=1, dilation=3),
        lambda: PixelShuffle(0),
        lambda: ChannelNorm(groups=0),
    ],
)
def test_numbers_that_are_no_layer_are_refused_at_once(make):
    with pytest.raises(ValueError):
        make()
