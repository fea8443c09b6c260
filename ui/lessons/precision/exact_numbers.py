"""Numbers as a learner types them, and exact numbers as they are printed. No Streamlit here."""

import re
from collections.abc import Mapping
from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction
from math import inf, isinf, isnan, nan

from ui.lessons.precision.words import numbers as words
from ui.state.keys import FORMAT_TITLES

LONGEST_TEXT = 60
"""Letters of a typed number; more are no number that anybody means."""
GREATEST_POWER = 400
"""Power of ten beyond which a typed number is refused; float32 ends at 38."""
LONGEST_EXACT = 27
"""Digits up to which a number is printed exactly; 0.1 in float32 has 27."""
PLAIN_POWERS = range(-6, 16)
"""Powers of ten that are written out with zeros."""

_DECIMAL = r"\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?"
_NUMBER = re.compile(rf"([+-]?)({_DECIMAL})(?:/({_DECIMAL}))?", re.ASCII)
_WORDS = {"inf": inf, "infinity": inf, "nan": nan}
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def typed_number(text: str) -> Fraction | float:
    """Read exactly what was typed: a decimal, one divided by another, infinity, or "nan".

    Raises
    ------
    ValueError
        If it is no number, divides by 0, or is beyond every format.

    Examples
    --------
    >>> typed_number("0.1"), typed_number("1/3"), typed_number("-2.5e3"), typed_number("-inf")
    (Fraction(1, 10), Fraction(1, 3), Fraction(-2500, 1), -inf)
    >>> typed_number("one")
    Traceback (most recent call last):
    ValueError: 'one' is not a number: write 0.1, 1e-3, 1/3, -inf or nan
    """
    plain = text.strip().lower().replace("−", "-").replace(" ", "")
    unsigned = plain.lstrip("+-")
    if unsigned in _WORDS and len(plain) - len(unsigned) <= 1:
        return -_WORDS[unsigned] if plain.startswith("-") else _WORDS[unsigned]
    found = _NUMBER.fullmatch(plain)
    if found is None or len(plain) > LONGEST_TEXT:
        shown = text if len(text) <= 20 else text[:19] + "…"
        raise ValueError(words.NO_NUMBER.format(text=shown))
    sign, above, below = found.groups()
    parts = [_fraction(part) for part in (above, below or "1")]
    if parts[1] == 0:
        raise ValueError(words.DIVIDES_BY_0.format(text=plain))
    return (-1 if sign == "-" else 1) * parts[0] / parts[1]


def _fraction(text: str) -> Fraction:
    """Read a decimal, but none so large that its digits would fill the memory."""
    try:
        number = Decimal(text)
    except InvalidOperation:  # an exponent beyond what even Decimal takes
        number = None
    if number is None or abs(number.adjusted()) > GREATEST_POWER:
        raise ValueError(words.TOO_LARGE.format(text=text, power=GREATEST_POWER))
    return Fraction(number)


def exact_text(value: Fraction | float) -> str:
    """Print a number exactly; where that takes too many digits, begin with "≈".

    Examples
    --------
    >>> exact_text(0.0999755859375), exact_text(Fraction(-1, 2**13)), exact_text(Fraction(1, 3))
    ('0.0999755859375', '−0.0001220703125', '≈0.333333333')
    >>> exact_text(2.0**-24), exact_text(float("-inf"))
    ('5.9604644775390625·10⁻⁸', '−infinity')
    """
    if isinstance(value, float) and (isnan(value) or isinf(value)):
        return words.NAN if isnan(value) else words.INFINITY if value > 0 else words.MINUS_INFINITY
    fraction = Fraction(value)
    exact = Context(prec=LONGEST_EXACT)
    shortened = exact.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))
    if not exact.flags[Inexact]:
        return _written(shortened)
    return "≈" + _written(Context(prec=9).plus(shortened))


def share_text(share: float) -> str:
    """Print a share by its size: two digits.

    Examples
    --------
    >>> share_text(0.00029), share_text(0.023), share_text(0), share_text(float("inf"))
    ('2.9·10⁻⁴', '0.023', '0', 'infinity')
    """
    if not 0 < share < inf:
        return exact_text(float(share))
    return _written(Context(prec=2).plus(Decimal(share)), range(-2, 16))


def errors_text(shares: Mapping[str, float]) -> str:
    """Write the errors of several formats after each other.

    Examples
    --------
    >>> errors_text({"tf32": 0.00029, "float16": 0.023})
    'TF32 2.9·10⁻⁴, float16 0.023'
    """
    return ", ".join(f"{FORMAT_TITLES[name]} {share_text(share)}" for name, share in shares.items())


def _written(number: Decimal, plain: range = PLAIN_POWERS) -> str:
    """Write a decimal with zeros or with a power of ten, as its size asks for."""
    if number == 0:
        return "0"
    power = number.adjusted()
    digits = number if power in plain else number.scaleb(-power)
    text = f"{digits:f}"
    text = (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")
    return text if power in plain else f"{text}·10{str(power).translate(_RAISED)}"
