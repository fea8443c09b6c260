"""Layers of Keras and PyTorch run on whole numbers: those of Keras by functions in its words."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st
from random_layers import pairs

from conv_engine import conv2d, conv_transpose2d
from conv_engine.frameworks import keras, keras_layers, layouts, pytorch_layers
from conv_engine.frameworks.layers import Margin
from conv_engine.windows import padded

Weights = list[tuple[np.ndarray, np.ndarray | None]]  # of every convolution, in PyTorch's order

words = st.sampled_from(["valid", "same"])
channels = st.integers(1, 3)
sizes = st.tuples(st.integers(1, 7), st.integers(1, 7))


def weights_of(layer: Any, in_channels: int, seed: int = 0) -> Weights:
    numbers = np.random.default_rng(seed)
    return [
        (
            numbers.integers(-9, 10, spec.weight_shape),
            numbers.integers(-9, 10, spec.out_channels) if spec.bias else None,
        )
        for spec in layer.specs(in_channels)
    ]


def output(layers: tuple[Any, ...], weights: Weights, input: np.ndarray) -> np.ndarray:
    """What the layers make of an input of shape (C, H, W), in that order."""
    rest = iter(weights)
    for layer in layers:
        if isinstance(layer, Margin):
            input = _margin(layer, input)
        elif type(layer).__module__ == keras_layers.__name__:
            input = layouts.to_channels_first(_keras(layer, layouts.to_channels_last(input), rest))
        else:
            input = _pytorch(layer, input, rest)
    return input


def _margin(layer: Margin, input: np.ndarray) -> np.ndarray:
    added = tuple(tuple(max(n, 0) for n in sides) for sides in layer.amounts)
    (top, bottom), (left, right) = (tuple(max(-n, 0) for n in sides) for sides in layer.amounts)
    grown = padded(input, added, layer.padding_mode)
    *_, height, width = grown.shape
    return grown[..., top : height - bottom, left : width - right]


def _keras(layer: Any, x: np.ndarray, weights: Iterator[tuple[Any, Any]]) -> np.ndarray:
    geometry = {"strides": layer.strides, "padding": layer.padding}
    geometry["dilation_rate"] = layer.dilation_rate
    weight, bias = next(weights)
    match layer:
        case keras_layers.Conv2D():
            kernel = layouts.weight_to_keras(weight)
            return keras.conv2d(x, kernel, bias, groups=layer.groups, **geometry)
        case keras_layers.Conv2DTranspose():
            kernel = layouts.weight_to_keras(weight)
            added = layer.output_padding
            return keras.conv2d_transpose(x, kernel, bias, output_padding=added, **geometry)
    kernel = layouts.depthwise_to_keras(weight, x.shape[-1])
    if isinstance(layer, keras_layers.DepthwiseConv2D):
        return keras.depthwise_conv2d(x, kernel, bias, **geometry)
    mixing, bias = next(weights)
    return keras.separable_conv2d(x, kernel, layouts.weight_to_keras(mixing), bias, **geometry)


def _pytorch(layer: Any, x: np.ndarray, weights: Iterator[tuple[Any, Any]]) -> np.ndarray:
    weight, bias = next(weights)
    geometry = {name: getattr(layer, name) for name in ("stride", "padding", "dilation", "groups")}
    if isinstance(layer, pytorch_layers.Conv2d):
        return conv2d(x, weight, bias, padding_mode=layer.padding_mode, **geometry)
    added = layer.output_padding
    return conv_transpose2d(x, weight, bias, output_padding=added, **geometry)


def made(layer: type, *arguments: Any, **named: Any) -> Any:
    """A layer that its framework accepts: what it refuses has tests of its own."""
    try:
        return layer(*arguments, **named)
    except ValueError:
        assume(False)


@st.composite
def keras_convolutions(draw: st.DrawFn) -> Any:
    dilation = draw(pairs(1, 2))
    together = draw(st.booleans())  # strides and dilation, which only some layers allow
    shared = {
        "kernel_size": draw(pairs(1, 4)),
        "strides": draw(pairs(1, 3)) if dilation in (1, (1, 1)) or together else 1,
        "padding": draw(words),
        "dilation_rate": dilation,
        "use_bias": draw(st.booleans()),
    }
    filters, multiplier = draw(st.integers(1, 4)), draw(st.integers(1, 2))
    if draw(st.booleans()):
        return keras_layers.DepthwiseConv2D(depth_multiplier=multiplier, **shared)
    if draw(st.booleans()) or together:
        return keras_layers.SeparableConv2D(filters, depth_multiplier=multiplier, **shared)
    groups = draw(st.sampled_from([g for g in (1, 2, 3) if filters % g == 0]))
    return keras_layers.Conv2D(filters, groups=groups, **shared)


@st.composite
def keras_transposed(draw: st.DrawFn) -> keras_layers.Conv2DTranspose:
    dilation = draw(pairs(1, 2))
    strides = draw(pairs(1, 3)) if dilation in (1, (1, 1)) else 1
    return made(
        keras_layers.Conv2DTranspose,
        draw(st.integers(1, 3)),
        draw(pairs(1, 4)),
        strides,
        draw(words),
        draw(st.none() | pairs(0, 2)),
        dilation_rate=dilation,
        use_bias=draw(st.booleans()),
    )


@st.composite
def pytorch_convolutions(draw: st.DrawFn) -> pytorch_layers.Conv2d:
    groups = draw(st.integers(1, 3))
    padding = draw(pairs(0, 3) | words)
    return pytorch_layers.Conv2d(
        groups * draw(st.integers(1, 2)),
        groups * draw(st.integers(1, 2)),
        draw(pairs(1, 4)),
        1 if padding == "same" else draw(pairs(1, 3)),
        padding,
        draw(pairs(1, 2)),
        groups,
        draw(st.booleans()),
        draw(st.sampled_from(["zeros"] * 6 + ["reflect", "replicate", "circular"])),
    )


@st.composite
def pytorch_transposed(draw: st.DrawFn) -> pytorch_layers.ConvTranspose2d:
    groups = draw(st.sampled_from([1, 1, 1, 2]))
    return made(
        pytorch_layers.ConvTranspose2d,
        groups * draw(st.integers(1, 2)),
        groups * draw(st.integers(1, 2)),
        draw(pairs(1, 4)),
        draw(pairs(1, 3)),
        draw(pairs(0, 3)),
        draw(pairs(0, 2)),
        groups,
        draw(st.booleans()),
        draw(pairs(1, 2)),
    )
