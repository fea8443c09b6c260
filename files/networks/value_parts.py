"""What a value of a program holds: what lists within it give, and a copy of it."""

from collections.abc import Iterator
from dataclasses import replace

from files.networks.values import Array, Container, LayerObject, OwnObject, Tensor, Value

MOST_WALKED = 2_000


def parts_within(value: Value, most: int = MOST_WALKED) -> Iterator[Value]:
    """Go through a value and what lists, tuples and dicts within it hold, but not for ever.

    Examples
    --------
    >>> list(parts_within([1, (2, {"a": 3})]))
    [1, 2, 3]
    """
    waiting = [value]
    for _ in range(most):
        if not waiting:
            return
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += list(each.values())[::-1]
        elif isinstance(each, list | tuple):
            waiting += each[::-1]
        else:
            yield each


def holds_tensor(value: Value) -> bool:
    """Whether a value is what a node gives, or a list of such."""
    return any(isinstance(each, Tensor) for each in parts_within(value))


def holds_array(value: Value) -> bool:
    """Whether a value is numbers that no layer has been given yet, or a list of such."""
    return any(isinstance(each, Array) for each in parts_within(value))


def tensors_of(value: Value) -> list[Tensor]:
    """Return all that nodes give in a value, in order."""
    return [each for each in parts_within(value) if isinstance(each, Tensor)]


def copied(value: Value, deep: bool = True) -> Value:
    """Return a copy of a layer, a model or a list, with layers of its own if it is deep.

    Examples
    --------
    >>> layer = LayerObject("ReLU", "pytorch", (), {}, 1)
    >>> copied(layer) is layer, copied([layer], deep=False)[0] is layer
    (False, True)
    """

    def inner(each: Value) -> Value:
        return copied(each) if deep else each

    if isinstance(value, LayerObject):
        return replace(value)
    if isinstance(value, Container):
        return replace(value, children=[(name, inner(each)) for name, each in value.children])
    if isinstance(value, OwnObject):
        return replace(
            value,
            attributes={name: inner(each) for name, each in value.attributes.items()},
            children=inner(value.children),
            base=inner(value.base),
        )
    if isinstance(value, list):
        return [inner(each) for each in value]
    if isinstance(value, dict):
        return {key: inner(each) for key, each in value.items()}
    return value
