"""One filter: its window on the input, where each axis has sizes and padding of its own."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv_engine import ConvSpec, Layer
from tests.conv_engine.random_layers import RandomLayer, layers
from ui.pictures.one_filter import OneFilter, window_box

INPUT = np.arange(2 * 5 * 8).reshape(2, 5, 8)


def window_at(position: tuple[int, int], **geometry: object) -> tuple[int, ...]:
    return window_box(ConvSpec(2, 1, (2, 3), **geometry), INPUT.shape, position)


@pytest.mark.parametrize(
    ("position", "box"),
    [
        ((0, 0), (0 * 1 - 1, 0 * 2 - 0, 2, 3)),  # one row above, no column on the left
        ((4, 3), (4 * 1 - 1, 3 * 2 - 0, 2, 3)),
    ],
)
def test_the_window_begins_where_the_padding_of_its_own_axis_puts_it(
    position: tuple[int, int], box: tuple[int, int, int, int]
) -> None:
    assert window_at(position, stride=(1, 2), padding=((1, 0), (0, 2))) == box


def test_same_adds_other_amounts_to_other_lengths() -> None:
    # Rows: (ceil(5/2) - 1)*2 + 2 - 5 = 1 in all, none before. Columns: (4 - 1)*2 + 3 - 8 = 1.
    # With stride 3: (2 - 1)*3 + 2 - 5 = 0 rows, and (3 - 1)*3 + 3 - 8 = 1 column, none before.
    # Dilated by 3 at stride 1: 3*(2 - 1) = 3 rows, 1 before; 3*(3 - 1) = 6 columns, 3 before.
    assert window_at((0, 1), stride=2, padding="same") == (0, 1 * 2 - 0, 2, 3)
    assert window_at((0, 0), padding="same", dilation=3) == (-1, -3, 3 + 1, 6 + 1)


@given(layers(), st.data())
def test_the_window_holds_the_patch_of_the_step(random: RandomLayer, data: st.DataObject) -> None:
    spec = replace(random.spec, padding_mode="zeros")
    layer = Layer(random.input, random.weight, random.bias, spec)
    filters, rows, columns = layer.output_shape
    at = tuple(data.draw(st.integers(0, n - 1)) for n in (filters, rows, columns))
    top, left, height, width = window_box(spec, layer.input.shape, at[1:])
    step = layer.step(*at)
    for place, row in enumerate(range(top, top + height, spec.dilation[0])):
        for other, column in enumerate(range(left, left + width, spec.dilation[1])):
            inside = 0 <= row < layer.input.shape[1] and 0 <= column < layer.input.shape[2]
            seen = layer.input[list(step.channels), row, column] if inside else 0
            np.testing.assert_array_equal(step.patch[:, place, other], seen)


def test_its_maps_are_those_of_its_filter() -> None:
    spec = ConvSpec(2, 1, (2, 3), padding=((1, 0), (0, 2)))
    one_filter = OneFilter.of(Layer.of(INPUT, np.ones((1, 2, 2, 3), int), [7], spec), 0)
    assert one_filter.shape == (5 + 1 - 2 + 1, 8 + 2 - 3 + 1)
    # Bottom right, two columns of padding: only the last column of rows 3 and 4 is under it.
    first, second = (3 * 8 + 7) + (4 * 8 + 7), (40 + 3 * 8 + 7) + (40 + 4 * 8 + 7)
    assert one_filter.partial[:, -1, -1].tolist() == [first, second]
    assert one_filter.feature_map()[-1, -1] == first + second + 7
    assert one_filter.difference_when([1, 0]) == 0
