"""Arrays of the board on their way to the browser: exact, small, and each of them sent once.

A small array travels inside the board's own data. A large one travels in a component of its own,
a parcel. Its key is the same for the same array: however many pictures of a page show it, it is
sent with the first of them. Streamlit sends a message again only when it differs from the one
before, so a board that changes sends its arrays again only as far as they changed.
"""

import base64
import itertools
import zlib
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from threading import Lock
from typing import Any, TypedDict

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey

from conv_engine.numeric import Array
from stage.frontend_files import joined_script
from stage.packing import count_units, little_endian

INSIDE = 4096
"""Bytes up to which an array travels inside the board's data."""
ID = 16
"""Letters of an array's id: a parcel begins with them."""
MOST_PARCELS = 64
MOST_BYTES = 32 * 2**20
"""So many deflated arrays are kept for all sessions together, and no more bytes than these."""
MOST_KEYS = 256
"""Keys of parcels, used in turn. Streamlit keeps what it knows of a component's key for as long as
a session lasts, so keys made of contents would fill its memory."""
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
    content, kind = little_endian(units), units.dtype.name
    array_id = sha256(f"{kind} {per} {units.shape}".encode() + content).hexdigest()[:ID]
    inside = len(content) <= INSIDE
    text = base64.b64encode(content).decode() if inside else None
    sent = SentArray(id=array_id, shape=list(units.shape), kind=kind, per=per, base64=text)
    return sent, None if inside else _kept.parcel(array_id, content)


class KeptParcels:
    """Deflated arrays, so that each is deflated once for all sessions that look at it.

    Parameters
    ----------
    most_parcels, most_bytes : int
        Those that were asked for longest ago are forgotten, until the others are no more.
    """

    def __init__(self, most_parcels: int, most_bytes: int) -> None:
        self.most_parcels, self.most_bytes = most_parcels, most_bytes
        self.kept_bytes = 0
        self._parcels: dict[str, bytes] = {}
        self._keys: dict[str, int] = {}
        self._next_keys = itertools.cycle(range(MOST_KEYS))
        self._lock = Lock()

    def parcel(self, array_id: str, content: bytes) -> bytes:
        """Return the id and the content deflated.

        Examples
        --------
        >>> parcel = KeptParcels(1, 1000).parcel("0123456789abcdef", bytes(5000))
        >>> parcel[:ID], zlib.decompress(parcel[ID:]) == bytes(5000)
        (b'0123456789abcdef', True)
        """
        with self._lock:
            parcel = self._parcels.pop(array_id, None)
            self.kept_bytes -= len(parcel or b"")
        parcel = parcel or array_id.encode() + zlib.compress(content, 6)
        with self._lock:
            self._keep(array_id, parcel)
        return parcel

    def key(self, array_id: str) -> int:
        """Return the number of the component that brings an array: the same while it is kept.

        Examples
        --------
        >>> kept = KeptParcels(2, 1000)
        >>> parcels = [kept.parcel(letter * ID, bytes(5000)) for letter in "ab"]
        >>> [kept.key(letter * ID) for letter in "aba"]
        [0, 1, 0]
        """
        with self._lock:
            if array_id in self._keys:
                return self._keys[array_id]
            return next(self._next_keys)

    def _keep(self, array_id: str, parcel: bytes) -> None:
        """Keep a parcel as the newest, and forget the oldest as far as they are too much."""
        self.kept_bytes += len(parcel) - len(self._parcels.pop(array_id, b""))
        self._parcels[array_id] = parcel
        if array_id not in self._keys:
            self._keys[array_id] = next(self._next_keys)
        while len(self._parcels) > self.most_parcels or self.kept_bytes > self.most_bytes:
            oldest = next(iter(self._parcels))
            self.kept_bytes -= len(self._parcels.pop(oldest))
            del self._keys[oldest]


_kept = KeptParcels(MOST_PARCELS, MOST_BYTES)


def send_parcels(parcels: Iterable[bytes], key: str) -> None:
    """Send large arrays, in a place without height, but those that the page has sent already."""
    unique = dict.fromkeys(parcels)
    if not unique:
        return
    with st.container(height=1, border=False, gap=None, key=f"{key} parcels"):
        for parcel in unique:
            with suppress(StreamlitDuplicateElementKey):
                _parcel(key=f"parcel {_kept.key(parcel[:ID].decode())}", data=_untyped(parcel))


def _untyped(parcel: bytes) -> Any:
    """Bytes are taken as they are; the signature of a component does not say so."""
    return parcel
