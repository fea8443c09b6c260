"""A 2-D convolution of a text as `conv_engine.frameworks` has it, for its twin and its layouts."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from inspect import signature
from typing import get_args

from conv_engine.frameworks.keras_layers import KerasLayer
from conv_engine.frameworks.pytorch_layers import PyTorchLayer
from conv_engine.frameworks.remarks import AnyLayer
from files.networks.settings import name_activation
from files.networks.values import Framework, Open, Value

Layers = Mapping[str, Callable[..., AnyLayer]]
KERAS: dict[str, Callable[..., AnyLayer]] = {make.__name__: make for make in get_args(KerasLayer)}
KERAS |= {name.replace("Conv2D", "Convolution2D"): make for name, make in KERAS.items()}
LAYERS: Mapping[Framework, Layers] = {
    "keras": KERAS,
    "pytorch": {make.__name__: make for make in get_args(PyTorchLayer)},
}
"""The classes of `conv_engine.frameworks`, by name; Keras has kept those of its first versions."""


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
    make = LAYERS[framework].get(kind)
    if make is None or values is None:
        return None
    parameters = _parameters(make)
    given = {
        name: _plain(value)
        for name, value in values.items()
        if name in parameters and name != "activation" and value is not None
    }
    if any(isinstance(value, Open) for value in given.values()):
        return None
    activation = name_activation(values.get("activation"))
    for named in ({**given, "activation": activation}, given) if activation else (given,):
        try:
            return _made(make, tuple(named.items()))
        except (ValueError, TypeError):
            continue
    return None


@cache
def _parameters(make: Callable[..., AnyLayer]) -> frozenset[str]:
    return frozenset(signature(make).parameters)


@lru_cache(maxsize=512)
def _made(make: Callable[..., AnyLayer], given: tuple[tuple[str, Value], ...]) -> AnyLayer:
    return make(**dict(given))


def _plain(value: Value) -> Value:
    return tuple(map(_plain, value)) if isinstance(value, list | tuple) else value
