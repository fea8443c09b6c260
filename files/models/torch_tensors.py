"""Tensors in the words of a PyTorch pickle: where their numbers lie, and what they mean."""

from collections.abc import Callable
from typing import Any

import numpy as np

from conv_engine.numeric import Array
from files.models.model import ModelError
from files.models.numbers import SIZES, check_kind, check_shape, check_strides, view_strided
from files.models.pickle_words import Called, Named, Word

STORAGES = {
    **{"DoubleStorage": "F64", "FloatStorage": "F32", "HalfStorage": "F16", "BoolStorage": "BOOL"},
    **{"LongStorage": "I64", "IntStorage": "I32", "ShortStorage": "I16", "CharStorage": "I8"},
    **{"ByteStorage": "U8", "BFloat16Storage": "BF16"},
    **{"QInt8Storage": "I8", "QUInt8Storage": "U8", "QInt32Storage": "I32"},
}
"""What numbers a storage holds, by the name of its class."""
TYPES = {
    **{"float8_e4m3fn": "F8_E4M3", "float8_e5m2": "F8_E5M2"},
    **{"uint16": "U16", "uint32": "U32", "uint64": "U64"},
}
"""Types whose tensors say them, since their storage is one of bytes."""
TENSORS = {"_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_tensor_v3", "_rebuild_qtensor"}
"""Functions that make a tensor: of a storage, an offset, a shape, strides, and more."""
UNREAD_TENSORS = {
    **{"_rebuild_sparse_tensor": "sparse", "_rebuild_nested_tensor": "nested"},
    "_rebuild_meta_tensor_no_storage": "empty",
}
"""Functions that make a tensor of another kind, and what it is."""
TYPE_PLACE, QUANTISER_PLACE = 6, 4
"""Which argument says the type, and how whole numbers stand for others."""

Numbers = Callable[[], Array]
FindStorage = Callable[[str, str, int], Numbers]
"""Finds a storage by its key, the type of its numbers and how many there are."""


def is_tensor(call: Called) -> bool:
    """Return whether a call would make a tensor of any kind."""
    known = isinstance(call.function, Named) and call.function.module.startswith("torch")
    return known and (call.function.name in TENSORS or call.function.name in UNREAD_TENSORS)


def describe_tensor(tensor: Called, find_storage: FindStorage) -> tuple[tuple[int, ...], Numbers]:
    """Check a tensor, and return its shape and the function that reads it.

    Raises
    ------
    ModelError
        If it does not lie inside of its storage, or is of a kind that is not read.
    """
    name = tensor.function.name
    if (kind := UNREAD_TENSORS.get(name)) is not None:
        raise ModelError(f"it is {kind}, and such tensors are not read")
    try:
        stored, offset, shape, strides, *more = tensor.arguments
        _, storage_class, key, _, count, *view = stored.record
    except (TypeError, ValueError, AttributeError):
        raise ModelError("its tensor is not described as PyTorch does") from None
    kind = name_kind(storage_class)
    if name == "_rebuild_tensor_v3":
        kind, count = _typed_storage(more[TYPE_PLACE - 4 :], count)
    check_kind(kind)
    if any(view) or not (isinstance(shape, tuple) and isinstance(strides, tuple)):
        raise ModelError("its tensor is a view of a kind that is not read")
    place, size = check_shape((offset, count))
    sizes, steps = check_shape(shape), check_shape(strides)
    storage = find_storage(str(key), kind, size)
    check_strides(size, place, sizes, steps)

    def read() -> Array:
        return view_strided(storage(), place, sizes, steps)

    if name == "_rebuild_qtensor":
        return sizes, _find_scaled(read, more[:1], sizes, find_storage)
    return sizes, read


def name_kind(storage_class: Word) -> str:
    """Return the type of the numbers in a storage of some class."""
    name = storage_class.name if isinstance(storage_class, Named) else ""
    return STORAGES.get(name, name)


def _typed_storage(said: list[Word], count: Word) -> tuple[str, Word]:
    """Return the type that a tensor says itself, and how many of them its bytes hold."""
    name = said[0].name if said and isinstance(said[0], Named) else ""
    kind = TYPES.get(name, name)
    return kind, count // SIZES[kind] if isinstance(count, int) and kind in SIZES else count


def _find_scaled(
    read: Numbers, said: list[Word], shape: tuple[int, ...], find_storage: FindStorage
) -> Numbers:
    """Return what reads a quantised tensor: its whole numbers less a zero point, times a scale.

    Either there is one of both, or one for each channel along an axis.
    """
    match said:
        case [(Named(), float() as scale, int() as zero)]:
            return lambda: ((read() - np.float32(zero)) * np.float32(scale)).astype(np.float32)
        case [(Named(), Called() as scales, Called() as zeros, int() as axis)]:
            lengths, factors = describe_tensor(scales, find_storage)
            others, origins = describe_tensor(zeros, find_storage)
            if not 0 <= axis < len(shape) or lengths != others or lengths != shape[axis : axis + 1]:
                raise ModelError("its scales are not one for each channel")
            return lambda: _scale_channels(read(), factors(), origins(), axis)
    raise ModelError("its scale is not described as PyTorch does")


def _scale_channels(values: Array, scales: Array, zeros: Array, axis: int) -> Array:
    """Scale whole numbers by channel.

    Examples
    --------
    (6 - 2) * 0.5 and (6 - 4) * 2

    >>> _scale_channels(np.array([[6], [6]]), np.array([0.5, 2]), np.array([2, 4]), 0)
    array([[2.],
           [4.]], dtype=float32)
    """
    along: Any = [1] * values.ndim
    along[axis] = -1
    scaled: Array = (values - zeros.reshape(along)) * scales.reshape(along)
    return scaled.astype(np.float32)
