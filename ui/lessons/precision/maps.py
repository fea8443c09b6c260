"""The tiles of lesson 8: the picture, a feature map as exact as can be, rounded, and the error."""

from math import floor, log10

import numpy as np

from conv_engine.rounding_errors import RoundedMaps
from stage.board import Line, Read, Tile
from ui.lessons.precision.words import maps as words

MOST_DECIMALS = 12


def format_tiles(maps: RoundedMaps, title: str) -> list[Tile]:
    """Show the exact feature map, the rounded one, and what the rounded one has too much.

    All numbers have as many decimals as the error needs, and the error is that of the printed
    numbers, so that they add up as printed.

    Examples
    --------
    >>> from conv_engine import Layer
    >>> from conv_engine.rounding_errors import rounded_conv2d
    >>> layer = Layer.of([[[257]], [[1]]], [[[[1]], [[3]]]])
    >>> tiles = format_tiles(rounded_conv2d(layer, "bfloat16"), "bfloat16")
    >>> [(tile.title, tile.values.item()) for tile in tiles]
    [('float64', 260.0), ('bfloat16', 259.0), ('bfloat16 − float64', -1.0)]
    """
    decimals = decimals_of(maps)
    exact, rounded = maps.exact[0], maps.rounded[0].astype(np.float64)
    if decimals is not None:
        exact, rounded = exact.round(decimals), rounded.round(decimals)
    with np.errstate(invalid="ignore"):  # where a format ends
        error = rounded - exact
    if decimals is not None:
        error = error.round(decimals)
    return [
        Tile("exact", exact, "float64", decimals=decimals, alt=words.EXACT_ALT),
        Tile(
            "rounded", rounded, title, decimals=decimals, alt=words.ROUNDED_ALT.format(format=title)
        ),
        Tile(
            "error",
            error,
            words.ERROR_TITLE.format(format=title),
            scale="differences",
            decimals=decimals,
            alt=words.ERROR_ALT.format(format=title),
        ),
    ]


def decimals_of(maps: RoundedMaps) -> int | None:
    """Say how many decimals show two digits of the usual error; none where there is no error.

    Examples
    --------
    The error is 1: one decimal more than none.

    >>> from conv_engine import Layer
    >>> from conv_engine.rounding_errors import rounded_conv2d
    >>> layer = Layer.of([[[257]], [[1]]], [[[[1]], [[3]]]])
    >>> decimals_of(rounded_conv2d(layer, "bfloat16")), decimals_of(rounded_conv2d(layer, "tf32"))
    (1, None)
    """
    error = maps.error[np.isfinite(maps.error)]
    usual = float(np.sqrt(np.mean(np.square(error)))) if error.size else 0.0
    return min(max(1 - floor(log10(usual)), 0), MOST_DECIMALS) if usual else None


def exact_line() -> Line:
    """Write a number of the exact map alone."""
    return words.LINE[0], Read("exact")


def line_of(title: str) -> Line:
    """Write a number of both maps, and their difference."""
    exact, rounded, error = (said.format(format=title) for said in words.LINE)
    return exact, Read("exact"), rounded, Read("rounded"), error, Read("error", strong=True)
