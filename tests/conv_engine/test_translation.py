"""Layers said in the other framework: the same numbers, or a remark that says what to write."""

from typing import Any

import numpy as np
import pytest
from framework_layers import (
    channels,
    keras_convolutions,
    keras_transposed,
    output,
    pytorch_convolutions,
    pytorch_transposed,
    sizes,
    weights_of,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from conv_engine.frameworks import keras_layers as k
from conv_engine.frameworks import pytorch_layers as p
from conv_engine.frameworks.remarks import Translation
from conv_engine.frameworks.to_keras import to_keras
from conv_engine.frameworks.to_pytorch import to_pytorch
from conv_engine.frameworks.translation import framework_of, translate_layer


def calls(translation: Translation) -> list[str]:
    return [layer.call() for layer in translation.layers]


def everything_said(translation: Translation) -> str:
    return " | ".join(f"{r.what}: {r.why}; {r.instead}" for r in translation.remarks)


def shape_of(layer: Any, in_channels: int, size: tuple[int, int]) -> tuple[int, ...]:
    shape = (in_channels, *size)
    try:
        layer.output_shape(shape)
    except ValueError:  # the kernel does not fit, padding is more than there is, or groups
        assume(False)
    return shape


def assert_same_numbers(layer: Any, shape: tuple[int, ...], translation: Translation) -> None:
    weights = weights_of(layer, shape[0])
    input = np.random.default_rng(1).integers(-9, 10, shape)
    expected = output((layer,), weights, input)
    np.testing.assert_array_equal(output(translation.layers, weights, input), expected)
    assert layer.output_shape(shape) == expected.shape


@given(keras_convolutions() | keras_transposed(), channels, sizes)
def test_every_convolution_of_keras_is_exactly_one_of_pytorch(layer, in_channels, size):
    shape = shape_of(layer, in_channels, size)
    assert_same_numbers(layer, shape, to_pytorch(layer, shape))


@given(pytorch_convolutions() | pytorch_transposed(), sizes)
def test_a_convolution_of_pytorch_is_exact_in_keras_or_said_in_words(layer, size):
    shape = shape_of(layer, layer.in_channels, size)
    translation = to_keras(layer, shape)
    if translation.layers:
        assert_same_numbers(layer, shape, translation)
    else:
        words = ("padding_mode", "with dilation", "groups=", "output_padding")
        assert any(word in remark.what for remark in translation.remarks for word in words)


@given(st.tuples(*[st.integers(-3, 3)] * 4), sizes)
def test_zeros_around_the_input_and_cells_taken_away_are_the_same_in_both(sides, size):
    layer = p.ZeroPad2d(sides)
    shape = shape_of(layer, 2, size)
    there = to_keras(layer, shape)
    assert_same_numbers(layer, shape, there)
    for each in there.layers:
        shape_of(each, 2, size)
        assert_same_numbers(each, shape, to_pytorch(each, shape))


def test_same_at_stride_2_pads_2_before_and_3_after():
    there = to_pytorch(k.Conv2D(64, 7, strides=2, padding="same"), (3, 224, 224))
    assert calls(there) == ["nn.ZeroPad2d((2, 3, 2, 3))", "nn.Conv2d(3, 64, 7, stride=2)"]
    assert "height 224 needs (112 - 1)*2 + 7 - 224 = 5 cells, 2 before and 3 after" in (
        there.remarks[0].why
    )
    assert "only for an input of 224x224" in there.remarks[0].instead


def test_same_at_stride_2_needs_no_layer_of_its_own_where_both_sides_are_alike():
    there = to_pytorch(k.Conv2D(8, 3, strides=2, padding="same"), (3, 225, 225))
    assert (113 - 1) * 2 + 3 - 225 == 1 + 1
    assert calls(there) == ["nn.Conv2d(3, 8, 3, stride=2, padding=1)"]
    assert there.remarks[0].instead == "padding=1, which is right only for an input of 225x225"


def test_same_along_an_axis_without_a_stride_is_for_every_size():
    there = to_pytorch(k.Conv2D(8, (1, 3), strides=(2, 1), padding="same"), (3, 8, 8))
    assert calls(there) == ["nn.Conv2d(3, 8, (1, 3), stride=(2, 1), padding=(0, 1))"]
    assert "height 8 needs (4 - 1)*2 + 1 - 8 = -1: none" in there.remarks[0].why
    assert there.remarks[0].instead == "padding=(0, 1)"


def test_valid_has_nothing_to_remark_at_any_stride():
    there = to_pytorch(k.Conv2D(8, 3, strides=2, data_format="channels_first"), (3, 9, 9))
    assert calls(there) == ["nn.Conv2d(3, 8, 3, stride=2)"]
    assert [remark.what for remark in there.remarks] == ["kernel of shape (3, 3, 3, 8)"]


def test_same_at_stride_1_is_the_same_word_even_where_an_odd_cell_goes_to_the_end():
    there = to_pytorch(k.Conv2D(8, 4, padding="same"), (3, 9, 9))
    assert calls(there) == ['nn.Conv2d(3, 8, 4, padding="same")']


def test_padding_1_is_same_at_stride_1_and_a_layer_of_its_own_at_stride_2():
    assert calls(to_keras(p.Conv2d(3, 8, 3, padding=1), (3, 8, 8))) == [
        'Conv2D(8, 3, padding="same")'
    ]
    there = to_keras(p.Conv2d(3, 8, 3, stride=2, padding=1), (3, 8, 8))
    assert calls(there) == ["ZeroPadding2D(1)", "Conv2D(8, 3, strides=2)"]
    assert '"same" adds (top, bottom) = (0, 1) rows' in there.remarks[0].why


def test_same_of_one_size_alone_is_not_same():
    there = to_keras(p.Conv2d(3, 8, 3, stride=2, padding=1), (3, 9, 9))
    assert (5 - 1) * 2 + 3 - 9 == 1 + 1
    assert calls(there) == ["ZeroPadding2D(1)", "Conv2D(8, 3, strides=2)"]
    assert "to an input of 9x9, but not to every size" in everything_said(there)


def test_one_weight_has_nothing_to_dilate():
    there = to_keras(p.Conv2d(3, 8, (1, 3), stride=(1, 2), dilation=(2, 1)), (3, 8, 8))
    assert calls(there) == ["Conv2D(8, (1, 3), strides=(1, 2))"]


def test_depthwise_is_a_group_for_each_channel():
    there = to_pytorch(k.DepthwiseConv2D(3, depth_multiplier=2), (3, 8, 8))
    assert calls(there) == ["nn.Conv2d(3, 6, 3, groups=3)"]
    assert "groups=3 and out_channels 3*2 = 6" in everything_said(there)
    back = to_keras(p.Conv2d(3, 6, 3, groups=3), (3, 8, 8))
    assert calls(back) == ["DepthwiseConv2D(3, depth_multiplier=2)"]
    assert "weight.reshape(3, 2, 3, 3).transpose(2, 3, 0, 1)" in everything_said(back)


def test_separable_is_depthwise_without_bias_and_then_1x1():
    there = to_pytorch(k.SeparableConv2D(16, 3, padding="same"), (4, 8, 8))
    assert calls(there) == [
        'nn.Conv2d(4, 4, 3, padding="same", groups=4, bias=False)',
        "nn.Conv2d(4, 16, 1)",
    ]


def test_a_transposed_convolution_cuts_its_odd_cell_off_the_end_in_keras():
    there = to_pytorch(k.Conv2DTranspose(4, 3, strides=2, padding="same"), (8, 5, 5))
    assert calls(there) == ["nn.ConvTranspose2d(8, 4, 3, stride=2)", "nn.ZeroPad2d((0, -1, 0, -1))"]
    habit = to_keras(p.ConvTranspose2d(8, 4, 3, stride=2, padding=1, output_padding=1), (8, 5, 5))
    assert calls(habit) == ["Conv2DTranspose(4, 3, strides=2)", "Cropping2D(((1, 0), (1, 0)))"]


def test_a_transposed_convolution_with_an_even_rest_is_same_in_keras():
    there = to_keras(p.ConvTranspose2d(8, 4, 4, stride=2, padding=1), (8, 5, 5))
    assert calls(there) == ['Conv2DTranspose(4, 4, strides=2, padding="same")']


@pytest.mark.parametrize(
    ("layer", "instead"),
    [
        (
            p.Conv2d(3, 8, 3, padding=(1, 2), padding_mode="reflect"),
            'x = keras.ops.pad(x, ((0, 0), (1, 1), (2, 2), (0, 0)), mode="reflect") '
            "for x of shape (N, H, W, C), before Conv2D(8, 3)",
        ),
        (
            p.ReplicationPad2d((2, 0, 1, 0)),
            "x = keras.ops.concatenate([keras.ops.repeat(x[:, :1], 1, axis=1), x], axis=1); "
            "x = keras.ops.concatenate([keras.ops.repeat(x[:, :, :1], 2, axis=2), x], axis=2)",
        ),
        (
            p.CircularPad2d((0, 0, 1, 2)),
            "x = keras.ops.concatenate([x[:, -1:], x, x[:, :2]], axis=1) for",
        ),
        (
            p.Conv2d(3, 8, 3, stride=2, dilation=2),
            "Conv2D(8, 5, strides=2), whose kernel is all zeros except kernel[::2, ::2], "
            "which holds the 3x3 weights",
        ),
        (
            p.Conv2d(3, 8, 3, stride=2, padding=2, dilation=2),
            "ZeroPadding2D(2), then Conv2D(8, 5, strides=2), whose kernel is all zeros except",
        ),
        (
            p.ConvTranspose2d(3, 6, 2, stride=2, groups=3),
            "keras.ops.split(x, 3, axis=-1) into parts of 1 channels, "
            "Conv2DTranspose(2, 2, strides=2) for each",
        ),
        (
            p.ConvTranspose2d(3, 6, 3, stride=2, dilation=2, groups=3, padding=1),
            "which holds the 3x3 weights and Cropping2D(1) after the layer for each",
        ),
        (
            p.ConvTranspose2d(3, 6, 2, output_padding=1, dilation=2),
            "rows at the bottom 1, columns on the right 1",
        ),
    ],
)
def test_what_no_layer_of_keras_does_is_written_out(layer, instead):
    there = to_keras(layer, (3, 8, 8))
    assert there.layers == ()
    assert instead in there.remarks[-1].instead


def test_padding_with_nothing_holds_nothing_whatever_the_mode():
    there = to_keras(p.Conv2d(3, 8, 3, padding_mode="circular"), (3, 8, 8))
    assert calls(there) == ["Conv2D(8, 3)"]


@pytest.mark.parametrize(
    ("activation", "data_format", "module"),
    [
        ("relu", "channels_last", "nn.ReLU()"),
        ("softmax", "channels_last", "nn.Softmax(dim=1)"),
        ("softmax", "channels_first", "nn.Softmax(dim=3)"),
        ("squareplus", "channels_last", "the function squareplus"),
    ],
)
def test_an_activation_becomes_a_module_after_the_layer(activation, data_format, module):
    layer = k.Conv2D(8, 3, data_format=data_format, activation=activation)
    assert f"{module} after the layer" in everything_said(to_pytorch(layer, (3, 8, 8)))


def test_linear_is_no_activation_and_channels_first_is_the_order_of_pytorch():
    layer = k.Conv2D(8, 3, data_format="channels_first", activation="linear")
    (weights,) = to_pytorch(layer, (3, 8, 8)).remarks
    assert weights.instead == "weight = kernel.transpose(3, 2, 0, 1)"


def test_channels_first_is_not_sure_to_run_in_keras_on_a_cpu():
    said = everything_said(to_keras(p.Conv2d(3, 8, 3), (3, 8, 9)))
    assert "shape (N, 3, 8, 9): Keras takes (N, 8, 9, 3) unless told otherwise" in said
    assert "on a CPU" in said


def test_the_framework_is_that_of_the_words():
    assert framework_of(k.ZeroPadding2D(1)) == "keras"
    assert framework_of(p.ZeroPad2d(1)) == "pytorch"
    assert translate_layer(k.ZeroPadding2D(1), (3, 8, 8)).layers == (p.ZeroPad2d(1),)
    assert translate_layer(p.ZeroPad2d(1), (3, 8, 8)).layers == (k.ZeroPadding2D(1),)


def test_a_layer_that_does_not_take_the_input_is_not_translated():
    with pytest.raises(ValueError, match="kernel of extent 5x5 does not fit"):
        to_pytorch(k.Conv2D(8, 5), (3, 4, 4))
    with pytest.raises(ValueError, match="nearest is in_channels 4"):
        to_keras(p.Conv2d(3, 8, 3), (4, 8, 8))
