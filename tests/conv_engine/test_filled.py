"""A network that is only described computes what its layers say, once it has numbers."""

from pathlib import Path

import numpy as np

from conv_engine import conv2d
from conv_engine.networks.filled import draw_learned, fill_network
from files.models import read_model
from files.models.fitted import FittedWeights
from files.network_text import read_network

FILES = Path(__file__).parent.parent / "goldens" / "models"
PROGRAM = """nn.Sequential(
    nn.Conv2d(2, 4, 3, padding=1, stride=2), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2),
    nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 3))"""


def test_a_described_network_computes_what_its_layers_say() -> None:
    network = fill_network(read_network(PROGRAM), (2, 8, 8), draw_learned(3))
    input = np.random.default_rng(0).integers(-9, 10, (2, 8, 8)).astype(np.float32)
    (conv, dense) = (source.read() for source in network.filters.values())
    maps = np.maximum(conv2d(input, conv.weight, stride=2, padding=1), 0)  # the norm is fresh
    pooled = maps.reshape(4, 2, 2, 2, 2).max(axis=(2, 4)).mean(axis=(1, 2))
    np.testing.assert_allclose(network.forward(input), dense.weight[:, :, 0, 0] @ pooled, rtol=1e-5)


def test_arrays_of_a_norm_are_used_and_rounded_sums_of_none_are_lost() -> None:
    """(2 - 1) / sqrt(4 - eps + eps) * 6 + 5 = 8"""
    learned = {"0": {"weight": [[[[2.0]]]]}, "1": {"weight": [6.0], "bias": [5.0]}}
    learned["1"] |= {"running_mean": [1.0], "running_var": [4.0 - 1e-5]}
    network = read_network("nn.Sequential(nn.Conv2d(1, 1, 1, bias=False), nn.BatchNorm2d(1))")
    filled = fill_network(
        network,
        (1, 1, 1),
        lambda name, shape: {word: np.array(each) for word, each in learned[name].items()},
    )
    np.testing.assert_allclose(filled.forward([[[1.0]]]), [[[8.0]]])


def test_weights_of_a_file_are_taken_by_name_and_by_shape() -> None:
    model = read_model("net.pt", (FILES / "state_dict.pt").read_bytes())
    layer = model.layers[0]
    filters, depth, rows, columns = layer.weight.shape
    program = f"nn.Conv2d({depth}, {filters}, ({rows}, {columns}))"
    fitted = FittedWeights(model.arrays)
    filled = fill_network(read_network(program), (depth, 16, 16), fitted.find)
    (source,) = filled.filters.values()
    np.testing.assert_array_equal(source.read().weight, layer.weight)
    assert list(fitted.taken.values()) == [layer.name]


def test_what_is_not_known_is_left_out_and_what_comes_before_is_computed() -> None:
    network = read_network("nn.Sequential(nn.Conv2d(1, 2, 3), nn.GroupNorm(2, 2), nn.ReLU())")
    filled = fill_network(network, (1, 5, 5), draw_learned(0))
    known = [node.kind for node in network.nodes if node.name in filled.rules]
    assert known == ["Conv2d", "ReLU"]
    name = network.nodes[0].name
    assert filled.results(np.ones((1, 5, 5)), [name])[name].shape == (2, 3, 3)
