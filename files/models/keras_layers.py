"""Convolutions of Keras: kernels with their filters last, brought to the order of a weight."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from conv_engine import ConvSpec
from conv_engine.numeric import Array
from files.models.model import ModelArray, ModelLayer, order_axes
from files.models.specs import make_spec


def make_layers(
    name: str, kind: str, arrays: Sequence[ModelArray], config: Mapping[str, Any] | None
) -> list[ModelLayer]:
    """Return the convolutions that one layer of Keras has: none, one, or two if it is separable.

    Parameters
    ----------
    name : str
        Of the layer.
    kind : str
        Its class, or the start of its group's name: "Conv2D", "depthwise_conv2d_1".
    arrays : sequence of ModelArray
        Its weights in the order in which Keras keeps them, the bias last.
    config : mapping, optional
        What the file says of it.

    Examples
    --------
    >>> import numpy as np
    >>> kernel = ModelArray("deep", (3, 3, 8, 2), lambda: np.zeros((3, 3, 8, 2)))
    >>> [layer.weight.shape for layer in make_layers("deep", "DepthwiseConv2D", [kernel], None)]
    [(16, 1, 3, 3)]
    """
    kernels = [array for array in arrays if len(array.shape) == 4 and 0 not in array.shape]
    bias = next((array for array in arrays if len(array.shape) == 1), None)
    word = kind.lower().replace("_", "")
    if len(kernels) == 2 and word.startswith("separable"):
        first, second = kernels
        depthwise = _depthwise_layer(f"{name}/depthwise", first, None, config)
        mixing = ModelLayer(f"{name}/pointwise", second, ("HWIO",), bias)
        return [depthwise, replace(mixing, spec=_spec(mixing, None if config is None else {}))]
    if not kernels or (bias is not None and bias is arrays[0]):
        return []
    if word.startswith("depthwise"):
        return [_depthwise_layer(name, kernels[0], bias, config)]
    transposed = word.startswith("conv2dtranspose")
    layer = ModelLayer(name, kernels[0], ("HWIO",), bias, transposed=transposed)
    return [replace(layer, spec=_spec(layer, config))]


def _depthwise_layer(
    name: str, array: ModelArray, bias: ModelArray | None, config: Mapping[str, Any] | None
) -> ModelLayer:
    turned = turn_depthwise(array)
    layer = ModelLayer(name, turned, ("OIHW",), bias)
    groups = array.shape[2]
    return replace(
        layer, spec=_spec(layer, None if config is None else {**config, "groups": groups})
    )


def turn_depthwise(array: ModelArray) -> ModelArray:
    """Bring a kernel (k_h, k_w, C, m) to the weight of C groups, (C m, 1, k_h, k_w).

    Examples
    --------
    Filter 2 of 4 is the first of channel 1.

    >>> import numpy as np
    >>> array = ModelArray("deep", (1, 1, 2, 2), lambda: np.array([[[[1, 2], [3, 4]]]]))
    >>> turn_depthwise(array).read().ravel().tolist()
    [1, 2, 3, 4]
    """
    rows, columns, channels, multiplier = array.shape
    shape = channels * multiplier, 1, rows, columns

    def read() -> Array:
        return array.read().transpose(2, 3, 0, 1).reshape(shape)

    return replace(array, shape=shape, read=read)


def _spec(layer: ModelLayer, config: Mapping[str, Any] | None) -> ConvSpec | None:
    """Return the geometry by the configuration of a layer."""
    if config is None:
        return None
    shape = order_axes(layer.array.shape, layer.layouts[0])
    return make_spec(
        shape,
        layer.bias_array is not None,
        config.get("strides", 1),
        config.get("padding", 0),
        config.get("dilation_rate", 1),
        config.get("groups", 1),
    )
