"""Samples with a direction of their own: a series in time for Conv1D, a clip for Conv3D.

Made from rules, of small whole numbers that can be checked by hand. Channels come first, as in
`conv_engine.samples`.
"""

import numpy as np

from conv_engine.geometry import whole_number
from conv_engine.samples import Volume

FEATURES = ("temperature", "wind", "rain")
"""The channels of `weather`, in degrees Celsius, metres per second and millimetres."""

DARK, BRIGHT = 0, 9


def weather() -> Volume:
    """Write down the weather of every hour of a day: sunshine, ended by a front at 17 o'clock.

    A front shows in all three features at once: the temperature falls, the wind rises, and it
    rains for four hours. So a filter that is to find it must see all of them.

    Returns
    -------
    ndarray of int64, shape (3, 24)
        Rows as in `FEATURES`.

    Examples
    --------
    >>> weather()[:, 15:22]  # from 15 to 21 o'clock
    array([[18, 18, 13, 13, 13, 13, 12],
           [ 3,  3, 11,  9,  7,  5,  2],
           [ 0,  0,  4,  3,  2,  1,  0]])
    """
    hour = np.arange(24)
    sunshine = np.rint(6 * np.cos(2 * np.pi * (hour - 15) / 24)).astype(np.int64)
    rain = np.where(hour < 17, 0, np.maximum(21 - hour, 0))
    return np.stack([12 + sunshine - rain, 2 + (sunshine > 0) + 2 * rain, rain])


def moving_square(frames: int = 6, height: int = 7, width: int = 9) -> Volume:
    """Film a bright square that moves to the right, one column a frame, and comes in again at left.

    Parameters
    ----------
    frames, height, width : int
        Depth and size of the clip; 1 or more. The square is a third of the shorter side.

    Returns
    -------
    ndarray of int64, shape (1, frames, height, width)
        9 in the square and 0 around it.

    Raises
    ------
    ValueError
        If a number is less than 1.

    Examples
    --------
    The middle row of each frame.

    >>> moving_square(frames=3, height=3, width=4)[0, :, 1]
    array([[9, 0, 0, 0],
           [0, 9, 0, 0],
           [0, 0, 9, 0]])
    """
    frames = whole_number("frames", frames)
    height, width = whole_number("height", height), whole_number("width", width)
    side = max(1, min(height, width) // 3)
    frame, row, column = np.indices((frames, height, width))
    top = (height - side) // 2
    inside = (top <= row) & (row < top + side) & ((column - frame) % width < side)
    return np.where(inside, BRIGHT, DARK)[np.newaxis]
