"""Which questions a round asks: the same seed and topics give everybody the same paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from conv_engine.frameworks.layouts import Framework
from ui.questions import networks, numbers, pictures, shapes
from ui.questions.misconceptions import MISCONCEPTIONS
from ui.questions.question import Maker, Question, shuffled
from ui.state.words import TOPICS as TITLES


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
        "numbers": Topic(
            TITLES["numbers"], (numbers.output_cell, numbers.channel_sum, numbers.edge_cell)
        ),
        "shapes": Topic(
            TITLES["shapes"], (shapes.output_shape, shapes.output_rows, shapes.parameters)
        ),
        "channels": Topic(
            TITLES["channels"],
            (
                pictures.greatest_channel,
                pictures.map_of_filter,
                pictures.dropped_channel,
                pictures.swapped_input,
                pictures.two_groups,
                pictures.turned_kernel,
            ),
        ),
        "misconceptions": Topic(TITLES["misconceptions"], tuple(MISCONCEPTIONS.values())),
        "networks": Topic(TITLES["networks"], (networks.pooled_rows, networks.flattened_features)),
    }
)


@dataclass(frozen=True)
class Paper:
    """What makes a round.

    Parameters
    ----------
    seed : int
    round_number : int
        Counted from 1; the next one goes on where this one ends.
    topics : tuple of str
        Keys of `TOPICS`; they take turns.
    length : int
        Number of questions.
    first : tuple of str
        Misconceptions, such as "M1": the questions on them come before all others.
    """

    seed: int
    round_number: int
    topics: tuple[str, ...]
    length: int
    first: tuple[str, ...] = ()

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
        >>> paper = Paper(seed=7, round_number=1, topics=("shapes",), length=4)
        >>> paper.question(0, "keras").prompt == paper.question(0, "keras").prompt
        True
        """
        first = self.first[: self.length]
        if place < len(first):
            random = np.random.default_rng((self.seed, self.round_number, int(first[place][1:])))
            return MISCONCEPTIONS[first[place]](random, words)
        number = (self.round_number - 1) * (self.length - len(first)) + place - len(first)
        turn, chosen = divmod(number, len(self.topics))
        topic = self.topics[chosen]
        makers = _order(self.seed, topic)
        random = np.random.default_rng((self.seed, number, _number_of(topic)))
        return makers[turn % len(makers)](random, words)

    def questions(self, words: Framework) -> tuple[Question, ...]:
        """Make all questions of the round."""
        return tuple(self.question(place, words) for place in range(self.length))


def _order(seed: int, topic: str) -> Sequence[Maker]:
    """Draw the order in which the questions of a topic come, each once before any comes again."""
    return shuffled(np.random.default_rng((seed, _number_of(topic))), TOPICS[topic].makers)


def _number_of(topic: str) -> int:
    return tuple(TOPICS).index(topic)
