"""Bytes as numbers: the types that frameworks keep weights in, by the names of safetensors."""

import math
from collections.abc import Sequence

import numpy as np

from conv_engine.numeric import Array
from files.models.model import MOST_AXES, ModelError
from text import one_line

TENSOR_TYPES = {
    **{"F64": "<f8", "F32": "<f4", "F16": "<f2", "BOOL": "u1", "I8": "i1", "U8": "u1"},
    **{"I64": "<i8", "I32": "<i4", "I16": "<i2", "U64": "<u8", "U32": "<u4", "U16": "<u2"},
}
"""NumPy types of the safetensors types that NumPy has."""
SIZES = {
    **{"BF16": 2, "F8_E4M3": 1, "F8_E5M2": 1},
    **{kind: np.dtype(held).itemsize for kind, held in TENSOR_TYPES.items()},
}
"""Bytes of a number of each type; NumPy does not have the first three."""
MOST_REPEATED = 10_000_000
"""Most numbers of an array that names some of its numbers again and again."""


def read_numbers(data: memoryview, kind: str, big_endian: bool = False) -> Array:
    r"""Read bytes as numbers of one of the `SIZES`.

    Returns
    -------
    ndarray with one axis
        A view of the bytes, but bfloat16 and floats of 8 bits become float32.

    Examples
    --------
    1.5 is 0x3fc00000 as a float32, and its upper half as a bfloat16.

    >>> read_numbers(memoryview(b"\xc0\x3f"), "BF16")
    array([1.5], dtype=float32)

    As a float of 8 bits it is 0x3c or 0x3e, with 4 or 5 bits for the exponent.

    >>> [read_numbers(memoryview(b), kind).item() for b, kind in
    ...  ((b"\x3c", "F8_E4M3"), (b"\x3e", "F8_E5M2"))]
    [1.5, 1.5]
    """
    if kind.startswith("F8"):
        return read_eight_bits(np.frombuffer(data, np.uint8), kind)
    held = np.dtype(TENSOR_TYPES.get(kind, "<u2"))
    values = np.frombuffer(data, held.newbyteorder(">") if big_endian else held)
    if kind != "BF16":
        return values
    return (values.astype(np.uint32) << 16).view(np.float32)


def read_eight_bits(values: Array, kind: str) -> Array:
    """Read floats of 8 bits: a sign, 4 or 5 bits of the exponent, 3 or 2 of the mantissa.

    References
    ----------
    Micikevicius et al., "FP8 Formats for Deep Learning", 2022, table 1.
    """
    if kind == "F8_E5M2":  # the upper half of a float16
        return (values.astype(np.uint16) << 8).view(np.float16).astype(np.float32)
    exponent, mantissa = values >> 3 & 15, (values & 7) / np.float32(8)
    size = np.where(
        exponent == 0,
        np.ldexp(mantissa, -6),
        np.ldexp(1 + mantissa, exponent.astype(np.int32) - 7),
    )
    size[values & 127 == 127] = np.nan
    return np.where(values > 127, -size, size).astype(np.float32)


def check_kind(kind: str) -> None:
    """Refuse a type of numbers that cannot be read."""
    if kind not in SIZES:
        raise ModelError(
            f"it holds {one_line(kind, 20)} numbers, which are not read here: save it as float32"
        )


def check_shape(shape: Sequence[object]) -> tuple[int, ...]:
    """Refuse what is no shape.

    Examples
    --------
    >>> check_shape([2, -1])
    Traceback (most recent call last):
    files.models.model.ModelError: [2, -1] is not a shape of numbers
    """
    whole = [n for n in shape[:MOST_AXES] if type(n) is int and 0 <= n < 2**40]
    if len(whole) != len(shape):
        raise ModelError(f"{one_line(str(list(shape[:MOST_AXES])))} is not a shape of numbers")
    return tuple(whole)


def check_row(data: memoryview, kind: str, shape: tuple[int, ...]) -> None:
    """Refuse bytes that are not as many as an array of some shape has.

    Examples
    --------
    >>> check_row(memoryview(b"1234"), "F16", (3,))
    Traceback (most recent call last):
    files.models.model.ModelError: an array of shape (3,) needs 3 * 2 bytes, but has 4
    """
    count, size = math.prod(shape), SIZES[kind]
    if len(data) != count * size:
        raise ModelError(
            f"an array of shape {shape} needs {count:,} * {size} bytes, but has {len(data):,}"
        )


def view_strided(
    values: Array, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]
) -> Array:
    """View some of the numbers of a row as an array; `check_strides` was asked before.

    Examples
    --------
    >>> view_strided(np.arange(10), 4, (2, 3), (1, 2))
    array([[4, 6, 8],
           [5, 7, 9]])
    """
    size = values.itemsize
    steps = tuple(stride * size for stride in strides)
    return np.ndarray(shape, values.dtype, values.data, offset * size, steps)


def check_strides(
    count: int, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]
) -> None:
    """Refuse an array that would reach over the end of its numbers, or name more than there are.

    Examples
    --------
    The last cell is number 4 + 1 * 1 + 2 * 2 = 9.

    >>> check_strides(9, 4, (2, 3), (1, 2))
    Traceback (most recent call last):
    files.models.model.ModelError: an array of shape (2, 3) ends at number 9, counted from 0, but
    there are only 9
    """
    if len(shape) != len(strides):
        raise ModelError(f"an array of shape {shape} has {len(strides)} strides")
    last = offset + sum((n - 1) * step for n, step in zip(shape, strides, strict=True))
    if 0 in shape:
        return
    if last >= count:
        raise ModelError(
            f"an array of shape {shape} ends at number {last:,}, counted from 0, but there are "
            f"only {count:,}"
        )
    promised = math.prod(shape)
    if promised > count and (promised > MOST_REPEATED or 0 not in strides):
        raise ModelError(
            f"an array of shape {shape} has {promised:,} numbers, but only {count:,} are there"
        )
