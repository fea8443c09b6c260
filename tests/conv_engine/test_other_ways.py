"""Every way to the feature maps arrives at the same ones."""

import numpy as np
import pytest
from hypothesis import given
from random_layers import RandomLayer, layers

from conv_engine import ConvSpec, conv2d
from conv_engine.other_ways import WAYS, winograd_multiplications


@given(layers())
def test_every_way_leads_to_the_maps_of_conv2d(layer: RandomLayer):
    expected = conv2d(layer.input, layer.weight, **layer.geometry)
    for way in WAYS.values():
        maps = way(layer.input.astype(np.float64), layer.weight.astype(np.float64), layer.spec)
        np.testing.assert_array_equal(maps.round(6), expected)


@pytest.mark.parametrize("key", WAYS)
def test_float32_stays_float32(key: str):
    arrays = np.ones((2, 4, 4), np.float32), np.ones((2, 1, 3, 3), np.float32)
    assert WAYS[key](*arrays, ConvSpec(2, 2, 3, groups=2)).dtype == np.float32


def test_winograd_takes_16_multiplications_for_a_tile_of_2x2_outputs():
    one_tile = ConvSpec(3, 5, kernel_size=3)
    assert winograd_multiplications(one_tile, (3, 4, 4)) == 16 * 3 * 5
    assert one_tile.multiply_adds((3, 4, 4)) == 2 * 2 * 9 * 3 * 5
    # 3 x 3 positions begin 2 x 2 tiles, and half of three of them is thrown away.
    assert winograd_multiplications(one_tile, (3, 5, 5)) == 4 * 16 * 3 * 5


@pytest.mark.parametrize("other", [{"kernel_size": 5}, {"stride": 2}, {"dilation": 2}])
def test_winograd_has_no_tile_for_other_kernels_strides_and_dilations(other):
    spec = ConvSpec(**{"in_channels": 1, "out_channels": 1, "kernel_size": 3, **other})
    assert winograd_multiplications(spec, (1, 9, 9)) is None


def test_the_tile_of_winograd_gives_four_outputs():
    """F(2x2, 3x3) by its three matrices, of Lavin and Gray, section 4.1."""
    on_input = np.array([[1, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1]])
    on_kernel = np.array([[1, 0, 0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0, 0, 1]])
    on_products = np.array([[1, 1, 1, 0], [0, 1, -1, -1]])
    tile, kernel = np.arange(16).reshape(4, 4), np.arange(-4, 5).reshape(3, 3)
    products = (on_kernel @ kernel @ on_kernel.T) * (on_input @ tile @ on_input.T)
    assert products.size == 16
    maps = conv2d(tile[None], kernel[None, None])
    np.testing.assert_array_equal(on_products @ products @ on_products.T, maps[0])
