"""What stands behind a dot of models and layers: their parts, methods and settings."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conv_engine.networks import Operation
from files.networks.binding import arguments_of, bind
from files.networks.framework_names import CONTAINERS
from files.networks.keras_layers import KERAS_LAYERS
from files.networks.python_functions import entries
from files.networks.torch_layers import TORCH_LAYERS
from files.networks.values import (
    OWN_ARRAY,
    Array,
    Bound,
    Builtin,
    Container,
    Function,
    FunctionalModel,
    LayerObject,
    MadeLayer,
    Open,
    OwnClass,
    OwnObject,
    Super,
    Value,
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


def _of_class(owner: OwnClass, name: str) -> Value:
    if name == "__name__":
        return owner.node.name
    found = owner.find(name)
    return Open(f"{owner.node.name}.{name}", name) if found is None else found


def _of_object(owner: OwnObject, name: str) -> Value:
    if name in owner.attributes:
        return owner.attributes[name]
    held = owner.layers
    if owner.children is not None and name in dict(held.children):
        return dict(held.children)[name]
    found = owner.of.find(name)
    if isinstance(found, Function):
        return Bound(found, owner)
    if found is not None:
        return found
    methods: dict[str, Callable[..., Any]] = {
        "add_module": lambda name, child: _set_child(owner, name, child),
        "register_module": lambda name, child: _set_child(owner, name, child),
        "children": lambda: held.values,
        "modules": lambda: held.values,
        "named_children": lambda: list(held.children),
        "__setattr__": lambda name, child: owner.attributes.__setitem__(name, child),
        "__getattr__": lambda name: _of_object(owner, name),
        "register_buffer": lambda name, value=None, **_: _set_buffer(owner, name, value),
        "register_parameter": lambda name, value=None: owner.attributes.__setitem__(name, value),
        "build": lambda input_shape=None, *_: _set_shape(owner, input_shape),
        **{same: lambda *_, **__: owner for same in SAME},
    }
    if name in methods and not (owner.children is not None and name == "children"):
        return Builtin(name, methods[name])
    if name == "training":
        return False
    if name == "_modules":
        return dict(held.children)
    if owner.children is not None:
        return _of_container(owner.children if name in GROWING else held, name)
    if owner.base is not None:
        return _of_layer(owner.base, name)
    return Open(f"self.{name}", f"self.{name}")


GROWING = frozenset(("append", "add", "extend", "insert", "update", "pop"))
"""Methods that change what a container holds."""


def _word(name: Value) -> str:
    return name if isinstance(name, str) else ""


def _set_child(owner: OwnObject, name: Value, child: Value) -> None:
    """Set a child by a name that may not be known: each has one of its own."""
    owner.attributes[_word(name) or f"module{len(owner.attributes)}"] = child


def _set_buffer(owner: OwnObject, name: Value, value: Value) -> None:
    """Keep numbers that are saved with a model and not learned."""
    learned = isinstance(value, Array) and value.name == OWN_ARRAY
    owner.attributes[_word(name)] = replace(value, name="", of=None) if learned else value


def _of_super(above: Super, name: str) -> Value:
    owner = above.owner
    for base in above.above.bases:
        found = base.find(name) if isinstance(base, OwnClass) else None
        if isinstance(found, Function):
            return Bound(found, owner)
    if name in ("forward", "call", "__call__"):
        return owner.base if owner.base is not None else owner.layers
    if name == "__init__":
        return Builtin("__init__", lambda *given, **named: begin_object(owner, given, named))
    return Builtin(name, lambda *_, **__: None)


def begin_object(owner: OwnObject, given: tuple[Value, ...], named: dict[str, Value]) -> None:
    """Make an object the layer, or the container of layers, that its class comes from."""
    for root in owner.of.roots:
        if root in CONTAINERS:
            owner.children = Container(root, "pytorch", line=owner.line)
            for child in (*given, *named.values()):
                _fill(owner.children, child)
        elif root in TORCH_LAYERS:
            owner.base = LayerObject(root, "pytorch", given, named, owner.line)
        elif root in KERAS_LAYERS:
            owner.base = LayerObject(root, "keras", given, named, owner.line)
    if owner.children is None and owner.base is None:
        owner.attributes |= dict(zip(owner.of.fields, given, strict=False))
        owner.attributes |= {name: named[name] for name in owner.of.fields if name in named}


def _fill(container: Container, child: Value) -> None:
    """Put what a container is given into it: a layer, or some with names or without."""
    if isinstance(child, dict):
        for name, each in child.items():
            container.add(each, str(name))
    elif isinstance(child, list | tuple):
        for each in child:
            container.add(each)
    else:
        container.add(child)


def _of_layer(layer: LayerObject, name: str) -> Value:
    if name in layer.keywords and name != "bias":
        return _in_each_direction(layer, name, layer.keywords[name])
    if name == "name" and layer.name:
        return layer.name
    table = TORCH_LAYERS if layer.framework == "pytorch" else KERAS_LAYERS
    make = table.get(layer.kind)
    if make is not None:
        if name in ("weight", "kernel", "bias"):
            call = bind(layer.kind, layer.framework, make, layer.arguments, layer.keywords)
            return _array_of(layer, name, call.operation)
        settings = arguments_of(make, layer.arguments, layer.keywords)
        if name in settings:
            return _in_each_direction(layer, name, settings[name])
    return Open(f"{layer.kind}.{name}", name)


def _in_each_direction(layer: LayerObject, name: str, value: Value) -> Value:
    """Return a setting as a layer of windows keeps it: a number for each direction."""
    directions = re.search(r"Conv\w*?([123])[dD]$", layer.kind)
    if directions is None or name not in DIRECTED or not isinstance(value, int):
        return value
    return (value,) * int(directions[1])


DIRECTED = frozenset(
    ("kernel_size", "stride", "strides", "padding", "dilation", "dilation_rate", "output_padding")
)
"""Settings that convolutions keep for each direction."""


def _array_of(layer: LayerObject, name: str, operation: Operation) -> Value:
    """Return an array that a layer learns."""
    try:
        shapes = operation.weight_shapes()
    except ValueError:
        return Open(f"{layer.kind}.{name}", name)
    if name == "bias":
        return Array(shapes[1], layer.framework, OWN_ARRAY, layer) if shapes[1:] else None
    if not shapes:
        return None
    return Array(shapes[0], layer.framework, OWN_ARRAY, layer)


def _of_functional(model: FunctionalModel, name: str) -> Value:
    ends = {"inputs": list(model.inputs), "outputs": list(model.outputs)}
    if name in ends:
        return ends[name]
    if f"{name}s" in ends:
        tensors = ends[f"{name}s"]
        return tensors[0] if len(tensors) == 1 else tensors
    if name == "layers":
        return list(model.find_layers())
    if name in ("output_shape", "input_shape"):
        tensor = (model.outputs if name == "output_shape" else model.inputs)[0]
        return tensor.seen_shape or Open(f"model.{name}", name)
    if name == "get_layer":
        return Builtin(name, lambda name="", index=None: _layer_named(model, name, index))
    return Open(f"model.{name}", name)


def _layer_named(model: FunctionalModel, name: str, index: int | None) -> Value:
    if index is not None:
        return model.find_layers()[index]
    return next(layer for layer in model.find_layers() if layer.output.node == name)


def _of_made(layer: MadeLayer, name: str) -> Value:
    if name == "output":
        return layer.output
    if name == "input" and layer.inputs:
        return layer.inputs[0]
    return layer.output.node if name == "name" else Open(f"layer.{name}", name)


MODEL_FINDERS: dict[type, Callable[[Any, str], Value]] = {
    Container: _of_container,
    FunctionalModel: _of_functional,
    LayerObject: _of_layer,
    MadeLayer: _of_made,
    OwnClass: _of_class,
    OwnObject: _of_object,
    Super: _of_super,
}
"""What finds the attributes of models and layers."""
