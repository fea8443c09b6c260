"""A stack of layers: shapes, costs and receptive fields by hand, and what to look at in it."""

import re

import numpy as np
import pytest
from framework_layers import output
from hypothesis import assume, given
from hypothesis import strategies as st

from conv_engine.frameworks.keras_layers import (
    Conv2D,
    Conv2DTranspose,
    Cropping2D,
    DepthwiseConv2D,
    SeparableConv2D,
    ZeroPadding2D,
)
from conv_engine.frameworks.pytorch_layers import (
    Conv2d,
    ConvTranspose2d,
    ReflectionPad2d,
    ReplicationPad2d,
)
from tests.conv_engine.stack_oracle import trace


def sentences(*arguments):
    return [warning.sentence for warning in trace(*arguments).warnings]


def test_each_layer_takes_what_the_one_before_makes():
    stack = trace([Conv2d(3, 8, 3, padding=1), Conv2D(16, 3), Conv2d(16, 4, 1)], (3, 8, 9))
    assert [row.input_shape for row in stack.rows] == [(3, 8, 9), (8, 8, 9), (16, 6, 7)]
    assert [row.output_shape for row in stack.rows] == [(8, 8, 9), (16, 6, 7), (4, 6, 7)]
    assert stack.warnings == ()


def test_costs_are_those_of_every_convolution_in_a_layer():
    stack = trace([SeparableConv2D(16, 3, depth_multiplier=2), ZeroPadding2D(1)], (4, 6, 6))
    separable, padding = stack.rows
    assert separable.parameters == 4 * 2 * 3 * 3 + 16 * (4 * 2 + 1)
    assert separable.multiply_adds == (4 * 2 * 4 * 4) * (3 * 3) + (16 * 4 * 4) * (4 * 2)
    assert (padding.parameters, padding.multiply_adds) == (0, 0)
    assert stack.parameters == separable.parameters
    assert stack.multiply_adds == separable.multiply_adds


def test_two_layers_of_3x3_see_as_much_as_one_of_5x5():
    two = trace([Conv2D(8, 3), Conv2D(8, 3)], (3, 9, 9)).rows[-1]
    one = trace([Conv2D(8, 5)], (3, 9, 9)).rows[-1]
    assert two.receptive_field == one.receptive_field == (5, 5)


def test_strides_and_dilation_widen_the_receptive_field():
    layers = [
        Conv2d(3, 8, 7, stride=2),
        Conv2d(8, 8, 3, stride=(2, 1)),
        Conv2d(8, 8, 3, dilation=2),
    ]
    rows = trace(layers, (3, 63, 63)).rows
    assert [row.receptive_field for row in rows] == [
        (7, 7),
        ((3 - 1) * 2 + 7, (3 - 1) * 2 + 7),
        (((5 - 1) * 2 + 3 - 1) * 2 + 7, ((5 - 1) * 1 + 3 - 1) * 2 + 7),
    ]
    assert [row.jump for row in rows] == [(2, 2), (2 * 2, 2 * 1), (2 * 2, 2 * 1)]


def test_a_transposed_convolution_moves_less_than_a_cell():
    rows = trace([Conv2DTranspose(4, 4, strides=2), Conv2D(4, 3)], (3, 8, 8)).rows
    assert rows[0].receptive_field == ((1 + 4 - 2) // 2 + 1,) * 2  # two stamps overlap
    assert rows[1].receptive_field == ((3 + 4 - 2) // 2 + 1,) * 2
    assert [float(height) for height, _ in (row.jump for row in rows)] == [1 / 2, 1 / 2]


def rows_seen(layers, height):
    """The most rows of the input, first to last, that change one row of the output."""
    one_row_each = np.eye(height, dtype=np.int64)[:, None, :, None]
    ones = [
        (np.ones(spec.weight_shape, np.int64), None) for each in layers for spec in each.specs(1)
    ]
    maps = output(tuple(layers), ones, one_row_each)[:, 0, :, 0]
    return max(np.ptp(np.flatnonzero(changed)) + 1 for changed in maps.T if changed.any())


def columns_of_one(layer, **geometry):
    """Layers of one channel whose kernel is one column wide."""
    kernel = st.tuples(st.integers(1, 3), st.just(1))
    return st.builds(layer, st.just(1), st.just(1), kernel, **geometry)


convolutions = columns_of_one(Conv2d, stride=st.integers(1, 2), dilation=st.integers(1, 2))


@given(st.lists(convolutions, min_size=1, max_size=3))
def test_the_receptive_field_is_as_far_as_a_changed_input_reaches(layers):
    height, _ = trace(layers, (1, 64, 64)).rows[-1].receptive_field
    assert height == rows_seen(layers, 64)


@given(
    st.lists(convolutions, max_size=1),
    columns_of_one(ConvTranspose2d, stride=st.integers(1, 3)),
    st.lists(convolutions, max_size=2),
)
def test_no_row_sees_more_than_the_receptive_field_after_a_transposed_convolution(
    before, transposed, after
):
    layers = [*before, transposed, *after]
    height, _ = trace(layers, (1, 32, 32)).rows[-1].receptive_field
    assert height >= rows_seen(layers, 32)
    if not after:
        assert height == rows_seen(layers, 32)


@pytest.mark.parametrize(
    ("layers", "sentence"),
    [
        (
            [Conv2d(3, 32, 3), Conv2d(32, 32, 3), Conv2d(64, 8, 3)],
            "layer 3 expects 64 channels, layer 2 gives 32; nearest in_channels is 32",
        ),
        (
            [ConvTranspose2d(4, 8, 3)],
            "layer 1 expects 4 channels, the input has 3; nearest in_channels is 3",
        ),
        (
            [Conv2D(8, 3), Conv2D(8, 3, groups=4), Conv2D(6, 3, groups=3)],
            "layer 3: groups 3 does not divide both in_channels 8 and out_channels 6; "
            "nearest that does is 2",
        ),
        (
            [Conv2D(8, 3, strides=4), Conv2D(8, 5)],
            "layer 2: kernel of extent 5x5 does not fit the padded input 3x3 (height 3 + 2*0); "
            "the largest kernel height that fits is 3",
        ),
        (
            [Conv2D(8, 9), ReflectionPad2d(3)],
            "layer 2: padding top 3 is more than padding_mode 'reflect' can take from height 3; "
            "nearest is 2",
        ),
        (
            [Cropping2D(6)],
            "layer 1: Cropping2D(6) leaves nothing of height 11: 11 - 6 - 6 = -1 is less than 1",
        ),
    ],
)
def test_a_layer_that_does_not_fit_is_named_and_ends_the_rows(layers, sentence):
    stack = trace([*layers, Conv2D(8, 1)], (3, 11, 11))
    assert len(stack.rows) == len(layers) - 1
    warning = stack.warnings[-1]
    assert warning.sentence == sentence
    assert warning.layer == len(layers)
    assert warning.stops


@pytest.mark.parametrize(
    ("layer", "size", "sentence"),
    [
        (
            Conv2d(3, 8, 3, stride=2),
            (7, 8),
            "layer 1 never visits the last 1 of 8 columns: 8 + 0 - 3 = 5 is not a multiple of "
            "stride 2; nearest width that leaves none is 7",
        ),
        (
            Conv2d(3, 8, 5, stride=(4, 1), padding=(1, 0)),
            (13, 13),
            "layer 1 never visits the last 1 of 13 rows: 13 + 2 - 5 = 10 is not a multiple of "
            "stride 4; nearest height that leaves none is 12",
        ),
        (
            Conv2d(3, 8, 4, stride=(4, 1)),
            (7, 7),
            "layer 1 never visits the last 3 of 7 rows: 7 + 0 - 4 = 3 is not a multiple of "
            "stride 4; nearest height that leaves none is 8",
        ),
        (
            Conv2D(8, 1, strides=(2, 1)),
            (8, 8),
            "layer 1 never visits 1 of every 2 rows: stride 2 passes over them with kernel 1 and "
            "dilation 1; nearest stride that does not is 1",
        ),
        (
            DepthwiseConv2D((1, 3), strides=(1, 4), dilation_rate=(1, 2)),
            (9, 13),
            "layer 1 never visits 2 of every 4 columns: stride 4 passes over them with kernel 3 "
            "and dilation 2; nearest stride that does not is 3",
        ),
        (
            Conv2d(3, 8, (3, 1), stride=(2, 1), padding=(2, 0), dilation=(2, 1)),
            (3, 3),
            "layer 1 never visits 1 of every 2 rows: stride 2 passes over them with kernel 3 and "
            "dilation 2; nearest stride that does not is 1",
        ),
        (
            Conv2d(3, 8, (3, 5), padding=(1, 2)),
            (1, 1),
            "layer 1 slides a 3x5 kernel over maps of 1x1, where 14 of 15 weights see only "
            "padding; nearest kernel_size is 1",
        ),
    ],
)
def test_a_layer_that_wastes_cells_is_named_with_the_nearest_that_does_not(layer, size, sentence):
    assert sentences([layer], (3, *size)) == [sentence]


@pytest.mark.parametrize(
    ("layers", "size"),
    [
        ([Conv2d(3, 8, 3, stride=2, padding=1)], (224, 224)),  # the last column is padding
        ([Conv2D(8, 3, strides=2, padding="same")], (224, 225)),
        ([Conv2d(3, 8, 16, stride=16)], (224, 224)),
        ([Conv2D(8, 5), Conv2D(8, 1)], (5, 5)),  # 1x1 over maps of 1x1 mixes channels
        ([ReplicationPad2d(1), Conv2d(3, 8, 3)], (1, 1)),
        ([Conv2d(3, 8, 3, padding=1, padding_mode="replicate")], (1, 1)),
    ],
)
def test_what_wastes_nothing_is_not_warned_of(layers, size):
    assert sentences(layers, (3, *size)) == []


@given(st.integers(1, 5), st.integers(1, 4), st.integers(1, 12), st.integers(0, 2))
def test_a_dense_layer_is_warned_of_just_where_it_leaves_rows_unvisited(k, s, n, padding):
    assume(n + 2 * padding >= k)
    layer = Conv2d(1, 1, (k, 1), (s, 1), (padding, 0))
    (spec,) = layer.specs(1)
    warned = [each for each in sentences([layer], (1, n, 5)) if " rows: " in each]
    assert bool(warned) == bool(spec.unvisited((1, n, 5)).rows)
    if nearest := re.search(r"nearest height that leaves none is (\d+)", "".join(warned)):
        assert spec.unvisited((1, int(nearest[1]), 5)).rows == ()


def test_a_huge_stride_is_answered_at_once():
    (sentence,) = sentences([Conv2d(1, 1, 1, stride=10**9)], (1, 10**12 + 1, 1))
    assert sentence.startswith("layer 1 never visits 999999999 of every 1000000000 rows")


@pytest.mark.parametrize(
    ("shape", "sentence"),
    [((8, 8), "has 2 axes"), ((3, 0, 8), "input size 0 is less than 1")],
)
def test_an_input_that_is_none_is_refused(shape, sentence):
    with pytest.raises(ValueError, match=sentence):
        trace([Conv2D(8, 3)], shape)
