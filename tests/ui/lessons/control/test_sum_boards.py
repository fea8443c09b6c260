"""The boards of lesson 4: columns that add up, what is greyed, rows of the matrix in numbers."""

from typing import Any

import numpy as np
import pytest

from colours import channel_colours
from conv_engine import ConvSpec, Layer, conv2d
from conv_engine.connectivity import connectivity
from stage.board import Line, Read, Tile
from tests.numbers_said import numbers_in
from ui.lessons.control.groups import all_partial_maps
from ui.lessons.control.maps import (
    MOST_LINES,
    grid_heads,
    grid_line,
    grid_tiles,
    mixing_line,
    mixing_tiles,
    operator_tiles,
)
from ui.lessons.control.mixing import Mixing
from ui.pictures.one_filter import OneFilter

HUES = channel_colours((), 4)


def layer_in(groups: int, filters: int = 4) -> tuple[Layer, Layer]:
    """Four channels of 3x3 under kernels of 2x2, in groups and in one; the same kernels."""
    random = np.random.default_rng(groups)
    input, bias = random.integers(-9, 10, (4, 3, 3)), random.integers(-9, 10, filters)
    weight = random.integers(-9, 10, (filters, 4, 2, 2))
    spec = ConvSpec(4, filters, 2, groups=groups)
    kept = np.stack([weight[f, list(spec.group_of(f))] for f in range(filters)])
    return Layer(input, kept, bias, spec), Layer(input, weight, bias, ConvSpec(4, filters, 2))


def grid(groups: int, filters: int = 4) -> tuple[Layer, tuple[tuple[Tile, ...], ...]]:
    layer, dense = layer_in(groups, filters)
    sums = connectivity(layer.spec)
    return layer, grid_tiles(layer, all_partial_maps(layer, dense, sums), sums, HUES)


@pytest.mark.parametrize(("groups", "left"), [(1, 16), (2, 8), (4, 4)])
def test_each_column_adds_up_to_its_feature_map_and_the_rest_is_greyed(
    groups: int, left: int
) -> None:
    layer, columns = grid(groups)
    assert sum(tile.on for parts in columns for tile in parts[:-1]) == left
    output = conv2d(layer.input, layer.weight, layer.bias, groups=groups)
    for filter, (*parts, total) in enumerate(columns):
        summed = sum(tile.values for tile in parts if tile.on) + layer.bias[filter]
        np.testing.assert_array_equal(summed, output[filter])
        np.testing.assert_array_equal(total.values, output[filter])


def test_rows_have_the_hue_of_their_channel_and_tiles_say_whose_they_are() -> None:
    layer, columns = grid(2)
    for filter, (*parts, total) in enumerate(columns):
        assert [tile.colour for tile in parts] == list(HUES)
        said = [numbers_in(tile.alt) for tile in parts]
        assert said == [[filter, channel] for channel in range(4)]
        assert numbers_in(total.alt) == [filter, layer.bias[filter]]
    rows, above = grid_heads(layer)
    assert len(rows) == 4 + 1
    assert [numbers_in(head) for head in above] == list(map(list, enumerate(layer.bias)))


def written(line: Line, tiles: list[Tile], row: int, column: int) -> str:
    """Write a line at a position as the browser does."""
    values = {tile.name: int(tile.values[row, column]) for tile in tiles}
    text = ""
    for part in line:
        if isinstance(part, Read):
            value = values[part.tile]
            signs = {"own": f"{value}", "between": f"{value:+}", "factor": f"({value})"}
            text += signs[part.sign]
        else:
            text += part
    return text.replace("−", "-").replace("×", "*").replace("bias", "")


def sides_of(line: Line, tiles: list[Tile], row: int, column: int) -> list[tuple[Any, Any]]:
    """Work out both sides of each line."""
    equations = [
        text.split(":")[1].split("=") for text in written(line, tiles, row, column).split("\n")
    ]
    return [(eval(left), eval(right)) for left, right in equations]


def test_a_line_for_each_filter_adds_up_as_printed() -> None:
    layer, columns = grid(2)
    line = grid_line(layer, columns)
    for left, right in sides_of(line, [tile for parts in columns for tile in parts], 1, 0):
        assert left == right
    assert len(columns) == MOST_LINES
    assert grid_line(*grid(1, filters=MOST_LINES + 1)) == ()


def test_each_row_of_the_matrix_is_written_with_the_numbers_it_mixes() -> None:
    layer, _ = layer_in(1)
    mixing = Mixing(OneFilter.of(layer, 0), np.array([[1, 0, -2, 1], [0, 0, 0, 0]]))
    depthwise, mixed = mixing_tiles(mixing, mixing.maps())
    line = mixing_line(mixing, depthwise, mixed)
    sides = sides_of(line, [*depthwise, *mixed], 0, 1)
    partial = layer.partial[0, :, 0, 1]
    assert sides[0] == (partial[0] - 2 * partial[2] + partial[3] + layer.bias[0],) * 2
    assert sides[1] == (layer.bias[0],) * 2


def test_what_two_decimals_do_not_hold_is_not_said_to_be_equal() -> None:
    spec = ConvSpec(1, 1, 1)
    layer = Layer(np.array([[[1]]]), np.array([[[[0.11]]]]), np.array([0]), spec)
    mixing = Mixing(OneFilter.of(layer, 0), np.array([[0.5], [1]]))  # 0.055, 0.11
    line = mixing_line(mixing, *mixing_tiles(mixing, mixing.maps()))
    signs = [sign for part in line if isinstance(part, str) for sign in "=≈" if sign in part]
    assert signs == ["≈", "="]


def test_products_have_a_scale_of_their_own_where_channels_are_multiplied() -> None:
    maps = {key: np.array([[2]]) for key in ("sum", "product")}
    several = OneFilter.of(layer_in(1)[0], 0)
    alone = OneFilter.of(layer_in(4)[0], 0)
    assert [tile.scale for tile in operator_tiles(several, maps)] == ["maps", "product"]
    assert [tile.scale for tile in operator_tiles(alone, maps)] == ["maps", "maps"]
