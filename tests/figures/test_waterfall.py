"""The waterfall by its data: bars that start where the last one ended, numbers as given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.waterfall import waterfall_figure
from tests.few_examples import few
from text import number_text

LABELS = ["channel 0 (red)", "channel 1 (green)", "channel 2 (blue)"]
HUES = ["#d1495b", "#2e8b57", "#2f6fb5"]


def test_each_bar_starts_where_the_one_before_ended() -> None:
    bars = waterfall_figure([-10, 16, 27], 1, -10 + 16 + 27 + 1, LABELS, HUES).data[0]
    assert list(bars.x) == [-10, 16, 27, 1, 34]
    assert list(bars.base) == [0, 0 - 10, -10 + 16, 6 + 27, 0]
    assert list(bars.text) == ["−10", "16", "27", "1", "34"]


def test_channels_keep_their_hues_and_the_output_shows_its_sign() -> None:
    positive = waterfall_figure([5, 0, 0], 0, 5, LABELS, HUES).data[0].marker.color
    negative = waterfall_figure([-5, 0, 0], 0, -5, LABELS, HUES).data[0].marker.color
    assert list(positive[:3]) == list(negative[:3]) == HUES
    assert (positive[-1], negative[-1]) == ("#c98a00", "#6d3fb0")


LIGHT = {"ink": "#1f2430", "bias": "#9a9ca2", "positive": "#c98a00"}
DARK = {"ink": "#e9ebf0", "bias": "#717379", "positive": "#e2a526"}


@pytest.mark.parametrize(("dark", "hues"), [(False, LIGHT), (True, DARK)], ids=["light", "dark"])
def test_all_that_is_drawn(dark: bool, hues: dict[str, str]) -> None:
    drawn = waterfall_figure([-10, 16, 27], 1, 34, LABELS, HUES, dark=dark).to_dict()
    (bars,), layout = drawn["data"], drawn["layout"]
    ink = hues["ink"]
    # label, start, length, number and colour of each bar
    assert list(
        zip(
            layout["yaxis"]["ticktext"],
            bars["base"],
            bars["x"],
            bars["text"],
            bars["marker"]["color"],
            strict=True,
        )
    ) == [
        ("channel 0 (red)", 0, -10, "−10", "#d1495b"),
        ("channel 1 (green)", -10, 16, "16", "#2e8b57"),
        ("channel 2 (blue)", -10 + 16, 27, "27", "#2f6fb5"),
        ("bias", 6 + 27, 1, "1", hues["bias"]),
        ("output", 0, 33 + 1, "34", hues["positive"]),
    ]
    assert bars["marker"]["pattern"]["shape"] == ("", "", "", "/", "")
    # From the end of a bar to the start of the next: half the bar's width 0.62 from its middle.
    lines = [(s["x0"], s["y0"], s["x1"], s["y1"], s["line"]["color"]) for s in layout["shapes"]]
    assert lines == [
        (-10, 0.31, -10, 0.69, ink),
        (6, 1.31, 6, 1.69, ink),
        (33, 2.31, 33, 2.69, ink),
        (34, 3.31, 34, 3.69, ink),
    ]
    axes = layout["xaxis"]["zerolinecolor"], layout["yaxis"]["tickfont"]["color"]
    assert (bars["textfont"]["color"], *axes) == (ink, ink, ink)


def test_a_layer_without_bias_has_no_bar_for_it() -> None:
    figure = waterfall_figure([1, 2, 3], None, 1 + 2 + 3, LABELS, HUES)
    assert list(figure.layout.yaxis.ticktext) == [*LABELS, "output"]


def test_equal_labels_are_still_separate_bars() -> None:
    bars = waterfall_figure([1, 2], 0, 3, ["same", "same"], HUES[:2]).data[0]
    assert len(set(bars.y)) == 2 + 1 + 1


def test_with_every_channel_off_the_bias_alone_is_the_output() -> None:
    bars = waterfall_figure([], 4, 4, [], []).data[0]
    assert (list(bars.x), list(bars.base)) == ([4, 4], [0, 0])


@few
@given(st.lists(st.integers(-99, 99), min_size=1, max_size=8), st.integers(-9, 9))
def test_every_bar_fits_the_picture_with_room_for_its_number(sums: list[int], bias: int) -> None:
    labels, hues = [f"channel {c}" for c in range(len(sums))], ["#d1495b"] * len(sums)
    figure = waterfall_figure(sums, bias, sum(sums) + bias, labels, hues)
    low, high = figure.layout.xaxis.range
    bars = figure.data[0]
    for base, length in zip(bars.base, bars.x, strict=True):
        assert low <= min(base, base + length) <= max(base, base + length) < high
        assert length >= 0 or low < base + length  # its number stands left of it


def test_a_negative_sum_that_ends_far_from_zero_takes_no_room_beside_it() -> None:
    figure = waterfall_figure([40, -6], 1, 40 - 6 + 1, ["red", "green"], ["#d1495b", "#2e8b57"])
    assert figure.layout.xaxis.range[0] == 0  # its number stands right of 40 - 6 - room


@pytest.mark.parametrize(
    ("value", "text"),
    [(40404, "40,404"), (-3, "−3"), (1.5, "1.5"), (-0.25, "−0.25"), (1 / 3, "0.33"), (-0.0, "0")],
)
def test_numbers_have_at_most_two_decimals_and_a_true_minus(value: float, text: str) -> None:
    assert number_text(value) == text


@few
@given(st.lists(st.integers(-99, 99), min_size=1, max_size=8), st.integers(-9, 9))
def test_no_number_stands_across_the_zero_line(sums: list[int], bias: int) -> None:
    """A bar covers the same cells whichever way round it is, and its number stands clear of 0."""
    labels = [str(place) for place in range(len(sums))]
    figure = waterfall_figure(sums, bias, sum(sums) + bias, labels, ["#000"] * len(sums))
    bars, (low, high) = figure.data[0], figure.layout.xaxis["range"]
    parts = [*sums, bias, sum(sums) + bias]
    starts = [0, *(sum(parts[: n + 1]) for n in range(len(sums))), 0]
    room = high - max(0, *(sum(parts[: n + 1]) for n in range(len(sums) + 1)))
    for base, length, start, part in zip(bars.base, bars.x, starts, parts, strict=True):
        assert {base, base + length} == {start, start + part}
        end = base + length
        assert not (0 < end < room and length < 0) and not (-room < end < 0 and length > 0)
    assert low <= 0 <= high
