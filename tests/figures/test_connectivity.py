"""Which channels a filter adds up, by the figure's data: blocks, hues of rows, words, signs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv_engine import ConvSpec, conv2d
from figures.connectivity import connectivity, connectivity_figure
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
