"""Layers of PyTorch as data: its words, its refusals, and the shapes they make."""

import numpy as np
import pytest
from framework_layers import output, pytorch_convolutions, pytorch_transposed, sizes, weights_of
from hypothesis import assume, given

from conv_engine import ConvSpec
from conv_engine.frameworks import pytorch_layers as nn
from conv_engine.transposed import TransposedSpec


@pytest.mark.parametrize(
    "layer",
    [
        "nn.Conv2d(3, 32, 3)",
        "nn.Conv2d(3, 32, 3, stride=2, padding=1)",
        'nn.Conv2d(4, 8, (3, 5), padding="same", dilation=(1, 2), groups=4, bias=False)',
        'nn.Conv2d(3, 32, 3, padding=(1, 2), padding_mode="reflect")',
        "nn.ConvTranspose2d(8, 4, 3, stride=2, padding=1, output_padding=1)",
        "nn.ConvTranspose2d(8, 4, 3, groups=2, bias=False, dilation=2)",
        "nn.ZeroPad2d((2, 3, 2, 3))",
        "nn.ZeroPad2d((0, -1, 0, -1))",
        "nn.ReflectionPad2d(1)",
        "nn.ReplicationPad2d((1, 1, 0, 0))",
        "nn.CircularPad2d(2)",
    ],
)
def test_a_layer_is_written_as_it_was_read(layer):
    assert eval(layer).call() == layer


def test_what_is_said_twice_or_by_default_is_not_written():
    layer = nn.Conv2d(3, 32, [3, 3], (1, 1), (0, 0), 1, 1, True, "zeros")
    assert layer.call() == "nn.Conv2d(3, 32, 3)"
    assert nn.ZeroPad2d((1, 1, 1, 1)).call() == "nn.ZeroPad2d(1)"


def test_arguments_stand_in_the_order_of_pytorch():
    assert nn.Conv2d(4, 8, 3, 2, 1, 2, 4, False, "circular").specs(4) == (
        ConvSpec(4, 8, 3, 2, (1, 1), 2, 4, bias=False, padding_mode="circular"),
    )
    assert nn.ConvTranspose2d(4, 8, 3, 3, 1, 2, 4, False, 1).specs(4) == (
        TransposedSpec(4, 8, 3, 3, 1, 2, dilation=1, groups=4, bias=False),
    )


def test_padding_begins_with_the_last_axis():
    layer = nn.ZeroPad2d((1, 2, 3, 4))  # left, right, top, bottom
    assert layer.amounts == ((3, 4), (1, 2))
    assert layer.output_shape((5, 10, 10)) == (5, 3 + 10 + 4, 1 + 10 + 2)
    assert layer.specs(5) == ()


@given(pytorch_convolutions() | pytorch_transposed(), sizes)
def test_a_layer_has_the_shape_of_its_maps(layer, size):
    shape = (layer.in_channels, *size)
    try:
        expected = layer.output_shape(shape)
    except ValueError:  # the kernel does not fit, or padding is more than there is
        assume(False)
    maps = output((layer,), weights_of(layer, layer.in_channels), np.ones(shape, np.int64))
    assert maps.shape == expected
    assert layer.output_shape((10, *shape)) == (10, *expected)


@pytest.mark.parametrize(
    ("layer", "arguments", "sentence"),
    [
        (nn.Conv2d, (0, 8, 3), "in_channels 0 is less than 1"),
        (nn.Conv2d, (4, 6, 3, 1, 0, 1, 3), "groups 3 does not divide both in_channels 4"),
        (nn.Conv2d, (3, 8, 3, 2, "same"), "padding 'same' with stride 2"),
        (nn.Conv2d, (3, 8, 3, 1, "sane"), "nearest is 'same'"),
        (
            nn.Conv2d,
            (3, 8, 7, 2, ((2, 3), (1, 4))),
            "nearest is nn.ZeroPad2d((1, 4, 2, 3)) before it",
        ),
        (nn.Conv2d, (3, 8, 3, 1, -1), "padding -1 is less than 0"),
        (nn.Conv2d, (3, 8, 3, 1, 0, 0), "dilation 0 is less than 1"),
        (nn.Conv2d, (3, 8, 3, 1, 0, 1, 1, None), "bias None is neither True nor False"),
        (
            nn.Conv2d,
            (3, 8, 3, 1, 0, 1, 1, True, "reflection"),
            "padding_mode 'reflection' is not one of",
        ),
        (nn.ConvTranspose2d, (3, 8, 3, 2, 0, 2), "output_padding height 2 is not smaller than"),
        (nn.ConvTranspose2d, (4, 6, 3, 1, 0, 0, 3), "groups 3 does not divide both"),
        (
            nn.ConvTranspose2d,
            (3, 8, 3, 1, 0, 0, 1, True, 1, "reflect"),
            "padding_mode 'reflect' is not one of 'zeros'",
        ),
        (nn.ZeroPad2d, ((1, 2),), "padding (1, 2) has 2 entries"),
        (nn.ReflectionPad2d, ((1, 1, 0, -1),), "padding bottom -1 is less than 0"),
    ],
)
def test_a_refusal_names_the_value_and_the_limit(layer, arguments, sentence):
    with pytest.raises(ValueError) as refusal:
        layer(*arguments)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize(
    ("layer", "shape", "sentence"),
    [
        (nn.Conv2d(3, 8, 3), (4, 8, 8), "nearest is in_channels 4"),
        (nn.ReflectionPad2d(4), (3, 8, 4), "padding left 4 is more than padding_mode 'reflect'"),
        (nn.CircularPad2d(5), (3, 4, 8), "padding top 5 is more than padding_mode 'circular'"),
        (
            nn.ZeroPad2d((0, 0, -2, -2)),
            (3, 4, 4),
            "leaves nothing of height 4: 4 - 2 - 2 = 0 is less than 1",
        ),
        (nn.ZeroPad2d(1), (4, 4), "input of shape (4, 4) has 2 axes"),
    ],
)
def test_an_input_that_does_not_fit_is_refused(layer, shape, sentence):
    with pytest.raises(ValueError) as refusal:
        layer.output_shape(shape)
    assert sentence in str(refusal.value)
