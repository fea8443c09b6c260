"""Arguments of a layer: checked when it is made, and written as people write them."""

import json
from collections.abc import Callable
from dataclasses import MISSING
from typing import Any, Generic, TypeVar, overload

from conv_engine import geometry
from conv_engine.geometry import Pair

Given = TypeVar("Given")
Kept = TypeVar("Kept")


class Argument(Generic[Given, Kept]):
    """A dataclass field that accepts what people write and keeps one form of it.

    Parameters
    ----------
    check : callable of (name, value)
        Returns the form that is kept, or refuses with a `ValueError` of one sentence.
    default : optional
        In the form that is kept; without it the argument must be given.

    Notes
    -----
    "Descriptor-typed fields" in the documentation of `dataclasses`.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Pooling:
    ...     strides: Argument[int | Pair, Pair] = Argument(geometry.pair, (1, 1))
    >>> Pooling(strides=2)
    Pooling(strides=(2, 2))
    """

    def __init__(self, check: Callable[[str, Given], Kept], default: object = MISSING) -> None:
        self.check, self.default = check, default

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, layer: None, owner: type) -> Given: ...

    @overload
    def __get__(self, layer: object, owner: type) -> Kept: ...

    def __get__(self, layer: object, owner: type) -> Any:
        if layer is not None:
            return layer.__dict__[self.name]
        if self.default is MISSING:
            raise AttributeError(self.name)  # how dataclasses learn that there is no default
        return self.default

    def __set__(self, layer: object, value: Given) -> None:
        layer.__dict__[self.name] = self.check(self.name, value)


Whole = Argument[int, int]
Cells = Argument[int | Pair, Pair]
Flag = Argument[bool, bool]


def flag(name: str, value: object) -> bool:
    """Accept True or False, and no number in their place."""
    if not isinstance(value, bool):
        raise ValueError(f"{name} {value!r} is neither True nor False")
    return value


def cells_from_0(name: str, value: int | Pair) -> Pair:
    """Accept one whole number for both axes, or (height, width); 0 is one of them."""
    return geometry.pair(name, value, least=0)


def written(value: object) -> str:
    """Return an argument as people write it: double quotes, and equal numbers once.

    Examples
    --------
    >>> written((2, 2)), written((2, 3)), written("same")
    ('2', '(2, 3)', '"same"')
    >>> written(((1, 1), (2, 2))), written(((2, 3), (2, 3)))
    ('(1, 2)', '((2, 3), (2, 3))')
    """
    return json.dumps(value) if isinstance(value, str) else repr(_shortest(value))


def _shortest(value: object) -> object:
    if not isinstance(value, tuple):
        return value
    parts = tuple(_shortest(part) for part in value)
    if any(isinstance(part, tuple) for part in parts):
        return value
    return parts[0] if len(set(parts)) == 1 else parts
