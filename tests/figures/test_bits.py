"""The picture of bits by its elements: the digits in their columns, and what has no room."""

import re
from xml.etree.ElementTree import Element, fromstring

import pytest

from colours import theme
from conv_engine.bits import bits_of
from conv_engine.rounding import FORMATS
from figures.bits import FIRST_FRACTION, TINTS, bits_picture

NUMBER = -1 / 3
WRITTEN = [bits_of(NUMBER, format) for format in FORMATS]


def lines_of(picture: str) -> list[list[Element]]:
    """The bits of each format."""
    lines = fromstring(picture).findall(".//div[@class='bits']")
    return [line.findall("span[@class='bit']") for line in lines]


def column_of(bit: Element) -> int:
    (column,) = re.findall(r"grid-column: (\d+)", bit.attrib["style"])
    return int(column) - 1


@pytest.mark.parametrize("dark", [False, True])
def test_every_bit_is_printed_in_the_order_of_the_format(dark: bool) -> None:
    picture = bits_picture(WRITTEN, list(FORMATS), dark=dark)
    for line, bits in zip(lines_of(picture), WRITTEN, strict=True):
        assert "".join(bit.text or "" for bit in line) == bits.sign + bits.exponent + bits.fraction
    assert theme(dark).ink in picture


def test_bits_of_one_meaning_stand_under_one_another() -> None:
    lines = [
        {column_of(bit): bit.attrib["title"] for bit in line}
        for line in lines_of(bits_picture(WRITTEN, list(FORMATS)))
    ]
    for column, words in ((0, "sign"), (FIRST_FRACTION - 2, "counts 1"), (FIRST_FRACTION, "1/2")):
        assert all(words in line[column] for line in lines)
    exponents = [sum(meaning.startswith("exponent") for meaning in line.values()) for line in lines]
    assert exponents == [8, 8, 8, 5]


def test_sign_exponent_and_fraction_have_tints_of_their_own() -> None:
    (line,) = lines_of(bits_picture(WRITTEN[:1], ["float32"]))
    shades = {
        bit.attrib["title"].partition(":")[0]: bit.attrib["style"].partition("background")[2][:11]
        for bit in line
    }
    assert [*shades] == [*TINTS]
    assert len(set(shades.values())) == 3


def test_dropped_bits_are_counted() -> None:
    texts = fromstring(bits_picture(WRITTEN, list(FORMATS))).itertext()
    assert [text for text in texts if "dropped" in text] == [
        f"{23 - kept} bits dropped" for kept in (10, 7, 10)
    ]
