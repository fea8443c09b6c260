"""Where things are on the stage: the camera, slabs in depth and in a grid, and their names."""

from itertools import pairwise
from math import cos, pi, sin
from typing import Any

import pytest
from frontend_modules import Frontend

CELL = 24  # units of a slab
BOX = {"x": 10, "y": 20, "w": 300, "h": 200}
TURNED = {"yaw": 0.62, "pitch": 0.34, "spread": 0.4}  # as the stage opens
FRONTAL = {"yaw": 0, "pitch": 0, "spread": 0.4}


def camera(frontend: Frontend, yaw: float, pitch: float, point: list[float]) -> Any:
    return frontend.value("camera(yaw, pitch)(...point)", yaw=yaw, pitch=pitch, point=point)


@pytest.mark.parametrize(
    ("yaw", "pitch", "seen"),
    [
        (0, 0, (3, 4)),  # from the front depth is not seen
        (pi / 2, 0, (5, 4)),  # from the side depth takes the place of x
        (0, pi / 2, (3, -5)),  # from above what is further away is higher
        (pi / 6, 0, (3 * cos(pi / 6) + 5 * sin(pi / 6), 4)),
        (0, pi / 6, (3, 4 * cos(pi / 6) - 5 * sin(pi / 6))),
    ],
)
def test_the_camera_turns_a_point(
    yaw: float, pitch: float, seen: tuple[float, float], frontend: Frontend
) -> None:
    assert camera(frontend, yaw, pitch, [3, 4, 5]) == pytest.approx(seen)


STACK = """stackInDepth(box, count, rows, columns, angles, gap).map((slab) => ({
    scale: slab.scale, matrix: slab.matrix.match(/-?[\\d.]+/g).map(Number),
    corners: [slab.at(0, 0), slab.at(0, columns), slab.at(rows, columns), slab.at(rows, 0)],
    along: slab.along(2, 3), moved: [slab.at(0, 0), slab.at(2, 3)] }))"""


def stack(frontend: Frontend, count: int, rows: int, columns: int, **more: Any) -> Any:
    given = {"angles": TURNED, "gap": 40, "box": BOX} | more
    return frontend.value(STACK, count=count, rows=rows, columns=columns, **given)


@pytest.mark.parametrize(("rows", "columns"), [(5, 5), (2, 10), (16, 16)])
def test_a_slab_from_the_front_fills_its_box_in_the_middle(
    rows: int, columns: int, frontend: Frontend
) -> None:
    (slab,) = stack(frontend, 1, rows, columns, angles=FRONTAL)
    scale = min(300 / (columns * CELL), 200 / (rows * CELL), 60 / CELL)  # cells of 60 px at most
    half_width, half_height = columns * CELL * scale / 2, rows * CELL * scale / 2
    middle = (10 + 300 / 2, 20 + 200 / 2)
    assert slab["scale"] == pytest.approx(scale)
    assert slab["corners"][0] == pytest.approx((middle[0] - half_width, middle[1] - half_height))
    assert slab["corners"][2] == pytest.approx((middle[0] + half_width, middle[1] + half_height))


@pytest.mark.parametrize("count", [1, 2, 8])
@pytest.mark.parametrize("side", [1, 5, 16])
def test_slabs_in_depth_stay_in_their_box(count: int, side: int, frontend: Frontend) -> None:
    corners = [corner for slab in stack(frontend, count, side, side) for corner in slab["corners"]]
    assert min(x for x, _ in corners) >= 10 - 1e-6
    assert max(x for x, _ in corners) <= 10 + 300 + 1e-6
    assert min(y for _, y in corners) >= 20 - 1e-6
    assert max(y for _, y in corners) <= 20 + 200 + 1e-6


def test_a_matrix_brings_a_cell_to_where_the_slab_says_it_is(frontend: Frontend) -> None:
    for slab in stack(frontend, 3, 5, 4):
        a, b, c, d, e, f = slab["matrix"]
        (x, y) = (4 * CELL, 5 * CELL)  # the corner of the last of 5 rows and 4 columns
        assert slab["corners"][2] == pytest.approx((a * x + c * y + e, b * x + d * y + f), abs=0.02)


def test_a_move_over_a_slab_is_the_way_between_its_cells(frontend: Frontend) -> None:
    for slab in stack(frontend, 3, 5, 4):
        (x0, y0), (x1, y1) = slab["moved"]
        assert slab["along"] == pytest.approx((x1 - x0, y1 - y0))


def test_the_first_slab_is_in_front_and_lower(frontend: Frontend) -> None:
    # Seen from the right and from above, what is further away lies further right and higher.
    lefts, tops = zip(*(slab["corners"][0] for slab in stack(frontend, 4, 5, 5)), strict=True)
    assert sorted(lefts) == list(lefts)
    assert sorted(tops, reverse=True) == list(tops)


@pytest.mark.parametrize(("count", "spread"), [(2, 0), (2, 1), (5, 0.4), (8, 1)])
def test_the_learner_spreads_slabs_and_many_stand_closer(
    count: int, spread: float, frontend: Frontend
) -> None:
    gap = frontend.value("spreadGap(count, 5, 7, { spread })", count=count, spread=spread)
    closer = (count - 1) ** 0.5 if count <= 3 else 2**0.5 * ((count - 1) / 2) ** 0.75
    assert gap == pytest.approx((0.15 + 1.7 * spread) * 7 * CELL / closer)


@pytest.mark.parametrize("yaw", [TURNED["yaw"], 0.02], ids=["turned", "nearly from the front"])
def test_slabs_pulled_apart_leave_each_other_and_their_names_in_full_view(
    yaw: float, frontend: Frontend
) -> None:
    angles = TURNED | {"yaw": yaw}
    for rows, columns in [(1, 1), (3, 3), (2, 7)]:
        gap = frontend.value(
            "clearGap(rows, columns, angles)", rows=rows, columns=columns, angles=angles
        )
        first, second, _ = stack(frontend, 3, rows, columns, gap=gap, angles=angles)
        right = max(x for x, _ in first["corners"])
        top = min(y for _, y in first["corners"])
        beside = min(x for x, _ in second["corners"]) >= right
        # A name under the second takes 20 px where a cell has 18 px, the smallest that can be read.
        name = 20 * CELL / 18 * first["scale"]
        above = max(y for _, y in second["corners"]) + name <= top + 1e-9
        assert beside or above


@pytest.mark.parametrize("count", [1, 3, 8])
def test_slabs_in_a_grid_do_not_cover_each_other(count: int, frontend: Frontend) -> None:
    placed = """inGrid(box, count, 5, 5, angles).map((slab) =>
        [slab.at(0, 0), slab.at(5, 5)])"""
    slabs = frontend.value(placed, box=BOX, count=count, angles=FRONTAL)
    for i, ((left, top), (right, bottom)) in enumerate(slabs):
        assert left >= 10 and top >= 20 and right <= 10 + 300 and bottom <= 20 + 200
        for (other_left, other_top), (other_right, other_bottom) in slabs[:i]:
            aside = left >= other_right or right <= other_left
            assert aside or top >= other_bottom or bottom <= other_top


@pytest.mark.parametrize("count", [1, 3, 8])
@pytest.mark.parametrize("yaw", [0.62, -0.62])
@pytest.mark.parametrize("line", [15, 19])
def test_names_stand_on_a_staircase_a_line_apart(
    count: int, yaw: float, line: int, frontend: Frontend
) -> None:
    spots = frontend.value(
        "staircase(stackInDepth(box, count, 5, 5, angles, 9), 5, angles.yaw, line, 20)",
        box=BOX,
        count=count,
        line=line,
        angles=TURNED | {"yaw": yaw},
    )
    heights = [spot["y"] for spot in spots]
    assert all(front - behind >= line - 1e-9 for front, behind in pairwise(heights))
    assert min(heights) >= 20 or count == 1
    for spot in spots:
        assert spot["end"]  # links leave to the right, so names end left of their slab
        assert spot["x"] <= spot["corner"][0] - 9
    # No name is right of another, so that lines from names to corners cross none.
    assert len({spot["x"] for spot in spots}) == 1


def test_names_stand_beside_their_corners_where_these_are_a_line_apart(frontend: Frontend) -> None:
    spots = frontend.value(
        "staircase(stackInDepth(box, 3, 5, 5, angles, 60), 5, angles.yaw, 15, 20)",
        box=BOX,
        angles=TURNED,
    )
    for spot in spots:
        left, top = spot["corner"]
        assert (spot["x"], spot["y"]) == pytest.approx((left - 9, top - 2))
