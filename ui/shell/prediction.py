"""What a page lets a learner predict, as data: a question, its answers and what each would mean."""

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Answer:
    """One of the answers to choose from.

    Attributes
    ----------
    text : str
        What its button says.
    meaning : str
        What it would mean if it were right, or why it is right.
    """

    text: str
    meaning: str


@dataclass(frozen=True)
class Prediction:
    """A question that a learner answers before the page shows what it asks for.

    Attributes
    ----------
    name : str
        By which the session keeps what was predicted.
    answers : mapping
        Two to four, made of what people believe, each by a name of its own.
    right : str
        Name of the right one.
    misconception : str
        Such as "M1", where people who choose another answer believe that.
    """

    name: str
    question: str
    answers: Mapping[str, Answer]
    right: str
    misconception: str = ""

    def with_numbers(self, **numbers: str) -> "Prediction":
        """Fill the places for numbers in all texts.

        Examples
        --------
        >>> answers = {"sum": Answer("{sum}", "4 + 2 = {sum}"), "mean": Answer("3", "6 / 2 = 3")}
        >>> asked = Prediction("sum of two", "How much is 4 + 2?", answers, "sum")
        >>> asked.with_numbers(sum="6").answers["sum"]
        Answer(text='6', meaning='4 + 2 = 6')
        """
        filled = {
            name: Answer(answer.text.format(**numbers), answer.meaning.format(**numbers))
            for name, answer in self.answers.items()
        }
        return replace(self, question=self.question.format(**numbers), answers=filled)
