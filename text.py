"""Words and numbers as they are written on screen, in files and in pictures."""

from collections.abc import Sequence

import numpy as np


def number_text(value: float | np.number) -> str:
    """Print a number: whole without decimals, otherwise at most two, with a true minus sign.

    Examples
    --------
    >>> number_text(-10), number_text(0.5), number_text(2.0), number_text(-0.001)
    ('−10', '0.5', '2', '0')
    """
    text = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def channel_label(channel: int, names: Sequence[str]) -> str:
    """Name a channel by its number, and by its colour where it has one.

    Examples
    --------
    >>> channel_label(0, ("red",)), channel_label(4, ())
    ('channel 0 (red)', 'channel 4')
    """
    return f"channel {channel}" + (f" ({names[channel]})" if channel < len(names) else "")


def count_text(number: int, thing: str) -> str:
    """Say how many, in the singular or the plural.

    Examples
    --------
    >>> count_text(1, "row"), count_text(2000, "row")
    ('1 row', '2,000 rows')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def one_line(text: str, longest: int = 60) -> str:
    r"""Keep foreign text printable, on one line and of a bearable length.

    Examples
    --------
    >>> one_line("edge\ndetector"), one_line("0123456789", longest=5)
    ('edge detector', '0123…')
    """
    start = "".join(letter if letter.isprintable() else " " for letter in text[: longest + 1])
    return start.strip() if len(text) <= longest else f"{start[: longest - 1].strip()}…"


def escape_markdown(text: str) -> str:
    r"""Escape what Streamlit would read as markup: names of files are only text.

    Examples
    --------
    >>> escape_markdown("a*b [c](d)")
    'a\\*b \\[c\\]\\(d\\)'
    """
    return "".join(
        f"\\{letter}" if letter in "\\`*_{}[]()<>#+-.!|~$:&" else letter for letter in text
    )


def as_sentence(text: str) -> str:
    r"""Write what an error or a note says as a sentence of plain text, for Streamlit.

    Examples
    --------
    >>> as_sentence("stride 0 is less than 1")
    'Stride 0 is less than 1\\.'
    """
    return escape_markdown(f"{text[:1].upper()}{text[1:]}.")
