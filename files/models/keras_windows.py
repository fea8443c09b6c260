"""What the layers of Keras with windows compute, and what makes maps smaller or larger."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

import numpy as np

from conv_engine.frameworks.keras_layers import stamps_cut
from conv_engine.geometry import PadAmounts
from conv_engine.networks import Padding, Upsampling
from conv_engine.networks.calculations import (
    check_size,
    convolve,
    pool_windows,
    stamp_filters,
)
from conv_engine.networks.interpolation import interpolate
from conv_engine.networks.operation import MisfitError
from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec
from files.models.keras_weighted import STRANGE, KerasLayer, Rule, lift_geometry
from files.models.specs import make_spec


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
    (top, bottom), (left, right) = cut_stamps(layer, part.spec)
    cut = (top, max(bottom, 0)), (left, max(right, 0))
    grown = max(-bottom, 0), max(-right, 0)
    stride, dilation = part.spec.stride, part.spec.dilation
    return stamp_filters(maps, part.weight, part.bias, stride, cut, grown, dilation, 1)


def cut_stamps(layer: KerasLayer, spec: ConvSpec) -> PadAmounts:
    """Return what is cut off the stamps of a transposed layer; fewer than 0 are added."""
    sides = zip(spec.axes, output_padding(layer), strict=True)
    word = layer.config.get("padding", "valid")
    down, right = (stamps_cut(axis, word, number) for axis, number in sides)
    return down, right


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


WINDOW_RULES: Mapping[str, Rule] = MappingProxyType(
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
    }
)
"""By the classes of Keras."""
