"""Arrays on their way to the browser: small, and every number as it was."""

import base64
from typing import TypedDict

import numpy as np

from conv_engine.numeric import Array, quantise


class Packed(TypedDict):
    """An array for the browser: whole numbers of 1/per, or floats where per is 1, row-major."""

    shape: list[int]
    kind: str
    per: int
    base64: str


def packed(values: Array) -> Packed:
    """Pack an array so that no number changes on the way.

    Examples
    --------
    Tenths as whole numbers: 0.3 is 3 of them.

    >>> packed(np.array([0.3, -1]))["per"], packed(np.array([3, -1]))["kind"]
    (10, 'int16')
    """
    units, per = count_units(values)
    text = base64.b64encode(little_endian(units)).decode()
    return Packed(shape=list(units.shape), kind=units.dtype.name, per=per, base64=text)


def count_units(values: Array) -> tuple[Array, int]:
    """Return the smallest array of whole numbers of 1/per, and per; floats stay if they must.

    Examples
    --------
    >>> count_units(np.array([0.5, -2]))
    (array([  5, -20], dtype=int16), 10)
    """
    if values.dtype.kind == "f":
        hundredths = quantise(values)
        if not np.allclose(values, hundredths, rtol=0, atol=1e-9):
            return values if values.dtype.itemsize == 4 else values.astype(np.float64), 1
        per = next((n for n in (1, 10) if np.array_equal(np.rint(values * n), hundredths * n)), 100)
        values = np.rint(values * per)
    else:
        per = 1
    low, high = values.min(initial=0), values.max(initial=0)
    for kind in (np.uint8, np.int16, np.int32):
        if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max:
            return values.astype(kind), per
    return values.astype(np.float64), per


def little_endian(units: Array) -> bytes:
    """Return the bytes of an array as every browser reads them, row by row."""
    return np.ascontiguousarray(units, units.dtype.newbyteorder("<")).tobytes()
