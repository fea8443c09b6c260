"""What rounding does to a layer: by hand, with integers that need none, and as layers grow."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from conv_engine import ConvSpec, Layer, conv2d
from conv_engine.rounding import FORMATS
from conv_engine.rounding_errors import (
    cancellation,
    cancellation_errors,
    cancelling_layer,
    error_growth,
    rounded_conv2d,
)

each_format = pytest.mark.parametrize("format", FORMATS)


@each_format
@given(
    arrays(np.int64, (2, 4, 5), elements=st.integers(-256, 256)),
    arrays(np.int64, (3, 2, 2, 3), elements=st.integers(-9, 9)),
)
def test_whole_numbers_that_every_format_holds_have_no_error(
    format: str, input: np.ndarray, weight: np.ndarray
) -> None:
    spec = ConvSpec.of(weight, [1, -2, 3], padding=1, stride=2)
    maps = rounded_conv2d(Layer.of(input, weight, [1, -2, 3], spec), format)
    np.testing.assert_array_equal(
        maps.rounded, conv2d(input, weight, [1, -2, 3], padding=1, stride=2)
    )
    assert (maps.largest, maps.typical) == (0, 0)


def test_the_errors_of_input_and_weight_by_hand() -> None:
    # In bfloat16, 257 is 256 and 259 is 260: 256*260 instead of 257*259.
    maps = rounded_conv2d(Layer.of([[[257]]], [[[[259]]]]), "bfloat16")
    assert maps.error.item() == 256 * 260 - 257 * 259
    assert maps.largest == (257 * 259 - 256 * 260) / (257 * 259)


def test_shares_are_of_the_largest_and_of_the_typical_output() -> None:
    # 257 becomes 256; 2 stays 2.
    maps = rounded_conv2d(Layer.of([[[257, 2]]], [[[[1]]]]), "bfloat16")
    assert maps.largest == 1 / 257
    assert maps.typical == pytest.approx((1**2 + 0**2) ** 0.5 / (257**2 + 2**2) ** 0.5)


def test_products_are_added_up_in_float32() -> None:
    # Both are float16; in float16, 2048 + 1 would be 2048 again.
    maps = rounded_conv2d(Layer.of([[[2048]], [[1]]], [[[[1]], [[1]]]]), "float16")
    assert maps.rounded.dtype == np.float32
    assert maps.rounded.item() == 2048 + 1


def test_what_a_format_cannot_hold_makes_the_output_infinite() -> None:
    maps = rounded_conv2d(Layer.of([[[70000]]], [[[[1]]]]), "float16")
    assert maps.rounded.item() == np.inf
    assert maps.exact.item() == 70000


def test_an_output_of_zero_has_no_error_or_an_infinite_one() -> None:
    assert rounded_conv2d(Layer.of([[[0]]], [[[[1]]]]), "tf32").largest == 0
    # 257*1 + 1*(-257): only the first product is of an input that is rounded.
    canceled = rounded_conv2d(Layer.of([[[257]], [[1]]], [[[[1]], [[-257]]]]), "bfloat16")
    assert canceled.largest == 0  # for 257 becomes 256 in both
    last = Layer.of([[[257]], [[1]], [[1]]], [[[[1]], [[-256]], [[-1]]]])
    lost = rounded_conv2d(last, "bfloat16")
    assert lost.largest == np.inf  # 256 - 256 - 1 instead of 257 - 256 - 1


def test_cancellation_is_how_much_larger_the_products_are_than_their_sum() -> None:
    assert cancellation(Layer.of([[[1, 2]]], [[[[3, 4]]]])) == 1  # nothing cancels
    assert cancellation(Layer.of([[[10]], [[9]]], [[[[1]], [[-1]]]])) == (10 + 9) / (10 - 9)
    assert cancellation(Layer.of([[[1]], [[1]]], [[[[1]], [[-1]]]])) == np.inf
    assert cancellation(Layer.of([[[0]]], [[[[1]]]])) == 1


def test_kernels_that_nearly_cancel_lose_what_the_format_does_not_hold() -> None:
    maps = {f: rounded_conv2d(cancelling_layer(0.001), f) for f in FORMATS}
    assert maps["tf32"].rounded.item() == 1 / 1024  # 0.001 * 1024 is 1.024
    assert maps["bfloat16"].rounded.item() == 0  # 1.001 becomes 1
    assert maps["float32"].largest < 0.0001


def test_the_error_grows_as_the_root_of_the_number_of_products_and_so_does_the_output() -> None:
    curves = error_growth([4, 16, 64, 256], kernel_size=3)
    assert curves.steps.tolist() == [4 * 9, 16 * 9, 64 * 9, 256 * 9]
    for grown in (curves.output, curves.errors["tf32"], curves.errors["bfloat16"]):
        # Each has four times the products of the one before: about twice the error.
        np.testing.assert_allclose(grown[1:] / grown[:-1], 2, rtol=0.2)
    np.testing.assert_allclose(curves.errors["tf32"] / curves.output, 3e-4, rtol=0.2)


def test_tf32_and_float16_have_the_same_digits_and_bfloat16_three_bits_fewer() -> None:
    curves = error_growth([64], kernel_size=3)
    tf32, float16 = curves.errors["tf32"], curves.errors["float16"]
    np.testing.assert_allclose(tf32, float16, rtol=1e-3)
    np.testing.assert_allclose(curves.errors["bfloat16"] / tf32, 2**3, rtol=0.2)


def test_fewer_channels_are_the_first_of_more() -> None:
    alone, among = error_growth([8], 1), error_growth([2, 8, 512], 1)
    assert alone.errors["tf32"][0] == among.errors["tf32"][1]


@pytest.mark.parametrize("channels", [0, 513])
def test_other_numbers_of_channels_are_refused(channels: int) -> None:
    with pytest.raises(ValueError, match=f"channels {channels}"):
        error_growth([channels], 3)


def test_what_is_left_becomes_smaller_and_its_error_does_not() -> None:
    curves = cancellation_errors([0.1, 0.01, 0.001])
    np.testing.assert_allclose(curves.output, [0.1, 0.01, 0.001])
    for errors in curves.errors.values():
        np.testing.assert_allclose(errors, errors[0], rtol=0.3)
