"""A weight in two orders of axes: which number stands in which cell of which block."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv_engine.frameworks.layouts import FRAMEWORKS, Framework
from stage.board import Tile
from tests.few_examples import few
from tests.numbers_said import numbers_in, says
from ui.pictures.weight_tiles import KernelShape, describe_layout, describe_place, weight_tile

SHAPE: KernelShape = (2, 2, 3, 2)
shapes = st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 4), st.integers(1, 4))


def tile(shape: KernelShape, framework: Framework) -> Tile:
    names = [f"channel {c}" for c in range(shape[2])]
    return weight_tile(shape, framework, names, [f"#00000{c}" for c in range(shape[2])])


def test_keras_keeps_the_filters_of_a_channel_side_by_side() -> None:
    numbers = tile(SHAPE, "keras").values.tolist()
    # Height 0, width 0 has numbers 0 to 5: three channels of two filters.
    assert [row[:2] for row in numbers[:3]] == [[0, 1], [2, 3], [4, 5]]
    # One column on it is 3*2 numbers further in memory, one row 2*3*2.
    assert numbers[0][2] == 3 * 2
    assert numbers[3][0] == 2 * 3 * 2


def test_pytorch_keeps_a_kernel_whole() -> None:
    numbers = tile(SHAPE, "pytorch").values.tolist()
    # Filter 0, channel 0 is number 0 at every row and column: steps of 3*2 and 2*3*2.
    assert [row[:2] for row in numbers[:2]] == [[0, 6], [12, 18]]
    # Filter 1 is one number further in Keras's memory, channel 1 two.
    assert numbers[2][0] == 1
    assert numbers[0][2] == 2


@few
@given(shapes)
def test_every_number_is_there_once_and_has_one_channel_in_both(shape: KernelShape) -> None:
    keras, pytorch = (
        dict(zip(one.values.ravel().tolist(), np.ravel(one.tints), strict=True))
        for one in (tile(shape, framework) for framework in FRAMEWORKS)
    )
    assert keras == pytorch
    assert sorted(keras) == list(range(np.prod(shape)))


def test_blocks_are_named_by_the_first_two_axes() -> None:
    keras, pytorch = (tile(SHAPE, framework).heads for framework in FRAMEWORKS)
    assert keras == (["row 0", "row 1"], ["column 0", "column 1"])
    assert pytorch == (["filter 0", "filter 1"], ["channel 0", "channel 1", "channel 2"])


@few
@given(shapes, st.data())
def test_words_write_a_weight_as_each_framework_does(
    shape: KernelShape, data: st.DataObject
) -> None:
    row, column, channel, filter_ = (data.draw(st.integers(0, size - 1)) for size in shape)
    number = np.ravel_multi_index((row, column, channel, filter_), shape)
    words = describe_place(int(number), shape)
    assert says(words, row, column, channel, filter_)
    assert f"kernel[{row}, {column}, {channel}, {filter_}] in Keras" in words
    assert f"weight[{filter_}, {channel}, {row}, {column}] in PyTorch" in words


def test_the_alt_text_says_what_is_nested_in_what() -> None:
    assert numbers_in(describe_layout(SHAPE, "keras")) == [2, 2, 3, 2]


@pytest.mark.parametrize(
    ("shape", "sentence"),
    [
        ((2, 2, 3), r"kernel of shape \(2, 2, 3\) has 3 axes, but needs 4"),
        ((2, 2, 0, 1), "in_channels 0 is less than 1, the nearest valid choice"),
    ],
)
def test_what_is_no_weight_is_refused(shape: tuple, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        weight_tile(shape, "keras", [], [])


def test_a_number_beyond_the_last_is_refused() -> None:
    with pytest.raises(ValueError, match=r"number 24 is outside 0\.\.23; nearest is 23"):
        describe_place(24, SHAPE)


@few
@given(st.integers(1, 3), st.integers(1, 3), st.data())
def test_a_transposed_weight_is_written_with_the_input_in_front_in_pytorch(
    filters: int, channels: int, data: st.DataObject
) -> None:
    shape: KernelShape = (2, 2, filters, channels)
    row, column, filter_, channel = (data.draw(st.integers(0, size - 1)) for size in shape)
    number = np.ravel_multi_index((row, column, filter_, channel), shape)
    words = describe_place(int(number), shape, "transposed weight")
    assert f"channel {channel}, filter {filter_}" in words
    assert f"kernel[{row}, {column}, {filter_}, {channel}] in Keras" in words
    assert f"weight[{channel}, {filter_}, {row}, {column}] in PyTorch" in words


@few
@given(st.integers(1, 3), st.integers(1, 3), st.data())
def test_a_depthwise_weight_has_the_filters_of_a_channel_together_in_pytorch(
    channels: int, multiplier: int, data: st.DataObject
) -> None:
    shape: KernelShape = (2, 2, channels, multiplier)
    row, column, channel, copy = (data.draw(st.integers(0, size - 1)) for size in shape)
    number = np.ravel_multi_index((row, column, channel, copy), shape)
    words = describe_place(int(number), shape, "depthwise weight")
    filter_ = channel * multiplier + copy
    assert f"channel {channel}, filter {filter_}" in words
    assert f"weight[{filter_}, 0, {row}, {column}] in PyTorch" in words
    names = [f"channel {c}" for c in range(channels)]
    keras, pytorch = (
        dict(zip(one.values.ravel().tolist(), np.ravel(one.tints), strict=True))
        for one in (weight_tile(shape, f, names, names, "depthwise weight") for f in FRAMEWORKS)
    )
    assert keras == pytorch
