"""A layer in the other framework, and a remark for everything that is not the same there."""

from collections.abc import Sequence
from typing import get_args

from conv_engine.frameworks.keras_layers import KerasLayer
from conv_engine.frameworks.layouts import Framework
from conv_engine.frameworks.remarks import AnyLayer, Translation
from conv_engine.frameworks.to_keras import to_keras
from conv_engine.frameworks.to_pytorch import to_pytorch


def framework_of(layer: AnyLayer) -> Framework:
    """Return the framework in whose words a layer is written.

    Examples
    --------
    >>> from conv_engine.frameworks.keras_layers import Conv2D
    >>> framework_of(Conv2D(32, 3))
    'keras'
    """
    return "keras" if isinstance(layer, get_args(KerasLayer)) else "pytorch"


def translate_layer(layer: AnyLayer, input_shape: Sequence[int]) -> Translation:
    """Return the same layer in the other framework.

    Parameters
    ----------
    layer : AnyLayer
    input_shape : (C, H, W) or (N, C, H, W)

    Raises
    ------
    ValueError
        If the layer does not take such an input.

    Examples
    --------
    >>> from conv_engine.frameworks.keras_layers import Conv2D
    >>> there = translate_layer(Conv2D(32, 3, padding="same", activation="relu"), (3, 8, 8))
    >>> there.layers[0].call()
    'nn.Conv2d(3, 32, 3, padding="same")'
    >>> there.remarks[1].instead
    'nn.ReLU() after the layer'
    """
    if isinstance(layer, KerasLayer):
        return to_pytorch(layer, input_shape)
    return to_keras(layer, input_shape)
