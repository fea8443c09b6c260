"""conv_engine.frameworks.keras against what Keras computed, as make_keras_goldens.py stored it."""

import json

import numpy as np
import pytest
from stored_cases import stored_cases

from conv_engine.frameworks import keras

CASES = stored_cases("keras.npz")


def arguments_of(name: str) -> dict:
    return json.loads(str(CASES[name]["arguments"]))


def convolve(name: str, x: np.ndarray) -> np.ndarray:
    """Call the function that the case is named after with its arrays and arguments."""
    function = getattr(keras, name.split("-")[0])
    others = ("x", "arguments", "expected")
    weights = {part: array for part, array in CASES[name].items() if part not in others}
    return function(x, **weights, **arguments_of(name))


@pytest.mark.parametrize("name", CASES)
def test_it_agrees_with_keras(name):
    maps = convolve(name, CASES[name]["x"])
    assert maps.dtype == np.float32
    np.testing.assert_array_equal(maps, CASES[name]["expected"])


@pytest.mark.parametrize("name", CASES)
def test_one_sample_may_come_without_its_axis(name):
    maps = convolve(name, CASES[name]["x"][1])
    np.testing.assert_array_equal(maps, CASES[name]["expected"][1])


def test_the_goldens_cover_every_function_padding_and_data_format():
    for function in ("conv2d", "depthwise_conv2d", "separable_conv2d", "conv2d_transpose"):
        arguments = [arguments_of(name) for name in CASES if name.startswith(f"{function}-")]
        assert {"same", None} <= {each.get("padding") for each in arguments}
        assert {"channels_first", None} <= {each.get("data_format") for each in arguments}
        assert any("strides" in each for each in arguments)
        assert any("dilation_rate" in each for each in arguments)
