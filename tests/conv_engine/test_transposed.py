"""conv_transpose2d: stamps by hand, the sum of all stamps, and the transpose of conv2d."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_layers import whole_numbers

from conv_engine import ConvSpec, conv2d, conv_transpose2d
from conv_engine.transposed import TransposedSpec, stamp


@dataclass(frozen=True)
class TransposedLayer:
    input: np.ndarray
    weight: np.ndarray
    geometry: dict


@st.composite
def transposed_layers(draw: st.DrawFn) -> TransposedLayer:
    groups = draw(st.integers(1, 2))
    depth, maps_in_group = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    geometry = {
        "stride": tuple(draw(st.integers(1, 3)) for _ in range(2)),
        "dilation": tuple(draw(st.integers(1, 2)) for _ in range(2)),
        "groups": groups,
    }
    most = [max(s, d) - 1 for s, d in zip(geometry["stride"], geometry["dilation"], strict=True)]
    geometry["output_padding"] = tuple(draw(st.integers(0, n)) for n in most)
    shape = (groups * depth, maps_in_group, draw(st.integers(1, 3)), draw(st.integers(1, 3)))
    uncut = TransposedSpec.of(np.ones(shape, int), **geometry)
    _, *size = uncut.output_shape((groups * depth, height, width))
    geometry["padding"] = tuple(draw(st.integers(0, min(3, (n - 1) // 2))) for n in size)
    return TransposedLayer(
        input=draw(whole_numbers(groups * depth, height, width)),
        weight=draw(whole_numbers(*shape)),
        geometry=geometry,
    )


def test_one_cell_stamps_its_value_times_the_kernel():
    kernel = [[1, 2], [3, 4]]
    np.testing.assert_array_equal(
        conv_transpose2d([[[5]]], [[kernel]]), [[[5 * 1, 5 * 2], [5 * 3, 5 * 4]]]
    )


def test_stamps_add_up_where_they_overlap():
    row = conv_transpose2d([[[2, 3]]], [[[[1, 10]]]])
    np.testing.assert_array_equal(row, [[[2 * 1, 2 * 10 + 3 * 1, 3 * 10]]])


def test_a_stride_as_long_as_the_kernel_sets_stamps_side_by_side():
    row = conv_transpose2d([[[2, 3]]], [[[[1, 10]]]], stride=(1, 2))
    np.testing.assert_array_equal(row, [[[2 * 1, 2 * 10, 3 * 1, 3 * 10]]])


def test_padding_cuts_the_output_where_conv2d_adds_to_the_input():
    row = conv_transpose2d([[[2, 3]]], [[[[1, 10]]]], stride=(1, 2), padding=(0, 1))
    np.testing.assert_array_equal(row, [[[2 * 10, 3 * 1]]])


def test_output_padding_adds_at_the_end_what_padding_would_have_cut():
    arguments = {"stride": (1, 2), "padding": (0, 1)}
    row = conv_transpose2d([[[2, 3]]], [[[[1, 10]]]], **arguments, output_padding=(0, 1))
    np.testing.assert_array_equal(row, [[[2 * 10, 3 * 1, 3 * 10]]])
    beyond = conv_transpose2d([[[2]]], [[[[1, 10]]]], stride=(1, 2), output_padding=(0, 1))
    np.testing.assert_array_equal(beyond, [[[2 * 1, 2 * 10, 0]]])


def test_every_input_channel_stamps_every_output_channel_of_its_group():
    input, weight = [[[2]], [[3]]], [[[[1]], [[10]]], [[[100]], [[1000]]]]
    together = conv_transpose2d(input, weight, [7, 7])
    np.testing.assert_array_equal(together.ravel(), [2 * 1 + 3 * 100 + 7, 2 * 10 + 3 * 1000 + 7])
    apart = conv_transpose2d(input, weight, groups=2)
    np.testing.assert_array_equal(apart.ravel(), [2 * 1, 2 * 10, 3 * 100, 3 * 1000])


def test_it_gives_back_the_shape_of_the_input_and_not_its_numbers():
    picture, weight = [[[1, 2, 3]]], [[[[1, 1]]]]
    maps = conv2d(picture, weight)
    back = conv_transpose2d(maps, weight)
    np.testing.assert_array_equal(maps, [[[1 + 2, 2 + 3]]])
    np.testing.assert_array_equal(back, [[[1 + 2, 1 + 2 + 2 + 3, 2 + 3]]])


def test_three_input_sizes_share_one_output_size_and_output_padding_tells_them_apart():
    layer = ConvSpec(1, 1, kernel_size=2, stride=3)
    for added, size in enumerate((5, 6, 7)):
        assert layer.output_shape((1, size, size)) == (1, 2, 2)
        back = TransposedSpec(1, 1, kernel_size=2, stride=3, output_padding=added)
        assert back.output_shape((1, 2, 2)) == (1, size, size)  # (2 - 1) * 3 + 2 + added


@given(transposed_layers(), st.data())
def test_it_is_the_transpose_of_conv2d(layer: TransposedLayer, data):
    y, (_, height, width) = layer.input, layer.input.shape
    back = conv_transpose2d(y, layer.weight, **layer.geometry)
    x = data.draw(whole_numbers(*back.shape))
    forward = {name: value for name, value in layer.geometry.items() if name != "output_padding"}
    # Output padding longer than a stride leaves room for positions that y does not have.
    there = conv2d(x, layer.weight, **forward)[:, :height, :width]
    assert (there * y).sum() == (x * back).sum()


@given(transposed_layers())
def test_it_is_the_sum_of_all_stamps(layer: TransposedLayer):
    output = conv_transpose2d(layer.input, layer.weight, **layer.geometry)
    total, spec = np.zeros_like(output), TransposedSpec.of(layer.weight, **layer.geometry)
    for row, column in np.ndindex(*layer.input.shape[-2:]):
        one = stamp(layer.input, layer.weight, spec, row, column)
        total[np.ix_(range(len(total)), one.rows, one.columns)] += one.values
    np.testing.assert_array_equal(output, total)
    assert output.dtype == np.int64


@given(transposed_layers())
def test_samples_of_a_batch_do_not_meet(layer: TransposedLayer):
    batch = np.stack([layer.input, 2 * layer.input])
    alone = conv_transpose2d(layer.input, layer.weight, **layer.geometry)
    both = conv_transpose2d(batch, layer.weight, **layer.geometry)
    np.testing.assert_array_equal(both, [alone, 2 * alone])
    spec = TransposedSpec.of(layer.weight, **layer.geometry)
    assert spec.output_shape(batch.shape) == both.shape


def test_what_padding_cuts_off_is_not_in_the_stamp():
    spec = TransposedSpec(1, 1, kernel_size=(1, 3), padding=(0, 1))
    corner = stamp([[[5]]], [[[[1, 2, 3]]]], spec, 0, 0)
    assert (corner.rows, corner.columns) == ((0,), (0,))
    np.testing.assert_array_equal(corner.values, [[[5 * 2]]])


def test_dilation_leaves_gaps_in_a_stamp():
    spec = TransposedSpec(1, 1, kernel_size=(1, 2), dilation=3)
    assert stamp([[[5, 7]]], [[[[1, 2]]]], spec, 0, 1).columns == (1, 4)


def test_a_layer_costs_what_its_weight_says():
    layer = TransposedSpec(6, 4, kernel_size=(3, 2), groups=2, dilation=(1, 2))
    assert layer.weight_shape == (6, 4 // 2, 3, 2)
    assert layer.parameter_count == 6 * 2 * 3 * 2 + 4
    assert layer.multiply_adds((6, 5, 5)) == (6 * 5 * 5) * (2 * 3 * 2)
    assert layer.effective_kernel_size == (3, 2 * (2 - 1) + 1)


def test_float32_stays_float32_and_integers_are_exact():
    ones = np.ones((1, 1, 1), np.float32)
    assert conv_transpose2d(ones, [[[[1, 2]]]]).dtype == np.float32
    assert conv_transpose2d([[[2**53]]], [[[[1]]]], [1]).item() == 2**53 + 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            {"output_padding": 1},
            "height 1 is not smaller than stride 1 or dilation 1; nearest is 0",
        ),
        ({"output_padding": (1, 2), "stride": 2}, "width 2 is not smaller .* nearest is 1"),
        ({"output_padding": -1}, "output_padding -1 is less than 0"),
        ({"padding": -1}, "padding -1 is less than 0"),
        ({"padding": "same"}, "padding 'same' is not a whole number"),
        (
            {"padding": (0, 3)},
            r"output width \(2 - 1\)\*1 \+ 3 - 2\*3 \+ 0 = -2 is less than 1; "
            "nearest padding width is 1",
        ),
        ({"padding": 2}, r"output height .* = 0 is less than 1; nearest padding height is 1"),
        ({"groups": 3}, "groups 3 does not divide both in_channels 2 and out_channels 9"),
        ({"bias": [1, 2]}, r"bias of shape \(2,\) .* must be \(3,\)"),
        ({"input": np.ones((3, 2, 2), int)}, "has 3 channels, .* depth 2 with groups 1 need"),
        ({"input": np.ones((2, 2), int)}, r"input of shape \(2, 2\) has 2 axes"),
        ({"weight": np.ones((2, 3, 3), int)}, r"but needs 4: \(C_in, C_out / groups, k_h, k_w\)"),
    ],
)
def test_what_makes_no_layer_is_refused(arguments, sentence):
    arrays = {"input": np.ones((2, 2, 2), int), "weight": np.ones((2, 3, 3, 3), int)}
    with pytest.raises(ValueError, match=sentence):
        conv_transpose2d(**{**arrays, **arguments})


def test_a_stamp_is_of_one_cell_of_one_sample():
    with pytest.raises(ValueError, match=r"is a batch, .* nearest is input\[0\]"):
        stamp(np.ones((1, 1, 2, 2)), np.ones((1, 1, 2, 2)), TransposedSpec(1, 1, 2), 0, 0)
    with pytest.raises(ValueError, match=r"column 2 is outside 0..1; nearest is 1"):
        stamp(np.ones((1, 2, 2)), np.ones((1, 1, 2, 2)), TransposedSpec(1, 1, 2), 0, 2)
