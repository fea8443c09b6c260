"""What all figures share: square pixels, outlines, and the end of a colour scale."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from figures.axes import add_outline, colour_limit, empty_figure, map_axes
from figures.figure import Figure
from tests.few_examples import few


def outlined(box: tuple[int, int, int, int], shape: tuple[int, int]) -> tuple[float, ...]:
    figure = empty_figure(100, dark=False)
    add_outline(figure, box, shape, dark=False)
    outline = figure.layout.shapes[-1]
    return outline.x0, outline.x1, outline.y0, outline.y1


def test_rows_count_downwards_and_pixels_are_square() -> None:
    figure = Figure()
    map_axes(figure, (3, 5), "#d1495b")
    assert figure.layout.yaxis.range == (3 - 0.5, -0.5)
    assert figure.layout.xaxis.range == (-0.5, 5 - 0.5)
    assert figure.layout.yaxis.scaleanchor == "x"


def test_an_outline_goes_around_its_cells() -> None:
    assert outlined((2, 3, 1, 4), (6, 8)) == (3 - 0.5, 3 + 4 - 0.5, 2 - 0.5, 2 + 1 - 0.5)


def test_the_outline_of_one_pixel_is_large_enough_to_be_found() -> None:
    left, right, top, bottom = outlined((20, 30, 1, 1), (100, 50))
    assert ((left + right) / 2, (top + bottom) / 2) == (30, 20)
    assert right - left == bottom - top == pytest.approx(0.07 * 100)


@few
@given(arrays(np.int64, (64, 64), elements=st.integers(-(10**6), 10**6)))
def test_a_colour_limit_is_positive_and_never_beyond_the_greatest(values: np.ndarray) -> None:
    assert 0 < colour_limit(values) <= max(1, abs(values).max())


def test_a_few_extreme_pixels_do_not_pale_a_picture() -> None:
    values = np.full((64, 64), 20)
    values[0, 0] = -900
    assert colour_limit(values) == 20
