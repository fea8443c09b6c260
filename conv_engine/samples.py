"""Sample inputs: made from rules and seeds, but for one picture of our own that is kept in a file.

Two kinds. A *volume* holds numbers small enough to check by hand; a *picture* holds 0 to 255.
All are whole numbers of shape (channels, height, width).
"""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Volume = NDArray[np.int64]
RGB = ("red", "green", "blue")
STILL_LIFE = Path(__file__).with_name("still_life.png")
"""Rendered by `tools/render_still_life.py`, which says how the file is written."""


@dataclass(frozen=True)
class Sample:
    """A sample input, and what to notice in it.

    Parameters
    ----------
    key, title : str
        Its name in code and links, and on screen.
    notice : str
        What to look for, in one sentence.
    kind : {"volume", "picture"}
        Small numbers, or 0 to 255.
    channels : int or None
        Number of channels it has; None for any.
    channel_names : tuple of str
        Names of the channels; empty where they are only numbered.
    build : callable
        From (height, width, channels, seed) to the array.
    """

    key: str
    title: str
    notice: str
    kind: Literal["volume", "picture"]
    channels: int | None
    channel_names: tuple[str, ...]
    build: Callable[[int, int, int, int], Volume]


def small_integers(height: int, width: int, channels: int, seed: int) -> Volume:
    """Draw whole numbers from 0 to 9.

    Examples
    --------
    >>> small_integers(2, 2, channels=3, seed=0).shape
    (3, 2, 2)
    """
    return np.random.default_rng(seed).integers(0, 10, (channels, height, width))


def place_values(height: int, width: int, channels: int = 3, seed: int = 0) -> Volume:
    """Fill channel c with 100**c: every channel writes its share into digits of its own.

    Examples
    --------
    >>> int(place_values(2, 2).sum())  # 4*1 + 4*100 + 4*10000
    40404
    """
    shares = 100 ** np.arange(channels, dtype=np.int64)
    return np.broadcast_to(shares[:, None, None], (channels, height, width)).copy()


def stripes(height: int, width: int, channels: int = 3, seed: int = 0) -> Volume:
    """Paint stripes of 0 and 9, in another direction in each channel.

    Upright, level, falling, rising; then again, twice as wide.

    Examples
    --------
    >>> stripes(2, 2, channels=2)[1]
    array([[0, 0],
           [9, 9]])
    """
    row, column = np.indices((height, width))
    along = (column, row, column - row, column + row)
    stripe = max(1, min(height, width) // 8)
    return np.stack(
        [9 * (along[c % 4] // (stripe * 2 ** (c // 4)) % 2) for c in range(channels)]
    ).astype(np.int64)


def discs(height: int, width: int, channels: int = 3, seed: int = 0) -> Volume:
    """Shine a red, a green and a blue disc of light that overlap: yellow, cyan, magenta, white.

    Examples
    --------
    >>> discs(9, 9)[:, 4, 4]  # where all three meet
    array([255, 255, 255])
    """
    y, x = _centred(height, width)
    turns = np.deg2rad([90, 210, 330])
    return np.stack(
        [_soft(0.30 - np.hypot(x - 0.17 * np.cos(t), y + 0.17 * np.sin(t))) for t in turns]
    )


def digit(height: int, width: int, channels: int = 1, seed: int = 0) -> Volume:
    """Draw a handwritten five, bright on dark, by the distance to its strokes.

    Examples
    --------
    >>> digit(16, 16).shape
    (1, 16, 16)
    """
    y, x = _centred(height, width)
    bowl = np.deg2rad(np.linspace(128, -140, 25))
    pen = [(0.20, -0.31), (-0.13, -0.30), (-0.17, -0.03)]
    pen += [(-0.02 + 0.21 * np.cos(t), 0.13 - 0.20 * np.sin(t)) for t in bowl]
    near = np.full((height, width), np.inf)
    for (x0, y0), (x1, y1) in pairwise(pen):
        dx, dy = x1 - x0, y1 - y0
        share = np.clip(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0, 1)
        near = np.minimum(near, np.hypot(x - x0 - share * dx, y - y0 - share * dy))
    return _soft(0.055 - near)[np.newaxis]


def still_life(height: int, width: int, channels: int = 3, seed: int = 0) -> Volume:
    """Show shaded balls on a chequered floor, a photograph that nobody took.

    The middle of the stored picture, as much as has the shape asked for; each pixel is the mean
    of what it covers. At 512x512 it is the stored picture itself.

    Examples
    --------
    >>> picture = still_life(32, 32)
    >>> picture.shape, bool(picture[0].mean() > picture[2].mean())  # the light is warm
    ((3, 32, 32), True)
    """
    stored = _stored_picture()
    scale = min(stored.shape[1] / height, stored.shape[2] / width)
    rows, columns = (
        mean_weights(cells, pixels, scale)
        for cells, pixels in zip((height, width), stored.shape[1:], strict=True)
    )
    return np.rint(rows @ stored @ columns.T).astype(np.int64)


@cache
def _stored_picture() -> NDArray[np.float64]:
    """Read the still life, shape (3, 512, 512), without a library for pictures.

    The file has one block of pixels. Every row begins with the number of PNG's filter Sub: it
    stores how much each pixel differs from the one to its left.
    """
    png = STILL_LIFE.read_bytes()
    width, height = struct.unpack(">2I", png[16:24])
    rows = np.frombuffer(zlib.decompress(png[png.index(b"IDAT") + 4 :]), np.uint8)
    differences = rows.reshape(height, 1 + 3 * width)[:, 1:].reshape(height, width, 3)
    pixels = differences.cumsum(axis=1, dtype=np.uint8)  # modulo 256, as the filter says
    return np.ascontiguousarray(pixels.transpose(2, 0, 1), np.float64)


def mean_weights(cells: int, pixels: int, scale: float) -> NDArray[np.float64]:
    """Return how much each pixel counts in the mean of each cell, shape (cells, pixels).

    Examples
    --------
    >>> mean_weights(2, 4, scale=1.5)  # from 0.5 to 2 and from 2 to 3.5
    array([[0.33333333, 0.66666667, 0.        , 0.        ],
           [0.        , 0.        , 0.66666667, 0.33333333]])
    """
    edges = pixels / 2 + scale * (np.arange(cells + 1) - cells / 2)
    first, last, pixel = edges[:-1, np.newaxis], edges[1:, np.newaxis], np.arange(pixels)
    covered = np.clip(np.minimum(last, pixel + 1) - np.maximum(first, pixel), 0, None)
    weights: NDArray[np.float64] = covered / covered.sum(axis=1, keepdims=True)
    return weights


def _centred(height: int, width: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Row and column of each pixel from the centre, as shares of the shorter side."""
    row, column = np.indices((height, width), dtype=np.float64)
    side = min(height, width)
    return (row - (height - 1) / 2) / side, (column - (width - 1) / 2) / side


def _soft(inside: NDArray[np.float64]) -> Volume:
    """Paint 255 where `inside` is positive, with an edge one pixel (at least 1/64) soft."""
    edge = 1 / min(64, *inside.shape)
    light: NDArray[np.float64] = np.clip(0.5 + inside / edge, 0, 1)
    return np.rint(255 * light).astype(np.int64)


SAMPLES: dict[str, Sample] = {
    entry.key: entry
    for entry in (
        Sample(
            "small_integers",
            "Small whole numbers",
            "You can check every product in your head.",
            "volume",
            None,
            (),
            small_integers,
        ),
        Sample(
            "place_values",
            "1, 100, 10000",
            "You can read what each channel adds in the digits of the output.",
            "volume",
            3,
            (),
            place_values,
        ),
        Sample(
            "stripes",
            "Stripes",
            "The stripes of each channel run in a different direction, so each channel responds "
            "to a different kernel.",
            "volume",
            None,
            (),
            stripes,
        ),
        Sample(
            "discs",
            "Three discs of light",
            "Where discs overlap, several channels are 255 at once.",
            "picture",
            3,
            RGB,
            discs,
        ),
        Sample(
            "digit",
            "Handwritten digit",
            "A grey picture has one channel, so its filters are one kernel deep.",
            "picture",
            1,
            ("grey",),
            digit,
        ),
        Sample(
            "still_life",
            "Still life",
            "The red ball is bright in one channel, the yellow one in two, and the floor in all.",
            "picture",
            3,
            RGB,
            still_life,
        ),
    )
}
"""Every sample input by its key, in the order of a menu."""


def sample(
    name: str, height: int, width: int, channels: int | None = None, seed: int = 0
) -> Volume:
    """Make a sample input.

    Parameters
    ----------
    name : str
        A key of `SAMPLES`.
    height, width : int
        Rows and columns, 1 or more.
    channels : int, optional
        Number of channels; by default the sample's own, and 3 where it may have any.
    seed : int
        Seed of what is random in it.

    Returns
    -------
    ndarray of int64, shape (channels, height, width)

    Raises
    ------
    ValueError
        If there is no such sample, it has no such number of channels, or it would be empty.

    Examples
    --------
    >>> sample("place_values", 1, 2)
    array([[[    1,     1]],
           [[  100,   100]],
           [[10000, 10000]]])
    """
    entry = SAMPLES.get(name)
    if entry is None:
        raise ValueError(f"there is no sample named {name!r}. The samples are {', '.join(SAMPLES)}")
    wanted = channels if channels is not None else entry.channels or 3
    if entry.channels not in (None, wanted):
        raise ValueError(f"sample {name} has {entry.channels} channels, not {wanted}")
    if min(height, width, wanted) < 1:
        raise ValueError(
            f"sample of {wanted} channels and size {height}x{width} is empty; the least is 1"
            " channel of size 1x1"
        )
    return entry.build(height, width, wanted, seed)
