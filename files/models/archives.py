"""ZIP archives whose directory is checked before anything is unpacked.

What is stored as it is comes as a view of the file's bytes: a large model is not held twice.
"""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from files.models.model import LARGEST_MODEL, MOST_TENSORS, ModelError
from text import one_line

DAMAGED = "it is a damaged or cut-off ZIP archive: save it again"
LOCAL_HEADER = struct.Struct("<4s22xHH")
"""Of an entry: its mark, the length of its name, and that of extra fields."""


@dataclass(frozen=True)
class Archive:
    """The entries of an archive by their names.

    Parameters
    ----------
    data : bytes
    entries : mapping of str to ZipInfo
    """

    data: bytes
    entries: Mapping[str, ZipInfo]

    def read(self, name: str) -> memoryview:
        """Return what an entry holds, a view of the file where it is not packed.

        Raises
        ------
        ModelError
            If there is no such entry, or it is damaged.
        """
        if name not in self.entries:
            raise ModelError(f"its entry `{one_line(name)}` is missing: save it again")
        entry = self.entries[name]
        packed = self._packed(entry)
        if entry.compress_type == ZIP_STORED:
            if entry.compress_size != entry.file_size:
                raise ModelError(DAMAGED)
            return packed
        return memoryview(inflate(packed, entry.file_size))

    def _packed(self, entry: ZipInfo) -> memoryview:
        """Find the bytes of an entry behind its local header."""
        header = self.data[entry.header_offset : entry.header_offset + LOCAL_HEADER.size]
        if len(header) < LOCAL_HEADER.size:
            raise ModelError(DAMAGED)
        mark, name, extra = LOCAL_HEADER.unpack(header)
        start = entry.header_offset + LOCAL_HEADER.size + name + extra
        packed = memoryview(self.data)[start : start + entry.compress_size]
        if mark != b"PK\x03\x04" or len(packed) != entry.compress_size:
            raise ModelError(DAMAGED)
        return packed


def open_archive(data: bytes) -> Archive:
    """Read the directory of an archive, and refuse what promises too much.

    Raises
    ------
    ModelError
        If it is damaged, encrypted, packed in a rare way, or unpacks to more than
        `LARGEST_MODEL`.
    """
    if (count := data.count(b"PK\x01\x02")) > MOST_TENSORS:  # the mark of a directory entry
        raise ModelError(f"it has {count:,} entries and the limit is {MOST_TENSORS:,}")
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
    except Exception as cause:  # zipfile raises whatever it stumbles over
        raise ModelError(DAMAGED) from cause
    for info in infos:
        _check_entry(info)
    packed = [info for info in infos if info.compress_type != ZIP_STORED]
    if (promised := sum(info.file_size for info in packed)) > LARGEST_MODEL:
        raise ModelError(
            f"it unpacks to {promised / 1e6:,.0f} MB and the limit is {LARGEST_MODEL / 1e6:.0f} MB"
        )
    entries = {info.filename: info for info in infos}
    if len(entries) < len(infos):
        raise ModelError("two entries of it have the same name: save it again")
    return Archive(data, entries)


def _check_entry(info: ZipInfo) -> None:
    if info.flag_bits & 1:
        raise ModelError(
            f"entry `{one_line(info.filename)}` is encrypted: save it without a password"
        )
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ModelError(
            f"entry `{one_line(info.filename)}` is packed in a way no framework uses: save it again"
        )


def inflate(packed: memoryview | bytes, size: int) -> bytes:
    """Unpack deflated bytes, and never more of them than promised.

    Examples
    --------
    >>> squeeze = zlib.compressobj(wbits=-15)
    >>> inflate(squeeze.compress(b"7" * 1000) + squeeze.flush(), 1000) == b"7" * 1000
    True
    """
    unpacker = zlib.decompressobj(wbits=-15)
    try:
        content = unpacker.decompress(packed, size + 1)
    except zlib.error as cause:
        raise ModelError(DAMAGED) from cause
    if len(content) != size:
        raise ModelError(DAMAGED)
    return content
