"""Texts whose marks mean one of two things, or turn the rows: each meaning as a text of its own.

A dash may begin an item of a list or a negative number, a slash may end a row or divide, and a
list that is given a shape may be filled row by row or column by column.
"""

import re
from typing import NamedTuple

from files.kernel_spellings import CHARACTERS, DIGITS

ITEM = re.compile(r"[ \t]{0,20}([-*•]) {1,4}(?=[-+0-9.])")
"""What begins an item of a list."""
SLASHED = re.compile(rf"\s*{DIGITS}(?:[ ,]+{DIGITS})+(?: / {DIGITS}(?:[ ,]+{DIGITS})+)+\s*")
"""Rows of several numbers each, with slashes between them."""
RESHAPED = re.compile(
    r"(?:\s{0,99}[\w ,():]{1,60}=)?\s{0,99}reshape\(\s{0,9}\(?[\[/]([^\[\]()/]{1,9999})[\]/]\)?,"
    r"\s{0,9}[\[(/]{0,2}\s{0,9}([0-9]{1,2})\s{0,9},\s{0,9}([0-9]{1,2})\s{0,9}[\])/]{1,3}\)?"
    r"\s{0,9};?\s{0,99}"
)
"""A list that gets a shape, without a word on which library does it."""
TURNED = re.compile(
    r"([^']{0,99999}[\])])\s{0,9}(?:'|\.T\b|\.transpose\(\))\s{0,9};?\s{0,99}", re.DOTALL
)
"""Brackets whose rows become columns."""


class Meaning(NamedTuple):
    """One thing a text may mean: what it is called, how it is written, and if it is turned."""

    title: str
    text: str
    is_turned: bool = False


def find_meanings(text: str) -> list[Meaning]:
    r"""Find what a text means where a mark in it has two meanings, or turns the rows.

    Returns
    -------
    list of Meaning
        The more likely first; none where there is no such mark.

    Examples
    --------
    >>> [meaning.text for meaning in find_meanings("- 1 0\n- 2 3")]
    ['1 0\n2 3', '- 1 0\n- 2 3']
    >>> [meaning.title for meaning in find_meanings("1 2 / 3 4")]
    ['rows with slashes between them', 'numbers with fractions']
    >>> find_meanings("1 2; 3 4")
    []
    """
    if (turned := TURNED.fullmatch(text)) is not None:
        return [Meaning("rows that the text turns into columns", turned[1], is_turned=True)]
    if (shaped := RESHAPED.fullmatch(text)) is not None:
        return _fill_both_ways(shaped[1].split(","), int(shaped[2]), int(shaped[3]))
    plain = text.translate(CHARACTERS)
    if SLASHED.fullmatch(plain) and len({len(row.split()) for row in plain.split("/")}) == 1:
        rows = "\n".join(row.strip() for row in plain.split("/"))
        return [
            Meaning("rows with slashes between them", rows),
            Meaning("numbers with fractions", text),
        ]
    return _find_items(plain)


def _fill_both_ways(numbers: list[str], rows: int, columns: int) -> list[Meaning]:
    """Lay numbers out row by row and column by column."""
    words = [number.strip() for number in numbers if number.strip()]
    if rows * columns != len(words):
        return []
    by_column = "\n".join(" ".join(words[row::rows]) for row in range(rows))
    by_row = "\n".join(" ".join(words[n : n + columns]) for n in range(0, len(words), columns))
    return [
        Meaning("numbers column by column, as Fortran, MATLAB and R fill a shape", by_column),
        Meaning("numbers row by row, as NumPy fills a shape", by_row),
    ]


def _find_items(text: str) -> list[Meaning]:
    """Find a list whose items are rows."""
    lines = [line for line in text.splitlines() if line.strip()]
    marks = {found[1] if (found := ITEM.match(line)) else "" for line in lines}
    if len(lines) < 2 or len(marks) != 1 or "" in marks:
        return []
    items = Meaning("the items of a list", "\n".join(ITEM.sub("", line, 1) for line in lines))
    if marks != {"-"}:
        return [items]
    return [items, Meaning("rows that begin with a minus sign", text)]
