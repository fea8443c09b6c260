"""A 2-D convolution of a text as `conv_engine.frameworks` has it, for its twin and its layouts."""

from collections.abc import Mapping
from functools import lru_cache

from conv_engine.frameworks.remarks import AnyLayer
from files.layer_calls import KNOWN
from files.networks.values import Framework, LayerObject, Open, Value


def framework_layer(
    kind: str, framework: Framework, values: Mapping[str, Value] | None
) -> AnyLayer | None:
    """Return the layer of a framework that a call makes, or None where it is no such layer.

    Parameters
    ----------
    kind : str
    framework : Framework
    values : mapping of str to Value, optional
        The arguments by name.
    """
    known = KNOWN.get(kind)
    if known is None or values is None or known.framework.lower() != framework:
        return None
    given = {
        name: _plain(value)
        for name, value in values.items()
        if name in known.parameters and name != "activation" and value is not None
    }
    if any(isinstance(value, Open) for value in given.values()):
        return None
    activation = _activation(values.get("activation"))
    for named in ({**given, "activation": activation}, given) if activation else (given,):
        try:
            return _made(kind, tuple(named.items()))
        except (ValueError, TypeError):
            continue
    return None


def _activation(value: Value) -> str | None:
    """Return the name of an activation, whether it is a word, a function or a layer."""
    if isinstance(value, LayerObject):
        return value.kind.lower()
    if isinstance(value, Open):
        return value.last.lower()
    return value if isinstance(value, str) else None


@lru_cache(maxsize=512)
def _made(kind: str, given: tuple[tuple[str, Value], ...]) -> AnyLayer:
    return KNOWN[kind].make(**dict(given))


def _plain(value: Value) -> Value:
    return tuple(map(_plain, value)) if isinstance(value, list | tuple) else value
