"""Networks as PyTorch and Keras run them: their sizes, parameters, products, receptive fields."""

import pytest

from tests.goldens.stored_networks import FRAMEWORKS, StoredNetwork, stored_networks

STORED = [stored for framework in FRAMEWORKS for stored in stored_networks(framework)]
named = pytest.mark.parametrize("stored", STORED, ids=lambda stored: stored.name)


def test_there_are_many_networks():
    assert len(STORED) >= 40


@named
def test_each_row_has_the_shape_that_the_framework_gives(stored: StoredNetwork):
    rows = stored.network().trace().rows
    assert {row.name: row.problem for row in rows if row.problem} == {}
    assert [(row.name, row.kind, row.output_shape) for row in rows] == [
        (node["name"], node["kind"], tuple(node["output_shape"])) for node in stored.nodes
    ]


@named
def test_each_row_has_the_parameters_that_the_framework_counts(stored: StoredNetwork):
    trace = stored.network().trace()
    assert [(row.name, row.parameters) for row in trace.rows] == [
        (node["name"], node["parameters"]) for node in stored.nodes
    ]
    assert trace.parameters == stored.parameters


@named
def test_the_outputs_are_those_of_the_framework(stored: StoredNetwork):
    assert stored.network().trace().outputs == stored.outputs


@named
def test_the_multiply_adds_are_those_that_the_framework_counts(stored: StoredNetwork):
    assert stored.network().trace().multiply_adds == stored.multiply_adds


@pytest.mark.parametrize("stored", [s for s in STORED if s.fields], ids=lambda stored: stored.name)
def test_the_receptive_field_is_the_measured_one(stored: StoredNetwork):
    rows = {row.name: row for row in stored.network().trace().rows}
    assert {name: rows[name].receptive_field for name in stored.fields} == stored.fields
