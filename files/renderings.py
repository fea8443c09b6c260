"""Maps and channels as pictures. This is rendering, not arithmetic: the numbers stay as they are.

A map has three renderings to look at, in 8 bits, and one of 16 bits from which the values come
back. Channels, however many, become the red, green and blue of a screen.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor
from PIL.PngImagePlugin import PngInfo

from colours import channel_colours, signed_scale
from conv_engine.numeric import symmetric_limit, widen_numbers
from conv_engine.samples import RGB
from files.decoding import Pixels
from files.pictures import pixels_as_png

Map = NDArray[Any]
Rendering = Literal["clip", "absolute", "signed"]
RENDERINGS: tuple[Rendering, ...] = get_args(Rendering)

BLOCK = 2**18
"""Values rendered at a time."""
SHADES = 255
"""Shades on each side of zero, in the signed rendering."""
TOP = 2**16 - 1
"""Highest level of 16 bits."""


def rendered(
    values: Map, rendering: Rendering, limit: float | None = None, dark: bool = False
) -> Pixels:
    """Render a map as a picture to look at.

    Parameters
    ----------
    values : ndarray of shape (H, W)
    rendering : {"clip", "absolute", "signed"}
        "clip" shows 0 as black and 255 as white, and cuts off what lies outside. "absolute"
        shows the distance from zero: 0 as black and `limit` as white. "signed" runs from the
        colour of below zero at ``-limit`` through paper at zero to that of above zero at `limit`.
    limit : float, optional
        By default as `symmetric_limit` says; give the same one to maps that are compared. "clip"
        has no use for it.
    dark : bool
        Whether paper is dark, for "signed".

    Returns
    -------
    ndarray of uint8
        Shape (1, H, W), or (3, H, W) for "signed".

    Raises
    ------
    ValueError
        If a value is not finite, the limit is not above zero, or there is no such rendering.

    Examples
    --------
    >>> edge = np.array([[-300, 0, 40, 300]])
    >>> rendered(edge, "clip")
    array([[[  0,   0,  40, 255]]], dtype=uint8)
    >>> rendered(edge, "absolute")  # 255 * 40 / 300 = 34
    array([[[255,   0,  34, 255]]], dtype=uint8)
    >>> rendered(edge, "signed")[:, 0, 1]  # zero is paper
    array([255, 255, 255], dtype=uint8)
    """
    values = _check_finite_map(values)
    if rendering not in RENDERINGS:
        known = ", ".join(map(repr, RENDERINGS))
        raise ValueError(f"rendering {rendering!r} is not one of {known}")
    end = symmetric_limit(values) if limit is None else limit
    if not 0 < end < np.inf:
        raise ValueError(f"limit {end} is not a finite number above 0")
    pixels = np.empty((3 if rendering == "signed" else 1, *values.shape), np.uint8)
    for rows in _row_blocks(values):
        block = values[rows].astype(float)
        if rendering == "clip":
            pixels[0, rows] = np.rint(block.clip(0, 255))
            continue
        shares = (block / end).clip(-1, 1)
        if rendering == "absolute":
            pixels[0, rows] = np.rint(np.abs(shares) * 255)
        else:
            shades = np.rint(shares * SHADES).astype(int) + SHADES
            pixels[:, rows] = _signed_shades(dark)[:, shades]
    return pixels


def screen_colours(channels: Pixels, names: Sequence[str] = ()) -> Pixels:
    """Render the channels of an input as the red, green and blue of a screen.

    One channel is grey. Three that are called red, green and blue are what the eye sees; what
    comes after them, such as alpha, is not drawn. Any others shine in the hues that tell them
    apart everywhere (`colours.channel_colours`), and the lights add up. `drawn_channels` says so.

    Parameters
    ----------
    channels : ndarray of shape (C, H, W)
        Values 0 to 255.
    names : sequence of str
        Names of the channels; empty where they are only numbered.

    Returns
    -------
    ndarray of uint8, shape (3, H, W)
        Lights that add up are scaled to the brightest that there can be, so that none is cut off:
        all channels at 255 have 255 in the strongest of the three.

    Examples
    --------
    >>> screen_colours(np.array([[[9]]])).ravel()
    array([9, 9, 9], dtype=uint8)
    >>> pixel = np.array([[[9]], [[5]], [[2]], [[255]]])
    >>> screen_colours(pixel, ["red", "green", "blue", "alpha"]).ravel()
    array([9, 5, 2], dtype=uint8)

    Two numbered channels are #d1495b and #2e8b57. Both are full, and their reds are the strongest:
    0xd1 + 0x2e = 209 + 46 = 255. Green is 73 + 139 = 212, and blue 91 + 87 = 178.

    >>> screen_colours(np.array([[[255]], [[255]]])).ravel()
    array([255, 212, 178], dtype=uint8)
    """
    count, *shape = channels.shape
    seen: Pixels = np.empty((3, *shape), np.uint8)
    if count == 1 or _has_true_colours(names):
        seen[:] = channels[: len(RGB)]
    else:
        hues = np.array([ImageColor.getrgb(hue) for hue in channel_colours(names, count)])
        light = np.tensordot(hues.T, channels, axes=1)
        seen[:] = np.rint(light / hues.sum(axis=0).max())
    return seen


def drawn_channels(count: int, names: Sequence[str] = ()) -> str:
    """Say what `screen_colours` shows of so many channels, where it is not just what the eye sees.

    Examples
    --------
    >>> drawn_channels(2)
    'A screen cannot show 2 channels directly. Here each channel has its own hue, and the
    lights add up.'
    >>> drawn_channels(4, ["red", "green", "blue", "alpha"])
    'Only red, green and blue are drawn, without alpha.'
    >>> drawn_channels(3, ["red", "green", "blue"]), drawn_channels(1)
    ('', '')
    """
    if count == 1 or (_has_true_colours(names) and count == len(RGB)):
        return ""
    if _has_true_colours(names):
        return f"Only red, green and blue are drawn, without {', '.join(names[len(RGB) :])}."
    return (
        f"A screen cannot show {count} channels directly. Here each channel has its own hue, and "
        "the lights add up."
    )


def _has_true_colours(names: Sequence[str]) -> bool:
    return tuple(names[: len(RGB)]) == RGB


def map_as_png(values: Map, rendering: Rendering, limit: float | None = None) -> bytes:
    """Encode a map as a PNG file to look at, as `rendered` makes it.

    Examples
    --------
    >>> map_as_png(np.array([[0, 255]]), "clip")[1:4]
    b'PNG'
    """
    return pixels_as_png(rendered(values, rendering, limit))


def map_as_png16(values: Map) -> bytes:
    """Encode a map as a grey PNG file of 16 bits, from which its values come back.

    Parameters
    ----------
    values : ndarray of shape (H, W)

    Returns
    -------
    bytes
        The file, with ``offset`` and ``factor`` in its text chunks. A level is ``(value - offset) /
        factor``, rounded, so a value comes back to within half a factor. Integers that span at most
        65535 have factor 1 and come back exactly.

    Raises
    ------
    ValueError
        If a value is not finite, or there are not two axes.

    Examples
    --------
    >>> file = Image.open(BytesIO(map_as_png16(np.array([[-4, 7]]))))
    >>> file.text["offset"], file.text["factor"]  # value = -4 + 1 * level
    ('-4', '1')
    """
    values = _check_finite_map(values)
    offset, highest = values.min().item(), values.max().item()
    exact = isinstance(offset, int) and highest - offset <= TOP
    factor = 1 if exact else (highest / TOP - offset / TOP) or 1.0
    levels = np.empty(values.shape, np.uint16)
    for rows in _row_blocks(values):
        distance = values[rows].astype(values.dtype if exact else float) - offset
        levels[rows] = np.rint(distance / factor).clip(0, TOP)
    text = PngInfo()
    text.add_text("offset", repr(offset))
    text.add_text("factor", repr(factor))
    text.add_text("mapping", "value = offset + factor * level")
    file = BytesIO()
    Image.fromarray(levels).save(file, format="PNG", pnginfo=text, compress_level=1)
    return file.getvalue()


def _check_finite_map(values: Map) -> Map:
    """Accept numbers of shape (H, W), and name the first that is not finite."""
    values = widen_numbers("map", values)
    if values.ndim != 2:
        raise ValueError(f"map of shape {values.shape} has {values.ndim} axes, but needs (H, W)")
    if np.isfinite([values.min(), values.max()]).all():
        return values
    row, column = np.argwhere(~np.isfinite(values))[0]
    raise ValueError(
        f"map holds {values[row, column]} at row {row}, column {column}, but needs finite numbers"
    )


def _row_blocks(values: Map) -> Iterator[slice]:
    """One block of rows after another, so that no second copy of a large map is held."""
    height, width = values.shape
    rows = max(1, BLOCK // width)
    for top in range(0, height, rows):
        yield slice(top, min(top + rows, height))


@lru_cache
def _signed_shades(dark: bool) -> Pixels:
    """Red, green and blue of each shade from below zero to above, shape (3, 2 * SHADES + 1)."""
    stops, colours = zip(*signed_scale(dark), strict=True)
    ends = np.array([ImageColor.getrgb(str(colour)) for colour in colours])
    places = np.linspace(0, 1, 2 * SHADES + 1)
    shades: Pixels = np.empty((3, len(places)), np.uint8)
    for channel, levels in zip(shades, ends.T, strict=True):
        channel[:] = np.rint(np.interp(places, stops, levels))
    return shades
