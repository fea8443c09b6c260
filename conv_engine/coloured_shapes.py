"""Pictures for the example network: shapes whose colours grey cannot tell apart.

A colour shifts the channels in such shares that the luminance stays what it is. So the same shape
in red, green and blue is one picture in grey, and who tells them apart has to look at channels.

References
----------
ITU-R BT.601: the luminance that Pillow and most of photography call grey.
"""

from collections.abc import Callable

import numpy as np

from conv_engine.numeric import Array

LUMINANCE = np.array([0.299, 0.587, 0.114])
"""What red, green and blue give to grey."""
COLOURS = ("red", "green", "blue")
SHAPES = ("disc", "square", "triangle")
SHAPE_CLASSES = tuple(f"{colour} {shape}" for colour in COLOURS for shape in SHAPES)
"""What a picture may show, in the order of the network's scores."""
SIDE = 32
"""Pixels of a picture in both directions."""
FIRST_UNSEEN = 1_000_000
"""The first of the seeds that the example network was not trained on."""


def draw_shape(seed: int, name: str) -> Array:
    """Draw a shape in its colour on a grey, slightly noisy ground.

    Place, size, turn, brightness and strength of the colour come from the seed alone, so the
    classes of one seed differ in nothing else.

    Parameters
    ----------
    seed : int
        From 0.
    name : str
        One of `SHAPE_CLASSES`.

    Returns
    -------
    ndarray of int64, shape (3, 32, 32)
        Red, green and blue, 0 to 255.

    Raises
    ------
    ValueError
        If there is no such class.

    Examples
    --------
    In colour they differ, in grey by rounding at most.

    >>> red, blue = draw_shape(7, "red disc"), draw_shape(7, "blue disc")
    >>> int(np.abs(red - blue).max()) > 40, int(np.abs(as_grey(red) - as_grey(blue)).max()) <= 1
    (True, True)
    """
    if name not in SHAPE_CLASSES:
        raise ValueError(f"there is no class {name!r}. The classes are {', '.join(SHAPE_CLASSES)}")
    colour, shape = name.split()
    random = np.random.default_rng(seed)
    radius = random.uniform(6, 11)
    centre = random.uniform(radius, SIDE - 1 - radius, 2)
    covered = _cover(SHAPES_INSIDE[shape], centre, radius, random.uniform(0, 2 * np.pi))
    ground, bright = random.permutation([random.uniform(85, 115), random.uniform(135, 170)])
    strength = random.uniform(35, 60)
    noise = random.normal(0, 6, (3, SIDE, SIDE)).clip(-20, 20)
    grey = ground + (bright - ground) * covered
    picture = grey + strength * covered * colour_shift(colour)[:, None, None] + noise
    drawn: Array = np.rint(picture).astype(np.int64)  # 85 - 60 - 20 to 170 + 60 + 20
    return drawn


def as_grey(picture: Array) -> Array:
    """Return the luminance of a picture in all three of its channels.

    Examples
    --------
    299*10/1000 + 587*20/1000 + 114*30/1000 = 18.15

    >>> as_grey(np.array([10, 20, 30]).reshape(3, 1, 1)).ravel()
    array([18, 18, 18])
    """
    grey = np.rint(np.tensordot(LUMINANCE, picture, axes=1)).astype(np.int64)
    return np.broadcast_to(grey, picture.shape).copy()


def colour_shift(colour: str) -> Array:
    """Return by how much a colour shifts each channel, at most by 1, and grey not at all.

    Its own channel goes up and the two others go down together.

    Examples
    --------
    >>> shift = colour_shift("blue")
    >>> shift.round(2), abs(float(shift @ LUMINANCE)) < 1e-12  # 0.114*1 = (0.299 + 0.587)*0.13
    (array([-0.13, -0.13,  1.  ]), True)
    """
    own = np.arange(3) == COLOURS.index(colour)
    share = LUMINANCE[own].item()
    return np.asarray(np.where(own, 1 - share, -share) / max(share, 1 - share))


def _cover(
    inside: Callable[[Array, Array], Array], centre: Array, radius: float, turn: float
) -> Array:
    """Return how much of each pixel a shape covers, 0 to 1, from 4x4 points in it."""
    points = (np.arange(4 * SIDE) + 0.5) / 4 - 0.5
    row, column = (points[:, None] - centre[0]) / radius, (points - centre[1]) / radius
    along, across = (
        np.cos(turn) * row + np.sin(turn) * column,
        np.cos(turn) * column - np.sin(turn) * row,
    )
    cells = inside(along, across).reshape(SIDE, 4, SIDE, 4)
    return np.asarray(cells.mean(axis=(1, 3)))


SHAPES_INSIDE: dict[str, Callable[[Array, Array], Array]] = {
    "disc": lambda y, x: np.hypot(y, x) < 0.9,
    "square": lambda y, x: np.maximum(np.abs(y), np.abs(x)) < 0.75,
    "triangle": lambda y, x: np.maximum(y, np.abs(x) * np.sqrt(0.75) - y / 2) < 0.5,
}
"""Whether a point is in a shape: its place along and across, in radii from the centre."""
