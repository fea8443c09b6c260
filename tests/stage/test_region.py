"""The region picker: squares on a picture, in the browser's files and where the page reads them."""

import json
from typing import Any

import pytest

from stage.region import Region, picked
from tests.stage.test_board import needs_node, run_in_node

SIZE = (100, 60)  # rows, columns


def square(expression: str, names: str) -> Any:
    return run_in_node("region/squares.js", names, expression)


@needs_node
@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ([10, 10], [30, 25], [10, 10, 20]),  # 20 rows are more than 15 columns
        ([30, 25], [10, 10], [10, 5, 20]),  # up and to the left: 30 - 20, 25 - 20
        ([50, 50], [95, 59], [50, 15, 45]),  # 45 a side do not fit right of column 15
        ([50, 50], [51, 50], [50, 50, 3]),  # not shorter than 3
    ],
)
def test_a_drag_draws_a_square_that_lies_on_the_picture(
    start: list[int], end: list[int], expected: list[int]
) -> None:
    drawn = square(f"kept(drawn({start}, {end}), {json.dumps(SIZE)}, 3)", "kept, drawn")
    assert [drawn["top"], drawn["left"], drawn["span"]] == expected


@needs_node
def test_at_a_corner_the_opposite_one_stays() -> None:
    at = json.dumps({"top": 10, "left": 20, "span": 30})
    found = square(
        f"[[11, 19], [41, 48], [25, 35]].map((p) => acrossFrom({at}, p, 3))", "acrossFrom"
    )
    assert found == [[40, 50], [10, 20], None]


def test_what_the_browser_reports_is_brought_onto_the_picture() -> None:
    reported = {"region": {"top": 95, "left": -4, "span": 200, "count": 1}}
    assert picked(reported, SIZE) == Region(100 - 60, 0, 60)
    assert picked(None, SIZE) is None
