"""What stands behind a dot: attributes and methods of the values of a program."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from files.networks.arithmetic import check_length
from files.networks.python_functions import entries
from files.networks.values import (
    INPUT_SIZE,
    Array,
    Bound,
    Builtin,
    Container,
    Function,
    LayerObject,
    Open,
    OwnClass,
    OwnObject,
    Super,
    Tensor,
    TensorMethod,
    Value,
    is_layer,
)

SAME = frozenset(
    [
        "to",
        "cuda",
        "cpu",
        "float",
        "half",
        "double",
        "eval",
        "train",
        "apply",
        "type",
        "contiguous",
        "clone",
        "detach",
        "requires_grad_",
        "share_memory",
        "bfloat16",
        "compile",
        "numpy",
    ]
)
"""Methods that give back what they are called on, as far as sizes are concerned."""


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


def _of_container(container: Container, name: str) -> Value:
    children = dict(container.children)
    if name in children:
        return children[name]
    methods: dict[str, Callable[..., Any]] = {
        "append": lambda child: container.add(child),
        "add": lambda child: container.add(child),
        "extend": lambda more: _extend(container, more),
        "insert": lambda place, child: container.children.insert(place, (str(place), child)),
        "add_module": lambda name, child: container.add(child, _word(name)),
        "register_module": lambda name, child: container.add(child, _word(name)),
        "update": lambda more: container.children.extend(dict(more).items()),
        "pop": lambda place=-1: container.children.pop(place)[1],
        "children": lambda: container.values,
        "modules": lambda: container.values,
        "values": lambda: container.values,
        "keys": lambda: list(children),
        "items": lambda: list(container.children),
        "named_children": lambda: list(container.children),
        "build": lambda input_shape=None, *_: _set_shape(container, input_shape),
    }
    if name in methods:
        return Builtin(name, methods[name])
    if name == "layers":
        return container.values
    return Builtin(name, lambda *_, **__: None)


def _extend(container: Container, more: Value) -> None:
    for child in entries(more):
        container.add(child)


def _set_shape(model: Container | OwnObject, shape: Value) -> None:
    if isinstance(shape, tuple | list) and model.input_shape is None:
        model.input_shape = tuple(shape[1:])


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


def _of_class(owner: OwnClass, name: str) -> Value:
    if name == "__name__":
        return owner.node.name
    found = owner.find(name)
    return Open(f"{owner.node.name}.{name}", name) if found is None else found


def _of_object(owner: OwnObject, name: str) -> Value:
    if name in owner.attributes:
        return owner.attributes[name]
    if owner.children is not None and name in dict(owner.children.children):
        return dict(owner.children.children)[name]
    found = owner.of.find(name)
    if isinstance(found, Function):
        return Bound(found, owner)
    if found is not None:
        return found
    methods: dict[str, Callable[..., Any]] = {
        "add_module": lambda name, child: _set_child(owner, name, child),
        "register_module": lambda name, child: _set_child(owner, name, child),
        "children": lambda: list(owner.attributes.values()),
        "modules": lambda: list(owner.attributes.values()),
        "named_children": lambda: list(owner.attributes.items()),
        "__setattr__": lambda name, child: set_attribute(owner, name, child),
        "__getattr__": lambda name: attribute_of(owner, name),
        "register_buffer": lambda name, value=None, **_: owner.attributes.__setitem__(name, value),
        "build": lambda input_shape=None, *_: _set_shape(owner, input_shape),
        **{same: lambda *_, **__: owner for same in SAME},
    }
    if name in methods:
        return Builtin(name, methods[name])
    if name == "training":
        return False
    if owner.children is not None:
        return _of_container(owner.children, name)
    return Open(f"self.{name}", f"self.{name}")


def _word(name: Value) -> str:
    return name if isinstance(name, str) else ""


def _set_child(owner: OwnObject, name: Value, child: Value) -> None:
    """Set a child by a name that may not be known: each has one of its own."""
    owner.attributes[_word(name) or f"module{len(owner.attributes)}"] = child


def _of_super(above: Super, name: str) -> Value:
    for base in above.above.bases:
        found = base.find(name) if isinstance(base, OwnClass) else None
        if isinstance(found, Function):
            return Bound(found, above.owner)
    if name in ("forward", "call", "__call__"):
        layers = [(key, each) for key, each in above.owner.attributes.items() if is_layer(each)]
        inner = above.owner.children.children if above.owner.children else []
        return Container("Sequential", "pytorch", [*inner, *layers])
    if name == "__init__":
        return Builtin("__init__", lambda *given, **named: _fill(above.owner, given, named))
    return Builtin(name, lambda *_, **__: None)


def _fill(owner: OwnObject, given: tuple[Value, ...], named: dict[str, Value]) -> None:
    """Keep the layers that a class of the text hands to `nn.Sequential`."""
    if "Sequential" not in owner.of.roots:
        return
    owner.children = Container("Sequential", "pytorch", line=owner.line)
    for child in given:
        pairs = child.items() if isinstance(child, dict) else [("", child)]
        for name, each in pairs:
            owner.children.add(each, str(name))


def _of_layer(layer: LayerObject, name: str) -> Value:
    if name in layer.keywords:
        return layer.keywords[name]
    places = LAYER_PLACES.get(name, ())
    for place in places:
        if place < len(layer.arguments):
            return layer.arguments[place]
    return Open(f"{layer.kind}.{name}", name)


LAYER_PLACES = {
    "in_channels": (0,),
    "out_channels": (1,),
    "in_features": (0,),
    "out_features": (1,),
    "kernel_size": (2,),
    "filters": (0,),
    "units": (0,),
    "num_features": (0,),
}
"""Where a call of a layer has what one of its attributes gives back."""

FINDERS: dict[type, Callable[[Any, str], Value]] = {
    Tensor: _of_tensor,
    Array: _of_array,
    Container: _of_container,
    LayerObject: _of_layer,
    OwnClass: _of_class,
    OwnObject: _of_object,
    Super: _of_super,
    list: _of_list,
    dict: _of_dict,
    str: _of_word,
}
