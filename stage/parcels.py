"""Arrays of the board on their way to the browser: exact, small, and each of them sent once.

A small array travels inside the board's own data. A large one travels in a component of its own,
a parcel. Streamlit sends a message again only when it differs from the one before, so a board
that changes sends its arrays again only as far as they changed.
"""

import base64
import zlib
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import Any, TypedDict

import streamlit as st

from conv_engine.numeric import Array
from stage.frontend_files import joined_script
from stage.packing import count_units, little_endian

INSIDE = 4096
"""Bytes up to which an array travels inside the board's data."""
ID = 16
"""Letters of an array's id: a parcel begins with them."""
SCRIPT = "board/parcel.js"

_parcel = st.components.v2.component("conv_parcel", js=joined_script(SCRIPT))


class SentArray(TypedDict):
    """An array as the browser reads it: whole numbers of 1/per each, or floats where per is 1.

    Without `base64` its numbers come in a parcel that begins with its id.
    """

    id: str
    shape: list[int]
    kind: str
    per: int
    base64: str | None


def sent_array(values: Array) -> tuple[SentArray, bytes | None]:
    """Write an array for the browser so that no number changes on the way.

    Parameters
    ----------
    values : ndarray
        Integers or floats. Whole hundredths travel as whole numbers, other floats as they are.

    Returns
    -------
    SentArray
    bytes or None
        The parcel, where the array is too large to travel inside the board's data.

    Examples
    --------
    >>> import numpy as np
    >>> [sent_array(np.array(values))[0]["kind"] for values in ([3, 255], [-3, 255], [1 / 3])]
    ['uint8', 'int16', 'float64']
    >>> sent_array(np.array([0.25, -1]))[0]["per"]  # 25 and -100 hundredths
    100
    """
    units, per = count_units(values)
    return _written(little_endian(units), units.dtype.name, per, units.shape)


@lru_cache(maxsize=64)
def _written(
    content: bytes, kind: str, per: int, shape: tuple[int, ...]
) -> tuple[SentArray, bytes | None]:
    """Pack an array once for all sessions that look at it."""
    array_id = sha256(f"{kind} {per} {shape}".encode() + content).hexdigest()[:ID]
    inside = len(content) <= INSIDE
    text = base64.b64encode(content).decode() if inside else None
    sent = SentArray(id=array_id, shape=list(shape), kind=kind, per=per, base64=text)
    return sent, None if inside else array_id.encode() + zlib.compress(content, 6)


def send_parcels(parcels: Iterable[bytes], key: str) -> None:
    """Send large arrays, in a place without height; the same bytes are not sent twice."""
    unique = dict.fromkeys(parcels)
    if not unique:
        return
    with st.container(height=1, border=False, gap=None, key=f"{key} parcels"):
        for number, parcel in enumerate(unique):
            _parcel(key=f"{key} parcel {number}", data=_untyped(parcel))


def _untyped(parcel: bytes) -> Any:
    """Bytes are taken as they are; the signature of a component does not say so."""
    return parcel
