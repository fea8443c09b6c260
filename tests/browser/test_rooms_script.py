"""The rooms of a layer's picture: volume, ledger, output number, maps and legend."""

from typing import Any

import numpy as np
import pytest
from frontend_modules import Frontend
from frontend_scenes import SCENES, layer_scene

from conv_engine import Layer
from stage.matrix import matrix_scene

WIDTHS = (320, 390, 699, 700, 1024, 1400)
LAYOUT = "layoutFor(width, screen, scene, compact)"


def layout(frontend: Frontend, name: str, width: int, **more: Any) -> Any:
    given = {"screen": 900, "compact": False} | more
    return frontend.of_scene(SCENES[name], LAYOUT, width=width, **given)


@pytest.mark.parametrize("name", SCENES)
def test_the_rooms_of_the_picture_do_not_overlap_at_any_width(
    name: str, frontend: Frontend
) -> None:
    for width in WIDTHS:
        found = layout(frontend, name, width)
        rooms = [found["volume"], found["ledger"], found["maps"]]
        legend, is_beside = found["legend"], found["legend"]["x"] > found["volume"]["x"]
        above = found["ledger" if is_beside else "volume"]
        assert above["y"] + above["h"] < legend["y"] <= found["height"] - legend["h"]
        start, size = ("x", "w") if found["wide"] else ("y", "h")
        whole = found["width"] if found["wide"] else found["height"]
        ends = [0, *(edge for room in rooms for edge in (room[start], room[start] + room[size]))]
        assert [*ends, whole] == sorted([*ends, whole]), (width, found)
        across, breadth = ("y", "h") if found["wide"] else ("x", "w")
        limit = found["height"] if found["wide"] else found["width"]
        assert all(room[across] >= 0 for room in rooms)
        assert all(room[across] + room[breadth] <= limit for room in rooms), (width, found)


@pytest.mark.parametrize(
    ("name", "least"),
    [("three channels", 700), ("one channel", 700), ("1x1 kernels", 700), ("series", 840)],
)
def test_a_narrow_picture_and_long_strips_stand_one_below_the_other(
    name: str, least: int | None, frontend: Frontend
) -> None:
    for width in WIDTHS:
        assert layout(frontend, name, width)["wide"] == (least is not None and width >= least)


def test_a_ledger_that_would_push_the_maps_out_stands_below_the_volume(
    frontend: Frontend,
) -> None:
    # Tiles of 7 cells of 18 px, in which numbers can be read, two beside each other, and the gap
    # between them; the products and their sum, under them, need less. Then the plus sign and a
    # number of three figures, such as 392 = 8 * 7 * 7 of ones, and the maps. The volume gives up to
    # 22% of its width for that.
    ledger = 2 * 7 * 18 + 24
    value = round(0.57 * 27 * len("392"))
    for width in (700, 720, 740, 800):
        maps = round(0.175 * width)
        volume = 0.78 * round(0.365 * width)
        fits = volume + 20 + ledger + 40 - 12 + value + 26 + maps <= width
        assert layout(frontend, "16x16 under 7x7", width)["wide"] == fits


def test_the_rooms_of_a_wide_picture_share_its_width(frontend: Frontend) -> None:
    found = layout(frontend, "three channels", 1400)
    assert found["volume"]["w"] == round(0.365 * 1400) - 6
    ledger, maps = found["ledger"], found["maps"]
    value = round(0.57 * 27 * len("27"))  # 3 * 3 * 3 ones
    assert maps["x"] == ledger["x"] + ledger["w"] + 40 - 12 + value + 26
    assert maps["x"] + maps["w"] == 1400 - 6
    single = layout(frontend, "one channel", 1400)
    assert single["volume"]["w"] == round(0.28 * 1400) - 6  # a single slab needs less


def test_the_volume_is_smaller_where_that_lets_all_products_be_seen(frontend: Frontend) -> None:
    plan = layout(frontend, "three channels", 850, screen=620)["plan"]
    assert (plan["wrapped"], plan["open"]) == (False, 3)


def test_a_narrower_volume_lets_a_low_picture_be_whole(frontend: Frontend) -> None:
    # Rows of products beside patch and kernel are as high as 5 cells of 18 px, those below them as
    # 10: with seven folded rows of 27 px, 26 px of heads, 32 px for the block's name and 8 px, only
    # the first are whole.
    bounds = {"height": 26 + (20 + 5 * 18 + 10) + 7 * 27 + 32 + 8, "type": 13}
    found = frontend.of_scene(
        layer_scene(8, 6, 2, 5), "layoutFor(900, 620, scene, false, bounds)", bounds=bounds
    )
    assert (found["plan"]["wrapped"], found["height"]) == (False, bounds["height"])
    assert 0.55 * round(0.365 * 900) <= found["volume"]["w"] + 6 < 0.78 * round(0.365 * 900)


def test_a_narrower_volume_lets_more_rows_be_open(frontend: Frontend) -> None:
    # Three rows of 20 px for a name, 5 cells of 18 px and 10 px below them, under 26 px of heads.
    bounds = {"height": 8 + 26 + 3 * (20 + 5 * 18 + 10) + 8, "type": 13}
    found = frontend.of_scene(
        layer_scene(3, 7, 2, 5), "layoutFor(900, 620, scene, false, bounds)", bounds=bounds
    )
    assert (found["plan"]["open"], found["height"]) == (3, bounds["height"])
    assert 0.55 * round(0.365 * 900) <= found["volume"]["w"] + 6 < 0.78 * round(0.365 * 900)


def test_rows_are_lower_where_more_of_them_are_open_then(frontend: Frontend) -> None:
    # Rows of three cells of 18 px and 6 px between them, under the 26 px of their heads; or with
    # 20 px for a name above each, and 10 px between them.
    # Where even one open row is too much, closed ones are 20 px high and not 27.
    eight, plan = SCENES["eight channels"], "ledgerPlan(420, height, scene)"
    lowest = frontend.of_scene(eight, plan, height=26 + (3 * 24 + 6) + 7 * 20)
    assert (lowest["open"], lowest["folded"], lowest["height"]) == (1, 20, 26 + 78 + 140)
    lean = frontend.of_scene(eight, plan, height=26 + 8 * (3 * 18 + 6))
    assert (lean["open"], lean["rowHead"], lean["tile"]) == (8, 0, 18)
    usual = frontend.of_scene(eight, plan, height=26 + 8 * (20 + 3 * 18 + 10))
    assert (usual["open"], usual["rowHead"], usual["tile"]) == (8, 20, 18)


@pytest.mark.parametrize(
    ("name", "width", "line"),
    [
        ("three channels", 1400, {"across": 1, "most": 2}),
        ("eight channels", 1400, {"across": 1, "most": 4}),  # (500 - 16 - 50) / 4 px each
        ("16x16 under 7x7", 1400, {"across": 1, "most": 1}),
        ("three channels", 390, {"across": 2, "most": 2}),
        ("eight channels", 390, {"across": 3, "most": 3}),
        ("series", 390, None),
    ],
)
def test_so_many_maps_are_large_as_can_be_read(
    name: str, width: int, line: dict[str, int] | None, frontend: Frontend
) -> None:
    assert layout(frontend, name, width)["mapLine"] == line


@pytest.mark.parametrize(
    ("width", "screen", "compact", "height"),
    [
        (1400, 900, False, 500),  # 0.44 * 1400 = 616 is more than 500
        (1000, 900, False, 440),  # 0.44 * 1000
        (1400, 720, False, 720 - 300),  # a low screen has its transport in view
        (1400, 600, False, 360),  # 600 - 300 is less than 360
        (1400, 900, True, 380),
        (720, 900, True, 330),
    ],
)
def test_the_height_of_a_wide_picture_is_bounded(
    width: int, screen: int, compact: bool, height: int, frontend: Frontend
) -> None:
    found = layout(frontend, "one channel", width, screen=screen, compact=compact)
    assert found["height"] == pytest.approx(height)


def test_on_a_phone_the_volume_has_a_share_of_the_width_as_height(frontend: Frontend) -> None:
    found = layout(frontend, "three channels", 390)
    assert found["volume"] == pytest.approx({"x": 4, "y": 34, "w": 390 - 8, "h": 0.62 * 390})
    assert layout(frontend, "three channels", 320)["volume"]["h"] == 200  # at least


@pytest.mark.parametrize("name", SCENES)
def test_the_ledger_is_as_large_as_its_tiles_and_rows(name: str, frontend: Frontend) -> None:
    _, depth, rows, columns = SCENES[name]["weight"]["shape"]
    for width in WIDTHS:
        plan = layout(frontend, name, width)["plan"]
        tiles = rows * plan["tile"] * (2 if plan["wrapped"] else 1) + (24 if plan["wrapped"] else 0)
        # Its name above it, or above its sum.
        assert plan["rowHeight"] == (20 + tiles + 10 if plan["rowHead"] else tiles + 6)
        assert 1 <= plan["open"] <= depth
        closed = (depth - plan["open"]) * plan["folded"]
        assert plan["height"] == 26 + plan["open"] * plan["rowHeight"] + closed
        between = max(24, 58 - columns * plan["tile"])  # px: room for the heads
        pair, products = 2 * columns * plan["tile"] + between, columns * plan["product"]
        beside = pair + between + products + between + 64
        below = max(pair, 24 + products + between + 64)
        assert plan["width"] == (below if plan["wrapped"] else beside)
        assert plan["tile"] <= plan["product"]
        assert 14 <= plan["tile"] <= 36


def test_of_many_large_kernels_not_every_row_is_open(frontend: Frontend) -> None:
    plan = layout(frontend, "16x16 under 7x7", 1400)["plan"]
    room = 500 - 16 - 26 - 8 * 27  # px: of a picture of 500 less its heads, eight closed rows
    assert plan["open"] == max(1, room // (plan["rowHeight"] - 27)) < 8
    assert layout(frontend, "1x1 kernels", 1400)["plan"]["open"] == 3


def large_kernels(channels: int) -> dict[str, Any]:
    """Kernels of 7x7 cells with a single product of three figures: 9 * -2 = -18."""
    weight = np.zeros((2, channels, 7, 7), int)
    weight[0, 0, 0, 0] = -2
    return matrix_scene(Layer.of(np.full((channels, 9, 9), 9), weight))


@pytest.mark.parametrize(
    ("width", "height", "type", "zoom", "least"),
    [(970, 500, 13, 1, 13), (1000, 424, 13, 0.85, 11), (1073, 392, 16, 1.125, 15)],
    ids=["beside the menu", "on a low screen", "for a class"],
)
@pytest.mark.parametrize("channels", [1, 3, 8])
def test_products_of_a_large_kernel_can_be_read(
    channels: int,
    width: int,
    height: int,
    type: int,
    zoom: float,
    least: float,
    frontend: Frontend,
) -> None:
    scene = large_kernels(channels)
    bounds = {"height": height, "type": type, "read": least / zoom, "letter": 0.46 * type}
    found = frontend.of_scene(
        scene, "layoutFor(width, 560, scene, false, bounds)", width=width, bounds=bounds
    )
    assert found["height"] <= height + 1
    figures = len("-18")
    plan = found["plan"]
    for cell, longest in [(plan["product"], figures), (plan["tile"], figures - 1)]:
        seen = zoom * frontend.value(
            "typeFor(cell, longest, most)", cell=cell, longest=longest, most=type
        )
        assert seen >= least - 0.01


def test_for_a_class_cells_are_as_wide_as_long_numbers_of_one_position_need(
    frontend: Frontend,
) -> None:
    # 714 * -1098 = -783,972: a class reads -784k in full size, and no row is closed for it.
    scene = matrix_scene(Layer.of(np.full((3, 3, 3), 714), np.full((1, 3, 3, 3), -1098)))
    bounds = {"height": 456, "type": 16}
    found = frontend.of_scene(scene, "layoutFor(1073, 640, scene, true, bounds)", bounds=bounds)
    plan = found["plan"]
    assert plan["open"] == 3
    for cell in (plan["tile"], plan["product"]):
        assert frontend.value("typeFor(cell, figures, 16)", cell=cell, figures=len("-784k")) == 16


def test_on_a_desk_long_weights_stand_as_they_are_in_wider_cells(frontend: Frontend) -> None:
    scene = matrix_scene(Layer.of(np.full((3, 3, 3), 714), np.full((1, 3, 3, 3), -1098)))
    plan = frontend.of_scene(scene, "layoutFor(970, 900, scene, true)")["plan"]
    figures = len("-1098") + 0.5  # and a comma
    type = frontend.value("typeFor(cell, figures)", cell=plan["tile"], figures=figures)
    assert (plan["open"], plan["tile"] > plan["tall"], type >= 11) == (3, True, True)


@pytest.mark.parametrize(
    ("width", "first"),
    [(300, "input, channel 0"), (200, "channel 0"), (120, "0")],
)
def test_names_are_shorter_where_they_would_take_the_room_of_the_slabs(
    width: int, first: str, frontend: Frontend
) -> None:
    names = frontend.of_scene(
        SCENES["three channels"], "slabNames(scene, width, 12.5)", width=width
    )
    assert names[0] == first


def test_on_a_phone_products_stand_under_patch_and_kernel_in_their_own_width(
    frontend: Frontend,
) -> None:
    scene = large_kernels(3)
    plan = frontend.of_scene(scene, "layoutFor(358, 844, scene, false)")["plan"]
    assert plan["wrapped"]
    assert plan["product"] > plan["tile"]
    assert frontend.value("typeFor(cell, 3)", cell=plan["product"]) >= 12.5
    assert plan["width"] <= 358


def test_the_legend_of_a_single_slab_stands_below_its_low_ledger(frontend: Frontend) -> None:
    # Of one channel the ledger has a single row: the slab has all of the height, and larger cells.
    padded = layer_scene(1, 6, 1, 3, padding=1, stride=2)  # positive, padding, in no window
    found = frontend.of_scene(padded, "layoutFor(850, 720, scene, false)")
    assert found["legend"]["x"] == found["ledger"]["x"]
    assert found["legend"]["y"] >= found["ledger"]["y"] + found["ledger"]["h"]
    assert found["volume"]["y"] + found["volume"]["h"] == found["height"] - 12
