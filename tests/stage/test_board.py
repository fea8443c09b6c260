"""The board: exact arrays on their way, and what belongs to a position on every tile."""

import base64
import json
import shutil
import subprocess
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from colours import INKS, channel_scale, light_scale, signed_scale
from conv_engine import ConvSpec, conv2d, partial_maps
from stage import parcels
from stage.board import BOARD, Read, Sliding, Tile, addition
from stage.board_data import board_data, written_scale
from stage.frontend_files import FRONTEND, joined_script
from stage.parcels import ID, SentArray, sent_array
from stage.picture import MOUNT
from tests.shades import shade_at, text_on
from text import small_number_text

NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="install node to run the board's files in it")


def decoded(sent: SentArray, parcel: bytes | None) -> Any:
    """Read an array as the browser does."""
    if sent["base64"] is None:
        assert parcel is not None and parcel[:ID].decode() == sent["id"]
        content = zlib.decompress(parcel[ID:])
    else:
        content = base64.b64decode(sent["base64"])
    return np.frombuffer(content, sent["kind"]).reshape(sent["shape"]) / sent["per"]


@given(
    arrays(
        np.int64,
        st.tuples(st.integers(1, 90), st.integers(1, 90)),
        elements=st.integers(-(10**6), 10**6),
    )
)
def test_whole_numbers_arrive_as_they_were(values: Any) -> None:
    np.testing.assert_array_equal(decoded(*sent_array(values)), values)


@given(arrays(np.int64, (3, 5), elements=st.integers(-(10**6), 10**6)))
def test_hundredths_arrive_as_they_were(hundredths: Any) -> None:
    np.testing.assert_array_equal(decoded(*sent_array(hundredths / 100)), hundredths / 100)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_other_floats_arrive_to_their_last_bit(dtype: type) -> None:
    values = np.array([[1 / 3, -2e-7], [0.1, 1e6]], dtype)
    sent, parcel = sent_array(values)
    assert sent["kind"] == np.dtype(dtype).name
    np.testing.assert_array_equal(decoded(sent, parcel), values)


def test_a_picture_travels_as_bytes_and_in_a_parcel_of_its_own() -> None:
    picture = np.arange(3 * 128 * 128).reshape(3, 128, 128) % 256
    sent, parcel = sent_array(picture)
    assert (sent["kind"], sent["base64"]) == ("uint8", None)
    assert parcel is not None and len(parcel) < 3 * 128 * 128
    np.testing.assert_array_equal(decoded(sent, parcel), picture)


def test_equal_arrays_have_one_id_and_others_another() -> None:
    one, same, other = (sent_array(np.array(v))[0]["id"] for v in ([[1, 2]], [[1, 2]], [[1], [2]]))
    assert one == same != other


def layer_tiles(on: Sequence[bool] = (True, True)) -> list[Tile]:
    """Two channels of a layer with bias 1, their partial maps and the feature map."""
    input = np.array([[[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[0, 1, 0], [1, 0, 1], [0, 1, 0]]])
    weight = np.array([[[[1, 0], [0, 1]], [[-2, 0], [0, 0]]]])
    partial = partial_maps(input, weight)[0]
    names = [Tile(f"partial {c}", partial[c], f"channel {c}", on=on[c]) for c in (0, 1)]
    kept = [c for c in (0, 1) if on[c]]
    output = conv2d(input[kept], weight[:, kept], np.array([1]))[0]
    return [*names, Tile("feature map", output, "feature map 0")]


def test_the_line_reads_numbers_of_the_engine_that_add_up() -> None:
    *parts, total = layer_tiles()
    line = addition(parts, 1, total)
    assert line == (
        *(Read("partial 0"), Read("partial 1", "between"), " + 1 bias", " = "),
        Read("feature map", strong=True),
    )
    # row 0, column 1: 2*1 + 6*1 = 8, and 1*-2 = -2; 8 - 2 + bias 1 = 7
    assert [tile.values[0, 1] for tile in (*parts, total)] == [8, -2, 7]


def test_a_channel_switched_off_leaves_the_line() -> None:
    *parts, total = layer_tiles(on=(False, True))
    assert addition(parts, 1, total)[:2] == (Read("partial 1"), " + 1 bias")
    assert total.values[0, 1] == -2 + 1


def test_scales_of_signed_values_have_zero_in_the_middle_and_both_themes_travel() -> None:
    data, _ = board_data([layer_tiles()], None, None, (), {"maps": 20}, legend=True)
    (scale,) = data["scales"].values()
    assert (scale["low"], scale["high"]) == (-20, 20)
    assert (scale["light"], scale["dark"]) == (signed_scale(), signed_scale(dark=True))
    assert data["legend"][0]["ticks"] == ["−20", "0", "20"]


def test_the_legend_says_where_a_map_goes_beyond_the_ends_of_its_scale() -> None:
    data, _ = board_data([layer_tiles()], None, None, (), {"maps": 5}, legend=True)
    assert data["legend"][0]["ticks"] == ["≤ −5", "0", "≥ 5"]


@pytest.mark.parametrize(("kind", "low"), [("signed", -255), ("absolute", -255), ("clip", 0)])
def test_a_rendering_has_zero_in_its_middle_or_at_its_start(kind: Any, low: int) -> None:
    scale = written_scale(kind, 255)
    assert (scale["low"], scale["high"]) == (low, 255)
    at_zero = {"signed": "#ffffff", "absolute": "#000000", "clip": "#000000"}
    place = 0.5 if low else 0.0
    assert [place, at_zero[kind]] in scale["light"]


def test_words_for_screen_readers_say_shape_range_and_what_is_switched_off() -> None:
    data, _ = board_data([layer_tiles(on=(True, False))], None, None, (), {}, legend=False)
    assert data["tiles"]["partial 0"]["alt"] == "channel 0: 2x2, from 6 to 14"  # 1+5 to 5+9
    assert data["tiles"]["partial 1"]["alt"] == "channel 1, switched off: 2x2, from −2 to 0"


def test_greyed_tiles_are_called_what_the_page_says() -> None:
    tiles = [layer_tiles(on=(True, False))]
    data, _ = board_data(tiles, None, None, (), {}, legend=True, off="not summed")
    assert data["tiles"]["partial 1"]["alt"].startswith("channel 1, not summed: ")
    assert data["off"] == "not summed"


def run_in_node(file: str, names: str, expression: str) -> Any:
    """Evaluate an expression with what a file exports."""
    assert NODE is not None
    program = f'import {{ {names} }} from "{(FRONTEND / file).as_uri()}";\n'
    program += f"console.log(JSON.stringify({expression}));"
    command = [NODE, "--no-warnings", "--input-type=module", "--eval", program]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@needs_node
@pytest.mark.parametrize("entry", [BOARD.script, MOUNT, parcels.SCRIPT])
def test_joined_files_are_valid_modules(entry: str, tmp_path: Path) -> None:
    module = tmp_path / "joined.mjs"
    module.write_text(joined_script(entry), encoding="utf-8")
    assert NODE is not None
    command = [NODE, "--check", module]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stderr == ""


GEOMETRIES = [
    ConvSpec(1, 1, 3),
    ConvSpec(1, 1, 3, stride=2, padding=1),
    ConvSpec(1, 1, (2, 3), dilation=2, padding=(1, 0)),
    ConvSpec(1, 1, 4, padding="same"),
]


@needs_node
@pytest.mark.parametrize("spec", GEOMETRIES, ids=str)
def test_the_window_of_every_position_is_that_of_the_engine(spec: ConvSpec) -> None:
    rows, columns = spec.output_shape((1, 9, 9))[1:]
    positions = [[row, column] for row in range(rows) for column in range(columns)]
    sliding = json.dumps(vars(Sliding.of(spec, 9, 9)))
    windows = run_in_node(
        "board/places.js",
        "windowAt",
        f"{json.dumps(positions)}.map((at) => windowAt(at, {sliding}))",
    )
    (above, _), (left, _) = spec.pad_amounts(9, 9)
    tall, wide = spec.effective_kernel_size
    for (row, column), window in zip(positions, windows, strict=True):
        of_engine = spec.window(row, column, (1, 9, 9))
        first = of_engine.rows[0] - above, of_engine.columns[0] - left
        assert list(window.values()) == [*first, tall, wide]


def focus(pointer: dict[str, Any] | None, sliding: Sliding, position: tuple[int, int]) -> Any:
    given = ", ".join(map(json.dumps, (pointer, position, vars(sliding), (3, 3))))
    return run_in_node("board/places.js", "focusOf", f"focusOf({given})")


@needs_node
def test_an_input_cell_means_the_position_whose_window_is_centred_there() -> None:
    cell = {"axes": "input", "row": 2, "column": 3}
    found = focus(cell, Sliding((3, 3)), (0, 0))
    assert found["output"] == [2 - 1, 3 - 1]
    assert found["kernel"] == [1, 1]


@needs_node
def test_an_input_cell_at_the_rim_means_the_nearest_position() -> None:
    corner = {"axes": "input", "row": 0, "column": 4}
    found = focus(corner, Sliding((3, 3)), (1, 1))
    assert (found["output"], found["kernel"]) == ([0, 2], [0, 2])


@needs_node
def test_a_kernel_cell_lights_the_input_cell_it_lies_on() -> None:
    # stride 2, padding 1, dilation 2: row 1*2 - 1 + 2*2 = 5, column 2*2 - 1 + 0*2 = 3
    cell = {"axes": "kernel", "row": 2, "column": 0}
    found = focus(cell, Sliding((3, 3), (2, 2), (2, 2), (1, 1)), (1, 2))
    assert (found["output"], found["input"]) == ([1, 2], [5, 3])


@needs_node
@pytest.mark.parametrize(
    "scale", [signed_scale(True), channel_scale("#d1495b"), light_scale("#2f6fb5")]
)
def test_shades_and_inks_are_those_of_the_one_file_that_knows_colours(scale: Any) -> None:
    values = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]
    made = f"new Scale({json.dumps(scale)}, 0, 1, {json.dumps(INKS)})"
    pairs = f"{json.dumps(values)}.map((v) => [{made}.shade(v), {made}.ink(v)])"
    shown = run_in_node("board/shades.js", "Scale", pairs)
    for value, (shade, ink) in zip(values, shown, strict=True):
        step = round(value * 510) / 510  # the scale has 511 shades
        expected = shade_at(scale, step)
        parts = [int(expected[i : i + 2], 16) for i in (1, 3, 5)]
        np.testing.assert_allclose(shade, parts, atol=1)
        assert ink == text_on("#" + "".join(f"{part:02x}" for part in shade))


ROOM = {"small": False, "figures": 2, "print": 0, "lead": 0}


def layout(columns: list[list[dict[str, Any]]], width: int, height: int) -> Any:
    screen = {"width": width, "height": height, "zoom": 1, "perLine": None, "gap": 40}
    call = f"layoutOf({json.dumps(columns)}, {json.dumps(screen)})"
    return run_in_node("board/layout.js", "layoutOf", call)


def channel_columns() -> list[list[dict[str, Any]]]:
    big, kernel = (
        {"rows": 5, "columns": 5, **ROOM, "beside": True},
        {"rows": 3, "columns": 3, **ROOM, "small": True, "beside": True},
    )
    return [*([big, kernel, {"rows": 3, "columns": 3, **ROOM}] for _ in range(3)), [big], [big]]


@needs_node
@pytest.mark.parametrize(("width", "per_line"), [(358, 2), (900, 5)])
def test_a_phone_has_two_columns_and_a_desktop_one_line(width: int, per_line: int) -> None:
    made = layout(channel_columns(), width, 844)
    assert made["perLine"] == per_line
    assert per_line * (made["column"] + made["gap"]) <= width


@needs_node
def test_a_phone_writes_a_sum_with_its_terms_below_each_other() -> None:
    columns, width = channel_columns(), 358
    board = {"width": width, "height": 472, "zoom": 1, "isMatrix": False, "hasOperators": True}
    call = f"boardLayoutOf({json.dumps(columns)}, {json.dumps({**board, 'isSum': True})})"
    made = run_in_node("board/layout.js", "boardLayoutOf", call)
    assert made["isWritten"]
    assert made["perLine"] == 3  # input, kernel and partial map of a channel
    assert 3 * made["column"] + 2 * made["gap"] <= width


@needs_node
def test_tiles_whose_numbers_are_read_that_small_stand_in_one_line() -> None:
    # 7 columns, of which the largest has 5 cells of 16 px, and 32 px before each for its sign.
    columns = [*channel_columns(), *channel_columns()][:7]
    for width, count in ((7 * (5 * 16 + 32), 7), (7 * (5 * 16 + 32) - 7, 4)):
        board = {"width": width, "height": 400, "zoom": 1, "isMatrix": False, "hasOperators": True}
        call = f"boardLayoutOf({json.dumps(columns)}, {json.dumps({**board, 'isSum': True})})"
        assert run_in_node("board/layout.js", "boardLayoutOf", call)["perLine"] == count


@needs_node
def test_three_rows_of_tiles_leave_room_on_a_low_screen() -> None:
    made = layout(channel_columns(), 900, 320)
    # 320 less 24, 24 and 46 for titles and values are 226: 20 for each of 5 + 3 + 3 rows
    assert [face["height"] for face in made["faces"][0]] == [5 * 20, 3 * 20, 3 * 20]


@needs_node
def test_tiles_beside_each_other_are_as_large_as_the_longest_number_needs() -> None:
    columns = [[{"rows": 8, "columns": 8, **ROOM, "figures": figures}] for figures in (3, 2)]
    made = layout(columns, 900, 150)
    # 3 figures of 5.2 px, and 5 px, are 20.6 px; cells are whole pixels wide.
    assert [faces[0]["width"] for faces in made["faces"]] == [8 * 20, 8 * 20]


@needs_node
def test_for_a_class_cells_are_as_wide_as_large_numbers_need_and_no_wider_than_their_column() -> (
    None
):
    map_ = {"rows": 3, "columns": 3, **ROOM, "figures": 3}
    columns = [[{**map_, "print": width}] for width in (36, 30)]
    made = layout(columns, 900, 46 + 3 * 24)
    assert [faces[0] for faces in made["faces"]] == [{"width": 3 * 36, "height": 3 * 24}] * 2
    narrow = layout([[{**map_, "print": 500}]] * 2, 900, 46 + 3 * 24)
    assert narrow["faces"][0][0]["width"] + narrow["gap"] <= 900 / 2


@needs_node
def test_only_thousands_are_rounded_in_a_cell_that_is_too_narrow() -> None:
    values = [-195839, 1050, -100, 11.67]
    written = run_in_node(
        "board/values.js",
        "textInCell",
        f"{json.dumps(values)}.map(value => textInCell(value, null, text => text.length < 6))",
    )
    assert written == ["−196k", "1,050", "−100", "11.67"]


@needs_node
def test_a_number_that_would_be_printed_as_0_is_written_by_its_size() -> None:
    values = [0, 0.004, -3.2e-6, 0.25, -17, 1.005]
    written = run_in_node("board/values.js", "valueText", f"{json.dumps(values)}.map(valueText)")
    assert written == [small_number_text(value) for value in values]
    assert written[1:3] == ["4.0e−3", "−3.2e−6"]


@needs_node
def test_a_matrix_of_nine_rows_is_read_on_one_screen_and_scrolls_on_a_phone() -> None:
    map_ = {"rows": 3, "columns": 3, **ROOM, "figures": 3}
    columns = json.dumps([[map_] * 9] * 8)
    for width, gap in ((840, 10), (280, 6)):
        screen = {"width": width, "height": 320, "zoom": 1, "perLine": 8, "gap": gap}
        given = json.dumps({**screen, "isMatrix": True, "isLow": True})
        made = run_in_node("board/layout.js", "layoutOf", f"layoutOf({columns}, {given})")
        assert made["faces"][0][0] == {"width": 3 * 21, "height": 3 * 21}
        assert (8 * (made["column"] + gap) <= width) == (width == 840)


@needs_node
@pytest.mark.parametrize(
    ("box", "shown"),
    [
        ((0, 0, 3, 3), [0, 0, 1, 2]),  # its row 2, and its columns 1 and 2
        ((3, 2, 3, 3), [1, 1, 3, 3]),  # 3 - 2 and 2 - 1
        ((5, 4, 3, 3), [3, 3, 1, 2]),  # rows 5 to 7, of which the tile has 2 to 5
        ((6, 0, 3, 3), None),
    ],
)
def test_of_a_window_a_corner_shows_what_lies_on_it(
    box: tuple[int, ...], shown: list[int] | None
) -> None:
    names = ("row", "column", "rows", "columns")
    whole = json.dumps(dict(zip(names, box, strict=True)))
    found = run_in_node("board/places.js", "clipped", f"clipped({whole}, [2, 1], [4, 5])")
    assert (found and [found[name] for name in names]) == shown


@needs_node
def test_a_tile_has_its_own_decimals_and_no_minus_before_zero() -> None:
    written = run_in_node(
        "board/values.js",
        "fixedText",
        "[[0.5, 3], [-0.0004, 3], [-17, 0], [0.25, null], [Infinity, 3], [-Infinity, null], "
        "[NaN, 3]].map(([value, decimals]) => fixedText(value, decimals))",
    )
    assert written == [
        *("0.500", "0.000", "−17", "0.25"),
        *("infinity", "−infinity", "not a number"),
    ]


def test_words_and_legend_have_the_decimals_of_their_tile() -> None:
    tile = Tile("error", np.array([[0.00012, -0.00005]]), "error", decimals=5)
    data, _ = board_data([[tile]], None, None, (), {"maps": 0.0001}, legend=True)
    assert data["tiles"]["error"]["alt"] == "error: 1x2, from −0.00005 to 0.00012"
    assert data["legend"][0]["ticks"] == ["≤ −0.0001", "0", "≥ 0.0001"]


@needs_node
def test_the_sides_of_a_window_over_the_edge_are_known() -> None:
    # 3x3 at row -1 and column 3 of 5x5: rows 0 and 1, columns 3 and 4
    box = '{ "row": -1, "column": 3, "rows": 3, "columns": 3 }'
    names = "clipped, sidesOver"
    seen, over = run_in_node(
        "board/places.js", names, f"[clipped({box}, [0, 0], [5, 5]), sidesOver({box}, [5, 5])]"
    )
    assert seen == {"row": 0, "column": 3, "rows": 2, "columns": 2}
    assert over == [True, True, False, False]  # top, right, bottom, left


@needs_node
def test_a_narrow_column_has_room_for_the_words_of_its_window() -> None:
    cell = {"rows": 2, "columns": 2, **ROOM}
    assert (
        layout([[cell]], 900, 844)["column"]
        < layout([[{**cell, "words": True}]], 900, 844)["column"]
    )
