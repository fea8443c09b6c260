"""A cell of a network is what its channels add and a bias: exactly, wherever it lies."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv_engine import ConvSpec, conv2d, conv_transpose2d
from conv_engine.networks import Network, Node, TransposedConv
from conv_engine.networks.explained import (
    Cell,
    FollowedPicture,
    explain_cell,
    find_origins,
    round_sum,
    split_largest,
)
from conv_engine.networks.filled import fill_network
from conv_engine.networks.weighted import layer_network
from files.models import read_model
from tests.few_examples import few

FILES = Path(__file__).parent.parent / "goldens" / "models"
whole = st.integers(-99, 99)


def followed(file: str) -> FollowedPicture:
    network = read_model(file, (FILES / file).read_bytes()).network
    assert network is not None and network.input_shape is not None
    input = np.random.default_rng(0).random(network.input_shape).astype(np.float32)
    return FollowedPicture(network, input)


@few
@given(st.data())
def test_channel_sums_and_bias_are_the_cell_exactly(data: st.DataObject) -> None:
    groups, kernel = data.draw(st.integers(1, 2)), data.draw(st.integers(1, 3))
    stride, padding = data.draw(st.integers(1, 3)), data.draw(st.integers(0, 3))
    spec = ConvSpec(4, 4, kernel, stride, padding, data.draw(st.integers(1, 2)), groups)
    random = np.random.default_rng(data.draw(whole) + 99)
    weight, bias = random.integers(-9, 10, spec.weight_shape), random.integers(-9, 10, 4)
    input = random.integers(-9, 10, (4, 7, 8))
    geometry = {"stride": stride, "padding": padding, "dilation": spec.dilation}
    maps = conv2d(input, weight, bias, groups=groups, **geometry)
    channel, row, column = (data.draw(st.integers(0, n - 1)) for n in maps.shape)
    picture = FollowedPicture(layer_network(weight, bias, spec), input)
    found = explain_cell(picture, Cell("layer", channel, row, column))
    assert found.step.channel_sums.sum() + bias[channel] == maps[channel, row, column]
    assert found.value == maps[channel, row, column]
    assert found.channels == tuple(spec.group_of(channel))


@few
@given(st.data())
def test_stamps_add_up_to_the_cell_exactly(data: st.DataObject) -> None:
    groups, stride = data.draw(st.integers(1, 2)), data.draw(st.integers(1, 3))
    kernel = data.draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
    dilation = data.draw(st.integers(1, 2))
    padding = data.draw(st.integers(0, min(kernel) - 1))
    layer = TransposedConv(2, 4, kernel, stride, padding, 0, dilation, groups, in_channels=4)
    random = np.random.default_rng(data.draw(whole) + 99)
    weight, bias = random.integers(-9, 10, (4, 4 // groups, *kernel)), random.integers(-9, 10, 4)
    network = Network((Node("up", "ConvTranspose2d", layer, ("input",)),))
    learned = {"weight": weight, "bias": bias}
    input = random.integers(-9, 10, (4, 4, 5))
    filled = fill_network(network, input.shape, lambda name, shape: learned)
    geometry = {"stride": stride, "padding": padding, "dilation": dilation}
    maps = conv_transpose2d(input, weight, bias, groups=groups, **geometry)
    channel, row, column = (data.draw(st.integers(0, n - 1)) for n in maps.shape)
    found = explain_cell(FollowedPicture(filled, input), Cell("up", channel, row, column))
    assert found.step.channel_sums.sum() + bias[channel] == maps[channel, row, column]
    assert found.value == maps[channel, row, column]


@pytest.mark.parametrize("file", ["net.onnx", "net.keras", "maps.keras"])
def test_every_adding_node_of_a_file_is_explained(file: str) -> None:
    picture = followed(file)
    for name, source in picture.network.filters.items():
        filters = source.read()
        cell = Cell(name, len(filters.weight) - 1)
        found = explain_cell(picture, cell)
        total = np.array([[[[found.step.output]]]])
        given_out = total if filters.activate is None else filters.activate(total)
        if filters.weight.shape[2:] != (1, 1) or picture.shapes[name] != (len(filters.weight),):
            assert given_out.item() == pytest.approx(found.value, abs=1e-4)


@few
@given(st.lists(st.floats(-9, 9), min_size=18, max_size=18))
def test_what_is_printed_adds_up_as_printed(values: list[float]) -> None:
    weight = np.array(values[:9]).reshape(1, 3, 1, 3) / 7
    picture = FollowedPicture(
        layer_network(weight, np.array([0.1234567])), np.array(values[9:]).reshape(3, 1, 3)
    )
    found = explain_cell(picture, Cell("layer", 0))
    rounded = round_sum(found)
    unit = 10**rounded.decimals
    printed = [f"{int(part) / unit:.{rounded.decimals}f}" for part in rounded.step.channel_sums]
    bias = f"{rounded.step.bias / unit:.{rounded.decimals}f}"
    total = sum(round(float(text) * unit) for text in [*printed, bias])
    assert total == round(float(f"{rounded.output:.{rounded.decimals}f}") * unit)
    largest = max(np.abs(found.step.channel_sums).max(), abs(found.step.output), 1e-9)
    assert rounded.output == pytest.approx(found.step.output, abs=0.01 * largest)


@given(st.lists(whole, min_size=1, max_size=30), st.integers(1, 8))
def test_the_largest_parts_and_the_others_are_all(sums: list[int], most: int) -> None:
    kept, rest = split_largest(np.array(sums), most)
    assert sum(sums[place] for place in kept) + rest == sum(sums)
    assert len(set(kept)) == len(kept) <= most + 1
    least = min(abs(sums[place]) for place in kept)
    assert all(abs(sums[place]) <= least for place in range(len(sums)) if place not in kept)


@pytest.mark.parametrize("file", ["net.onnx", "net.keras", "maps.keras"])
def test_an_origin_holds_the_number_that_is_passed_on(file: str) -> None:
    picture = followed(file)
    for node in picture.network.nodes:
        shape = picture.shapes[node.name]
        if node.name in picture.network.filters or shape is None:
            continue
        cell = Cell(node.name, shape[0] - 1, *(n // 2 for n in shape[1:]))
        origins = find_origins(picture, cell)
        if origins is None:
            continue
        values = [picture.read_cell(each) for each in origins.cells]
        if origins.how in ("largest", "joined", "flattened"):
            assert values == pytest.approx([picture.read_cell(cell)])
        if origins.how == "added" and node.kind in ("Add", "Subtract"):
            total = values[0] + sum(values[1:]) * (1 if node.kind == "Add" else -1)
            assert total == pytest.approx(picture.read_cell(cell), abs=1e-5)
