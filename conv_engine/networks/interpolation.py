"""Maps of another size by lines between their cells."""

from typing import Literal

import numpy as np

from conv_engine.numeric import Array

Alignment = Literal["half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric"]
"""Which places of both sizes meet, in the words of ONNX: middles of cells, first and last, or the
starts of cells."""


def interpolate(
    values: Array, axis: int, size: int, factor: float, alignment: Alignment = "half_pixel"
) -> Array:
    """Bring an axis to another size; beyond the outer cells their numbers go on.

    Parameters
    ----------
    values : ndarray
    axis, size : int
    factor : float
        By how much it is enlarged: the size may be rounded.
    alignment : {"half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric"}

    Examples
    --------
    The middles of 4 cells lie at -1/4, 1/4, 3/4 and 5/4 of 2 cells.

    >>> interpolate(np.array([0.0, 8.0]), 0, 4, 2.0)
    array([0., 2., 6., 8.])
    >>> interpolate(np.array([0.0, 9.0]), 0, 4, 2.0, "align_corners")
    array([0., 3., 6., 9.])
    """
    n = values.shape[axis]
    places = np.clip(_find_places(n, size, factor, alignment), 0, n - 1)
    before = np.floor(places).astype(int)
    after = np.minimum(before + 1, n - 1)
    part = (places - before).astype(values.dtype)
    part = part.reshape([-1 if place == axis else 1 for place in range(values.ndim)])
    return np.asarray(values.take(before, axis) * (1 - part) + values.take(after, axis) * part)


def _find_places(n: int, size: int, factor: float, alignment: Alignment) -> Array:
    """Return where the new cells lie among the old ones."""
    cells = np.arange(size)
    match alignment:
        case "asymmetric":
            return cells / factor
        case "align_corners":
            return cells * ((n - 1) / max(size - 1, 1))
        case "pytorch_half_pixel" if size == 1:
            return np.zeros(1)
        case _:
            return (cells + 0.5) / factor - 0.5
