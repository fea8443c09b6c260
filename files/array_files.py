"""Arrays from NPY, NPZ and safetensors files, without believing a header or unpickling anything.

Every size is checked before memory is taken for it. A file may hold several arrays, and one that
cannot be read does not spoil the others: each comes as its name and a function that reads it.
"""

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import numpy as np
import safetensors

from conv_engine.numeric import Array, widen_numbers
from files.kernels import KernelError
from text import one_line

LARGEST_FILE = 10_000_000
"""Most bytes of a file, as it is and unpacked."""
MOST_NUMBERS = 1_000_000
"""Most numbers of an array."""
MOST_ARRAYS = 1000
"""Most arrays in a file."""

LONGEST_HEADER = 12_000
"""Most bytes of an NPY header; NumPy itself stops at 10,000."""

Parts = Iterator[tuple[str, Callable[[], Array]]]
"""Names of arrays, each with the function that reads it or raises KernelError."""

HEADERS = {
    (1, 0): np.lib.format.read_array_header_1_0,
    (2, 0): np.lib.format.read_array_header_2_0,
}
"""Readers of NPY headers by version; version 3 is for records with names beyond Latin."""

NO_NUMBERS = {
    "O": "Python objects, which are never unpickled",
    "U": "text",
    "S": "text",
    "V": "records",
    "M": "dates",
    "m": "durations",
    "c": "complex numbers, but weights must be real",
}
"""What an array holds that is refused, by the letter of its NumPy type."""

TENSOR_TYPES = {
    **{"F64": "<f8", "F32": "<f4", "F16": "<f2", "BOOL": "u1", "I8": "i1", "U8": "u1"},
    **{"I64": "<i8", "I32": "<i4", "I16": "<i2", "U64": "<u8", "U32": "<u4", "U16": "<u2"},
}
"""NumPy types of the safetensors types that NumPy has."""

OTHER_ARCHIVES = {
    "data.pkl": "a PyTorch file, which is opened as a model: its pickle is never run",
    "model.weights.h5": "a Keras model: save its weights with numpy.savez",
    "[Content_Types].xml": "a document without tables: save its numbers as CSV",
    "mimetype": "an OpenDocument file: save it as XLSX or CSV",
}
"""What a ZIP archive is that holds a file of this name."""

_deserialize: Callable[[bytes], list[tuple[str, dict[str, Any]]]] = safetensors.deserialize


@dataclass(frozen=True)
class NpyHeader:
    """What the header of an NPY file says of the numbers behind it.

    Parameters
    ----------
    shape : tuple of int
    dtype : dtype
    order : {"C", "F"}
    start : int
        The first byte of the numbers.
    """

    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    order: Literal["C", "F"]
    start: int

    def read(self, data: bytes | memoryview) -> Array:
        """View the numbers of the file, in its own type."""
        values = np.frombuffer(data, self.dtype, offset=self.start)
        return values.reshape(self.shape, order=self.order)


def read_header(data: bytes | memoryview, most: int = MOST_NUMBERS) -> NpyHeader:
    """Read the header of an NPY file, and compare it with the bytes that follow.

    Raises
    ------
    KernelError
        If it is damaged or promises other numbers than follow, or they are no real numbers, or
        more than `most`.
    """
    file = BytesIO(data[:LONGEST_HEADER])
    try:
        parse = HEADERS[np.lib.format.read_magic(file)]
        shape, is_fortran, dtype = parse(file)
        promised = math.prod(shape) * dtype.itemsize
    except Exception as cause:  # a damaged header raises anything
        raise KernelError("its NPY header is damaged: save it again with numpy.save") from cause
    if dtype.kind not in "biuf":
        held = NO_NUMBERS.get(dtype.kind, f"{one_line(str(dtype), 20)} values")
        raise KernelError(f"it holds {held}: save an array of numbers")
    _check_array_size(shape, most)
    found = len(data) - file.tell()
    if promised != found:
        raise KernelError(
            f"its NPY header promises {promised} bytes of numbers, but {found} follow: save "
            "it again with numpy.save"
        )
    return NpyHeader(shape, dtype, "F" if is_fortran else "C", file.tell())


def read_npy(data: bytes) -> Array:
    """Read an NPY file in any byte order and memory order.

    Returns
    -------
    ndarray
        As `settled` makes it.

    Raises
    ------
    KernelError
        As `read_header`, or if a number is not finite.

    References
    ----------
    NumPy enhancement proposal 1, "A simple file format for NumPy arrays".

    Examples
    --------
    >>> file = BytesIO()
    >>> np.save(file, np.array([[1, 2]], dtype=">i2"))
    >>> read_npy(file.getvalue())
    array([[1, 2]])
    """
    return settled(read_header(data).read(data))


def npz_parts(data: bytes) -> Parts:
    """Go through the arrays of an NPZ file, a ZIP archive of NPY files.

    Yields
    ------
    name : str
    read : callable
        Returns the array.

    Raises
    ------
    KernelError
        If the archive is damaged, encrypted, of another kind, or unpacks to more than
        `LARGEST_FILE`.
    """
    if (entries := data.count(b"PK\x01\x02")) > MOST_ARRAYS:  # the mark of a directory entry
        raise KernelError(f"it has {entries:,} entries and the limit is {MOST_ARRAYS:,}")
    try:
        unpacked = _unpacked(data)
    except KernelError:
        raise
    except Exception as cause:  # zipfile and zlib raise whatever they stumble over
        raise KernelError("it is a damaged or cut-off ZIP archive: save it again") from cause
    for name, content in unpacked.items():
        yield name.removesuffix(".npy"), partial(_read_entry, content)


def _unpacked(data: bytes) -> dict[str, bytes]:
    """Unpack an archive of bearable size; what its directory promises is all that is read."""
    contents: dict[str, bytes] = {}
    with ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        for entry in entries:
            _check_entry(entry)
        promised = sum(entry.file_size for entry in entries)
        if promised > LARGEST_FILE:
            raise KernelError(
                f"it unpacks to {promised / 1e6:.1f} MB and the limit is"
                f" {LARGEST_FILE / 1e6:.0f} MB: save fewer arrays"
            )
        for entry in entries:
            if entry.filename in contents:
                raise KernelError(f"it has two entries named `{one_line(entry.filename)}`")
            with archive.open(entry) as file:
                # An entry may unpack to more than it promised: that is never read.
                contents[entry.filename] = file.read(entry.file_size)
    return contents


def _check_entry(entry: ZipInfo) -> None:
    """Refuse what NumPy does not write into an NPZ file."""
    other = OTHER_ARCHIVES.get(PurePosixPath(entry.filename).name)
    if other is not None:
        raise KernelError(f"it is {other}")
    if entry.flag_bits & 1:
        raise KernelError(
            f"entry `{one_line(entry.filename)}` is encrypted: save it without a password"
        )
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise KernelError(
            f"entry `{one_line(entry.filename)}` is packed in a way NumPy does not use:"
            " save it with numpy.savez"
        )


def _read_entry(content: bytes) -> Array:
    if content.startswith(b"PK"):
        raise KernelError("it is an archive inside an archive: unpack it first")
    if not content.startswith(b"\x93NUMPY"):
        raise KernelError("it is not an NPY array: save arrays with numpy.savez")
    return read_npy(content)


def safetensors_parts(data: bytes) -> Parts:
    """Go through the tensors of a safetensors file.

    Yields
    ------
    name : str
    read : callable
        Returns the tensor as an array; bfloat16 and float16 become float32.

    Raises
    ------
    KernelError
        If the header does not describe the bytes that follow.
    """
    if (tensors := data.count(b'"data_offsets"')) > MOST_ARRAYS:
        raise KernelError(f"it has {tensors:,} tensors and the limit is {MOST_ARRAYS:,}")
    try:
        parts = _deserialize(data)
    except Exception as cause:
        raise KernelError(
            f"its safetensors header does not describe its {len(data):,} bytes"
            f" ({one_line(str(cause))}): save it again with safetensors"
        ) from cause
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    # The library gives the tensors in another order at each call: the file's is by its offsets.
    for name, fields in sorted(parts, key=lambda part: header[part[0]]["data_offsets"]):
        yield name, partial(_read_tensor, fields["dtype"], fields["shape"], fields["data"])


def _read_tensor(kind: str, shape: list[int], data: bytes) -> Array:
    _check_array_size(shape)
    if kind == "BF16":  # the upper half of a float32
        upper = np.frombuffer(data, "<u2").astype(np.uint32)
        return settled((upper << 16).view(np.float32).reshape(shape))
    if kind not in TENSOR_TYPES:
        raise KernelError(
            f"it holds {one_line(kind, 20)} numbers, which NumPy does not have: save it as F32"
        )
    return settled(np.frombuffer(data, TENSOR_TYPES[kind]).reshape(shape))


def _check_array_size(shape: tuple[int, ...] | list[int], most: int = MOST_NUMBERS) -> None:
    if min(shape, default=1) < 1:
        raise KernelError(f"an array of shape {tuple(shape)} has no numbers")
    if math.prod(shape) > most:
        raise KernelError(
            f"an array of shape {tuple(shape)} has {math.prod(shape):,} numbers and the limit is"
            f" {most:,}: save a part of it"
        )


def settled(array: Array) -> Array:
    """Bring numbers into a type the engine computes in, and refuse those that are not finite.

    Parameters
    ----------
    array : ndarray of bool, integers or floats

    Returns
    -------
    ndarray of int64, float32 or float64, in C order
        float16 becomes float32; longer floats than float64 become float64.

    Raises
    ------
    KernelError
        If a number is NaN or infinite, or an integer exceeds int64.

    Examples
    --------
    >>> settled(np.array([0.5], dtype=np.float16))
    array([0.5], dtype=float32)
    >>> settled(np.array([[0, np.nan]]))
    Traceback (most recent call last):
    files.kernels.KernelError: nan is at [0, 1], counted from 0, but weights must be
    finite numbers
    """
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        array = array.astype(np.float64)
    try:
        numeric = widen_numbers("the array", array)
    except ValueError as refusal:
        raise KernelError(str(refusal)) from None
    if not np.isfinite(numeric).all():
        place = np.argwhere(~np.isfinite(numeric))[0].tolist()
        raise KernelError(
            f"{numeric[tuple(place)]} is at {place}, counted from 0, but weights must be finite "
            "numbers"
        )
    return np.array(numeric, order="C")
