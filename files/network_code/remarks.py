"""What a node does not say, and how a program goes on all the same."""

from files.network_code.steps import PASSED, NodeCode

CHUNKS = "the first part is taken; which part goes where is not kept"
COUNTED = "the last windows count zeros beyond the end, which PyTorch leaves out of their mean"
FILLING = "how the new cells are filled is left out; each takes its nearest"
OTHER_CELLS = "zeros are added here: this framework has no layer that adds what is meant"
OWN_SLOPE = "the slope is this framework's default, because the text gives none"
NO_ACTIVATION = "its activation is left out"
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
        return NodeCode(
            call=PASSED,
            remark="left out, because its rate is not known; it does not change any size",
        )
    return NodeCode(
        call=PASSED,
        remark="left out, because its arguments are not known; it does not change any size",
    )


def own_number(scale: bool, shift: bool) -> str:
    """Say that a framework learns the scale and the shift together, if only one is meant."""
    if scale == shift:
        return ""
    word = "shift" if scale else "scale"
    return f"PyTorch also learns a {word}, one number per channel more than is counted here"
