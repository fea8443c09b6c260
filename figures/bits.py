"""The bits of a number in several formats, one under the other: sign, exponent, fraction.

It is HTML, since the first screen of a lesson has no time for the script of a chart.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from colours import Theme, theme
from conv_engine.bits import Bits
from figures import words
from text import count_text

EXPONENT, FRACTION = 8, 23
"""Bits of float32, which has the most of both; shorter fields stand under their like."""
FIRST_EXPONENT, FIRST_FRACTION = 2, 2 + EXPONENT + 1
COLUMNS = FIRST_FRACTION + FRACTION
"""The sign, a gap, the exponent, a gap, and the fraction."""
TINTS = {"sign": 1.0, "exponent": 0.3, "fraction": 0.11}
"""How much ink each family has. Bits are no channels, so they have no hues."""
ROW = (
    "display: grid; gap: 1px; white-space: nowrap; line-height: 1.7; text-align: center; "
    f"font-size: min(1em, 3.2vw); grid-template-columns: repeat({COLUMNS}, minmax(0, 1fr))"
)
"""Style of a line of bits, whose digits are smaller on a phone."""
TITLE = "line-height: 1.4; padding: 0.4em 0 0.1em"
"""Style of a title: nearer to the bits below it than to those above."""


def bits_picture(written: Sequence[Bits], titles: Sequence[str], *, dark: bool = False) -> str:
    """Draw a number in several formats as HTML, the bits that mean alike under one another.

    Parameters
    ----------
    written : sequence of Bits
    titles : sequence of str
        Name of each format.
    dark : bool
        For dark paper.

    Returns
    -------
    str
        As wide as its place. Each format has a line for its title and one of class `bits` for its
        digits, of class `bit`.

    Examples
    --------
    >>> from xml.etree.ElementTree import fromstring
    >>> from conv_engine.bits import bits_of
    >>> picture = fromstring(bits_picture([bits_of(-1, "float16")], ["float16"]))
    >>> "".join(digit.text for digit in picture.iterfind(".//span[@class='bit']"))
    '1011110000000000'

    -1 is -(1 + 0/1024) * 2**(15 - 15).
    """
    picture = Element("div", {"role": "img", "aria-label": describe_bits(written, titles)})
    for bits, title in zip(written, titles, strict=True):
        _write_title(picture, bits, title)
        _draw_bits(picture, bits, theme(dark))
    return tostring(picture, encoding="unicode")


def _write_title(parent: Element, bits: Bits, title: str) -> None:
    kind = bits.format
    line = SubElement(parent, "div", {"style": TITLE})
    name = SubElement(line, "b")
    name.text = title
    name.tail = words.FIELDS.format(exponent=kind.exponent_bits, fraction=kind.fraction_bits)


def _draw_bits(parent: Element, bits: Bits, shades: Theme) -> None:
    line = SubElement(parent, "div", {"class": "bits", "style": ROW})
    for column, digit, family, meaning in _cells(bits):
        tint = TINTS[family]
        colour = f"background: {shades.ink}{round(255 * tint):02x}"
        if column == 0:  # on ink
            colour += f"; color: {shades.paper}"
        style = f"grid-column: {column + 1}; {colour}"
        SubElement(line, "span", {"class": "bit", "title": meaning, "style": style}).text = digit
    if dropped := FRACTION - bits.format.fraction_bits:
        place = f"grid-column: {FIRST_FRACTION + bits.format.fraction_bits + 1} / -1"
        note = SubElement(
            line, "span", {"style": f"{place}; text-align: left; padding-left: 0.4rem"}
        )
        note.text = count_text(dropped, *words.DROPPED_BITS)


def _cells(bits: Bits) -> list[tuple[int, str, str, str]]:
    """List column, digit, family and meaning of every bit."""
    kind = bits.format
    cells = [(0, bits.sign, "sign", words.SIGN_BIT)]
    for place, digit in enumerate(bits.exponent):
        behind = kind.exponent_bits - 1 - place
        column = FIRST_EXPONENT + EXPONENT - 1 - behind
        cells.append((column, digit, "exponent", words.EXPONENT_BIT.format(worth=2**behind)))
    for place, digit in enumerate(bits.fraction):
        meaning = words.FRACTION_BIT.format(part=2 ** (place + 1))
        cells.append((FIRST_FRACTION + place, digit, "fraction", meaning))
    return cells


def describe_bits(written: Sequence[Bits], titles: Sequence[str]) -> str:
    """Say the bits, for those who do not see them.

    Examples
    --------
    >>> from conv_engine.bits import bits_of
    >>> describe_bits([bits_of(1, "float16")], ["float16"])
    'float16: sign 0, exponent 01111, fraction 0000000000'
    """
    return "; ".join(
        words.BITS.format(
            title=title, sign=bits.sign, exponent=bits.exponent, fraction=bits.fraction
        )
        for bits, title in zip(written, titles, strict=True)
    )
