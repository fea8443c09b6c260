"""Figures for the last row: larger type, the same numbers."""

import numpy as np

from figures.enlarged import enlarged
from figures.maps import map_figure


def test_type_and_height_grow_and_the_numbers_stay() -> None:
    figure = map_figure(np.array([[3, -9], [0, 12]]), numbers=True, height=100)
    large = enlarged(figure, 1.5)
    assert large.layout.height == 100 * 1.5
    assert large.layout.font.size == figure.layout.font.size * 1.5
    drawn, before = (shown.to_dict()["data"] for shown in (large, figure))
    assert drawn[0]["z"] == before[0]["z"]
    assert drawn[1]["textfont"]["size"] == before[1]["textfont"]["size"] * 1.5
    assert list(drawn[1]["text"]) == list(before[1]["text"])
    assert large.layout.xaxis.range == figure.layout.xaxis.range


def test_the_figure_itself_is_left_as_it_is() -> None:
    figure = map_figure(np.eye(2), height=100)
    before = figure.to_dict()
    enlarged(figure, 2)
    assert figure.to_dict() == before
