"""A drawing as pixels, with Pillow and the typeface that comes with it."""

from collections.abc import Iterable
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from colours import theme
from files.drawing import BASELINE, Box, Drawing, Line, Mark, Text

DASH = 3
"""Length of a dash and of the gap after it, in pixels."""
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Share of a text that is to the left of its anchor."""
MINUS = "−"
"""The typeface lacks it, so the bar of its plus sign is painted, which is as wide and as high."""
BAR = (0.08, 0.315, 0.42, 0.056)
"""Left end, middle over the baseline, width and thickness of that bar, in sizes of the type."""


def painted(drawing: Drawing, scale: float) -> Image.Image:
    """Paint a drawing on paper.

    Parameters
    ----------
    drawing : Drawing
    scale : float
        Pixels a unit of the drawing.

    Examples
    --------
    >>> dot = Box(0, 0, 1, 1, fill="#c98a00")
    >>> [painted(Drawing(2, 1, (dot,)), 1).getpixel((x, 0)) for x in (0, 1)]
    [(201, 138, 0), (255, 255, 255)]
    """
    size = (_pixel(drawing.width * scale), _pixel(drawing.height * scale))
    image = Image.new("RGB", size, theme().paper)
    paint(image, drawing.marks, scale)
    return image


def paint(image: Image.Image, marks: Iterable[Mark], scale: float) -> None:
    """Paint marks over what is there."""
    draw = ImageDraw.Draw(image)
    for mark in marks:
        if isinstance(mark, Text):
            _paint_text(draw, mark, scale)
        elif isinstance(mark, Line):
            points = [(_pixel(x * scale), _pixel(y * scale)) for x, y in mark.points]
            draw.line(points, fill=mark.colour, width=_stroke(mark.thickness, scale))
        else:
            _paint_box(draw, mark, scale)


def _paint_text(draw: ImageDraw.ImageDraw, text: Text, scale: float) -> None:
    font = _font(round(text.size * scale, 1))
    stroke = 0.02 * text.size * scale if text.bold else 0  # the typeface has no bold letters
    x, y = text.x * scale, (text.y + BASELINE * text.size) * scale
    x -= ANCHORS[text.anchor] * font.getlength(text.text.replace(MINUS, "+"))
    for i, part in enumerate(text.text.split(MINUS)):
        if i > 0:
            draw.rectangle(_minus(x, y, font.size, stroke), fill=text.colour)
            x += font.getlength("+")
        draw.text((x, y), part, fill=text.colour, font=font, anchor="ls", stroke_width=stroke)
        x += font.getlength(part)


def _minus(x: float, baseline: float, size: float, stroke: float) -> tuple[int, int, int, int]:
    """Place a minus sign on whole pixels, so that it is crisp however small it is."""
    left, middle, width, thickness = (size * share for share in BAR)
    across, down = max(2, _pixel(width + 2 * stroke)), max(1, _pixel(thickness + 2 * stroke))
    start, top = _pixel(x + left - stroke), _pixel(baseline - middle - down / 2)
    return start, top, start + across - 1, top + down - 1


def _paint_box(draw: ImageDraw.ImageDraw, box: Box, scale: float) -> None:
    left, top = _pixel(box.x * scale), _pixel(box.y * scale)
    # Rounded so that a gap of one unit between two boxes never vanishes in a small picture.
    down = min(0.5, scale - 0.5)
    right = int((box.x + box.width) * scale + down)
    bottom = int((box.y + box.height) * scale + down)
    if box.fill:
        draw.rectangle((left, top, right - 1, bottom - 1), fill=box.fill)
    if not box.line:
        return
    width = _stroke(box.thickness, scale)
    if box.dashed:
        _paint_dashes(draw, (left, top, right, bottom), box.line, width)
    else:
        out = width // 2
        edge = (left - out, top - out, right - 1 + out, bottom - 1 + out)
        draw.rectangle(edge, outline=box.line, width=width)


def _paint_dashes(
    draw: ImageDraw.ImageDraw, edge: tuple[int, int, int, int], colour: str, width: int
) -> None:
    left, top, right, bottom = edge
    for x in range(left, right, 2 * DASH):
        for y in (top, bottom):
            draw.line((x, y, min(x + DASH - 1, right), y), fill=colour, width=width)
    for y in range(top, bottom, 2 * DASH):
        for x in (left, right):
            draw.line((x, y, x, min(y + DASH - 1, bottom)), fill=colour, width=width)


def _pixel(place: float) -> int:
    """Round to the nearest pixel, a half always up, so that equal gaps stay equal."""
    return int(place + 0.5)


def _stroke(thickness: float, scale: float) -> int:
    return max(1, _pixel(thickness * scale))


@lru_cache(maxsize=64)
def _font(size: float) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow was built without FreeType"
    return font
