"""The bits of a number in several formats, one under the other: sign, exponent, fraction."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from colours import theme
from conv_engine.bits import Bits
from figures.axes import empty_figure
from figures.figure import Figure

EXPONENT, FRACTION = 8, 23
"""Bits of float32, which has the most of both; shorter fields stand under their like."""
FIRST_EXPONENT, FIRST_FRACTION = 2, 2 + EXPONENT + 1
COLUMNS = FIRST_FRACTION + FRACTION
"""The sign, a gap, the exponent, a gap, and the fraction."""
ROW = 27
"""Height of a line, in screen pixels."""
TINTS = {"sign": 1.0, "exponent": 0.3, "fraction": 0.11}
"""How much ink each family has. Bits are no channels, so they have no hues."""
AT_LEFT: dict[str, Any] = {"xanchor": "left", "xshift": -2}
"""Where a text begins: at the left edge of its column."""


def bits_figure(written: Sequence[Bits], titles: Sequence[str], *, dark: bool = False) -> Figure:
    """Show a number in several formats, the bits that mean alike under one another.

    Parameters
    ----------
    written : sequence of Bits
    titles : sequence of str
        Name of each format.
    dark : bool
        For dark paper.

    Returns
    -------
    Figure
        Its first trace holds the tints, two rows a format: one for its title, one for its
        bits. The second holds the digits.

    Examples
    --------
    >>> from conv_engine.bits import bits_of
    >>> figure = bits_figure([bits_of(-1, "float16")], ["float16"])
    >>> "".join(figure.data[1].text)  # -1 is -(1 + 0/1024) * 2**(15 - 15)
    '1011110000000000'
    """
    shades = theme(dark)
    shape = (2 * len(written), COLUMNS)
    tints, hover = np.full(shape, np.nan), np.full(shape, "", dtype=object)
    digits = []
    for row, bits in enumerate(written):
        for column, digit, family in _cells(bits):
            tints[2 * row + 1, column] = TINTS[family.split(":")[0]]
            hover[2 * row + 1, column] = family
            colour = shades.paper if column == 0 else shades.ink
            digits.append((column, 2 * row + 1, digit, colour))
    figure = empty_figure(ROW * shape[0] + 8, dark)
    figure.add_trace(
        "heatmap",
        z=tints,
        zmin=0,
        zmax=1,
        colorscale=[[0.0, shades.paper], [1.0, shades.ink]],
        showscale=False,
        xgap=1,
        ygap=1,
        hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
        hoverongaps=False,
    )
    x, y, text, colours = zip(*digits, strict=True)
    figure.add_trace(
        "scatter",
        x=x,
        y=y,
        text=text,
        mode="text",
        textfont={"size": 13, "color": colours},
        hoverinfo="skip",
    )
    quiet = {"visible": False, "fixedrange": True}
    figure.layout.xaxis = {**quiet, "range": [-0.5, COLUMNS - 0.5]}
    figure.layout.yaxis = {**quiet, "range": [shape[0] - 0.5, -0.5]}
    for row, (bits, title) in enumerate(zip(written, titles, strict=True)):
        kind = bits.format
        counts = f"sign 1, exponent {kind.exponent_bits}, fraction {kind.fraction_bits}"
        figure.add_text(f"<b>{title}</b>: {counts}", -0.5, 2 * row + 0.2, **AT_LEFT)
        if dropped := FRACTION - kind.fraction_bits:
            place = FIRST_FRACTION + kind.fraction_bits
            figure.add_text(f"{dropped} bits dropped", place, 2 * row + 1, **AT_LEFT)
    return figure


def _cells(bits: Bits) -> list[tuple[int, str, str]]:
    """List column, digit, and family with meaning, of every bit."""
    kind = bits.format
    cells = [(0, bits.sign, "sign: 1 means minus")]
    for place, digit in enumerate(bits.exponent):
        behind = kind.exponent_bits - 1 - place
        column = FIRST_EXPONENT + EXPONENT - 1 - behind
        cells.append((column, digit, f"exponent: counts {2**behind}"))
    for place, digit in enumerate(bits.fraction):
        words = f"fraction: counts 1/{2 ** (place + 1)}"
        cells.append((FIRST_FRACTION + place, digit, words))
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
        f"{title}: sign {bits.sign}, exponent {bits.exponent}, fraction {bits.fraction}"
        for bits, title in zip(written, titles, strict=True)
    )
