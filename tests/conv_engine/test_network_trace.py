"""Sizes, costs and receptive fields through a network: chains, branches, holes, shared layers."""

from math import prod

import numpy as np
import pytest
from framework_layers import sizes as plane_sizes
from hypothesis import assume, given
from hypothesis import strategies as st
from random_networks import chain, sizes, stamps, windows

from conv_engine.frameworks import pytorch_layers
from conv_engine.networks import (
    ChannelNorm,
    Concat,
    Conv,
    Elementwise,
    Embedding,
    Flatten,
    GlobalPooling,
    Linear,
    Network,
    Node,
    OpenNumbers,
    Permute,
    Pooling,
    SeparableConv,
    SwapAxes,
    TransposedConv,
    Unchanged,
    UnknownOperation,
    Upsampling,
)
from tests.conv_engine import stack_oracle
from tests.numbers_said import says


def test_a_chain_of_the_page_counts_all_its_layers():
    # Three layers, and the 64 * 56 * 56 features after two poolings, each with 10 weights.
    network = chain(
        [
            Conv(2, 32, 3, padding=1, in_channels=3),
            ChannelNorm(32),
            Unchanged(),
            Pooling(2, 2),
            Conv(2, 64, 3, padding=1, in_channels=32),
            Unchanged(),
            Pooling(2, 2),
            Flatten(),
            Linear(10, in_features=64 * 56 * 56),
        ]
    )
    trace = network.trace((3, 224, 224))
    second = trace.rows[4]
    assert second.output_shape == (64, 112, 112)
    assert second.multiply_adds == 64 * 112 * 112 * 32 * 9
    assert second.receptive_field == (8, 8)  # 3 + 1 for the pooling + 2 * 2
    assert trace.parameters == (27 + 1) * 32 + 2 * 32 + (288 + 1) * 64 + (200_704 + 1) * 10
    assert trace.activations == sum(prod(row.output_shape) for row in trace.rows)
    assert trace.activation_bytes == 4 * trace.activations


@given(st.lists(windows | stamps, max_size=6), st.lists(windows | stamps, max_size=6), sizes)
def test_a_chain_traced_in_parts_adds_up(first, then, shape):
    whole = chain([*first, *then]).trace(shape)
    assume(whole.complete)
    before = chain(first).trace(shape)
    between = before.rows[-1].output_shape if first else shape
    after = chain(then).trace(between)
    shapes = [row.output_shape for row in (*before.rows, *after.rows)]
    assert [row.output_shape for row in whole.rows] == shapes
    assert whole.parameters == before.parameters + after.parameters
    assert whole.multiply_adds == before.multiply_adds + after.multiply_adds
    assert whole.activations == before.activations + after.activations


@given(st.lists(windows, min_size=1, max_size=4), st.lists(windows, min_size=1, max_size=4), sizes)
def test_receptive_fields_of_windows_add_up_too(first, then, shape):
    whole = chain([*first, *then]).trace(shape)
    assume(whole.complete)
    before = chain(first).trace(shape).rows[-1]
    after = chain(then).trace(before.output_shape).rows[-1]
    parts = zip(before.receptive_field, before.jump, after.receptive_field, strict=True)
    assert whole.rows[-1].receptive_field == tuple(r + (w - 1) * jump for r, jump, w in parts)


@given(st.lists(windows | stamps, max_size=6), sizes)
def test_parameters_are_the_sizes_of_all_weights(operations, shape):
    network = chain(operations)
    trace = network.trace(shape)
    assume(trace.complete)
    arriving = [shape, *(row.output_shape for row in trace.rows)]
    weights = [
        np.empty(weight)
        for operation, there in zip(operations, arriving, strict=False)
        for weight in operation.weight_shapes(there)
    ]
    assert trace.parameters == sum(weight.size for weight in weights)


pairs = st.integers(1, 3)
convolutions = st.builds(
    pytorch_layers.Conv2d, *[st.just(2)] * 2, pairs, pairs, st.integers(0, 2), pairs
)
transposed = st.builds(pytorch_layers.ConvTranspose2d, *[st.just(2)] * 2, pairs, pairs)


def as_operation(layer):
    transposes = isinstance(layer, pytorch_layers.ConvTranspose2d)
    numbers = layer.out_channels, layer.kernel_size, layer.stride, layer.padding
    make = TransposedConv if transposes else Conv
    return make(2, *numbers, dilation=layer.dilation, bias=layer.bias, in_channels=2)


@given(st.lists(convolutions | transposed, max_size=5), plane_sizes)
def test_a_chain_of_convolutions_has_the_rows_of_a_stack(layers, size):
    rows = stack_oracle.trace(layers, (2, *size)).rows
    traced = chain([as_operation(layer) for layer in layers]).trace((2, *size)).rows
    assert [
        (row.output_shape, row.parameters, row.multiply_adds, row.receptive_field, row.jump)
        for row in rows
    ] == [
        (row.output_shape, row.parameters, row.multiply_adds, row.receptive_field, row.jump)
        for row in traced[: len(rows)]
    ]


def test_branches_meet_behind_one_another_and_cell_by_cell():
    trace = Network(
        (
            Node("one", "Conv2d", Conv(2, 8, 1), ("input",)),
            Node("five", "Conv2d", Conv(2, 4, 5, padding=2), ("input",)),
            Node("cat", "cat", Concat(), ("one", "five")),
            Node("gate", "Conv2d", Conv(2, 12, 3, padding=1), ("cat",)),
            Node("times", "*", Elementwise(), ("cat", "gate")),
        ),
        outputs=("times", "five"),
    ).trace((3, 20, 20))
    assert [row.output_shape[0] for row in trace.rows] == [8, 4, 8 + 4, 12, 12]
    assert [row.receptive_field[0] for row in trace.rows] == [1, 5, 5, 5 + 2, 7]
    assert trace.outputs == {"times": (12, 20, 20), "five": (4, 20, 20)}


def test_what_is_not_known_ends_the_sizes_of_its_branch_alone():
    network = Network(
        (
            Node("stem", "Conv2d", Conv(2, 8, 3, in_channels=3), ("input",)),
            Node("odd", "Foo", UnknownOperation("`Foo` is not known"), ("stem",)),
            Node("after", "Conv2d", Conv(2, 4, 3, in_channels=8), ("odd",)),
            Node("lazy", "Conv2D", Conv(2, 4, 3), ("odd",)),
            Node("beside", "Conv2d", Conv(2, 4, 3, in_channels=8), ("stem",)),
            Node("cat", "cat", Concat(), ("after", "beside")),
        )
    )
    trace = network.trace((3, 10, 10))
    shapes = {row.name: row.output_shape for row in trace.rows}
    assert [name for name, shape in shapes.items() if shape is None] == [
        *("odd", "after", "lazy", "cat")
    ]
    assert shapes["beside"] == (4, 6, 6)
    # What a layer was told stays right, whatever arrives.
    assert [row.parameters for row in trace.rows] == [224, None, 292, None, 292, 0]
    assert trace.problems == ("odd (Foo): `Foo` is not known",)
    assert not trace.complete


def test_an_open_number_is_asked_for():
    (problem,) = chain([OpenNumbers(("c_out",))]).trace((3, 8, 8)).problems
    assert "c_out" in problem


def test_a_layer_used_twice_counts_once():
    trace = Network(
        (
            Node("conv", "Conv2d", Conv(2, 8, 3, padding=1), ("left",)),
            Node("conv_2", "Conv2d", Conv(2, 8, 3, padding=1), ("right",), shares="conv"),
        ),
        inputs={"left": (3, 8, 8), "right": None},
    ).trace({"right": (3, 6, 6)})
    assert trace.parameters == 8 * 27 + 8
    assert [row.multiply_adds for row in trace.rows] == [64 * 8 * 27, 36 * 8 * 27]


def test_a_layer_used_twice_takes_the_same_channels():
    nodes = (
        Node("conv", "Conv2D", Conv(2, 8, 3), ("input",)),
        Node("again", "Conv2D", Conv(2, 8, 3), ("conv",), shares="conv"),
    )
    (problem,) = Network(nodes).trace((3, 9, 9)).problems
    assert "8 x 3 x 3 x 3" in problem
    assert "8 x 8 x 3 x 3" in problem


def test_a_whole_map_is_at_most_the_whole_input():
    operations = [Conv(2, 4, 3, padding=1), Pooling(2, 2), GlobalPooling(), Linear(5)]
    rows = chain(operations).trace((3, 10, 8)).rows
    assert [row.receptive_field for row in rows] == [(3, 3), (4, 4), (10, 8), (10, 8)]


def test_a_text_is_seen_word_by_word():
    keras = chain([Embedding(100, 16, channels_last=True), Conv(1, 8, 5)]).trace((40,)).rows
    pytorch = chain([Embedding(100, 16), SwapAxes(1, 2), Conv(1, 8, 5)]).trace((40,)).rows
    assert keras[0].output_shape == (16, 40)
    assert keras[-1].output_shape == pytorch[-1].output_shape == (8, 36)
    assert keras[-1].receptive_field == pytorch[-1].receptive_field == (5,)


def test_directions_are_followed_through_a_change_of_axes():
    wide = Conv(2, 4, (1, 5))
    rows = chain([wide, Permute((0, 1, 3, 2)), wide]).trace((4, 12, 12)).rows
    assert [row.receptive_field for row in rows] == [(1, 5), (1, 5), (5, 5)]


def test_a_very_deep_network_is_followed_to_its_end():
    operations = [Pooling(2, 2, ceil_mode=True), Upsampling(2)] * 400
    trace = chain([*operations, Conv(2, 1, 1)]).trace((1, 64, 64))
    assert trace.complete
    assert trace.rows[-1].output_shape == (1, 64, 64)


@pytest.mark.parametrize("shape", [(), (3, 0, 8), (3.5, 8, 8), None])
def test_an_input_that_is_none_is_refused(shape):
    with pytest.raises(ValueError):
        chain([Flatten()]).trace(shape)


@pytest.mark.parametrize(
    ("nodes", "outputs"),
    [
        ((Node("a", "ReLU", Unchanged(), ("b",)),), ()),
        ((Node("a", "ReLU", Unchanged(), ("input",)),) * 2, ()),
        ((Node("input", "ReLU", Unchanged(), ()),), ()),
        ((), ("a",)),
    ],
    ids=["a name that is not there", "a name used twice", "the input's name", "a strange output"],
)
def test_a_graph_that_is_none_is_refused(nodes, outputs):
    with pytest.raises(ValueError):
        Network(nodes, outputs=outputs)


def test_a_separable_layer_is_one_row():
    (row,) = chain([SeparableConv(2, 32, 3)]).trace((3, 8, 8)).rows
    assert row.parameters == 3 * 9 + 3 * 32 + 32
    assert row.multiply_adds == 36 * (3 * 9 + 3 * 32)


@pytest.mark.parametrize(
    ("operation", "shape", "numbers"),
    [
        (Conv(1, 32, 8, in_channels=1000), (1000, 128), (1000, 128)),
        (Conv(2, 32, 3), (224, 3, 224), (224, 3, 3)),
        (Conv(2, 32, 3, in_channels=224), (224, 224, 3), (224, 3, 3)),
        (Pooling(2, 2), (28, 28, 4), (28, 4, 4)),
    ],
)
def test_an_input_that_may_lie_the_other_way_is_asked_about(operation, shape, numbers):
    row = chain([operation]).trace(shape).rows[0]
    assert says(row.oddities[0], *numbers)
    assert row.output_shape


@pytest.mark.parametrize("shape", [(3, 224, 224), (1, 28, 28), (16, 28, 28), (4, 3, 3)])
def test_a_usual_input_is_not_asked_about(shape):
    assert chain([Conv(2, 8, 3)]).trace(shape).rows[0].oddities == ()


def test_what_windows_leave_out_is_said():
    rows = chain([Conv(2, 8, 3), Conv(2, 8, 2, stride=2)]).trace((3, 9, 10)).rows
    assert says(rows[1].oddities[0], 1, 7)  # of 9 - 3 + 1 = 7 rows, the last
