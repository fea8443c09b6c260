"""What is said about a number that is typed, and which of its digits differs."""

from math import floor, isnan, log10

NO_NUMBER = "{text!r} is not a number: write 0.1, 1e-3, 1/3, -inf or nan"
DIVIDES_BY_0 = "{text} divides by 0, which does not give a number"
TOO_LARGE = "{text} has a power of ten beyond {power}, and every format ends long before that"
NAN, INFINITY, MINUS_INFINITY = "not a number", "infinity", "−infinity"
NO_DIGIT, ALL_DIGITS = "none", "all of them"
"""The first digit that differs, where no digit does, or every one."""


def differing_digit(share: float) -> str:
    """Name about the first digit that an error of this share of a number changes.

    Examples
    --------
    Of 5.432, 0.00029 is 0.0016: 5.434 differs in the fourth digit.

    >>> differing_digit(0.00029), differing_digit(0.0023), differing_digit(0)
    ('the 4th', 'the 3rd', 'none')
    >>> differing_digit(2.5)
    'all of them'
    """
    if share == 0:
        return NO_DIGIT
    if isnan(share) or share >= 1:
        return ALL_DIGITS
    number = floor(-log10(share)) + 1
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number // 10 != 1 else 0, "th")
    return f"the {number}{ending}"
