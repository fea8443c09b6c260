"""Kernel files as honest programs write them, and files that nobody should believe."""

import json
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def npy(array: Array, **options: Any) -> bytes:
    file = BytesIO()
    np.save(file, array, **options)
    return file.getvalue()


def npy_with_header(header: str, content: bytes = b"", version: bytes = b"\x01\x00") -> bytes:
    """An NPY file whose header says whatever it is told to say."""
    size = struct.pack("<H" if version == b"\x01\x00" else "<I", len(header))
    return b"\x93NUMPY" + version + size + header.encode("latin1") + content


def npz(**arrays: Array) -> bytes:
    file = BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def archive(entries: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", kind) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return file.getvalue()


def encrypted(entry: bytes) -> bytes:
    """An archive that says its only entry is encrypted, in the entry and in the directory."""
    data = bytearray(archive({"w.npy": entry}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def lying_archive(content: bytes, promised: int) -> bytes:
    """An archive whose entry unpacks to `content`, but promises another size everywhere."""
    deflate = zlib.compressobj(wbits=-15)
    packed = deflate.compress(content) + deflate.flush()
    sizes = struct.pack("<III", zlib.crc32(content), len(packed), promised)
    entry = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes
    entry += struct.pack("<HH", 5, 0) + b"w.npy" + packed
    directory = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes
    directory += struct.pack("<HHHHHII", 5, 0, 0, 0, 0, 0, 0) + b"w.npy"
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), len(entry), 0)
    return entry + directory + b"PK\x05\x06" + end


def safetensors_with_header(
    header: dict[str, Any] | bytes, content: bytes = b"", size: int | None = None
) -> bytes:
    """A safetensors file whose header says whatever it is told to say."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text) if size is None else size) + text + content


def tensor(kind: str, shape: list[int], start: int, stop: int) -> dict[str, Any]:
    return {"dtype": kind, "shape": shape, "data_offsets": [start, stop]}


class RunsWhenUnpickled:
    """An object whose pickle would run code: opening it must never get that far."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return exec, ("raise SystemExit('a kernel file ran code')",)
