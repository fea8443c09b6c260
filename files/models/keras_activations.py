"""What the activations of Keras compute, as layers and by their names."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np

from conv_engine.networks import Padding
from conv_engine.networks.activations import ACTIVATIONS, elu, leaky_relu
from conv_engine.networks.calculations import (
    share_out,
)
from conv_engine.numeric import Array
from files.models.keras_weighted import KerasLayer, Rule


def _pass_on(layer: KerasLayer, values: Array) -> Array:
    return values


def _relu(layer: KerasLayer, values: Array) -> Array:
    said = layer.config
    least, most = said.get("threshold") or 0, said.get("max_value")
    slope = said.get("negative_slope") or 0
    kept = np.where(values < least, slope * (values - least), values)
    return kept if most is None else np.minimum(kept, most)


def _leaky_relu(layer: KerasLayer, values: Array) -> Array:
    slope = layer.config.get("negative_slope", layer.config.get("alpha", 0.3))
    return leaky_relu(values, slope)


def _elu(layer: KerasLayer, values: Array) -> Array:
    return elu(values, layer.config.get("alpha", 1.0))


def _prelu(layer: KerasLayer, values: Array) -> Array:
    return layer.order_channels(leaky_relu(layer.order_written(values), layer.read(0)))


def _softmax(layer: KerasLayer, values: Array) -> Array:
    return share_out(values, layer.place_axis(layer.config.get("axis", -1), values))


def find_activation(written: Any, channels_last: bool) -> Callable[[Array], Array] | None:
    """Return an activation by its name in a configuration, or None if it is not known.

    Examples
    --------
    >>> find_activation("relu", True)(np.array([-1.0, 2.0]))
    array([0., 2.])
    """
    if written is None:
        return ACTIVATIONS["linear"]
    if written == "softmax":
        layer = KerasLayer("", "Softmax", {}, (), Padding(()), channels_last)
        return partial(_softmax, layer)
    if isinstance(written, dict) and written.get("class_name") in ACTIVATION_LAYERS:
        kind, config = written["class_name"], written.get("config")
        layer = KerasLayer("", kind, config or {}, (), Padding(()), channels_last)
        return partial(ACTIVATION_LAYERS[kind], layer)
    return ACTIVATIONS.get(written) if isinstance(written, str) else None


ACTIVATION_LAYERS: Mapping[str, Rule] = MappingProxyType(
    {"ReLU": _relu, "LeakyReLU": _leaky_relu, "ELU": _elu, "Softmax": _softmax}
)
"""Layers that can stand as the activation of another."""


DURING_TRAINING = (
    *("Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "AlphaDropout"),
    *("GaussianDropout", "GaussianNoise", "ActivityRegularization"),
    *("RandomFlip", "RandomRotation", "RandomZoom", "RandomContrast", "RandomBrightness"),
    *("RandomTranslation",),
)
"""Layers that do nothing once a network is trained."""

ACTIVATION_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        **ACTIVATION_LAYERS,
        "PReLU": _prelu,
        **dict.fromkeys(("Activation", "Identity", *DURING_TRAINING), _pass_on),
    }
)
"""By the classes of Keras."""
