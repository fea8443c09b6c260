"""Layers and volumes of odd sizes, as the modules get them."""

from typing import Any

import numpy as np

from conv_engine import ConvSpec, Layer
from stage.matrix import matrix_scene
from stage.scene import volume_scene


def layer_scene(
    channels: int, side: int, filters: int, kernel: int, **geometry: Any
) -> dict[str, Any]:
    """A layer of ones, with its three matrices."""
    groups = geometry.get("groups", 1)
    weight = np.ones((filters, channels // groups, kernel, kernel), int)
    input, spec = np.ones((channels, side, side), int), ConvSpec.of(weight, **geometry)
    return matrix_scene(Layer.of(input, weight, spec=spec))


def series_scene(channels: int, length: int, kernel: int) -> dict[str, Any]:
    """A layer over a series: everything is one row high."""
    weight = np.ones((2, channels, 1, kernel), int)
    input = np.ones((channels, 1, length), int)
    return matrix_scene(Layer.of(input, weight))


def block_scene(depth: int, side: int, block: int) -> dict[str, Any]:
    """A block of so many slices in a volume."""
    weight = np.ones((block, 3, 3), int)
    volume = np.ones((depth, side, side), int)
    return volume_scene(volume, weight, 0, ConvSpec.of(weight[None]))


SCENES = {
    "three channels": layer_scene(3, 5, 2, 3),
    "one channel": layer_scene(1, 5, 1, 3),
    "eight channels": layer_scene(8, 5, 8, 3),
    "16x16 under 7x7": layer_scene(8, 16, 8, 7, padding="same"),
    "1x1 kernels": layer_scene(3, 5, 2, 1),
    "one cell": layer_scene(1, 1, 1, 1),
    "two groups": layer_scene(4, 6, 4, 3, groups=2),
    "series": series_scene(3, 16, 5),
    "volume": block_scene(5, 5, 3),
}
