"""Padding and sliding."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_layers import RandomLayer, layers

from conv_engine import ConvSpec
from conv_engine.windows import padded, padded_rows, windows


def test_windows_copy_nothing_and_cannot_be_written():
    input = np.arange(2 * 4 * 4).reshape(2, 4, 4)
    patches = windows(input, ConvSpec(2, 1, 3))
    assert np.shares_memory(patches, input)
    assert not patches.flags.writeable


def test_windows_lie_in_rows_of_one_matrix_of_the_kernel_cells_of_every_channel():
    patches = windows(np.zeros((3, 5, 6)), ConvSpec(3, 8, (2, 3)))
    assert patches.shape == (3, 4, 4, 2, 3)  # 4 * 4 patches of 3 * 2 * 3 values each


@given(layers())
def test_every_window_is_where_the_spec_says(layer: RandomLayer):
    spec, (_, height, width) = layer.spec, layer.input.shape
    ready = padded(layer.input, spec.pad_amounts(height, width), spec.padding_mode)
    patches = windows(ready, spec)
    for row, column in np.ndindex(patches.shape[1:3]):
        window = spec.window(row, column, layer.input.shape)
        there = ready[:, window.rows][:, :, window.columns]
        np.testing.assert_array_equal(patches[:, row, column], there)


def test_padding_leaves_the_input_alone_and_keeps_its_type():
    input = np.ones((1, 2, 2), dtype=np.float32)
    ring = padded(input, ((1, 0), (0, 2)))
    assert ring.dtype == np.float32
    np.testing.assert_array_equal(ring, [[[0, 0, 0, 0], [1, 1, 0, 0], [1, 1, 0, 0]]])


def test_padding_beyond_what_a_mode_can_take_is_refused():
    with pytest.raises(
        ValueError, match=r"padding bottom 2 .* 'reflect' .* height 2; nearest is 1"
    ):
        padded(np.ones((2, 2)), ((0, 2), (0, 0)), "reflect")


def test_a_kernel_larger_than_the_padded_input_is_refused():
    with pytest.raises(ValueError, match="kernel of extent 3x3 does not fit"):
        windows(np.ones((1, 2, 2)), ConvSpec(1, 1, 3, padding=1))  # its padding is not added here


@given(layers(), st.data())
def test_padded_rows_are_a_part_of_the_padded_input(layer: RandomLayer, data):
    spec, (_, height, width) = layer.spec, layer.input.shape
    whole = padded(layer.input, spec.pad_amounts(height, width), spec.padding_mode)
    _, positions, _ = spec.output_shape(layer.input.shape)
    first = data.draw(st.integers(0, positions - 1))
    last = data.draw(st.integers(first, positions - 1))
    part = padded_rows(layer.input, spec, range(first, last + 1), np.dtype(np.float32))
    start, stop = spec.axes[0].cells(first).start, spec.axes[0].cells(last).stop
    assert part.dtype == np.float32
    np.testing.assert_array_equal(part, whole[:, start:stop])
