"""Blocks by their corners: sides to scale, one base line, words that say the scales."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.blocks import (
    BASE_LINE,
    LEAST_SIDE,
    LONGEST_LABEL,
    SLANT,
    Shape,
    blocks_figure,
    describe_scales,
    describe_stack,
    scales_of,
)
from tests.few_examples import few
from tests.numbers_said import numbers_in, says

VGG: list[Shape] = [(3, 224, 224), (64, 224, 224), (128, 112, 112), (512, 7, 7), (1000, 1, 1)]

sizes = st.integers(1, 2048)
stacks = st.lists(st.tuples(sizes, sizes, sizes), min_size=1, max_size=17)


def corners(face: object) -> list[tuple[float, float]]:
    """Corners of one face, in pixels from the middle of its block's base."""
    numbers = re.findall(r"(-?[\d.]+),(-?[\d.]+)", face.path)  # type: ignore[attr-defined]
    return [(float(x), float(y)) for x, y in numbers]


def faces(shapes: list[Shape]) -> list[list[tuple[float, float]]]:
    """Corners of the top, the side and the front of every block."""
    figure = blocks_figure(shapes, ["layer"] * len(shapes))
    return [corners(face) for face in figure.layout.shapes]


def length(values: list[float]) -> float:
    return max(values) - min(values)


def test_height_is_rows_and_thickness_is_channels_to_scale() -> None:
    shapes: list[Shape] = [(16, 100, 100), (32, 50, 50)]
    scales = scales_of(shapes)
    for (channels, rows, _), front in zip(shapes, faces(shapes)[2::3], strict=True):
        assert length([x for x, _ in front]) == pytest.approx(channels * scales.channel, abs=0.1)
        assert length([y for _, y in front]) == pytest.approx(rows * scales.row, abs=0.1)


def test_the_slant_is_columns_to_the_scale_of_rows_at_half_length() -> None:
    shapes: list[Shape] = [(16, 40, 100), (32, 100, 50)]
    scales = scales_of(shapes)
    for (_, _, columns), (left, back, *_) in zip(shapes, faces(shapes)[0::3], strict=True):
        over, up = back[0] - left[0], back[1] - left[1]
        assert (over**2 + up**2) ** 0.5 == pytest.approx(columns * scales.row / 2, abs=0.6)
    assert SLANT[0] ** 2 + SLANT[1] ** 2 == pytest.approx(0.5**2, abs=0.01)


@few
@given(stacks)
def test_blocks_stand_on_one_line_inside_the_figure_and_none_is_too_thin(
    shapes: list[Shape],
) -> None:
    figure = blocks_figure(shapes, ["layer"] * len(shapes))
    drawn = [corners(face) for face in figure.layout.shapes]
    plot = figure.layout.height - figure.layout.margin.b
    for front in drawn[2::3]:
        assert min(y for _, y in front) == 0
        assert length([x for x, _ in front]) >= LEAST_SIDE - 0.1
        assert length([y for _, y in front]) >= LEAST_SIDE
    assert max(y for face in drawn for _, y in face) <= plot
    for block, face in zip(figure.layout.shapes, drawn, strict=True):
        right = block.xanchor * BASE_LINE + max(x for x, _ in face)
        left = block.xanchor * BASE_LINE + min(x for x, _ in face)
        assert -0.1 <= left < right <= BASE_LINE + figure.layout.margin.r


@few
@given(stacks)
def test_on_a_phone_no_front_hides_another(shapes: list[Shape]) -> None:
    fronts = blocks_figure(shapes, ["layer"] * len(shapes)).layout.shapes[2::3]
    edges = [
        (centre + min(x for x, _ in front), centre + max(x for x, _ in front))
        for centre, front in ((face.xanchor * BASE_LINE, corners(face)) for face in fronts)
    ]
    for (_, end), (start, _) in pairwise(edges):
        assert end < start


def test_every_block_is_named_and_told_in_full() -> None:
    long = "SeparableConv2D with 32 filters"
    figure = blocks_figure([(3, 8, 8), (1, 4, 4)], ["input", long])
    printed = figure.layout.xaxis.ticktext
    assert printed == ("input", long[: LONGEST_LABEL - 1] + "…")
    assert figure.data[0].hovertext == (
        "input<br>3 channels of 8x8",
        f"{long}<br>1 channel of 4x4",
    )


def test_a_label_of_a_layer_cannot_be_markup() -> None:
    figure = blocks_figure([(3, 8, 8)], ["<a>"])
    assert figure.layout.xaxis.ticktext == ("&lt;a&gt;",)
    assert figure.data[0].hovertext == ("&lt;a&gt;<br>3 channels of 8x8",)


def test_many_labels_stand_upright_and_few_only_where_they_would_touch() -> None:
    four, many = (blocks_figure([(4, 9, 9)] * n, ["(4, 9, 9)"] * n).layout.xaxis for n in (4, 17))
    assert four.autotickangles == (0, -90)
    assert many.autotickangles == (-90,)


def test_the_caption_says_both_scales_and_what_is_not_to_scale() -> None:
    # 224 rows are 150 pixels, 16 channels 48: as many as 48 / (150/224) = 71.68 rows.
    exact: list[Shape] = [(3, 224, 224), (16, 112, 112)]
    assert says(describe_scales(exact), 16, 71.7)
    # A 1x1 map would be 150/224 pixels high, less than can be seen.
    assert describe_scales(VGG).endswith("drawn a little longer.")


def test_the_words_for_the_blocks_say_every_shape_in_order() -> None:
    words = describe_stack([(3, 8, 8), (16, 4, 4), (1, 1, 1)], ["input", "Conv2D", "last"])
    assert numbers_in(words) == [3, *(3, 8, 8), *(16, 4, 4), *(1, 1, 1)]
    assert words.index("input") < words.index("Conv2D") < words.index("last")


@pytest.mark.parametrize(
    ("shapes", "labels", "sentence"),
    [
        ([], [], "0 shapes make no stack, which needs at least 1"),
        ([(3, 8)], ["input"], r"shape \(3, 8\) has 2 axes, but needs \(C, H, W\)"),
        ([(3, 0, 8)], ["input"], "rows 0 is less than 1, the nearest valid choice"),
        ([(3, 8, 8)], [], "0 labels do not name 1 shapes one by one"),
    ],
)
def test_what_is_no_stack_is_refused(shapes: list, labels: list, sentence: str) -> None:
    for picture in (blocks_figure, describe_stack):
        with pytest.raises(ValueError, match=sentence):
            picture(shapes, labels)
