"""round_to and bits_of against PyTorch's own casts, as make_rounding_goldens.py stored them."""

import numpy as np
import pytest
from stored_cases import stored_cases

from conv_engine import round_to
from conv_engine.bits import bits_of

CASES = stored_cases("rounding.npz")
each_case = pytest.mark.parametrize("name", CASES)
each_format = pytest.mark.parametrize("format", ["bfloat16", "float16"])


def meant_by(patterns: np.ndarray, format: str) -> np.ndarray:
    """The numbers that 16 bits mean, as float32; a bfloat16 is the upper half of one."""
    if format == "float16":
        return patterns.view(np.float16).astype(np.float32)
    return (patterns.astype(np.uint32) << 16).view(np.float32)


@each_case
@each_format
def test_every_number_is_rounded_as_pytorch_casts_it(name: str, format: str) -> None:
    rounded = round_to(CASES[name]["values"], format)
    expected = meant_by(CASES[name][format], format)
    none = np.isnan(expected)
    np.testing.assert_array_equal(np.isnan(rounded), none)
    # Bit for bit, so that the sign of zero counts.
    np.testing.assert_array_equal(rounded[~none].view(np.uint32), expected[~none].view(np.uint32))


@each_case
@each_format
def test_the_bits_are_those_that_pytorch_stores(name: str, format: str) -> None:
    values, patterns = CASES[name]["values"][:60], CASES[name][format][:60]
    numbers = ~np.isnan(values)
    for value, pattern in zip(values[numbers], patterns[numbers], strict=True):
        bits = bits_of(float(value), format)
        assert bits.sign + bits.exponent + bits.fraction == f"{pattern:016b}"


def test_the_goldens_cover_ties_overflow_subnormals_and_what_is_no_number() -> None:
    with np.errstate(invalid="ignore"):
        values = np.concatenate([case["values"] for case in CASES.values()])
    halved = meant_by(np.concatenate([case["float16"] for case in CASES.values()]), "float16")
    assert {0.5, 1.5} <= set(np.abs(values / 2.0**-24))  # half-way between subnormal numbers
    assert np.any(np.isinf(halved) & np.isfinite(values))
    assert np.any((halved != 0) & (np.abs(halved) < 2.0**-14))
    assert np.any((halved == 0) & (values != 0))
    assert np.any(np.isnan(values))
