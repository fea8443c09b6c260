"""conv1d and conv3d beside conv2d: count the directions a block moves in, not its axes."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from random_layers import RandomLayer, layers, whole_numbers

from conv_engine import (
    DIRECTIONS,
    ConvSpec,
    Layer,
    channels_as_depth,
    conv1d,
    conv2d,
    conv3d,
    output_shape,
    shuffle_channels,
)


@st.composite
def geometries(draw: st.DrawFn, directions: int) -> dict:
    """Stride, padding and dilation in PyTorch's words: one number, or one for each direction."""

    def numbers(least: int, most: int) -> st.SearchStrategy:
        each = st.integers(least, most)
        return each | st.tuples(*[each] * directions)

    return {
        "stride": draw(numbers(1, 3)),
        "padding": draw(numbers(0, 2) | st.sampled_from(["valid", "same"])),
        "dilation": draw(numbers(1, 2)),
    }


@st.composite
def volume_layers(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray, dict]:
    """Input, weight, bias and geometry of a small Conv3D layer that fits."""
    groups, depth, filters_in_group = (draw(st.integers(1, 2)) for _ in range(3))
    size = tuple(draw(st.integers(1, 4)) for _ in range(3))
    kernel = tuple(draw(st.integers(1, 3)) for _ in range(3))
    geometry = draw(geometries(3)) | {"groups": groups}
    input_shape = (groups * depth, *size)
    weight_shape = (groups * filters_in_group, depth, *kernel)
    try:
        output_shape(input_shape, weight_shape, **geometry)
    except ValueError:
        assume(False)  # the kernel does not fit
    return (
        draw(whole_numbers(*input_shape)),
        draw(whole_numbers(*weight_shape)),
        draw(whole_numbers(weight_shape[0])),
        geometry,
    )


def test_a_filter_over_a_series_sees_all_features_at_once():
    temperature, wind = [20, 21, 17], [3, 3, 8]
    falls, rises = [1, -1], [-1, 1]
    assert conv1d([temperature, wind], [[falls, rises]], [100]).tolist() == [
        [(20 - 21) + (3 - 3) + 100, (21 - 17) + (8 - 3) + 100]
    ]


def test_a_block_over_a_clip_also_slides_from_frame_to_frame():
    clip = np.array([[1, 2], [10, 20], [100, 200]]).reshape(1, 3, 1, 2)
    block = np.array([[1, 1], [-1, 0]]).reshape(1, 1, 2, 1, 2)  # two frames of a row of two
    assert conv3d(clip, block).ravel().tolist() == [(1 + 2) - 10, (10 + 20) - 100]


def test_a_dilated_block_skips_a_frame_and_padding_puts_black_frames_around():
    clip = np.array([1, 10, 100]).reshape(1, 3, 1, 1)
    block = np.array([2, 3]).reshape(1, 1, 2, 1, 1)
    maps = conv3d(clip, block, padding=(1, 0, 0), dilation=(2, 1, 1), stride=(2, 1, 1))
    assert maps.ravel().tolist() == [2 * 0 + 3 * 10, 2 * 10 + 3 * 0]


def test_channels_of_a_volume_are_added_up_and_groups_keep_them_apart():
    input = np.array([[1, 2], [10, 20]]).reshape(2, 2, 1, 1)  # two channels, two frames
    kernels = np.array([[1, 1], [1, -1]]).reshape(2, 1, 2, 1, 1)
    assert conv3d(input, kernels, groups=2).ravel().tolist() == [1 + 2, 10 - 20]
    assert conv3d(input, kernels.swapaxes(0, 1)).ravel().tolist() == [(1 + 2) + (10 - 20)]


@given(layers(), geometries(1), st.data())
def test_conv1d_is_conv2d_on_one_row(layer: RandomLayer, geometry, data):
    row, weight, groups = layer.input[:, :1], layer.weight[:, :, :1], layer.spec.groups
    on_one_row = {
        "stride": (1, *np.atleast_1d(geometry["stride"]).tolist()),
        "dilation": (1, *np.atleast_1d(geometry["dilation"]).tolist()),
        "padding": geometry["padding"],
    }
    if not isinstance(geometry["padding"], str):
        on_one_row["padding"] = (0, *np.atleast_1d(geometry["padding"]).tolist())
    try:
        expected = conv2d(row, weight, layer.bias, **on_one_row, groups=groups)
    except ValueError:
        assume(False)  # the kernel does not fit
    series, kernels = row[:, 0], weight[:, :, 0]
    maps = conv1d(series, kernels, layer.bias, **geometry, groups=groups)
    np.testing.assert_array_equal(maps, expected[:, 0])
    assert maps.shape == output_shape(series.shape, kernels.shape, **geometry, groups=groups)


@given(layers())
def test_conv2d_is_conv3d_of_full_depth(layer: RandomLayer):
    geometry = layer.geometry | {"groups": 1, "padding_mode": "zeros"}
    weight = np.concatenate([layer.weight] * layer.spec.groups, axis=1)
    try:
        feature_maps = conv2d(layer.input, weight, layer.bias, **geometry)
    except ValueError:
        assume(False)
    (top, bottom), (left, right) = layer.spec.pad_amounts(*layer.input.shape[-2:])
    assume(top == bottom and left == right)  # the only padding that PyTorch can say
    volume, blocks = channels_as_depth(layer.input, weight)
    maps = conv3d(
        volume,
        blocks,
        layer.bias,
        stride=(1, *layer.spec.stride),
        padding=(0, top, left),
        dilation=(1, *layer.spec.dilation),
    )
    assert maps.shape[1] == 1  # no room to move in depth
    np.testing.assert_array_equal(maps[:, 0], feature_maps)


@given(whole_numbers(4, 3, 3), whole_numbers(2, 4, 2, 2), st.integers(1, 4))
def test_a_block_of_less_depth_moves_in_depth_and_is_conv2d_on_the_channels_under_it(
    input, weight, kernel_depth
):
    maps = conv3d(*channels_as_depth(input, weight, kernel_depth))
    assert maps.shape == (2, 4 - kernel_depth + 1, 2, 2)
    for place in range(4 - kernel_depth + 1):
        under_the_block = input[place : place + kernel_depth]
        np.testing.assert_array_equal(
            maps[:, place], conv2d(under_the_block, weight[:, :kernel_depth])
        )


@given(volume_layers(), st.permutations([0, 1, 2]))
def test_depth_is_a_direction_like_height_and_width(layer, order):
    input, weight, bias, geometry = layer
    turned = tuple(1 + axis for axis in order)
    turned_geometry = {
        name: tuple(value[axis] for axis in order) if isinstance(value, tuple) else value
        for name, value in geometry.items()
    }
    np.testing.assert_array_equal(
        conv3d(input, weight, bias, **geometry).transpose(0, *turned),
        conv3d(
            input.transpose(0, *turned),
            weight.transpose(0, 1, *(1 + axis for axis in turned)),
            bias,
            **turned_geometry,
        ),
    )


@given(volume_layers(), st.data())
def test_samples_of_a_batch_of_volumes_do_not_meet_and_the_shape_is_foretold(layer, data):
    input, weight, bias, geometry = layer
    batch = np.stack([input, data.draw(whole_numbers(*input.shape))])
    both = conv3d(batch, weight, bias, **geometry)
    assert both.shape == output_shape(batch.shape, weight.shape, **geometry)
    for sample, maps in zip(batch, both, strict=True):
        np.testing.assert_array_equal(conv3d(sample, weight, bias, **geometry), maps)


@given(whole_numbers(2, 3, 5), whole_numbers(2, 3, 2))
def test_samples_of_a_batch_of_series_do_not_meet(batch, weight):
    for sample, maps in zip(batch, conv1d(batch, weight), strict=True):
        np.testing.assert_array_equal(conv1d(sample, weight), maps)


@given(layers(), geometries(2))
def test_in_two_directions_the_shape_is_that_of_the_spec(layer: RandomLayer, geometry):
    groups = layer.spec.groups
    spec = ConvSpec.of(layer.weight, groups=groups, **geometry)
    try:
        expected = spec.output_shape(layer.input.shape)
    except ValueError:
        assume(False)
    assert expected == output_shape(
        layer.input.shape, layer.weight.shape, **geometry, groups=groups
    )


@given(whole_numbers(4, 2, 2), whole_numbers(2, 4, 2, 2), st.permutations(range(4)))
def test_shuffled_channels_do_not_matter_to_conv2d_nor_to_a_block_of_full_depth(
    input, weight, order
):
    shuffled = shuffle_channels(Layer.of(input, weight), order)
    np.testing.assert_array_equal(shuffled.output, conv2d(input, weight))
    np.testing.assert_array_equal(
        conv3d(*channels_as_depth(shuffled.input, shuffled.weight)),
        conv3d(*channels_as_depth(input, weight)),
    )


def test_a_block_of_less_depth_notices_when_channels_change_places():
    input = np.array([1, 10, 100]).reshape(3, 1, 1)
    alike = np.ones((1, 3, 1, 1), int)  # so that only the neighbours can make a difference
    shuffled = shuffle_channels(Layer.of(input, alike), [0, 2, 1])
    assert shuffled.output.item() == conv2d(input, alike).item() == 1 + 10 + 100
    volume, blocks = channels_as_depth(input, alike, kernel_depth=2)
    assert conv3d(volume, blocks).ravel().tolist() == [1 + 10, 10 + 100]
    volume, blocks = channels_as_depth(shuffled.input, shuffled.weight, kernel_depth=2)
    assert conv3d(volume, blocks).ravel().tolist() == [1 + 100, 100 + 10]


def test_a_layer_is_named_after_the_directions_its_block_moves_in():
    assert {n: len(names) for n, names in DIRECTIONS.items()} == {1: 1, 2: 2, 3: 3}
    assert output_shape((3, 9), (1, 3, 2)) == (1, 9 - 2 + 1)
    assert output_shape((3, 9, 9), (1, 3, 2, 2)) == (1, 8, 8)
    assert output_shape((3, 9, 9, 9), (1, 3, 2, 2, 2)) == (1, 8, 8, 8)


@pytest.mark.parametrize("type_of_input", [np.uint8, np.float16, np.float32, np.float64])
def test_the_types_are_those_of_conv2d(type_of_input):
    ones = {n: np.ones((1, *[2] * n), type_of_input) for n in DIRECTIONS}
    expected = conv2d(ones[2], ones[2][None]).dtype
    assert conv1d(ones[1], ones[1][None]).dtype == expected
    assert conv3d(ones[3], ones[3][None]).dtype == expected


@pytest.mark.parametrize(
    ("input_shape", "weight_shape", "geometry", "sentence"),
    [
        (
            (3, 9, 9),
            (2, 3, 3, 3),
            {},
            r"weight of shape .* has 4 axes, but needs 3: .*, k\)",
        ),
        ((9,), (2, 3, 3), {}, r"has 1 axes, but needs \(C_in, L\) or \(N, C_in, L\)"),
        ((4, 9), (2, 3, 3), {}, r"4 channels, but filters of depth 3 .* groups 1 need 3\*1 = 3"),
        ((4, 9), (3, 2, 3), {"groups": 2}, "groups 2 does not divide both in_channels 4 and"),
        (
            (3, 2),
            (2, 3, 3),
            {},
            r"extent 3 .* input 2 \(length 2 \+ 2\*0\); .* kernel length .* is 2$",
        ),
        (
            (3, 4),
            (2, 3, 4),
            {"dilation": 2, "padding": 1},
            r"extent 7 .* input 6 \(length 4 \+ 2\*1\); the largest kernel length that fits is 3$",
        ),
        ((3, 9), (2, 3, 3), {"stride": (1, 1)}, r"has 2 entries, but needs 1 or \(length,\)"),
        ((3, 9), (2, 3, 3), {"stride": (0,)}, "stride length 0 is less than 1"),
        ((3, 9), (2, 3, 3), {"padding": "sane"}, "'sane' is not one of .*; nearest is 'same'"),
    ],
)
def test_what_makes_no_conv1d_is_refused_in_words_of_length(
    input_shape, weight_shape, geometry, sentence
):
    with pytest.raises(ValueError, match=sentence) as refusal:
        conv1d(np.zeros(input_shape), np.zeros(weight_shape), **geometry)
    assert "height" not in str(refusal.value)


@pytest.mark.parametrize(
    ("input_shape", "weight_shape", "geometry", "sentence"),
    [
        ((3, 9, 9), (2, 3, 3, 3), {}, r"weight .* has 4 axes, but needs 5: .*k_d, k_h, k_w"),
        ((9, 9, 9), (2, 3, 3, 3, 3), {}, r"has 3 axes, but needs \(C_in, D, H, W\) or"),
        ((4, 9, 9, 9), (2, 3, 3, 3, 3), {}, "4 channels, but filters of depth 3"),
        (
            (1, 2, 9, 9),
            (1, 1, 3, 4, 5),
            {},
            r"extent 3x4x5 .* input 2x9x9 \(depth 2 \+ 2\*0\); .* kernel depth .* is 2$",
        ),
        (
            (1, 9, 9, 3),
            (1, 1, 3, 4, 5),
            {},
            r"\(width 3 \+ 2\*0\); the largest kernel width that fits is 3$",
        ),
        (
            (1, 9, 9, 9),
            (1, 1, 3, 3, 3),
            {"dilation": (1, 2)},
            r"dilation \(1, 2\) has 2 entries, but needs 1 or \(depth, height, width\)",
        ),
        ((1, 9, 9, 9), (1, 1, 3, 3, 3), {"padding": (-1, 0, 0)}, "padding depth -1 is less than 0"),
    ],
)
def test_what_makes_no_conv3d_is_refused_in_words_of_depth(
    input_shape, weight_shape, geometry, sentence
):
    with pytest.raises(ValueError, match=sentence):
        conv3d(np.zeros(input_shape), np.zeros(weight_shape), **geometry)


def test_a_bias_is_one_number_for_each_filter_in_any_number_of_directions():
    for convolve, n in (conv1d, 1), (conv3d, 3):
        with pytest.raises(ValueError, match=r"bias of shape \(3,\) .* must be \(2,\)"):
            convolve(np.zeros((1, *[2] * n)), np.zeros((2, 1, *[2] * n)), [1, 2, 3])


@pytest.mark.parametrize(
    ("input_shape", "weight_shape", "sentence"),
    [
        ((3, 4), (1, 3), "has 2 axes, but needs 3, 4 or 5"),
        ((3, 0), (1, 3, 2), r"input of shape \(3, 0\) has an empty axis"),
        ((3, 4), (0, 3, 2), r"weight of shape \(0, 3, 2\) has an empty axis"),
    ],
)
def test_a_shape_that_is_not_there_has_no_output(input_shape, weight_shape, sentence):
    with pytest.raises(ValueError, match=sentence):
        output_shape(input_shape, weight_shape)


def test_a_block_cannot_be_deeper_than_the_channels_nor_have_others():
    input, weight = np.zeros((3, 2, 2)), np.zeros((1, 3, 2, 2))
    with pytest.raises(ValueError, match="kernel_depth 4 is more than the 3 channels"):
        channels_as_depth(input, weight, 4)
    with pytest.raises(ValueError, match="kernel_depth 0 is less than 1"):
        channels_as_depth(input, weight, 0)
    with pytest.raises(ValueError, match=r"input of shape \(4, 2, 2\) has 4 channels"):
        channels_as_depth(np.zeros((4, 2, 2)), weight)
