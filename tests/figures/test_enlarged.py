"""Figures for the last row: larger type, the same numbers."""

from figures.enlarged import enlarged
from figures.waterfall import waterfall_figure

HUES = ["#d1495b", "#2e8b57"]


def test_type_and_height_grow_and_the_numbers_stay() -> None:
    figure = waterfall_figure([-10, 16], 1, 7, ["red", "green"], HUES)
    large = enlarged(figure, 1.5)
    assert large.layout.height == figure.layout.height * 1.5
    assert large.layout.font.size == figure.layout.font.size * 1.5
    drawn, before = (shown.data[0] for shown in (large, figure))
    assert drawn.textfont.size == before.textfont.size * 1.5
    assert (drawn.x, drawn.text) == (before.x, before.text)
    assert large.layout.xaxis.range == figure.layout.xaxis.range


def test_the_figure_itself_is_left_as_it_is() -> None:
    figure = waterfall_figure([-10, 16], None, 6, ["red", "green"], HUES)
    before = figure.to_dict()
    enlarged(figure, 2)
    assert figure.to_dict() == before
