"""The picture of bits by its data: the digits in their columns, and what has no room."""

import pytest

from conv_engine.bits import bits_of
from conv_engine.rounding import FORMATS
from figures.bits import COLUMNS, FIRST_EXPONENT, FIRST_FRACTION, TINTS, bits_figure

NUMBER = -1 / 3
WRITTEN = [bits_of(NUMBER, format) for format in FORMATS]


@pytest.mark.parametrize("dark", [False, True])
def test_every_bit_is_printed_in_the_order_of_the_format(dark: bool) -> None:
    printed = bits_figure(WRITTEN, list(FORMATS), dark=dark).data[1]
    for row, bits in enumerate(WRITTEN):
        digits = [t for t, y in zip(printed.text, printed.y, strict=True) if y == 2 * row + 1]
        assert "".join(digits) == bits.sign + bits.exponent + bits.fraction


def test_bits_of_one_meaning_stand_under_one_another() -> None:
    figure = bits_figure(WRITTEN, list(FORMATS))
    for column, words in ((0, "sign"), (FIRST_FRACTION - 2, "counts 1"), (FIRST_FRACTION, "1/2")):
        assert all(words in row[column] for row in figure.data[0].hovertext[1::2])
    exponents = [row[FIRST_EXPONENT : FIRST_EXPONENT + 8] for row in figure.data[0].hovertext[1::2]]
    assert [sum(map(bool, row)) for row in exponents] == [8, 8, 8, 5]


def test_sign_exponent_and_fraction_have_tints_of_their_own() -> None:
    row = bits_figure(WRITTEN[:1], ["float32"]).data[0].z[1]
    assert len(row) == COLUMNS
    assert [row[0], row[FIRST_EXPONENT], row[-1]] == [*TINTS.values()]


def test_dropped_bits_are_counted() -> None:
    texts = [note.text for note in bits_figure(WRITTEN, list(FORMATS)).layout.annotations]
    assert [text for text in texts if "dropped" in text] == [
        f"{23 - kept} bits dropped" for kept in (10, 7, 10)
    ]
