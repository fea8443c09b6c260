"""A question that is put to a class: its answers, the belief behind each, and its picture."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from classroom.errors import RoomError

LONGEST_TEXT, LONGEST_ANSWER, LONGEST_BELIEF, LONGEST_LINK = 1200, 240, 500, 4000
"""In letters."""
FEWEST_ANSWERS, MOST_ANSWERS = 2, 6
GREATEST_NUMBER = 10**15
"""Of a question that is answered by a number."""


@dataclass(frozen=True)
class PossibleAnswer:
    """An answer to choose, and what who chooses it believes; empty where that is not known."""

    text: str
    belief: str = ""


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it is kept.

    Attributes
    ----------
    text : str
    choices : tuple of PossibleAnswer
        Empty where a whole number is asked for.
    right : int, optional
        The place of the right answer, or the number; none where there is no right one.
    why : str
        The reason, shown at the end.
    known_wrong : tuple of (int, str)
        Where a number is asked for: wrong numbers, and what who gives them believes.
    page, link : str
        The lesson's file and its settings, which show why; empty where there is no picture.
    source : str
        What the question was made from, for who draws its picture; empty where there is none.

    Raises
    ------
    RoomError
        For a text that is empty or too long, and for too few or too many answers.
    """

    text: str
    choices: tuple[PossibleAnswer, ...] = ()
    right: int | None = None
    why: str = ""
    known_wrong: tuple[tuple[int, str], ...] = ()
    page: str = ""
    link: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        _check_text("question", self.text, LONGEST_TEXT)
        for choice in self.choices:
            _check_text("answer", choice.text, LONGEST_ANSWER)
            _check_length("belief", choice.belief, LONGEST_BELIEF)
        _check_length("reason", self.why, LONGEST_TEXT)
        for name, link in (("page", self.page), ("link", self.link), ("source", self.source)):
            _check_length(name, link, LONGEST_LINK)
        if self.choices and not FEWEST_ANSWERS <= len(self.choices) <= MOST_ANSWERS:
            raise RoomError(
                f"A question has {FEWEST_ANSWERS} to {MOST_ANSWERS} answers, not "
                f"{len(self.choices)}."
            )
        if len({choice.text for choice in self.choices}) < len(self.choices):
            raise RoomError("Two answers of a question are the same: change one of them.")
        if self.right is not None and not self.accepts(self.right):
            raise RoomError(f"The right answer, {self.right}, is not one of the answers.")

    def accepts(self, answer: int) -> bool:
        """Whether this can be voted for."""
        if self.choices:
            return 0 <= answer < len(self.choices)
        return abs(answer) <= GREATEST_NUMBER

    def answer_text(self, answer: int) -> str:
        """Write an answer.

        Examples
        --------
        >>> AskedQuestion("How many?").answer_text(-1792)
        '−1,792'
        >>> answers = PossibleAnswer("a sum"), PossibleAnswer("a mean")
        >>> AskedQuestion("Which?", answers).answer_text(1)
        'a mean'
        """
        return self.choices[answer].text if self.choices else f"{answer:,}".replace("-", "−")

    def belief_of(self, answer: int) -> str:
        """Say what who gives this answer believes; empty where that is not known."""
        return (
            self.choices[answer].belief if self.choices else dict(self.known_wrong).get(answer, "")
        )

    def as_json(self) -> str:
        """Write it as it is kept."""
        return json.dumps(asdict(self))

    @classmethod
    def of_json(cls, text: str) -> "AskedQuestion":
        """Read it as it is kept.

        Examples
        --------
        >>> answers = PossibleAnswer("a"), PossibleAnswer("b", belief="a is free")
        >>> question = AskedQuestion("Which?", answers, right=0)
        >>> AskedQuestion.of_json(question.as_json()) == question
        True
        """
        kept: dict[str, Any] = json.loads(text)
        choices = tuple(PossibleAnswer(**choice) for choice in kept.pop("choices"))
        known = tuple((number, belief) for number, belief in kept.pop("known_wrong"))
        return cls(choices=choices, known_wrong=known, **kept)


def _check_text(name: str, text: str, longest: int) -> None:
    if not text.strip():
        raise RoomError(f"The {name} is empty: write it first.")
    _check_length(name, text, longest)


def _check_length(name: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise RoomError(
            f"The {name} has {len(text)} letters, but at most {longest} fit: shorten it."
        )
