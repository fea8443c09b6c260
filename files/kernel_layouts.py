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
QUOTED_IMAGEMAGICK = re.compile(
    r"[\"']([0-9]{1,3}(?:x[0-9]{1,3})?(?:[+-][0-9]{1,3}){0,2} ?:[^:\"']*)[\"']"
)
"""The same in a command, in quotes."""
MAGICK_SCALE = re.compile(
    rf"\bconvolve:scale=[\"']?(?:(?P<factor>{DIGITS})(?:/(?P<divisor>[1-9][0-9]{{0,5}}))?(?![0-9!^%,])"
    r"|(?P<all>[^\s\"']{1,40}))"
)
OPENCV_PROGRAM = re.compile(
    r".{0,99}\bMat[14]?[bsifd]?_?(?:<\w{1,12}>)? ?\( ?(?P<rows>[0-9]{1,3}) ?, ?"
    r"(?P<columns>[0-9]{1,3}) ?\) ?<<(?P<numbers>[^();]*)\)?\s{0,99};?\s{0,99}",
    re.DOTALL,
)
"""A matrix as OpenCV is given it in C++."""
OPENCV = re.compile(
    r"\brows(?:>|: ?)\s{0,9}(?P<rows>[0-9]{1,3})\b[^\[]{0,60}?\bcols(?:>|: ?)\s{0,9}"
    r"(?P<columns>[0-9]{1,3})\b.{0,99}?\bdata(?:>|: ?\[)(?P<numbers>[^<\]]*)",
    re.DOTALL,
)
"""A matrix as OpenCV writes it, in YAML and in XML."""
R_MATRIX = re.compile(
    r"(?:\s{0,99}[\w.]{1,40} ?(?:<-|=))?\s{0,99}matrix\(\s{0,99}c\((?P<numbers>[^()]*)\)"
    r"(?P<settings>[^()]{0,99})\)\s{0,99};?\s{0,99}"
)
"""A matrix of R, which is filled column by column unless it says `byrow`."""
R_SIZE = re.compile(r"(?:(nrow|ncol) ?= ?)?\b([0-9]{1,3})\b")
R_BY_ROW = re.compile(r"\bbyrow ?= ?T(?:RUE)?\b")
SVG = re.compile(r"\bkernelMatrix=[\"'](?P<numbers>[^\"']*)[\"']")
"""What the SVG filter feConvolveMatrix is given."""
SVG_ORDER = re.compile(
    r"\border=[\"'](?P<columns>[0-9]{1,3})(?:[ ,]{1,3}(?P<rows>[0-9]{1,3}))?[\"']"
)
SVG_DIVISOR = re.compile(rf"\bdivisor=[\"']({DIGITS})[\"']")


def read_sized_numbers(text: str) -> Array | None:
    """Read a kernel of ImageMagick, OpenCV, SVG or R.

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
    if (matrix := R_MATRIX.fullmatch(text)) is not None:
        return _read_r(matrix["numbers"], matrix["settings"])
    commands = QUOTED_IMAGEMAGICK.findall(text)
    stripped = commands[0] if len(commands) == 1 else text.strip("\"' \n\r\t;")
    if (magick := IMAGEMAGICK.fullmatch(stripped)) is not None:
        return _scale_as_said(_shaped(magick["numbers"], magick), text)
    found = OPENCV.search(text) or OPENCV_PROGRAM.fullmatch(text)
    return None if found is None else _shaped(found["numbers"], found)


def _scale_as_said(array: Array, command: str) -> Array:
    """Scale a kernel as a command of ImageMagick says: by a factor, or to a sum of 1."""
    said = MAGICK_SCALE.search(command)
    if said is None:
        return array
    if said["factor"]:
        return array * float(said["factor"]) / float(said["divisor"] or 1)
    if said["all"] == "!":
        return array / (array.sum() or 1.0)
    raise KernelError("its `convolve:scale` does more than to scale: write the numbers it makes")


def _read_r(numbers: str, settings: str) -> Array:
    """Read a matrix of R by its settings: nrow and ncol are named, or come in this order."""
    words = [word for word in re.split(r"[\s,]+", numbers) if word]
    sides = dict(
        zip(("nrow", "ncol"), (value for _, value in R_SIZE.findall(settings)), strict=False)
    )
    sides = {name: value for name, value in R_SIZE.findall(settings) if name} or sides
    rows = int(sides.get("nrow") or len(words) // int(sides.get("ncol") or 1) or 1)
    columns = int(sides.get("ncol") or len(words) // rows or 1)
    if R_BY_ROW.search(settings):
        return _shape_rows(words, rows, columns)
    return np.ascontiguousarray(_shape_rows(words, columns, rows).T)


def _shaped(numbers: str, size: re.Match[str] | None) -> Array:
    """Put numbers into rows of the size that stands beside them."""
    sides = size.groupdict() if size else {}
    columns = int(sides.get("columns") or 3)
    words = [word for word in re.split(r"[\s,;\"']+", numbers) if word]
    return _shape_rows(words, int(sides.get("rows") or columns), columns)


def _shape_rows(words: list[str], rows: int, columns: int) -> Array:
    """Turn words into rows of finite numbers."""
    for n, word in enumerate(words, 1):
        if re.fullmatch(DIGITS, word) is None:
            raise KernelError(f"number {n} is `{word[:20]}`, not a number: write 0.5 or 1e-3")
    if rows * columns != len(words) or not words:
        raise KernelError(
            f"it has {count_text(len(words), '1 number', '{n} numbers')}, and {columns}x{rows} are"
            f" {rows * columns}: give it as many"
        )
    array = np.array(words, dtype=np.float64).reshape(rows, columns)
    if not np.isfinite(array).all():
        raise KernelError("a number of it is not finite: weights are finite numbers")
    return array
