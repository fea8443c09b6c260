"""The functions of Python that texts of networks use, worked out on numbers and lists.

None can reach anything outside the values it is given.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from types import MappingProxyType

from files.networks.arithmetic import check_length, check_number
from files.networks.budget import MOST_ENTRIES
from files.networks.values import Container, OwnObject, Value


def entries(value: Value) -> list[Value]:
    """Return what a loop goes over, if it ends soon.

    Raises
    ------
    TypeError
        If the value is nothing to go over here.

    Examples
    --------
    >>> entries(range(2, 4)), entries({"a": 1})
    ([2, 3], ['a'])
    """
    if isinstance(value, OwnObject):
        value = value.layers
    if isinstance(value, Container):
        return [name for name, _ in value.children] if value.kind == "ModuleDict" else value.values
    if isinstance(value, list | tuple | range | dict | str):
        found = list(islice(value, MOST_ENTRIES + 1))
        return list(check_length(found))
    raise TypeError("nothing to go over")


def bounded_range(*limits: int) -> range:
    """Return a range that ends soon."""
    numbers = range(*limits)
    if len(numbers) > MOST_ENTRIES:
        raise ValueError("too long")
    return numbers


def product(values: Iterable[Value]) -> Value:
    """Multiply numbers.

    Examples
    --------
    >>> product([32, 7, 7])
    1568
    """
    result: Value = 1
    for value in entries(values):
        result = check_number(result * value)
    return result


def length(value: Value) -> int:
    """Return how many entries a value has."""
    return len(entries(value))


def total(values: Value, start: Value = 0) -> Value:
    """Add numbers up."""
    if isinstance(start, list | tuple):
        return check_length([each for group in entries(values) for each in group])
    return check_number(sum(entries(values), start))


def largest(*values: Value, **_: Value) -> Value:
    """Return the largest of numbers, given one by one or as a list."""
    return max(entries(values[0]) if len(values) == 1 else values)


def smallest(*values: Value, **_: Value) -> Value:
    """Return the smallest of numbers, given one by one or as a list."""
    return min(entries(values[0]) if len(values) == 1 else values)


def pairs(*groups: Value, **_: Value) -> list[Value]:
    """Go through several lists side by side."""
    return list(zip(*map(entries, groups), strict=False))


def numbered(values: Value, start: int = 0) -> list[Value]:
    """Go through a list with numbers."""
    return list(enumerate(entries(values), start))


FUNCTIONS: Mapping[str, Callable[..., Value]] = MappingProxyType(
    {
        "range": bounded_range,
        "len": length,
        "int": int,
        "float": float,
        "round": round,
        "abs": abs,
        "max": largest,
        "min": smallest,
        "sum": total,
        "zip": pairs,
        "enumerate": numbered,
        "list": lambda values=(): entries(values),
        "tuple": lambda values=(): tuple(entries(values)),
        "reversed": lambda values: entries(values)[::-1],
        "sorted": lambda values: sorted(entries(values)),
        "bool": bool,
        "dict": lambda values=(), **named: dict(values) | named,
        "type": type,
        "isinstance": isinstance,
        "str": lambda value="": str(value)[:99] if isinstance(value, int | str) else "",
        "divmod": lambda left, right: (left // right, left % right),
    }
)

MATHEMATICS: Mapping[str, Callable[..., Value]] = MappingProxyType(
    {
        "floor": math.floor,
        "ceil": math.ceil,
        "sqrt": math.sqrt,
        "log2": math.log2,
        "log": math.log,
        "prod": product,
        "product": product,
        "gcd": math.gcd,
        "isqrt": math.isqrt,
        "pow": lambda base, exponent: check_number(base**exponent) if exponent < 64 else None,
    }
)
"""Functions of `math` and NumPy, by the last part of their name."""
