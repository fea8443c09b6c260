"""What is said about other operators over the channels, and about their programs."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from text import number_text
from ui.state.scenario import Array

PROGRAM_HELP = "Choose which way of this lesson the program shows."
OPERATOR_HELP = "Choose what replaces the sum over the channels."
BOARD_LABEL = "What each operator gives. Arrow keys move the position."
WEIGHTS_ARE = (
    "The weights of the weighted sum are {weights}. They are those of the last feature map under "
    "“Mixing afterwards”."
)
OWN_SCALE = (
    "The product has its own scale, because products grow far beyond sums. Numbers that are "
    "too long for their cells are rounded there. The one at the marked position is written in full "
    "below the map."
)
TOO_LARGE = "more than int64 holds"
BIAS = "{bias} bias"
OPERATOR, LOSES, USED = "Operator", "What it loses", "When people use it"
AT_POSITION = "At row {row}, column {column}"
NOTHING_TO_REDUCE = (
    "With a single channel there is nothing to reduce, so every operator returns it."
)
LINEAR = (
    "A linear operator is the same as one Conv2D with other kernels, so it is nothing new. An "
    "operator that is not linear has no such kernels. It is another kind of layer, and you have "
    "to write it yourself."
)
LINEARITY_HEADS = ("Operator", "of A, plus of B", "of A + B", "The same here?", "Linear?")
YES, NO, STRONG_NO = "yes", "no", "**no**"


class OperatorWords(NamedTuple):
    """What cannot be told from the result any more, and when people use such a thing."""

    loses: str
    used: str


OPERATOR_WORDS: Mapping[str, OperatorWords] = MappingProxyType(
    {
        "sum": OperatorWords(
            "Which channel a number came from, and numbers of opposite sign that cancel.",
            "In every convolution layer, over the channels that a filter sees. Frameworks do not "
            "offer any other.",
        ),
        "mean": OperatorWords(
            "What the sum loses, and how many channels there were.",
            "To turn colour into grey, or to keep values in one range however many channels "
            "there are. A sum does the same if each weight is divided by the number of "
            "channels.",
        ),
        "max": OperatorWords(
            "Every channel but the largest, and which one that was.",
            "In maxout layers, and to find edges in colours, where the channel with the "
            "strongest edge decides.",
        ),
        "min": OperatorWords(
            "Every channel but the smallest, and which one that was.",
            "To require something of all channels at once, and to find haze. A pixel without "
            "haze is dark in at least one colour.",
        ),
        "median": OperatorWords(
            "How far all other channels are from the middle one.",
            "To combine several shots of one scene, so that a single bad one does not count.",
        ),
        "product": OperatorWords(
            "Everything where a single channel is 0, and which channels were negative.",
            "For gates and masks, where a channel of zeros and ones switches the others off or on.",
        ),
        "weighted_sum": OperatorWords(
            "What the sum loses, and channels whose weight is 0.",
            "As a 1x1 convolution after a depthwise layer, where the weights are learned. With "
            "fixed weights, to turn red, green and blue into grey.",
        ),
    }
)
"""By the keys of `conv_engine.REDUCTIONS`."""


def explain_windows(
    first: tuple[int, int], second: tuple[int, int], here: Array, there: Array
) -> str:
    """Say which two windows are laid over each other, and that their channel sums add up.

    Examples
    --------
    >>> import numpy as np
    >>> print(explain_windows((0, 1), (2, 3), np.array([9, 1]), np.array([0, 5])))
    Lay two windows of the picture over each other, A at row 0, column 1 and B at row 2, column 3,
    so that their numbers add up. The channel sums add up too: A (9, 1) plus B (0, 5) is (9, 6). A
    linear operator gives the same result whether you reduce first and then add, or add first and
    then reduce. The bias is left out.
    """
    a, b, both = (f"({', '.join(map(number_text, sums))})" for sums in (here, there, here + there))
    return (
        f"Lay two windows of the picture over each other, A at row {first[0]}, column {first[1]} "
        f"and B at row {second[0]}, column {second[1]}, so that their numbers add up. The "
        f"channel sums add up too: A {a} plus B {b} is {both}. A linear operator gives the same "
        "result whether you reduce first and then add, or add first and then reduce. The bias is "
        "left out."
    )
