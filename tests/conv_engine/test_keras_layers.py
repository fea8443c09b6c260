"""Layers of Keras as data: its words, its refusals, and the shapes and costs they make."""

from typing import Any

import numpy as np
import pytest
from framework_layers import (
    channels,
    keras_convolutions,
    keras_transposed,
    output,
    sizes,
    weights_of,
)
from hypothesis import assume, given

from conv_engine import ConvSpec
from conv_engine.frameworks.keras_layers import (
    Conv2D,
    Conv2DTranspose,
    Cropping2D,
    DepthwiseConv2D,
    KerasLayer,
    SeparableConv2D,
    ZeroPadding2D,
)


@pytest.mark.parametrize(
    "call",
    [
        "Conv2D(32, 3)",
        'Conv2D(32, 3, strides=2, padding="same")',
        "Conv2D(32, (3, 5), dilation_rate=(1, 2), groups=4, use_bias=False)",
        'Conv2D(32, 3, data_format="channels_first", activation="relu")',
        "DepthwiseConv2D(3, strides=2, depth_multiplier=2, dilation_rate=2)",
        "SeparableConv2D(16, 3, depth_multiplier=2)",
        'Conv2DTranspose(8, 3, strides=2, padding="same", output_padding=1)',
        "Conv2DTranspose(8, 3, strides=2, output_padding=0)",
        "ZeroPadding2D(1)",
        "ZeroPadding2D((1, 2))",
        "ZeroPadding2D(((2, 3), (2, 3)))",
        'Cropping2D(((1, 0), (0, 0)), data_format="channels_first")',
    ],
)
def test_a_layer_is_written_as_it_was_read(call):
    layer: KerasLayer = eval(call)
    assert layer.call() == call


def test_what_is_said_twice_or_by_default_is_not_written():
    written = Conv2D(
        32, [3, 3], (1, 1), "VALID", None, dilation_rate=1, groups=1, activation=None
    ).call()
    assert written == "Conv2D(32, 3)"
    assert ZeroPadding2D().call() == "ZeroPadding2D(1)"
    assert ZeroPadding2D(((1, 1), (2, 2))).call() == "ZeroPadding2D((1, 2))"


def test_arguments_stand_in_the_order_of_keras():
    assert Conv2D(4, 3, 1, "same", "channels_first", 2, 2, "relu", False) == Conv2D(
        filters=4,
        kernel_size=3,
        strides=1,
        padding="same",
        data_format="channels_first",
        dilation_rate=2,
        groups=2,
        activation="relu",
        use_bias=False,
    )
    assert DepthwiseConv2D(3, 2, "same", 4) == DepthwiseConv2D(
        kernel_size=3, strides=2, padding="same", depth_multiplier=4
    )
    assert SeparableConv2D(8, 3, 1, "valid", None, 2, 4) == SeparableConv2D(
        filters=8, kernel_size=3, dilation_rate=2, depth_multiplier=4
    )
    assert Conv2DTranspose(8, 3, 2, "same", 1) == Conv2DTranspose(
        filters=8, kernel_size=3, strides=2, padding="same", output_padding=1
    )


def test_the_input_channels_are_read_off_the_input():
    layer = Conv2D(8, 3, padding="same", groups=2, use_bias=False)
    assert layer.specs(6) == (ConvSpec(6, 8, 3, padding="same", groups=2, bias=False),)
    assert layer.specs(2) == (ConvSpec(2, 8, 3, padding="same", groups=2, bias=False),)


def test_a_depthwise_layer_has_filters_for_each_channel():
    (spec,) = DepthwiseConv2D(3, depth_multiplier=2).specs(5)
    assert spec.out_channels == 5 * 2
    assert spec.parameter_count == 5 * 2 * (3 * 3 + 1)


def test_a_separable_layer_has_one_bias_for_each_filter_and_none_before():
    looking, mixing = SeparableConv2D(16, 3, depth_multiplier=2).specs(5)
    assert looking.parameter_count == 5 * 2 * 3 * 3
    assert mixing.parameter_count == 16 * (5 * 2 + 1)


@pytest.mark.parametrize(
    ("arguments", "rows", "cut"),
    [
        # (4 - 1)*2 + 3 = 9 rows are stamped.
        ({"kernel_size": 3, "strides": 2}, 9, (0, 0)),
        ({"kernel_size": 3, "strides": 2, "padding": "same"}, 4 * 2, (0, 1)),
        ({"kernel_size": 3, "strides": 2, "output_padding": 1}, 9 + 1, (0, -1)),
        # (4 - 1)*2 + 3 % 2 + 0, as Keras counts.
        ({"kernel_size": 3, "strides": 2, "padding": "same", "output_padding": 0}, 7, (1, 1)),
        # (4 - 1)*2 + 4 = 10 rows are stamped.
        ({"kernel_size": 4, "strides": 2, "padding": "same"}, 4 * 2, (1, 1)),
        # (4 - 1)*3 + 1 = 10 rows are stamped, and Keras adds up to the stride.
        ({"kernel_size": 1, "strides": 3}, 4 * 3, (0, -2)),
        ({"kernel_size": 1, "strides": 3, "padding": "same"}, 4 * 3, (0, -2)),
        # 4 - 1 + (2*(2 - 1) + 1) = 6 rows are stamped.
        ({"kernel_size": 2, "dilation_rate": 2, "padding": "same"}, 4, (1, 1)),
    ],
)
def test_a_transposed_layer_keeps_as_many_rows_as_keras(arguments, rows, cut):
    layer = Conv2DTranspose(8, **arguments)
    assert layer.output_shape((3, 4, 4)) == (8, rows, rows)
    assert layer.cut == (cut, cut)


@given(keras_convolutions(), channels, sizes)
def test_a_convolution_has_the_shape_of_its_maps(layer, in_channels, size):
    assert_shape(layer, (in_channels, *size))


@given(keras_transposed(), channels, sizes)
def test_a_transposed_convolution_has_the_shape_of_its_maps(layer, in_channels, size):
    assert_shape(layer, (in_channels, *size))


def assert_shape(layer: Any, shape: tuple[int, ...]) -> None:
    try:
        expected = layer.output_shape(shape)
    except ValueError:  # the kernel does not fit, or groups do not divide the channels
        assume(False)
    maps = output((layer,), weights_of(layer, shape[0]), np.ones(shape, np.int64))
    assert maps.shape == expected
    assert layer.output_shape((10, *shape)) == (10, *expected)


@pytest.mark.parametrize(
    ("layer", "arguments", "sentence"),
    [
        (Conv2D, (0, 3), "filters 0 is less than 1"),
        (Conv2D, (8.0, 3), "filters 8.0 is not a whole number"),
        (Conv2D, (8, (3, 3, 3)), "kernel_size (3, 3, 3) has 3 entries"),
        (Conv2D, (8, 3, 0), "strides 0 is less than 1"),
        (
            Conv2D,
            (8, 3, 1, "sam"),
            "padding 'sam' is not one of 'valid', 'same'; nearest is 'same'",
        ),
        (Conv2D, (8, 3, 1, 1), "nearest is ZeroPadding2D(1) before it"),
        (Conv2D, (8, 3, 1, None), "padding None is neither 'valid' nor 'same'"),
        (Conv2D, (8, 3, 1, "same", "NCHW"), "data_format 'nchw' is not one of"),
        (
            Conv2D,
            (8, 3, 2, "same", None, 2),
            "strides 2 and dilation_rate 2 are not possible together in Keras: "
            "nearest is dilation_rate 1",
        ),
        (
            Conv2D,
            (8, 3, 1, "same", None, 1, 3),
            "groups 3 does not divide filters 8; nearest that does is 2",
        ),
        (
            Conv2D,
            (8, 3, 1, "same", None, 1, 1, "rleu"),
            "of Keras that keeps the shape; nearest is 'relu'",
        ),
        (Conv2D, (8, 3, 1, "same", None, 1, 1, None, 1), "use_bias 1 is neither True nor False"),
        (DepthwiseConv2D, (3, 1, "same", 0), "depth_multiplier 0 is less than 1"),
        (
            Conv2DTranspose,
            (8, 3, 2, "same", 2),
            "output_padding height 2 is not less than strides 2",
        ),
        (Conv2DTranspose, (8, (3, 4), 2, "same", 0), "even extent 4 is refused by TensorFlow"),
        (ZeroPadding2D, (-1,), "padding top -1 is less than 0"),
        (ZeroPadding2D, ((1, 2, 3),), "padding (1, 2, 3) has 3 entries, but needs a whole number"),
        (ZeroPadding2D, (((1, 2), (1, 2, 3)),), "padding (1, 2, 3) has 3 entries"),
        (Cropping2D, (((0, 0), (0, -1)),), "cropping right -1 is less than 0"),
    ],
)
def test_a_refusal_names_the_value_and_the_limit(layer, arguments, sentence):
    with pytest.raises(ValueError) as refusal:
        layer(*arguments)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize(
    ("layer", "shape", "sentence"),
    [
        (Conv2D(8, 3, groups=2), (3, 8, 8), "groups 2 does not divide both in_channels 3"),
        (Conv2D(8, 5), (3, 4, 4), "kernel of extent 5x5 does not fit the padded input 4x4"),
        (Conv2D(8, 3), (8, 8), "input of shape (8, 8) has 2 axes"),
        (
            Cropping2D(2),
            (3, 5, 4),
            "Cropping2D(2) leaves nothing of width 4: 4 - 2 - 2 = 0 is less than 1",
        ),
        (Conv2DTranspose(8, 3), (0, 8, 8), "in_channels 0 is less than 1"),
    ],
)
def test_an_input_that_does_not_fit_is_refused(layer, shape, sentence):
    with pytest.raises(ValueError) as refusal:
        layer.output_shape(shape)
    assert sentence in str(refusal.value)
