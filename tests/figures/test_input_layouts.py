"""An input in both orders of axes: the places are those of NumPy's own memory."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from conv_engine.frameworks.layouts import DATA_FORMATS, DataFormat
from figures.input_layouts import describe_input_layout, input_layout_figure
from tests.few_examples import few
from tests.numbers_said import says

sizes = st.integers(2, 300)
LABELS, HUES = ["red", "green", "blue"], ["#d1495b", "#2e8b57", "#2f6fb5"]


def printed(shape: tuple[int, int, int], order: DataFormat) -> list[list[int]]:
    texts = input_layout_figure(shape, order, LABELS, HUES).data[0].text
    return [[int(text) for text in row if text] for row in texts]


@few
@given(sizes, sizes)
def test_the_places_are_those_that_numpy_keeps_them_in(height: int, width: int) -> None:
    places = np.arange(3 * height * width)
    first = places.reshape(3, height, width)[:, :2, :2]
    last = places.reshape(height, width, 3)[:2, :2]
    assert printed((3, height, width), "channels_first") == [
        first[:, row].ravel().tolist() for row in (0, 1)
    ]
    assert printed((3, height, width), "channels_last") == [
        last[row].ravel().tolist() for row in (0, 1)
    ]


def test_the_hues_are_those_of_the_channels_in_both_orders() -> None:
    channels = {
        order: input_layout_figure((3, 4, 4), order, LABELS, HUES).data[0].z[0]
        for order in DATA_FORMATS
    }
    nan = float("nan")
    np.testing.assert_equal(channels["channels_first"], [0, 0, nan, 1, 1, nan, 2, 2])
    np.testing.assert_equal(channels["channels_last"], [0, 1, 2, nan, 0, 1, 2])


def test_a_pixel_is_told_by_its_places_in_memory() -> None:
    words = describe_input_layout((3, 224, 224), "channels_last", LABELS)
    assert says(words, 0, 0, 0, 1, 2, 1, 3, 4, 5)  # row and column, three places, twice
    assert words.count("red") == words.count("blue") == 2
