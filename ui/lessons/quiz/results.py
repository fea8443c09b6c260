"""What was answered in a round: the score in words, what to revisit, and a file to hand in."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

from ui.lessons.quiz import words
from ui.questions.question import Question
from ui.questions.rounds import Paper
from ui.state.words import MISCONCEPTIONS

Given = Mapping[int, int | None]
"""Place of a question to what was answered; None where the learner did not know."""

LONGEST_NAME = 60


@dataclass(frozen=True, eq=False)
class Result:
    """The questions of a round with the answers so far."""

    paper: Paper
    questions: tuple[Question, ...]
    given: Given

    def is_right(self, place: int) -> bool:
        """Whether a question was answered, and rightly."""
        return self.given.get(place) == self.questions[place].answers.right

    def mark(self, question: str) -> str:
        """Write the number of a question with a mark once it is answered; others as they are."""
        place = int(question) - 1 if question.isdigit() else -1
        if place not in self.given:
            return question
        if self.given[place] is None:
            return f"{question} ?"
        return f"{question} {'✓' if self.is_right(place) else '×'}"

    @property
    def right(self) -> int:
        """Number of right answers."""
        return sum(self.is_right(place) for place in range(len(self.questions)))

    def describe(self) -> str:
        """Say how far the round is, and how well it goes."""
        count, asked = len(self.given), len(self.questions)
        if not count:
            return words.NONE_ANSWERED.format(questions=asked)
        if count < asked:
            return words.SOME_ANSWERED.format(answered=count, questions=asked, right=self.right)
        return words.ALL_ANSWERED.format(questions=asked, right=self.right)

    def lessons_to_revisit(self) -> dict[str, tuple[int, ...]]:
        """Return the lessons to revisit, each with the places of the questions that lead to it.

        Those are the questions that were answered, and not rightly.
        """
        lessons: dict[str, tuple[int, ...]] = {}
        for place in sorted(self.given):
            if not self.is_right(place):
                lesson = self.questions[place].lesson
                lessons[lesson] = (*lessons.get(lesson, ()), place)
        return lessons

    def write_csv(self, name: str) -> str:
        """Write the results as a CSV file, one line a question.

        Parameters
        ----------
        name : str
            As typed. It is only text: a name that a spreadsheet would take for a formula is
            written after an apostrophe.
        """
        file = StringIO()
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(words.RESULT_COLUMNS)
        for place, question in enumerate(self.questions):
            lines.writerow(
                (
                    clean_name(name),
                    self.paper.seed,
                    self.paper.round_number,
                    place + 1,
                    question.kind,
                    MISCONCEPTIONS.get(question.misconception, ""),
                    self._answered(place),
                    question.answers.text(question.answers.right),
                    words.YES if self.is_right(place) else words.NO,
                )
            )
        return file.getvalue()

    def _answered(self, place: int) -> str:
        if place not in self.given:
            return words.NOT_ANSWERED
        given = self.given[place]
        return words.NOT_KNOWN if given is None else self.questions[place].answers.text(given)


def clean_name(name: str) -> str:
    """Make one short line of a name, which no spreadsheet takes for a formula.

    Examples
    --------
    >>> clean_name(" Ada  Lovelace "), clean_name("=1+1")
    ('Ada Lovelace', "'=1+1")
    """
    printable = "".join(letter if letter.isprintable() else " " for letter in name)
    line = " ".join(printable.split())[:LONGEST_NAME]
    return f"'{line}" if line.startswith(("=", "+", "-", "@")) else line
