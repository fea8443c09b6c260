"""How maps of a question are named, and described for those who do not see them."""

from collections.abc import Iterable

import numpy as np

from text import number_text

SUM_OF_MAPS = "Their sum"


def title_input(channel: int) -> str:
    """Name a channel of the input.

    Examples
    --------
    >>> title_input(0)
    'Input, channel 0'
    """
    return f"Input, channel {channel}"


def title_kernel(channel: int) -> str:
    """Name a kernel.

    Examples
    --------
    >>> title_kernel(0)
    'Kernel, channel 0'
    """
    return f"Kernel, channel {channel}"


def title_partial(channel: int) -> str:
    """Name a partial map.

    Examples
    --------
    >>> title_partial(0)
    'Partial map 0'
    """
    return f"Partial map {channel}"


def describe_partial(number: int, channel: int) -> str:
    """Say of which filter and channel a partial map is.

    Examples
    --------
    >>> describe_partial(1, 0)
    'Partial map of filter 1 and channel 0'
    """
    return f"Partial map of filter {number} and channel {channel}"


def title_feature(number: int) -> str:
    """Name a feature map.

    Examples
    --------
    >>> title_feature(1)
    'Feature map 1'
    """
    return f"Feature map {number}"


def describe_places(first: Iterable[str], second: Iterable[str]) -> str:
    """Say where two pixels beside each other lie in memory.

    Examples
    --------
    >>> print(describe_places(["red 0", "green 20"], ["red 1", "green 21"]))
    The pixel at row 0, column 0 has these places in memory: red 0, green 20. Its neighbour at
    column 1 has these: red 1, green 21.
    """
    return (
        f"The pixel at row 0, column 0 has these places in memory: {', '.join(first)}. Its "
        f"neighbour at column 1 has these: {', '.join(second)}."
    )


ENDS = {"top": "{name}: top", "bottom": "{name}: bottom"}
"""Titles of the first and the last rows under a padding."""


def note_window(start: int) -> str:
    """Say where a window begins.

    Examples
    --------
    >>> note_window(-1)
    'window at −1'
    """
    return f"window at {number_text(start)}"


def describe_ends(
    name: str, sides: tuple[int, int], first: tuple[int, int], last: tuple[int, int]
) -> str:
    """Say what a padding adds, and which rows the first and the last window cover.

    Examples
    --------
    >>> print(describe_ends("PyTorch", (1, 1), (-1, 1), (29, 31)))
    PyTorch adds 1 before and 1 after. Its first window covers rows −1 to 1, and its last covers
    rows 29 to 31.
    """
    (before, after), starts = sides, (number_text(first[0]), number_text(last[0]))
    return (
        f"{name} adds {before} before and {after} after. Its first window covers rows {starts[0]} "
        f"to {first[1]}, and its last covers rows {starts[1]} to {last[1]}."
    )


def describe_rows(values: np.ndarray) -> str:
    """Read the numbers of a small map aloud.

    Examples
    --------
    >>> describe_rows(np.array([[1, -2], [0, 3]]))
    'row 0: 1, −2; row 1: 0, 3'
    """
    rows = (", ".join(map(number_text, row)) for row in values)
    return "; ".join(f"row {number}: {row}" for number, row in enumerate(rows))
