"""Files of TFLite: floats as they were, int8 as TFLite's interpreter reads it."""

from pathlib import Path

import numpy as np
import pytest

from conv_engine import ConvSpec
from conv_engine.numeric import Array
from files.models import ModelLayer, read_model

FILES = Path(__file__).parent.parent / "goldens" / "models"
SHAPES = {
    "first": (3, 3, 3, 4),
    "deep": (3, 3, 4, 2),
    "second": (1, 2, 8, 6),
    "up": (3, 3, 5, 6),
}
"""Of the kernels in make_tflite_models.py, as Keras has them; a bias follows each."""


def saved(layer: str) -> Array:
    """The kernel of a layer of make_tflite_models.py, in PyTorch's order."""
    shape = SHAPES[layer]
    numbers = (np.arange(np.prod(shape)) + 2 * list(SHAPES).index(layer)) % 64 - 32
    kernel = (numbers / 32).astype(np.float32).reshape(shape)
    if layer == "deep":
        return kernel.transpose(2, 3, 0, 1).reshape(8, 1, 3, 3)
    return kernel.transpose(3, 2, 0, 1)


def layers_of(file: str) -> dict[str, ModelLayer]:
    """The layers by the middle of their names, "functional_1/first_1/convolution"."""
    model = read_model(file, (FILES / file).read_bytes())
    assert (model.kind, model.notes) == ("TFLite", ())
    return {layer.name.split("/")[1].removesuffix("_1"): layer for layer in model.layers}


@pytest.mark.parametrize("file", ["net.tflite", "net_half.tflite"])
def test_float_filters_come_in_the_order_of_pytorch(file: str) -> None:
    layers = layers_of(file)
    assert list(layers) == list(SHAPES)
    for name, layer in layers.items():
        np.testing.assert_array_equal(layer.weight, saved(name), strict=True)
    assert {name: layer.spec for name, layer in layers.items()} == {
        "first": ConvSpec(3, 4, 3, stride=2, padding="same"),
        "deep": ConvSpec(4, 8, 3, padding=((0, 0), (0, 0)), groups=4),
        "second": ConvSpec(8, 6, (1, 2), padding=((0, 0), (0, 0))),
        "up": ConvSpec(5, 6, 3, stride=2, padding="same"),
    }
    assert [name for name, layer in layers.items() if layer.transposed] == ["up"]


def test_int8_is_brought_back_by_scale_and_zero_point() -> None:
    held = np.load(FILES / "tflite.npz")
    turns = {"first": (0, 3, 1, 2), "deep": (3, 0, 1, 2), "second": (0, 3, 1, 2)}
    for name, layer in layers_of("net_int8.tflite").items():
        as_read = held[name].transpose(turns.get(name, (3, 0, 1, 2)))
        np.testing.assert_array_equal(layer.weight, as_read)
