"""A picture as plain marks: boxes, lines and words."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Box:
    """A rectangle.

    Parameters
    ----------
    x, y, width, height : float
        From the picture's upper left corner, in units of the drawing.
    fill, line : str or None
        Colours inside and around, as ``#rrggbb``.
    thickness : float
        Of the line, which runs along the edge, half of it outside.
    dashed : bool
    """

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    line: str | None = None
    thickness: float = 1
    dashed: bool = False


@dataclass(frozen=True)
class Line:
    """A line through points (x, y)."""

    points: tuple[tuple[float, float], ...]
    colour: str
    thickness: float = 1.5


@dataclass(frozen=True)
class Text:
    """Words or a number; `x` is where `anchor` says, `y` is their middle."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    anchor: Literal["start", "middle", "end"] = "middle"
    bold: bool = False


Mark = Box | Line | Text
BASELINE = 0.35
"""How far below the middle of digits their baseline is, in sizes of the type."""


@dataclass(frozen=True)
class Drawing:
    """Marks, each over those before it.

    Parameters
    ----------
    width, height : float
    marks : tuple of Box, Line or Text
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
