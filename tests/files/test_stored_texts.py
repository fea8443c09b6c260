"""Texts of well-known networks, read: the rows are those that PyTorch and Keras run."""

from collections import Counter

import pytest

from files.network_text import read_network
from tests.goldens.stored_networks import FRAMEWORKS, StoredNetwork, stored_networks

STORED = [stored for framework in FRAMEWORKS for stored in stored_networks(framework)]
SHOWN = [stored for stored in STORED if stored.shown]
PLAIN = ("Conv", "Pool", "Linear", "Dense", "Norm", "Padding", "Flatten", "Embedding")
"""Parts of the names of classes that are written alike in text and framework."""


def ids(stored: StoredNetwork) -> str:
    return stored.name


def plain(kind: str) -> str:
    """Return the class of which Keras has several names, under one of them."""
    return kind.replace("MaxPool2D", "MaxPooling2D").replace("MaxPool3D", "MaxPooling3D")


@pytest.mark.parametrize("stored", STORED, ids=ids)
def test_a_program_gives_the_rows_of_its_framework(stored: StoredNetwork) -> None:
    network = read_network(stored.text)
    trace = network.trace()
    assert network.input_shape == next(iter(stored.inputs.values()))
    assert {row.name: row.problem for row in trace.rows if row.problem} == {}
    assert trace.parameters == stored.parameters
    assert trace.multiply_adds == stored.multiply_adds
    expected = Counter(
        (node["kind"], tuple(node["output_shape"]))
        for node in stored.nodes
        if any(part in node["kind"] for part in PLAIN)
    )
    read = Counter(
        (plain(row.kind), row.output_shape)
        for row in trace.rows
        if any(part in row.kind for part in PLAIN)
    )
    assert read == expected


@pytest.mark.parametrize("stored", SHOWN, ids=ids)
def test_what_a_framework_prints_of_it_has_all_its_parameters(stored: StoredNetwork) -> None:
    network = read_network(stored.shown)
    trace = network.trace(network.input_shape or next(iter(stored.inputs.values())))
    assert trace.parameters == stored.parameters
