"""What stride, padding, dilation, groups and padding mode may be, and what refuses the rest.

Every refusal in this package is a `ValueError` of one sentence: the value, the limit, and the
nearest valid choice where there is one.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from math import gcd
from typing import Literal, TypedDict

import numpy as np

Pair = tuple[int, int]
PadAmounts = tuple[Pair, Pair]  # ((top, bottom), (left, right))
PaddingWord = Literal["valid", "same"]
Padding = int | Pair | PadAmounts | PaddingWord
PaddingMode = Literal["zeros", "reflect", "replicate", "circular"]

PLANE = ("height", "width")
SIDES = {
    "length": ("before", "after"),
    "depth": ("front", "back"),
    "height": ("top", "bottom"),
    "width": ("left", "right"),
}
"""The two sides of each direction in which a block moves."""

PADDING_MODES: tuple[PaddingMode, ...] = ("zeros", "reflect", "replicate", "circular")
PADDING_WORDS: tuple[PaddingWord, ...] = ("valid", "same")
ONNX_WORDS = {
    "SAME_UPPER": "is ONNX's word for 'same': the smaller half goes before the input, the larger "
    "one after it",
    "SAME_LOWER": "is ONNX's word for the larger half before the input, which no layer of Keras or "
    "PyTorch has: write both sides as numbers",
    "NOTSET": "is ONNX's word for sides that `pads` names: write them as numbers",
}
"""What `auto_pad` of ONNX says, beside VALID."""


class SlidingArguments(TypedDict, total=False):
    """The keyword arguments that say where the windows lie."""

    stride: int | Pair
    padding: Padding
    dilation: int | Pair
    padding_mode: PaddingMode


def whole_number(name: str, value: object, least: int = 1) -> int:
    """Accept a whole number of at least `least`; a bool is not a number here."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise ValueError(f"{name} {value!r} is not a whole number")
    if value < least:
        raise ValueError(f"{name} {value} is less than {least}, the nearest valid choice")
    return int(value)


def per_direction(
    name: str, value: object, directions: tuple[str, ...], least: int = 1
) -> tuple[int, ...]:
    """Accept one whole number for all directions, or one for each.

    Examples
    --------
    >>> per_direction("stride", 2, ("depth", "height", "width"))
    (2, 2, 2)
    """
    if not isinstance(value, tuple | list):
        return (whole_number(name, value, least),) * len(directions)
    if len(value) != len(directions):
        raise ValueError(
            f"{name} {value!r} has {len(value)} entries, but needs 1 or {_bracketed(directions)}"
        )
    return tuple(
        whole_number(f"{name} {direction}", number, least)
        for direction, number in zip(directions, value, strict=True)
    )


def pair(name: str, value: object, least: int = 1) -> Pair:
    """Accept one whole number for both axes, or (height, width)."""
    height, width = per_direction(name, value, PLANE, least)
    return height, width


def padding(name: str, value: object, directions: tuple[str, ...]) -> object:
    """Accept the five ways to write padding, and keep the way it was written.

    Examples
    --------
    >>> padding("padding", [[0, 1], [2, 3]], ("height", "width"))
    ((0, 1), (2, 3))
    """
    if isinstance(value, str):
        return padding_word(name, value)
    if not isinstance(value, tuple | list):
        return whole_number(name, value, least=0)
    check_each_side(name, value, directions)
    by_side = [isinstance(amounts, tuple | list) for amounts in value]
    if len(value) == len(directions) and all(by_side):
        return tuple(
            _sides(name, SIDES[direction], amounts)
            for direction, amounts in zip(directions, value, strict=True)
        )
    if len(value) == len(directions) and not any(by_side):
        return per_direction(name, value, directions, least=0)
    sides = [_bracketed(SIDES[direction]) for direction in directions]
    raise ValueError(
        f"{name} {value!r} is not one of: a whole number, {_bracketed(directions)}, "
        f"{_bracketed(sides)}, 'valid', 'same'"
    )


def padding_word(name: str, value: object) -> str:
    """Accept "valid" or "same"; what ONNX calls so is explained.

    Examples
    --------
    >>> padding_word("auto_pad", "SAME_UPPER")
    Traceback (most recent call last):
    ValueError: auto_pad 'SAME_UPPER' is ONNX's word for 'same': the smaller half goes before the
    input, the larger one after it
    """
    if isinstance(value, str) and (meaning := ONNX_WORDS.get(value.upper())):
        raise ValueError(f"{name} {value!r} {meaning}")
    return known_word(name, value, PADDING_WORDS)


def check_each_side(name: str, value: Sequence[object], directions: Sequence[str]) -> None:
    """Refuse a number for each side in a row, and say what ONNX and PyTorch mean by it.

    Examples
    --------
    >>> check_each_side("padding", (1, 1, 0, 0), ("height", "width"))
    Traceback (most recent call last):
    ValueError: padding (1, 1, 0, 0) has a number for each side, which no argument of a layer takes:
    if they are pads of ONNX, begins then ends, write nn.ZeroPad2d((1, 0, 1, 0)) before the layer
    """
    count = len(directions)
    if len(value) != 2 * count or any(isinstance(number, tuple | list) for number in value):
        return
    each = zip(value[:count], value[count:], strict=True)
    sides = tuple(side for both in reversed(list(each)) for side in both)
    raise ValueError(
        f"{name} {tuple(value)} has a number for each side, which no argument of a layer takes: if "
        f"they are pads of ONNX, begins then ends, write nn.ZeroPad{count}d({sides}) before the "
        "layer"
    )


def _sides(name: str, sides: tuple[str, str], amounts: Sequence[object]) -> Pair:
    """Accept the padding before and after one axis."""
    if len(amounts) != 2:
        raise ValueError(
            f"{name} {amounts!r} has {len(amounts)} entries, but needs {_bracketed(sides)}"
        )
    before, after = (
        whole_number(f"{name} {side}", amount, least=0)
        for side, amount in zip(sides, amounts, strict=True)
    )
    return before, after


def _bracketed(names: Sequence[str]) -> str:
    return f"({', '.join(names)}{',' * (len(names) == 1)})"


def known_word(name: str, value: object, choices: tuple[str, ...]) -> str:
    """Accept one of a few words."""
    if isinstance(value, str) and value in choices:
        return value
    known = ", ".join(map(repr, choices))
    if near := get_close_matches(str(value), choices, n=1, cutoff=0.5):
        raise ValueError(f"{name} {value!r} is not one of {known}; nearest is {near[0]!r}")
    raise ValueError(f"{name} {value!r} is not one of {known}")


def check_groups(groups: int, in_channels: int, out_channels: int) -> None:
    """Refuse groups that do not split both the input channels and the filters evenly."""
    if in_channels % groups == 0 and out_channels % groups == 0:
        return
    nearest = nearest_divisor(groups, in_channels, out_channels)
    if in_channels % groups:
        raise ValueError(
            f"groups {groups} does not divide both in_channels {in_channels} and out_channels "
            f"{out_channels}; nearest that does is {nearest}"
        )
    filters = groups * max(round(out_channels / groups), 1)
    raise ValueError(
        f"groups {groups} does not divide both in_channels {in_channels} and out_channels "
        f"{out_channels}; nearest that does is {nearest}, or out_channels {filters} for {groups} "
        "groups"
    )


def nearest_divisor(groups: int, *numbers: int) -> int:
    """Find the number nearest to `groups` that divides all of these; of two, the smaller.

    Examples
    --------
    >>> nearest_divisor(5, 12, 8)
    4
    """
    common = gcd(*numbers)
    divisors = (candidate for candidate in range(1, common + 1) if common % candidate == 0)
    return min(divisors, key=lambda candidate: abs(candidate - groups))


def check_axes(name: str, shape: Sequence[int], axes: Sequence[str]) -> None:
    """Refuse a shape that has not one size for each of these axes, or none along one."""
    if len(shape) != len(axes):
        raise ValueError(
            f"{name} of shape {tuple(shape)} has {len(shape)} axes, "
            f"but needs {len(axes)}: ({', '.join(axes)})"
        )
    if min(shape) < 1:
        raise ValueError(f"{name} of shape {tuple(shape)} has an empty axis")


def index(name: str, value: object, count: int) -> int:
    """Accept a place counted from 0; negative ones do not count from the end."""
    number = whole_number(name, value, least=0)
    if number >= count:
        raise ValueError(f"{name} {number} is outside 0..{count - 1}; nearest is {count - 1}")
    return number


def check_padding_limits(
    amounts: Sequence[Pair],
    sizes: Sequence[int],
    mode: PaddingMode,
    directions: Sequence[str] = PLANE,
) -> None:
    """Refuse padding that would need cells of the input that are not there.

    `reflect` mirrors about the edge cell, so it can give one cell less than the input has;
    `circular` can give each cell once. `zeros` and `replicate` have no limit.
    """
    if mode not in ("reflect", "circular"):
        return
    spared = 1 if mode == "reflect" else 0
    for axis, n, both in zip(directions, sizes, amounts, strict=True):
        for side, amount in zip(SIDES[axis], both, strict=True):
            if amount > n - spared:
                raise ValueError(
                    f"padding {side} {amount} is more than padding_mode {mode!r} can take from "
                    f"{axis} {n}; nearest is {n - spared}"
                )
