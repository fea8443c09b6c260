"""The layer as one matrix product: columns, rows, their product, and copies added up again."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_layers import RandomLayer, layers, whole_numbers

from conv_engine import ConvSpec, col2im, conv2d, filter_matrix, im2col, im2row
from conv_engine.matrix import blocks, copy_counts, patch_matrix_shape
from conv_engine.strategies import multiply_patches


def sliding_of(layer: RandomLayer) -> dict:
    return {name: value for name, value in layer.geometry.items() if name != "groups"}


def columns_of(layer: RandomLayer, input: np.ndarray | None = None) -> np.ndarray:
    seen = layer.input if input is None else input
    return im2col(seen, layer.spec.kernel_size, **sliding_of(layer))


def test_a_column_is_a_patch_all_channels_below_one_another():
    input = [[[1, 2], [3, 4], [5, 6]], [[10, 20], [30, 40], [50, 60]]]
    np.testing.assert_array_equal(
        im2col(input, 2),
        [[1, 3], [2, 4], [3, 5], [4, 6], [10, 30], [20, 40], [30, 50], [40, 60]],
    )


def test_the_sum_over_channels_is_just_a_longer_dot_product():
    input, weight = [[[1, 2]], [[30, 40]]], [[[[5, 6]], [[7, 8]]]]
    (row,), (column,) = filter_matrix(weight), im2col(input, (1, 2)).T
    assert row @ column == 5 * 1 + 6 * 2 + 7 * 30 + 8 * 40
    assert row[:2] @ column[:2] == 5 * 1 + 6 * 2  # the sum of channel 0


@given(layers())
def test_filters_times_patches_are_the_feature_maps(layer: RandomLayer):
    maps = filter_matrix(layer.weight, groups=layer.spec.groups) @ columns_of(layer)
    expected = conv2d(layer.input, layer.weight, **layer.geometry)
    np.testing.assert_array_equal(maps.reshape(expected.shape), expected)
    assert maps.dtype == np.int64


@given(layers())
def test_a_batch_of_smaller_products_is_the_block_diagonal_product_without_its_zeros(
    layer: RandomLayer,
):
    groups = layer.spec.groups
    smaller = blocks(filter_matrix(layer.weight), groups) @ blocks(columns_of(layer), groups)
    whole = filter_matrix(layer.weight, groups=groups) @ columns_of(layer)
    np.testing.assert_array_equal(smaller.reshape(whole.shape), whole)


@given(layers())
def test_patches_as_rows_times_filters_as_columns_are_the_product_transposed(layer: RandomLayer):
    filters = filter_matrix(layer.weight, groups=layer.spec.groups)
    rows = im2row(layer.input, layer.spec.kernel_size, **sliding_of(layer))
    np.testing.assert_array_equal(rows @ filters.T, (filters @ columns_of(layer)).T)


@given(layers(), st.data())
def test_col2im_is_the_transpose_of_im2col(layer: RandomLayer, data):
    columns = columns_of(layer)
    other = data.draw(whole_numbers(*columns.shape))
    back = col2im(other, layer.input.shape, layer.spec.kernel_size, **sliding_of(layer))
    assert (columns * other).sum() == (layer.input * back).sum()


@given(layers())
def test_a_cell_comes_back_as_often_as_it_was_copied(layer: RandomLayer):
    size, sliding = layer.spec.kernel_size, sliding_of(layer)
    back = col2im(columns_of(layer), layer.input.shape, size, **sliding)
    copies = copy_counts(layer.input.shape, layer.spec)
    np.testing.assert_array_equal(back, layer.input * copies)


@given(layers())
def test_only_the_cells_no_window_visits_are_copied_0_times(layer: RandomLayer):
    with_zeros = replace(layer.spec, padding_mode="zeros")  # others copy cells for the padding
    copies = copy_counts(layer.input.shape, with_zeros)
    unvisited = layer.spec.unvisited(layer.input.shape)
    never = np.zeros_like(copies, bool)
    never[list(unvisited.rows)] = never[:, list(unvisited.columns)] = True
    np.testing.assert_array_equal(copies == 0, never)


def test_nine_copies_inside_fewer_at_the_border():
    np.testing.assert_array_equal(
        copy_counts((3, 5, 5), ConvSpec(3, 1, kernel_size=3)),
        [
            [1 * 1, 1 * 2, 1 * 3, 1 * 2, 1 * 1],
            [2 * 1, 2 * 2, 2 * 3, 2 * 2, 2 * 1],
            [3 * 1, 3 * 2, 3 * 3, 3 * 2, 3 * 1],
            [2 * 1, 2 * 2, 2 * 3, 2 * 2, 2 * 1],
            [1 * 1, 1 * 2, 1 * 3, 1 * 2, 1 * 1],
        ],
    )


def test_a_stride_as_long_as_the_kernel_copies_nothing_twice():
    assert set(copy_counts((1, 6, 6), ConvSpec(1, 1, kernel_size=2, stride=2)).ravel()) == {1}


def test_mirrored_cells_are_copied_for_the_padding_too():
    spec = ConvSpec(1, 1, kernel_size=(1, 3), padding=(0, 1), padding_mode="circular")
    row = copy_counts((1, 1, 3), spec)
    np.testing.assert_array_equal(row, [[3, 3, 3]])


def test_the_patch_matrix_of_a_1x1_kernel_is_the_input():
    input = np.arange(12).reshape(3, 2, 2)
    np.testing.assert_array_equal(im2col(input, 1), input.reshape(3, 4))


@given(layers())
def test_samples_of_a_batch_have_matrices_of_their_own(layer: RandomLayer):
    batch = np.stack([layer.input, 2 * layer.input])
    both = columns_of(layer, batch)
    np.testing.assert_array_equal(both, [columns_of(layer), 2 * columns_of(layer)])
    size, sliding = layer.spec.kernel_size, sliding_of(layer)
    assert patch_matrix_shape(batch.shape, layer.spec) == both.shape
    np.testing.assert_array_equal(
        col2im(both, batch.shape, size, **sliding)[1],
        col2im(both[1], layer.input.shape, size, **sliding),
    )


def test_a_filter_has_zeros_for_the_channels_of_other_groups():
    weight = np.array([1, 2, 3, 4]).reshape(4, 1, 1, 1)
    np.testing.assert_array_equal(filter_matrix(weight, groups=2), [[1, 0], [2, 0], [0, 3], [0, 4]])


def test_what_is_shown_is_what_the_engine_multiplies(monkeypatch):
    multiplied = []
    monkeypatch.setattr(np, "matmul", lambda a, b, out: multiplied.extend((a, b)))
    input, weight = np.arange(50.0).reshape(2, 5, 5), np.arange(36.0).reshape(2, 2, 3, 3)
    multiply_patches(input, weight[None], ConvSpec.of(weight), np.empty((1, 2, 3, 3)))
    (rows,), (columns,) = multiplied
    np.testing.assert_array_equal(rows, filter_matrix(weight))
    np.testing.assert_array_equal(columns, im2col(input, 3))


def test_pixels_of_8_bits_do_not_wrap_in_the_product():
    pixels = np.full((1, 1, 2), 200, np.uint8)
    assert (filter_matrix([[[[1, 1]]]]) @ im2col(pixels, (1, 2))).item() == 200 + 200
    assert im2col(pixels.astype(np.float32), 1).dtype == np.float32


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda: im2col(np.ones((1, 4, 4)), 5), "kernel of extent 5x5 does not fit"),
        (lambda: im2col(np.ones((4, 4)), 3), r"input of shape \(4, 4\) has 2 axes"),
        (lambda: im2col(np.ones((1, 4, 4)), 3, stride=0), "stride 0 is less than 1"),
        (lambda: filter_matrix(np.ones((3, 3))), r"weight of shape \(3, 3\) has 2 axes"),
        (lambda: filter_matrix(np.ones((4, 1, 1, 1)), groups=3), "groups 3 does not divide"),
        (lambda: blocks(np.ones((4, 2)), 3), "groups 3 does not divide the 4 rows"),
        (
            lambda: col2im(np.ones((9, 4)), (1, 5, 5), 3),
            r"columns of shape \(9, 4\) .* must be \(9, 9\)",
        ),
    ],
)
def test_what_makes_no_matrix_is_refused(act, sentence):
    with pytest.raises(ValueError, match=sentence):
        act()


def test_the_shape_of_the_matrix_is_known_without_making_it():
    spec = ConvSpec(64, 64, 3, padding=1)
    _, height, width = spec.output_shape((64, 224, 224))
    assert patch_matrix_shape((64, 224, 224), spec) == (64 * 3 * 3, height * width)
