"""The picture that goes into a network: where it is from, and what the network gets of it."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from conv_engine.coloured_shapes import FIRST_UNSEEN, draw_shape
from conv_engine.networks.feeding import LUMINANCE, SCALINGS, Scaling, crop_middle, match_channels
from conv_engine.numeric import Array
from conv_engine.samples import RGB
from files.pictures import resized
from text import one_line
from ui.lessons.model.words import following as words
from ui.state.keys import A_SHAPE
from ui.state.scenario import sample_picture

LARGEST_SIDE = 2048
"""Rows and columns of a picture that goes into a network."""


@dataclass(frozen=True, eq=False)
class FedPicture:
    """A picture as a network takes it.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (C, H, W)
        Of the network's channels and size.
    input : ndarray of float32, shape (C, H, W)
        Scaled.
    """

    pixels: Array
    input: Array

    @property
    def key(self) -> str:
        """Tells the input from others."""
        return sha256(self.input.tobytes()).hexdigest()


def feed_picture(pixels: Array, shape: tuple[int, int, int], scaling: Scaling) -> FedPicture:
    """Bring a picture to the channels, size and scale of a network.

    Raises
    ------
    ValueError
        If the network takes no such picture, or the scaling does not fit it.
    """
    channels, rows, columns = shape
    if max(rows, columns) > LARGEST_SIDE:
        raise ValueError(words.TOO_LARGE.format(rows=rows, columns=columns, most=LARGEST_SIDE))
    fitting = match_channels(crop_middle(pixels, rows, columns), channels)
    small = resized(fitting, rows, columns)
    return FedPicture(small, scaling.scale(small))


def draw_sample(name: str, shape: str, seed: int) -> Array:
    """Return a sample picture, or a shape that the example network was not trained on."""
    if name == A_SHAPE:
        return draw_shape(FIRST_UNSEEN + seed, shape).astype("uint8")
    return sample_picture(name, 1 if name == "digit" else 3).pixels


def choose_scaling(name: str, means: str, deviations: str) -> Scaling:
    """Return one of the usual scalings, or the one that is typed.

    Raises
    ------
    ValueError
        If it is typed, and is none.
    """
    if name in SCALINGS:
        return SCALINGS[name]
    return Scaling(read_numbers(means), read_numbers(deviations))


def read_numbers(text: str) -> tuple[float, ...]:
    """Read numbers with commas or spaces between them.

    Examples
    --------
    >>> read_numbers("0.485, 0.456 0.406")
    (0.485, 0.456, 0.406)
    """
    try:
        numbers = tuple(float(number) for number in text.replace(",", " ").split())
    except ValueError:
        numbers = ()
    if not numbers or not all(abs(number) < 1e6 for number in numbers):
        raise ValueError(words.NOT_NUMBERS.format(text=one_line(text)))
    return numbers


def take_away(input: Array, what: Collection[str]) -> Array:
    """Set channels of a colour picture to 0, or all of them to the same grey.

    Examples
    --------
    0.299 * 1 + 0.587 * 1 + 0.114 * 0 = 0.886

    >>> import numpy as np
    >>> take_away(np.array([[[1.0]], [[1.0]], [[0.0]]]), ["the colours", "red"]).ravel()
    array([0.   , 0.886, 0.886])
    """
    left = np.array(input)
    if words.COLOURS in what:
        left[:] = np.tensordot(np.array(LUMINANCE, input.dtype), input, axes=1)
    left[[RGB.index(name) for name in what if name in RGB]] = 0
    return left
