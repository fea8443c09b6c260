"""Names of layers: the attributes and variables that hold them, as `named_modules` joins them."""

import re

from files.networks.values import Container, LayerObject, OwnObject, Value


def name_layers(value: Value, path: str = "", seen: set[int] | None = None) -> None:
    """Name every layer within a model by the path that leads to it.

    Parameters
    ----------
    value : Value
        A model, or what holds layers.
    path : str
        Of the model itself.
    seen : set of int
        What has a name already.
    """
    seen = set() if seen is None else seen
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, LayerObject):
        if path and not isinstance(value.keywords.get("name"), str):
            value.name = path
        return
    for name, child in _children(value):
        name_layers(child, ".".join(filter(None, (path, str(name)))), seen)


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
        return [*value.attributes.items(), *inner]
    if isinstance(value, dict):
        return [(str(name), child) for name, child in value.items()]
    if isinstance(value, list | tuple):
        return [(str(place), child) for place, child in enumerate(value)]
    return []
