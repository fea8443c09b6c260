"""ConvSpec: shapes, costs, windows and refusals, by hand and against the windows themselves."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_layers import RandomLayer, layers

from conv_engine import ConvSpec, Unvisited, Window, conv2d
from conv_engine.windows import padded


@pytest.mark.parametrize(
    ("i", "k", "s", "p", "d", "o"),
    [
        (4, 3, 1, 0, 1, 2),  # no padding, unit strides: (4 + 0 - 3) / 1 + 1
        (5, 4, 1, 2, 1, 6),  # arbitrary padding: (5 + 4 - 4) / 1 + 1
        (5, 3, 1, 1, 1, 5),  # half padding: (5 + 2 - 3) / 1 + 1
        (5, 3, 1, 2, 1, 7),  # full padding: (5 + 4 - 3) / 1 + 1
        (5, 3, 2, 0, 1, 2),  # no padding, strides: (5 + 0 - 3) / 2 + 1
        (5, 3, 2, 1, 1, 3),  # padding, strides: (5 + 2 - 3) / 2 + 1
        (6, 3, 2, 1, 1, 3),  # one column left over: floor((6 + 2 - 3) / 2) + 1
        (7, 3, 1, 0, 2, 3),  # dilation, extent 2*(3 - 1) + 1 = 5: (7 + 0 - 5) / 1 + 1
    ],
)
def test_output_sizes_of_the_guide_to_convolution_arithmetic(i, k, s, p, d, o):
    assert ConvSpec(1, 1, k, s, p, d).output_shape((1, i, i)) == (1, o, o)
    feature_map = conv2d(np.ones((1, i, i)), np.ones((1, 1, k, k)), stride=s, padding=p, dilation=d)
    assert feature_map.shape == (1, o, o)


def test_parameters_count_the_depth_of_the_input_and_one_bias_per_filter():
    assert ConvSpec(3, 32, 3).parameter_count == 32 * (3 * 3 * 3 + 1) == 896
    assert ConvSpec(3, 32, 3, bias=False).parameter_count == 32 * 3 * 3 * 3
    assert ConvSpec(32, 32, 3, groups=32).parameter_count == 32 * (3 * 3 * 1 + 1)


def test_filters_need_not_be_as_many_as_channels():
    assert ConvSpec(3, 5, 2).output_shape((3, 4, 4)) == (5, 3, 3)


def test_a_dense_kernel_has_dilation_1_and_dilation_spreads_it():
    assert ConvSpec(1, 1, 3).effective_kernel_size == (3, 3)
    assert ConvSpec(1, 1, (3, 5), dilation=(4, 2)).effective_kernel_size == (
        4 * (3 - 1) + 1,
        2 * (5 - 1) + 1,
    )


def test_a_batch_costs_as_many_multiply_adds_as_its_samples():
    spec = ConvSpec(4, 6, 3, groups=2)
    assert spec.multiply_adds((4, 5, 5)) == (6 * 3 * 3) * (4 // 2 * 3 * 3)
    assert spec.multiply_adds((10, 4, 5, 5)) == 10 * spec.multiply_adds((4, 5, 5))


def test_same_puts_the_odd_cell_at_the_end():
    spec = ConvSpec(3, 64, 7, stride=2, padding="same")
    assert (224 // 2 - 1) * 2 + 7 - 224 == 2 + 3
    assert spec.pad_amounts(224, 224) == ((2, 3), (2, 3))
    assert ConvSpec(1, 1, (1, 4), padding="same").pad_amounts(5, 5) == ((0, 0), (1, 2))


def test_same_adds_nothing_where_the_stride_skips_more_than_the_kernel_reaches():
    assert ConvSpec(1, 1, 1, stride=3, padding="same").pad_amounts(7, 7) == ((0, 0), (0, 0))


@given(layers())
def test_same_has_one_position_for_each_stride_begun(layer: RandomLayer):
    spec = replace(layer.spec, padding="same", padding_mode="zeros")
    (_, height, width), (s_h, s_w) = layer.input.shape, spec.stride
    expected = (spec.out_channels, -(-height // s_h), -(-width // s_w))
    assert spec.output_shape(layer.input.shape) == expected


@pytest.mark.parametrize(
    ("padding", "amounts"),
    [
        (2, ((2, 2), (2, 2))),
        ((1, 2), ((1, 1), (2, 2))),
        ([1, 2], ((1, 1), (2, 2))),
        (((0, 1), (2, 3)), ((0, 1), (2, 3))),
        ("valid", ((0, 0), (0, 0))),
        ("same", ((1, 1), (1, 1))),
    ],
)
def test_padding_can_be_written_in_six_ways(padding, amounts):
    assert ConvSpec(1, 1, 3, padding=padding).pad_amounts(5, 5) == amounts


def test_one_number_stands_for_both_axes_and_padding_stays_as_it_was_written():
    spec = ConvSpec(1, 1, 3, stride=2, padding=1, dilation=np.int32(2))
    assert (spec.kernel_size, spec.stride, spec.dilation) == ((3, 3), (2, 2), (2, 2))
    assert spec.padding == 1
    assert spec == replace(spec) and hash(spec) == hash(replace(spec))


def test_a_spec_is_read_off_the_arrays_of_a_layer():
    spec = ConvSpec.of(np.zeros((6, 2, 3, 5)), np.zeros(6), groups=2, stride=2)
    assert spec == ConvSpec(4, 6, (3, 5), stride=2, groups=2)
    assert spec.weight_shape == (6, 2, 3, 5)
    assert not ConvSpec.of(np.zeros((6, 2, 3, 5))).bias


def test_groups_are_blocks_of_channels_in_order():
    spec = ConvSpec(4, 6, 1, groups=2)
    assert [list(spec.group_of(filter)) for filter in range(6)] == [[0, 1]] * 3 + [[2, 3]] * 3


def test_a_dilated_window_has_gaps():
    window = ConvSpec(1, 1, 3, dilation=2).window(1, 0, (1, 7, 7))
    assert window == Window(rows=(1, 3, 5), columns=(0, 2, 4))


def test_a_stride_need_not_divide_evenly_and_the_rest_is_never_visited():
    spec = ConvSpec(1, 1, 3, stride=2)
    assert spec.output_shape((1, 6, 8)) == (1, 2, 3)  # floor(3 / 2) + 1, floor(5 / 2) + 1
    assert spec.unvisited((1, 6, 8)) == Unvisited(rows=(5,), columns=(7,))


def test_a_stride_longer_than_the_kernel_leaves_gaps():
    spec = ConvSpec(1, 1, (1, 2), stride=(2, 3), padding=(0, 1))
    # Windows at padded columns 0-1, 3-4, 6-7 are columns -1-0, 2-3, 5-6 of the input.
    assert spec.unvisited((1, 3, 7)) == Unvisited(rows=(1,), columns=(1, 4))


@given(layers(), st.data())
def test_a_cell_is_unvisited_exactly_if_no_output_depends_on_it(layer: RandomLayer, data):
    spec = replace(layer.spec, padding_mode="zeros")  # other padding holds copies of the input
    _, height, width = layer.input.shape
    row, column = data.draw(st.integers(0, height - 1)), data.draw(st.integers(0, width - 1))
    one_cell = np.zeros_like(layer.input)
    one_cell[:, row, column] = 1
    geometry = {**layer.geometry, "padding_mode": "zeros"}
    seen = conv2d(one_cell, np.ones_like(layer.weight), **geometry).any()
    unvisited = spec.unvisited(layer.input.shape)
    assert seen != (row in unvisited.rows or column in unvisited.columns)


@given(layers())
def test_the_last_window_ends_inside_the_padded_input_and_no_further_one_would(layer: RandomLayer):
    spec, (_, height, width) = layer.spec, layer.input.shape
    *_, rows, columns = spec.output_shape(layer.input.shape)
    amounts = spec.pad_amounts(height, width)
    *_, padded_height, padded_width = padded(layer.input, amounts, spec.padding_mode).shape
    last = spec.window(rows - 1, columns - 1, layer.input.shape)
    assert last.rows[-1] < padded_height <= last.rows[-1] + spec.stride[0]
    assert last.columns[-1] < padded_width <= last.columns[-1] + spec.stride[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"in_channels": 0}, "in_channels 0 is less than 1, the nearest valid choice"),
        ({"out_channels": True}, "out_channels True is not a whole number"),
        ({"kernel_size": 2.0}, "kernel_size 2.0 is not a whole number"),
        ({"kernel_size": (3, 0)}, "kernel_size width 0 is less than 1"),
        ({"kernel_size": (3, 3, 3)}, r"kernel_size \(3, 3, 3\) has 3 entries"),
        ({"stride": 0}, "stride 0 is less than 1, the nearest valid choice"),
        ({"stride": (1, -2)}, "stride width -2 is less than 1"),
        ({"dilation": 0}, "dilation 0 is less than 1, the nearest valid choice"),
        ({"padding": -1}, "padding -1 is less than 0, the nearest valid choice"),
        ({"padding": (1, 2, 3)}, r"padding \(1, 2, 3\) is not one of"),
        ({"padding": (1, (2, 3))}, r"padding \(1, \(2, 3\)\) is not one of"),
        ({"padding": ((1, 2, 3), (0, 0))}, r"needs \(top, bottom\)"),
        ({"padding": ((0, 0), (1, -1))}, "padding right -1 is less than 0"),
        ({"padding": "SAME"}, "padding 'SAME' is not one of 'valid', 'same'"),
        ({"padding": "some"}, "nearest is 'same'"),
        ({"padding_mode": "zero"}, "padding_mode 'zero' is not one of .* nearest is 'zeros'"),
        ({"padding_mode": None}, "padding_mode None is not one of"),
        ({"groups": 4}, "groups 4 does not divide .* 6 and out_channels 9; nearest that does is 3"),
        ({"groups": 0}, "groups 0 is less than 1"),
        ({"bias": 1}, "bias 1 is neither True nor False"),
    ],
)
def test_numbers_out_of_range_are_refused_with_the_nearest_valid_choice(arguments, sentence):
    valid = {"in_channels": 6, "out_channels": 9, "kernel_size": 3}
    with pytest.raises(ValueError, match=sentence):
        ConvSpec(**{**valid, **arguments})


def test_a_kernel_that_does_not_fit_is_refused_with_the_sum_that_shows_it():
    with pytest.raises(ValueError) as refusal:
        ConvSpec(1, 1, 5).output_shape((1, 4, 4))
    assert str(refusal.value) == (
        "kernel of extent 5x5 does not fit the padded input 4x4 (height 4 + 2*0); "
        "the largest kernel height that fits is 4"
    )


def test_a_dilated_kernel_that_does_not_fit_is_refused_by_its_extent():
    spec = ConvSpec(1, 1, (1, 4), dilation=2, padding=((0, 0), (1, 0)))
    with pytest.raises(
        ValueError, match=r"extent 1x7 .* 5x6 \(width 5 \+ 1 \+ 0\); .* kernel width .* is 3"
    ):
        spec.output_shape((1, 5, 5))  # 2*(3-1)+1 = 5 fits in 6, 2*(4-1)+1 = 7 does not


@pytest.mark.parametrize(
    ("padding_mode", "padding", "sentence"),
    [
        (
            "reflect",
            3,
            "padding top 3 is more than .* 'reflect' can take from height 3; nearest is 2",
        ),
        ("circular", (0, 5), "padding left 5 is more than .* from width 4; nearest is 4"),
        ("reflect", ((0, 0), (0, 4)), "padding right 4 .* width 4; nearest is 3"),
    ],
)
def test_padding_that_needs_cells_the_input_lacks_is_refused(padding_mode, padding, sentence):
    spec = ConvSpec(1, 1, 1, padding=padding, padding_mode=padding_mode)
    with pytest.raises(ValueError, match=sentence):
        spec.pad_amounts(3, 4)


def test_the_largest_padding_each_mode_can_take_is_accepted():
    for padding_mode, most in (("reflect", 2), ("circular", 3), ("zeros", 9), ("replicate", 9)):
        spec = ConvSpec(1, 1, 1, padding=most, padding_mode=padding_mode)
        assert spec.output_shape((1, 3, 3)) == (1, 3 + 2 * most, 3 + 2 * most)
