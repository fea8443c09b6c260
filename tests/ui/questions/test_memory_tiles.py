"""An input in both orders of axes: the places are those of NumPy's own memory."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from conv_engine.frameworks.layouts import DATA_FORMATS
from stage.board import Tile
from tests.few_examples import few
from tests.numbers_said import says
from ui.questions.memory_tiles import describe_memory, memory_tile

sizes = st.integers(2, 300)
NAMES, HUES = ["red", "green", "blue"], ["#d1495b", "#2e8b57", "#2f6fb5"]


def tiles(height: int, width: int) -> list[Tile]:
    """Last, then first."""
    return [memory_tile((3, height, width), order, NAMES, HUES) for order in DATA_FORMATS]


@few
@given(sizes, sizes)
def test_the_places_are_those_that_numpy_keeps_them_in(height: int, width: int) -> None:
    places = np.arange(3 * height * width)
    corners = (
        places.reshape(height, width, 3)[:2, :2],
        places.reshape(3, height, width)[:, :2, :2].transpose(1, 0, 2),
    )
    for tile, corner in zip(tiles(height, width), corners, strict=True):
        np.testing.assert_array_equal(tile.values, corner.reshape(2, -1))


def test_a_number_of_the_picture_has_its_hue_in_both_orders() -> None:
    last, first = tiles(4, 4)
    red, green, blue = HUES
    assert last.tints[0] == [red, green, blue, red, green, blue]
    assert first.tints[0] == [red, red, green, green, blue, blue]
    # Blue at row 0, column 1 has place 1*3 + 2 in one order, and 2*4*4 + 1 in the other.
    assert last.values[last.numbering == first.numbering[0, 5]].tolist() == [1 * 3 + 2]
    assert first.values[0, 5] == 2 * 4 * 4 + 1


def test_a_pixel_is_told_by_its_places_in_memory() -> None:
    words = describe_memory((3, 224, 224), "channels_last", NAMES)
    assert says(words, 0, 0, 0, 1, 2, 1, 3, 4, 5)  # row and column, three places, twice
    assert words.count("red") == words.count("blue") == 2
