"""Time and memory of the ways to the same feature maps, measured where the app runs."""

import time
import tracemalloc
from dataclasses import dataclass
from math import prod
from threading import Lock

import numpy as np

from conv_engine import ConvSpec
from conv_engine.alternatives import WAYS, Way
from conv_engine.known_layers import NETWORKS, KnownLayer
from ui.state.scenario import Array

RUNS = 5

# Numbers that two learners measured at the same time would be nobody's.
_one_at_a_time = Lock()


@dataclass(frozen=True)
class Measured:
    """What one way took.

    Attributes
    ----------
    milliseconds : float
        Of the fastest of a few runs: what else the machine does can only add to it.
    megabytes : float
        The most memory that it held at a time beyond the input, the weight and the feature maps.
    """

    milliseconds: float
    megabytes: float


def _of(network: str, name: str) -> KnownLayer:
    return next(layer for layer in NETWORKS[network].layers if layer.name == name)


LAYERS: dict[str, tuple[str, KnownLayer]] = {
    "resnet50": ("ResNet-50, 3x3 on 64 channels of 56x56", _of("resnet50", "conv2 3x3")),
    "alexnet": ("AlexNet, 11x11 on 3 channels of 224x224", _of("alexnet", "conv1")),
    "mobilenet": (
        "MobileNet, depthwise 3x3 on 128 channels of 56x56",
        _of("mobilenet", "depthwise 128, stride 1"),
    ),
    "large": (
        "A kernel of 31x31 on 3 channels of 128x128",
        KnownLayer("31x31", ConvSpec(3, 4, 31, bias=False), 128),
    ),
}
"""Layers to measure, with their titles: small enough for a second or two."""


def measure(layer: KnownLayer) -> dict[str, Measured]:
    """Run every way on random numbers, turn by turn, so that other work hits all alike.

    Parameters
    ----------
    layer : KnownLayer

    Returns
    -------
    dict of Measured by the keys of `conv_engine.alternatives.WAYS`
    """
    random = np.random.default_rng(0)
    input = random.random(layer.input_shape, dtype=np.float32)
    weight = random.random(layer.spec.weight_shape, dtype=np.float32)
    arrays = input, weight, layer.spec
    with _one_at_a_time:
        held = {key: _megabytes_held(way, *arrays) for key, way in WAYS.items()}
        turns = [
            {key: _milliseconds(way, *arrays) for key, way in WAYS.items()} for _ in range(RUNS)
        ]
    return {key: Measured(min(turn[key] for turn in turns), held[key]) for key in WAYS}


def _megabytes_held(way: Way, input: Array, weight: Array, spec: ConvSpec) -> float:
    tracemalloc.start()
    maps = way(input, weight, spec)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return max(0.0, (peak - maps.nbytes) / 1e6)


def _milliseconds(way: Way, input: Array, weight: Array, spec: ConvSpec) -> float:
    start = time.perf_counter()
    way(input, weight, spec)
    return 1000 * (time.perf_counter() - start)


def matrix_megabytes(layer: KnownLayer) -> float:
    """Return the memory of the patch matrix in float32.

    Examples
    --------
    >>> matrix_megabytes(KnownLayer("conv", ConvSpec(64, 64, 3, padding=1), side=224))
    115.605504
    """
    return 4 * prod(layer.patch_matrix_shape) / 1e6
