"""What a model of PyTorch learns outside the layers that it calls."""

from collections.abc import Mapping
from math import prod

from files.networks.library import Library
from files.networks.naming import layers_within
from files.networks.values import OWN_ARRAY, Array, LayerObject, Value


def count_unused(
    model: Value, library: Library, called: Mapping[LayerObject | Array, str]
) -> dict[str, int]:
    """Count what `parameters()` lists, although no node has it.

    Parameters
    ----------
    model : Value
        What is called on the input.
    library : Library
    called : mapping of LayerObject or Array to str
        Layers, and arrays given to functions, that have a node.

    Returns
    -------
    dict of str to int
        For each layer that is made and never called, and each array of the model's own.
    """
    found: dict[str, int] = {}
    for path, each in layers_within(model):
        if each in called:
            continue
        if isinstance(each, Array) and each.name == OWN_ARRAY and each.of is None:
            found[path] = _numbers_in(each)
        elif isinstance(each, LayerObject) and each.framework == "pytorch":
            found[path] = _weights_of(each, library)
    return {path: number for path, number in found.items() if number}


def _numbers_in(array: Array) -> int:
    known = [size for size in array.shape if isinstance(size, int)]
    return prod(known) if len(known) == len(array.shape) else 0


def _weights_of(layer: LayerObject, library: Library) -> int:
    try:
        return sum(map(prod, library.bind_layer(layer).operation.weight_shapes()))
    except ValueError:
        return 0


def describe_unused(unused: Mapping[str, int]) -> str:
    """Say what is learned outside the layers that are called.

    Examples
    --------
    >>> describe_unused({"bn3": 128, "gamma": 64})
    'no layer call has `bn3` and 1 more; PyTorch counts their 192 parameters all the same'
    """
    first, *others = unused
    total = sum(unused.values())
    if others:
        return (
            f"no layer call has `{first}` and {len(others):,} more; PyTorch counts their {total:,} "
            "parameters all the same"
        )
    return f"no layer call has `{first}`; PyTorch counts its {total:,} parameters all the same"
