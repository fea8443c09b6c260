"""The bits of a number: its sign, its exponent, its fraction."""

from dataclasses import dataclass
from fractions import Fraction
from math import copysign, frexp, inf, isfinite, isnan, ldexp, nan

from conv_engine.rounding import FloatFormat, format_named, round_to, spacing


@dataclass(frozen=True)
class Bits:
    """What a format holds of a number.

    Attributes
    ----------
    format : FloatFormat
    number : float or Fraction
        What was to be held.
    sign, exponent, fraction : str
        The bits, as digits 0 and 1.
    """

    format: FloatFormat
    number: float | Fraction
    sign: str
    exponent: str
    fraction: str

    @property
    def power(self) -> int:
        """The exponent that the bits mean: what they count, less the bias.

        All zeros mean the same as one: numbers below it share its steps.
        """
        return max(int(self.exponent, 2), 1) - self.format.exponent_bias

    @property
    def steps(self) -> int:
        """The fraction as a whole number, with the leading one that is not written.

        Numbers whose exponent is all zeros have no leading one: zero and the subnormal numbers.
        """
        leading = 2**self.format.fraction_bits if "1" in self.exponent else 0
        return leading + int(self.fraction, 2)

    @property
    def value(self) -> float:
        """The number that the bits mean."""
        sign = -1.0 if self.sign == "1" else 1.0
        if "0" not in self.exponent:
            return nan if "1" in self.fraction else sign * inf
        return sign * ldexp(self.steps, self.power - self.format.fraction_bits)

    @property
    def error(self) -> float | Fraction:
        """How far the value lies above the number, exactly where both are finite."""
        if isfinite(self.value) and isfinite(self.number):
            return Fraction(self.value) - Fraction(self.number)
        return 0.0 if self.value == self.number else self.value - _nearest_float(self.number)

    @property
    def spacing(self) -> float:
        """How far away the next number of the format is, away from zero."""
        return float(spacing(self.value, self.format.name))


def bits_of(number: float | Fraction, format: str) -> Bits:
    """Write a number in a format, bit by bit.

    Parameters
    ----------
    number : float or Fraction
    format : {"float32", "tf32", "bfloat16", "float16"}

    Returns
    -------
    Bits
        Of the number rounded as `round_to` does.

    Raises
    ------
    ValueError
        If there is no such format.

    Examples
    --------
    -0.75 is -(1 + 1/2) * 2**-1, and the exponent is written as -1 + 15 = 14.

    >>> bits = bits_of(-0.75, "float16")
    >>> bits.sign, bits.exponent, bits.fraction
    ('1', '01110', '1000000000')
    >>> bits.value, bits.error, bits.spacing  # exact; the next one is 2**-11 away
    (-0.75, Fraction(0, 1), 0.00048828125)
    """
    kind = format_named(format)
    value = float(round_to(_nearest_float(number), format))
    exponent, fraction = _fields(abs(value), kind)
    return Bits(
        format=kind,
        number=number,
        sign="1" if copysign(1.0, value) < 0 else "0",
        exponent=f"{exponent:0{kind.exponent_bits}b}",
        fraction=f"{fraction:0{kind.fraction_bits}b}",
    )


def _fields(size: float, kind: FloatFormat) -> tuple[int, int]:
    """Return the exponent and the fraction of a number of the format, 0 or more, as integers."""
    all_ones = 2**kind.exponent_bits - 1
    leading = 2**kind.fraction_bits
    if not isfinite(size):
        return all_ones, leading // 2 if isnan(size) else 0
    step = float(spacing(size, kind.name))
    steps = int(size / step)
    if steps < leading:
        return 0, steps
    _, above = frexp(step)  # of 2**(power - fraction_bits), and too high by one
    power = above - 1 + kind.fraction_bits
    return power + kind.exponent_bias, steps - leading


def _nearest_float(number: float | Fraction) -> float:
    """Return the nearest float; what is too large for one is infinite."""
    try:
        return float(number)
    except OverflowError:
        return inf if number > 0 else -inf
