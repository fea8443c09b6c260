"""What lesson 8 asks about a layer with fewer bits."""

from ui.lessons.precision.exact_numbers import differing_digit, share_text
from ui.shell.prediction import Answer, Prediction

RIGHT = "TF32"


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
        "none": (
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
    in_order = sorted(meanings, key=lambda digit: (digit == "none", digit))
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
