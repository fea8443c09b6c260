"""Who is summed with whom, by the figures' data: blocks, hues of the rows, columns that add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from colours import theme
from conv_engine import ConvSpec, conv2d, partial_maps
from figures.connectivity import connectivity, connectivity_figure
from figures.partial_grid import MOST_PRINTED, partial_grid_figure
from tests.few_examples import few
from tests.numbers_said import numbers_in

HUES = ["#d1495b", "#2e8b57", "#2f6fb5", "#1aa9d0"]
LABELS = ["channel 0", "channel 1", "channel 2", "channel 3"]


@few
@given(st.integers(1, 4), st.integers(1, 3), st.integers(1, 3))
def test_connectivity_is_one_block_for_each_group(groups: int, depth: int, filters: int) -> None:
    spec = ConvSpec(groups * depth, groups * filters, 3, groups=groups)
    blocks = np.kron(np.eye(groups, dtype=bool), np.ones((depth, filters), dtype=bool))
    np.testing.assert_array_equal(connectivity(spec), blocks)


@few
@given(st.sampled_from([1, 2, 4]))
def test_a_filter_computes_only_what_it_is_connected_to(groups: int) -> None:
    spec = ConvSpec(4, 4, 1, groups=groups)
    ones = np.ones((4, 1, 1), dtype=int)
    output = conv2d(ones, np.ones(spec.weight_shape, dtype=int), groups=groups)
    assert output.ravel().tolist() == connectivity(spec).sum(axis=0).tolist()


def test_a_cell_of_the_matrix_says_in_words_and_by_a_plus_what_its_colour_says() -> None:
    figure = connectivity_figure(ConvSpec(4, 2, 3, groups=2), LABELS, HUES)
    (cells,) = figure.data
    assert cells.z.tolist() == [[1, 0], [1, 0], [0, 1], [0, 1]]
    assert cells.text.tolist() == [["+", ""], ["+", ""], ["", "+"], ["", "+"]]
    sees, does_not = cells.hovertext[0]
    assert (numbers_in(sees), numbers_in(does_not)) == ([0, 0], [1, 0])  # filter, channel
    assert "not" in does_not
    assert "not" not in sees
    assert list(figure.layout.yaxis.ticktext) == LABELS
    assert [shape.fillcolor for shape in figure.layout.shapes] == HUES


def test_labels_and_colours_are_one_for_each_channel() -> None:
    with pytest.raises(ValueError, match="4 labels and 3 colours do not name 4 channels"):
        connectivity_figure(ConvSpec(4, 2, 3), LABELS, HUES[:3])


def grid(groups: int, size: int = 3, filters: int = 4) -> tuple[np.ndarray, ...]:
    """Two heatmaps of partial maps with a gap of one cell, and the layer's feature maps."""
    random = np.random.default_rng(groups)
    input = random.integers(-9, 10, (4, size, size))
    weight = random.integers(-9, 10, (filters, 4, 2, 2))
    bias = random.integers(-9, 10, filters)
    spec = ConvSpec(4, filters, 2, groups=groups)
    kept = np.stack([weight[f, list(spec.group_of(f))] for f in range(filters)])
    figure = partial_grid_figure(partial_maps(input, weight), spec, bias, LABELS, HUES)
    summed, pale = (np.array(trace.z, dtype=float) for trace in figure.data)
    return summed, pale, conv2d(input, kept, bias, groups=groups), bias, figure


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_each_column_adds_up_to_its_feature_map(groups: int) -> None:
    summed, _, output, bias, _ = grid(groups)
    for filter in range(4):
        column = summed[:, 3 * filter : 3 * filter + 2]  # maps of 2x2, and a gap
        maps = [column[3 * row : 3 * row + 2] for row in range(5)]
        np.testing.assert_array_equal(maps[4], output[filter])
        np.testing.assert_array_equal(np.nansum(maps[:4], axis=0) + bias[filter], output[filter])


@pytest.mark.parametrize(("groups", "left"), [(1, 16), (2, 8), (4, 4)])
def test_what_is_not_summed_is_pale_and_nothing_is_both(groups: int, left: int) -> None:
    summed, pale, _, _, figure = grid(groups)
    assert np.isfinite(pale).sum() == (16 - left) * 2 * 2
    assert np.isfinite(summed).sum() == (left + 4) * 2 * 2  # and four feature maps
    assert not (np.isfinite(summed) & np.isfinite(pale)).any()
    assert figure.data[1].opacity < figure.data[0].opacity


def test_maps_are_framed_in_the_hue_of_their_channel_if_they_are_summed() -> None:
    frames = [shape.line.color for shape in grid(2)[-1].layout.shapes]
    faint, ink = theme().faint, theme().ink
    red, green, blue, teal = HUES
    assert frames == [
        *(red, red, faint, faint),
        *(green, green, faint, faint),
        *(faint, faint, blue, blue),
        *(faint, faint, teal, teal),
        *(ink, ink, ink, ink),
    ]


def test_frames_and_names_are_those_of_the_row_and_the_column() -> None:
    *_, figure = grid(2)
    side = 2  # of a map; the next begins after a gap of one cell
    for place, frame in enumerate(figure.layout.shapes):
        row, filter = divmod(place, 4)
        top, left = row * (side + 1), filter * (side + 1)
        assert (frame.y0, frame.y1) == (top - 0.5, top + side - 0.5)
        assert (frame.x0, frame.x1) == (left - 0.5, left + side - 0.5)
        named = numbers_in(figure.data[0].hovertext[top][left])
        assert named == ([row, filter] if row < 4 else [filter])  # below are the feature maps


def test_numbers_are_printed_where_a_phone_has_room_and_only_of_what_is_summed() -> None:
    small, many = grid(2)[-1], grid(2, size=9)[-1]
    assert 4 * (2 + 1) - 1 <= MOST_PRINTED < 4 * (8 + 1) - 1
    assert small.data[0].text[0][0] != ""
    assert small.data[0].text[0][6] == ""  # filter 2 does not see channel 0
    assert many.data[0].text is None
