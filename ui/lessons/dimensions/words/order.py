"""What is said about channels that change places."""

from collections.abc import Sequence

from text import count_text
from ui.state.keys import REVERSED, ROLLED
from ui.state.scenario import Array

FLAT, VOLUME, DEPTH = "Conv2D", "Conv3D, depth {depth}", "Conv3D {depth}"
BEFORE, AFTER = "{map}, before", "{map}, after"
FLAT_LINE, VOLUME_LINE, BECOMES = "Conv2D ", ", Conv3D (depth 0) ", " → "
"""What stands before and between the numbers of a position."""
ONE_CHANNEL = (
    "A single channel cannot be put in another order. Choose more channels, or fewer groups."
)
ORDER_HELP = "Each kernel moves with its channel."
BOARD_LABEL = "Maps before and after the channels changed places. Arrow keys move the position."
OF_FLAT, OF_VOLUME = "**Conv2D**: {equality}", "**Conv3D**: {equality}"
ONLY_UNCHANGED, ONLY_CHANGED = "The only number is unchanged.", "The only number has changed."
UNCHANGED = ("1 of {total} numbers is unchanged.", "{n} of {total} numbers are unchanged.")
HOW = {
    ROLLED: "The last channel comes first, and each of the others moves on by one: {channels}.",
    REVERSED: "The last channel comes first, and the first one last: {channels}.",
}
MEETS_ORDER = (
    "Each kernel of the Conv2D moved with its channel. The block of the Conv3D is 1 deep, so it "
    "meets the channels in another order."
)
MEETS_NEIGHBOURS = (
    "Each kernel of the Conv2D moved with its channel. The block of the Conv3D is {depth} deep, so "
    "it meets other neighbours."
)


def describe_equality(before: Sequence[Array], after: Sequence[Array]) -> str:
    """Count how many numbers are unchanged.

    Examples
    --------
    >>> import numpy as np
    >>> describe_equality([np.array([[1, 2]])], [np.array([[1, 3]])])
    '1 of 2 numbers is unchanged.'
    """
    total = sum(values.size for values in before)
    equal = sum(int((a == b).sum()) for a, b in zip(before, after, strict=True))
    if total == 1:
        return ONLY_UNCHANGED if equal else ONLY_CHANGED
    return count_text(equal, *UNCHANGED, total=f"{total:,}")


def describe_meeting(depth: int) -> str:
    """Say what another order of the channels means for a block of one depth.

    Examples
    --------
    >>> print(describe_meeting(2))
    Each kernel of the Conv2D moved with its channel. The block of the Conv3D is 2 deep, so it meets
    other neighbours.
    """
    return MEETS_ORDER if depth == 1 else MEETS_NEIGHBOURS.format(depth=depth)
