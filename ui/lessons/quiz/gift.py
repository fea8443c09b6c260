"""A round of questions as a file for Moodle, in its GIFT format, with feedback for each answer."""

import re
from collections.abc import Iterable

from ui.lessons.quiz import words
from ui.lessons.quiz.markup import html_tables, html_words
from ui.questions.asked import belief_sentence
from ui.questions.question import Question
from ui.questions.rounds import Paper

FRAMED = 'style="border: 3px solid"'
"""How a cell under the window is marked where there is no style sheet."""


def write_gift(paper: Paper, questions: Iterable[Question]) -> str:
    """Write a file that Moodle imports: each wrong answer says which mistake leads to it.

    Parameters
    ----------
    paper : Paper
    questions : iterable of Question
        Those of the paper.

    References
    ----------
    https://docs.moodle.org/en/GIFT_format

    Examples
    --------
    >>> paper = Paper(seed=7, round_number=1, topics=("shapes",), length=2)
    >>> file = write_gift(paper, paper.questions("keras"))
    >>> file.count("::Seed 7, round 1, question "), file.count("####")
    (2, 2)
    """
    name = words.GIFT_ROUND.format(seed=paper.seed, round=paper.round_number)
    entries = (
        f"::{_name(paper, number)}::[html]{_asked(question)}{{\n{_answers(question)}}}"
        for number, question in enumerate(questions, start=1)
    )
    category = f"$CATEGORY: $course$/{words.GIFT_CATEGORY}/{name}"
    return "\n\n".join((category, *entries)) + "\n"


def _name(paper: Paper, number: int) -> str:
    return words.GIFT_QUESTION.format(seed=paper.seed, round=paper.round_number, question=number)


def escape_gift(text: str) -> str:
    r"""Take its meaning from what is a sign of GIFT, and write all on one line.

    Examples
    --------
    >>> print(escape_gift("a = {b}: #1 ~ \\n"))
    a \= \{b\}\: \#1 \~ \\n
    """
    return re.sub(r"([\\~=#{}:])", r"\\\1", text).replace("\n", " ")


def _asked(question: Question) -> str:
    tables = html_tables(question).replace("class=window", FRAMED)
    tables = tables.replace("<table>", '<table border="1">')
    return escape_gift(f"<p>{html_words(question.prompt)}</p>{tables}")


def _answers(question: Question) -> str:
    """Write the answers, one a line, and at the end what everybody reads after answering."""
    answers = question.answers
    if answers.choices:
        lines = [
            f"{'=' if number == answers.right else '~'}{_html(choice)}{_feedback(question, number)}"
            for number, choice in enumerate(answers.choices)
        ]
    else:
        lines = [f"#=%100%{answers.right}:0"]
        lines += [f"=%0%{number}:0{_feedback(question, number)}" for number in answers.wrong]
    lines.append(f"####{_html(question.explanation)}")
    return "".join(f"{line}\n" for line in lines)


def _html(text: str) -> str:
    return f"[html]{escape_gift(html_words(text))}"


def _feedback(question: Question, number: int) -> str:
    """Write what a wrong answer gives away, if that is known."""
    belief = belief_sentence(question.answers.wrong.get(number, ""))
    return f"#{_html(belief)}" if belief else ""
