"""A round of questions as a sheet to print: the questions, and on a page of its own the key."""

from collections.abc import Iterable
from pathlib import Path

from stage.metadata import learning_metadata
from ui.lessons.quiz import words
from ui.lessons.quiz.markup import html_tables, html_words
from ui.questions.question import Question
from ui.questions.rounds import Paper

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
    title = words.SHEET_TITLE.format(seed=paper.seed, round=paper.round_number)
    return "\n".join(
        (
            '<!doctype html><html lang="en"><meta charset="utf-8">',
            f"<title>{title}</title><style>{STYLE}</style>",
            learning_metadata(title, "quiz"),
            f'<h1>{title}</h1><p>{words.SHEET_NAME} <span class="line"></span></p>',
            f"<ol>{''.join(map(_question, asked))}</ol>",
            f"<h2>{words.SHEET_KEY.format(seed=paper.seed, round=paper.round_number)}</h2>",
            f"<ol>{''.join(map(_answer, asked))}</ol></html>",
        )
    )


def _question(question: Question) -> str:
    answers = question.answers
    if answers.choices:
        choices = "".join(f"<li>{html_words(choice)}</li>" for choice in answers.choices)
        place = f"<ul>{choices}</ul>"
    else:
        place = f'<p>{words.SHEET_ANSWER} <span class="line"></span></p>'
    return (
        f"<li>{html_words(question.prompt)}<section>{html_tables(question)}</section>{place}</li>"
    )


def _answer(question: Question) -> str:
    right = question.answers.text(question.answers.right)
    answer = f"{words.SHEET_ANSWER} <strong>{html_words(right)}</strong>."
    return f"<li>{answer} {html_words(question.explanation)}</li>"
