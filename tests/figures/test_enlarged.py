"""Figures for the last row: larger type, the same numbers."""

import numpy as np

from figures.enlarged import enlarged
from figures.maps import map_figure


def test_type_and_height_grow_and_the_numbers_stay() -> None:
    figure = map_figure(np.array([[3, -9], [0, 12]]), numbers=True, height=100)
    large = enlarged(figure, 1.5)
    assert large.layout.height == 100 * 1.5
    assert large.layout.font.size == figure.layout.font.size * 1.5
    (drawn, large_numbers), (before, numbers) = large.data, figure.data
    np.testing.assert_array_equal(drawn.z, before.z)
    assert large_numbers.textfont.size == numbers.textfont.size * 1.5
    assert large_numbers.text == numbers.text
    assert large.layout.xaxis.range == figure.layout.xaxis.range


def test_the_figure_itself_is_left_as_it_is() -> None:
    figure = map_figure(np.eye(2), height=100)
    before = figure.to_json()
    enlarged(figure, 2)
    assert figure.to_json() == before
