"""What the layers of Keras compute: their configurations brought to the calculations of the engine.

Maps arrive and leave channels first. A layer that counts axes works in the file's order.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from math import prod
from types import MappingProxyType
from typing import Any

import numpy as np

from conv_engine.networks.calculations import (
    check_size,
    normalise_channels,
)
from conv_engine.networks.operation import MisfitError
from conv_engine.numeric import Array
from files.models.keras_activations import ACTIVATION_RULES
from files.models.keras_weighted import KerasLayer, Rule
from files.models.keras_windows import WINDOW_RULES


def _batch_norm(layer: KerasLayer, maps: Array) -> Array:
    axis = layer.config.get("axis", -1)
    axis = axis[0] if isinstance(axis, list) else axis
    if layer.place_axis(axis, maps) != 1:
        raise MisfitError("only channels are normalised here")
    *learned, mean, variance = (layer.read(place) for place in range(len(layer.weights)))
    rest = iter(learned)
    scale = next(rest) if layer.config.get("scale", True) else np.ones_like(mean)
    shift = next(rest) if layer.config.get("center", True) else np.zeros_like(mean)
    epsilon = layer.config.get("epsilon", 1e-3)
    return normalise_channels(maps, scale, shift, mean, variance, epsilon)


def _layer_norm(layer: KerasLayer, values: Array) -> Array:
    written = layer.order_written(values)
    said = layer.config.get("axis", -1)
    axes = sorted(axis % written.ndim for axis in (said if isinstance(said, list) else [said]))
    if axes != list(range(axes[0], written.ndim)) or layer.config.get("rms_scaling"):
        raise MisfitError("only the last axes are normalised here")
    centred = written - written.mean(tuple(axes), keepdims=True)
    variance = (centred**2).mean(tuple(axes), keepdims=True)
    even = np.asarray(centred / np.sqrt(variance + layer.config.get("epsilon", 1e-3)))
    rest = iter(range(len(layer.weights)))
    even = even * layer.read(next(rest)) if layer.config.get("scale", True) else even
    even = even + layer.read(next(rest)) if layer.config.get("center", True) else even
    return layer.order_channels(even)


def _normalise(layer: KerasLayer, values: Array) -> Array:
    last = values.ndim - 1
    if layer.config.get("axis") not in (-1, [-1], last, [last]) or layer.config.get("invert"):
        raise MisfitError("only the last axis is normalised here")
    mean, deviation = layer.read(0), np.sqrt(layer.read(1))
    return layer.order_channels(
        (layer.order_written(values) - mean) / np.maximum(deviation, 1e-7, dtype=deviation.dtype)
    )


def _dense(layer: KerasLayer, values: Array) -> Array:
    written, kernel = layer.order_written(values), layer.read(0)
    check_size((*written.shape[:-1], kernel.shape[-1]))
    sums = written @ kernel
    return layer.order_channels(sums + layer.read(1) if len(layer.weights) > 1 else sums)


def _flatten(layer: KerasLayer, values: Array) -> Array:
    return layer.order_written(values).reshape(len(values), -1)


def _reshape(layer: KerasLayer, values: Array) -> Array:
    written = layer.order_written(values)
    sizes = layer.config["target_shape"]
    if prod(written.shape) and -1 not in sizes and prod(sizes) != prod(written.shape[1:]):
        raise MisfitError(f"{prod(written.shape[1:]):,} numbers do not fill {prod(sizes):,} cells")
    return layer.order_channels(written.reshape(len(values), *sizes))


def _permute(layer: KerasLayer, values: Array) -> Array:
    return layer.order_channels(layer.order_written(values).transpose(0, *layer.config["dims"]))


def _rescale(layer: KerasLayer, values: Array) -> Array:
    scale, offset = (
        np.asarray(layer.config.get(name, default), np.float32)
        for name, default in (("scale", 1), ("offset", 0))
    )
    return layer.order_channels(layer.order_written(values) * scale + offset)


def _merge(function: Callable[[Any, Any], Any]) -> Rule:
    def rule(layer: KerasLayer, *arrays: Array) -> Array:
        if len({array.ndim for array in arrays}) > 1:
            raise MisfitError("what arrives does not have equally many axes")
        check_size(np.broadcast_shapes(*(array.shape for array in arrays)))
        return np.asarray(reduce(function, arrays))

    return rule


def _average(layer: KerasLayer, *arrays: Array) -> Array:
    return np.asarray(_merge(np.add)(layer, *arrays) / len(arrays))


def _concatenate(layer: KerasLayer, *arrays: Array) -> Array:
    return np.concatenate(arrays, layer.place_axis(layer.config.get("axis", -1), arrays[0]))


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        **WINDOW_RULES,
        "BatchNormalization": _batch_norm,
        "LayerNormalization": _layer_norm,
        "Normalization": _normalise,
        "Rescaling": _rescale,
        "Dense": _dense,
        "Flatten": _flatten,
        "Reshape": _reshape,
        "Permute": _permute,
        "Add": _merge(np.add),
        "Subtract": _merge(np.subtract),
        "Multiply": _merge(np.multiply),
        "Maximum": _merge(np.maximum),
        "Minimum": _merge(np.minimum),
        "Average": _average,
        "Concatenate": _concatenate,
        **ACTIVATION_RULES,
    }
)
"""By the classes of Keras."""
