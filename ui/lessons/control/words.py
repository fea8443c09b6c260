"""What lesson 4 asks about groups, and what it says of each operator over the channels."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ui.shell.prediction import Answer, Prediction

FOUR_CHANNELS = "The four channels of the input, side by side."

SAME_GROUP = Prediction(
    "same group",
    "A layer has four channels and four filters, with `groups=2`. Filter 2 sees two channels. One "
    "of them is channel 2. Choose the other one.",
    {
        "turns": Answer(
            "Channel 0",
            "Then the channels would take turns: 0 and 2 in one group, 1 and 3 in the other. But "
            "groups cut the channels into blocks, in their order.",
        ),
        "middle": Answer(
            "Channel 1",
            "Then filter 2 would see its own channel and the one before, and groups would overlap. "
            "But each channel is in one group only.",
        ),
        "block": Answer(
            "Channel 3",
            "Channels 0 and 1 are the first group, and channels 2 and 3 the second. Filters 2 and "
            "3 see the second group alone.",
        ),
    },
    "block",
    "M12",
)

GROUPS_PREDICTION = Prediction(
    "groups",
    "A layer has four channels and four filters of 3x3. Split both into two groups. How many "
    "weights are left?",
    {
        "all": Answer(
            "All of them",
            "Then every filter would still have a kernel for each of the four channels: 4 x 4 x "
            "9 = {dense} weights. In groups it has kernels only for the channels of its own "
            "group.",
        ),
        "half": Answer(
            "Half of them",
            "Each filter sees two channels instead of four, so it has half of its kernels: 4 x 2 x "
            "9 = {split} weights instead of {dense}.",
        ),
        "quarter": Answer(
            "A quarter of them",
            "Then the two groups would share their kernels: 2 x 2 x 9 = {shared} weights. Each "
            "group has its own kernels.",
        ),
    },
    "half",
    "M12",
)


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
