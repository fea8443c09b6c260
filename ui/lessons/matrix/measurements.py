"""Time of the ways to the same feature maps, measured where the app runs, and their memory."""

import time
from threading import Lock

import numpy as np

from conv_engine import ConvSpec
from conv_engine.held_memory import held_numbers
from conv_engine.known_layers import NETWORKS, KnownLayer
from conv_engine.other_ways import WAYS, Way
from ui.state.scenario import Array

RUNS = 5

# Numbers that two learners measured at the same time would be nobody's.
_one_at_a_time = Lock()


def _published_layer(network: str, name: str) -> KnownLayer:
    return next(layer for layer in NETWORKS[network].layers if layer.name == name)


LAYERS: dict[str, KnownLayer] = {
    "resnet50": _published_layer("resnet50", "conv2 3x3"),
    "alexnet": _published_layer("alexnet", "conv1"),
    "mobilenet": _published_layer("mobilenet", "depthwise 128, stride 1"),
    "large": KnownLayer("31x31", ConvSpec(3, 4, 31, bias=False), 128),
}
"""Layers to measure, by the values of `ui.state.keys.MEASURED_LAYER`: small enough for a second or
two."""


def time_ways(layer: KnownLayer) -> dict[str, float]:
    """Run every way on random numbers, turn by turn, so that other work hits all alike.

    It returns milliseconds of the fastest run: what else the machine does can only add to it.
    """
    random = np.random.default_rng(0)
    input = random.random(layer.input_shape, dtype=np.float32)
    weight = random.random(layer.spec.weight_shape, dtype=np.float32)
    with _one_at_a_time:
        turns = [
            {key: _milliseconds(way, input, weight, layer.spec) for key, way in WAYS.items()}
            for _ in range(RUNS)
        ]
    return {key: min(turn[key] for turn in turns) for key in WAYS}


def _milliseconds(way: Way, input: Array, weight: Array, spec: ConvSpec) -> float:
    start = time.perf_counter()
    way(input, weight, spec)
    return 1000 * (time.perf_counter() - start)


def held_megabytes(way: str, layer: KnownLayer) -> float:
    """Return the memory that a way holds in float32, beyond input, weight and feature maps.

    Examples
    --------
    >>> held_megabytes("matrix", KnownLayer("conv", ConvSpec(64, 64, 3, padding=1), side=224))
    115.605504
    """
    return 4 * held_numbers(layer.spec, layer.input_shape)[way] / 1e6
