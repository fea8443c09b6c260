"""Arguments of a layer, checked when it is made: one machine for every layer and every spec."""

from collections.abc import Callable
from dataclasses import MISSING
from typing import Any, Generic, TypeVar, cast, overload

from conv_engine import geometry
from conv_engine.geometry import PaddingMode, Pair

Given = TypeVar("Given")
Kept = TypeVar("Kept")


class Argument(Generic[Given, Kept]):
    """A dataclass field that accepts what people write and keeps one form of it.

    Parameters
    ----------
    check : callable of (name, value)
        Returns the form that is kept, or refuses with a `ValueError` of one sentence.
    default : optional
        Checked like any other value; without it the argument must be given.

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


class DirectedArgument(Argument[Given, Kept]):
    """An argument that may say something for each direction in which a block moves.

    Parameters
    ----------
    check : callable of (name, value, directions)
        As for `Argument`; the directions are those of the class that has the field.
    default : optional
        As for `Argument`.
    """

    def __init__(
        self, check: Callable[[str, Any, tuple[str, ...]], Any], default: object = MISSING
    ) -> None:
        self.check_directed, self.default = check, default

    def __set__(self, layer: Any, value: Given) -> None:
        layer.__dict__[self.name] = self.check_directed(self.name, value, layer.directions)


Whole = Argument[int, int]
Cells = Argument[int | Pair, Pair]
Flag = Argument[bool, bool]
Mode = Argument[str, PaddingMode]


def flag(name: str, value: object) -> bool:
    """Accept True or False, and no number in their place."""
    if not isinstance(value, bool):
        raise ValueError(f"{name} {value!r} is neither True nor False")
    return value


def padding_mode(name: str, value: object) -> PaddingMode:
    """Accept what the added cells hold."""
    return cast(PaddingMode, geometry.known_word(name, value, geometry.PADDING_MODES))


def nonnegative_pair(name: str, value: int | Pair) -> Pair:
    """Accept one whole number for both axes, or (height, width); 0 is one of them."""
    return geometry.pair(name, value, least=0)
