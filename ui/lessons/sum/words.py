"""What lesson 2 says: about the maps of a filter, the order of its channels, and three beliefs."""

from typing import NamedTuple

from ui.shell.prediction import Answer, Prediction

INPUT_ALT = "Input, {channel}"
ITS_KERNEL, KERNEL_ALT = "∗ its kernel", "Kernel of filter {filter} for {channel}"
ITS_PARTIAL, PARTIAL_ALT = "= its partial map", "Partial map of {channel}"
SUM, SUM_ALT = "sum", "Sum of the partial maps"
CHANNELS_KEPT = ("{kept} of 1 channel", "{kept} of {n} channels")
FEATURE_MAP = "feature map {filter}"
OUTPUT_ALT = "Feature map {filter}: the sum and bias {bias}"
MAPS_LABEL = "Input, kernels and maps of the filter. Arrow keys move the position."
CHANNELS_IN_SUM = "**Channels in the sum**"
CHANNEL_HELP = "While it is off, this channel adds nothing to the sum."
INPUTS_HELP = "Shows what each partial map comes from, above it."
NO_SHUFFLE = (
    "With {groups} groups you cannot shuffle the channels. A channel could land in another group, "
    "and the filters there have no kernel for it."
)
ONE_CHANNEL = "There is only one channel, so there is nothing to shuffle."
SHUFFLE, SHUFFLE_HELP = "Shuffle", "Puts the channels in another order, each with its kernel."
RESTORE, RESTORE_HELP = "Restore", "Puts the channels back in their original order."
ORDER = "Order of the channels: **{channels}**"
LARGEST_CHANGE = (
    "Each channel moved together with its kernel. Largest change in the feature map: **{number}**."
)
SWITCHED_OFF = "{channel}, off"
WATERFALL = "Waterfall of row {row}, column {column} of feature map {filter}: {line}"
BELIEF_HELP = "Choose a belief that many people have about the layer."
BELIEF_LABEL = "Right and wrong feature map. Arrow keys move the position."
RIGHT_TITLE, WRONG_TITLE = "Right: {map}", "Wrong: {map}"
DIFFERENCE, DIFFERENCE_ALT = "Wrong − right", "Difference, wrong − right"
BELIEF_LINE = ("right ", ", wrong ", ", wrong − right = ")
"""What stands before each of the three numbers of a position."""
MOVED = (
    "At the position that you chose, both maps have the same number. So they show row {row}, "
    "column {column} instead, where they differ most."
)
LARGEST_DIFFERENCE = "Largest difference: **{number}**."
PREDICT_SHUFFLE = Prediction(
    "shuffle",
    "The channels of the input change places, and each takes its kernel along. What happens to "
    "the feature map?",
    {
        "neighbours": Answer(
            "It changes, because the channels get other neighbours",
            "Then each channel would be added only to those beside it. But a filter adds up "
            "all channels at once, so no channel is next to another. Shuffle and see.",
        ),
        "moves": Answer(
            "It moves",
            "Then the order of the channels would decide where things are in the picture. But "
            "each channel covers the whole picture. Shuffle and see.",
        ),
        "stays": Answer(
            "It stays as it is",
            "Each partial map is the same as before, and a sum does not depend on the order of "
            "its terms. Shuffle and see.",
        ),
    },
    "stays",
    "M16",
)


class BeliefWords(NamedTuple):
    """What is said about a belief that is wrong.

    The texts of the prediction have places for numbers. `right` and `wrong` are labels of the maps,
    and `agrees` says when there is nothing to see, and what to set instead.
    """

    prediction: Prediction
    right: str
    wrong: str
    agrees: str


MEAN = BeliefWords(
    Prediction(
        "mean",
        "If the channel sums were averaged instead of added, what would happen to the feature map?",
        {
            "same": Answer(
                "Nothing",
                "Then the mean and the sum would be the same. At row {row}, column "
                "{column} the layer gives {right}, and with a mean it would give {wrong}.",
            ),
            "grey": Answer(
                "It would be that of a grey picture",
                "A picture that is averaged first is grey. But here each channel meets its "
                "own kernel first, so colours still count. A mean would only divide the "
                "sum. At row {row}, column {column} that gives {wrong} instead of {right}, "
                "with bias {bias} added to both.",
            ),
            "smaller": Answer(
                "Its sums would be closer to zero",
                "A mean would divide every sum by {channels}, the number of channels. At "
                "row {row}, column {column} that gives {wrong} instead of {right}, with "
                "bias {bias} added to both. The layer does not divide. It only adds.",
            ),
        },
        "smaller",
        "M1",
    ),
    "sum",
    "mean",
    "With one channel, the mean is the sum. Choose more channels, or fewer groups.",
)
ONE_KERNEL = BeliefWords(
    Prediction(
        "one kernel",
        "If the filter used its first kernel on every channel, could it still treat two "
        "channels differently?",
        {
            "numbers": Answer(
                "Yes: the channels differ",
                "The channels would differ, but the filter would see only their sum. At "
                "row {row}, column {column} it would give {wrong} instead of {right}, "
                "whichever channel the light comes from.",
            ),
            "alike": Answer(
                "No: it would treat all channels the same",
                "With one shared kernel it could only see the sum of the channels. At "
                "row {row}, column {column} that gives {wrong} instead of {right}. A "
                "filter has one kernel for each channel it sees.",
            ),
            "bias": Answer(
                "Yes: the bias would do it",
                "A filter has one bias, not one for each channel. It adds {bias} to every "
                "number, whichever channel it came from.",
            ),
        },
        "alike",
        "M3",
    ),
    "own kernels",
    "one kernel",
    "All kernels of this filter are the same. Choose one that differs between channels, "
    "such as the colour edge.",
)
RELU_FIRST = BeliefWords(
    Prediction(
        "relu first",
        "ReLU turns everything below zero into zero. Does it matter whether that happens "
        "before or after the channels are added?",
        {
            "same": Answer(
                "No",
                "Then the two maps below would be equal. At row {row}, column {column} ReLU "
                "after the sum gives {right}, and ReLU before the sum gives {wrong}.",
            ),
            "smaller": Answer(
                "Yes: ReLU first gives smaller numbers",
                "ReLU first would remove only what is below zero, and without that the "
                "sums grow. At row {row}, column {column} it would give {wrong} instead "
                "of {right}.",
            ),
            "larger": Answer(
                "Yes: ReLU first gives larger numbers",
                "Channel sums of 5 and −4 add up to 1. With ReLU first, −4 becomes 0 and "
                "they add up to 5. Then one channel could no longer take away what "
                "another one adds. At row {row}, column {column} that gives {wrong} "
                "instead of {right}.",
            ),
        },
        "larger",
        "M4",
    ),
    "ReLU last",
    "ReLU first",
    "No partial map takes anything away here. Choose a filter with weights below zero.",
)
