"""What lesson 4 says of each operator over the channels."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class OperatorWords(NamedTuple):
    """What cannot be told from the result any more, and when people use such a thing."""

    loses: str
    used: str


OPERATOR_WORDS: Mapping[str, OperatorWords] = MappingProxyType(
    {
        "sum": OperatorWords(
            "Which channel a number came from, and numbers of opposite sign that cancel.",
            "In every convolution layer, over the channels that a filter sees. Frameworks offer "
            "no other.",
        ),
        "mean": OperatorWords(
            "What the sum loses, and how many channels there were.",
            "To turn colour into grey, or to keep values in one range however many channels "
            "there are. A layer learns the same with each weight divided by the number of "
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
            "How far all other channels lie from the middle one.",
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
