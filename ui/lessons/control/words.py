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
            "Which channel a share came from, and shares of opposite sign that cancel.",
            "Every convolution layer of every framework; nothing else is on offer there.",
        ),
        "mean": OperatorWords(
            "What the sum loses, and how many channels there were.",
            "To make grey of colours, or to keep values in one range however many channels there "
            "are; a layer learns the same from weights that are smaller by 1 / C.",
        ),
        "max": OperatorWords(
            "Every channel but the largest, and which one that was.",
            "In maxout layers, and to find edges in colours: the channel with the strongest edge "
            "decides.",
        ),
        "min": OperatorWords(
            "Every channel but the smallest, and which one that was.",
            "To demand something of all channels at once, and to find haze: a pixel without it is "
            "dark in at least one colour.",
        ),
        "median": OperatorWords(
            "How far all other channels lie from the middle one.",
            "To combine several shots of one scene, so that a single bad one does not count.",
        ),
        "product": OperatorWords(
            "Everything, wherever a single channel is 0, and which channels were negative.",
            "For gates and masks: a channel of 0 and 1 lets the others through or not.",
        ),
        "weighted_sum": OperatorWords(
            "What the sum loses, and channels whose weight is 0.",
            "As a 1x1 convolution after a depthwise layer, where the weights are learned; and with "
            "fixed weights to make grey of red, green and blue.",
        ),
    }
)
"""By the keys of `conv_engine.REDUCTIONS`."""
