"""Kernels from files: tables, JSON, NPY, NPZ or safetensors become arrays, or a sentence.

How a file is read is decided by its bytes; its name only helps where they leave it open.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath, PurePosixPath
from typing import TYPE_CHECKING, Literal, get_args

from conv_engine.numeric import Array
from files.array_files import (
    LARGEST_FILE,
    MOST_NUMBERS,
    check_array_size,
    read_npy,
    settled,
)
from files.exports import VERSION
from files.kernel_text import LONGEST_TEXT, SQUARES, TextReading, read_kernel_text
from files.kernels import KernelError, KernelReading, Layout, readings
from files.nested_lists import regular
from files.spreadsheets import is_spreadsheet, read_sheets
from text import one_line

if TYPE_CHECKING:
    from files.models.archives import Archive
    from files.models.model import ModelArray

Parts = Iterator[tuple[str, Callable[[], Array]]]
"""Names of arrays, each with the function that reads it or raises KernelError."""
Kind = Literal["NPY", "NPZ", "safetensors", "JSON", "text", "spreadsheet"]

KERNELS_AS = "save the kernels as CSV, JSON, NPY, NPZ or safetensors"
PICTURE = "a picture: choose it as the picture, not as kernels"
PICKLE = "a pickle, which could run code and is never opened: save the weights with safetensors"
REFUSED = (
    (b"\x89HDF", "an HDF5 file: save its arrays with numpy.savez"),
    *((b"\x80" + bytes([protocol]), PICKLE) for protocol in range(2, 6)),
    *((start, PICTURE) for start in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"%PDF", f"a PDF document: {KERNELS_AS}"),
    (b"\xd0\xcf\x11\xe0", "a document of old Excel or Word: save it as XLSX or CSV"),
)
"""First bytes of files people try, and what to tell them."""

OTHER_ARCHIVES = {
    "data.pkl": "a PyTorch file, which is opened as a model: its pickle is never run",
    "model.weights.h5": "a Keras model: save its weights with numpy.savez",
    "[Content_Types].xml": "a document without tables: save its numbers as CSV",
    "mimetype": "an OpenDocument file: save it as XLSX or CSV",
}
"""What a ZIP archive is that holds a file of this name."""
SUFFIXES: dict[str, Kind] = {
    **{".npy": "NPY", ".npz": "NPZ", ".safetensors": "safetensors", ".json": "JSON"},
    **{".csv": "text", ".tsv": "text", ".txt": "text", ".xlsx": "spreadsheet"},
}


BLOCK_LAYOUTS: dict[int, Layout] = {2: "HW", 3: "IHW"}
"""The order of axes of rows that are not in brackets, by how many axes there are."""
WINDOWS_SIGNS = b"\x96\x97\xa0\xad\xb2\xb3\xb7\xbc\xbd\xbe\xd7\xdf\xe4\xe9\xf6\xfc"
"""Dashes, fractions, a times sign and a few letters, as Windows saves them without UTF-8."""


@dataclass(frozen=True)
class KernelFile:
    """What a kernel file holds.

    Parameters
    ----------
    name : str
        Name of the file, as plain text.
    kind : {"NPY", "NPZ", "safetensors", "JSON", "text", "spreadsheet"}
        What it is by its bytes.
    arrays : dict of str to ndarray
        Its arrays by name, int64, float32 or float64. An array alone in its file is named "".
    choices : tuple of str
        Names of the arrays that can be kernels; the learner chooses if there are several.
    layout : str or None
        The order of axes, one of `files.kernels.LAYOUTS`, where the file tells it.
    notes : tuple of str
        What the learner should know about how it was read.
    """

    name: str
    kind: Kind
    arrays: dict[str, Array]
    choices: tuple[str, ...]
    layout: Layout | None = None
    notes: tuple[str, ...] = ()

    def readings(self, choice: str, in_channels: int | None = None) -> tuple[KernelReading, ...]:
        """Find every way to read one of the `choices`, as `files.kernels.readings` does."""
        array = self.arrays[choice]
        known = self.layout if self.layout and len(self.layout) == array.ndim else None
        return readings(array, in_channels, known)

    def bias(self, choice: str) -> Array | None:
        """Return the bias that belongs to one of the `choices` by its name, shape (F,), or None.

        The bias of `conv1.weight` is `conv1.bias`, and that of `conv1/kernel` is `conv1/bias`.
        """
        name = re.sub(r"(weight|kernel)(?=[^./]*$)", "bias", choice)
        bias = self.arrays.get(name)
        return bias if name != choice and bias is not None and bias.ndim == 1 else None


def read_kernels(data: bytes, name: str) -> KernelFile:
    r"""Read a file of kernels.

    Parameters
    ----------
    data : bytes
        Content of the file, at most `LARGEST_FILE` bytes.
    name : str
        Its name, for messages. It is plain text: escape it wherever markup is understood.

    Returns
    -------
    KernelFile
        With at least one choice.

    Raises
    ------
    KernelError
        If the file is empty, damaged, too large, of another kind, or has nothing that can be a
        kernel.

    Examples
    --------
    >>> file = read_kernels(b'{"weight": [[[[0, 1], [2, 3]]]], "bias": [5]}', "layer.json")
    >>> file.kind, file.choices, file.bias("weight")
    ('JSON', ('weight',), array([5]))
    >>> read_kernels(b"1,2,1,0\n2,4,2", "blur.csv")
    Traceback (most recent call last):
    files.kernels.KernelError: blur.csv: row 2 has 3 numbers, row 1 has 4: give
    every row the same number
    """
    name = one_line(name)
    arrays: dict[str, Array] = {}
    left_out: dict[str, str] = {}
    try:
        _check_file_size(data)
        kind, text = _kind(data, name)
        parts, layout = _parts(kind, data, text)
        for part, read in parts:
            try:
                arrays[one_line(part)] = _usable(read())
            except KernelError as refusal:
                left_out[one_line(part)] = str(refusal)
    except KernelError as refusal:
        raise KernelError(f"{name}: {refusal}") from refusal.__cause__
    if not arrays:
        part, reason = next(iter(left_out.items()), ("", f"it holds no array: {KERNELS_AS}"))
        raise KernelError(f"{name}{f', array `{part}`' if part else ''}: {reason}")
    kernels = tuple(part for part, array in arrays.items() if array.ndim > 1)
    return KernelFile(name, kind, arrays, kernels or tuple(arrays), layout, _notes(kind, name))


def _check_file_size(data: bytes) -> None:
    if not data:
        raise KernelError(f"it is empty: {KERNELS_AS}")
    if len(data) > LARGEST_FILE:
        raise KernelError(
            f"it has {len(data) / 1e6:.1f} MB and the limit is {LARGEST_FILE / 1e6:.0f} MB:"
            " save only the kernels you want to see"
        )


def _kind(data: bytes, name: str) -> tuple[Kind, str]:
    """Return the kind of a file, and its text if it is text."""
    if data.startswith(b"\x93NUMPY"):
        return "NPY", ""
    if is_spreadsheet(data):
        return "spreadsheet", ""
    if data.startswith(b"PK"):
        return "NPZ", ""
    # The length of the header, 8 bytes of which the upper are zero, and the header as JSON.
    is_safetensors = data[4:9] == b"\0\0\0\0{" or name.endswith(".safetensors")
    if is_safetensors:
        return "safetensors", ""
    for start, what in REFUSED:
        if data.startswith(start):
            raise KernelError(f"it is {what}")
    text = _decoded(data)
    return ("JSON" if text.lstrip()[:1] in ("[", "{") else "text"), text


def _decoded(data: bytes) -> str:
    """Decode text as editors and spreadsheets save it."""
    is_utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if is_utf_16 else ("utf-8-sig", *_unmarked_encodings(data))
    if not is_utf_16 and len(data) % 2 == 0 and not any(data[1::2]) and all(data[::2]):
        encodings = ("utf-16-le",)
    text = "\0"
    for encoding in encodings:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if "\0" in text:
        raise KernelError(f"it is neither text nor a file of arrays: {KERNELS_AS}")
    return text


def _unmarked_encodings(data: bytes) -> Iterator[str]:
    """Guess by the bytes: of Windows text only its dashes and fractions, and so on, are usual."""
    if not set(data) - set(range(9, 127)) - set(WINDOWS_SIGNS):
        yield "cp1252"


def _parts(kind: Kind, data: bytes, text: str) -> tuple[Parts, Layout | None]:
    """Take a file apart, and tell the order of axes if it does."""
    if kind == "NPY":
        return iter([("", partial(read_npy, data))]), None
    if kind in ("NPZ", "safetensors"):
        return _stored_parts(kind, data), None
    if kind == "spreadsheet":
        return _sheet_parts(data), None
    if kind == "JSON":
        return _json_parts(text)
    return _text_parts(text)


def _stored_parts(kind: Kind, data: bytes) -> Parts:
    """Go through the arrays of an NPZ or safetensors file, as they are in a model."""
    # The readers of models are loaded when the first such file comes, and not with the page.
    from files.models.array_models import list_npz, list_tensors
    from files.models.model import ModelError

    try:
        found = list_tensors(data) if kind == "safetensors" else list_npz(_open_archive(data))
        for name, array in found:
            if isinstance(array, ModelError):
                yield name, partial(_refuse_part, str(array))
            else:
                yield name, partial(_read_stored, array)
    except ModelError as refusal:
        raise KernelError(str(refusal)) from refusal


def _open_archive(data: bytes) -> "Archive":
    """Open an archive that can be unpacked whole."""
    from files.models.archives import open_archive

    archive = open_archive(data)
    for entry in archive.entries:
        if other := OTHER_ARCHIVES.get(PurePosixPath(entry).name):
            raise KernelError(f"it is {other}")
    promised = sum(entry.file_size for entry in archive.entries.values())
    if promised > LARGEST_FILE:
        raise KernelError(
            f"it unpacks to {promised / 1e6:.1f} MB and the limit is {LARGEST_FILE / 1e6:.0f} MB:"
            " save fewer arrays"
        )
    return archive


def _read_stored(array: "ModelArray") -> Array:
    check_array_size(array.shape)
    return settled(array.read())


def _sheet_parts(data: bytes) -> Parts:
    """Read each sheet as text; one that cannot be read does not spoil the others."""
    for title, text in read_sheets(data):
        try:
            readings = list(_text_parts(text)[0])
        except KernelError as refusal:
            yield title, partial(_refuse_part, str(refusal))
            continue
        for name, read in readings:
            yield f"{title}, {name}" if name else title, read


def _refuse_part(reason: str) -> Array:
    raise KernelError(reason)


def _text_parts(text: str) -> tuple[Parts, Layout | None]:
    """Read text as if it was pasted; each of several readings is an array named by its title."""
    found = read_kernel_text(text)
    layout: Layout | None = None
    if "[" not in text and "{" not in text:  # blank lines part the channels of a filter
        layout = BLOCK_LAYOUTS.get(found[0].array.ndim)
    parts = [(reading.title if len(found) > 1 else "", reading) for reading in found]
    return ((name, partial(_array_of, reading)) for name, reading in parts), layout


def _array_of(reading: TextReading) -> Array:
    return reading.array


def _json_parts(text: str) -> tuple[Parts, Layout | None]:
    """Take JSON apart: nested lists, or an object with nested lists and perhaps a layout."""
    if (numbers := text.count(",")) > MOST_NUMBERS:  # before any of them takes memory
        raise KernelError(f"it has {numbers:,} commas and the limit is {MOST_NUMBERS:,} numbers")
    try:
        content = json.loads(text, parse_int=_whole)
    except json.JSONDecodeError as fault:
        if len(text) <= LONGEST_TEXT and not text.lstrip().startswith('{"'):
            return _text_parts(text)
        raise KernelError(
            f"it is not JSON from line {fault.lineno}, column {fault.colno} on: {fault.msg}"
        ) from fault
    except RecursionError:
        raise KernelError(
            "its lists are nested too deep: filters, kernels, rows, numbers"
        ) from None
    if isinstance(content, list):
        if _is_for_text(content) and len(text) <= LONGEST_TEXT:
            return _text_parts(text)
        return iter([("", partial(regular, content))]), None
    if (shaped := _shaped_list(content)) is not None:
        return iter([("", partial(regular, shaped))]), None
    if (only := _only_list(content)) is not None and _is_for_text(only):
        return _text_parts(json.dumps(only))
    layout = content.get("layout")
    if layout is not None and layout not in get_args(Layout):
        raise KernelError(
            f"its layout `{one_line(str(layout), 20)}` is not known; there are"
            f" {', '.join(get_args(Layout))}"
        )
    version = content.get("version")
    if layout is not None and isinstance(version, int) and version > VERSION:
        raise KernelError(f"it is of version {version} and the newest known here is {VERSION}")
    lists = ((key, value) for key, value in content.items() if isinstance(value, list))
    return ((key, partial(regular, value)) for key, value in lists), layout


def _only_list(content: dict[str, object]) -> list[object] | None:
    """Return the one list of an object."""
    lists = [value for value in content.values() if isinstance(value, list)]
    return lists[0] if len(lists) == 1 else None


def _shaped_list(content: dict[str, object]) -> list[object] | None:
    """Return the rows of a list, where another beside it says their shape."""
    match content:
        case {"shape": [int(rows), int(columns)], "data": [*numbers]} if rows * columns == len(
            numbers
        ):
            return [numbers[n : n + columns] for n in range(0, len(numbers), columns)]
        case _:
            return None


def _is_for_text(content: list[object]) -> bool:
    """Whether a list asks how it is meant: a square in one row, or numbers in quotes."""
    while content and isinstance(content[0], list):
        content = content[0]
    is_flat_square = len(content) in SQUARES and not any(isinstance(n, list) for n in content)
    return is_flat_square or (bool(content) and isinstance(content[0], str))


def _whole(digits: str) -> float:
    """Keep a whole number whole if int64 holds it."""
    if len(digits) > 20 or not -(2**63) <= int(digits) < 2**63:
        return float(digits)
    return int(digits)


def _usable(array: Array) -> Array:
    """Return the array if it can be kernels or a bias."""
    array = settled(array)
    if array.ndim != 1:
        readings(array)
    return array


def _notes(kind: Kind, name: str) -> tuple[str, ...]:
    """Write a note if the name of a file does not match its bytes."""
    suffix = PurePath(name).suffix.lower()
    if SUFFIXES.get(suffix, kind) == kind:
        return ()
    return (f"read as {kind}, because its bytes say so, although its name ends in {suffix}",)
