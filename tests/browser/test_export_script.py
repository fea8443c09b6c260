"""What writes the stage as a picture: colours any program reads, frames laid flat, safe texts."""

from typing import Any

import pytest
from frontend_modules import Frontend

from stage import export


def test_the_joined_script_is_one_module_that_can_be_read_to_its_end(frontend: Frontend) -> None:
    assert frontend.exports(export.SCRIPT) == ["default"]


@pytest.mark.parametrize(
    ("written", "colour", "opacity"),
    [
        ("rgb(31, 36, 48)", "#1f2430", 1),
        ("rgba(255, 0, 0, 0.25)", "#ff0000", 0.25),
        ("color(srgb 1 0.6 0)", "#ff9900", 1),  # 0.6 * 255 = 153 = 0x99
        ("color(srgb 0 0 1e-7 / 0.5)", "#000000", 0.5),
        ("none", "none", 1),
        ("#0e1117", "#0e1117", 1),
    ],
)
def test_a_colour_is_written_as_any_program_reads_it(
    frontend: Frontend, written: str, colour: str, opacity: float
) -> None:
    read = frontend.value("plainColour(written)", written=written)
    assert read == {"colour": colour, "opacity": opacity}


@pytest.mark.parametrize(
    ("frame", "outline"),
    [
        # 10 units wide and 5 high, twice as large and moved by (3, 4): 3 + 2*10 and 4 + 2*5
        ({"x": 0, "y": 0, "w": 10, "h": 5, "r": 0}, "M3,4L23,4L23,14L3,14L3,4z"),
        # a corner of 1 unit: the line ends 2 before it, and bends around its tip
        (
            {"x": 0, "y": 0, "w": 10, "h": 5, "r": 1},
            "M5,4L21,4Q23,4 23,6L23,12Q23,14 21,14L5,14Q3,14 3,12L3,6Q3,4 5,4z",
        ),
    ],
)
def test_a_frame_is_laid_flat_at_the_corners_it_has_on_the_picture(
    frontend: Frontend, frame: dict[str, Any], outline: str
) -> None:
    laid = frontend.value("flatOutline(frame, new DOMMatrix([2, 0, 0, 2, 3, 4]))", frame=frame)
    assert laid == outline


def test_every_box_of_a_window_with_holes_is_a_frame(frontend: Frontend) -> None:
    path = "M0,0h24v24h-24zM48,0h24v24h-24z"
    frames = frontend.value("framesOf(makeSvg('path', { d: path }))", path=path)
    assert [(frame["x"], frame["y"], frame["w"], frame["h"]) for frame in frames] == [
        (0, 0, 24, 24),
        (48, 0, 24, 24),
    ]


def test_control_characters_are_left_out_of_texts(frontend: Frontend) -> None:
    assert frontend.value("xmlText(text)", text="a\u0000b\u0008 <&> \ufffe") == "ab <&> "
