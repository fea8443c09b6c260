"""What is said about a feature map of numbers with fewer bits, and what it asks first."""

import numpy as np

from conv_engine.rounding_errors import RoundedMaps
from ui.lessons.precision.exact_numbers import share_text
from ui.lessons.precision.words.numbers import NO_DIGIT, differing_digit
from ui.shell.prediction import Answer, Prediction

RIGHT = "TF32"
FED_HELP = (
    "The first choice divides the pixels by 255 and the weights by the sum of their sizes, as in "
    "a network. The bias is left out, because it is added in float32 anyway."
)
FORMAT_HELP = "How many bits each number keeps before it is multiplied."
NOT_WHOLE = "The whole picture cannot be used: {refusal}."
PICTURE = "picture"
EXACT_ALT, ROUNDED_ALT = "Feature map in float64", "Feature map in {format}"
ERROR_TITLE, ERROR_ALT = "{format} − float64", "The error: {format} − float64"
LINE = ("float64 ", ", {format} ", ", {format} − float64 = ")
"""What stands before each of the three numbers of a position."""
BOARD_LABEL = "A feature map in two formats, and what differs. Arrow keys move the position."
CANCELS = (
    "Positive and negative products cancel in this filter. Without their signs they would add up "
    "to {times} times as much. Their errors do not cancel, so digits are lost."
)
HISTOGRAM_ALT = "How often errors of each size occur. Typical errors: {errors}."
HEADS = ("", "typical error", "largest error", "digit that differs")
ERRORS_SAY = (
    "The typical error is the root mean square of the errors, divided by that of the outputs. The "
    "largest error is divided by the largest output. Outputs without any error are not in the "
    "chart."
)


def predict_digit(typical: float) -> Prediction:
    """Ask which digit TF32 changes, whose typical error is this share of the output.

    Examples
    --------
    >>> asked = predict_digit(0.00029)  # of 5.432 it is 0.0016, which gives 5.434
    >>> [answer.text for answer in asked.answers.values()], asked.answers[asked.right].text
    (['The 2nd', 'The 4th', 'The 7th', 'None'], 'The 4th')
    """
    meanings = {
        "the 2nd": (
            "bug",
            "An error of more than one in a hundred would be a bug. TF32 keeps 11 binary digits, "
            "so each number that it rounds is off by at most 1 in 2048.",
        ),
        "the 7th": (
            "float32",
            "That is what float32 keeps: 24 binary digits are about 7 decimal digits. TF32 keeps "
            "only 11 binary digits.",
        ),
        NO_DIGIT: (
            "exact",
            "Then TF32 would hold every number here exactly, as it holds whole numbers up to "
            "2048. Most numbers in a network are not like that.",
        ),
        differing_digit(typical): (
            RIGHT,
            f"Typically TF32 is off by {share_text(typical)} of the output. A difference of this "
            "size between two machines is not a bug.",
        ),
    }
    in_order = sorted(meanings, key=lambda digit: (digit == NO_DIGIT, digit))
    answers = {
        meanings[digit][0]: Answer(digit[0].upper() + digit[1:], meanings[digit][1])
        for digit in in_order
    }
    return Prediction(
        "TF32",
        "TF32 rounds each number to 11 binary digits. Which digit of a typical output is the "
        "first to differ?",
        answers,
        RIGHT,
        "M19",
    )


def describe_error(maps: RoundedMaps, title: str) -> str:
    """Say how large the error of a format is.

    Examples
    --------
    >>> from conv_engine import Layer
    >>> from conv_engine.rounding_errors import rounded_conv2d
    >>> maps = rounded_conv2d(Layer.of([[[257]], [[1]]], [[[[1]], [[3]]]]), "bfloat16")
    >>> print(describe_error(maps, "bfloat16"))  # 1 of 260
    Typically bfloat16 is off by **3.8·10⁻³** of the output: **the 3rd** digit differs.
    >>> print(describe_error(rounded_conv2d(Layer.of([[[1]]], [[[[3]]]]), "tf32"), "TF32"))
    TF32 holds every number here exactly: **no error at all**. It can hold every whole number up
    to 2048.
    """
    if not np.isfinite(maps.rounded).all():
        return f"Some numbers here are too large for {title}, so they became **infinite**."
    if maps.typical == 0:
        steps = {"bfloat16": 2**8, "float32": 2**24}.get(title, 2**11)
        return (
            f"{title} holds every number here exactly: **no error at all**. It can hold every "
            f"whole number up to {steps}."
        )
    if maps.typical >= 1:
        return f"Typically {title} is off by all of the output or more: **no digit** is right."
    return (
        f"Typically {title} is off by **{share_text(maps.typical)}** of the output: "
        f"**{differing_digit(maps.typical)}** digit differs."
    )
