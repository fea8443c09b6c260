"""Maps by their data: the numbers in them, scales with zero in the middle, outlines, selection."""

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from colours import contrast, shade_at, signed_scale, theme
from figures.axes import colour_limit
from figures.maps import channel_figure, legend_figure, map_figure, picture_figure
from tests.few_examples import few

VALUES = np.array([[1, -2, 3], [4, 0, -40]])
RED, GREEN = "#d1495b", "#2e8b57"


def corners(shape: object) -> tuple[float, ...]:
    return shape.x0, shape.x1, shape.y0, shape.y1  # type: ignore[attr-defined]


@few
@given(arrays(np.int64, (3, 4), elements=st.integers(-(10**6), 10**6)))
def test_a_map_holds_the_numbers_it_is_given(values: np.ndarray) -> None:
    np.testing.assert_array_equal(map_figure(values).data[0].z, values)


@few
@given(arrays(np.int64, (3, 4), elements=st.integers(-1000, 1000)))
def test_a_map_has_zero_in_the_middle_whatever_it_holds(values: np.ndarray) -> None:
    shown = map_figure(values).data[0]
    assert shown.zmin == -shown.zmax
    assert shown.zmax == (abs(values).max() or 1)


def test_maps_that_share_a_limit_share_a_scale() -> None:
    shown = map_figure(VALUES, limit=500).data[0]
    assert (shown.zmin, shown.zmax) == (-500, 500)


def test_rows_count_downwards_and_pixels_are_square() -> None:
    layout = map_figure(np.zeros((3, 5))).layout
    assert layout.yaxis.range == (3 - 0.5, -0.5)
    assert layout.xaxis.range == (-0.5, 5 - 0.5)
    assert layout.yaxis.scaleanchor == "x"


def test_a_map_is_as_high_as_it_is_told_whatever_its_shape() -> None:
    assert {
        map_figure(np.zeros(shape), height=170).layout.height for shape in [(2, 9), (9, 2)]
    } == {170}


def test_every_number_is_printed_with_a_true_minus_where_numbers_are_wanted() -> None:
    printed = map_figure(VALUES, numbers=True).data[1]
    assert list(printed.text) == ["1", "−2", "3", "4", "0", "−40"]
    assert list(zip(printed.y, printed.x, strict=True))[-1] == (1, 2)
    assert len(map_figure(VALUES).data) == 1


@pytest.mark.parametrize("dark", [False, True])
def test_every_number_can_be_read_on_its_cell(dark: bool) -> None:
    values = np.arange(-9, 10)[np.newaxis]
    inks = map_figure(values, numbers=True, height=400, dark=dark).data[1].textfont.color
    shades = [shade_at(signed_scale(dark), share) for share in np.linspace(0, 1, 19)]
    assert all(contrast(ink, shade) >= 4.5 for ink, shade in zip(inks, shades, strict=True))


def test_a_channel_switched_off_is_greyed() -> None:
    on, off = map_figure(VALUES, line=RED), map_figure(VALUES, line=RED, off=True)
    assert (on.layout.xaxis.linecolor, off.layout.xaxis.linecolor) == (RED, theme().faint)
    assert off.data[0].opacity < on.data[0].opacity


def test_every_position_can_be_selected_and_only_where_that_is_wanted() -> None:
    _, positions = map_figure(VALUES, selectable=True).data
    assert list(zip(positions.y, positions.x, strict=True)) == [
        (row, column) for row in range(2) for column in range(3)
    ]
    assert list(positions.customdata) == [1, -2, 3, 4, 0, -40]
    assert len(map_figure(VALUES).data) == 1


def test_an_outline_goes_around_its_cells() -> None:
    outline = map_figure(np.zeros((6, 8)), outline=(2, 3, 1, 4)).layout.shapes[-1]
    assert corners(outline) == (3 - 0.5, 3 + 4 - 0.5, 2 - 0.5, 2 + 1 - 0.5)


def test_the_outline_of_one_pixel_is_large_enough_to_be_found() -> None:
    left, right, top, bottom = corners(
        map_figure(np.zeros((100, 50)), outline=(20, 30, 1, 1)).layout.shapes[-1]
    )
    assert ((left + right) / 2, (top + bottom) / 2) == (30, 20)
    assert right - left == bottom - top == pytest.approx(0.07 * 100)


@few
@given(arrays(np.int64, (64, 64), elements=st.integers(-(10**6), 10**6)))
def test_a_colour_limit_is_positive_and_never_beyond_the_greatest(values: np.ndarray) -> None:
    assert 0 < colour_limit(values) <= max(1, abs(values).max())


def test_a_few_extreme_pixels_do_not_pale_a_picture_and_the_legend_says_so() -> None:
    values = np.full((64, 64), 20)
    values[0, 0] = -900
    limit = colour_limit(values)
    assert legend_figure(limit, greatest=900).layout.xaxis.ticktext == ("≤ −20", "0", "≥ 20")
    assert legend_figure(limit, greatest=20).layout.xaxis.ticktext == ("−20", "0", "20")


def test_the_legend_has_the_colours_of_the_maps() -> None:
    legend, shown = legend_figure(40, 40, dark=True).data[0], map_figure(VALUES, dark=True).data[0]
    assert legend.colorscale == shown.colorscale
    assert (legend.z[0][0], legend.z[0][-1]) == (shown.zmin, shown.zmax) == (-40, 40)


def test_a_picture_keeps_its_colours() -> None:
    pixels = np.arange(3 * 2 * 4).reshape(3, 2, 4)
    np.testing.assert_array_equal(picture_figure(pixels).data[0].z, pixels.transpose(1, 2, 0))


def test_the_region_of_a_picture_is_outlined() -> None:
    figure = picture_figure(np.zeros((3, 20, 30)), region=(5, 10, 8, 8))
    assert corners(figure.layout.shapes[-1]) == (10 - 0.5, 10 + 8 - 0.5, 5 - 0.5, 5 + 8 - 0.5)
    assert not picture_figure(np.zeros((3, 20, 30))).layout.shapes


def test_channels_of_an_input_have_their_own_hues_and_one_range() -> None:
    first, second = (
        channel_figure(np.array([values]), hue, full=9).data[0]
        for values, hue in (([0, 9], RED), ([3, 4], GREEN))
    )
    assert (first.colorscale[-1][1], second.colorscale[-1][1]) == (RED, GREEN)
    assert (first.zmin, first.zmax) == (second.zmin, second.zmax) == (0, 9)


def test_a_channel_of_a_picture_runs_from_black_to_full_light() -> None:
    channel = channel_figure(np.array([[7, 9]]), RED, picture=True).data[0]
    assert channel.colorscale[0] == (0, "#000000")
    assert (channel.zmin, channel.zmax) == (0, 255)


@pytest.mark.parametrize(
    ("trace", "value"),
    [
        (map_figure(VALUES).data[0], "z"),
        (map_figure(VALUES, selectable=True).data[1], "customdata"),
        (channel_figure(abs(VALUES), RED).data[0], "z"),
        (picture_figure(VALUES[np.newaxis]).data[0], "z"),
    ],
    ids=["map", "map to select on", "channel", "picture"],
)
def test_pointing_tells_the_row_by_y_the_column_by_x_and_the_value(trace: Any, value: str) -> None:
    named = dict(re.findall(r"(row|column) %\{(\w+)\}", trace.hovertemplate))
    assert named == {"row": "y", "column": "x"}
    assert f"%{{{value}" in trace.hovertemplate
