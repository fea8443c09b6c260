"""Nested lists of numbers become an array, or a sentence that says where they are not regular.

Lists are counted from 1 and named by the axes of a weight, as a person counts and names them.
"""

import math
from collections.abc import Iterator

import numpy as np

from conv_engine.numeric import Array
from files.kernels import KernelError
from text import COUNTED_FILTERS, COUNTED_KERNELS, count_text, one_line

AXES = ("filter", "kernel", "row", "number")
COUNTED = {
    "filter": COUNTED_FILTERS,
    "kernel": COUNTED_KERNELS,
    "row": ("1 row", "{n} rows"),
    "number": ("1 number", "{n} numbers"),
}


def regular(nested: object) -> Array:
    """Turn nested lists of numbers into an array.

    Parameters
    ----------
    nested : list
        Lists of numbers, up to four deep: filters, kernels, rows, numbers.

    Returns
    -------
    ndarray
        int64 if every number is an int, else float64.

    Raises
    ------
    KernelError
        If lists differ in length, are empty or too deep, or hold anything but finite numbers.

    Examples
    --------
    >>> regular([[0, 1], [2, 3]])
    array([[0, 1],
           [2, 3]])
    >>> regular([[1, 2, 1, 0], [2, 4, 2]])
    Traceback (most recent call last):
    files.kernels.KernelError: row 2 has 3 numbers, row 1 has 4: give every row the same number
    """
    shape = _shape(nested)
    if not shape:
        raise KernelError(f"{_shown(nested)} is not a list of numbers")
    if len(shape) > len(AXES):
        raise KernelError(
            f"lists are nested more than {len(AXES)} deep, the limit: filters, kernels, rows,"
            " numbers"
        )
    numbers = list(_numbers(nested, shape, ()))
    whole = all(type(number) is int for number in numbers)
    return np.array(numbers, dtype=np.int64 if whole else np.float64).reshape(shape)


def _shape(nested: object) -> tuple[int, ...]:
    """Lengths of the list, of its first list, and so on; one more than there may be at most."""
    shape: list[int] = []
    while isinstance(nested, list) and len(shape) <= len(AXES):
        shape.append(len(nested))
        nested = nested[0] if nested else None
    return tuple(shape)


def _numbers(nested: object, shape: tuple[int, ...], place: tuple[int, ...]) -> Iterator[float]:
    """Go through the numbers in order; `shape` is what is expected at `place`."""
    if not shape:
        yield _number(nested, place)
    elif not isinstance(nested, list):
        raise KernelError(
            f"{_name_place(place, len(shape))} is {_shown(nested)}, not a list of numbers"
        )
    elif len(nested) != shape[0]:
        raise KernelError(_ragged(len(nested), shape, place))
    elif not nested:
        raise KernelError(f"{_name_place(place, len(shape))} is empty: give it at least one number")
    else:
        for n, part in enumerate(nested, 1):
            yield from _numbers(part, shape[1:], (*place, n))


def _number(value: object, place: tuple[int, ...]) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise KernelError(f"{_name_place(place, 0)} is {_shown(value)}, not a number")
    if not math.isfinite(value):
        raise KernelError(f"{_name_place(place, 0)} is {value}, but weights must be finite numbers")
    return value


def _ragged(length: int, shape: tuple[int, ...], place: tuple[int, ...]) -> str:
    """Compare a list's length with that of the first list at its depth."""
    outer, inner = ("list", *AXES)[-len(shape) - 1 :][:2]
    first = _name_place((1,) * len(place), len(shape))
    return (
        f"{_name_place(place, len(shape))} has {count_text(length, *COUNTED[inner])}, {first} has "
        f"{shape[0]}: give every {outer} the same number"
    )


def _name_place(place: tuple[int, ...], axes_below: int) -> str:
    """Name a place, innermost first: number 3 of row 2 of kernel 1."""
    axes = AXES[: len(AXES) - axes_below]
    pairs = zip(reversed(axes), reversed(place), strict=False)
    return " of ".join(f"{axis} {n}" for axis, n in pairs) or "the list"


def _shown(value: object) -> str:
    """Show a value that is no number; of a collection only that it is one."""
    return "a list" if isinstance(value, list | dict) else f"`{one_line(str(value), 20)}`"
