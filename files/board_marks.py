"""Boards of cells with numbers, and the signs between them, as marks."""

from collections.abc import Iterator, Sequence

from colours import mix, theme
from conv_engine.numeric import Array
from files.drawing import Box, Line, Mark, Text
from files.step_layout import NAME_TYPE, Board
from text import number_text

INK, PAPER = theme().ink, theme().paper
SOFT, GRID = mix(INK, PAPER, 0.68), mix(INK, PAPER, 0.15)
STROKE = mix(INK, PAPER, 0.42)
WINDOW = 2.4
"""Thickness of the window's outline."""
HATCH = 7
"""From one stroke to the next, over what no window visits."""


def readable(hue: str) -> str:
    """Darken a channel's colour for words."""
    return mix(hue, INK, 0.78)


def tint(colour: str, value: float, peak: float) -> str:
    """Blend a channel's colour with paper: the stronger, the larger the value.

    Examples
    --------
    >>> tint("#ff0000", 9, 9)  # 7 + 55 = 62 hundredths of the colour: 255 - 0.62*255 = 96.9 = 0x61
    '#ff6161'
    """
    return mix(colour, PAPER, (7 + 55 * min(1.0, abs(value) / peak)) / 100)


def signed_tint(value: float, peak: float) -> str:
    """Blend the colour of a sign with paper; zero is paper.

    Examples
    --------
    >>> signed_tint(0, 9)
    '#ffffff'
    """
    if value == 0:
        return PAPER
    hue = theme().negative if value < 0 else theme().positive
    return mix(hue, PAPER, (9 + 53 * min(1.0, abs(value) / peak)) / 100)


def ground(board: Board) -> Mark:
    """Lay what shows between the cells."""
    return Box(board.x - 1, board.y - 1, board.width + 2, board.height + 2, fill=GRID)


def cell(board: Board, place: int, fill: str) -> Mark:
    """Draw an empty cell; `place` counts them row by row."""
    x, y = board.corner(*divmod(place, board.columns))
    return Box(x + 0.5, y + 0.5, board.cell - 1, board.cell - 1, fill=fill)


def number(board: Board, place: int, value: float, ink: str = INK) -> Mark:
    """Write the number of a cell."""
    x, y = board.corner(*divmod(place, board.columns))
    half = board.cell / 2
    return Text(x + half, y + half, number_text(value, decimals=4), board.type_size, ink)


def cells(
    board: Board, values: Array, fills: Sequence[str], inks: Sequence[str] = ()
) -> Iterator[Mark]:
    """Draw a whole board, shape (rows, columns), with its numbers."""
    yield ground(board)
    for place, (value, fill) in enumerate(zip(values.flat, fills, strict=True)):
        yield cell(board, place, fill)
        yield number(board, place, value, inks[place] if inks else INK)


def name(board: Board, words: str, ink: str) -> Mark:
    """Write what a board is above it."""
    return Text(board.x, board.y - 10, words, NAME_TYPE, ink, anchor="start")


def outline(board: Board, row: int, column: int, rows: int = 1, columns: int = 1) -> Mark:
    """Frame some cells as the window is framed."""
    x, y = board.corner(row, column)
    return Box(x, y, columns * board.cell, rows * board.cell, line=INK, thickness=WINDOW)


def window(board: Board, rows: Sequence[int], columns: Sequence[int]) -> Iterator[Mark]:
    """Outline the cells a window touches; with dilation each of them, and how far it reaches."""
    height, width = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    reach = (*board.corner(rows[0], columns[0]), width * board.cell, height * board.cell)
    if (height, width) == (len(rows), len(columns)):
        yield Box(*reach, line=PAPER, thickness=2 * WINDOW)
        yield outline(board, rows[0], columns[0], height, width)
        return
    yield Box(*reach, line=INK, dashed=True)
    yield from (outline(board, row, column) for row in rows for column in columns)


def hatching(x: float, y: float, width: float, height: float) -> Iterator[Mark]:
    """Stroke a rectangle from upper left to lower right, alike wherever two of them meet."""
    first = int((x - y - height) // HATCH) + 1
    last = int((x + width - y) // HATCH)
    for stroke in range(first * HATCH, last * HATCH + 1, HATCH):
        left, right = max(x, y + stroke), min(x + width, y + height + stroke)
        yield Line(((left, left - stroke), (right, right - stroke)), STROKE, 1)


def times(x: float, y: float) -> Iterator[Mark]:
    """Draw a multiplication sign, which not every typeface has."""
    yield Line(((x - 4, y - 4), (x + 4, y + 4)), INK, 1.6)
    yield Line(((x - 4, y + 4), (x + 4, y - 4)), INK, 1.6)


def plus(x: float, y: float) -> Iterator[Mark]:
    """Draw a plus sign."""
    yield Line(((x - 7, y), (x + 7, y)), INK, 2)
    yield Line(((x, y - 7), (x, y + 7)), INK, 2)


def arrow(x: float, end: float, y: float, colour: str) -> Iterator[Mark]:
    """Draw an arrow from left to right."""
    yield Line(((x, y), (end, y)), colour, 1.6)
    yield Line(((end - 4, y - 4), (end, y), (end - 4, y + 4)), colour, 1.6)
