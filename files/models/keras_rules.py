"""What the layers of Keras compute: their configurations brought to the calculations of the engine.

Maps arrive and leave channels first. A layer that counts axes works in the file's order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial, reduce
from math import prod
from types import MappingProxyType
from typing import Any, Literal

import numpy as np

from conv_engine.frameworks.keras_layers import stamps_cut
from conv_engine.networks import Operation, Padding, Upsampling
from conv_engine.networks.activations import ACTIVATIONS, elu, leaky_relu
from conv_engine.networks.axes import place_axis
from conv_engine.networks.calculations import (
    check_size,
    convolve,
    normalise_channels,
    pool_windows,
    share_out,
    stamp_filters,
)
from conv_engine.networks.interpolation import interpolate
from conv_engine.networks.operation import MisfitError
from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec
from files.models.keras_layers import make_layers
from files.models.model import ModelArray, ModelLayer, as_floats
from files.models.specs import make_spec

STRANGE = "its geometry does not fit a layer"


@dataclass(frozen=True)
class KerasLayer:
    """A layer of a file with what it computes with.

    Parameters
    ----------
    name, kind : str
    config : mapping
    weights : tuple of ModelArray
        In the order of Keras.
    operation : Operation
    channels_last : bool
        Whether the file counts axes in (N, H, W, C).
    """

    name: str
    kind: str
    config: Mapping[str, Any]
    weights: tuple[ModelArray, ...]
    operation: Operation
    channels_last: bool

    @cached_property
    def convolutions(self) -> Sequence[ModelLayer]:
        """Its convolutions in two directions; one along a series gets a row."""
        if "1D" not in self.kind:
            return make_layers(self.name, self.kind, self.weights, self.config)
        weights = [add_row(array) for array in self.weights]
        kind, config = self.kind.replace("1D", "2D"), lift_geometry(self.config)
        return make_layers(self.name, kind, weights, config)

    def read(self, place: int) -> Array:
        """Return one of its weights."""
        return as_floats(self.weights[place].read())

    def order_written(self, values: Array) -> Array:
        """Bring an array to the file's order of axes."""
        return np.moveaxis(values, 1, -1) if self.channels_last and values.ndim > 2 else values

    def order_channels(self, values: Array) -> Array:
        """Bring an array of the file's order to channels first."""
        return np.moveaxis(values, -1, 1) if self.channels_last and values.ndim > 2 else values

    def place_axis(self, axis: int, values: Array) -> int:
        """Return where an axis of the file is among those of channels first."""
        return place_axis(axis, values.ndim - 1, self.channels_last) + 1


Rule = Callable[..., Array]
"""Computes a layer from it and the arrays that it takes."""


def add_row(array: ModelArray) -> ModelArray:
    """Give a kernel along a series one row; a bias stays.

    Examples
    --------
    >>> add_row(ModelArray("kernel", (3, 8, 4), lambda: np.zeros((3, 8, 4)))).read().shape
    (1, 3, 8, 4)
    """
    if len(array.shape) != 3:
        return array
    shape = 1, *array.shape
    return replace(array, shape=shape, read=lambda: array.read().reshape(shape))


def lift_geometry(config: Mapping[str, Any]) -> dict[str, Any]:
    """Write the geometry along a series as that of one row.

    Examples
    --------
    >>> said = {"strides": [2], "dilation_rate": 2, "kernel_size": [3], "padding": "causal"}
    >>> lift_geometry(said)["strides"], lift_geometry(said)["padding"]
    ((1, 2), ((0, 0), (4, 0)))
    """
    names = "kernel_size", "pool_size", "strides", "dilation_rate"
    lifted = {
        name: (1, value if isinstance(value, int) else value[0])
        for name in names
        if (value := config.get(name)) is not None
    }
    if config.get("padding") == "causal":
        before = (lifted["kernel_size"][1] - 1) * lifted.get("dilation_rate", (1, 1))[1]
        return {**config, **lifted, "padding": ((0, 0), (before, 0))}
    return {**config, **lifted}


def _on_row(rule: Rule) -> Rule:
    """Compute a layer along a series by that in two directions."""

    def on_row(layer: KerasLayer, series: Array) -> Array:
        return rule(layer, series[:, :, np.newaxis])[:, :, 0]

    return on_row


def _convolve(layer: KerasLayer, maps: Array) -> Array:
    for part in layer.convolutions:
        if part.spec is None:
            raise MisfitError(STRANGE)
        maps = convolve(maps, part.weight, part.bias, part.spec)
    return maps


def _stamp(layer: KerasLayer, maps: Array) -> Array:
    (part,) = layer.convolutions
    if part.spec is None:
        raise MisfitError(STRANGE)
    sides = zip(part.spec.axes, output_padding(layer), strict=True)
    word = layer.config.get("padding", "valid")
    (top, bottom), (left, right) = (stamps_cut(axis, word, number) for axis, number in sides)
    cut = (top, max(bottom, 0)), (left, max(right, 0))
    grown = max(-bottom, 0), max(-right, 0)
    stride, dilation = part.spec.stride, part.spec.dilation
    return stamp_filters(maps, part.weight, part.bias, stride, cut, grown, dilation, 1)


def output_padding(layer: KerasLayer) -> tuple[int | None, int | None]:
    """Return the rows and columns that a transposed layer adds, or None where Keras chooses."""
    match layer.config.get("output_padding"):
        case None:
            return None, None
        case int(added):
            return 0 if "1D" in layer.kind else added, added
        case [added]:
            return 0, added
        case [rows, columns]:
            return rows, columns
    raise MisfitError(STRANGE)


def _pool(kind: Literal["max", "mean"]) -> Rule:
    def rule(layer: KerasLayer, maps: Array) -> Array:
        return pool_windows(maps, kind, _window_spec(layer, maps.shape[1]))

    return rule


def _window_spec(layer: KerasLayer, channels: int) -> ConvSpec:
    said = lift_geometry(layer.config) if "1D" in layer.kind else layer.config
    size = said.get("pool_size", (2, 2))
    kernel = (size, size) if isinstance(size, int) else tuple(size)
    stride = said.get("strides") or kernel
    padding = said.get("padding", "valid")
    spec = make_spec((channels, 1, *kernel), False, stride, padding, groups=channels)
    if spec is None:
        raise MisfitError(STRANGE)
    return spec


def _pool_all(function: Callable[..., Any]) -> Rule:
    def rule(layer: KerasLayer, maps: Array) -> Array:
        axes, keep = tuple(range(2, maps.ndim)), bool(layer.config.get("keepdims"))
        return np.asarray(function(maps, axis=axes, keepdims=keep))

    return rule


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


def _put_around(layer: KerasLayer, maps: Array) -> Array:
    """Add zeros where the sides are positive, and cut cells off where they are negative."""
    if not isinstance(layer.operation, Padding):
        raise MisfitError(STRANGE)
    check_size((*maps.shape[:2], *layer.operation.output_shape(maps.shape[1:])[1:]))
    sides = layer.operation.sides
    added = [(max(before, 0), max(after, 0)) for before, after in sides]
    left = (
        slice(max(-before, 0), n + min(after, 0))
        for n, (before, after) in zip(maps.shape[2:], sides, strict=True)
    )
    return np.pad(maps[:, :, *left], ((0, 0), (0, 0), *added))


def _enlarge(layer: KerasLayer, maps: Array) -> Array:
    if not isinstance(layer.operation, Upsampling):
        raise MisfitError(STRANGE)
    check_size((*maps.shape[:2], *layer.operation.output_shape(maps.shape[1:])[1:]))
    factors = layer.operation.factors
    each = factors if isinstance(factors, Sequence) else [factors] * (maps.ndim - 2)
    word = layer.config.get("interpolation", "nearest")
    if word not in ("nearest", "bilinear"):
        raise MisfitError("only repeated cells, and lines between cells, are computed here")
    for axis, factor in enumerate(map(int, each), start=2):
        if word == "nearest":
            maps = maps.repeat(factor, axis)
        else:
            maps = interpolate(maps, axis, maps.shape[axis] * factor, factor)
    return maps


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
RULES: Mapping[str, Rule] = MappingProxyType(
    {
        **dict.fromkeys(("Conv2D", "DepthwiseConv2D", "SeparableConv2D"), _convolve),
        **dict.fromkeys(("Conv1D", "DepthwiseConv1D", "SeparableConv1D"), _on_row(_convolve)),
        "Conv2DTranspose": _stamp,
        "Conv1DTranspose": _on_row(_stamp),
        "MaxPooling2D": _pool("max"),
        "MaxPooling1D": _on_row(_pool("max")),
        "AveragePooling2D": _pool("mean"),
        "AveragePooling1D": _on_row(_pool("mean")),
        **{f"GlobalMaxPooling{n}D": _pool_all(np.max) for n in (1, 2, 3)},
        **{f"GlobalAveragePooling{n}D": _pool_all(np.mean) for n in (1, 2, 3)},
        **{f"ZeroPadding{n}D": _put_around for n in (1, 2, 3)},
        **{f"Cropping{n}D": _put_around for n in (1, 2, 3)},
        **{f"UpSampling{n}D": _enlarge for n in (1, 2, 3)},
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
        **ACTIVATION_LAYERS,
        "PReLU": _prelu,
        **dict.fromkeys(("Activation", "Identity", *DURING_TRAINING), _pass_on),
    }
)
"""By the classes of Keras."""
