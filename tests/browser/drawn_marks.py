"""What a picture draws, as a list: texts, cells and lines, where each is, and in which colour."""

import re
from typing import Any, NamedTuple

from playwright.sync_api import Locator

# A text is where it is anchored, which no font moves; anything else is where its middle is.
READ_MARKS = """(svg, { within, without }) => {
    const corner = svg.getBoundingClientRect();
    const middle = box => [box.x + box.width / 2, box.y + box.height / 2];
    const anchor = text => {
        const at = new DOMPoint(text.x.baseVal[0]?.value ?? 0, text.y.baseVal[0]?.value ?? 0);
        const seen = at.matrixTransform(text.getScreenCTM());
        return [seen.x, seen.y];
    };
    const shown = mark => {
        const box = mark.getBoundingClientRect();
        return mark.checkVisibility({ visibilityProperty: true, opacityProperty: true })
            && box.width + box.height > 0
            && !mark.closest("defs")
            && (!within || mark.closest(within))
            && (!without || !mark.closest(without));
    };
    const paints = colour => colour !== "none" && colour !== "rgba(0, 0, 0, 0)";
    const marks = [...svg.querySelectorAll("text, rect, path, circle")].filter(shown).map(mark => {
        const isText = mark.tagName === "text";
        const [x, y] = isText ? anchor(mark) : middle(mark.getBoundingClientRect());
        const { fill, stroke } = getComputedStyle(mark);
        return {
            kind: [mark.tagName, ...mark.classList].join(" "),
            text: isText ? mark.textContent : "",
            x: x - corner.x,
            y: y - corner.y,
            colour: paints(fill) ? fill : stroke,
        };
    });
    return marks.filter(mark => paints(mark.colour));
}"""


class Mark(NamedTuple):
    """A text, a cell or a line of a picture.

    Attributes
    ----------
    kind : str
        Its element and its classes.
    text : str
        Empty for what is no text.
    x, y : float
        In pixels, from the upper left corner of the picture.
    colour : str
        As #ff0080: of what fills it, or of its line if nothing does.
    """

    kind: str
    text: str
    x: float
    y: float
    colour: str


def marks_of(picture: Locator, within: str = "", without: str = "") -> list[Mark]:
    """List what is shown, in the order of drawing, also by the selector of a part or of the rest.

    Paint that lets others shine through is listed without its share.
    """
    svg = picture.locator("svg.scene")
    found: list[dict[str, Any]] = svg.evaluate(READ_MARKS, {"within": within, "without": without})
    return [Mark(**{**mark, "colour": hex_of(mark["colour"])}) for mark in found]


def hex_of(paint: str) -> str:
    """Read `color(srgb 1 0 0.5)` or `rgb(255, 0, 128)` as #ff0080.

    >>> hex_of("color(srgb 1 0 0.5)"), hex_of("rgb(255, 0, 128)")
    ('#ff0080', '#ff0080')
    """
    numbers = [float(part) for part in re.findall(r"[\d.]+", paint)][:3]
    most = 1 if paint.startswith("color(") else 255
    return "#" + "".join(f"{round(255 * part / most):02x}" for part in numbers)
