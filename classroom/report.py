"""What a session was: for each question both votes, what was gained, and the commonest belief."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from classroom.room import QuestionState, Tally


@dataclass(frozen=True)
class QuestionReport:
    """A question that was put to the class, and the votes on it.

    Attributes
    ----------
    state : QuestionState
    tallies : mapping of int to Counter
        The votes for each answer, by round.
    """

    state: QuestionState
    tallies: dict[int, Tally]

    def share_right(self, round: int) -> float | None:
        """Return the share of a round's votes that were right; None without votes."""
        right, votes = self.state.question.right, self.tallies[round]
        if right is None or not votes.total():
            return None
        return votes[right] / votes.total()

    @property
    def gain(self) -> float | None:
        """The normalised gain: (second - first) / (1 - first), of the shares that were right.

        It compares the two votes, not the people in them. None unless both rounds have votes and
        somebody was wrong at first.

        References
        ----------
        Hake, "Interactive-engagement versus traditional methods", 1998.
        """
        before, after = self.share_right(1), self.share_right(2)
        if before is None or after is None or before == 1:
            return None
        return (after - before) / (1 - before)

    @property
    def commonest_wrong(self) -> int | None:
        """The wrong answer that most gave at first; None if there is none."""
        right = self.state.question.right
        wrong = [(votes, -answer) for answer, votes in self.tallies[1].items() if answer != right]
        return None if right is None or not wrong else -max(wrong)[1]

    @property
    def commonest_belief(self) -> str:
        """What who gave that answer believes; empty where that is not known."""
        wrong = self.commonest_wrong
        return "" if wrong is None else self.state.question.belief_of(wrong)


HEADS = (
    *("question", "answer", "right", "first vote", "second vote"),
    *("normalised gain", "commonest belief"),
)


def report_as_csv(questions: Iterable[QuestionReport]) -> str:
    r"""Write a line for each answer of each question; no line says who voted.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.

    Examples
    --------
    >>> from collections import Counter
    >>> from classroom import AskedQuestion, Phase
    >>> state = QuestionState(0, AskedQuestion("27 + 1?", right=28), Phase.EXPLAINED, 2)
    >>> votes = {1: Counter({27: 3, 28: 1}), 2: Counter({28: 3, 27: 1})}
    >>> print(report_as_csv([QuestionReport(state, votes)]).replace("\r", ""), end="")
    question,answer,right,first vote,second vote,normalised gain,commonest belief
    27 + 1?,27,,3,1,0.67,
    27 + 1?,28,yes,1,3,0.67,
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS)
    for one in questions:
        question = one.state.question
        gain = "" if one.gain is None else f"{one.gain:.2f}"
        answers = range(len(question.choices)) if question.choices else _numbers(one)
        for answer in answers:
            row = (
                _as_text(question.text),
                _as_text(question.answer_text(answer)),
                "yes" if answer == question.right else "",
                one.tallies[1][answer],
                one.tallies[2][answer] if one.state.round > 1 else "",
                gain,
                _as_text(one.commonest_belief),
            )
            writer.writerow(row)
    return text.getvalue()


def _numbers(one: QuestionReport) -> list[int]:
    """List the numbers that were given, and the right one."""
    right = one.state.question.right
    given = set(one.tallies[1]) | set(one.tallies[2])
    return sorted(given if right is None else given | {right})


def _as_text(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
