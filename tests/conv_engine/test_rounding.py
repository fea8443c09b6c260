"""Rounding to fewer bits, by hand, against integers alone, and against exact fractions."""

from fractions import Fraction
from math import inf, isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv_engine import round_to
from conv_engine.bits import bits_of
from conv_engine.rounding import FORMATS, spacing

each_format = pytest.mark.parametrize("format", FORMATS)
any_pattern = st.integers(0, 2**32 - 1)
any_number = st.floats(width=32, allow_nan=False, allow_infinity=False)


def number_of(pattern: int) -> np.float32:
    return np.array(pattern, np.uint32).view(np.float32)[()]


def pattern_of(number: np.float32) -> int:
    return int(np.float32(number).view(np.uint32))


def tf32_pattern(pattern: int) -> int:
    """Drop the last 13 bits of a float32 with integers alone; a carry raises the exponent."""
    kept, dropped = divmod(pattern, 2**13)
    half = 2**12
    up = dropped > half or (dropped == half and kept % 2 == 1)
    return (kept + up) * 2**13


@given(any_pattern)
def test_tf32_drops_the_last_13_bits_of_a_float32(pattern: int) -> None:
    number = number_of(pattern)
    rounded = round_to(number, "tf32")
    if np.isnan(number):
        assert np.isnan(rounded)
    else:
        assert pattern_of(rounded) == tf32_pattern(pattern)


@pytest.mark.parametrize(
    ("number", "format", "rounded"),
    [
        (1 + 1 / 1024, "tf32", 1 + 1 / 1024),  # 10 fraction bits are enough
        (1 + 1 / 2048, "tf32", 1.0),  # half a step: to the even one below
        (1 + 3 / 2048, "tf32", 1 + 2 / 1024),  # half a step: to the even one above
        (1 + 3 / 4096, "tf32", 1 + 1 / 1024),  # three quarters of a step: up
        (-1 - 3 / 4096, "tf32", -1 - 1 / 1024),
        (2 - 1 / 4096, "tf32", 2.0),  # all ones: the carry raises the exponent
        (70000.0, "tf32", 70016.0),  # steps of 64 from 65536 on: 1094 * 64
        (257.0, "bfloat16", 256.0),  # 8 bits hold whole numbers up to 256
        (259.0, "bfloat16", 260.0),
        (2049.0, "float16", 2048.0),  # 11 bits hold whole numbers up to 2048
        (65519.0, "float16", 65504.0),  # less than half a step above the largest
        (65520.0, "float16", inf),
        (-65520.0, "float16", -inf),
        (3.4e38, "bfloat16", inf),
        (1.5 * 2.0**-24, "float16", 2 * 2.0**-24),  # subnormal: steps of 2**-24
        (2.0**-25, "float16", 0.0),  # half of the first step: to 0, which is even
        (2.0**-149, "tf32", 0.0),  # the first step of TF32 is 2**-136
        (2.0**-136, "tf32", 2.0**-136),
        (1e39, "float32", inf),
        (inf, "tf32", inf),
        (-inf, "float16", -inf),
    ],
)
def test_numbers_are_rounded_as_by_hand(number: float, format: str, rounded: float) -> None:
    assert round_to(number, format) == rounded


@each_format
def test_zero_keeps_its_sign_and_so_does_what_becomes_zero(format: str) -> None:
    signs = np.signbit(round_to([0.0, -0.0, 1e-60, -1e-60], format))
    assert signs.tolist() == [False, True, False, True]


@each_format
def test_what_is_not_a_number_stays_none_among_numbers_that_stay_themselves(format: str) -> None:
    np.testing.assert_array_equal(round_to([1.0, nan, -2.0], format), [1.0, nan, -2.0])


@each_format
@given(any_number)
def test_no_number_of_the_format_lies_nearer_and_of_two_the_even_one_is_taken(
    format: str, number: float
) -> None:
    bits = bits_of(number, format)
    if np.isinf(bits.value):
        largest = FORMATS[format].largest
        assert abs(number) >= largest + float(spacing(largest, format)) / 2
        return
    step, even = Fraction(bits.spacing), bits.steps % 2 == 0
    for away in (step, step / 2, -step / 2, -step):  # below a power of two, steps are half as long
        neighbour = Fraction(bits.value) + away
        if bits_of(neighbour, format).error == 0:
            distance = abs(neighbour - Fraction(number))
            assert abs(bits.error) < distance or (abs(bits.error) == distance and even)


@each_format
@given(any_number)
def test_rounding_twice_is_rounding_once(format: str, number: float) -> None:
    once = round_to(number, format)
    assert round_to(once, format) == once


@given(any_number)
def test_the_formats_with_eight_exponent_bits_are_the_first_bits_of_a_float32(
    number: float,
) -> None:
    for format in ("float32", "tf32", "bfloat16"):
        bits = bits_of(number, format)
        written = f"{pattern_of(np.float32(bits.value)):032b}"
        assert (
            bits.sign + bits.exponent + bits.fraction
            == written[: 1 + 8 + bits.format.fraction_bits]
        )


@given(any_number)
def test_float16_has_the_bits_that_numpy_stores(number: float) -> None:
    bits = bits_of(number, "float16")
    written = np.float16(bits.value).view(np.uint16)
    assert bits.sign + bits.exponent + bits.fraction == f"{written:016b}"


@each_format
@given(any_number)
def test_bits_mean_the_rounded_number(format: str, number: float) -> None:
    assert bits_of(number, format).value == round_to(number, format)


def test_one_tenth_in_tf32_by_hand() -> None:
    # 1/10 = 1.6/16 = (1 + 0.6) * 2**-4, and 0.6 * 1024 = 614.4 is rounded to 614.
    bits = bits_of(Fraction(1, 10), "tf32")
    assert (bits.sign, bits.exponent, bits.fraction) == ("0", f"{-4 + 127:08b}", f"{614:010b}")
    assert bits.steps == 1024 + 614
    assert bits.value == 1638 * 2.0**-14
    assert bits.error == Fraction(1638, 2**14) - Fraction(1, 10)
    assert bits.spacing == 2.0**-14


def test_zero_and_subnormal_numbers_have_no_leading_one() -> None:
    assert bits_of(0.0, "float16").steps == 0
    assert bits_of(3 * 2.0**-24, "float16").steps == 3
    assert bits_of(0.0, "float16").spacing == 2.0**-24


def test_what_is_infinite_or_no_number_has_bits_too() -> None:
    assert bits_of(inf, "tf32").value == inf
    assert bits_of(inf, "tf32").error == 0
    assert bits_of(Fraction(10) ** 400, "float32").value == inf
    assert bits_of(-70000.0, "float16").error == -inf
    assert isnan(bits_of(nan, "bfloat16").value)
    assert isnan(bits_of(inf, "tf32").spacing)


def test_integers_and_wider_floats_are_taken_as_float32_and_shapes_stay() -> None:
    rounded = round_to(np.arange(6).reshape(2, 3), "bfloat16")
    assert (rounded.dtype, rounded.shape) == (np.float32, (2, 3))
    assert round_to(np.float64(1 / 3), "float32") == np.float32(1 / 3)


def test_another_format_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"'bfloat' is not one of .*; nearest is 'bfloat16'"):
        round_to(1.0, "bfloat")
    with pytest.raises(ValueError, match="values holds complex128"):
        round_to(1j, "tf32")
