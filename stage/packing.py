"""Arrays on their way to the browser: small, and every number as it was."""

import base64
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from conv_engine import quantise

Array = NDArray[Any]


class Packed(TypedDict):
    """An array for the browser: whole numbers of 1/per, row-major, in the smallest type."""

    shape: list[int]
    kind: str
    per: int
    base64: str


def packed(values: Array) -> Packed:
    """Pack an array of numbers with at most two decimals, so that none changes on the way.

    Parameters
    ----------
    values : ndarray
        Integers, or floats that are whole hundredths but for the last bits.

    Examples
    --------
    Hundredths as whole numbers: 0.3 is 30 of them.

    >>> packed(np.array([0.3, -1]))["per"], packed(np.array([3, -1]))["kind"]
    (10, 'int8')
    """
    per = next(
        (n for n in (1, 10) if np.array_equal(np.rint(values * n), quantise(values) * n)), 100
    )
    units = np.rint(values * per)
    largest = float(np.abs(units).max(initial=0))
    kind = next((k for k in ("int8", "int16", "int32") if largest <= np.iinfo(k).max), "float64")
    content = units.astype(np.dtype(kind).newbyteorder("<")).tobytes()
    return Packed(
        shape=list(values.shape), kind=kind, per=per, base64=base64.b64encode(content).decode()
    )
