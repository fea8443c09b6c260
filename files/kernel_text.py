"""Kernels as text: what a person types or pastes becomes numbers, or a sentence.

Text is taken apart by a few patterns and never evaluated. Rows and numbers are counted from 1, as
a person counts them.
"""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from conv_engine.numeric import Array
from files.kernels import LARGEST_KERNEL, KernelError
from files.nested_lists import regular
from text import one_line

LONGEST_TEXT = 100_000
"""Most characters of a text."""

# In each pattern, repetitions that could share a character never meet: none is slow on any text.
NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
FRACTION = re.compile(rf"({NUMBER})(?:/({NUMBER}))?")
FACTOR = re.compile(rf"\(?({NUMBER}(?:/{NUMBER})?)\)?\s?(?:[*×·]\s?|(?=\[))")
DIVISOR = re.compile(rf"(?<=[\])}}])\s?/\s?({NUMBER})$")
ARRAY = re.compile(
    r"(?:\b(?:np|numpy|torch)\.)?\b(?:array|asarray|tensor)"
    r"\((?P<brackets>\[[^()]*\])(?:,[^()\[\]]*)?\)"
)
BARE_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+")

# What word processors make of a minus and a slash, and brackets of other languages.
TYPED = str.maketrans("−–⁄\ufeff", "--/ ")
BRACKETS = str.maketrans("(){}", "[][]")


def parse_kernel(text: str) -> Array:
    """Read kernels that were typed or pasted.

    A row ends at a line's end or a semicolon; numbers are parted by spaces, commas or tabs. A
    number may be a fraction, and a factor may stand in front. Blank lines part the kernels of a
    filter. Brackets are understood too, also those of a printed array. A line that starts with #
    is left out.

    Parameters
    ----------
    text : str
        At most `LONGEST_TEXT` characters.

    Returns
    -------
    ndarray of float64
        Shape (k_h, k_w) for one kernel, (C, k_h, k_w) for several, and (F, C, k_h, k_w) for
        brackets nested that deep.

    Raises
    ------
    KernelError
        If there is no kernel in the text, or it is too large or irregular, or a comma may be a
        decimal comma.

    Examples
    --------
    >>> parse_kernel("1/16 * 1 2 1; 2 4 2; 1 2 1")[1]  # 2/16, 4/16, 2/16
    array([0.125, 0.25 , 0.125])
    >>> parse_kernel("[[0, 1], [2, 3]]").tolist()
    [[0.0, 1.0], [2.0, 3.0]]
    >>> parse_kernel("0,5 1,5")
    Traceback (most recent call last):
    files.kernels.KernelError: `0,5` in row 1 looks like a decimal comma: write 0.5
    """
    if len(text) > LONGEST_TEXT:
        raise KernelError(
            f"the text has {len(text):,} characters and the limit is {LONGEST_TEXT:,}:"
            " save the numbers as an NPY file"
        )
    blocks = _blocks(text.translate(TYPED))
    if not blocks:
        raise KernelError("there is no number yet: write rows such as `1 2 1; 2 4 2; 1 2 1`")
    if len(blocks) == 1:
        array = regular(_kernel(blocks[0], ""))
    else:
        array = regular([_kernel(block, f" of kernel {n}") for n, block in enumerate(blocks, 1)])
    rows, columns = array.shape[-2:]
    if max(rows, columns) > LARGEST_KERNEL:
        raise KernelError(
            f"the kernel is {rows}x{columns} and the limit is {LARGEST_KERNEL}x{LARGEST_KERNEL}:"
            " leave out rows or columns"
        )
    return array.astype(np.float64)


def _blocks(text: str) -> list[str]:
    """Part text at blank lines, but not inside brackets; each run of blanks becomes one space."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    kept = (line for line in lines if not line.startswith("#"))
    blocks = ["\n".join(group) for is_text, group in groupby(kept, key=bool) if is_text]
    is_closed = all(block.count("[") == block.count("]") for block in blocks)
    return blocks if is_closed else ["\n".join(blocks)]


@dataclass(frozen=True)
class _Fraction:
    """A number not yet divided, so that 1/10 of 3 is exactly 0.3."""

    over: float
    under: float


def _kernel(block: str, kernel: str) -> list[Any]:
    """Read a block as nested lists of numbers, times the factor that stands with it."""
    block = ARRAY.sub(r"\g<brackets>", block)
    scale = _Fraction(1, 1)
    if factor := FACTOR.match(block):
        scale = _fraction(factor[1], f"the factor{kernel}")
        block = block[factor.end() :]
    elif divisor := DIVISOR.search(block):
        scale = _fraction(f"1/{divisor[1]}", f"the divisor{kernel}")
        block = block[: divisor.start()]
    block = block.translate(BRACKETS)
    if not block.strip():
        raise KernelError(f"the factor{kernel} has no numbers after it: write them in rows")
    if "[" in block or "]" in block:
        return _bracketed(block, kernel, scale)
    return _rows(block, kernel, scale)


def _rows(block: str, kernel: str, scale: _Fraction) -> list[list[float]]:
    """Read rows that end with lines or semicolons."""
    lines = [line.strip("; ") for line in block.split("\n")]
    for n, line in enumerate(lines, 1):
        cells = line.split(";")
        singles = all(_is_single(cell.strip()) for cell in cells)
        if len(lines) > 1 and len(cells) > 1 and singles:
            raise KernelError(
                f"line {n} separates single numbers by semicolons, which end rows here, as in "
                f"`{one_line(line, 20)}`: separate numbers by spaces"
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
        elif piece.strip(" \n,"):
            parts = piece.replace("\n", " ").strip(", ").split(";")
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
    """Refuse a row that parts some numbers by a bare comma and others by a space."""
    chunks = [chunk.strip(",") for chunk in row.split()]
    mixed = next((chunk for chunk in chunks if "," in chunk), None)
    if len(chunks) == 1 or mixed is None:
        return
    if BARE_COMMA.fullmatch(mixed):
        raise KernelError(
            f"`{one_line(mixed, 20)}` in {place} looks like a decimal comma: write"
            f" {one_line(mixed.replace(',', '.'), 20)}"
        )
    raise KernelError(
        f"{place} separates numbers by spaces and by bare commas, as in `{one_line(mixed, 20)}`: "
        "put a space after every comma"
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
