"""Both ends of a padded axis: what is drawn is what the axis says, and windows start apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv_engine import ConvSpec
from conv_engine.axis import Axis
from figures.figure import Figure
from figures.row_ends import describe_row_ends, row_ends_figure
from tests.few_examples import few
from tests.numbers_said import numbers_in

IMAGENET = Axis("height", kernel=7, stride=2, dilation=1)
BOTH = {"Keras": (2, 3), "PyTorch": (3, 3)}


def outlines(figure: Figure) -> list[tuple[float, float]]:
    """First row and height in cells of each window, as drawn; each is outlined twice."""
    return [(shape.y0 + 0.5, shape.y1 - shape.y0) for shape in figure.layout.shapes[::2]]


def test_keras_and_pytorch_start_one_row_apart_at_both_ends() -> None:
    first, last, first_by_hand, last_by_hand = outlines(row_ends_figure(IMAGENET, 224, BOTH))
    assert first[0] - first_by_hand[0] == last[0] - last_by_hand[0] == 1
    assert {height for _, height in (first, last, first_by_hand, last_by_hand)} == {7}


def test_the_words_say_which_rows_the_windows_lie_over() -> None:
    # 224 + 2 + 3 = 229 rows, (229 - 7) // 2 + 1 = 112 windows; the last from 2*111 - 2 = 220.
    words = describe_row_ends(IMAGENET, 224, BOTH)
    keras, pytorch = words.split("PyTorch")
    assert numbers_in(keras) == [2, 3, -2, -2 + 6, 220, 220 + 6]
    assert numbers_in(pytorch) == [3, 3, -3, -3 + 6, 219, 219 + 6]


@few
@given(kernel=st.sampled_from((3, 5, 7)), size=st.integers(32, 300))
def test_every_row_that_is_added_has_a_ring_and_every_window_rows_under_it(
    kernel: int, size: int
) -> None:
    spec = ConvSpec(1, 1, kernel, stride=2, padding="same")
    (same, _), by_hand = spec.pad_amounts(size, size), kernel // 2
    paddings = {"same": same, "by hand": (by_hand, by_hand)}
    figure = row_ends_figure(spec.axes[0], size, paddings)
    rows, rings = figure.data
    assert len(rings.x) == sum(same) + 2 * by_hand
    drawn = set(zip((*rows.x, *rings.x), (*rows.y, *rings.y), strict=True))
    assert len(drawn) == len(rows.x) + len(rings.x)  # none lies on another
    for place, (top, height) in enumerate(outlines(figure)):
        column = min(rows.x) if place < 2 else max(rows.x)
        assert {(column, top + n) for n in range(int(height))} <= drawn


def test_an_input_without_a_middle_is_refused() -> None:
    with pytest.raises(ValueError, match="9"):
        row_ends_figure(IMAGENET, 9, BOTH)
