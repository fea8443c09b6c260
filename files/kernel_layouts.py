"""Kernels whose text says their size first, and then their numbers in one row."""

import re

import numpy as np

from conv_engine.numeric import Array
from files.kernel_spellings import CHARACTERS, DIGITS
from files.kernels import KernelError
from text import count_text

IMAGEMAGICK = re.compile(
    r"\s{0,99}[\"']?(?P<columns>[0-9]{1,3})(?:x(?P<rows>[0-9]{1,3}))?(?:[+-][0-9]{1,3}){0,2} ?:"
    r"(?P<numbers>[^:]*)"
)
"""As `-convolve` takes it: columns x rows, and the numbers."""
OPENCV = re.compile(
    r"\brows(?:>|: ?)\s{0,9}(?P<rows>[0-9]{1,3})\b[^\[]{0,60}?\bcols(?:>|: ?)\s{0,9}"
    r"(?P<columns>[0-9]{1,3})\b.{0,99}?\bdata(?:>|: ?\[)(?P<numbers>[^<\]]*)",
    re.DOTALL,
)
"""A matrix as OpenCV writes it, in YAML and in XML."""
SVG = re.compile(r"\bkernelMatrix=[\"'](?P<numbers>[^\"']*)[\"']")
"""What the SVG filter feConvolveMatrix is given."""
SVG_ORDER = re.compile(
    r"\border=[\"'](?P<columns>[0-9]{1,3})(?:[ ,]{1,3}(?P<rows>[0-9]{1,3}))?[\"']"
)
SVG_DIVISOR = re.compile(rf"\bdivisor=[\"']({DIGITS})[\"']")


def read_sized_numbers(text: str) -> Array | None:
    """Read a kernel of ImageMagick, OpenCV or SVG.

    Returns
    -------
    ndarray of float64, shape (k_h, k_w), or None
        None where the text is of another kind.

    Raises
    ------
    KernelError
        If there are other numbers than its size says.

    Examples
    --------
    >>> read_sized_numbers("3x2: 1,0,-1 2,0,-2").tolist()
    [[1.0, 0.0, -1.0], [2.0, 0.0, -2.0]]
    """
    text = text.translate(CHARACTERS)
    if (svg := SVG.search(text)) is not None:
        order, divisor = SVG_ORDER.search(text), SVG_DIVISOR.search(text)
        array = _shaped(svg["numbers"], order or IMAGEMAGICK.match("3:"))
        scale = float(divisor[1]) if divisor else 1.0
        return array / (scale or 1.0)
    found = IMAGEMAGICK.fullmatch(text.strip("\"' \n\r\t;")) or OPENCV.search(text)
    return None if found is None else _shaped(found["numbers"], found)


def _shaped(numbers: str, size: re.Match[str] | None) -> Array:
    """Put numbers into rows of the size that stands beside them."""
    words = [word for word in re.split(r"[\s,;\"']+", numbers) if word]
    for n, word in enumerate(words, 1):
        if re.fullmatch(DIGITS, word) is None:
            raise KernelError(f"number {n} is `{word[:20]}`, not a number: write 0.5 or 1e-3")
    sides = size.groupdict() if size else {}
    columns = int(sides.get("columns") or 3)
    rows = int(sides.get("rows") or columns)
    if rows * columns != len(words) or not words:
        raise KernelError(
            f"it has {count_text(len(words), 'number')}, and {columns}x{rows} are"
            f" {rows * columns}: give it as many"
        )
    array = np.array(words, dtype=np.float64).reshape(rows, columns)
    if not np.isfinite(array).all():
        raise KernelError("a number of it is not finite: weights are finite numbers")
    return array
