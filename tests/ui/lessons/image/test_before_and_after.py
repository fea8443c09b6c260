"""Before and after: what the magnifiers read is the engine's, of shrunk pictures, too."""

import numpy as np
import pytest

from conv_engine import conv2d
from stage.tiles import CellBox
from stage.wipe import Looked, Piece
from ui.lessons.image import before_and_after as lesson
from ui.lessons.image import whole_maps
from ui.lessons.image.before_and_after import before_and_after
from ui.lessons.image.whole_maps import KeptMaps, WholeMaps
from ui.state.scenario import Scenario, WholePicture, scenario_of
from ui.state.settings import DEFAULTS, OWN_PICTURE

HEIGHT, WIDTH = 161, 147
PIXELS = np.random.default_rng(1).integers(0, 256, (3, HEIGHT, WIDTH)).astype(np.uint8)
GEOMETRIES: list[dict[str, int | str]] = [{}, {"padding": "same", "stride": 2}]


def made(**changes: int | str) -> tuple[Scenario, WholeMaps]:
    one = scenario_of({**DEFAULTS, "input": OWN_PICTURE, **changes}, WholePicture(PIXELS))
    return one, maps_of(one)


def maps_of(one: Scenario) -> WholeMaps:
    *_, maps = whole_maps.work_out_maps(one, 0, KeptMaps(), with_parts=False)
    assert isinstance(maps, WholeMaps)
    return maps


@pytest.fixture
def shrunk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture of 161x147 is as large as one of a camera: it is shown with 80 pixels a side."""
    monkeypatch.setattr(whole_maps, "SHOWN_SIDE", 80)


def test_what_is_small_enough_comes_whole_once() -> None:
    one, maps = made()
    both = before_and_after(one, maps, 0, (3, 4), Looked(CellBox(0, 0, 9, 9), (5, 6)))
    (picture,), (feature_map,) = both.picture, both.feature_map
    np.testing.assert_array_equal(picture.values, PIXELS)
    expected = conv2d(PIXELS, one.layer.weight[:1], one.layer.bias[:1])
    np.testing.assert_array_equal(feature_map.values, expected[0])


def has_place(piece: Piece, place: tuple[int, ...]) -> bool:
    """Whether a pixel of the whole lies on a piece at full resolution."""
    inside = np.subtract(place, (piece.top, piece.left))
    return piece.step == 1 and bool(np.all((inside >= 0) & (inside < piece.values.shape[-2:])))


@pytest.mark.usefixtures("shrunk")
@pytest.mark.parametrize("changes", GEOMETRIES)
@pytest.mark.parametrize("at", [(0, 0), (40, 60), (80, 73)])
def test_around_the_pixel_that_is_read_nothing_is_shrunk(
    changes: dict[str, int | str], at: tuple[int, int]
) -> None:
    one, maps = made(**changes)
    both = before_and_after(one, maps, 0, at, None)
    coarse, fine = both.feature_map
    assert coarse.step > 1
    assert fine.values[at[0] - fine.top, at[1] - fine.left] == maps.feature_map[at]
    before = both.picture[-1]
    rows, columns = before.values.shape[1:]
    under = PIXELS[:, before.top : before.top + rows, before.left : before.left + columns]
    np.testing.assert_array_equal(before.values, under)
    # The middle of the 3x3 window, or the picture's nearest pixel: stride * place - padding + 1.
    middle = np.multiply(at, both.sliding.stride) - both.sliding.before + 1
    assert has_place(before, tuple(np.clip(middle, 0, (HEIGHT - 1, WIDTH - 1))))


@pytest.mark.usefixtures("shrunk")
def test_the_pixel_that_is_pointed_at_is_read_beside_the_one_that_is_pinned() -> None:
    one, maps = made()
    both = before_and_after(one, maps, 0, (0, 0), Looked(None, (150, 140)))
    for place in ((0, 0), (150, 140)):
        assert any(has_place(piece, place) for piece in both.feature_map)


@pytest.mark.usefixtures("shrunk")
@pytest.mark.parametrize(("most", "step"), [(100 * 90, 1), (50 * 45, 2), (50 * 45 - 1, 3)])
def test_the_part_that_is_looked_at_has_at_most_the_pixels_of_a_screen(
    monkeypatch: pytest.MonkeyPatch, most: int, step: int
) -> None:
    monkeypatch.setattr(lesson, "MOST_SAMPLES", most)
    one, maps = made()
    both = before_and_after(one, maps, 0, (0, 0), Looked(CellBox(20, 30, 100, 90), (70, 70)))
    for piece in (both.feature_map[1], both.picture[1]):
        assert piece.step == step
        assert np.prod(piece.values.shape[-2:]) <= most
    # Position (20, 30) lies on pixel (20 + 1, 30 + 1), the middle of its 3x3 window.
    assert (both.picture[1].top, both.picture[1].left) == (21, 31)


def test_means_have_the_decimals_that_their_colours_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_maps, "SHOWN_SIDE", 80)
    one, maps = made()
    (whole, _) = before_and_after(one, maps, 0, (0, 0), None).feature_map
    shade = maps.limit / 255
    np.testing.assert_allclose(whole.drawn, maps.overview, atol=shade / 2 + 0.01)


@pytest.mark.parametrize("channels", [1, 4, 8])
def test_every_channel_has_a_name_and_a_colour_of_its_own(channels: int) -> None:
    one = scenario_of({**DEFAULTS, "input": "stripes", "channels": channels})
    both = before_and_after(one, maps_of(one), 0, (0, 0), None)
    assert len({entry.name for entry in both.channels}) == channels
    assert len({entry.colour for entry in both.channels}) == channels
    assert len(both.picture[0].values) == channels
    assert len(both.picture[0].drawn) in (1, 3)
