"""What a program has made: which of its values are models, what they hold and what they take."""

import ast
from collections.abc import Mapping

from files.networks.values import (
    Container,
    Framework,
    Function,
    FunctionalModel,
    LayerObject,
    OwnClass,
    OwnObject,
    Value,
)


def declared_shape(model: Value) -> tuple[Value, ...] | None:
    """Return the input that a model of Keras declares, with its first layer or before it."""
    if isinstance(model, FunctionalModel):
        seen = model.inputs[0].seen_shape
        return None if seen is None else seen[1:]
    if isinstance(model, Container | OwnObject) and model.input_shape is not None:
        return model.input_shape
    if isinstance(model, Container):
        return declared_shape(model.values[0]) if model.children else None
    if isinstance(model, LayerObject) and model.framework == "keras":
        return _declared_by(model.kind, model.keywords)
    return None


def _declared_by(kind: str, named: Mapping[str, Value]) -> tuple[Value, ...] | None:
    """Return the input that the first layer of a model of Keras declares."""
    shape, many = named.get("input_shape"), named.get("input_dim")
    if kind == "InputLayer":
        shape = named.get("shape", shape)
    batched = named.get("batch_input_shape", named.get("batch_shape"))
    length = named.get("input_length")
    if isinstance(batched, list | tuple):
        return tuple(batched[1:])
    if kind == "Embedding":
        return (length,) if isinstance(length, int) else None
    if isinstance(shape, list | tuple):
        return tuple(shape)
    if isinstance(many, int):
        return (length, many) if isinstance(length, int) else (many,)
    return (shape,) if isinstance(shape, int) else None


def framework_made_in(model: Value) -> Framework | None:
    """Return whose layers a model is made of."""
    if isinstance(model, Container) and model.children:
        return framework_made_in(model.values[0])
    return model.framework if isinstance(model, LayerObject | Container) else None


def is_model(value: Value) -> bool:
    """Whether a value holds layers, or says what it does with its input."""
    if isinstance(value, Container):
        return bool(value.children)
    if not isinstance(value, OwnObject):
        return False
    return bool(value.children or value.base or value.layers.children or has_forward(value))


def inputs_of(model: Value) -> list[str]:
    """Return the names of what `forward` of a model has to be given."""
    method = model.of.find("forward") if isinstance(model, OwnObject) else None
    if not isinstance(method, Function):
        return []
    wanted = method.node.args
    needed = wanted.args[: len(wanted.args) - len(wanted.defaults)]
    return [argument.arg for argument in needed[1:]]


def has_forward(value: OwnObject) -> bool:
    """Whether the class of a model says what it does with its input."""
    return any(isinstance(value.of.find(name), Function) for name in ("forward", "call"))


def parts_of(values: list[Value]) -> list[Value]:
    """Return all that stands within models, however deep, but not the models themselves."""
    seen: set[int] = set()
    found: list[Value] = []
    waiting = [each for value in values for each in _inner(value)]
    while waiting:
        each = waiting.pop()
        if id(each) not in seen:
            seen.add(id(each))
            found.append(each)
            waiting += _inner(each)
    return found


def _inner(value: Value) -> list[Value]:
    """Return what stands directly within a model or a list of models."""
    if isinstance(value, Container):
        return value.values
    if isinstance(value, OwnObject):
        base = [value.base] if value.base is not None else []
        return [*base, *value.attributes.values(), *value.layers.values]
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, list | tuple) else []


def makes_layers(of: OwnClass) -> bool:
    """Whether a class looks like a layer or a model: it has `forward` or `call`, or a base."""
    return bool(of.roots) or any(of.find(name) for name in ("forward", "call", "__init__"))


def names_used(statements: list[ast.stmt]) -> set[str]:
    """Return the names of classes and functions that others of the text use."""
    used: set[str] = set()
    for statement in statements:
        own = getattr(statement, "name", None)
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and node.id != own:
                used.add(node.id)
    return used
