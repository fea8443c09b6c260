"""The first part of lesson 8: a number that is typed, and what each format keeps of it."""

from fractions import Fraction
from math import isfinite

import streamlit as st

from conv_engine.bits import Bits, bits_of
from figures.bits import bits_picture
from text import as_sentence, markdown_table
from ui.controls.places import CONTROL, keep_place, table
from ui.controls.widgets import text_field
from ui.lessons.precision.exact_numbers import exact_text, share_text, typed_number
from ui.lessons.precision.words import bits as words
from ui.shell.page_part import page_part
from ui.state.keys import FORMAT_TITLES, NUMBER
from ui.state.memories import LAST_NUMBER, NUMBER_EXAMPLE
from ui.state.session import read, write
from ui.state.theme import is_dark

WIDEST = 900
"""Width of the picture of the bits, in screen pixels; a phone shows it narrower."""


@page_part
def show_number() -> None:
    """Type a number, and see its bits and its value in every format."""
    number = _typed()
    written = [bits_of(number, number_format) for number_format in FORMAT_TITLES]
    with keep_place("bits-picture-place", 218, widest=WIDEST):
        st.html(bits_picture(written, tuple(FORMAT_TITLES.values()), dark=is_dark()))
    table("values", values_table(written))
    st.caption(words.COLUMNS_SAY)
    if lesson := words.EXAMPLES.get(read(LAST_NUMBER).strip()):
        st.write(lesson)


def _typed() -> Fraction | float:
    """Draw the field; what is no number is refused, and the last one stays."""
    with keep_place("number-place", CONTROL):
        field, examples = st.columns([1, 3], gap="medium", vertical_alignment="bottom")
        if read(NUMBER_EXAMPLE) != read(NUMBER):
            write(NUMBER_EXAMPLE, None)
        with examples:
            st.pills(
                words.EXAMPLES_LABEL,
                words.EXAMPLES,
                key=NUMBER_EXAMPLE.name,
                on_change=_take_example,
                help=words.EXAMPLES_HELP,
            )
        with field:
            text = text_field(NUMBER, words.NUMBER_HELP)
    try:
        number = typed_number(text)
    except ValueError as refusal:
        kept = read(LAST_NUMBER)
        st.error(words.STILL_SHOWS.format(refusal=as_sentence(str(refusal)), kept=kept))
        return typed_number(kept)
    write(LAST_NUMBER, text)
    return number


def _take_example() -> None:
    """Put the example into the field."""
    if example := read(NUMBER_EXAMPLE):
        write(NUMBER, example)


def values_table(written: list[Bits]) -> str:
    r"""Write what the bits mean, and how far that is from the number, as a table.

    Examples
    --------
    0.1 is 1.6 * 2**-4, and 0.6 * 1024 = 614.4.

    >>> print(values_table([bits_of(Fraction(1, 10), "tf32")]))
    | | value | error | step here | read as |
    |---|---|---|---|---|
    | **TF32** | 0.0999755859375 | −0.0000244140625 | 6.1·10⁻⁵ |
    ${2^{-4} \cdot (1 + 614/1024)}$ |
    """
    rows = [
        (
            f"**{FORMAT_TITLES[bits.format.name]}**",
            exact_text(bits.value),
            exact_text(bits.error),
            _step_text(bits.spacing),
            read_as(bits),
        )
        for bits in written
    ]
    return markdown_table(words.HEADS, rows)


def _step_text(step: float) -> str:
    """Print a step: a whole one exactly, a smaller one by its size.

    Examples
    --------
    >>> _step_text(512.0), _step_text(2.0**-24), _step_text(float("nan"))
    ('512', '6·10⁻⁸', 'none')
    """
    if not isfinite(step):
        return words.NO_STEP
    return exact_text(step) if step >= 1 else share_text(step)


def read_as(bits: Bits) -> str:
    r"""Write a value from its exponent and its fraction.

    Examples
    --------
    >>> print(read_as(bits_of(-0.75, "float16")))
    ${-2^{-1} \cdot (1 + 512/1024)}$
    >>> print(read_as(bits_of(2.0**-24, "float16")))  # subnormal: no leading 1
    ${2^{-14} \cdot (0 + 1/1024)}$
    """
    if not isfinite(bits.value):
        return words.ONLY_ONES
    steps = 2**bits.format.fraction_bits
    leading, fraction = divmod(bits.steps, steps)
    minus = "-" if bits.sign == "1" else ""
    formula = rf"{minus}2^{{{bits.power}}} \cdot ({leading} + {fraction}/{steps})"
    return f"${{{formula}}}$"  # braces keep it on one line
