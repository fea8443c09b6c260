"""What a node does not say, and how a program goes on all the same."""

from files.network_code.steps import PASSED, NodeCode

CHUNKS = "the first part is taken; which part goes where is not kept"
FILLING = "how the new cells are filled is not kept; the nearest is taken"
PADDED = "zeros are added; whether others are meant is not kept"


SILENT = frozenset(("contiguous", "identity", "inputlayer"))
"""What changes nothing."""


def leave_out(plain: str) -> NodeCode:
    """Return the step of a node that keeps shapes, but whose numbers are not kept.

    Parameters
    ----------
    plain : str
        Its kind, as `plain_kind` writes it.
    """
    if plain in SILENT:
        return NodeCode(call=PASSED)
    if "dropout" in plain:
        return NodeCode(call=PASSED, remark="left out, as its rate is not kept; it changes no size")
    return NodeCode(
        call=PASSED, remark="left out, as its arguments are not kept; it changes no size"
    )


def own_number(scale: bool, shift: bool) -> str:
    """Say that a framework learns the scale and the shift together, if only one is meant."""
    if scale == shift:
        return ""
    word = "shift" if scale else "scale"
    return f"PyTorch learns a {word} too, one number for each channel more than counted here"
