"""All filters of a layer on one sheet: how large each is, and where it lies."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from conv_engine.numeric import Array

COLOURED = 3
"""Channels of a filter that is shown in colour."""
MOST_DECIMALS = 12


def filter_sizes(weight: ArrayLike) -> Array:
    """Return the size of each filter: the root of the sum of its squared weights.

    Parameters
    ----------
    weight : array_like of shape (C_out, C_in / groups, k_h, k_w)

    Returns
    -------
    ndarray of shape (C_out,)

    Examples
    --------
    sqrt(3*3 + 4*4) = 5

    >>> filter_sizes([[[[3, 4]]], [[[0, -1]]]])
    array([5., 1.])
    """
    filters = np.asarray(weight, dtype=float)
    sizes: Array = np.sqrt((filters**2).sum(axis=(1, 2, 3)))
    return sizes


def sort_by_size(sizes: ArrayLike) -> list[int]:
    """Return places with the largest size first; of equal ones, the earlier first.

    Examples
    --------
    >>> sort_by_size([1.0, 5.0, 1.0, 7.0])
    [3, 1, 0, 2]
    """
    order: list[int] = np.argsort(-np.asarray(sizes), kind="stable").tolist()
    return order


@dataclass(frozen=True, eq=False)
class Sheet:
    """Small maps in rows and columns, as one map with a gap between them.

    Parameters
    ----------
    values : ndarray of shape (H, W), or (3, H, W) in colour
        With gaps between the maps.
    step : (int, int)
        Rows and columns from one small map to the next.
    columns : int
        Small maps in a row.
    count : int
        Of small maps.
    """

    values: Array
    step: tuple[int, int]
    columns: int
    count: int

    def place_at(self, row: int, column: int) -> int | None:
        """Return which small map has a cell; None beside the last one.

        Examples
        --------
        >>> sheet = lay_sheet(np.ones((3, 2, 2)), columns=2)
        >>> sheet.place_at(0, 4), sheet.place_at(3, 0), sheet.place_at(3, 4)
        (1, 2, None)
        """
        place = row // self.step[0] * self.columns + column // self.step[1]
        return place if place < self.count else None

    def corner_of(self, place: int) -> tuple[int, int]:
        """Return the first row and column of a small map.

        Examples
        --------
        >>> lay_sheet(np.ones((3, 2, 2)), columns=2).corner_of(1)
        (0, 3)
        """
        row, column = divmod(place, self.columns)
        return row * self.step[0], column * self.step[1]


def lay_sheet(maps: Array, columns: int, gap_value: float = 0) -> Sheet:
    """Lay small maps side by side; maps of a single cell have no gap between them.

    Parameters
    ----------
    maps : ndarray of shape (n, h, w), or (n, 3, h, w) in colour
    columns : int
    gap_value : float

    Examples
    --------
    >>> lay_sheet(np.array([[[1, 2]], [[3, 4]], [[5, 6]]]), columns=2).values
    array([[1, 2, 0, 3, 4],
           [0, 0, 0, 0, 0],
           [5, 6, 0, 0, 0]])
    """
    count, *colours, height, width = maps.shape
    gap = 0 if height == width == 1 else 1
    step = height + gap, width + gap
    rows = -(-count // columns)
    shape = rows * step[0] - gap, min(columns, count) * step[1] - gap
    values = np.full((*colours, *shape), gap_value, maps.dtype)
    sheet = Sheet(values, step, columns, count)
    for place, each in enumerate(maps):
        top, left = sheet.corner_of(place)
        values[..., top : top + height, left : left + width] = each
    return sheet


def colour_filters(weight: Array, limit: float) -> Array:
    """Turn weights for red, green and blue into colours: 0 becomes grey, the limit becomes light.

    Parameters
    ----------
    weight : ndarray of shape (n, 3, k_h, k_w)
    limit : float
        The weight that is as light as can be; its negative is black.

    Returns
    -------
    ndarray of int, from 0 to 255

    Examples
    --------
    >>> colour_filters(np.array([[[[-2.0]], [[0.0]], [[1.0]]]]), 2.0).ravel()
    array([  0, 128, 191])
    """
    share = np.clip(weight / (limit or 1.0), -1, 1)
    lights: Array = np.rint(127.5 + 127.5 * share).astype(int)
    return lights


def needed_decimals(values: ArrayLike, digits: int = 3) -> int:
    """Return how many decimals show so many digits of the largest value, and no more than it has.

    Examples
    --------
    >>> needed_decimals([0.0123, 0.001]), needed_decimals([12.55]), needed_decimals([3, 400])
    (4, 1, 0)
    >>> needed_decimals([0.5])
    1
    """
    array = np.asarray(values, dtype=float)
    largest = float(np.abs(array).max(initial=0))
    if not largest or not np.isfinite(largest):
        return 0
    most = int(np.clip(digits - 1 - np.floor(np.log10(largest)), 0, MOST_DECIMALS))
    exact = (n for n in range(most) if (np.round(array, n) == array).all())
    return next(exact, most)
