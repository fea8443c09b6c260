"""The transposition by its data: which number stands in which cell of which table."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from colours import channel_colours
from conv_engine.frameworks.layouts import FRAMEWORKS, Framework
from figures.weight_layouts import (
    GAP,
    KernelShape,
    describe_layout,
    describe_place,
    place_of,
    weight_layout_figure,
)
from tests.few_examples import few
from tests.numbers_said import numbers_in, says

SHAPE: KernelShape = (2, 2, 3, 2)
LABELS = ["channel 0 (red)", "channel 1 (green)", "channel 2 (blue)"]
HUES = channel_colours(["red", "green", "blue"], 3)

shapes = st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 4), st.integers(1, 4))
weights = shapes.flatmap(
    lambda shape: st.tuples(st.just(shape), *(st.integers(0, size - 1) for size in shape))
)


def small(shape: KernelShape, framework: Framework, **options: object) -> object:
    channels = shape[2]
    labels = [f"channel {c}" for c in range(channels)]
    return weight_layout_figure(shape, framework, labels, channel_colours([], channels), **options)


def test_keras_keeps_the_filters_of_a_channel_side_by_side() -> None:
    text = weight_layout_figure(SHAPE, "keras", LABELS, HUES).data[0].text.tolist()
    # Height 0, width 0 has numbers 0 to 5: three channels of two filters.
    assert [row[:2] for row in text[:3]] == [["0", "1"], ["2", "3"], ["4", "5"]]
    # One column on it is 3*2 numbers further in memory, one row 2*3*2.
    assert text[0][3] == str(3 * 2)
    assert text[4][0] == str(2 * 3 * 2)


def test_pytorch_keeps_a_kernel_whole() -> None:
    text = weight_layout_figure(SHAPE, "pytorch", LABELS, HUES).data[0].text.tolist()
    # Filter 0, channel 0 is number 0 at every row and column: steps of 3*2 and 2*3*2.
    assert [row[:2] for row in text[:2]] == [["0", "6"], ["12", "18"]]
    # Filter 1 is one number further in Keras's memory, channel 1 two.
    assert text[3][0] == "1"
    assert text[0][3] == "2"


@few
@given(shapes, st.sampled_from(FRAMEWORKS))
def test_every_number_is_printed_once(shape: KernelShape, framework: Framework) -> None:
    printed = sorted(int(text) for text in small(shape, framework).data[0].text.ravel() if text)
    assert printed == list(range(np.prod(shape)))


@few
@given(shapes)
def test_a_number_has_the_same_channel_and_words_in_both_layouts(shape: KernelShape) -> None:
    keras, pytorch = (
        {
            text: (channel, words)
            for text, channel, words in zip(
                cells.text.ravel(), cells.z.ravel(), cells.hovertext.ravel(), strict=True
            )
            if text
        }
        for cells in (small(shape, framework).data[0] for framework in FRAMEWORKS)
    )
    assert keras == pytorch


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_only_numbers_have_a_colour(framework: Framework) -> None:
    cells = weight_layout_figure(SHAPE, framework, LABELS, HUES).data[0]
    np.testing.assert_array_equal(np.isnan(cells.z), cells.text == "")


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_cells_are_squares_of_one_size_and_only_gaps_are_narrower(framework: Framework) -> None:
    cells = weight_layout_figure(SHAPE, framework, LABELS, HUES).data[0]
    for edges, empty in ((cells.x, cells.text == ""), (cells.y, (cells.text == "").T)):
        for (start, end), gap in zip(pairwise(edges), empty.all(axis=0), strict=True):
            assert end - start == pytest.approx(GAP if gap else 1)


def test_the_words_of_a_cell_are_its_place() -> None:
    cells = weight_layout_figure(SHAPE, "keras", LABELS, HUES).data[0]
    # 17 = 1*12 + 0*6 + 2*2 + 1
    assert cells.hovertext[cells.text == "17"].tolist() == [
        "number 17<br>row 1, column 0<br>channel 2 (blue)<br>filter 1"
    ]


@few
@given(weights)
def test_the_outline_goes_around_the_chosen_number(drawn: tuple) -> None:
    shape, *chosen = drawn
    for framework in FRAMEWORKS:
        figure = small(shape, framework, chosen=tuple(chosen))
        outline, cells = figure.layout.shapes[-1], figure.data[0]
        row = np.searchsorted(cells.y, (outline.y0 + outline.y1) / 2) - 1
        column = np.searchsorted(cells.x, (outline.x0 + outline.x1) / 2) - 1
        assert cells.text[row, column] == str(place_of(tuple(chosen), shape))
        assert outline.x1 - outline.x0 == outline.y1 - outline.y0 == 1


def test_outer_axes_name_every_block_and_inner_axes_are_named_once() -> None:
    keras = weight_layout_figure(SHAPE, "keras", LABELS, HUES).layout
    assert keras.yaxis.ticktext == ("height 0", "height 1")
    assert keras.xaxis.ticktext == ("width 0", "width 1")
    assert [a.text for a in keras.annotations] == ["0", "1", "2", "0", "1", "channel", "filter"]
    pytorch = weight_layout_figure(SHAPE, "pytorch", LABELS, HUES).layout
    assert pytorch.yaxis.ticktext == ("filter 0", "filter 1")
    assert pytorch.xaxis.ticktext == tuple(label.replace(" (", "<br>(") for label in LABELS)
    assert [a.text for a in pytorch.annotations] == ["0", "1", "0", "1", "height", "width"]


def test_a_label_cannot_be_markup() -> None:
    figure = weight_layout_figure((1, 1, 1, 1), "pytorch", ["<b>red"], HUES[:1])
    assert figure.layout.xaxis.ticktext == ("&lt;b&gt;red",)
    assert "<b>" not in figure.data[0].hovertext[0][0]


@few
@given(weights)
def test_words_write_a_weight_as_each_framework_does(drawn: tuple) -> None:
    shape, row, column, channel, filter_ = drawn
    words = describe_place(place_of((row, column, channel, filter_), shape), shape)
    assert says(words, row, column, channel, filter_)
    assert f"kernel[{row}, {column}, {channel}, {filter_}] in Keras" in words
    assert f"weight[{filter_}, {channel}, {row}, {column}] in PyTorch" in words


def test_the_alt_text_says_what_is_nested_in_what() -> None:
    assert numbers_in(describe_layout(SHAPE, "keras")) == [2, 2, 3, 2]


@pytest.mark.parametrize(
    ("shape", "chosen", "sentence"),
    [
        ((2, 2, 3), (0, 0, 0), r"kernel of shape \(2, 2, 3\) has 3 axes, but needs 4"),
        ((2, 2, 0, 1), (0, 0, 0, 0), "in_channels 0 is less than 1, the nearest valid choice"),
        (SHAPE, (0, 0, 3, 0), r"channel 3 is outside 0\.\.2; nearest is 2"),
        (SHAPE, (0, 0, 0), r"chosen weight \(0, 0, 0\) has 3 places, but needs 4"),
    ],
)
def test_what_is_no_weight_is_refused(shape: tuple, chosen: tuple, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        weight_layout_figure(shape, "keras", LABELS, HUES, chosen=chosen)


def test_a_number_beyond_the_last_is_refused() -> None:
    with pytest.raises(ValueError, match=r"number 24 is outside 0\.\.23; nearest is 23"):
        describe_place(24, SHAPE)


def test_labels_and_colours_are_one_for_each_channel() -> None:
    with pytest.raises(ValueError, match="2 labels and 3 colours do not name 3 channels"):
        weight_layout_figure(SHAPE, "keras", LABELS[:2], HUES)
