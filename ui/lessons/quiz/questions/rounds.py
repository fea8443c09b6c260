"""Which questions a round asks: the same seed and topics give everybody the same paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from conv_engine.frameworks.layouts import Framework
from ui.lessons.quiz.questions.misconceptions import MISCONCEPTIONS
from ui.lessons.quiz.questions.numbers import channel_sum, edge_cell, output_cell
from ui.lessons.quiz.questions.pictures import (
    dropped_channel,
    flipped,
    greatest_channel,
    grouped,
    swapped_input,
    whose_map,
)
from ui.lessons.quiz.questions.question import Maker, Question, shuffled
from ui.lessons.quiz.questions.shapes import output_rows, output_shape, parameters


@dataclass(frozen=True)
class Topic:
    """What questions are about.

    Parameters
    ----------
    title : str
        Its name on the screen and in a link.
    makers : tuple of callable
        One for each kind of question.
    """

    title: str
    makers: tuple[Maker, ...]


TOPICS: Mapping[str, Topic] = MappingProxyType(
    {
        "numbers": Topic("Numbers", (output_cell, channel_sum, edge_cell)),
        "shapes": Topic("Shapes", (output_shape, output_rows, parameters)),
        "channels": Topic(
            "Channels",
            (greatest_channel, whose_map, dropped_channel, swapped_input, grouped, flipped),
        ),
        "misconceptions": Topic("Misconceptions", tuple(MISCONCEPTIONS.values())),
    }
)


@dataclass(frozen=True)
class Paper:
    """What makes a round.

    Parameters
    ----------
    seed : int
    round : int
        Counted from 1; the next one goes on where this one ends.
    topics : tuple of str
        Keys of `TOPICS`; they take turns.
    length : int
        Number of questions.
    """

    seed: int
    round: int
    topics: tuple[str, ...]
    length: int

    def question(self, place: int, words: Framework) -> Question:
        """Make one question.

        Parameters
        ----------
        place : int
            Counted from 0.
        words : {"keras", "pytorch"}
            They change how a layer is written, and not which answer is right.

        Examples
        --------
        >>> paper = Paper(seed=7, round=1, topics=("shapes",), length=4)
        >>> paper.question(0, "keras").prompt == paper.question(0, "keras").prompt
        True
        """
        number = (self.round - 1) * self.length + place
        turn, topic = divmod(number, len(self.topics))
        makers = _order(self.seed, self.topics[topic])
        maker = makers[turn % len(makers)]
        return maker(
            np.random.default_rng((self.seed, number, _number_of(self.topics[topic]))), words
        )

    def questions(self, words: Framework) -> tuple[Question, ...]:
        """Make all questions of the round."""
        return tuple(self.question(place, words) for place in range(self.length))


def _order(seed: int, topic: str) -> Sequence[Maker]:
    """Draw the order in which the questions of a topic come, each once before any comes again."""
    return shuffled(np.random.default_rng((seed, _number_of(topic))), TOPICS[topic].makers)


def _number_of(topic: str) -> int:
    return tuple(TOPICS).index(topic)
