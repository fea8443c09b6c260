"""Arrays from NPY files, without believing a header or unpickling anything.

Every size is checked before memory is taken for it.
"""

import math
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

import numpy as np

from conv_engine.numeric import Array, widen_numbers
from files.kernels import KernelError
from text import one_line

LARGEST_FILE = 10_000_000
"""Most bytes of a file, as it is and unpacked."""
MOST_NUMBERS = 1_000_000
"""Most numbers of an array."""
LONGEST_HEADER = 12_000
"""Most bytes of an NPY header; NumPy itself stops at 10,000."""

HEADERS = {
    (1, 0): np.lib.format.read_array_header_1_0,
    (2, 0): np.lib.format.read_array_header_2_0,
}
"""Readers of NPY headers by version; version 3 is for records with names beyond Latin."""

NO_NUMBERS = {
    "O": "Python objects, which are never unpickled",
    "U": "text",
    "S": "text",
    "V": "records",
    "M": "dates",
    "m": "durations",
    "c": "complex numbers, but weights must be real",
}
"""What an array holds that is refused, by the letter of its NumPy type."""


@dataclass(frozen=True)
class NpyHeader:
    """What the header of an NPY file says of the numbers behind it.

    Parameters
    ----------
    shape : tuple of int
    dtype : dtype
    order : {"C", "F"}
    start : int
        The first byte of the numbers.
    """

    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    order: Literal["C", "F"]
    start: int

    def read(self, data: bytes | memoryview) -> Array:
        """View the numbers of the file, in its own type."""
        values = np.frombuffer(data, self.dtype, offset=self.start)
        return values.reshape(self.shape, order=self.order)


def read_header(data: bytes | memoryview, most: int = MOST_NUMBERS) -> NpyHeader:
    """Read the header of an NPY file, and compare it with the bytes that follow.

    Raises
    ------
    KernelError
        If it is damaged or promises other numbers than follow, or they are no real numbers, or
        more than `most`.
    """
    file = BytesIO(data[:LONGEST_HEADER])
    try:
        parse = HEADERS[np.lib.format.read_magic(file)]
        shape, is_fortran, dtype = parse(file)
        promised = math.prod(shape) * dtype.itemsize
    except Exception as cause:  # a damaged header raises anything
        raise KernelError("its NPY header is damaged: save it again with numpy.save") from cause
    if dtype.kind not in "biuf":
        held = NO_NUMBERS.get(dtype.kind, f"{one_line(str(dtype), 20)} values")
        raise KernelError(f"it holds {held}: save an array of numbers")
    check_array_size(shape, most)
    found = len(data) - file.tell()
    if promised != found:
        raise KernelError(
            f"its NPY header promises {promised} bytes of numbers, but {found} follow: save "
            "it again with numpy.save"
        )
    return NpyHeader(shape, dtype, "F" if is_fortran else "C", file.tell())


def read_npy(data: bytes) -> Array:
    """Read an NPY file in any byte order and memory order.

    Returns
    -------
    ndarray
        As `settled` makes it.

    Raises
    ------
    KernelError
        As `read_header`, or if a number is not finite.

    References
    ----------
    NumPy enhancement proposal 1, "A simple file format for NumPy arrays".

    Examples
    --------
    >>> file = BytesIO()
    >>> np.save(file, np.array([[1, 2]], dtype=">i2"))
    >>> read_npy(file.getvalue())
    array([[1, 2]])
    """
    return settled(read_header(data).read(data))


def check_array_size(shape: tuple[int, ...] | list[int], most: int = MOST_NUMBERS) -> None:
    """Refuse an array without numbers, or with more than are read.

    Examples
    --------
    >>> check_array_size((3, 0))
    Traceback (most recent call last):
    files.kernels.KernelError: an array of shape (3, 0) has no numbers
    """
    if min(shape, default=1) < 1:
        raise KernelError(f"an array of shape {tuple(shape)} has no numbers")
    if math.prod(shape) > most:
        raise KernelError(
            f"an array of shape {tuple(shape)} has {math.prod(shape):,} numbers and the limit is"
            f" {most:,}: save a part of it"
        )


def settled(array: Array) -> Array:
    """Bring numbers into a type the engine computes in, and refuse those that are not finite.

    Parameters
    ----------
    array : ndarray of bool, integers or floats

    Returns
    -------
    ndarray of int64, float32 or float64, in C order
        float16 becomes float32; longer floats than float64 become float64.

    Raises
    ------
    KernelError
        If a number is NaN or infinite, or an integer exceeds int64.

    Examples
    --------
    >>> settled(np.array([0.5], dtype=np.float16))
    array([0.5], dtype=float32)
    >>> settled(np.array([[0, np.nan]]))
    Traceback (most recent call last):
    files.kernels.KernelError: nan is at [0, 1], counted from 0, but weights must be
    finite numbers
    """
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        array = array.astype(np.float64)
    try:
        numeric = widen_numbers("the array", array)
    except ValueError as refusal:
        raise KernelError(str(refusal)) from None
    if not np.isfinite(numeric).all():
        place = np.argwhere(~np.isfinite(numeric))[0].tolist()
        raise KernelError(
            f"{numeric[tuple(place)]} is at {place}, counted from 0, but weights must be finite "
            "numbers"
        )
    return np.array(numeric, order="C")
