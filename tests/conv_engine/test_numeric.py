"""Types of results, refused values, and rounding."""

import numpy as np
import pytest

from conv_engine import conv2d, partial_maps, quantise, step_at, sum_channels


@pytest.mark.parametrize(
    ("input_type", "weight_type", "result_type"),
    [
        ("uint8", "int8", "int64"),
        ("bool", "int32", "int64"),
        ("uint64", "int16", "int64"),
        ("float32", "float32", "float32"),
        ("uint8", "float32", "float32"),
        ("float32", "int64", "float32"),
        ("float32", "float64", "float64"),
        ("int64", "float64", "float64"),
        ("float16", "float16", "float32"),
    ],
)
def test_the_widest_float_decides_and_integers_alone_stay_integers(
    input_type, weight_type, result_type
):
    input = np.ones((1, 3, 3), dtype=input_type)
    weight = np.ones((1, 1, 2, 2), dtype=weight_type)
    assert conv2d(input, weight).dtype == result_type
    assert partial_maps(input, weight).dtype == result_type
    assert step_at(input, weight, None, 0, 0, 0).channel_sums.dtype == result_type


def test_eight_bit_pixels_do_not_wrap():
    pixels, weight = np.full((3, 1, 2), 200, np.uint8), np.full((1, 3, 1, 2), 100, np.int8)
    assert conv2d(pixels, weight).item() == 6 * 200 * 100


def test_large_integers_stay_exact_where_a_float_would_round():
    assert conv2d([[[2**53]], [[1]]], [[[[1]], [[1]]]]).item() == 2**53 + 1


def test_a_bias_follows_float_maps_and_turns_integer_maps_into_floats():
    ones32, ones = np.ones((1, 1, 1), np.float32), np.ones((1, 1, 1), np.int64)
    weight = [[[[1]]]]
    assert conv2d(ones32, weight, [0.5]).dtype == np.float32
    assert conv2d(ones, weight, [0.5]).item() == 1 * 1 + 0.5
    assert step_at(ones, weight, [0.5], 0, 0, 0).output == 1 * 1 + 0.5
    assert sum_channels(np.ones((1, 1, 1, 1), np.float32), [0.5]).dtype == np.float32


def test_not_a_number_goes_where_it_is_used_and_nowhere_else():
    feature_map = conv2d([[[np.nan, 1.0, 2.0]]], [[[[1.0, 1.0]]]])
    np.testing.assert_array_equal(feature_map, [[[np.nan, 1 + 2]]])


@pytest.mark.parametrize(
    ("input", "sentence"),
    [
        ([[["a"]]], "input holds <U1, but must hold integers or floats"),
        ([[[1j]]], "input holds complex128"),
        ([[[None]]], "input holds object"),
        ([[[1, 2], [3]]], "input is not a regular array: its rows differ in length"),
        (np.full((1, 1, 1), 2**64 - 1), "input 18446744073709551615 is more than int64 can hold"),
        ([], r"input of shape \(0,\) has an empty axis"),
    ],
)
def test_values_that_are_no_numbers_are_refused(input, sentence):
    with pytest.raises(ValueError, match=sentence):
        conv2d(input, [[[[1]]]])


def test_quantised_products_add_up_as_printed():
    weight = quantise([1 / 3, 2 / 3, -1 / 3])
    assert weight.tolist() == [0.33, 0.67, -0.33]
    products = quantise(weight * 7)
    assert products.tolist() == [2.31, 4.69, -2.31]
    assert quantise(products.sum()).item() == 4.69


def test_a_small_negative_number_is_printed_without_a_sign():
    assert str(quantise(-0.004).item()) == "0.0"


def test_quantise_keeps_integers_and_types():
    assert quantise([1, 2]).dtype == np.int64
    assert quantise(np.float32([0.125])).dtype == np.float32
    assert quantise([0.125, 0.375]).tolist() == [0.12, 0.38]  # halves go to the even neighbour
