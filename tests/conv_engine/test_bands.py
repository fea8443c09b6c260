"""Bands: the feature maps from top to bottom, and nothing made before it is asked for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_layers import RandomLayer, layers

from conv_engine import Layer, conv2d


@given(layers(), st.none() | st.integers(1, 4))
def test_bands_put_together_are_conv2d(layer: RandomLayer, rows: int | None):
    feature_maps = conv2d(layer.input, layer.weight, layer.bias, **layer.geometry)
    row = 0
    drawn = Layer.of(layer.input, layer.weight, layer.bias, layer.spec)
    for first_row, band in drawn.bands(rows):
        assert first_row == row
        row += band.shape[1]
        np.testing.assert_array_equal(band, feature_maps[:, first_row:row])
        assert band.dtype == feature_maps.dtype
    assert row == feature_maps.shape[1]


def test_every_band_but_the_last_has_the_rows_asked_for():
    layer = Layer.of(np.ones((1, 5, 7)), [[[[1]]]])
    found = [(first, band.shape) for first, band in layer.bands(2)]
    assert found == [(0, (1, 2, 7)), (2, (1, 2, 7)), (4, (1, 1, 7))]


def test_a_band_has_about_a_million_numbers():
    picture, weight = np.zeros((1, 600, 1000), np.uint8), np.ones((5, 1, 1, 1), np.float32)
    sizes = [band.shape for _, band in Layer.of(picture, weight).bands()]
    assert sizes == [(5, 200, 1000), (5, 200, 1000), (5, 200, 1000)]


def test_a_small_input_is_one_band():
    ((first_row, band),) = Layer.of([[[1, 2], [3, 4]]], [[[[1, 1], [1, 1]]]]).bands()
    assert (first_row, band.tolist()) == (0, [[[1 + 2 + 3 + 4]]])


def test_bytes_under_a_float_weight_become_floats_and_do_not_wrap():
    picture, weight = np.full((3, 2, 1), 200, np.uint8), np.ones((1, 3, 1, 1), np.float32)
    for _, band in Layer.of(picture, weight).bands(1):
        assert band.dtype == np.float32
        assert band.item() == 200 + 200 + 200


def test_what_makes_no_layer_is_refused_before_the_first_band():
    with pytest.raises(ValueError, match="kernel of extent 3x3 does not fit"):
        Layer.of(np.ones((1, 2, 2)), np.ones((1, 1, 3, 3)))
    with pytest.raises(ValueError, match=r"\(2, 1, 4, 4\) is a batch.*nearest is input\[0\]"):
        Layer.of(np.ones((2, 1, 4, 4)), np.ones((1, 1, 3, 3))).bands()
    with pytest.raises(ValueError, match="rows 0 is less than 1"):
        Layer.of(np.ones((1, 4, 4)), np.ones((1, 1, 3, 3))).bands(0)
