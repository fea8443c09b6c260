"""The wire format of Protocol Buffers: fields by their numbers, as views of the bytes.

ONNX is a few messages deep, so this is all of a reader that it needs; the library of that name
would first copy every weight.

References
----------
"Encoding", in the documentation of Protocol Buffers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from conv_engine.numeric import Array
from files.models.model import ModelError

MOST_FIELDS = 500_000
"""Most fields of a file; a network of 500 layers has about 20,000."""
PACKED_BYTES = 8
"""How many bytes of packed numbers take as long as a field."""
DAMAGED = "it is cut off, or not an ONNX file: save it again"
FIXED_SIZES = {1: 8, 5: 4}
"""Bytes of a field, by the kinds of wire that have a size of their own."""


@dataclass
class FieldBudget:
    """How many fields may still be read."""

    fields: int = MOST_FIELDS

    def spend(self, fields: int) -> None:
        """Refuse to read more than a model needs."""
        self.fields -= fields
        if self.fields < 0:
            raise ModelError(f"it has more than {MOST_FIELDS:,} fields, which no model needs")


@dataclass(frozen=True)
class Message:
    r"""A message: what its fields hold, whole numbers or bytes, in the order of the file.

    Examples
    --------
    Field 1 is the number 150, field 2 the bytes "hi".

    >>> message = Message.read(memoryview(b"\x08\x96\x01\x12\x02hi"))
    >>> message.number(1), message.text(2), message.number(3, default=7)
    (150, 'hi', 7)
    """

    fields: dict[int, list[int | memoryview]]
    budget: FieldBudget = field(repr=False)

    @classmethod
    def read(cls, data: memoryview, budget: FieldBudget | None = None) -> "Message":
        """Read all fields of one message, and none of those in it.

        Raises
        ------
        ModelError
            If it is damaged, or has more fields than its budget allows.
        """
        budget = budget or FieldBudget()
        fields: dict[int, list[int | memoryview]] = {}
        for number, value in _walk_fields(data, budget):
            fields.setdefault(number, []).append(value)
        return cls(fields, budget)

    def number(self, place: int, default: int = 0) -> int:
        """Return the last whole number of a field, with its sign."""
        found = [value for value in self.fields.get(place, ()) if isinstance(value, int)]
        return _with_sign(found[-1]) if found else default

    def numbers(self, place: int) -> list[int]:
        """Return all whole numbers of a field, packed or not."""
        return [_with_sign(value) for value in self.row(place).tolist()]

    def row(self, place: int) -> Array:
        """Return all whole numbers of a field without their signs, as uint64."""
        rows = [np.zeros(0, np.uint64)]
        for value in self.fields.get(place, ()):
            if isinstance(value, int):
                rows.append(np.array([value & 2**64 - 1], np.uint64))
            else:
                self.budget.spend(len(value) // PACKED_BYTES)
                rows.append(unpack_varints(value))
        return np.concatenate(rows)

    def views(self, place: int) -> list[memoryview]:
        """Return the bytes of each field of a number."""
        return [view for view in self.fields.get(place, ()) if isinstance(view, memoryview)]

    def text(self, place: int, default: str = "") -> str:
        """Return the last text of a field."""
        found = self.views(place)
        return bytes(found[-1]).decode(errors="replace") if found else default

    def texts(self, place: int) -> list[str]:
        """Return all texts of a field."""
        return [bytes(view).decode(errors="replace") for view in self.views(place)]

    def messages(self, place: int) -> Iterator["Message"]:
        """Read the messages in a field."""
        return (Message.read(view, self.budget) for view in self.views(place))

    def message(self, place: int) -> "Message":
        """Read the last message in a field, or return an empty one."""
        found = self.views(place)
        return Message.read(found[-1], self.budget) if found else Message({}, self.budget)


def _walk_fields(data: memoryview, budget: FieldBudget) -> Iterator[tuple[int, int | memoryview]]:
    at = 0
    while at < len(data):
        budget.spend(1)
        tag, at = _read_varint(data, at)
        wire = tag & 7
        if wire == 0:
            value, at = _read_varint(data, at)
            yield tag >> 3, value
            continue
        size, at = _read_varint(data, at) if wire == 2 else (FIXED_SIZES.get(wire, -1), at)
        if size < 0 or at + size > len(data):
            raise ModelError(DAMAGED)
        yield tag >> 3, data[at : at + size]
        at += size


def _read_varint(data: memoryview, at: int) -> tuple[int, int]:
    """Read a number of 7 bits a byte, the lowest first, and return the place behind it."""
    value = 0
    for place, byte in enumerate(data[at : at + 10]):
        value |= (byte & 127) << 7 * place
        if byte < 128:
            return value, at + place + 1
    raise ModelError(DAMAGED)


def _with_sign(value: int) -> int:
    value &= 2**64 - 1
    return value - 2**64 if value >= 2**63 else value


def unpack_varints(data: memoryview) -> Array:
    r"""Read a row of packed numbers.

    Examples
    --------
    >>> unpack_varints(memoryview(b"\x07\x96\x01")).tolist()
    [7, 150]
    """
    cells = np.frombuffer(data, np.uint8)
    starts = np.flatnonzero(np.concatenate([[True], cells[:-1] < 128])) if cells.size else cells
    if cells.size and cells[-1] >= 128:
        raise ModelError(DAMAGED)
    lengths = np.diff(np.append(starts, cells.size))
    if lengths.size and lengths.max() > 10:
        raise ModelError(DAMAGED)
    places = np.arange(cells.size) - np.repeat(starts, lengths)
    parts = (cells & 127).astype(np.uint64) << (7 * places).astype(np.uint64)
    return np.add.reduceat(parts, starts) if cells.size else parts
