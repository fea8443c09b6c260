"""Maps by their data: the numbers in them, scales with zero in the middle, labels, selection."""

from itertools import pairwise

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from figures.axes import colour_limit, tile_grid
from figures.comparison import comparison_figure
from figures.maps import channel_maps_figure, map_figure, partial_maps_figure, picture_figure

PARTIAL = np.array([[[1, -2], [3, 4]], [[10, 20], [-30, 40]], [[0, 0], [5, 0]]])
LABELS = ["channel 0 (red)", "channel 1 (green)", "channel 2 (blue)"]
HUES = ["#d1495b", "#2e8b57", "#2f6fb5"]


def texts(figure: go.Figure) -> str:
    return "\n".join(note.text for note in figure.layout.annotations)


def heatmaps(figure: go.Figure) -> list[go.Heatmap]:
    return [trace for trace in figure.data if trace.type == "heatmap"]


def test_partial_maps_and_their_sum_are_shown_as_given() -> None:
    summed = PARTIAL.sum(axis=0) + 7
    *parts, total = heatmaps(partial_maps_figure(PARTIAL, summed, LABELS, HUES, bias=7))
    np.testing.assert_array_equal([part.z for part in parts], PARTIAL)
    assert total.z.tolist() == [
        [1 + 10 + 0 + 7, -2 + 20 + 0 + 7],
        [3 - 30 + 5 + 7, 4 + 40 + 0 + 7],
    ]


def test_all_partial_maps_share_one_scale_with_zero_in_the_middle() -> None:
    figure = partial_maps_figure(PARTIAL, PARTIAL.sum(axis=0), LABELS, HUES)
    assert {trace.coloraxis for trace in heatmaps(figure)} == {"coloraxis"}
    axis = figure.layout.coloraxis
    assert (axis.cmin, axis.cmax) == (-(4 + 40), 4 + 40)
    assert axis.colorbar.ticktext == ("−44", "0", "44")


def test_plus_signs_stand_between_channels_and_the_bias_before_the_equals_sign() -> None:
    signs = texts(partial_maps_figure(PARTIAL, PARTIAL.sum(axis=0) - 2, LABELS, HUES, bias=-2))
    assert signs.split("\n").count("+") == 3 - 1
    assert "− 2<br>=" in signs
    without = texts(partial_maps_figure(PARTIAL, PARTIAL.sum(axis=0), LABELS, HUES))
    assert "bias" not in without
    assert "\n=" in without


def test_a_channel_switched_off_is_greyed_and_says_so() -> None:
    kept = PARTIAL[0] + PARTIAL[2]
    figure = partial_maps_figure(PARTIAL, kept, LABELS, HUES, keep=[True, False, True])
    assert [trace.opacity for trace in heatmaps(figure)[:3]] == [1, 0.15, 1]
    assert "channel 1 (green): off" in texts(figure)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("channels", [1, 3, 8])
def test_every_map_is_labelled_on_any_paper(channels: int, dark: bool, narrow: bool) -> None:
    partial = np.ones((channels, 4, 6), dtype=int)
    labels, hues = [f"channel {c}" for c in range(channels)], ["#d1495b"] * channels
    figure = partial_maps_figure(
        partial, partial.sum(axis=0), labels, hues, dark=dark, narrow=narrow
    )
    shown = texts(figure)
    assert all(label in shown for label in [*labels, "feature map"])


def test_every_position_of_the_sum_can_be_selected_and_nothing_else() -> None:
    figure = partial_maps_figure(PARTIAL, PARTIAL.sum(axis=0), LABELS, HUES)
    *_, total = heatmaps(figure)
    positions = figure.data[-1]
    assert (positions.xaxis, positions.yaxis) == (total.xaxis, total.yaxis)
    assert list(zip(positions.y, positions.x, strict=True)) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert list(positions.customdata) == [1 + 10 + 0, -2 + 20 + 0, 3 - 30 + 5, 4 + 40 + 0]
    assert total.hoverinfo == "skip"


def test_the_pinned_position_is_ringed_in_every_map() -> None:
    figure = partial_maps_figure(PARTIAL, PARTIAL.sum(axis=0), LABELS, HUES, pinned=(1, 0))
    rings = [trace for trace in figure.data if trace.type == "scatter"]
    assert [(ring.y[0], ring.x[0]) for ring in rings] == [(1, 0)] * (3 + 1)
    assert len({ring.xaxis for ring in rings}) == 3 + 1


def test_rows_count_downwards_and_pixels_are_square() -> None:
    layout = map_figure(np.zeros((3, 5)), "map").layout
    assert layout.yaxis.range == (3 - 0.5, -0.5)
    assert layout.xaxis.range == (-0.5, 5 - 0.5)
    assert layout.yaxis.scaleanchor == "x"


@given(arrays(np.int64, (3, 4), elements=st.integers(-1000, 1000)))
def test_a_map_has_zero_in_the_middle_whatever_it_holds(values: np.ndarray) -> None:
    axis = map_figure(values, "map").layout.coloraxis
    assert axis.cmin == -axis.cmax
    assert axis.cmax == (abs(values).max() or 1)


def test_a_few_extreme_pixels_do_not_pale_a_picture_and_the_bar_says_so() -> None:
    values = np.full((64, 64), 20)
    values[0, 0] = -900
    colorbar = map_figure(values, "map").layout.coloraxis.colorbar
    assert colorbar.ticktext == ("≤ −20", "0", "≥ 20")


@given(arrays(np.int64, (64, 64), elements=st.integers(-(10**6), 10**6)))
def test_a_colour_limit_is_positive_and_never_beyond_the_greatest(values: np.ndarray) -> None:
    assert 0 < colour_limit(values) <= max(1, abs(values).max())


def test_labels_are_text_and_never_markup() -> None:
    figure = map_figure(np.zeros((2, 2)), "<b>bold</b>")
    assert "&lt;b&gt;bold" in texts(figure)
    assert "<b>" not in figure.data[0].hovertemplate


def test_a_picture_keeps_its_colours() -> None:
    pixels = np.arange(3 * 2 * 4).reshape(3, 2, 4)
    np.testing.assert_array_equal(picture_figure(pixels).data[0].z, pixels.transpose(1, 2, 0))


def test_each_channel_of_an_input_has_its_own_hue_and_all_the_same_range() -> None:
    volume = np.array([[[0, 9]], [[3, 4]]])
    first, second = channel_maps_figure(volume, LABELS[:2], HUES[:2]).data
    assert (first.colorscale[-1][1], second.colorscale[-1][1]) == (HUES[0], HUES[1])
    assert (first.zmin, first.zmax) == (second.zmin, second.zmax) == (0, 9)


def test_a_channel_of_a_picture_runs_from_black_to_full_light() -> None:
    channel = channel_maps_figure(np.array([[[7, 9]]]), LABELS[:1], HUES[:1], picture=True).data[0]
    assert channel.colorscale[0] == (0, "#000000")
    assert (channel.zmin, channel.zmax) == (0, 255)


def test_right_and_wrong_share_a_scale_and_the_difference_has_its_own() -> None:
    right, wrong = np.array([[30, -6]]), np.array([[30 // 3, -6 // 3]])
    figure = comparison_figure(right, wrong, wrong - right, ("sum", "mean", "mean - sum"))
    first, second, third = heatmaps(figure)
    assert (first.coloraxis, second.coloraxis, third.coloraxis) == (
        "coloraxis",
        "coloraxis",
        "coloraxis2",
    )
    assert (figure.layout.coloraxis.cmin, figure.layout.coloraxis.cmax) == (-30, 30)
    assert (figure.layout.coloraxis2.cmin, figure.layout.coloraxis2.cmax) == (-20, 20)
    assert third.z.tolist() == [[10 - 30, -2 + 6]]
    assert all(label in texts(figure) for label in ("sum", "mean", "mean - sum"))


@given(
    count=st.integers(1, 12),
    per_row=st.integers(1, 6),
    rows=st.integers(1, 200),
    columns=st.integers(1, 200),
)
def test_tiles_stay_inside_and_never_overlap(
    count: int, per_row: int, rows: int, columns: int
) -> None:
    tiles = tile_grid(count, per_row, (rows, columns), width=1000, bar=70).tiles
    assert len(tiles) == count
    for tile in tiles:
        assert 0 <= tile.left < tile.right <= 1
        assert 0 <= tile.bottom < tile.top <= 1
    for one, other in pairwise(tiles):
        assert one.right < other.left or other.top < one.bottom
