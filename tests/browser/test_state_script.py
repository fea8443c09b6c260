"""The timeline of the stage: steps, beats, keys, and which cells belong to a position."""

import numpy as np
import pytest
from frontend_modules import Frontend
from frontend_scenes import SCENES, layer_scene

from stage import Options
from stage.component import stage_data
from stage.packing import packed

LAYER = SCENES["three channels"]  # 2 filters, 3x3 positions, 3 kernels of 3x3
PERIODS = {"position": 1, "channel": 3 + 1, "cell": 3 * 9 + 1}
LAST = 2 * 3 * 3 - 1


@pytest.mark.parametrize("granularity", PERIODS)
def test_a_step_has_a_beat_for_each_part_and_one_to_land(
    granularity: str, frontend: Frontend
) -> None:
    beats = "beatsPerStep(scene, granularity)"
    assert frontend.of_scene(LAYER, beats, granularity=granularity) == PERIODS[granularity]
    single = {"position": 1, "channel": 1 + 1, "cell": 1 + 1}
    assert (
        frontend.of_scene(SCENES["one cell"], beats, granularity=granularity)
        == (single[granularity])
    )


@pytest.mark.parametrize(
    ("granularity", "beat", "products", "sums", "slab", "landed"),
    [
        ("position", 0, 27, 3, 2, True),
        ("channel", 0, 9, 1, 0, False),
        ("channel", 2, 27, 3, 2, False),
        ("channel", 3, 27, 3, 2, True),
        ("cell", 0, 1, 0, 0, False),
        ("cell", 8, 9, 1, 0, False),
        ("cell", 9, 10, 1, 1, False),
        ("cell", 26, 27, 3, 2, False),
        ("cell", 27, 27, 3, 2, True),
    ],
)
def test_how_much_is_worked_out_at_a_beat(
    granularity: str,
    beat: int,
    products: int,
    sums: int,
    slab: int,
    landed: bool,
    frontend: Frontend,
) -> None:
    state = {"granularity": granularity, "beat": beat, "peek": None}
    done = frontend.of_scene(LAYER, "progress(scene, state)", state=state)
    assert done == {"products": products, "sums": sums, "slab": slab, "landed": landed}
    pointed_at = frontend.of_scene(LAYER, "progress(scene, state)", state=state | {"peek": 4})
    assert pointed_at["landed"]  # what is pointed at is shown whole


@pytest.mark.parametrize("granularity", PERIODS)
def test_beats_run_through_all_steps_and_stop_at_both_ends(
    granularity: str, frontend: Frontend
) -> None:
    per_step = PERIODS[granularity]
    ends = [((0, 0), -1, (0, 0)), ((LAST, per_step - 1), 1, (LAST, per_step - 1))]
    inside = [((4, per_step - 1), 1, (5, 0)), ((5, 0), -1, (4, per_step - 1))]
    for (step, beat), beats, expected in [*ends, *inside]:
        state = {"granularity": granularity, "step": step, "beat": beat}
        moved = frontend.of_scene(LAYER, "moved(scene, state, beats)", state=state, beats=beats)
        assert (moved["step"], moved["beat"]) == expected
    whole = frontend.of_scene(LAYER, "moved(scene, state, 3 * beats)", state=state, beats=-per_step)
    assert (whole["step"], whole["beat"]) == (5 - 3, 0)


@pytest.mark.parametrize(("wanted", "step"), [(-4, 0), (0, 0), (7, 7), (LAST, LAST), (99, LAST)])
def test_a_whole_step_is_one_there_is_with_all_its_beats(
    wanted: int, step: int, frontend: Frontend
) -> None:
    for granularity, per_step in PERIODS.items():
        state = {"granularity": granularity}
        found = frontend.of_scene(
            LAYER, "wholeStep(scene, state, wanted)", state=state, wanted=wanted
        )
        assert found == {"step": step, "beat": per_step - 1}
        at_end = frontend.of_scene(LAYER, "atEnd(scene, state)", state=state | found)
        assert at_end == (step == LAST)


@pytest.mark.parametrize("name", SCENES)
def test_steps_are_counted_map_by_map_and_row_by_row(name: str, frontend: Frontend) -> None:
    maps, rows, columns = SCENES[name]["output"]["shape"]
    every = "Array.from({ length: stepCount(scene) }, (_, step) => placeOf(scene, step))"
    places = frontend.of_scene(SCENES[name], every)
    expected = [(m, r, c) for m in range(maps) for r in range(rows) for c in range(columns)]
    assert [(p["map"], p["row"], p["column"]) for p in places] == expected
    back = frontend.of_scene(
        SCENES[name], "places.map((place) => stepOf(scene, place))", places=places
    )
    assert back == list(range(maps * rows * columns))


def test_a_place_that_is_no_longer_there_becomes_the_nearest(frontend: Frontend) -> None:
    nearest = frontend.of_scene(LAYER, "nearestPlace(scene, [9, 1, 9])")
    assert nearest == {"map": 2 - 1, "row": 1, "column": 3 - 1}


@pytest.mark.parametrize("speed", [0.25, 1, 8])
def test_a_product_stays_shorter_than_a_position(speed: float, frontend: Frontend) -> None:
    for granularity, milliseconds in {"position": 700, "channel": 800, "cell": 320}.items():
        state = {"granularity": granularity, "speed": speed}
        assert frontend.value("beatDuration(state)", state=state) == milliseconds / speed


@pytest.mark.parametrize(("stride", "dilation"), [(1, 1), (2, 1), (1, 2), (3, 2), (2, 3)])
def test_window_and_uses_are_two_sides_of_one_thing(
    stride: int, dilation: int, frontend: Frontend
) -> None:
    content = layer_scene(1, 9, 1, 3, stride=stride, dilation=dilation)
    positions = content["output"]["shape"][1]
    touched = [[p * stride + tap * dilation for tap in range(3)] for p in range(positions)]
    for position, rows in enumerate(touched):
        window = frontend.of_scene(content, "windowCells(scene, { row, column: 0 })", row=position)
        assert window == {"rows": rows, "columns": touched[0]}
    using = frontend.of_scene(
        content,
        "Array.from({ length: 9 }, (_, i) => [...positionsUsing(i, count, 3, stride, dilation)])",
        count=positions,
        stride=stride,
        dilation=dilation,
    )
    for row, found in enumerate(using):
        assert sorted(found) == [p for p, rows in enumerate(touched) if row in rows]


def test_filters_see_the_slabs_of_their_group(frontend: Frontend) -> None:
    grouped = SCENES["two groups"]
    under = frontend.of_scene(grouped, "[0, 1, 2, 3].map((map) => slabsUnder(scene, map))")
    assert under == [[0, 1], [0, 1], [2, 3], [2, 3]]  # 4 / 2 channels a group


def test_every_number_arrives_as_it_was_sent(frontend: Frontend) -> None:
    values = np.array([[-1.25, 0.5], [300, 0]])
    found = frontend.value(
        "((t) => ({ all: [t.at(0, 0), t.at(0, 1), t.at(1, 0), t.at(1, 1)], peak: t.peak(),"
        " first: t.peak(0), distinct: t.distinct(1), longest: t.longest() }))(new Tensor(sent))",
        sent=packed(values),
    )
    assert found == {
        "all": [-1.25, 0.5, 300, 0],
        "peak": 300,
        "first": 1.25,
        "distinct": [300, 0],
        "longest": len("−1.25"),
    }


@pytest.mark.parametrize("granularity", PERIODS)
def test_keys_lead_through_the_layer(granularity: str, frontend: Frontend) -> None:
    last = PERIODS[granularity] - 1
    data = stage_data(LAYER, "", Options(granularity=granularity, start=(0, 1, 1)))  # type: ignore[arg-type]
    data["id"] += granularity
    frontend.page.evaluate("delete document.body.dataset.shown")
    stage = frontend.show("stage", data)
    where = "stage => [stage.picture.state.step, stage.picture.state.beat]"
    stage.focus()
    for key, expected in [
        ("Home", [0, 0]),
        ("ArrowRight", [1, 0] if last == 0 else [0, 1]),
        ("ArrowLeft", [0, 0]),
        ("ArrowDown", [3, last]),  # three positions a row
        ("]", [3 + 9, last]),  # nine positions a filter
        ("ArrowUp", [9, last]),
        ("[", [0, last]),
        ("End", [LAST, last]),
        ("ArrowRight", [LAST, last]),
    ]:
        frontend.page.keyboard.press(key)
        assert stage.evaluate(where) == expected, key


def test_the_running_sum_is_that_of_the_products_so_far(frontend: Frontend) -> None:
    # Every product is 1 * 1, so that after so many of them the sum is their number.
    found = frontend.of_scene(
        LAYER,
        "[0, 1, 2].map((slab) => runningSum(scene, { map: 1, row: 2, column: 0 }, done, slab))",
        done={"products": 9 + 4},
    )
    assert found == [None, 4, None]  # of channel 0 the channel sum is there, of channel 2 nothing
    largest = SCENES["16x16 under 7x7"]
    expression = "runningSum(scene, { map: 0, row: 0, column: 0 }, { products: 4 }, 0)"
    assert "running" not in largest
    assert frontend.of_scene(largest, expression) is None
