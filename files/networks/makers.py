"""What layers of both frameworks are made with: functions that take their arguments."""

from collections.abc import Callable
from typing import Any

from conv_engine.networks import Operation, Unchanged

Numbers = Any
"""A whole number, or one for each direction; what is neither is refused by the operation."""
Maker = Callable[..., Operation]
ALL_DIMENSIONS = (1, 2, 3)


def keep_shape(*_: object, **__: object) -> Operation:
    """Return what passes a shape on as it is, whatever its arguments."""
    return Unchanged()


def for_each(name: str, make: Callable[[int], Maker], end: str = "d") -> dict[str, Maker]:
    """Name what a function makes in one, two and three directions.

    Examples
    --------
    >>> sorted(for_each("MaxPool", lambda dimensions: keep_shape))
    ['MaxPool1d', 'MaxPool2d', 'MaxPool3d']
    """
    return {f"{name}{dimensions}{end}": make(dimensions) for dimensions in ALL_DIMENSIONS}


def always(make: Maker) -> Callable[[int], Maker]:
    """Return the same layer for every number of directions."""
    return lambda dimensions: make


def name_directions(name: str, make: Callable[[int], Maker]) -> dict[str, Maker]:
    """Name what a function makes in one, two and three directions, as Keras does.

    Examples
    --------
    >>> sorted(name_directions("Conv", lambda dimensions: keep_shape))
    ['Conv1D', 'Conv2D', 'Conv3D']
    """
    return for_each(name, make, "D")
