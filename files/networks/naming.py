"""Names of layers: the attributes and variables that hold them, as `named_modules` joins them."""

import re
from collections.abc import Iterator

from files.networks.values import Array, Container, LayerObject, OwnObject, Value


def name_layers(model: Value) -> None:
    """Name every layer within a model by the path that leads to it."""
    for path, layer in layers_within(model):
        if isinstance(layer, LayerObject) and path and not _has_name(layer):
            layer.name = path


def layers_within(
    value: Value, path: str = "", seen: set[int] | None = None
) -> Iterator[tuple[str, LayerObject | Array]]:
    """Go through the layers and arrays of a model, each once.

    Parameters
    ----------
    value : Value
        A model, or what holds layers.
    path : str
        Of the model itself.
    seen : set of int
        What was found already.

    Yields
    ------
    path : str
    layer : LayerObject or Array
    """
    seen = set() if seen is None else seen
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, LayerObject | Array):
        yield path, value
        return
    for name, child in _children(value):
        yield from layers_within(child, ".".join(filter(None, (path, str(name)))), seen)


def _has_name(layer: LayerObject) -> bool:
    return isinstance(layer.keywords.get("name"), str)


def automatic_name(kind: str) -> str:
    """Return the name that Keras gives a layer without one.

    Examples
    --------
    >>> automatic_name("MaxPooling2D"), automatic_name("conv2d")
    ('max_pooling2d', 'conv2d')
    """
    parted = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", kind)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", parted).lower()


def _children(value: Value) -> list[tuple[str, Value]]:
    if isinstance(value, Container):
        counted = value.kind and value.framework == "pytorch"
        return [
            (name if counted or not name.isdigit() else "", child) for name, child in value.children
        ]
    if isinstance(value, OwnObject):
        inner = value.children.children if value.children is not None else []
        base = [("", value.base)] if value.base is not None else []
        return [*base, *value.attributes.items(), *inner]
    if isinstance(value, dict):
        return [(str(name), child) for name, child in value.items()]
    if isinstance(value, list | tuple):
        return [(str(place), child) for place, child in enumerate(value)]
    return []
