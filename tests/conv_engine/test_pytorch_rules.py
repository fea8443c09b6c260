"""What nn.Conv2d can say is a layer of the engine; what it cannot say is refused."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_layers import RandomLayer, layers

import conv_engine
from conv_engine.frameworks.pytorch_layers import Conv2d, ConvTranspose2d


def sayable(layer: RandomLayer) -> bool:
    """Whether nn.Conv2d has words for the padding of a layer."""
    padding, stride = layer.geometry["padding"], layer.spec.stride
    sides_differ = isinstance(padding, tuple) and isinstance(padding[0], tuple)
    return not sides_differ and (padding != "same" or stride == (1, 1))


@given(layers())
def test_what_pytorch_can_say_is_the_spec_of_the_engine(layer: RandomLayer):
    spec = layer.spec
    sizes = spec.in_channels, spec.out_channels, spec.kernel_size
    if sayable(layer):
        (said,) = Conv2d(*sizes, bias=spec.bias, **layer.geometry).specs(spec.in_channels)
        size = layer.input.shape[-2:]
        assert said.pad_amounts(*size) == spec.pad_amounts(*size)
        assert replace(said, padding=0) == replace(spec, padding=0)
    else:
        with pytest.raises(ValueError, match=r"nn\.ZeroPad2d"):
            Conv2d(*sizes, **layer.geometry)


@given(st.integers(1, 5))
def test_same_puts_the_odd_cell_at_the_end(k):
    one = np.zeros((1, 1, 5), int)
    one[0, 0, 2] = 1
    kernel = np.arange(1, k + 1).reshape(1, 1, 1, k)
    before, after = (k - 1) // 2, (k - 1) - (k - 1) // 2
    by_hand = conv_engine.conv2d(one, kernel, padding=((0, 0), (before, after)))
    np.testing.assert_array_equal(conv_engine.conv2d(one, kernel, padding="same"), by_hand)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            {"padding": "same", "stride": 2},
            "padding 'same' with stride 2; pad first with nn.ZeroPad2d",
        ),
        ({"padding": "same", "stride": (1, 2)}, "padding 'same' with stride"),
        (
            {"padding": ((1, 2), (3, 4))},
            r"nearest is nn.ZeroPad2d\(\(3, 4, 1, 2\)\) before it",
        ),
        ({"padding": (1, 1, 0, 1)}, "a number for each side"),
        ({"padding": "SAME"}, "padding 'SAME' is not one of 'valid', 'same'"),
        ({"padding": -1}, "padding -1 is less than 0"),
        ({"padding_mode": "constant"}, "padding_mode 'constant' is not one of 'zeros'"),
        ({"stride": 0}, "stride 0 is less than 1"),
        ({"dilation": 0}, "dilation 0 is less than 1"),
        ({"groups": 2}, "groups 2 does not divide both"),
        ({"padding": 4, "padding_mode": "reflect"}, "4 is more than padding_mode 'reflect' can"),
    ],
)
def test_what_pytorch_refuses_is_refused(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        Conv2d(3, 3, 2, **arguments).output_shape((3, 4, 4))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"padding_mode": "reflect"}, "padding_mode 'reflect' is not one of 'zeros'"),
        ({"padding": "same"}, "padding 'same' is not a whole number"),
        ({"output_padding": 1}, "output_padding height 1 is not smaller than stride 1"),
    ],
)
def test_what_pytorch_refuses_of_a_transposed_layer_is_refused(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        ConvTranspose2d(3, 2, 2, **arguments)
