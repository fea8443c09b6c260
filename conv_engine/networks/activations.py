"""What activations do to each number."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from conv_engine.numeric import Array


def relu(values: Array) -> Array:
    """Keep what is above 0."""
    return np.maximum(values, 0)


def leaky_relu(values: Array, slope: float | Array) -> Array:
    """Keep what is above 0, and a part of what is below.

    Examples
    --------
    >>> leaky_relu(np.array([-2.0, 3.0]), 0.5)
    array([-1.,  3.])
    """
    return np.where(values < 0, slope * values, values)


def elu(values: Array, alpha: float = 1.0) -> Array:
    """Keep what is above 0, and let what is below approach -alpha."""
    return np.where(values < 0, alpha * np.expm1(np.minimum(values, 0)), values)


def sigmoid(values: Array) -> Array:
    """Bring numbers between 0 and 1.

    Examples
    --------
    1 / (1 + e^0) = 1 / 2

    >>> sigmoid(np.array([0.0]))
    array([0.5])
    """
    return np.asarray(1 / (1 + np.exp(-values)))


def hard_sigmoid(values: Array, slope: float = 1 / 6, shift: float = 0.5) -> Array:
    """Bring numbers between 0 and 1 by a straight line."""
    return np.clip(slope * values + shift, 0, 1)


def erf(values: Array) -> Array:
    """Return the error function of each number."""
    return np.asarray(np.vectorize(math.erf, otypes=[values.dtype])(values))


def gelu(values: Array) -> Array:
    """Weigh each number by how many of a normal distribution lie below it."""
    return np.asarray(values * (1 + erf(values / math.sqrt(2))) / 2)


def selu(values: Array) -> Array:
    """Scale `elu` so that a layer keeps the deviation of what it takes."""
    return np.asarray(1.0507009873554805 * elu(values, 1.6732632423543772))


def softplus(values: Array) -> Array:
    """Round the corner of `relu`."""
    return np.logaddexp(values, np.zeros(1, values.dtype))


ACTIVATIONS: Mapping[str, Callable[[Array], Array]] = MappingProxyType(
    {
        "linear": lambda values: values,
        "relu": relu,
        "relu6": lambda values: np.clip(values, 0, 6),
        "leaky_relu": lambda values: leaky_relu(values, 0.2),
        "elu": elu,
        "selu": selu,
        "gelu": gelu,
        "sigmoid": sigmoid,
        "tanh": np.tanh,
        "silu": lambda values: np.asarray(values * sigmoid(values)),
        "swish": lambda values: np.asarray(values * sigmoid(values)),
        "hard_silu": lambda values: np.asarray(values * hard_sigmoid(values)),
        "hard_swish": lambda values: np.asarray(values * hard_sigmoid(values)),
        "softplus": softplus,
        "softsign": lambda values: np.asarray(values / (1 + np.abs(values))),
        "exponential": np.exp,
    }
)
"""Those of one number each, by their names in Keras 3."""
