"""Both ends of a padded axis: what is drawn is what the axis says, and windows start apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv_engine import ConvSpec
from conv_engine.axis import Axis
from stage.board import Tile
from tests.few_examples import few
from tests.numbers_said import numbers_in
from ui.questions.row_end_tiles import describe_row_ends, row_end_tiles

IMAGENET = Axis("height", kernel=7, stride=2, dilation=1)
BOTH = {"Keras": (2, 3), "PyTorch": (3, 3)}


def window(tile: Tile) -> list[int]:
    """The rows in its box."""
    (box,) = tile.boxes
    return tile.values[box.row : box.row + box.rows, 0].tolist()


def test_the_windows_lie_over_the_rows_that_the_words_say() -> None:
    # 224 + 2 + 3 = 229 rows, (229 - 7) // 2 + 1 = 112 windows; the last from 2*111 - 2 = 220.
    # With 3 before, each begins one row earlier.
    starts = [-2, 220, -3, 219]
    windows = [window(tile) for tile in row_end_tiles(IMAGENET, 224, BOTH)]
    assert windows == [list(range(start, start + 7)) for start in starts]
    keras, pytorch = describe_row_ends(IMAGENET, 224, BOTH).split("PyTorch")
    assert numbers_in(keras) == [2, 3, -2, -2 + 6, 220, 220 + 6]
    assert numbers_in(pytorch) == [3, 3, -3, -3 + 6, 219, 219 + 6]


@few
@given(kernel=st.sampled_from((3, 5, 7)), size=st.integers(32, 300))
def test_every_row_that_is_added_has_a_ring_and_a_row_one_number(kernel: int, size: int) -> None:
    spec = ConvSpec(1, 1, kernel, stride=2, padding="same")
    (same, _), by_hand = spec.pad_amounts(size, size), kernel // 2
    paddings = {"same": same, "by hand": (by_hand, by_hand)}
    tiles = row_end_tiles(spec.axes[0], size, paddings)
    assert sum(int(tile.rings.sum()) for tile in tiles) == sum(same) + 2 * by_hand
    for tile in tiles:
        assert len(window(tile)) == kernel
        assert set((tile.numbering - tile.values).ravel()) == {max(same[0], by_hand)}


def test_an_input_without_a_middle_is_refused() -> None:
    with pytest.raises(ValueError, match="9"):
        row_end_tiles(IMAGENET, 9, BOTH)
