"""Arrays without a model around them: safetensors, NPZ and NPY.

One that cannot be read does not spoil the others: each comes with its name, as an array or as the
reason why it is none.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import PurePath
from typing import Any

from files.array_files import read_header
from files.kernels import KernelError
from files.models.archives import Archive
from files.models.model import (
    LARGEST_MODEL,
    MOST_TENSORS,
    Model,
    ModelArray,
    ModelError,
)
from files.models.named_layers import name_layers
from files.models.numbers import check_kind, check_row, check_shape, read_numbers
from text import one_line

LONGEST_HEADER = 20_000_000
"""Most bytes of the header of a safetensors file."""
NPY_MARK = b"\x93NUMPY"
Found = Iterator[tuple[str, ModelArray | ModelError]]
"""Names of arrays, each with what it is or why it is left out."""


def read_safetensors(data: bytes, name: str) -> Model:
    r"""Read a file of safetensors: a header in JSON, and the numbers behind it.

    The library of that name gives the tensors in another order at each call; here they come as they
    lie in the file.

    Raises
    ------
    ModelError
        If the header does not describe the bytes that follow.

    References
    ----------
    "Format", in the README of huggingface/safetensors.

    Examples
    --------
    >>> header = '{"a.weight": {"dtype": "U8", "shape": [1, 1, 1, 2], "data_offsets": [0, 2]}}'
    >>> file = len(header).to_bytes(8, "little") + header.encode() + b"\x07\x09"
    >>> read_safetensors(file, "a.safetensors").layers[0].weight
    array([[[[7., 9.]]]], dtype=float32)
    """
    return _make_model(name, "safetensors", list_tensors(data))


def list_tensors(data: bytes) -> Found:
    """Go through the tensors of a safetensors file, as they lie in it.

    Raises
    ------
    ModelError
        If its header is damaged.
    """
    size = int.from_bytes(data[:8], "little")
    if size > min(len(data) - 8, LONGEST_HEADER):
        raise ModelError("its header is longer than the file: save it again")
    try:
        header = json.loads(data[8 : 8 + size])
    except (ValueError, RecursionError) as cause:
        raise ModelError("its header is damaged: save it again with safetensors") from cause
    if not isinstance(header, dict):
        raise ModelError("its header is damaged: save it again with safetensors")
    header.pop("__metadata__", None)
    if len(header) > MOST_TENSORS:
        raise ModelError(f"it has {len(header):,} tensors and the limit is {MOST_TENSORS:,}")
    numbers = memoryview(data)[8 + size :]
    for key, entry in sorted(header.items(), key=_first_byte):
        yield key, _array_or_reason(partial(_describe_tensor, key, entry, numbers))


def _first_byte(item: tuple[str, Any]) -> int:
    """Return where the numbers of a tensor begin; 0 where its entry is damaged."""
    match item[1]:
        case {"data_offsets": [int(start), _]}:
            return start
        case _:
            return 0


def _describe_tensor(key: str, entry: Mapping[str, Any], numbers: memoryview) -> ModelArray:
    """Check that a tensor lies in the bytes and has as many as its shape needs."""
    try:
        kind, shape, (start, stop) = entry["dtype"], entry["shape"], entry["data_offsets"]
        shape, (start, stop) = check_shape(shape), check_shape((start, stop))
    except (AttributeError, KeyError, TypeError, ValueError) as cause:
        raise ModelError("its entry in the header is damaged") from cause
    check_kind(str(kind))
    held = numbers[start:stop]
    if len(held) != stop - start:
        raise ModelError("its numbers are cut off")
    check_row(held, kind, shape)
    return ModelArray(one_line(key, 200), shape, lambda: read_numbers(held, kind).reshape(shape))


def read_npz(archive: Archive, name: str) -> Model:
    """Read an archive of NPY files.

    Raises
    ------
    ModelError
        If it holds none that can be read.
    """
    return _make_model(name, "NPZ", list_npz(archive))


def list_npz(archive: Archive) -> Found:
    """Go through the arrays of an NPZ file, an archive of NPY files."""
    for entry in archive.entries:
        key = entry.removesuffix(".npy")
        yield key, _array_or_reason(partial(_describe_entry, archive, entry, key))


def _describe_entry(archive: Archive, entry: str, key: str) -> ModelArray:
    held = archive.read(entry)
    if bytes(held[:2]) == b"PK":
        raise ModelError("it is an archive inside an archive: unpack it first")
    if bytes(held[:6]) != NPY_MARK:
        raise ModelError("it is not an NPY array: save arrays with numpy.savez")
    return _describe_npy(one_line(key, 200), held)


def _array_or_reason(describe: Callable[[], ModelArray]) -> ModelArray | ModelError:
    try:
        return describe()
    except ModelError as refusal:
        return refusal


def _make_model(name: str, kind: str, found: Found) -> Model:
    """Choose the convolutions among arrays, and say what was left out."""
    arrays, refusals = [], []
    for key, array in found:
        if isinstance(array, ModelArray):
            arrays.append(array)
        else:
            refusals.append(f"`{one_line(key)}` was left out: {array}")
    if kind == "NPZ" and not arrays:
        raise ModelError(refusals[0] if refusals else "it is empty: save arrays with numpy.savez")
    return Model(name, kind, name_layers(arrays), tuple(refusals), arrays=tuple(arrays))


def read_npy_model(data: bytes, name: str) -> Model:
    """Read one array, whose name is that of the file.

    Raises
    ------
    ModelError
        If its header does not describe the bytes that follow, or it is no array of real numbers.
    """
    array = _describe_npy(PurePath(name).stem, memoryview(data))
    return Model(name, "NPY", name_layers([array]))


def _describe_npy(name: str, data: memoryview) -> ModelArray:
    try:
        header = read_header(data, LARGEST_MODEL)
    except KernelError as refusal:
        raise ModelError(str(refusal)) from refusal
    return ModelArray(name, header.shape, partial(header.read, data))
