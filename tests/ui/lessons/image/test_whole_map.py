"""The maps of a whole picture are those of the layer, however they are worked out and shrunk."""

from dataclasses import replace

import numpy as np
import pytest

from ui.lessons.image import whole_maps
from ui.lessons.image.whole_maps import KeptMaps, WholeMaps
from ui.state.scenario import Scenario, WholePicture, scenario_of
from ui.state.settings import DEFAULTS, OWN_PICTURE

PIXELS = np.random.default_rng(1).integers(0, 256, (3, 61, 47)).astype(np.uint8)


def scenario(**changes: int | str) -> Scenario:
    settings = {**DEFAULTS, "input": OWN_PICTURE, **changes}
    return scenario_of(settings, WholePicture(PIXELS))


def maps_of(one: Scenario, number: int) -> WholeMaps:
    *shares, maps = whole_maps.work_out_maps(one, number, KeptMaps(), with_parts=True)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    return maps


@pytest.mark.parametrize("band", [100, 1000, 1_000_000])
@pytest.mark.parametrize(
    "changes", [{}, {"padding": "same", "stride": 2}, {"dilation": 2, "padding_mode": "reflect"}]
)
def test_bands_make_the_feature_map_of_the_layer(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, int | str], band: int
) -> None:
    monkeypatch.setattr(whole_maps, "BAND", band)
    one = scenario(**changes)
    expected = replace(one.layer, input=PIXELS).output
    np.testing.assert_array_equal(maps_of(one, 1).feature_map, expected[1])


def test_shown_maps_are_area_means_and_partial_maps_add_up_to_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # 59 rows: every 2x2 square becomes one pixel
    monkeypatch.setattr(whole_maps, "TILE_SIDE", 30)
    one = scenario()
    maps = maps_of(one, 0)
    whole = replace(one.layer, input=PIXELS).output[0]
    squares = whole[:58, :44].reshape(29, 2, 22, 2).mean(axis=(1, 3))
    np.testing.assert_allclose(maps.shown[0], squares, rtol=1e-5)
    np.testing.assert_allclose(sum(maps.partial) + one.layer.bias[0], squares, rtol=1e-3, atol=1e-2)


def test_with_groups_a_filter_has_the_partial_maps_of_its_group() -> None:
    alpha = {"input": "stripes", "channels": 4, "filters": 4, "groups": 2}
    one = scenario_of({**DEFAULTS, **alpha})
    maps = maps_of(one, 3)
    expected = replace(one.layer, input=one.full).output
    np.testing.assert_array_equal(maps.feature_map, expected[3])
    assert len(maps.partial) == 2


def worked_out(one: Scenario, number: int, kept: KeptMaps, *, with_parts: bool) -> list[str]:
    """Work the maps of a scenario out, and say which keys came."""
    before = set(kept.maps)
    *_, maps = whole_maps.work_out_maps(one, number, kept, with_parts=with_parts)
    assert isinstance(maps, WholeMaps)
    expected = replace(one.layer, input=PIXELS).output[number]
    np.testing.assert_array_equal(maps.feature_map, expected)
    return sorted(set(kept.maps) - before)


def test_a_change_costs_the_maps_that_it_changes() -> None:
    kept = KeptMaps()
    assert len(worked_out(scenario(filters=4), 0, kept, with_parts=False)) == 4
    assert not worked_out(scenario(filters=4), 3, kept, with_parts=False)  # another filter
    assert len(worked_out(scenario(filters=4), 3, kept, with_parts=True)) == 3  # red, green, blue
    assert len(worked_out(scenario(filters=4, bias2=9), 3, kept, with_parts=True)) == 1
    assert len(worked_out(scenario(filters=4, stride=2), 3, kept, with_parts=True)) == 4 + 3


def test_of_large_maps_only_the_chosen_one_is_kept_whole_and_none_that_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(whole_maps, "COMFORTABLE", 59 * 45 * 2 - 1)  # two maps are too many
    kept = KeptMaps()
    worked_out(scenario(), 0, kept, with_parts=True)
    assert [one.whole is not None for one in kept.maps.values()] == [True, False] + 3 * [False]
    assert len(worked_out(scenario(stride=2), 1, kept, with_parts=False)) == 2
    assert sum(one.size for one in kept.maps.values()) < 59 * 45 * 2 + 2 * 30 * 23 * 3
