"""What stride, padding, dilation, groups and padding mode may be, and what refuses the rest.

Every refusal in this package is a `ValueError` of one sentence: the value, the limit, and the
nearest valid choice where there is one.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from math import gcd
from typing import Literal, TypedDict, cast

import numpy as np

Pair = tuple[int, int]
PadAmounts = tuple[Pair, Pair]  # ((top, bottom), (left, right))
Padding = int | Pair | PadAmounts | Literal["valid", "same"]
PaddingMode = Literal["zeros", "reflect", "replicate", "circular"]

PADDING_MODES: tuple[PaddingMode, ...] = ("zeros", "reflect", "replicate", "circular")
PADDING_WORDS: tuple[Literal["valid", "same"], ...] = ("valid", "same")


class Sliding(TypedDict, total=False):
    """The keyword arguments that say where the windows lie."""

    stride: int | Pair
    padding: Padding
    dilation: int | Pair
    padding_mode: PaddingMode


class Geometry(Sliding, total=False):
    """The keyword arguments that say where the windows lie and which channels a filter sees."""

    groups: int


def whole_number(name: str, value: object, least: int = 1) -> int:
    """Accept a whole number of at least `least`; a bool is not a number here."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise ValueError(f"{name} {value!r} is not a whole number")
    if value < least:
        raise ValueError(f"{name} {value} is less than {least}, the nearest valid choice")
    return int(value)


def pair(name: str, value: object, least: int = 1) -> Pair:
    """Accept one whole number for both axes, or (height, width)."""
    if not isinstance(value, tuple | list):
        number = whole_number(name, value, least)
        return number, number
    if len(value) != 2:
        raise ValueError(
            f"{name} {value!r} has {len(value)} entries, but needs 1 or (height, width)"
        )
    height, width = value
    return (
        whole_number(f"{name} height", height, least),
        whole_number(f"{name} width", width, least),
    )


def padding(value: object) -> Padding:
    """Accept the five ways to write padding, and keep the way it was written."""
    if isinstance(value, str):
        return cast(Padding, one_of("padding", value, PADDING_WORDS))
    if not isinstance(value, tuple | list):
        return whole_number("padding", value, least=0)
    if len(value) == 2 and all(isinstance(amounts, tuple | list) for amounts in value):
        rows, columns = value
        return sides("top", "bottom", rows), sides("left", "right", columns)
    if len(value) == 2 and not any(isinstance(amounts, tuple | list) for amounts in value):
        return pair("padding", value, least=0)
    raise ValueError(
        f"padding {value!r} is none of: a whole number, (height, width), "
        "((top, bottom), (left, right)), 'valid', 'same'"
    )


def sides(before: str, after: str, amounts: tuple[object, ...] | list[object]) -> Pair:
    """Accept the padding before and after one axis."""
    if len(amounts) != 2:
        raise ValueError(
            f"padding {amounts!r} has {len(amounts)} entries, but needs ({before}, {after})"
        )
    return (
        whole_number(f"padding {before}", amounts[0], least=0),
        whole_number(f"padding {after}", amounts[1], least=0),
    )


def one_of(name: str, value: object, choices: tuple[str, ...]) -> str:
    """Accept one of a few words."""
    if isinstance(value, str) and value in choices:
        return value
    near = get_close_matches(str(value), choices, n=1, cutoff=0.5)
    nearest = f"; nearest is {near[0]!r}" if near else ""
    raise ValueError(f"{name} {value!r} is not one of {', '.join(map(repr, choices))}{nearest}")


def divisor(groups: object, in_channels: int, out_channels: int) -> int:
    """Accept a number of groups that splits both the input channels and the filters evenly."""
    number = whole_number("groups", groups)
    if in_channels % number == 0 and out_channels % number == 0:
        return number
    common = gcd(in_channels, out_channels)
    divisors = [candidate for candidate in range(1, common + 1) if common % candidate == 0]
    nearest = min(divisors, key=lambda candidate: abs(candidate - number))
    raise ValueError(
        f"groups {number} does not divide both in_channels {in_channels} and "
        f"out_channels {out_channels}; nearest that does is {nearest}"
    )


def index(name: str, value: object, count: int) -> int:
    """Accept a place counted from 0; negative ones do not count from the end."""
    number = whole_number(name, value, least=0)
    if number >= count:
        raise ValueError(f"{name} {number} is outside 0..{count - 1}; nearest is {count - 1}")
    return number


def refuse_too_much_padding(amounts: Iterable[Pair], size: Pair, mode: PaddingMode) -> None:
    """Refuse padding that would need cells of the input that are not there.

    `reflect` mirrors about the edge cell, so it can give one cell less than the input has;
    `circular` can give each cell once. `zeros` and `replicate` have no limit.
    """
    if mode not in ("reflect", "circular"):
        return
    spared = 1 if mode == "reflect" else 0
    names = (("top", "bottom"), ("left", "right"))
    for sides_of_axis, amounts_of_axis, axis, n in zip(
        names, amounts, ("height", "width"), size, strict=True
    ):
        for side, amount in zip(sides_of_axis, amounts_of_axis, strict=True):
            if amount > n - spared:
                raise ValueError(
                    f"padding {side} {amount} is more than padding_mode {mode!r} can take from "
                    f"{axis} {n}; nearest is {n - spared}"
                )
