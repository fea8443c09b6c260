"""Bring a picture to what a network takes: its channels, its size and its scale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from conv_engine.numeric import Array

FULL = 255
"""The greatest value of a pixel."""
LUMINANCE = (0.299, 0.587, 0.114)
"""Shares of red, green and blue in grey: ITU-R BT.601."""


@dataclass(frozen=True)
class Scaling:
    """How pixels become the numbers that a network was trained on.

    Each channel is divided by 255, its mean is subtracted, and the rest is divided by its
    deviation.

    Parameters
    ----------
    means, deviations : tuple of float
        One for all channels, or one for each.
    """

    means: tuple[float, ...]
    deviations: tuple[float, ...]

    def scale(self, pixels: Array) -> NDArray[np.float32]:
        """Scale pixels.

        Parameters
        ----------
        pixels : ndarray of shape (C, H, W), from 0 to 255

        Raises
        ------
        ValueError
            If there are not as many means or deviations as channels, or a deviation is not above 0.

        Examples
        --------
        (255 / 255 - 0.5) / 0.5 = 1

        >>> Scaling((0.5,), (0.5,)).scale(np.array([[[0, 255]]]))
        array([[[-1.,  1.]]], dtype=float32)
        """
        channels = len(pixels)
        means = _one_each("means", self.means, channels)
        deviations = _one_each("deviations", self.deviations, channels)
        if not (deviations > 0).all():
            raise ValueError("each deviation has to be above 0")
        scaled: NDArray[np.float32] = ((pixels / FULL - means) / deviations).astype(np.float32)
        return scaled


def _one_each(name: str, numbers: Sequence[float], channels: int) -> Array:
    if len(numbers) not in (1, channels):
        raise ValueError(f"{name}: give one number, or {channels}, one for each channel")
    return np.array(numbers, dtype=float).reshape(-1, 1, 1)


SCALINGS: Mapping[str, Scaling] = MappingProxyType(
    {
        "unit": Scaling((0.0,), (1.0,)),
        "signed": Scaling((0.5,), (0.5,)),
        "imagenet": Scaling((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
        "pixels": Scaling((0.0,), (1 / FULL,)),
    }
)
"""Usual ones: 0 to 1, -1 to 1, mean and deviation of ImageNet (torchvision), 0 to 255."""


def match_channels(pixels: Array, channels: int) -> Array:
    """Bring a picture to so many channels: colours to grey, and grey to equal colours.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (1, H, W) or (3, H, W)
    channels : int

    Raises
    ------
    ValueError
        If it is not 1 or 3.

    Examples
    --------
    0.299*100 + 0.587*200 + 0.114*0 = 147.3

    >>> match_channels(np.array([[[100]], [[200]], [[0]]]), 1)
    array([[[147]]], dtype=uint8)
    """
    if channels not in (1, len(LUMINANCE)):
        raise ValueError(f"it takes {channels} channels, but a picture has 3, or 1 if it is grey")
    if len(pixels) == channels:
        return pixels
    if channels == 1:
        grey = np.tensordot(LUMINANCE, pixels, axes=1)
        return np.asarray(np.rint(grey).astype(np.uint8)[np.newaxis])
    return np.repeat(pixels[:1], channels, axis=0)


def crop_middle(pixels: Array, rows: int, columns: int) -> Array:
    """Cut the largest middle part out of a picture that is as wide for its height as a size.

    Parameters
    ----------
    pixels : ndarray of shape (C, H, W)
    rows, columns : int

    Examples
    --------
    >>> crop_middle(np.arange(8).reshape(1, 2, 4), 5, 5)
    array([[[1, 2],
            [5, 6]]])
    """
    _, height, width = pixels.shape
    tall = min(height, max(width * rows // columns, 1))
    wide = min(width, max(height * columns // rows, 1))
    top, left = (height - tall) // 2, (width - wide) // 2
    middle: Array = pixels[:, top : top + tall, left : left + wide]
    return middle
