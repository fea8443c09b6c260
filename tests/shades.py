"""How the browser chooses shades and the text on them, worked out once more to compare."""

from bisect import bisect
from collections.abc import Sequence

from colours import INKS, mix

LEAST_CONTRAST = 4.5
"""Of text to what is behind it: https://www.w3.org/TR/WCAG22/#contrast-minimum."""


def shade_at(scale: Sequence[Sequence[float | str]], share: float) -> str:
    """Read a Plotly colour scale at a place between 0 and 1.

    Examples
    --------
    >>> from colours import signed_scale
    >>> shade_at(signed_scale(), 0.25)  # halfway from purple to white
    '#b69fd8'
    """
    places, shades = [float(place) for place, _ in scale], [str(shade) for _, shade in scale]
    after = min(bisect(places, share), len(places) - 1)
    before = max(after - 1, 0)
    width = places[after] - places[before]
    return mix(shades[after], shades[before], (share - places[before]) / width if width else 1)


def text_on(shade: str) -> str:
    """Choose a colour of text that can be read on a shade: one that has 4.5 times its contrast.

    The inks of both themes come first; black or white always do.

    Examples
    --------
    >>> text_on("#ffffff"), text_on("#c98a00"), text_on("#6d3fb0")
    ('#1f2430', '#1f2430', '#e9ebf0')
    """
    return next(ink for ink in INKS if contrast(ink, shade) >= LEAST_CONTRAST)


def contrast(one: str, other: str) -> float:
    """Return how much lighter the lighter colour is, as the accessibility guidelines count it.

    References
    ----------
    .. [1] https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio

    Examples
    --------
    >>> contrast("#000000", "#ffffff")  # (1 + 0.05) / (0 + 0.05)
    21.0
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
