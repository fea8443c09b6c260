"""The tiles of lesson 9 show the engine's numbers, and those of one position add up."""

from dataclasses import replace

import numpy as np
import pytest

from ui.lessons.image import whole_maps
from ui.lessons.image.tiles import channel_tiles, close_tiles, filter_tiles, line_of
from ui.lessons.image.whole_maps import KeptMaps, WholeMaps
from ui.state.scenario import Scenario, WholePicture, scenario_of
from ui.state.settings import DEFAULTS, OWN_PICTURE

PIXELS = np.random.default_rng(1).integers(0, 256, (3, 61, 47)).astype(np.uint8)


def scenario(**changes: int | str) -> Scenario:
    return scenario_of({**DEFAULTS, "input": OWN_PICTURE, **changes}, WholePicture(PIXELS))


def maps_of(one: Scenario, number: int) -> WholeMaps:
    *_, maps = whole_maps.work_out_maps(one, number, KeptMaps(), with_parts=True)
    assert isinstance(maps, WholeMaps)
    return maps


def test_partial_maps_and_bias_add_up_to_the_feature_map_as_printed() -> None:
    one = scenario(filters=4)
    maps = maps_of(one, 1)
    channels = channel_tiles(one, maps, 1, "signed")
    filters = filter_tiles(one, maps, 1, "signed")
    output = filters[0][0]
    names = [tile.name for stack in filters for tile in stack]
    assert names == [f"feature map {f}" for f in (1, 0, 2, 3)]
    np.testing.assert_array_equal(output.values, replace(one.layer, input=PIXELS).output[1])
    total = sum(stack[1].values for stack in channels) + one.layer.bias[1]
    np.testing.assert_array_equal(total, output.values)
    assert len(line_of(one, maps, 1, channels, output)) == 3 + 3  # bias, "=", and the output


def test_shrunk_tiles_are_means_of_one_size_without_window_and_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(whole_maps, "TILE_SIDE", 30)
    one = scenario()
    maps = maps_of(one, 0)
    channels = channel_tiles(one, maps, 0, "signed")
    assert maps.step == 2
    assert {tile.values.shape for stack in channels for tile in stack} == {(29, 22)}  # 59, 45 / 2
    assert line_of(one, maps, 0, channels, channels[0][1]) == ()


@pytest.mark.parametrize("at", [(0, 0), (20, 12), (30, 23)])
def test_the_close_up_shows_the_window_of_the_position(at: tuple[int, int]) -> None:
    one = scenario(stride=2, padding="same")
    feature_map = replace(one.layer, input=PIXELS).output[0]
    picture, near = close_tiles(one, feature_map, 0, at)
    assert picture.origin is not None and near.origin is not None
    assert near.values[tuple(np.subtract(at, near.origin))] == feature_map[at]
    (above, _), (left, _) = one.layer.spec.pad_amounts(61, 47)
    first = (at[0] * 2 - above, at[1] * 2 - left)  # of the window
    inside = np.clip(first, 0, (60, 46))
    row, column = np.subtract(inside, picture.origin)
    np.testing.assert_array_equal(picture.values[:, row, column], PIXELS[:, inside[0], inside[1]])
