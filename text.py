"""Words and numbers as they are written on screen, in files and in pictures."""

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from math import isfinite, isnan

import numpy as np

ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)
"""A half is rounded away from 0, as people and browsers do; no float has more figures."""
COUNTED_CHANNELS = ("1 channel", "{n} channels")
COUNTED_COLUMNS = ("1 column", "{n} columns")
COUNTED_FILTERS = ("1 filter", "{n} filters")
COUNTED_KERNELS = ("1 kernel", "{n} kernels")
COUNTED_ROWS = ("1 row", "{n} rows")
NUMBERED_CHANNELS = ("channel {n}", "channels {n}")
NUMBERED_COLUMNS = ("column {n}", "columns {n}")
NUMBERED_FILTERS = ("filter {n}", "filters {n}")
NUMBERED_ROWS = ("row {n}", "rows {n}")
FRAMEWORK_TITLES = {"keras": "Keras", "pytorch": "PyTorch"}
FORMULA = re.compile(r"[(−]*\d[\d,.)]*(?: [−+×/=] [(−]*\d[\d,.)]*)+")
"""Numbers with signs between them, as in 32 × (27 + 1) = 896."""
WITHIN_TERM = re.compile(r"(?<= [−+×/=]) | (?=[×/])")
LONGEST_HELD = 24
"""Letters of a formula that has room in a line beside words, also on a phone."""


def number_text(value: float | np.number, decimals: int = 2) -> str:
    """Print a number as people read it, with only the decimals it has and at most so many.

    It has a true minus sign and a comma between thousands. `numberText` of the stage's script
    writes it in the same way. A place, such as row 1024, is no amount and has no comma.

    Examples
    --------
    >>> number_text(-10), number_text(0.5), number_text(2.0), number_text(-0.001)
    ('−10', '0.5', '2', '0')
    >>> number_text(1.0009765625, decimals=4), number_text(-58549296), number_text(1234.5)
    ('1.001', '−58,549,296', '1,234.5')
    """
    if not isfinite(value):
        return "not a number" if isnan(value) else f"{'−' if value < 0 else ''}infinity"
    whole, *decimal = plain_number_text(value, decimals).replace("-", "−").split(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("−") else ("", whole)
    return ".".join((f"{sign}{int(digits):,}", *decimal))


def plain_number_text(value: float | np.number, decimals: int = 2) -> str:
    """Print a number as code and spreadsheets read it: a hyphen for minus, no commas.

    Examples
    --------
    >>> plain_number_text(-1234.5), plain_number_text(-0.001), plain_number_text(0.125)
    ('-1234.5', '0', '0.13')
    """
    text = f"{Decimal(float(value)).quantize(Decimal(1).scaleb(-decimals), context=ROUNDING):f}"
    text = text.rstrip("0").rstrip(".") if decimals else text
    return "0" if text == "-0" else text


def small_number_text(value: float | np.number) -> str:
    """Print a number as `number_text` does, and one that would be printed as 0 by its size.

    Examples
    --------
    >>> small_number_text(-10), small_number_text(0.0000032), small_number_text(0)
    ('−10', '3.2e−6', '0')
    """
    if number_text(value) != "0" or not value:
        return number_text(value)
    digits, exponent = f"{float(value):.1e}".split("e")
    return f"{digits}e{int(exponent)}".replace("-", "−")


def factor_text(value: float | np.number) -> str:
    """Print a number that follows a sign: in brackets where it has a sign of its own.

    Examples
    --------
    >>> f"4 × {factor_text(-7)}", f"4 × {factor_text(7)}"
    ('4 × (−7)', '4 × 7')
    """
    text = number_text(value)
    return f"({text})" if text.startswith("−") else text


def channel_label(channel: int, names: Sequence[str]) -> str:
    """Name a channel by its number, and by its colour where it has one.

    Examples
    --------
    >>> channel_label(0, ("red",)), channel_label(4, ())
    ('channel 0 (red)', 'channel 4')
    """
    return f"channel {channel}" + (f" ({names[channel]})" if channel < len(names) else "")


def count_text(number: int, one: str, many: str, **others: object) -> str:
    """Say how many, with the words for one or those for several, in which `{n}` is the number.

    Both are whole, because languages make several of one in different ways. They can have places
    for `others`, by name.

    Examples
    --------
    >>> count_text(1, *COUNTED_CHANNELS), count_text(2000, "1 row is left", "{n} rows are left")
    ('1 channel', '2,000 rows are left')
    """
    return (one if number == 1 else many).format(n=f"{number:,}", **others)


def list_text(numbers: Sequence[int | str], one: str, many: str, most: int = 8) -> str:
    """Name things by numbers or names, where `{n}` is, and say how many more there are than `most`.

    Examples
    --------
    >>> list_text([4], *NUMBERED_ROWS), list_text(range(3), *NUMBERED_CHANNELS)
    ('row 4', 'channels 0, 1 and 2')
    >>> list_text(range(9), *NUMBERED_ROWS, most=2)
    'rows 0, 1 and 7 more'
    """
    if len(numbers) == 1:
        return one.format(n=numbers[0])
    shown, more = [str(number) for number in numbers[:most]], len(numbers) - most
    last = f"{more} more" if more > 0 else shown.pop()
    return many.format(n=f"{', '.join(shown)} and {last}")


def weight_text(shape: Sequence[int]) -> str:
    """Say what filters a weight holds.

    Examples
    --------
    >>> weight_text((64, 3, 7, 7)), weight_text((1, 8, 1, 1))
    ('64 filters of 3 kernels of 7x7', '1 filter of 8 kernels of 1x1')
    """
    filters, depth, rows, columns = shape
    kernels = f"{count_text(depth, *COUNTED_KERNELS)} of {rows}x{columns}"
    return f"{count_text(filters, *COUNTED_FILTERS)} of {kernels}"


def shape_text(shape: Sequence[int]) -> str:
    """Write a shape as people say it.

    Sizes have the letter x, the short ones of kernels without spaces: 3 x 5 x 5 cells, 3x3 kernels.
    Numbers that are multiplied have the sign ×.

    Examples
    --------
    >>> shape_text((3, 5, 5))
    '3 x 5 x 5'
    """
    return " x ".join(map(str, shape))


def sum_text(terms: Sequence[str]) -> str:
    """Write terms as a sum; a term with a minus sign is taken away.

    Examples
    --------
    >>> sum_text(["−12", "4", "−3"]), sum_text(["12"])
    ('−12 + 4 − 3', '12')
    """
    first, *others = terms
    signed = (f"− {term[1:]}" if term.startswith("−") else f"+ {term}" for term in others)
    return " ".join((first, *signed))


def hold_formulas(text: str) -> str:
    r"""Let no line end in the middle of a short formula, nor within a term of a longer one.

    Examples
    --------
    >>> hold_formulas("It has 3 − 2 + 1 = 2 positions.").replace("\xa0", "_")
    'It has 3_−_2_+_1_=_2 positions.'
    """
    return FORMULA.sub(_hold_formula, text)


def _hold_formula(found: re.Match[str]) -> str:
    formula = found[0]
    if len(formula) <= LONGEST_HELD:
        return formula.replace(" ", "\xa0")
    return WITHIN_TERM.sub("\xa0", formula)


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table: a line of heads, a line of dashes, and a line for each row.

    Examples
    --------
    >>> print(markdown_table(("", "rows"), [("valid", 3), ("same", 5)]))
    | | rows |
    |---|---|
    | valid | 3 |
    | same | 5 |
    """
    titles, *lines = (f"| {' | '.join(map(str, cells))} |" for cells in (heads, *rows))
    return "\n".join((titles, f"|{'---|' * len(heads)}", *lines))


def one_line(text: str, longest: int = 60) -> str:
    r"""Keep foreign text printable, on one line and of a bearable length.

    Examples
    --------
    >>> one_line("edge\ndetector"), one_line("0123456789", longest=5)
    ('edge detector', '0123…')
    """
    start = "".join(letter if letter.isprintable() else " " for letter in text[: longest + 1])
    return start.strip() if len(text) <= longest else f"{start[: longest - 1].strip()}…"


def escape_markdown(text: str) -> str:
    r"""Escape what Streamlit would read as markup: names of files are only text.

    Examples
    --------
    >>> escape_markdown("a*b [c](d)")
    'a\\*b \\[c\\]\\(d\\)'
    """
    return "".join(
        f"\\{letter}" if letter in "\\`*_{}[]()<>#+-.!|~$:&" else letter for letter in text
    )


def as_sentence(text: str) -> str:
    r"""Write what an error or a note says as a sentence, for Streamlit.

    What stands between backticks stays code, all else is plain text. A word of letters begins with
    a capital; the name of an argument or a call stays as it is.

    Examples
    --------
    >>> as_sentence("stride 0 is less than 1")
    'Stride 0 is less than 1\\.'
    >>> as_sentence("kernel_size is missing"), as_sentence("`strdes` is no argument")
    ('kernel\\_size is missing\\.', '`strdes` is no argument\\.')
    """
    first = (text.split(maxsplit=1) or [""])[0]
    started = f"{text[:1].upper()}{text[1:]}" if first.rstrip(",:;").isalpha() else text
    parts = re.split(r"(`[^`|\n]+`)", f"{started}.")
    return "".join(p if place % 2 else escape_markdown(p) for place, p in enumerate(parts))
