"""What every node with a kernel has in common: its directions, and how it is told numbers.

Each argument of it takes one number for all directions, or one for each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from conv_engine import geometry
from conv_engine.arguments import Argument, DirectedArgument
from conv_engine.axis import Axis
from conv_engine.dimensions import DIRECTIONS
from conv_engine.networks.operation import Operation

Each = int | Sequence[int]
PaddingChoice = Each | Sequence[Sequence[int]] | Literal["valid", "same", "causal"]
EachWay = DirectedArgument[Each, tuple[int, ...]]
OptionalEachWay = DirectedArgument[Each | None, tuple[int, ...] | None]
OptionalNumber = Argument[int | None, int | None]


@dataclass(frozen=True)
class DirectedOperation(Operation):
    """What moves in `dimensions` directions, 1, 2 or 3."""

    dimensions: int

    @property
    def directions(self) -> tuple[str, ...]:
        """The names of the directions."""
        return DIRECTIONS[self.dimensions]


def causal_padding(name: str, value: object, directions: tuple[str, ...]) -> object:
    """Accept what `geometry.padding` does, and "causal" along a series."""
    if value == "causal":
        return value
    return geometry.padding(name, value, directions)


def nonnegative_each(name: str, value: object, directions: tuple[str, ...]) -> tuple[int, ...]:
    """Accept one whole number, or one for each direction; 0 is one of them."""
    return geometry.per_direction(name, value, directions, least=0)


def optional_each(name: str, value: object, directions: tuple[str, ...]) -> tuple[int, ...] | None:
    """Accept None too."""
    return None if value is None else nonnegative_each(name, value, directions)


def optional_number(name: str, value: int | None) -> int | None:
    """Accept a whole number of at least 1, or None."""
    return None if value is None else geometry.whole_number(name, value)


def make_axes(
    directions: Sequence[str], kernel: Sequence[int], stride: Sequence[int], dilation: Sequence[int]
) -> tuple[Axis, ...]:
    """Return the directions in which a kernel moves."""
    return tuple(
        Axis(*of_axis) for of_axis in zip(directions, kernel, stride, dilation, strict=True)
    )
