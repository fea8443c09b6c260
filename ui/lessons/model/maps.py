"""The maps of a layer as tiles of a board, and the scores of classes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from conv_engine.networks.filter_sheets import lay_sheet, needed_decimals
from conv_engine.numeric import Array
from stage.board import Tile
from text import number_text
from ui.lessons.model.words.following import FEATURES_TITLE, MAP_TITLE

ACROSS = 16
"""Features of a row, where a layer has no maps."""


@dataclass(frozen=True, eq=False)
class LayerMaps:
    """What a layer makes of a picture.

    Parameters
    ----------
    key : str
        Tells network, picture and layer from others.
    maps : ndarray of shape (C, H, W), or (C,)
    scores : ndarray of shape (classes,), or None
        What the network gives out at its end.
    """

    key: str
    maps: Array
    scores: Array | None = None

    @property
    def count(self) -> int:
        """Maps, or features."""
        return len(self.maps)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of a map; a feature is one cell."""
        return (1, 1) if self.maps.ndim == 1 else (self.maps.shape[1], self.maps.shape[2])

    def read(self, map: int, row: int, column: int) -> float:
        """Return the number of a cell."""
        return float(self.maps[map] if self.maps.ndim == 1 else self.maps[map, row, column])


def value_text(value: float) -> str:
    """Write a number with three digits.

    Examples
    --------
    >>> value_text(0.17552), value_text(-8.2), value_text(1234.5)
    ('0.176', '−8.2', '1,235')
    """
    return number_text(value, needed_decimals([value]))


def map_tiles(maps: LayerMaps, shown: Sequence[int]) -> list[Tile]:
    """Return a tile for each map that is shown; all features are one tile."""
    decimals = needed_decimals(maps.maps)
    rounded = np.round(maps.maps.astype(np.float64), decimals) + 0.0
    if maps.maps.ndim == 1:
        sheet = lay_sheet(rounded.reshape(-1, 1, 1), ACROSS).values
        return [
            Tile("features", sheet, FEATURES_TITLE.format(features=maps.count), decimals=decimals)
        ]
    whole = rounded.astype(np.int32) if not decimals else rounded.astype(np.float32)
    return [
        Tile(f"map {place}", whole[place], MAP_TITLE.format(map=place), decimals=decimals)
        for place in shown
    ]


def clicked_map(maps: LayerMaps, tile: str | None, place: tuple[int, int], last: int) -> int:
    """Return which map was clicked, by the name of its tile.

    Examples
    --------
    >>> maps = LayerMaps("", np.zeros((4, 5, 5)))
    >>> clicked_map(maps, "map 3", (0, 1), 2), clicked_map(maps, None, (0, 1), 2)
    (3, 2)
    >>> clicked_map(LayerMaps("", np.zeros(40)), "features", (1, 2), 0)  # 1 * 16 + 2
    18
    """
    if maps.maps.ndim == 1:
        return min(place[0] * ACROSS + place[1], maps.count - 1)
    number = (tile or "").removeprefix("map ")
    return int(number) if number.isdigit() and int(number) < maps.count else last


def best_scores(scores: Array, most: int = 5) -> list[int]:
    """Return the places of the highest scores.

    Examples
    --------
    >>> best_scores(np.array([0.1, 0.7, 0.2]), 2)
    [1, 2]
    """
    order: list[int] = np.argsort(-scores, kind="stable")[:most].tolist()
    return order


def are_chances(scores: Array) -> bool:
    """Whether scores are shares that add up to 1.

    Examples
    --------
    >>> are_chances(np.array([0.25, 0.75])), are_chances(np.array([2.0, -1.0]))
    (True, False)
    """
    return bool((scores >= 0).all() and abs(float(scores.sum()) - 1) < 1e-3)
