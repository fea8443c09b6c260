"""Published layers: what they cost together is what their papers say."""

import pytest

from conv_engine.known_layers import NETWORKS, KnownNetwork

DENSE = {  # multiply-adds and parameters of the layers after the convolutions
    "vgg16": (25088 * 4096 + 4096 * 4096 + 4096 * 1000, 4096 + 4096 + 1000),
    "resnet50": (2048 * 1000, 1000),
    "mobilenet": (1024 * 1000, 1000),
}


def totals(key: str) -> tuple[int, int]:
    """Multiply-adds and parameters of the whole network, without normalisation."""
    weights, biases = DENSE[key]
    layers = NETWORKS[key].layers
    multiply_adds = sum(layer.multiply_adds for layer in layers)
    return multiply_adds + weights, sum(layer.parameter_count for layer in layers) + (
        weights + biases
    )


def test_the_feature_maps_of_alexnet_have_as_many_numbers_as_its_paper_counts():
    sizes = [layer.output_shape for layer in NETWORKS["alexnet"].layers]
    neurons = [filters * rows * columns for filters, rows, columns in sizes]
    # 96 * 55 * 55, and as the paper lists the others: 186,624, 64,896, 64,896, 43,264.
    assert neurons == [290_400, 186_624, 64_896, 64_896, 43_264]


def test_vgg_16_has_138_million_parameters():
    _, parameters = totals("vgg16")
    assert parameters == 138_357_544


def test_resnet_50_takes_3_point_8_billion_multiply_adds():
    multiply_adds, _ = totals("resnet50")
    assert 3.8e9 <= multiply_adds < 3.9e9


def test_mobilenet_takes_569_million_multiply_adds_and_4_point_2_million_parameters():
    multiply_adds, parameters = totals("mobilenet")
    assert round(multiply_adds / 1e6) == 569
    assert round(parameters / 1e6, 1) == 4.2


@pytest.mark.parametrize(("key", "count"), [("alexnet", 5), ("vgg16", 13), ("resnet50", 53)])
def test_a_network_has_as_many_convolutions_as_its_paper_says(key: str, count: int):
    # ResNet-50: 49 and the classifier make the 50; 4 more lie on the way around.
    assert sum(layer.times for layer in NETWORKS[key].layers) == count


@pytest.mark.parametrize("network", NETWORKS.values(), ids=lambda network: network.title)
def test_layers_of_a_network_have_names_of_their_own_and_a_source(network: KnownNetwork):
    names = [layer.name for layer in network.layers]
    assert len(set(names)) == len(names)
    assert "20" in network.source  # the year
