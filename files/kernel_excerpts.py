"""Kernels inside other text: the only brackets or quotes that hold nothing but numbers."""

import re
from collections.abc import Iterator

from files.kernel_spellings import DIGITS

FEWEST_NUMBERS = 4
"""Of a kernel that is picked out of a text: fewer can be a size or a shape."""
DEEPEST = 4
"""Most brackets in one another: filters, kernels, rows, numbers."""
ONLY_NUMBERS = re.compile(rf"(?:{DIGITS}|[\s,;\[\]{{}}])+")
QUOTED = re.compile(r"([\"'])([^\"'\n]{7,9999})\1")
CALCULATION = re.compile(
    r"[-+*/^@×·] ?\(* ?\0|\0[\s)]*[-+*/^@×·'.0-9]|[*×·]|/ ?[0-9]"
    r"|trans|rot|flip|inv|outer|dot|mul|kron|repeat|tile|roll|sum|mean|norm|div|add|sub|pow"
    r"|abs|sqrt|exp|log|square|clip|round|where"
)
"""What changes numbers that stand beside it, and so is never dropped."""


def find_excerpt(text: str) -> tuple[str, str] | None:
    """Find the one place of a text that holds numbers as a kernel is written.

    Parameters
    ----------
    text : str

    Returns
    -------
    title, excerpt : str
        What it is, as a phrase, and the place; or None where there is no such place, or there are
        several, or a calculation beside it.

    Examples
    --------
    >>> find_excerpt("filter2D(image, -1, array([[0, 1], [2, 3]]), (3, 3))")
    ('the only brackets with numbers in this text', '[[0, 1], [2, 3]]')
    >>> find_excerpt("[[0, 1], [2, 3]] and [[4, 5], [6, 7]]") is None
    True
    """
    for title, places in (
        ("the only brackets with numbers in this text", list(_find_brackets(text))),
        ("the only quotes with numbers in this text", list(_find_quotes(text))),
    ):
        different = {excerpt for _, excerpt in places}
        if len(different) == 1:
            whole, excerpt = places[0]
            return None if CALCULATION.search(text.replace(whole, "\0")) else (title, excerpt)
    return None


def _find_brackets(text: str) -> Iterator[tuple[str, str]]:
    """Go through the outermost of all brackets that hold numbers alone, each a place and a text."""
    begun: list[int] = []  # where the brackets that are still open begin
    inner: list[int] = [0]  # how deep the brackets in each of them go
    found: list[tuple[int, int]] = []
    for place, sign in enumerate(text):
        if sign in "[{":
            begun.append(place)
            inner.append(0)
        elif sign in "]}" and begun:
            start, deepest = begun.pop(), inner.pop() + 1
            inner[-1] = max(inner[-1], deepest)
            if deepest <= DEEPEST and _holds_numbers(text[start : place + 1]):
                found = [pair for pair in found if pair[0] < start]
                found.append((start, place + 1))
    yield from ((text[start:stop],) * 2 for start, stop in found)


def _find_quotes(text: str) -> Iterator[tuple[str, str]]:
    """Go through quoted numbers; a filter of ffmpeg has one for each plane, with colons between."""
    for found in QUOTED.finditer(text):
        parts = {part.strip() for part in found[2].split(":")}
        if len(parts) == 1 and _holds_numbers(part := parts.pop()):
            yield found[0], part


def _holds_numbers(text: str) -> bool:
    numbers = re.findall(DIGITS, text)
    return len(numbers) >= FEWEST_NUMBERS and ONLY_NUMBERS.fullmatch(text) is not None
