"""FlatBuffers: tables whose fields are found by their places, as views of the bytes.

References
----------
"FlatBuffers internals", in the documentation of FlatBuffers.
"""

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np

from conv_engine.numeric import Array
from files.models.model import ModelError

DAMAGED = "it is cut off, or not a TFLite file: save it again"
MOST_ENTRIES = 200_000
"""Most entries of a row of tables."""
LONGEST_TEXT = 1000
"""Most bytes of a text."""


@dataclass(frozen=True)
class Table:
    r"""A table in a buffer.

    Parameters
    ----------
    data : memoryview
        The whole buffer.
    place : int
        Where the table begins.

    Examples
    --------
    A table at 8 with the byte 7 in field 0: its list of fields begins at 0 and has 6 bytes.

    >>> data = memoryview(b"\x06\x00\x05\x00\x04\x00\x00\x00\x08\x00\x00\x00\x07")
    >>> Table(data, 8).number(0, "<b"), Table(data, 8).number(1, "<i", default=9)
    (7, 9)
    """

    data: memoryview
    place: int

    @classmethod
    def root(cls, data: memoryview) -> "Table":
        """Return the outermost table of a buffer."""
        return cls(data, _unpack(data, 0, "<I"))

    def number(self, field: int, form: str, default: int = 0) -> int:
        """Return the whole number in a field; a field that is not there has its default."""
        at = self._find(field)
        return default if at is None else _unpack(self.data, at, form)

    def table(self, field: int) -> "Table | None":
        """Return the table in a field."""
        at = self._follow(field)
        return None if at is None else Table(self.data, at)

    def tables(self, field: int) -> list["Table"]:
        """Return the tables in the row of a field."""
        at = self._follow(field)
        if at is None:
            return []
        count = _unpack(self.data, at, "<I")
        if count > min(MOST_ENTRIES, len(self.data) // 4):
            raise ModelError(DAMAGED)
        places = range(at + 4, at + 4 + 4 * count, 4)
        return [Table(self.data, start + _unpack(self.data, start, "<I")) for start in places]

    def bytes_of(self, field: int, size: int = 1) -> memoryview:
        """Return the bytes of a row of numbers, each of so many bytes."""
        at = self._follow(field)
        if at is None:
            return memoryview(b"")
        stop = at + 4 + size * _unpack(self.data, at, "<I")
        if stop > len(self.data):
            raise ModelError(DAMAGED)
        return self.data[at + 4 : stop]

    def row(self, field: int, kind: str) -> Array:
        """Return a row of numbers."""
        return np.frombuffer(self.bytes_of(field, np.dtype(kind).itemsize), kind)

    def text(self, field: int) -> str:
        """Return the start of a text."""
        return bytes(self.bytes_of(field)[:LONGEST_TEXT]).decode(errors="replace")

    def _find(self, field: int) -> int | None:
        """Return where a field is, by the list of fields that the table points back to."""
        fields = self.place - _unpack(self.data, self.place, "<i")
        entry = 4 + 2 * field
        if entry >= _unpack(self.data, fields, "<H"):
            return None
        offset = _unpack(self.data, fields + entry, "<H")
        return self.place + offset if offset else None

    def _follow(self, field: int) -> int | None:
        at = self._find(field)
        return None if at is None else at + _unpack(self.data, at, "<I")


def _unpack(data: memoryview, at: int, form: str) -> Any:
    """Read one number, and refuse a place outside of the buffer."""
    if not 0 <= at <= len(data) - struct.calcsize(form):
        raise ModelError(DAMAGED)
    return struct.unpack_from(form, data, at)[0]
