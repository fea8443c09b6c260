"""The matrices on the picture: the engine's numbers, as the browser gets them."""

from typing import Any

import numpy as np
from hypothesis import given

from conv_engine import Layer
from stage.matrix import matrix_scene
from tests.conv_engine.random_layers import RandomLayer, layers
from tests.stage.test_scene import hundredths, units


def scene_of(layer: RandomLayer) -> dict[str, Any]:
    return matrix_scene(Layer(layer.input, layer.weight, layer.bias, layer.spec))


@given(layers())
def test_each_row_of_the_product_plus_its_bias_folds_into_a_feature_map(layer: RandomLayer) -> None:
    sent = scene_of(layer)
    rows = units(sent["products"]) + layer.bias[:, None]
    np.testing.assert_array_equal(rows.reshape(sent["output"]["shape"]), units(sent["output"]))


@given(layers())
def test_the_product_is_filters_times_patches_as_sent(layer: RandomLayer) -> None:
    filters, patches, products = (
        units(scene_of(layer)[name]).astype(int) for name in ("filters", "patches", "products")
    )
    np.testing.assert_array_equal(filters @ patches, products)


def test_hundredths_stay_hundredths_in_the_product() -> None:
    weight = np.array([[[[0.1, 0.2]]]])
    sent = matrix_scene(Layer.of([[[3, 3]]], weight))
    assert hundredths(sent["products"]).tolist() == [[3 * 10 + 3 * 20]]
