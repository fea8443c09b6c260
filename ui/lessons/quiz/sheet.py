"""A round of questions as a sheet to print: the questions, and on a page of its own the key."""

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

import numpy as np

from stage.board import Tile
from text import number_text
from ui.questions.question import Question
from ui.questions.rounds import Paper
from ui.state.scenario import Array

STYLE = (Path(__file__).parent / "sheet.css").read_text(encoding="utf-8")


def write_sheet(paper: Paper, questions: Iterable[Question]) -> str:
    """Write the sheet as a web page, which any browser prints.

    Parameters
    ----------
    paper : Paper
    questions : iterable of Question
        Those of the paper.

    Examples
    --------
    >>> paper = Paper(seed=7, round_number=1, topics=("shapes",), length=1)
    >>> sheet = write_sheet(paper, paper.questions("keras"))
    >>> sheet.count("<li>Answer") == 1 and sheet.index("<h2>Key") > sheet.index("<h1>")
    True
    """
    asked = tuple(questions)
    title = f"Check yourself: seed {paper.seed}, round {paper.round_number}"
    return "\n".join(
        (
            '<!doctype html><html lang="en"><meta charset="utf-8">',
            f"<title>{title}</title><style>{STYLE}</style>",
            f'<h1>{title}</h1><p>Name: <span class="line"></span></p>',
            f"<ol>{''.join(map(_question, asked))}</ol>",
            f"<h2>Key to seed {paper.seed}, round {paper.round_number}</h2>",
            f"<ol>{''.join(map(_answer, asked))}</ol></html>",
        )
    )


def _question(question: Question) -> str:
    answers = question.answers
    if answers.choices:
        choices = "".join(f"<li>{_words(choice)}</li>" for choice in answers.choices)
        place = f"<ul>{choices}</ul>"
    else:
        place = '<p>Answer: <span class="line"></span></p>'
    return f"<li>{_words(question.prompt)}<section>{_tables(question)}</section>{place}</li>"


def _answer(question: Question) -> str:
    right = question.answers.text(question.answers.right)
    return f"<li>Answer: <strong>{_words(right)}</strong>. {_words(question.explanation)}</li>"


def _words(text: str) -> str:
    """Write words with code and stress as a web page does; nothing else of them is markup.

    Examples
    --------
    >>> _words("`Conv2D(8, 3)` is **not** <b>")
    '<code>Conv2D(8, 3)</code> is <strong>not</strong> &lt;b&gt;'
    """
    stressed = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text, quote=False))
    return re.sub(r"`(.+?)`", r"<code>\1</code>", stressed).replace("\\", "")


def _tables(question: Question) -> str:
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
    return f"<figure><figcaption>{_words(tile.title)}</figcaption><table>{rows}</table></figure>"
