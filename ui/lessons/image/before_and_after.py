"""Lesson 9's before and after: all of it, shrunk if it is large, and parts at full resolution."""

from collections.abc import Iterator
from math import ceil, floor, isqrt, log10

import numpy as np

from colours import channel_colours
from files.renderings import SHADES, screen_colours
from stage.tiles import CellBox, Place, Sliding
from stage.wipe import BeforeAndAfter, Entry, Looked, Piece
from text import channel_label
from ui.lessons.image import words
from ui.lessons.image.tiles import sliding_of
from ui.lessons.image.whole_maps import WholeMaps, shrunk_map, shrunk_picture
from ui.state.scenario import Array, Scenario

READ_SIDE = 65
"""Side of the part around a pixel that is read, of which the magnifier shows 9."""
MOST_SAMPLES = 500_000
"""Pixels of a part that is looked at more closely: those of a large screen."""


def before_and_after(
    scenario: Scenario, maps: WholeMaps, number: int, at: Place, looked: Looked | None
) -> BeforeAndAfter:
    """Take the picture and the map, and full resolution where it is looked at.

    Parameters
    ----------
    scenario : Scenario
    maps : WholeMaps
    number : int
        The filter.
    at : (int, int)
        The position whose numbers are read.
    looked : Looked, optional
        What is looked at more closely.
    """
    names, sliding = scenario.layer.channel_names, sliding_of(scenario)
    _, height, width = scenario.full.shape
    rows, columns = maps.feature_map.shape
    picture = [_picture_piece(maps.picture, names, step=height // maps.picture.shape[1])]
    feature_map = [_map_piece(maps.overview, maps.limit, step=rows // maps.overview.shape[0])]
    if picture[0].step > 1 or feature_map[0].step > 1:
        for part in _parts((rows, columns), at, looked):
            picture.append(_part_of_picture(scenario, part, sliding))
            feature_map.append(_part_of_map(maps, part))
    colours = channel_colours(names, len(scenario.full))
    return BeforeAndAfter(
        picture=picture,
        feature_map=feature_map,
        picture_size=(height, width),
        size=(rows, columns),
        sliding=sliding,
        channels=[
            Entry(names[c] if c < len(names) else channel_label(c, names), colour)
            for c, colour in enumerate(colours)
        ],
        title=words.FEATURE_MAP.format(filter=number),
    )


def _parts(size: Place, at: Place, looked: Looked | None) -> Iterator[CellBox]:
    """List the parts that are looked at, the finest last."""
    if looked is not None and looked.part is not None:
        yield looked.part
    for place in dict.fromkeys((at, looked.place if looked is not None else at)):
        top, left = (
            max(0, min(n - READ_SIDE // 2, length - READ_SIDE))
            for n, length in zip(place, size, strict=True)
        )
        yield CellBox(top, left, min(READ_SIDE, size[0] - top), min(READ_SIDE, size[1] - left))


def _part_of_map(maps: WholeMaps, part: CellBox) -> Piece:
    """Cut a part out of the map, shrunk where it has more pixels than a screen."""
    end, right = part.row + part.rows, part.column + part.columns
    values = maps.feature_map[part.row : end, part.column : right]
    step = _step_of(part.rows, part.columns)
    shrunk = shrunk_map(values, step) if step > 1 else values
    return _map_piece(shrunk, maps.limit, part.row, part.column, step)


def _part_of_picture(scenario: Scenario, part: CellBox, sliding: Sliding) -> Piece:
    """Cut the pixels out of the picture that lie under a part of the map."""
    _, height, width = scenario.full.shape
    top, bottom = _pixels_under(part.row, part.rows, 0, sliding, height)
    left, right = _pixels_under(part.column, part.columns, 1, sliding, width)
    pixels = scenario.full[:, top:bottom, left:right]
    step = _step_of(bottom - top, right - left)
    shrunk = shrunk_picture(pixels, step) if step > 1 else pixels
    return _picture_piece(shrunk, scenario.layer.channel_names, top, left, step)


def _pixels_under(
    first: int, count: int, axis: int, sliding: Sliding, length: int
) -> tuple[int, int]:
    """Return the first row (0) or column (1) of the picture under positions, and the end of them.

    Positions lie on the middle of their windows.

    Examples
    --------
    >>> _pixels_under(4, 2, 0, Sliding((3, 3)), 10)  # position 4 covers 4, 5 and 6: its middle is 5
    (5, 7)
    >>> _pixels_under(0, 5, 0, Sliding((3, 3), before=(1, 1)), 5)
    (0, 5)
    """
    stride = sliding.stride[axis]
    reach = (sliding.kernel[axis] - 1) * sliding.dilation[axis] + 1
    shift = (reach - stride) / 2 - sliding.before[axis]
    start, end = floor(first * stride + shift), ceil((first + count) * stride + shift)
    return min(max(start, 0), length - 1), max(min(end, length), 1)


def _step_of(rows: int, columns: int) -> int:
    """Say how many rows and columns become one, so that there are at most `MOST_SAMPLES` pixels.

    Examples
    --------
    >>> _step_of(500, 1000), _step_of(501, 1000), _step_of(3000, 4000)
    (1, 2, 5)
    """
    return isqrt(ceil(rows * columns / MOST_SAMPLES) - 1) + 1


def _picture_piece(
    values: Array, names: tuple[str, ...], top: int = 0, left: int = 0, step: int = 1
) -> Piece:
    """Draw a picture as a screen can; its numbers are those of its channels."""
    drawn = values if len(values) == 1 else screen_colours(values, names)
    return Piece(values, drawn, top, left, step)


def _map_piece(values: Array, limit: float, top: int = 0, left: int = 0, step: int = 1) -> Piece:
    """Draw a map as it is; means, which are only drawn, as finely as their colours differ."""
    drawn = values if step == 1 else _drawable(values, limit)
    return Piece(values, drawn, top, left, step)


def _drawable(means: Array, limit: float) -> Array:
    """Keep the decimals that can be seen in 255 shades on each side of zero.

    Examples
    --------
    >>> _drawable(np.array([3.14, 7.77]), 1000), _drawable(np.array([3.14, 7.77]), 30)
    (array([3., 8.]), array([3.1, 7.8]))
    """
    decimals = max(0, ceil(log10(SHADES / limit)))
    return np.round(means.astype(float), decimals) if decimals <= 2 else means
