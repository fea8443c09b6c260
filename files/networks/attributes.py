"""What stands behind a dot: attributes and methods of the values of a program."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from files.networks.arithmetic import check_length
from files.networks.model_attributes import MODEL_FINDERS, SAME
from files.networks.python_functions import entries
from files.networks.values import (
    INPUT_SIZE,
    Array,
    Builtin,
    Open,
    OwnObject,
    Partial,
    Tensor,
    TensorMethod,
    Value,
)


def attribute_of(value: Value, name: str) -> Value:
    """Return what stands behind a dot.

    Raises
    ------
    AttributeError
        If nothing is known to stand there.
    """
    if isinstance(value, Open):
        return Open(
            f"{value.text}.{name}", value.asks if "(" in value.text else f"{value.text}.{name}"
        )
    if name in SAME and not isinstance(value, OwnObject | dict | list):
        return Builtin(name, lambda *_, **__: value)
    for kind, find in FINDERS.items():
        if isinstance(value, kind):
            return find(value, name)
    raise AttributeError(name)


def has_attribute(value: Value, name: str) -> Value:
    """Return whether something is known to stand behind a dot."""
    try:
        return not isinstance(attribute_of(value, name), Open)
    except (AttributeError, KeyError):
        return False


def get_attribute(value: Value, name: str, *instead: Value) -> Value:
    """Return what stands behind a dot, or what is to be taken instead."""
    return instead[0] if instead and not has_attribute(value, name) else attribute_of(value, name)


def set_attribute(value: Value, name: str, new: Value) -> None:
    """Let something stand behind a dot of an object of the text."""
    if isinstance(value, OwnObject):
        value.attributes[name] = new


NAMED_ACCESS: dict[str, Callable[..., Value]] = {
    "hasattr": has_attribute,
    "getattr": get_attribute,
    "setattr": set_attribute,
}
"""Functions of Python that take the name of an attribute as a word."""


def _of_tensor(tensor: Tensor, name: str) -> Value:
    if name in ("shape", "_keras_shape"):
        return tensor.seen_shape if tensor.seen_shape is not None else _sizes_ended(tensor, name)
    if name == "ndim":
        return (
            len(tensor.seen_shape) if tensor.seen_shape is not None else _sizes_ended(tensor, name)
        )
    return tensor if name == "data" else TensorMethod(tensor, name)


def _sizes_ended(tensor: Tensor, name: str) -> Open:
    return Open(f"x.{name}", INPUT_SIZE, (tensor,))


def _of_array(array: Array, name: str) -> Value:
    if name == "shape":
        return array.shape
    if name == "ndim":
        return len(array.shape)
    if name == "data":
        return array
    if name in ("size", "get_shape"):
        return Builtin(name, lambda axis=None: array.shape if axis is None else array.shape[axis])
    if name == "unsqueeze":
        return Builtin(name, lambda axis=0: _unsqueezed(array, axis))
    if name in ("view", "reshape"):
        return Builtin(name, lambda *sizes: _reshaped(array, sizes))
    if name in ("repeat", "expand", "tile"):
        return Builtin(name, lambda *times: _repeated(array, times, name == "expand"))
    if name == "permute":
        return Builtin(name, lambda *axes: _permuted(array, axes))
    if name == "transpose":
        return Builtin(name, lambda *axes: _swapped(array, axes))
    return Builtin(name, lambda *_, **__: array)


def _unsqueezed(array: Array, axis: int) -> Array:
    place = axis if axis >= 0 else axis + len(array.shape) + 1
    return Array((*array.shape[:place], 1, *array.shape[place:]), array.framework)


def _numbers(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return numbers that are given one by one, or as one list."""
    return tuple(entries(values[0])) if len(values) == 1 and _is_list(values[0]) else values


def _is_list(value: Value) -> bool:
    return isinstance(value, list | tuple)


def _repeated(array: Array, times: tuple[Value, ...], expands: bool) -> Array:
    """Repeat an array along its axes, or spread those of size 1 over new sizes."""
    wanted = _numbers(times)
    shape = (1,) * (len(wanted) - len(array.shape)) + array.shape
    pairs = zip(shape, wanted, strict=True)
    if expands:
        return replace(array, shape=tuple(n if m == -1 else m for n, m in pairs))
    return replace(array, shape=tuple(n * m for n, m in pairs))


def _permuted(array: Array, axes: tuple[Value, ...]) -> Array:
    return replace(array, shape=tuple(array.shape[axis] for axis in _numbers(axes)))


def _swapped(array: Array, axes: tuple[Value, ...]) -> Array:
    """Swap two axes as PyTorch does, or order all of them as NumPy does."""
    order = _numbers(axes)
    if len(order) == 2 < len(array.shape):
        places = list(range(len(array.shape)))
        first, second = order
        places[first], places[second] = places[second], places[first]
        return _permuted(array, tuple(places))
    return _permuted(array, order or tuple(range(len(array.shape)))[::-1])


def _reshaped(array: Array, sizes: tuple[Value, ...]) -> Array:
    shape = _numbers(sizes)
    if -1 not in shape:
        return Array(shape, array.framework)
    known, full = 1, 1
    for size in shape:
        known *= 1 if size == -1 else size
    for size in array.shape:
        full *= size
    return Array(tuple(full // known if size == -1 else size for size in shape), array.framework)


def _of_list(values: list[Value], name: str) -> Value:
    methods: dict[str, Callable[..., Any]] = {
        "append": lambda value: _append(values, value),
        "extend": lambda more: values.extend(check_length(entries(more))),
        "insert": values.insert,
        "pop": values.pop,
        "copy": values.copy,
        "index": values.index,
        "reverse": values.reverse,
    }
    return Builtin(name, methods[name])


def _append(values: list[Value], value: Value) -> None:
    check_length(values)
    values.append(value)


def _of_dict(values: dict[Value, Value], name: str) -> Value:
    methods: dict[str, Callable[..., Any]] = {
        "items": lambda: list(values.items()),
        "keys": lambda: list(values),
        "values": lambda: list(values.values()),
        "get": values.get,
        "update": values.update,
        "pop": values.pop,
        "copy": values.copy,
    }
    return Builtin(name, methods[name]) if name in methods else values[name]


def _of_word(word: str, name: str) -> Value:
    if name in ("lower", "upper", "strip"):
        return Builtin(name, getattr(word, name))
    if name == "startswith":
        return Builtin(name, word.startswith)
    raise AttributeError(name)


def _of_partial(partial: Partial, name: str) -> Value:
    return {"func": partial.callee, "args": partial.given, "keywords": partial.named}[name]


FINDERS: dict[type, Callable[[Any, str], Value]] = {
    Tensor: _of_tensor,
    Partial: _of_partial,
    Array: _of_array,
    **MODEL_FINDERS,
    list: _of_list,
    dict: _of_dict,
    str: _of_word,
}
