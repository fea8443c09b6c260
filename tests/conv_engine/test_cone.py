"""A part of a map computed from its cone is that part of the whole map."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv_engine import ConvSpec
from conv_engine.networks import (
    Conv,
    Elementwise,
    Network,
    Node,
    Pooling,
    TransposedConv,
    Unchanged,
)
from conv_engine.networks.calculations import convolve, pool_windows
from conv_engine.networks.cone import MapPart, known_shapes, results_within
from conv_engine.networks.filled import fill_network
from conv_engine.networks.weighted import WeightedNetwork
from files.models import read_model
from tests.few_examples import few

FILES = Path(__file__).parent.parent / "goldens" / "models"
small = st.integers(1, 3)


@st.composite
def boxes(draw: st.DrawFn, rows: int, columns: int) -> MapPart:
    top, left = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
    bottom, right = draw(st.integers(top + 1, rows)), draw(st.integers(left + 1, columns))
    return MapPart(top, bottom, left, right)


@st.composite
def networks(draw: st.DrawFn) -> WeightedNetwork:
    """Convolutions, poolings and stamps of any geometry, and a sum of two branches behind them."""
    nodes, rules, before, channels = [], {}, "x", 2
    for place in range(4):
        name, stride, dilation = f"n{place}", draw(small), draw(st.integers(1, 2))
        kernel = draw(st.tuples(small, small))
        padding = draw(st.sampled_from(["same", "valid"]))
        if place == 1 and draw(st.booleans()):
            layer = TransposedConv(2, 2, kernel, stride, padding, None, dilation, in_channels=2)
            weight = np.random.default_rng(place).integers(-3, 4, layer.weight_shapes((2, 9, 9))[0])
            learned = {"weight": weight}
            node = Node(name, "ConvTranspose2d", layer, (before,))
            alone = Network((replace(node, inputs=("input",)),))
            rules[name] = fill_network(alone, (2, 9, 9), lambda *_, kept=learned: kept).rules[name]
            nodes.append(node)
        elif place % 2:
            pooling = Pooling(2, kernel, stride, padding, dilation)
            spec = ConvSpec(channels, channels, kernel, stride, padding, dilation, channels)
            rules[name] = lambda maps, spec=spec: pool_windows(maps, "max", spec)
            nodes.append(Node(name, "MaxPool", pooling, (before,)))
        else:
            conv = Conv(2, 2, kernel, stride, padding, dilation, in_channels=channels)
            spec = ConvSpec(channels, 2, kernel, stride, padding, dilation)
            random = np.random.default_rng(place)
            weight, bias = random.integers(-3, 4, spec.weight_shape), random.integers(-3, 4, 2)
            rules[name] = lambda maps, w=weight, b=bias, spec=spec: convolve(maps, w, b, spec)
            nodes.append(Node(name, "Conv", conv, (before,)))
        before = name
    nodes.append(Node("relu", "Relu", Unchanged(), (before,)))
    nodes.append(Node("sum", "Add", Elementwise(), (before, "relu")))
    rules |= {"relu": lambda maps: np.maximum(maps, 0), "sum": np.add}
    return WeightedNetwork(tuple(nodes), inputs={"x": None}, rules=rules)


@few
@given(networks(), st.data())
def test_a_part_is_that_of_the_whole_map(network: WeightedNetwork, data: st.DataObject) -> None:
    shape = 2, data.draw(st.integers(8, 30)), data.draw(st.integers(8, 30))
    input = np.random.default_rng(0).integers(-9, 10, shape)
    shapes = known_shapes(network, shape)
    if shapes["sum"] is None:  # a window does not fit
        return
    whole = network.results(input, ["sum"])["sum"]
    box = data.draw(boxes(*whole.shape[1:]))
    part = results_within(network, input, shapes, "sum", box)
    np.testing.assert_array_equal(part, box.cut_from(whole))


@pytest.mark.parametrize("file", ["net.onnx", "net.keras", "maps.keras"])
def test_every_node_of_a_file_gives_its_part(file: str) -> None:
    network = read_model(file, (FILES / file).read_bytes()).network
    assert network is not None and network.input_shape is not None
    input = np.random.default_rng(0).random(network.input_shape).astype(np.float32)
    shapes = known_shapes(network, network.input_shape)
    results = network.results(input, [node.name for node in network.nodes])
    for name, whole in results.items():
        if whole.ndim == 3:
            row, column = whole.shape[1] - 1, whole.shape[2] // 2
            part = results_within(network, input, shapes, name, MapPart.of_cell(row, column))
            np.testing.assert_allclose(part[:, 0, 0], whole[:, row, column], atol=1e-5)


def test_only_the_cone_is_computed() -> None:
    """Two 3x3 convolutions see 5x5 cells: the first gets 5x5 of them, the second 3x3."""
    seen = []

    def rule(maps: np.ndarray) -> np.ndarray:
        seen.append(maps.shape[2:])
        return convolve(maps, np.ones((1, 1, 3, 3), int), None, ConvSpec(1, 1, 3))

    nodes = tuple(
        Node(name, "Conv", Conv(2, 1, 3, in_channels=1), (before,))
        for name, before in (("a", "x"), ("b", "a"))
    )
    network = WeightedNetwork(nodes, inputs={"x": None}, rules={"a": rule, "b": rule})
    shapes = known_shapes(network, (1, 50, 50))
    part = results_within(network, np.ones((1, 50, 50), int), shapes, "b", MapPart.of_cell(20, 30))
    assert (part.item(), seen) == (9 * 9, [(5, 5), (3, 3)])
