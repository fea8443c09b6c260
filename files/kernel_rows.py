"""One block of rows or brackets becomes nested lists of numbers.

Text is taken apart by a few patterns and never evaluated. Rows and numbers are counted from 1, as
a person counts them.
"""

import re
from dataclasses import dataclass
from typing import Any

from files.kernel_spellings import DIGITS
from files.kernel_tables import read_table
from files.kernels import KernelError
from text import one_line

# In each pattern, repetitions that could share a character never meet: none is slow on any text.
FRACTION = re.compile(rf"({DIGITS})(?:/({DIGITS}))?")
RATIO = rf"\(? ?({DIGITS}(?: ?/ ?{DIGITS})?) ?\)?"
FACTOR = re.compile(rf"{RATIO} ?(?:[*×·] ?\n?|(?=\n?\[))")
LONE_FRACTION = re.compile(
    rf"\(?({DIGITS} ?/ ?{DIGITS})\)?\n(?=[^\n]{{0,200}}[0-9][ ,;\t]{{1,9}}[-+.0-9])"
)
"""A fraction alone above rows of several numbers is a factor."""
FACTOR_BEHIND = re.compile(rf"(?:(?<=[\])}}]) ?\n?|\n)\.?(?P<sign>[*/×·]) ?{RATIO}$")
BARE_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+")
BRACKETS = str.maketrans("(){}", "[][]")


@dataclass(frozen=True)
class _Fraction:
    """A number not yet divided, so that 1/10 of 3 is exactly 0.3."""

    over: float
    under: float


ONE = _Fraction(1, 1)


def read_block(block: str, kernel: str = "") -> list[Any]:
    r"""Read a block as nested lists of numbers, times the factor that stands with it.

    Parameters
    ----------
    block : str
        Lines whose numbers are parted by single spaces, commas or tabs, or brackets.
    kernel : str
        What follows a place in a message, such as " of kernel 2".

    Raises
    ------
    KernelError
        If something in it is not a number.

    Examples
    --------
    >>> read_block("1/4 * 1 2\n4 8")
    [[0.25, 0.5], [1.0, 2.0]]
    """
    scale = ONE
    if factor := FACTOR.match(block) or LONE_FRACTION.match(block):
        scale = _fraction(factor[1].replace(" ", ""), f"the factor{kernel}")
        block = block[factor.end() :]
    elif behind := FACTOR_BEHIND.search(block):
        scale = _fraction(behind[2].replace(" ", ""), f"the factor{kernel}")
        if behind["sign"] == "/":
            scale = _inverse(scale, behind[2])
        block = block[: behind.start()]
    block = block.translate(BRACKETS)
    if not block.strip():
        raise KernelError(f"the factor{kernel} has no numbers after it: write them in rows")
    if "[" in block or "]" in block:
        return _bracketed(block, kernel, scale)
    if (table := read_table(block)) is not None:
        return [
            [_value(cell.replace(" ", ""), f"row {n}{kernel}", scale) for cell in row]
            for n, row in enumerate(table.rows, 1)
        ]
    return read_rows(block, kernel, scale)


def _inverse(scale: _Fraction, text: str) -> _Fraction:
    if scale.over == 0:
        raise KernelError(f"the divisor is `{one_line(text, 20)}`, which divides by zero")
    return _Fraction(scale.under, scale.over)


def read_rows(block: str, kernel: str = "", scale: _Fraction = ONE) -> list[list[float]]:
    """Read rows that end with lines or semicolons."""
    lines = [line.strip("; ") for line in block.split("\n")]
    for n, line in enumerate(lines, 1):
        cells = line.split(";")
        singles = all(_is_single(cell.strip()) for cell in cells)
        if len(lines) > 1 and len(cells) > 1 and singles:
            raise KernelError(
                f"line {n} separates single numbers by semicolons, which end rows here, as in"
                f" `{one_line(line, 20)}`: separate numbers by spaces"
            )
    rows = [row for line in lines if line for row in line.split(";")]
    return [_row(row, f"row {n}{kernel}", scale) for n, row in enumerate(rows, 1)]


def _is_single(cell: str) -> bool:
    """Return whether a cell holds one number, perhaps with a decimal comma."""
    return " " not in cell and ("," not in cell or BARE_COMMA.fullmatch(cell) is not None)


def _bracketed(block: str, kernel: str, scale: _Fraction) -> list[Any]:
    """Read brackets; the innermost hold a row, or rows parted by semicolons."""
    open_lists: list[list[Any]] = [[]]
    count = 0
    for piece in re.findall(r"[\[\]]|[^\[\]]+", block):
        if piece == "[":
            open_lists.append([])
            open_lists[-2].append(open_lists[-1])
        elif piece == "]":
            if len(open_lists) == 1:
                raise KernelError(f"bracket `]` after row {count}{kernel} was never opened")
            open_lists.pop()
        elif piece.strip(" \n\t,"):
            parts = piece.replace("\n", " ").strip(", \t").split(";")
            rows = [_row(row, f"row {count + n}{kernel}", scale) for n, row in enumerate(parts, 1)]
            open_lists[-1].extend(rows[0] if len(rows) == 1 else rows)
            count += len(rows)
    if len(open_lists) > 1:
        raise KernelError(f"bracket `[` is not closed after row {count}{kernel}: add `]`")
    nested = open_lists[0]
    if len(nested) == 1 and isinstance(nested[0], list):
        nested = nested[0]
    return nested if any(isinstance(part, list) for part in nested) else [nested]


def _row(row: str, place: str, scale: _Fraction) -> list[float]:
    """Read the numbers of a row."""
    row = re.sub(r" ?/ ?", "/", row).strip()
    _check_decimal_commas(row, place)
    parts = [part.split() for part in row.removesuffix(",").split(",")]
    if not all(parts):
        raise KernelError(f"{place} has no number where one is expected: write 0 for zero")
    words = [word for part in parts for word in part]
    return [_value(word, f"{place}, number {n}", scale) for n, word in enumerate(words, 1)]


def _check_decimal_commas(row: str, place: str) -> None:
    """Refuse a row that parts some numbers by commas alone and others by spaces alone."""
    chunks = [chunk.strip(",") for chunk in row.split()]
    mixed = [chunk for chunk in chunks if "," in chunk]
    if len(chunks) == 1 or not mixed:
        return
    if decimal := next((chunk for chunk in mixed if BARE_COMMA.fullmatch(chunk)), None):
        raise KernelError(
            f"`{one_line(decimal, 20)}` in {place} looks like a decimal comma: write"
            f" {one_line(decimal.replace(',', '.'), 20)}"
        )
    if any(len(cell.split()) > 1 for cell in row.split(",")):
        raise KernelError(
            f"{place} separates numbers by spaces and by bare commas, as in"
            f" `{one_line(mixed[0], 20)}`: put a space after every comma"
        )


def _value(word: str, place: str, scale: _Fraction) -> float:
    """Read a number or a fraction, times the factor."""
    number = _fraction(word, place)
    return number.over * scale.over / number.under / scale.under


def _fraction(word: str, place: str) -> _Fraction:
    """Read `1`, `-0.5`, `2e-3` or `1/9`."""
    match = FRACTION.fullmatch(word)
    if match is None:
        raise KernelError(f"{place} is `{one_line(word, 20)}`, {_fault(word)}")
    fraction = _Fraction(float(match[1]), float(match[2] or 1))
    if fraction.under == 0:
        raise KernelError(f"{place} is `{one_line(word, 20)}`, which divides by zero")
    return fraction


def _fault(word: str) -> str:
    """Describe why a word is no number."""
    if re.fullmatch(r"[+-]?(?:nan|inf|infinity|∞)", word, re.IGNORECASE):
        return "but weights must be finite: write a number"
    if re.search(r"[0-9.][ij]$", word):
        return "a complex number, but weights must be real: write its real part"
    if word.strip(".…") == "":
        return "which stands for numbers left out: paste all of them"
    return "not a number: write 0.5, 1e-3 or 1/9"
