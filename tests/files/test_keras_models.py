"""Files that Keras wrote: every convolution in the order of a PyTorch weight."""

from pathlib import Path

import numpy as np
import pytest

from conv_engine import ConvSpec
from conv_engine.numeric import Array
from files.models import ModelLayer, read_model

FILES = Path(__file__).parent.parent / "goldens" / "models"
VALID = ((0, 0), (0, 0))
SPECS = {
    "first": ConvSpec(3, 4, 3, stride=2, padding="same"),
    "deep": ConvSpec(4, 8, 3, padding=VALID, groups=4),
    "mixed/depthwise": ConvSpec(8, 8, 3, padding="same", groups=8, bias=False),
    "mixed/pointwise": ConvSpec(8, 6, 1, padding=VALID),
    "inner": ConvSpec(8, 6, (1, 3), padding="same", dilation=2, bias=False),
    "grouped": ConvSpec(6, 4, 1, padding=VALID, groups=2),
    "up": ConvSpec(5, 4, 3, stride=2, padding="same"),
}
"""Of the network in make_keras_models.py; "up" is the convolution that it transposes."""


def saved(place: int, shape: tuple[int, ...]) -> Array:
    """What make_keras_models.py puts into a parameter, in the shape that Keras gives it."""
    numbers = (np.arange(np.prod(shape)) + place) % 64 - 32
    return (numbers / 4).astype(np.float32).reshape(shape)


def depthwise(kernel: Array) -> Array:
    """Filter c * m + j is kernel j of channel c."""
    filters = [kernel[:, :, c, j] for c in range(kernel.shape[2]) for j in range(kernel.shape[3])]
    return np.array(filters)[:, np.newaxis]


WEIGHTS = {
    "first": saved(0, (3, 3, 3, 4)).transpose(3, 2, 0, 1),
    "deep": depthwise(saved(2, (3, 3, 4, 2))),
    "mixed/depthwise": depthwise(saved(4, (3, 3, 8, 1))),
    "mixed/pointwise": saved(5, (1, 1, 8, 6)).transpose(3, 2, 0, 1),
    "inner": saved(7, (1, 3, 8, 6)).transpose(3, 2, 0, 1),
    "grouped": saved(8, (1, 1, 3, 4)).transpose(3, 2, 0, 1),
    "up": saved(10, (3, 3, 5, 4)).transpose(3, 2, 0, 1),
}
BIASES = {
    "first": saved(1, (4,)),
    "deep": saved(3, (8,)),
    "mixed/pointwise": saved(6, (6,)),
    "grouped": saved(9, (4,)),
    "up": saved(11, (5,)),
}


@pytest.mark.parametrize("file", ["net.keras", "net.h5", "net.weights.h5"])
def test_every_way_to_save_gives_the_same_layers(file: str) -> None:
    model = read_model(file, (FILES / file).read_bytes())
    layers: dict[str, ModelLayer] = {layer.name: layer for layer in model.layers}
    assert (model.kind, model.notes) == ("Keras", ())
    assert sorted(layers) == sorted(WEIGHTS)
    for name, layer in layers.items():
        np.testing.assert_array_equal(layer.weight, WEIGHTS[name], strict=True)
        assert layer.transposed == (name == "up")
        assert (layer.bias is None) == (name not in BIASES)
        if layer.bias is not None:
            np.testing.assert_array_equal(layer.bias, BIASES[name], strict=True)


@pytest.mark.parametrize("file", ["net.keras", "net.h5"])
def test_a_configuration_says_the_geometry_and_the_order(file: str) -> None:
    layers = read_model(file, (FILES / file).read_bytes()).layers
    assert {layer.name: layer.spec for layer in layers} == SPECS
    assert [layer.name for layer in layers] == list(SPECS)
