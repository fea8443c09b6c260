"""What lesson 2 asks about the order of the channels."""

from ui.shell.prediction import Answer, Prediction

SHUFFLE = Prediction(
    "shuffle",
    "Shuffle moves each channel of the input together with its kernel. What will the feature map "
    "do?",
    {
        "neighbours": Answer(
            "It changes: other neighbours",
            "Then a channel would be added only to those beside it. But a filter adds up all "
            "channels at once, so no channel is next to another. Shuffle and see.",
        ),
        "moves": Answer(
            "It moves",
            "Then the place of a channel would be a place in the picture. But the order of the "
            "channels is not a direction of the picture. Shuffle and see.",
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
