"""The one file that knows colours. One colour means one thing, everywhere.

Three families never share a hue:

- **channel identity**: eight hues, one per input channel, red, green and blue for pictures;
- **signed value**: purple below zero, paper at zero, amber above zero;
- **the window** and all text: ink.

The eight hues differ in lightness as well as in hue, so that they stay apart for people with a
colour-vision deficiency. That does not make colour enough by itself: whatever is coloured is
labelled too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

CHANNEL_HUES: tuple[str, ...] = (
    "#d1495b",  # red
    "#2e8b57",  # green
    "#2f6fb5",  # blue
    "#1aa9d0",  # teal, near to sky
    "#9c3f7c",  # mulberry
    "#6b4a3a",  # brown
    "#5a7a0a",  # olive
    "#a3a8b0",  # light slate
)

NAMED_HUES: dict[str, str] = {
    "red": CHANNEL_HUES[0],
    "green": CHANNEL_HUES[1],
    "blue": CHANNEL_HUES[2],
    "grey": "#6b7684",  # a picture with a single channel
}


@dataclass(frozen=True)
class Theme:
    """The colours that change between light and dark.

    Parameters
    ----------
    paper, ink, faint : str
        Background (also the colour of zero), text with the window, and hairlines.
    negative, positive : str
        The two ends of the signed scale.
    """

    paper: str
    ink: str
    faint: str
    negative: str
    positive: str


# On dark paper both ends are lighter, so that far from zero always means far from the paper.
LIGHT = Theme(
    paper="#ffffff", ink="#1f2430", faint="#d9dce2", negative="#6d3fb0", positive="#c98a00"
)
DARK = Theme(
    paper="#0e1117", ink="#e9ebf0", faint="#3a404c", negative="#a987e6", positive="#e2a526"
)

INKS = (LIGHT.ink, DARK.ink, "#000000", "#ffffff")
"""What is printed on a shade: the first of these that can be read on it."""


def theme(dark: bool = False) -> Theme:
    """Colours of the light or the dark theme.

    Examples
    --------
    >>> theme(dark=False).negative, theme(dark=False).positive
    ('#6d3fb0', '#c98a00')
    """
    return DARK if dark else LIGHT


def channel_colours(names: Sequence[str], count: int) -> tuple[str, ...]:
    """Identity colour of each channel.

    A channel called red, green, blue or grey has that colour wherever it stands, so shuffled
    channels keep theirs. Every other channel takes the first hue that is still free; from the
    ninth channel on, hues come round again.

    Parameters
    ----------
    names : sequence of str
        Names of the channels; may be shorter than `count`, or empty.
    count : int
        Number of channels.

    Returns
    -------
    tuple of str
        `count` colours, as ``#rrggbb``.

    Examples
    --------
    >>> channel_colours(["blue", "red"], 3)
    ('#2f6fb5', '#d1495b', '#2e8b57')
    """
    named = [NAMED_HUES.get(name) for name in names[:count]]
    named += [None] * (count - len(named))
    free = [hue for hue in CHANNEL_HUES if hue not in named] or list(CHANNEL_HUES)
    chosen, taken = [], 0
    for hue in named:
        chosen.append(hue or free[taken % len(free)])
        taken += hue is None
    return tuple(chosen)


def type_hues(names: Sequence[str], count: int, dark: bool = False) -> tuple[str, ...]:
    """Identity colours that can be read as type: nearer to the ink of the theme.

    Examples
    --------
    >>> type_hues(["red"], 1), type_hues(["red"], 1, dark=True)
    (('#8a3a4a',), ('#db8a97',))
    """
    return tuple(mix(hue, theme(dark).ink, 0.6) for hue in channel_colours(names, count))


def signed_scale(dark: bool = False) -> list[list[float | str]]:
    """Run from purple through the paper at zero to amber, as a Plotly colour scale.

    Use it with a range that is symmetric about zero.

    Examples
    --------
    >>> signed_scale()
    [[0.0, '#6d3fb0'], [0.5, '#ffffff'], [1.0, '#c98a00']]
    """
    shades = theme(dark)
    return [[0.0, shades.negative], [0.5, shades.paper], [1.0, shades.positive]]


def channel_scale(colour: str, dark: bool = False) -> list[list[float | str]]:
    """Run from paper (nothing in this channel) to the hue (full), as a Plotly colour scale.

    Examples
    --------
    >>> channel_scale("#d1495b")
    [[0.0, '#ffffff'], [1.0, '#d1495b']]
    """
    return [[0.0, theme(dark).paper], [1.0, colour]]


def grey_scale() -> list[list[float | str]]:
    """Run from black to white, as a Plotly colour scale."""
    return [[0.0, "#000000"], [1.0, "#ffffff"]]


def absolute_scale() -> list[list[float | str]]:
    """Run from white through black at zero to white, as a Plotly colour scale."""
    return [[0.0, "#ffffff"], [0.5, "#000000"], [1.0, "#ffffff"]]


def light_scale(colour: str) -> list[list[float | str]]:
    """Run from black (no light) to a light tint of the hue (full light), as a Plotly colour scale.

    For channels of pictures, where 0 is darkness on every paper.

    Examples
    --------
    >>> light_scale("#d1495b")
    [[0.0, '#000000'], [0.75, '#d1495b'], [1.0, '#edb6bd']]
    """
    return [[0.0, "#000000"], [0.75, colour], [1.0, mix(colour, "#ffffff", 0.4)]]


def mix(colour: str, other: str, share: float) -> str:
    """Blend two colours, `share` (0 to 1) of the first with the rest of the second.

    Examples
    --------
    >>> mix("#ff0000", "#0000ff", 0.6)  # 0.6*255 = 153 = 0x99, 0.4*255 = 102 = 0x66
    '#990066'
    """
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)
