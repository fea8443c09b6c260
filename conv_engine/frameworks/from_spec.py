"""A `ConvSpec` as the layers of a framework."""

from collections.abc import Callable, Sequence
from dataclasses import asdict

from conv_engine.frameworks.layouts import Framework
from conv_engine.frameworks.pytorch_layers import (
    CircularPad2d,
    Conv2d,
    PyTorchLayer,
    ReflectionPad2d,
    ReplicationPad2d,
    ZeroPad2d,
)
from conv_engine.frameworks.remarks import AnyLayer, Remark, Translation
from conv_engine.frameworks.to_keras import keras_conv2d, to_keras
from conv_engine.geometry import PaddingMode
from conv_engine.spec import ConvSpec

_PADS: dict[PaddingMode, Callable[[tuple[int, int, int, int]], PyTorchLayer]] = {
    "zeros": ZeroPad2d,
    "reflect": ReflectionPad2d,
    "replicate": ReplicationPad2d,
    "circular": CircularPad2d,
}


def layers_from_spec(
    spec: ConvSpec, input_shape: Sequence[int], framework: Framework
) -> Translation:
    """Return the layers that make a Conv2D in a framework.

    Parameters
    ----------
    spec : ConvSpec
    input_shape : (C, H, W)
        Padding that a framework cannot say is written out for this height and width.
    framework : {"keras", "pytorch"}

    Returns
    -------
    Translation
        Without layers where Keras has none; then a remark says what to write instead.

    Raises
    ------
    ValueError
        If the layer does not take such an input.

    Examples
    --------
    >>> spec = ConvSpec(3, 64, 7, stride=2, padding="same")
    >>> [layer.call() for layer in layers_from_spec(spec, (3, 224, 224), "pytorch").layers]
    ['nn.ZeroPad2d((2, 3, 2, 3))', 'nn.Conv2d(3, 64, 7, stride=2)']
    >>> [layer.call() for layer in layers_from_spec(spec, (3, 224, 224), "keras").layers]
    ['Conv2D(64, 7, strides=2, padding="same")']
    """
    spec.output_shape(input_shape)  # refuses what is no input of this layer
    if framework == "keras" and spec.padding == "same" and _keras_has_same(spec):
        return Translation((keras_conv2d(spec, "same"),), ())
    layers, shape = _pytorch_layers(spec, input_shape), tuple(input_shape)
    if framework == "pytorch":
        return Translation(layers, ())
    written: list[AnyLayer] = []
    remarks: list[Remark] = []
    for layer in layers:
        there = to_keras(layer, shape)
        if not there.layers:
            return there
        written += there.layers
        remarks += there.remarks
        shape = layer.output_shape(shape)
    return Translation(tuple(written), tuple(remarks))


def _keras_has_same(spec: ConvSpec) -> bool:
    """Whether Keras has the layer with "same": it pads with zeros, and not strides and dilates."""
    return spec.padding_mode == "zeros" and min(max(spec.stride), max(spec.dilation)) == 1


def _pytorch_layers(spec: ConvSpec, input_shape: Sequence[int]) -> tuple[PyTorchLayer, ...]:
    (top, bottom), (left, right) = spec.pad_amounts(*input_shape[-2:])
    alike = top == bottom and left == right
    if alike:
        return (Conv2d(**asdict(spec) | {"padding": (top, left)}),)
    unpadded = Conv2d(**asdict(spec) | {"padding": 0, "padding_mode": "zeros"})
    return _PADS[spec.padding_mode]((left, right, top, bottom)), unpadded
