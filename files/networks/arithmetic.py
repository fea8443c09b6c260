"""Arithmetic with the whole numbers of a program, within bounds."""

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from files.networks.budget import LARGEST_NUMBER, MOST_ENTRIES
from files.networks.values import Value


def bounded_power(base: float, exponent: float) -> float:
    """Raise a number to a power, unless the result is enormous.

    Examples
    --------
    >>> bounded_power(2, 5)
    32
    """
    if abs(exponent) > 64 or abs(base) > LARGEST_NUMBER:
        raise ValueError("too large")
    power: float = base**exponent
    return power


def bounded_shift(base: int, places: int) -> int:
    """Shift the bits of a number to the left, unless the result is enormous.

    Examples
    --------
    >>> bounded_shift(16, 2)
    64
    """
    return int(bounded_power(2, places)) * base


OPERATORS: Mapping[type[ast.operator], Callable[[Value, Value], Value]] = MappingProxyType(
    {
        ast.Add: operator.add,
        ast.Sub: operator.sub,
        ast.Mult: operator.mul,
        ast.Div: operator.truediv,
        ast.FloorDiv: operator.floordiv,
        ast.Mod: operator.mod,
        ast.Pow: bounded_power,
        ast.LShift: bounded_shift,
        ast.RShift: operator.rshift,
        ast.BitAnd: operator.and_,
        ast.BitOr: operator.or_,
        ast.BitXor: operator.xor,
    }
)
SIGNS: Mapping[type[ast.operator], str] = MappingProxyType(
    {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.MatMult: "@"}
)
COMPARISONS: Mapping[type[ast.cmpop], Callable[[Value, Value], Value]] = MappingProxyType(
    {
        ast.Eq: operator.eq,
        ast.NotEq: operator.ne,
        ast.Lt: operator.lt,
        ast.LtE: operator.le,
        ast.Gt: operator.gt,
        ast.GtE: operator.ge,
        ast.Is: operator.is_,
        ast.IsNot: operator.is_not,
        ast.In: lambda value, group: value in group,
        ast.NotIn: lambda value, group: value not in group,
    }
)


def is_number(value: Value) -> bool:
    """Whether a value is a number of Python, no wrapper of one."""
    return isinstance(value, int | float) and not isinstance(value, complex)


def combine(sign: ast.operator, left: Value, right: Value) -> Value:
    """Work out one operator on numbers, lists, tuples or words.

    Raises
    ------
    ValueError, TypeError, ArithmeticError
        If Python has no result, or it is too large to be meant.

    Examples
    --------
    >>> combine(ast.Mult(), [3], 2), combine(ast.FloorDiv(), 7, 2)
    ([3, 3], 3)
    """
    work = OPERATORS[type(sign)]
    if isinstance(sign, ast.Mod) and isinstance(left, str):
        return fill_in(left, right if isinstance(right, tuple) else (right,))
    if is_number(left) and is_number(right):
        return check_number(work(left, right))
    if isinstance(sign, ast.Add) and type(left) is type(right) and isinstance(left, list | tuple):
        return check_length(left + right)
    if isinstance(sign, ast.Add) and isinstance(left, str) and isinstance(right, str):
        return check_length(left + right)
    if isinstance(sign, ast.Mult):
        group, times = (right, left) if is_number(left) else (left, right)
        if isinstance(group, list | tuple) and isinstance(times, int):
            if len(group) * times > MOST_ENTRIES:
                raise ValueError("too long")
            return group * times
    raise TypeError("no arithmetic of a layer's numbers")


def fill_in(words: str, values: tuple[Value, ...]) -> str:
    """Put numbers and words into a name, without the rest of what `%` can do.

    Examples
    --------
    >>> fill_in("layer%d_%s", (3, "a"))
    'layer3_a'
    """
    for value in values:
        words = re.sub(r"%[dsi]", str(value)[:40].replace("\\", ""), words, count=1)
    return str(check_length(words))


def check_number(value: Value) -> Value:
    """Refuse a number so large that it must be a slip."""
    if isinstance(value, complex) or not math.isfinite(value) or abs(value) > LARGEST_NUMBER:
        raise ValueError("too large")
    return value


def check_length(value: Value) -> Value:
    """Refuse a list or a word that is longer than any in a network."""
    if len(value) > MOST_ENTRIES:
        raise ValueError("too long")
    return value
