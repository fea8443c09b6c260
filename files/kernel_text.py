"""Kernels as text: what a person types or pastes becomes numbers, or a sentence.

Where a text can be read in two ways, both readings are given and nobody guesses.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from conv_engine.numeric import Array
from files.kernel_excerpts import find_excerpt
from files.kernel_layouts import read_sized_numbers
from files.kernel_meanings import Meaning, find_meanings
from files.kernel_rows import BARE_COMMA, read_block, read_rows
from files.kernel_spellings import DIGITS, spell_plainly
from files.kernel_tables import is_printed_frame, read_table
from files.kernels import LARGEST_KERNEL, KernelError
from files.nested_lists import regular
from text import COUNTED_KERNELS, count_text

LONGEST_TEXT = 100_000
"""Most characters of a text."""
SQUARES = {9: 3, 25: 5, 49: 7}
"""How many numbers in one row can be a square kernel, and its side."""
TITLE = re.compile(
    r"\A(?![+-]?(?:nan|inf)\b)(?:[A-Za-z][^\n\[{(=]{0,80}:|[A-Za-z][A-Za-z ]{2,80})\n"
)
"""A line of words above the rows."""
LOOSE_DIVISOR = re.compile(rf" / ?({DIGITS})$")
"""At the end of rows without brackets: it may divide all numbers, or only the last."""


@dataclass(frozen=True)
class TextReading:
    """One way to read a text.

    Parameters
    ----------
    title : str
        How it is read, as a phrase; "" where there is nothing to say.
    array : ndarray of float64
        Shape (k_h, k_w) for one kernel, (C, k_h, k_w) for several, and (F, C, k_h, k_w) for
        brackets nested that deep.
    """

    title: str
    array: Array


def read_kernel_text(text: str) -> tuple[TextReading, ...]:
    """Find every way to read kernels that were typed or pasted.

    A row ends at a line's end or a semicolon; numbers are parted by spaces, commas or tabs. A
    number may be a fraction, and a factor may stand in front or behind. Blank lines part the
    kernels of a filter. Brackets are understood too, also those of a printed array, of programs
    and of LaTeX, and tables with heads and an index. Comments are left out.

    Parameters
    ----------
    text : str
        At most `LONGEST_TEXT` characters.

    Returns
    -------
    tuple of TextReading
        At least one, the more likely first, and no numbers twice.

    Raises
    ------
    KernelError
        If there is no kernel in the text, or it is too large or irregular, or a comma may be a
        decimal comma.

    Examples
    --------
    >>> for reading in read_kernel_text("1 2; 3 4 / 2"):
    ...     print(reading.title, reading.array.tolist())
    every number divided by 2 [[0.5, 1.0], [1.5, 2.0]]
    only the last number divided by 2 [[1.0, 2.0], [3.0, 2.0]]
    """
    if len(text) > LONGEST_TEXT:
        raise KernelError(
            f"the text has {len(text):,} characters and the limit is {LONGEST_TEXT:,}:"
            " save the numbers as an NPY file"
        )
    if (sized := read_sized_numbers(text)) is not None:
        return (TextReading("", _check_kernel_size(sized)),)
    if meanings := find_meanings(text):
        return _keep_different(_read_meanings(meanings))
    try:
        return _read_spellings(text)
    except KernelError:
        if (found := find_excerpt(text)) is None or found[1] == text.strip():
            raise
    title, excerpt = found
    return tuple(
        TextReading(f"{title}: {reading.title}".removesuffix(": "), reading.array)
        for reading in _read_spellings(excerpt)
    )


def _read_meanings(meanings: list[Meaning]) -> Iterator[TextReading]:
    """Go through the readings of each meaning; a second one that is none is left out."""
    for place, meaning in enumerate(meanings):
        try:
            readings = _read_spellings(meaning.text)
        except KernelError:
            if place == 0:
                raise
            continue
        for reading in readings:
            array = reading.array.swapaxes(-1, -2) if meaning.is_turned else reading.array
            title = f"{meaning.title}: {reading.title}".removesuffix(": ")
            yield TextReading(title, array)


def _keep_different(found: Iterable[TextReading]) -> tuple[TextReading, ...]:
    """Leave out what has the numbers of a reading before it."""
    different: list[TextReading] = []
    for reading in found:
        if not any(np.array_equal(reading.array, other.array) for other in different):
            _check_kernel_size(reading.array)
            different.append(TextReading(reading.title, reading.array.astype(np.float64)))
    return tuple(different)


def _read_spellings(text: str) -> tuple[TextReading, ...]:
    """Read a text that is a kernel from its start to its end."""
    blocks = _blocks(spell_plainly(text))
    if not blocks:
        raise KernelError("there is no number yet: write rows such as `1 2 1; 2 4 2; 1 2 1`")
    plain = _read_blocks(blocks)
    found = (
        TextReading(title, regular(nested)) for title, nested in _other_readings(blocks, plain)
    )
    return _keep_different(found)


def parse_kernel(text: str) -> Array:
    """Read kernels that were typed or pasted, if there is only one way to read them.

    Parameters
    ----------
    text : str
        As `read_kernel_text` reads it.

    Returns
    -------
    ndarray of float64

    Raises
    ------
    KernelError
        As there, or if the text can be read in several ways.

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
    first, *others = read_kernel_text(text)
    if others:
        titles = " or ".join(f"as {reading.title}" for reading in (first, *others))
        raise KernelError(f"the text can be read {titles}: write it in brackets")
    return first.array


def _check_kernel_size(array: Array) -> Array:
    rows, columns = array.shape[-2:]
    if max(rows, columns) > LARGEST_KERNEL:
        raise KernelError(
            f"the kernel is {rows}x{columns} and the limit is {LARGEST_KERNEL}x{LARGEST_KERNEL}:"
            " leave out rows or columns"
        )
    return array


def _blocks(text: str) -> list[str]:
    """Part text at blank lines, but not inside brackets; each run of spaces becomes one."""
    lines = (re.sub(r"[^\S\n\t]+", " ", line).strip(" ") for line in text.splitlines())
    lines = (line if line.strip() else "" for line in lines)
    blocks = ["\n".join(group) for is_text, group in groupby(lines, key=bool) if is_text]
    while len(blocks) > 1 and TITLE.fullmatch(f"{blocks[0]}\n"):
        blocks = blocks[1:]
    blocks = [
        block if is_printed_frame(block.split("\n")) else TITLE.sub("", block, count=1)
        for block in blocks
    ]
    is_closed = all(block.count("[") == block.count("]") for block in blocks)
    return blocks if is_closed else ["\n".join(blocks)]


def _read_blocks(blocks: list[str]) -> list[Any]:
    """Read every block; several are the kernels of a filter."""
    if len(blocks) == 1:
        return read_block(blocks[0])
    return [read_block(block, f" of kernel {n}") for n, block in enumerate(blocks, 1)]


def _other_readings(blocks: list[str], plain: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Go through the ways to read blocks as nested lists, the more likely first."""
    if len(blocks) > 1:
        yield from _spaced_rows(blocks, plain)
        return
    block = blocks[0]
    is_bracketed = any(bracket in block for bracket in "[{(")
    if side := _square_side(plain):
        row = plain[0]
        yield (
            f"a square of {len(row)} numbers",
            [row[n : n + side] for n in range(0, len(row), side)],
        )
        if not is_bracketed:
            yield f"one row of {len(row)} numbers", plain
    elif is_bracketed:
        if lines := _bracketed_lines(block, plain):
            yield "a row in each line", lines
            yield "one row over several lines", plain
        else:
            yield "", plain
    elif (divisor := LOOSE_DIVISOR.search(block)) and " / " not in block[: divisor.start()]:
        whole = f"1/{divisor[1]} * {block[: divisor.start()]}"
        yield f"every number divided by {divisor[1]}", read_block(whole)
        yield f"only the last number divided by {divisor[1]}", plain
    else:
        yield from _table_readings(block, plain)


def _square_side(nested: list[Any]) -> int | None:
    """Return the side of the square that one row of numbers can be."""
    if len(nested) != 1 or not isinstance(nested[0], list):
        return None
    is_flat = not any(isinstance(number, list) for number in nested[0])
    return SQUARES.get(len(nested[0])) if is_flat else None


def _bracketed_lines(block: str, plain: list[Any]) -> list[Any]:
    """Return the lines in a single pair of brackets as rows, if all of them are equally long.

    MATLAB ends a row with a line. NumPy prints a row over several lines where it does not fit one.
    """
    lines = [line.strip(" []{}();,").split() for line in block.split("\n")]
    lengths = {len(line) for line in lines}
    is_single = sum(map(block.count, "[({")) == 1 and "," not in block and ";" not in block
    if len(lines) < 2 or len(lengths) != 1 or not is_single or len(plain) != 1:
        return []
    row, width = plain[0], lengths.pop()
    return [row[n : n + width] for n in range(0, len(row), width)] if width > 1 else []


def _spaced_rows(blocks: list[str], plain: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Read lines with a blank line after each as one kernel, or as a kernel each."""
    if all(len(kernel) == 1 for kernel in plain) and all("[" not in block for block in blocks):
        yield "one kernel, with blank lines between its rows", [kernel[0] for kernel in plain]
        yield f"{count_text(len(blocks), *COUNTED_KERNELS)} of one row each", plain
    else:
        yield "", plain


def _table_readings(block: str, plain: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Ask where a comma can be a decimal comma, and where a first row can be heads."""
    lines = block.replace(";", "\n").split("\n")
    cells = [cell.strip() for cell in lines if cell.strip()]
    commas = [cell for cell in cells if BARE_COMMA.fullmatch(cell)]
    table = read_table(block)
    if commas and len(commas) == len(cells) > 1:
        yield from _decimal_readings(block, cells)
    elif commas and ";" in block and "\n" not in block and all(_is_single(cell) for cell in cells):
        yield "numbers with a decimal comma", [_decimals(cells)]
    elif _has_counted_heads(plain):
        yield "the rows below the heads", plain[1:]
        yield "a kernel whose first row counts columns", plain
    elif table is not None and table.may_count_rows:
        yield "a table without its heads and index", [row[1:] for row in plain]
        yield "a table without its heads", plain
    elif table is not None and table.left_out:
        yield f"a table without its {table.left_out}", plain
    else:
        yield "", plain


def _is_single(cell: str) -> bool:
    return re.fullmatch(rf"{DIGITS}|{BARE_COMMA.pattern}", cell) is not None


def _decimals(cells: list[str]) -> list[float]:
    return [float(cell.replace(",", ".")) for cell in cells]


def _decimal_readings(block: str, cells: list[str]) -> Iterator[tuple[str, list[Any]]]:
    """Read `0,5` on every line as a number with a decimal comma, or as two numbers."""
    lines = [line.strip("; ").split(";") for line in block.split("\n")]
    numbers = [_decimals(line) for line in lines]
    if len({len(line) for line in lines}) == 1:
        yield "numbers with a decimal comma", numbers
    yield "rows of two numbers", read_rows("\n".join(cells))


def _has_counted_heads(rows: list[Any]) -> bool:
    """Whether the first row is 0, 1, 2, ... over a square of other numbers."""
    width = len(rows[0]) if rows else 0
    return width > 1 and len(rows) == width + 1 and rows[0] == list(range(width))
