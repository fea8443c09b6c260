"""What the browser makes of the matrices it was sent."""

from typing import Any

import numpy as np
import pytest
from frontend_modules import Frontend
from frontend_scenes import SCENES

from conv_engine import Layer, im2col
from stage.matrix import matrix_scene
from tests.conv_engine.random_layers import RandomLayer


def said(frontend: Frontend, layer: RandomLayer, expression: str) -> Any:
    """What an expression of the modules makes of a layer."""
    content = matrix_scene(Layer(layer.input, layer.weight, layer.bias, layer.spec))
    return frontend.of_scene(content, expression)


def small_layer(**geometry: Any) -> RandomLayer:
    """Two channels of 3x3 cells under one filter of 2x2 cells."""
    return RandomLayer(
        np.arange(18).reshape(2, 3, 3), np.ones((1, 2, 2, 2), int), np.array([5]), geometry
    )


def test_first_every_patch_is_copied_then_every_filter_meets_every_patch(
    frontend: Frontend,
) -> None:
    steps = "Array.from({ length: matrixStepCount(scene) }, (_, step) => momentOf(scene, step))"
    moments = said(frontend, small_layer(), steps)
    assert [(m["position"], m["filter"], m["copied"], m["met"]) for m in moments] == [
        *((p, None, p + 1, 0) for p in range(4)),
        *((p, 0, 4, p + 1) for p in range(4)),
    ]


@pytest.mark.parametrize(
    "geometry",
    [{}, {"stride": (1, 2)}, {"dilation": (2, 1)}, {"padding": 1, "stride": 2}],
    ids=str,
)
def test_an_entry_is_the_copy_of_the_cell_it_is_said_to_come_from(
    geometry: dict[str, Any], frontend: Frontend
) -> None:
    layer = small_layer(**geometry)
    entries, positions = im2col(layer.input, 2, **geometry).shape
    places = [[k, p] for k in range(entries) for p in range(positions)]
    looked_up = f"""{places}.map(([k, p]) => [scene.patches.at(k, p),
        scene.input.at(...originOf(scene, k, p)), copiesOf(scene, originOf(scene, k, p))])"""
    for place, (copy, original, copies) in zip(
        places, said(frontend, layer, looked_up), strict=True
    ):
        assert copy == original
        assert place in copies


def test_a_cell_in_the_middle_stands_in_the_patch_matrix_four_times(frontend: Frontend) -> None:
    sentences = "[[0, 1, 1], [1, 0, 0]].map((cell) => describeTraced(scene, cell))"
    middle, corner = said(frontend, small_layer(), sentences)
    assert middle.startswith("input, channel 0, row 1, column 1: 4.")
    assert " 4 times" in middle
    assert corner.startswith("input, channel 1, row 0, column 0: 9.")
    assert " once" in corner


def test_of_many_channels_the_first_cells_of_each_are_shown(frontend: Frontend) -> None:
    weight = np.ones((1, 8, 3, 3), int)
    layer = RandomLayer(np.ones((8, 3, 3), int), weight, np.zeros(1, int), {})
    slots = said(frontend, layer, "shownEntries(scene)")
    # 36 lines for 8 channels are 4 each: 3 entries, and a line for the 9 - 3 left out.
    assert len(slots) == 8 * 4
    assert [slot["entry"] for slot in slots[4:8]] == [9, 10, 11, None]
    assert slots[7]["left"] == 9 - 3
    slots_of_both = "shownEntries(scene), shownEntries(scene)"
    note = said(frontend, layer, f"describePart(scene, {slots_of_both}, 0, 1)")
    assert note.startswith("The first 3 of 9 numbers of each channel are shown.")


def test_on_a_phone_rows_show_what_can_be_read_of_them(frontend: Frontend) -> None:
    weight = -np.ones((2, 3, 3, 3), int)
    layer = RandomLayer(np.ones((3, 5, 5), int), weight, np.zeros(2, int), {})
    phone = "{ width: 358, height: Infinity, type: 13 }"
    rows = f"shownEntries(scene, entriesAcross({phone}, scene, 'columns'))"
    columns = f"shownEntries(scene, entriesFor({phone}, scene, 'columns'))"
    layout, kept, of_columns, note = said(
        frontend,
        layer,
        f"[matrixLayout({phone}, scene, 'columns', {columns}), {rows}.length, {columns}.length, "
        f"describePart(scene, {columns}, {rows}, 0, 9)]",
    )
    assert of_columns == 3 * 9
    assert kept < of_columns
    assert layout["filters"]["w"] * kept <= 358
    assert layout["filters"]["w"] >= 0.58 * 2 * 10 + 2  # two figures of 10 px
    assert note.startswith(f"Of the filters, the first {kept // 3 - 1} of 9 numbers")


def test_on_a_phone_patches_as_rows_have_the_whole_width_and_are_read(frontend: Frontend) -> None:
    layer = RandomLayer(np.ones((3, 5, 5), int), -np.ones((2, 3, 3, 3), int), np.zeros(2, int), {})
    phone = "{ width: 358, height: Infinity, type: 13 }"
    slots = f"shownEntries(scene, entriesAcross({phone}, scene, 'rows'))"
    layout, shown = said(
        frontend, layer, f"[matrixLayout({phone}, scene, 'rows', shownEntries(scene)), {slots}]"
    )
    assert [slot["entry"] for slot in shown] == list(range(3 * 9))  # nothing is left out
    assert layout["patches"]["w"] * len(shown) <= 358
    assert layout["patches"]["w"] >= 0.58 * 10 + 2  # a single figure of 10 px


def test_the_sums_of_a_meeting_add_up_as_printed(frontend: Frontend) -> None:
    first = 0 + 1 + 3 + 4
    second = 9 + 10 + 12 + 13
    assert said(frontend, small_layer(), "describeMeeting(scene, 0, 0)") == (
        f"filter 0, patch 0: {first} + {second} = {first + second}, + bias 5 = {first + second + 5}"
    )


@pytest.mark.parametrize(
    ("count", "most", "position", "first"),
    [(20, 8, 7, 0), (20, 8, 8, 8), (20, 8, 17, 20 - 8), (5, 8, 4, 0), (1, 1, 0, 0)],
)
def test_patches_are_shown_by_the_screenful(
    count: int, most: int, position: int, first: int, frontend: Frontend
) -> None:
    given = {"count": count, "most": most, "position": position}
    assert frontend.value("firstShown(count, most, position)", **given) == first


@pytest.mark.parametrize("name", [name for name in SCENES if name != "volume"])
@pytest.mark.parametrize("form", ["columns", "rows"])
def test_the_product_stands_where_its_factors_meet(
    name: str, form: str, frontend: Frontend
) -> None:
    for width in (390, 1400):
        found = frontend.of_scene(
            SCENES[name],
            "matrixLayout({ width, height: Infinity, type: 13 }, scene, form, shownEntries(scene))",
            width=width,
            form=form,
        )
        left, above = ("filters", "patches") if form == "columns" else ("patches", "filters")
        product = found["products"]
        if found["wide"]:
            assert product["y"] == found[left]["y"]
            assert product["h"] == found[left]["h"]
            assert product["x"] == found[above]["x"]
            assert product["w"] == found[above]["w"]
        for room in ("filters", "patches", "products", "volume", "maps"):
            assert 0 <= found[room]["x"] < found["width"]
            assert 0 <= found[room]["y"] < found["height"]


@pytest.mark.parametrize("height", [340, 410])
def test_large_type_in_a_low_room_leaves_entries_out(height: int, frontend: Frontend) -> None:
    room = f"{{ width: 1070, height: {height}, type: 16 }}"
    slots = f"shownEntries(scene, entriesFor({room}, scene, 'columns'))"
    expression = f"[matrixLayout({room}, scene, 'columns', {slots}), {slots}.length]"
    found, lines = frontend.of_scene(SCENES["three channels"], expression)
    assert found["height"] <= height
    assert lines < 3 * 3 * 3
    assert found["patches"]["h"] >= 16 + 3.5  # the type, and room for it


@pytest.mark.parametrize("form", ["columns", "rows"])
def test_matrices_of_eight_filters_fit_a_low_room_with_maps_that_are_seen(
    form: str, frontend: Frontend
) -> None:
    room = "{ width: 970, height: 484, type: 13 }"
    slots = f"shownEntries(scene, entriesFor({room}, scene, form))"
    layout = f"matrixLayout({room}, scene, form, {slots})"
    map_width = (
        f"24 * 3 * inGrid({layout}.maps, 8, 3, 3, MAPS_VIEW, MAPS_IN_GRID)[0].scale"  # 3 cells
    )
    found, seen = frontend.of_scene(SCENES["eight channels"], f"[{layout}, {map_width}]", form=form)
    assert found["height"] <= 484
    assert seen >= 40


def test_patches_as_rows_are_fewer_in_a_low_room(frontend: Frontend) -> None:
    # 5 x 5 positions of a 1x1 kernel: twelve are shown at a time, five where there is less room.
    for height, positions in [("Infinity", 12), (250, 5)]:
        room = f"{{ width: 850, height: {height}, type: 13 }}"
        slots = f"shownEntries(scene, entriesFor({room}, scene, 'rows'))"
        layout = f"matrixLayout({room}, scene, 'rows', {slots})"
        found = frontend.of_scene(SCENES["1x1 kernels"], layout)
        assert found["positions"] == positions
