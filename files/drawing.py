"""A picture as plain marks, boxes, lines and words, and as an SVG file made of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal

from colours import theme


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
    """Marks, each over those before it, and what they show in words.

    Parameters
    ----------
    width, height : float
    marks : tuple of Box, Line or Text
    words : str
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
    words: str


def as_svg(drawing: Drawing) -> bytes:
    """Write a drawing as an SVG file, without scripts and on paper.

    Parameters
    ----------
    drawing : Drawing

    Returns
    -------
    bytes
        What the drawing shows is its title, which a screen reader reads.

    Examples
    --------
    >>> svg = as_svg(Drawing(9, 9, (Text(4, 5, "1 < 2", 8, "#1f2430"),), "A word")).decode()
    >>> print(svg.splitlines()[-2])
    <text x="4" y="7.8" font-size="8" text-anchor="middle" fill="#1f2430">1 &lt; 2</text>
    """
    width, height = _number(drawing.width), _number(drawing.height)
    paper = Box(0, 0, drawing.width, drawing.height, fill=theme().paper)
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" font-family="sans-serif">',
        f"<title>{escape(drawing.words)}</title>",
        *(_element(mark) for mark in (paper, *drawing.marks)),
        "</svg>",
    )
    return ("\n".join(lines) + "\n").encode()


def _element(mark: Mark) -> str:
    if isinstance(mark, Text):
        return f"<text {_attributes(_of_text(mark))}>{escape(mark.text)}</text>"
    if isinstance(mark, Line):
        points = " ".join(f"{_number(x)},{_number(y)}" for x, y in mark.points)
        return f'<polyline points="{points}" fill="none" {_attributes(_of_line(mark))}/>'
    return f"<rect {_attributes(_of_box(mark))}/>"


def _of_text(text: Text) -> Iterator[tuple[str, float | str]]:
    yield "x", text.x
    yield "y", text.y + BASELINE * text.size
    yield "font-size", text.size
    yield "text-anchor", text.anchor
    if text.bold:
        yield "font-weight", "bold"
    yield "fill", text.colour


def _of_line(line: Line) -> Iterator[tuple[str, float | str]]:
    yield from (("stroke", line.colour), ("stroke-width", line.thickness))


def _of_box(box: Box) -> Iterator[tuple[str, float | str]]:
    yield from (("x", box.x), ("y", box.y), ("width", box.width), ("height", box.height))
    yield "fill", box.fill or "none"
    if box.line:
        yield from (("stroke", box.line), ("stroke-width", box.thickness))
    if box.dashed:
        yield "stroke-dasharray", "3 3"


def _attributes(pairs: Iterable[tuple[str, float | str]]) -> str:
    """Every text in them comes from this project; what a person wrote is between tags, escaped."""
    return " ".join(
        f'{name}="{value if isinstance(value, str) else _number(value)}"' for name, value in pairs
    )


def _number(value: float) -> str:
    """At most two decimals: a hundredth of a unit cannot be seen."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
