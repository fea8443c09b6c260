"""Before and after: which pixels lie under each other, what is sent, and what the page reads."""

import json
from typing import Any

import numpy as np
import pytest

from conv_engine import ConvSpec
from stage.tiles import CellBox, Sliding
from stage.wipe import BeforeAndAfter, Entry, Looked, Piece, looked_at, wipe_data
from tests.stage.test_board import GEOMETRIES, needs_node, run_in_node

FRAME = {"width": 400, "height": 300, "size": [30, 40]}  # a position is 10 px wide
WHOLE = {"top": 0, "left": 0, "scale": 10}


def view(expression: str, names: str) -> Any:
    return run_in_node("wipe/views.js", names, expression)


def call(name: str, *values: object) -> Any:
    return view(f"{name}({', '.join(map(json.dumps, values))})", name)


@needs_node
def test_what_is_zoomed_about_stays_where_it_is() -> None:
    # At twice the size the position at (100, 60) px, column 10 and row 6, is still there.
    near = call("zoomed", WHOLE, 2, {"x": 100, "y": 60}, FRAME)
    assert near == {"top": 6 - 60 / 20, "left": 10 - 100 / 20, "scale": 20}
    assert call("placeAt", near, {"x": 100, "y": 60}, FRAME) == [6, 10]


@needs_node
@pytest.mark.parametrize(
    ("factor", "scale"),
    [(0.5, 10), (1000, 40)],  # no smaller than all of it, and at most 40 px a position
)
def test_zooming_has_its_ends(factor: float, scale: int) -> None:
    assert call("zoomed", WHOLE, factor, {"x": 0, "y": 0}, FRAME)["scale"] == scale


@needs_node
def test_a_view_that_is_moved_stays_on_the_map() -> None:
    near = {"top": 5, "left": 5, "scale": 20}  # 15 rows and 20 columns are seen
    assert call("shifted", near, -40, 60, FRAME) == {"top": 5 - 3, "left": 5 + 2, "scale": 20}
    assert call("shifted", near, -999, -999, FRAME) == {"top": 15, "left": 20, "scale": 20}


@needs_node
def test_a_position_beside_the_view_is_brought_into_it() -> None:
    near = {"top": 0, "left": 0, "scale": 20}
    moved = call("showing", near, [29, 3], FRAME)
    assert (moved["top"], moved["left"]) == (15, 0)
    assert call("showing", near, [4, 3], FRAME) == near


@needs_node
def test_the_part_that_is_seen_is_counted_in_whole_positions() -> None:
    # 300 / 20 = 15 rows from 4.5 on: 4 to 19; 400 / 20 = 20 columns from 10 on: 10 to 29
    near = {"top": 4.5, "left": 10, "scale": 20}
    assert call("partSeen", near, FRAME) == {"row": 4, "column": 10, "rows": 16, "columns": 20}
    assert call("partSeen", WHOLE, FRAME) == {"row": 0, "column": 0, "rows": 30, "columns": 40}


@needs_node
@pytest.mark.parametrize("spec", GEOMETRIES, ids=str)
def test_under_a_position_lies_the_middle_of_its_window(spec: ConvSpec) -> None:
    rows, columns = spec.output_shape((1, 9, 9))[1:]
    places = [[row, column] for row in range(rows) for column in range(columns)]
    sliding = vars(Sliding.of(spec, 9, 9))
    pixels = view(
        f"{json.dumps(places)}.map((at) => pixelUnder(at, {json.dumps(sliding)}))", "pixelUnder"
    )
    padding = [before for before, _ in spec.pad_amounts(9, 9)]
    for (row, column), pixel in zip(places, pixels, strict=True):
        window = spec.window(row, column, (1, 9, 9))
        for axis, taps in enumerate((window.rows, window.columns)):
            middle = (taps[0] + taps[-1]) / 2 - padding[axis]
            assert abs(pixel[axis] - middle) <= 0.5


FOLLOWED = """(() => {
    const share = new Followed();
    return steps.map(([who, value]) => { share[who](value); return share.value; });
})()"""


@needs_node
@pytest.mark.parametrize(
    ("steps", "seen"),
    [
        # Hands are faster than the server: its answer to 60 comes after the line is at 70.
        (
            [["receive", 50], ["set", 60], ["set", 70], ["receive", 60], ["receive", 70]],
            [50, 60, 70, 70, 70],
        ),
        # Answers to other questions, such as another filter, know nothing of the line yet.
        ([["receive", 50], ["set", 70], ["receive", 50]], [50, 70, 70]),
        # Once it is answered the page may set it, such as from a link.
        ([["receive", 50], ["set", 70], ["receive", 70], ["receive", 20]], [50, 70, 70, 20]),
    ],
)
def test_an_answer_that_is_behind_does_not_take_the_line_back(
    steps: list[list[Any]], seen: list[int]
) -> None:
    expression = FOLLOWED.replace("steps", json.dumps(steps))
    assert run_in_node("wipe/followed.js", "Followed", expression) == seen


# Two channels of 7x6 pixels as means of 3x3, and rows 2 and 3 of columns 1 and 2 as they are. Each
# number spells its place: channel, row and column.
LAYER = """new Layer([[2, 0, 0, 3], [2, 2, 1, 1]].map(([side, top, left, step]) => ({
    values: { shape: [2, side, side], at: (...place) => place.join("") }, top, left, step,
})), [7, 6])"""


@needs_node
@pytest.mark.parametrize(
    ("place", "numbers"),
    [
        ([3, 1], ["010", "110"]),  # row 3 - 2, column 1 - 1 of the part
        ([0, 0], []),
        ([6, 0], []),  # in the row that is left over
        ([7, 0], None),
        ([-1, 2], None),
    ],
)
def test_numbers_are_read_only_where_they_are_no_means(
    place: list[int], numbers: list[str] | None
) -> None:
    assert run_in_node("wipe/layers.js", "Layer", f"{LAYER}.numbersAt({place})") == numbers


@needs_node
def test_a_magnifier_that_reaches_over_the_part_has_to_ask_for_more() -> None:
    expression = f"[0, 1].map((reach) => {LAYER}.isFineAround([2, 1], reach))"
    assert run_in_node("wipe/layers.js", "Layer", expression) == [True, False]


def both(step: int = 2) -> BeforeAndAfter:
    means = np.arange(12).reshape(3, 4)
    grey = means[None].astype(np.uint8)
    part = np.array([[7, -9]])
    return BeforeAndAfter(
        picture=[Piece(grey, grey, step=step), Piece(grey[:, :1], grey[:, :1], 2, 2)],
        feature_map=[Piece(means, means, step=step), Piece(part, part, 3, 1)],
        picture_size=(6, 8),
        size=(6, 8),
        sliding=Sliding((1, 1)),
        channels=[Entry("grey", "#888888")],
        title="feature map 0",
    )


def test_each_piece_travels_with_its_place_and_once() -> None:
    data, _ = wipe_data(both(), "signed", 9)
    whole, part = data["map"]
    assert (whole["step"], part["top"], part["left"], part["step"]) == (2, 3, 1, 1)
    assert part["values"] == part["drawn"]
    assert data["shrunk"]
    assert not wipe_data(both(step=1), "signed", 9)[0]["shrunk"]


def test_the_scale_of_the_map_is_the_board_s_and_the_legend_says_so() -> None:
    data, _ = wipe_data(both(), "signed", 9)
    assert (data["scale"]["low"], data["scale"]["high"]) == (-9, 9)
    assert data["legend"][0]["ticks"] == ["≤ −9", "0", "≥ 9"]  # the greatest is 11


def test_numbers_that_are_drawn_otherwise_travel_beside_what_is_drawn() -> None:
    four = np.arange(4).reshape(4, 1, 1).astype(np.uint8)
    one = both()
    piece = Piece(four, four[:3])
    map_piece = Piece(np.array([[1]]), np.array([[1]]))
    whole = BeforeAndAfter(
        [piece], [map_piece], (1, 1), (1, 1), one.sliding, [Entry("grey", "#888888")] * 4, ""
    )
    (written,) = wipe_data(whole, "signed", 1)[0]["picture"]
    assert (written["values"]["shape"], written["drawn"]["shape"]) == ([4, 1, 1], [3, 1, 1])


def test_what_was_looked_at_on_a_larger_map_is_brought_onto_this_one() -> None:
    part = {"row": 50, "column": -1, "rows": 9, "columns": 3}
    reported = {"looked": {"part": part, "place": [4, 99], "count": 1}}
    assert looked_at(reported, (6, 8)) == Looked(CellBox(5, 0, 1, 3), (4, 7))
    assert looked_at(None, (6, 8)) is None
