"""A question: what is asked, what is right, and what each wrong answer gives away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

import numpy as np

from colours import type_hues
from conv_engine import Layer, Step
from conv_engine.frameworks.layouts import Framework
from figures.figure import Figure
from stage.board import Line, Tile
from text import number_text
from ui.pictures.arithmetic import formula
from ui.state.link import Link
from ui.state.scenario import Array

SLIDE_LESSON = "pages/1_Slide_the_kernel.py"
SUM_LESSON = "pages/2_Sum_the_channels.py"
SHAPES_LESSON = "pages/3_Shapes_and_layouts.py"
CONTROL_LESSON = "pages/4_Control_the_sum.py"
GEOMETRY_LESSON = "pages/5_Padding_stride_dilation.py"
DIMENSIONS_LESSON = "pages/6_One_two_three_dimensions.py"

Random = np.random.Generator
Option = TypeVar("Option")
OutputCell = tuple[int, int, int]
"""Filter, row and column of an output cell."""
FIRST_CELL: OutputCell = (0, 0, 0)


Columns = tuple[Tile | Sequence[Tile], ...]
"""Tiles of a board, beside each other and below each other."""


@dataclass(frozen=True, eq=False)
class LessonFigure:
    """A figure of one of the lessons, or a picture in HTML.

    Parameters
    ----------
    title : str
    words : str
        What is in it.
    draw : callable
        Makes the figure, for dark paper or not.
    """

    title: str
    words: str
    draw: Callable[[bool], Figure | str]


@dataclass(frozen=True, eq=False)
class StepEquation:
    """The arithmetic of a step, in which each channel has its colour."""

    step: Step
    channel_names: tuple[str, ...] = ()

    def written(self, dark: bool) -> str:
        """Write it as LaTeX, in colours that can be read on dark paper or on light."""
        count = max(self.step.channels) + 1
        return formula(self.step, self.channel_names, type_hues(self.channel_names, count, dark))


@dataclass(frozen=True, eq=False)
class Volume:
    """A volume of one channel, and the block that slides through it in three directions.

    Parameters
    ----------
    input : ndarray of shape (D, H, W)
    block : ndarray of shape (k_d, k_h, k_w)
    """

    input: Array
    block: Array


@dataclass(frozen=True)
class Answers:
    """What can be answered: a whole number, or one of some choices.

    Parameters
    ----------
    right : int
        The number, or the place of the right choice.
    wrong : mapping of int to str
        What a wrong answer gives away, in one sentence; not every wrong number is known.
    choices : tuple of str
        Empty where a number is asked for.
    """

    right: int
    wrong: Mapping[int, str]
    choices: tuple[str, ...] = ()

    def text(self, given: int) -> str:
        """Write an answer as the learner knows it.

        Examples
        --------
        >>> Answers(896, {}).text(-3), Answers(0, {}).text(1792)
        ('−3', '1,792')
        >>> Answers(0, {}, ("sum", "mean")).text(1)
        'mean'
        """
        return self.choices[given] if self.choices else number_text(given)


@dataclass(frozen=True, eq=False)
class Question:
    """One question.

    Parameters
    ----------
    kind : str
        Its name; of one kind there are as many questions as seeds.
    prompt : str
        Plain sentences.
    answers : Answers
    explanation : str
        Why the right answer is right, with its numbers.
    lesson : str
        File of the lesson to revisit.
    link : mapping of str to str or list of str
        What that lesson is to show.
    look : tuple of Tile, or of sequences of Tile
        What to look at before the answer.
    outlined : bool
        Whether the window at `cell` is outlined there.
    proof : tuple of Tile, or of sequences of Tile
        What shows why, after it.
    line : sequence of str and Read
        What is read off it at a position.
    pictures : tuple of LessonFigure
        Likewise.
    equations : tuple of str or StepEquation
        LaTeX, after the answer.
    layer : Layer, optional
        What the stage shows after the answer.
    volume : Volume, optional
        What it shows instead, where a block moves in depth, too.
    cell : (int, int, int)
        Where the stage stands after the answer.
    misconception : str
        Such as "M7", where the question is about one.
    """

    kind: str
    prompt: str
    answers: Answers
    explanation: str
    lesson: str
    link: Link = field(default_factory=dict)
    look: Columns = ()
    outlined: bool = True
    proof: Columns = ()
    line: Line = ()
    pictures: tuple[LessonFigure, ...] = ()
    equations: tuple[str | StepEquation, ...] = ()
    layer: Layer | None = None
    volume: Volume | None = None
    cell: OutputCell = FIRST_CELL
    misconception: str = ""


Maker = Callable[[Random, Framework], Question]
"""Makes a question from a seeded generator, in the words of a framework."""


def ask_number(right: float, *wrong: tuple[float, str]) -> Answers:
    """Ask for a whole number; of two reasons for one wrong number the first is kept.

    Parameters
    ----------
    right : int
    *wrong : (float, str)
        What a wrong rule gives, and the sentence that names the rule. What happens to be right, or
        is no whole number, is left out.

    Examples
    --------
    >>> answers = ask_number(896, (288, "One channel."), (288, "Another reason."), (896, "Right."))
    >>> dict(answers.wrong)
    {288: 'One channel.'}
    """
    reasons: dict[int, str] = {}
    for value, reason in wrong:
        if value != right and float(value).is_integer():
            reasons.setdefault(int(value), reason)
    return Answers(int(right), MappingProxyType(reasons))


def offer_choices(random: Random, right: str, *wrong: tuple[str, str], most: int = 4) -> Answers:
    """Ask for one of at most `most` distinct choices, in an order that is drawn.

    Parameters
    ----------
    random : numpy.random.Generator
    right : str
    *wrong : (str, str)
        A wrong choice, and the sentence that answers it.
    most : int

    Examples
    --------
    >>> random = np.random.default_rng(0)
    >>> answers = offer_choices(random, "sum", ("mean", "No."), ("sum", "Not wrong."))
    >>> sorted(answers.choices), answers.text(answers.right)
    (['mean', 'sum'], 'sum')
    """
    reasons: dict[str, str] = {}
    for text, reason in wrong:
        if text != right:
            reasons.setdefault(text, reason)
    others = shuffled(random, tuple(reasons))[: most - 1]
    choices = shuffled(random, (right, *others))
    given_away = {i: reasons[text] for i, text in enumerate(choices) if text != right}
    return Answers(choices.index(right), MappingProxyType(given_away), choices)


def shuffled(random: Random, options: Sequence[Option]) -> tuple[Option, ...]:
    """Draw an order."""
    return tuple(options[int(i)] for i in random.permutation(len(options)))


def pick(random: Random, options: Sequence[Option]) -> Option:
    """Draw one of some options."""
    return options[int(random.integers(len(options)))]


def draw(random: Random, low: int, high: int) -> int:
    """Draw a whole number from `low` to `high`, both included."""
    return int(random.integers(low, high, endpoint=True))
