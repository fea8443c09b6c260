"""What lesson 2 asks about the order of the channels."""

from ui.shell.prediction import Answer, Prediction

SHUFFLE = Prediction(
    "shuffle",
    "The channels of the input change places, and each takes its kernel along. What will the "
    "feature map do?",
    {
        "neighbours": Answer(
            "It changes: other neighbours",
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
