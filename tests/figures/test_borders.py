"""Padded pictures by their data: the line lies where the picture ends, rings on what was added."""

import numpy as np

from figures.borders import corner_figure, padded_picture_figure

AMOUNTS = (1, 2), (3, 4)
"""Rows above and below, columns on the left and on the right of 5x6 pixels."""
PADDED = np.zeros((1, 1 + 5 + 2, 3 + 6 + 4))


def test_the_line_goes_around_the_picture_itself() -> None:
    for line in padded_picture_figure(PADDED, AMOUNTS).layout.shapes:
        assert (line.x0, line.x1) == (3 - 0.5, 3 + 6 - 0.5)
        assert (line.y0, line.y1) == (1 - 0.5, 1 + 5 - 0.5)


def test_rings_lie_on_the_cells_of_a_corner_that_were_added() -> None:
    last_rows_and_columns = slice(4, 8), slice(8, 13)
    figure = corner_figure(PADDED, AMOUNTS, last_rows_and_columns)
    # The last of the pixels is at row 1 + 5 - 1 = 5 and column 3 + 6 - 1 = 8.
    places = [(row, column) for row in range(4, 8) for column in range(8, 13)]
    added = {(row - 4, column - 8) for row, column in places if row > 5 or column > 8}
    for rings in figure.data[1:]:
        assert set(zip(rings.y, rings.x, strict=True)) == added
