"""Layer: one noun for what the functions with keywords give, number for number."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_layers import RandomLayer, layers

from conv_engine import ConvSpec, Layer, conv2d, partial_maps, step_at
from conv_engine.windows import padded


def layer_from(random: RandomLayer) -> Layer:
    return Layer(random.input, random.weight, random.bias, random.spec)


def test_all_numbers_of_a_layer_by_hand():
    layer = Layer.of(
        input=[[[1, 2, 3]], [[10, 20, 30]]],
        weight=[[[[1, 2]], [[3, 4]]]],
        bias=[5],
        channel_names=("red", "green"),
    )
    first, second = 1 * 1 + 2 * 2, 2 * 1 + 3 * 2  # of channel 0
    other_first, other_second = 10 * 3 + 20 * 4, 20 * 3 + 30 * 4  # of channel 1
    assert layer.partial.tolist() == [[[[first, second]], [[other_first, other_second]]]]
    assert layer.output.tolist() == [[[first + other_first + 5, second + other_second + 5]]]
    assert layer.output_shape == (1, 1, 3 - 2 + 1)
    step = layer.step(filter=0, row=0, column=1)
    assert step.channel_sums.tolist() == [second, other_second]
    assert step.output == layer.output[0, 0, 1]


@given(layers())
def test_running_sums_end_with_the_channel_sums_and_begin_with_one_product(random: RandomLayer):
    layer = layer_from(random)
    running = layer.running_sums
    np.testing.assert_array_equal(running[:, :, -1], layer.partial)
    step = layer.step(0, 0, 0)
    so_far = step.partial_products.reshape(len(step.channels), -1).cumsum(axis=1)
    np.testing.assert_array_equal(running[0, :, :, 0, 0], so_far)


def test_padding_by_side_stands_where_it_was_asked_for():
    layer = Layer.of([[[7]]], [[[[1]]]], spec=ConvSpec(1, 1, 1, padding=((1, 0), (0, 2))))
    np.testing.assert_array_equal(layer.padded, [[[0, 0, 0], [7, 0, 0]]])  # above and right only


@given(layers())
def test_a_layer_says_what_the_functions_with_keywords_say(random: RandomLayer):
    layer, arrays = layer_from(random), (random.input, random.weight)
    (_, height, width), spec = random.input.shape, random.spec
    np.testing.assert_array_equal(layer.output, conv2d(*arrays, random.bias, **random.geometry))
    np.testing.assert_array_equal(layer.partial, partial_maps(*arrays, **random.geometry))
    np.testing.assert_array_equal(
        layer.padded, padded(random.input, spec.pad_amounts(height, width), spec.padding_mode)
    )
    assert layer.output_shape == layer.output.shape


@given(layers(), st.data())
def test_a_step_is_one_cell_of_the_partial_maps_and_of_the_output(random: RandomLayer, data):
    layer = layer_from(random)
    filters, rows, columns = layer.output_shape
    at = tuple(data.draw(st.integers(0, n - 1)) for n in (filters, rows, columns))
    step = layer.step(*at)
    np.testing.assert_array_equal(step.channel_sums, layer.partial[at[0], :, at[1], at[2]])
    assert step.output == layer.output[at] == step.channel_sums.sum() + layer.bias[at[0]]
    also = step_at(random.input, random.weight, random.bias, *at, **random.geometry)
    np.testing.assert_array_equal(step.partial_products, also.partial_products)
    assert step.window_rows == also.window_rows and step.window_columns == also.window_columns
    seen = layer.padded[np.ix_(step.channels, step.window_rows, step.window_columns)]
    np.testing.assert_array_equal(step.patch, seen)


@given(layers(), st.data())
def test_one_filter_is_a_layer_on_the_channels_of_its_group(random: RandomLayer, data):
    layer = replace(layer_from(random), channel_names=tuple("abcdef")[: random.spec.in_channels])
    number = data.draw(st.integers(0, layer.spec.out_channels - 1))
    one = layer.one_filter(number)
    np.testing.assert_array_equal(one.partial[0], layer.partial[number])
    np.testing.assert_array_equal(one.output[0], layer.output[number])
    assert one.channel_names == tuple("abcdef"[c] for c in layer.spec.group_of(number))


@given(layers())
def test_a_copy_forgets_what_was_worked_out(random: RandomLayer):
    layer = layer_from(random)
    before = layer.output
    twice = replace(layer, weight=2 * layer.weight, bias=2 * layer.bias)
    np.testing.assert_array_equal(twice.output, 2 * before)


@given(layers())
def test_samples_of_a_batch_do_not_meet(random: RandomLayer):
    one = layer_from(random)
    both = replace(one, input=np.stack([one.input, 2 * one.input]))
    np.testing.assert_array_equal(both.output[0], one.output)
    np.testing.assert_array_equal(both.partial[1], 2 * one.partial)


def test_bytes_stay_bytes_in_the_padded_input_and_do_not_wrap_in_sums():
    pixels = np.full((3, 2, 1), 200, np.uint8)
    layer = Layer.of(pixels, np.ones((1, 3, 1, 1), int))
    assert layer.padded.dtype == np.uint8
    assert layer.output[0, 0, 0] == layer.step(0, 0, 0).output == 200 + 200 + 200
    assert layer.partial.max() == 200


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"weight": np.ones((1, 2, 2, 2))}, r"weight .*; its shape must be \(2, 2, 2, 2\)"),
        ({"bias": np.ones(3)}, r"bias of shape \(3,\) .* must be \(2,\)"),
        ({"spec": ConvSpec(2, 2, 2, bias=False)}, r"bias \[1.0, 1.0\] .* no bias"),
        ({"input": np.ones((3, 4, 4))}, r"has 3 channels, .* need 2\*1 = 2"),
        (
            {"input": np.ones((2, 1, 4))},
            r"does not fit .* the largest kernel height that fits is 1",
        ),
        ({"channel_names": ("red",)}, "has 1 names?, but the input has 2 channels"),
    ],
)
def test_arrays_of_another_layer_are_refused(arguments, sentence):
    fitting = {
        "input": np.ones((2, 4, 4)),
        "weight": np.ones((2, 2, 2, 2)),
        "bias": np.ones(2),
        "spec": ConvSpec(2, 2, 2),
    }
    with pytest.raises(ValueError, match=sentence):
        Layer(**fitting | arguments)


def test_a_batch_has_no_single_step():
    layer = Layer.of(np.ones((2, 1, 3, 3)), np.ones((1, 1, 2, 2)))
    with pytest.raises(ValueError, match=r"is a batch, .* nearest is input\[0\]"):
        layer.step(0, 0, 0)
