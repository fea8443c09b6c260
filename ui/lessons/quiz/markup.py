"""Words and maps of a question as HTML, for what leaves the app: a sheet, or a file for Moodle."""

import re
from html import escape

import numpy as np

from stage.board import Tile
from text import number_text
from ui.questions.question import Question
from ui.state.scenario import Array


def html_words(text: str) -> str:
    """Write words with code and stress as a web page does; nothing else of them is markup.

    Examples
    --------
    >>> html_words("`Conv2D(8, 3)` is **not** <b>")
    '<code>Conv2D(8, 3)</code> is <strong>not</strong> &lt;b&gt;'
    """
    stressed = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text, quote=False))
    return re.sub(r"`(.+?)`", r"<code>\1</code>", stressed).replace("\\", "")


def html_tables(question: Question) -> str:
    """Write the maps to look at as tables, those of a column below each other."""
    stacks = ((each,) if isinstance(each, Tile) else each for each in question.look)
    return "".join(
        f"<div>{''.join(_table(tile, _window(question, tile)) for tile in stack)}</div>"
        for stack in stacks
    )


def _window(question: Question, tile: Tile) -> Array:
    """Say which cells of a map lie under the window that the question is about."""
    inside = np.zeros(tile.values.shape, dtype=bool)
    layer, (_, row, column) = question.layer, question.cell
    if layer is None or tile.axes != "input" or not question.outlined:
        return inside
    (top, _), (left, _) = layer.spec.pad_amounts(*layer.input.shape[-2:])
    window = layer.spec.window(row, column, layer.input.shape)
    padded = np.pad(inside, ((top, window.rows[-1] + 1), (left, window.columns[-1] + 1)))
    padded[np.ix_(window.rows, window.columns)] = True
    height, width = tile.values.shape
    return padded[top : top + height, left : left + width]


def _table(tile: Tile, window: Array) -> str:
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{' class=window' * bool(marked)}>{number_text(value)}</td>"
            for value, marked in zip(values, marks, strict=True)
        )
        + "</tr>"
        for values, marks in zip(tile.values, window, strict=True)
    )
    return (
        f"<figure><figcaption>{html_words(tile.title)}</figcaption><table>{rows}</table></figure>"
    )
