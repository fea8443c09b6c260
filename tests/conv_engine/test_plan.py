"""Every strategy gives the same feature maps, whatever the tile; and which one is chosen when."""

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from random_layers import RandomLayer, layers

from conv_engine import ConvSpec, conv2d
from conv_engine.plan import FEW_FILTERS, TILE, Plan, largest_sum
from conv_engine.strategies import (
    Strategy,
    multiply_cells,
    multiply_kernel_rows,
    multiply_map_rows,
    multiply_patches,
)

STRATEGIES = (multiply_cells, multiply_patches, multiply_kernel_rows, multiply_map_rows)
every_strategy = pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda way: way.__name__)


def filled(layer: RandomLayer, strategy: Strategy, type: str, tile_rows: int) -> np.ndarray:
    """The feature maps without bias, in so high tiles, with sums in the type."""
    input, weight = layer.input.astype(type), layer.weight.astype(type)
    plan = Plan.of(input, weight, layer.spec)
    plan = replace(plan, kernels=plan.kernels.astype(type), strategy=strategy, tile_rows=tile_rows)
    maps = np.empty(layer.spec.output_shape(input.shape), plan.output_type)
    plan.fill(maps, input)
    return maps


@every_strategy
@pytest.mark.parametrize("type", ["int64", "float64", "float32"])
@given(layers(), st.integers(1, 3))
def test_whole_numbers_come_out_exactly_the_same(strategy, type, layer: RandomLayer, tile_rows):
    exact = filled(layer, multiply_cells, "int64", tile_rows=1)
    np.testing.assert_array_equal(filled(layer, strategy, type, tile_rows), exact)


@every_strategy
@pytest.mark.parametrize("type", [np.float32, np.float64])
@given(layers(), st.integers(1, 3), st.data())
def test_fractions_differ_by_rounding_only(strategy, type, layer: RandomLayer, tile_rows, data):
    fractions = st.floats(-1, 1, width=32)
    layer = replace(
        layer,
        input=data.draw(arrays(np.float64, layer.input.shape, elements=fractions)),
        weight=data.draw(arrays(np.float64, layer.weight.shape, elements=fractions)),
    )
    # Each of n products of at most 1 * 1, and each of their sums of at most n, is rounded once.
    n = layer.weight[0].size
    tolerance = 2 * n * n * np.finfo(type).eps
    maps = filled(layer, strategy, type.__name__, tile_rows)
    wide = filled(layer, multiply_cells, "longdouble", tile_rows=1)
    assert maps.dtype == type
    assert np.abs(maps - wide).max() <= tolerance


@pytest.mark.parametrize("strange", [np.inf, -np.inf, np.nan])
@pytest.mark.parametrize("stride", [1, 2])
def test_what_is_not_finite_stays_under_its_windows(strange, stride):
    input, weight = np.ones((2, 15, 15), np.float32), np.ones((2, 1, 3, 3), np.float32)
    input[1, 7, 7] = strange
    spec = ConvSpec.of(weight, stride=stride, groups=2)
    rows, columns = spec.axes
    expected = np.full(spec.output_shape(input.shape), 9, np.float32)  # 3 * 3 ones
    for row, column in np.ndindex(expected.shape[1:]):
        if 7 in rows.cells(row) and 7 in columns.cells(column):
            expected[1, row, column] = strange
    np.testing.assert_array_equal(conv2d(input, weight, groups=2, stride=stride), expected)


@given(layers(), st.data())
def test_a_plan_fills_any_rows_with_what_stands_there_in_the_whole(layer: RandomLayer, data):
    plan = Plan.of(layer.input, layer.weight, layer.spec)
    whole = conv2d(layer.input, layer.weight, **layer.geometry)
    first = data.draw(st.integers(0, whole.shape[1] - 1))
    last = data.draw(st.integers(first, whole.shape[1] - 1))
    part = np.empty_like(whole[:, first : last + 1])
    plan.fill(part, layer.input, first)
    np.testing.assert_array_equal(part, whole[:, first : last + 1])


def plan_of(input, weight, **geometry) -> Plan:
    return Plan.of(input, weight, ConvSpec.of(weight, **geometry))


def test_floats_and_small_integers_are_multiplied_as_matrices():
    for type in ("float32", "float64", "uint8"):
        plan = plan_of(np.ones((3, 9, 9), type), np.ones((32, 3, 3, 3), type))
        assert plan.strategy is multiply_patches
        assert plan.kernels.dtype.kind == "f"


def test_few_filters_in_a_group_share_what_neighbouring_rows_see():
    input = np.zeros((4, 9, 9))
    few, more = np.zeros((FEW_FILTERS, 4, 3, 3)), np.zeros((FEW_FILTERS + 1, 4, 3, 3))
    assert plan_of(input, few).strategy is multiply_map_rows
    assert plan_of(input, more).strategy is multiply_patches
    assert (
        plan_of(input, np.zeros((4 * FEW_FILTERS, 1, 3, 3)), groups=4).strategy is multiply_map_rows
    )


def test_rows_of_the_maps_that_share_nothing_go_by_patches():
    input, weight = np.zeros((4, 9, 9)), np.zeros((2, 4, 3, 3))
    assert (
        plan_of(input, weight, stride=(2, 1)).strategy is multiply_map_rows
    )  # one row of 3 is shared
    assert plan_of(input, weight, stride=(3, 1)).strategy is multiply_patches
    assert plan_of(input, weight, dilation=(2, 1)).strategy is multiply_patches
    assert plan_of(input, weight[..., :1, :1]).strategy is multiply_patches


def test_a_kernel_whose_patches_are_too_many_goes_row_by_row():
    columns = 4000
    input, weight = np.zeros((3, 31, columns + 30), np.float32), np.zeros((1, 3, 31, 31))
    assert 3 * 31 * 31 * columns > TILE  # numbers in the patches of one row
    assert plan_of(input, weight).strategy is multiply_kernel_rows


def test_a_tile_holds_as_many_rows_as_fit():
    picture = np.zeros((4, 1026, 1026), np.float32)
    all_cells, in_width = np.zeros((32, 4, 3, 3), np.float32), np.zeros((8, 4, 3, 3), np.float32)
    assert plan_of(picture, all_cells).tile_rows == TILE // (4 * 3 * 3 * 1024)
    assert plan_of(picture, in_width).tile_rows == TILE // (4 * 3 * 1024)


def test_maps_that_only_a_copy_could_fill_are_refused():
    layer, transposed = ConvSpec(1, 1, 1), np.zeros((1, 3, 2)).swapaxes(1, 2)
    input, weight = np.ones((1, 2, 3)), np.ones((1, 1, 1, 1))
    with pytest.raises(ValueError, match="copy"):
        Plan.of(input, weight, layer).fill(transposed, input)


def test_integers_go_through_floats_only_below_two_to_the_53():
    weight = np.ones((1, 2, 1, 1), int)
    below, reached = np.full((2, 1, 1), 2**52 - 1), np.full((2, 1, 1), 2**52)
    assert largest_sum(below, weight) == 2 * (2**52 - 1) < 2**53
    assert plan_of(below, weight).kernels.dtype == np.float64
    assert largest_sum(reached, weight) == 2**53
    assert plan_of(reached, weight).kernels.dtype == np.int64
    assert plan_of(reached, weight).strategy is multiply_cells
    assert conv2d(below, weight).item() == 2**52 - 1 + 2**52 - 1
    assert conv2d(reached, weight).item() == 2**52 + 2**52


def test_the_largest_sum_counts_what_is_negative_down_to_the_least_integer():
    least = np.array([[[-(2**63)]]])
    assert largest_sum(least, np.array([[[[-3]]]])) == 2**63 * 3


def test_sums_beyond_two_to_the_53_are_exact_even_where_they_cancel():
    input = np.array([2**60, 1, -(2**60)]).reshape(3, 1, 1)
    assert conv2d(input, np.ones((1, 3, 1, 1), int)).item() == 2**60 + 1 - 2**60


@pytest.mark.parametrize("padding_mode", ["zeros", "reflect", "replicate", "circular"])
def test_a_large_picture_is_neither_padded_nor_converted_as_a_whole(padding_mode):
    pixels, weight = np.ones((3, 1200, 1600), np.uint8), np.ones((1, 3, 3, 3), np.float32)
    converted = 4 * pixels.size  # 23 MB of float32
    tracemalloc.start()
    maps = conv2d(pixels, weight, padding="same", padding_mode=padding_mode)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak - maps.nbytes < converted / 2
