"""A step as a film draws and paints it: the engine's numbers, each of them in its place."""

from itertools import pairwise
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colours import channel_colours, theme
from conv_engine import ConvSpec, Layer
from files.board_marks import hatching
from files.drawing import Box, Drawing, Line, Text
from files.filmed_layer import FilmedLayer
from files.narrow_layout import layout_of
from files.painting import painted
from files.step_layout import Layout
from tests.conv_engine.random_layers import RandomLayer, layers
from tests.files.drawn_steps import step_drawing


def filmed(layer: RandomLayer) -> FilmedLayer:
    return FilmedLayer(Layer(layer.input, layer.weight, layer.bias, layer.spec))


def last_place(layer: Layer) -> tuple[int, ...]:
    return tuple(size - 1 for size in layer.output.shape)


WEIGHT = np.array([[[[2, -1]], [[0, 3]]]])  # one filter of 2 channels, 1x2
INPUT = np.array([[[1, 2, 3]], [[4, 5, 6]]])
LAYER = Layer.of(INPUT, WEIGHT, [7], channel_names=("red", "green"))
SMALL = FilmedLayer(LAYER, caption="Conv2D(1, (1, 2))")


def written_in(drawing: Drawing) -> list[str]:
    return [mark.text for mark in drawing.marks if isinstance(mark, Text)]


def test_a_step_shows_its_numbers_from_the_patch_to_the_output() -> None:
    texts = written_in(step_drawing(SMALL, LAYER.step(0, 0, 1)))
    for text in ("input, channel 0 (red)", "input, channel 1 (green)", "output, feature map 0"):
        assert text in texts
    assert "−3" in texts  # 3 * -1, a product
    assert "18" in texts  # 6 * 3, another
    # 2*2 - 3*1 = 1 and 5*0 + 6*3 = 18
    assert "feature map 0, row 0, column 1:  1 + 18 + 7 (bias) = 26" in texts
    assert "= 26" in texts


def test_without_a_bias_none_is_written() -> None:
    layer = Layer.of(INPUT, WEIGHT, spec=ConvSpec.of(WEIGHT, None))
    texts = written_in(step_drawing(FilmedLayer(layer), layer.step(0, 0, 1)))
    assert "feature map 0, row 0, column 1:  1 + 18 = 19" in texts
    assert not any("bias" in text for text in texts)


@given(layers())
@settings(max_examples=25)
def test_maps_are_filled_up_to_the_step_with_the_engines_numbers(layer: RandomLayer) -> None:
    whole = filmed(layer)
    boards = Layout(whole).maps
    drawing = step_drawing(whole, whole.layer.step(*last_place(whole.layer)))
    spots = {(round(m.x), round(m.y)): m.text for m in drawing.marks if isinstance(m, Text)}
    for (filter, row, column), value in np.ndenumerate(whole.layer.output):
        board = boards[filter]
        x, y = board.corner(row, column)
        at = (round(x + board.cell / 2), round(y + board.cell / 2))
        assert spots[at].replace("−", "-") == str(value)


@given(layers(), st.booleans())
@settings(max_examples=40)
def test_every_mark_lies_in_the_picture(layer: RandomLayer, narrow: bool) -> None:
    whole = filmed(layer)
    drawing = step_drawing(whole, whole.layer.step(*last_place(whole.layer)), narrow)
    for mark in drawing.marks:
        if isinstance(mark, Box):
            corners = [(mark.x, mark.y), (mark.x + mark.width, mark.y + mark.height)]
        else:
            corners = list(mark.points) if isinstance(mark, Line) else [(mark.x, mark.y)]
        for x, y in corners:
            assert 0 <= x <= drawing.width
            assert 0 <= y <= drawing.height


@given(layers(), st.booleans())
@settings(max_examples=40)
def test_boards_lie_apart_from_each_other(layer: RandomLayer, narrow: bool) -> None:
    layout = layout_of(filmed(layer), narrow)
    rows = layer.spec.group_of(0)
    boards = [*layout.slabs, *layout.maps, *(tile for c in rows for tile in layout.tiles(c))]
    for i, one in enumerate(boards):
        for other in boards[:i]:
            beside = one.x >= other.right or other.x >= one.right
            above = one.y >= other.y + other.height or other.y >= one.y + one.height
            assert beside or above


@pytest.mark.parametrize("narrow", [False, True])
def test_every_number_is_painted_in_the_middle_of_its_cell(narrow: bool) -> None:
    scale, edge = 4, 2  # units: the window's outline reaches as far into a cell
    step = LAYER.step(0, 0, 1)
    frame = painted(step_drawing(SMALL, step, narrow), scale).convert("L")
    layout = layout_of(SMALL, narrow)
    tiles = [tile for channel in step.channels for tile in layout.tiles(channel)]
    for board in (*layout.slabs, *layout.maps, *tiles):
        for row, column in np.ndindex(board.rows, board.columns):
            x, y = (scale * (place + edge) for place in board.corner(row, column))
            side = scale * (board.cell - 2 * edge)
            dark = np.asarray(frame.crop((round(x), round(y), round(x + side), round(y + side))))
            rows, columns = np.nonzero(dark < 90)  # ink; every tint is lighter
            ink = [(places.min() + places.max() + 1) / 2 for places in (columns, rows)]
            # Digits are not alike at both sides: within 1 unit of a cell of at least 24.
            assert ink == pytest.approx([side / 2, side / 2], abs=1 * scale)


def test_a_cell_of_a_frame_has_the_colour_of_the_stage() -> None:
    board = Layout(SMALL).slabs[0]
    image = painted(step_drawing(SMALL, LAYER.step(0, 0, 0)), 1)
    x, y = board.corner(0, 2)  # 3, the greatest of its channel: 62 % of the hue, 38 % paper
    hue = channel_colours(["red"], 1)[0]
    light = [round(0.62 * int(hue[i : i + 2], 16) + 0.38 * 255) for i in (1, 3, 5)]
    assert image.getpixel((round(x) + 4, round(y) + 4)) == tuple(light)
    assert image.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
@pytest.mark.parametrize("bold", [False, True])
def test_a_minus_sign_is_as_wide_as_a_plus_sign_and_at_the_height_of_its_bar(
    anchor: Literal["start", "middle", "end"], bold: bool
) -> None:
    places = []
    for sign in "−+":
        text = Text(50, 20, sign, 20, theme().ink, anchor, bold)
        dark = np.asarray(painted(Drawing(99, 40, (text,)), 4).convert("L")) < 128
        rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
        places.append((columns[0], columns[-1], (rows[0] + rows[-1]) / 2))
    minus, plus = places
    assert minus == pytest.approx(plus, abs=2)  # of 0.42 * 20 * 4 = 34 pixels


@pytest.mark.parametrize("scale", [0.6, 0.7, 0.85, 1, 1.3, 2])
def test_the_gap_between_two_cells_never_vanishes(scale: float) -> None:
    dark = theme().ink
    cells = tuple(Box(24 * i + 0.5, 0, 23, 9, fill=dark) for i in range(12))
    image = painted(Drawing(24 * 12, 9, cells), scale).convert("1")
    row = [image.getpixel((x, 2)) for x in range(image.width)]
    changes = sum(one != next_one for one, next_one in pairwise(row))
    assert changes >= 2 * 12 - 2  # into and out of each of the gaps between 12 cells


def test_strokes_over_what_no_window_visits_stay_in_it() -> None:
    for stroke in hatching(10, 20, 24, 48):
        assert isinstance(stroke, Line)
        for x, y in stroke.points:
            assert 10 <= x <= 34
            assert 20 <= y <= 68
