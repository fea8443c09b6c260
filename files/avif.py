"""AVIF files of early writers, brought to the form that the decoder asks for.

References
----------
ISO/IEC 14496-12, "ISO base media file format", sections 8.11.1 and 8.11.14.
"""

import struct
from typing import NamedTuple

FILLER = 8
"""Bytes of a box that holds nothing, at least."""
LARGEST_HEADER = 1_000_000
"""Bytes of the box `meta`: those of pictures have a few hundred."""


class FileBox(NamedTuple):
    """A box of a file: its kind, and where it begins and ends."""

    kind: bytes
    start: int
    end: int


def join_associations(data: bytes) -> bytes | None:
    """Put the lists that say which properties an item has into one, where they are of one kind.

    Writers of 2019 and 2020 gave each item a list of its own, which the standard does not allow.
    Nothing moves: a box that is free fills the place that is saved.

    Parameters
    ----------
    data : bytes
        Content of a file.

    Returns
    -------
    bytes or None
        None where there is nothing to join, or the boxes do not fit in one another.
    """
    properties = _find_properties(data)
    if properties is None:
        return None
    first, *lists = list_boxes(data, properties.start + 8, properties.end)
    kinds = {data[one.start + 8 : one.start + 12] for one in lists}
    if len(lists) < 2 or len(kinds) > 1 or {one.kind for one in lists} != {b"ipma"}:
        return None
    count = sum(_read_count(data, one) for one in lists)
    entries = b"".join(data[one.start + 16 : one.end] for one in lists)
    head = data[lists[0].start + 8 : lists[0].start + 12]
    joined = _write_box(b"ipma", head + struct.pack(">I", count % 2**32) + entries)
    inside = _write_box(b"iprp", data[first.start : first.end] + joined)
    free = properties.end - properties.start - len(inside)
    if free < FILLER:
        return None
    filler = _write_box(b"free", bytes(free - FILLER))
    return data[: properties.start] + inside + filler + data[properties.end :]


def _find_properties(data: bytes) -> FileBox | None:
    """Find the box of properties."""
    meta = next((box for box in list_boxes(data, 0, len(data)) if box.kind == b"meta"), None)
    if meta is None or meta.end - meta.start > LARGEST_HEADER:
        return None
    boxes = list_boxes(data, meta.start + 12, meta.end)
    return next((box for box in boxes if box.kind == b"iprp" and box.end - box.start > 8), None)


def list_boxes(data: bytes, start: int, end: int) -> list[FileBox]:
    r"""List the boxes from one place to another; what is no box ends the list.

    Examples
    --------
    >>> list_boxes(b"\0\0\0\x08free" * 2, 0, 16)
    [FileBox(kind=b'free', start=0, end=8), FileBox(kind=b'free', start=8, end=16)]
    """
    boxes: list[FileBox] = []
    while start + 8 <= end:
        size, kind = struct.unpack(">I4s", data[start : start + 8])
        if size < 8 or start + size > end:
            break
        boxes.append(FileBox(kind, start, start + size))
        start += size
    return boxes


def _read_count(data: bytes, box: FileBox) -> int:
    """Return how many items a list has."""
    return int.from_bytes(data[box.start + 12 : min(box.start + 16, box.end)], "big")


def _write_box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, kind) + content
