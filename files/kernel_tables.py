"""Tables of numbers as spreadsheets and data frames save them: cells, heads and an index."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from files.kernel_spellings import DIGITS

NUMBER = re.compile(rf"{DIGITS}(?: ?/ ?{DIGITS})?")
DECIMAL_COMMA = re.compile(r"([+-]?[0-9]*),([0-9]+(?:[eE][+-]?[0-9]+)?)")
NEARLY_NUMBER = re.compile(r"(?:[+-]?(?:nan|inf|infinity|∞)|[+-]?\.?[0-9].*)", re.IGNORECASE)
"""What is not a name: a cell that begins as a number does, or a number that is not finite."""
NUMBERS = re.compile(r"[0-9][ \t]+[^/ \t]")
"""Where a cell goes on after its number."""
RULE = re.compile(r"[|:+=\- ]{3,200}")
"""The line under the heads of a Markdown table."""


@dataclass(frozen=True)
class NumberTable:
    """Rows of cells that hold numbers, and what was left out around them."""

    rows: list[list[str]]
    left_out: str = ""

    @property
    def may_count_rows(self) -> bool:
        """Whether the first column under heads counts, as an index does."""
        if self.left_out != "heads" or min(map(len, self.rows)) < 3:
            return False
        first = [row[0] for row in self.rows]
        counts = [[str(n) for n in range(start, start + len(first))] for start in (0, 1)]
        return first in counts


def read_table(text: str) -> NumberTable | None:
    r"""Read rows of cells, without their heads and their index.

    Cells are parted by tabs, semicolons, bars or commas; where it is not a comma, numbers may have
    a decimal comma. Empty rows and columns at the end are left out.

    Parameters
    ----------
    text : str

    Returns
    -------
    NumberTable or None
        None where the text is not a table of several lines that holds numbers alone.

    Examples
    --------
    >>> read_table("0,5;0\n1;-0,5").rows
    [['0.5', '0'], ['1', '-0.5']]
    >>> read_table(",0,1\n0,1.0,0.0\n1,2.0,-2.0")  # pandas writes heads and an index
    NumberTable(rows=[['1.0', '0.0'], ['2.0', '-2.0']], left_out='heads and index')
    >>> read_table("1 2; 3 4") is None
    True
    """
    lines = [line.strip(" ").rstrip("; ") for line in text.split("\n")]
    lines = [line for line in lines if line.strip(' ,;\t"|') and not RULE.fullmatch(line)]
    if lines and re.fullmatch(r"sep=.?", lines[0]):
        lines = lines[1:]
    delimiter = next((mark for mark in "|\t;," if _parts_cells(mark, lines)), None)
    if delimiter is None and is_printed_frame(lines):
        delimiter, lines = "\t", ["\t".join(line.split()) for line in lines]
        lines[0] = f"\t{lines[0]}"
    if delimiter is None or len(lines) < 2:
        return None
    rows = [[_plain_cell(cell, delimiter) for cell in row] for row in _cells(lines, delimiter)]
    table = _drop_names(_trim(rows))
    return (
        table
        if table.rows and all(_is_number(cell) for row in table.rows for cell in row)
        else None
    )


def is_printed_frame(lines: list[str]) -> bool:
    """Whether a first line has one cell less than all others, as pandas prints heads.

    The others begin with an index, which counts or holds names.
    """
    heads, *rows = [line.split() for line in lines] or [[]]
    if len(rows) < 2 or len(heads) < 2 or {len(row) for row in rows} != {len(heads) + 1}:
        return False
    index = [row[0] for row in rows]
    counts = [[str(n) for n in range(first, first + len(index))] for first in (0, 1)]
    return index in counts or not any(map(NEARLY_NUMBER.fullmatch, index))


def _cells(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    """Take lines apart; quotes are those of CSV, and bars stand at both ends of a line."""
    if delimiter == "|":
        lines = [line.removeprefix("|").removesuffix("|") for line in lines]
    try:
        yield from csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    except csv.Error:  # a cell beyond the limit of the reader is not a number
        return


def _parts_cells(mark: str, lines: list[str]) -> bool:
    """Whether most lines have a mark, and no number between two marks is followed by a space."""
    marked = [line for line in lines if mark in line.strip("|")]
    return len(marked) * 2 > len(lines) and not any(
        re.search(r"[0-9][ \t]+[^/ \t]", cell.strip())
        for line in marked
        for cell in line.split(mark)
    )


def _plain_cell(cell: str, delimiter: str) -> str:
    """Write a decimal comma as a point, where the comma parts no cells."""
    cell = cell.strip('" ')
    return cell if delimiter == "," else DECIMAL_COMMA.sub(r"\1.\2", cell)


def _is_number(cell: str) -> bool:
    return NUMBER.fullmatch(cell) is not None


def _trim(rows: list[list[str]]) -> list[list[str]]:
    """Leave out columns at the end that are empty in every row."""
    width = max((n for row in rows for n, cell in enumerate(row, 1) if cell), default=0)
    return [row[:width] for row in rows]


def _drop_names(rows: list[list[str]]) -> NumberTable:
    """Leave out a title and heads at the top, and an index or names at the left."""
    heads = list(takewhile(_is_head, rows))
    body = rows[len(heads) :]
    if not body or min(map(len, body)) < 1 or not _goes_with(heads, [row[0] for row in body]):
        return NumberTable([])
    has_index = len(body[0]) > 1 and (
        all(row[0] and not NEARLY_NUMBER.fullmatch(row[0]) for row in body)
        or (bool(heads) and len(heads[-1]) > 1 and not heads[-1][0])
        or (bool(heads) and len(heads[-1]) == len(body[0]) - 1 and len(heads[-1]) > 1)
    )
    if has_index:
        body = [row[1:] for row in body]
    parts = [word for word, is_there in (("heads", heads), ("index", has_index)) if is_there]
    return NumberTable(body, " and ".join(parts))


def _goes_with(heads: list[list[str]], index: list[str]) -> bool:
    """Whether an index stands under heads that count columns: else a number is missing there."""
    if not heads or not any(map(_is_number, heads[-1])):
        return True
    counts = [[str(n) for n in range(first, first + len(index))] for first in (0, 1)]
    return index in counts or not any(map(NEARLY_NUMBER.fullmatch, index))


def _is_head(row: list[str]) -> bool:
    """Whether a row holds names only, or the numbers of columns after an empty cell."""
    filled = [cell for cell in row if cell]
    if len(row) > 2 and not row[0]:
        counts = [[str(n) for n in range(first, first + len(row) - 1)] for first in (0, 1)]
        if row[1:] in counts:
            return True
    return bool(filled) and not any(NEARLY_NUMBER.fullmatch(cell) for cell in filled)
