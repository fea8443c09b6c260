"""A layer, its input and its output, as the pictures that are taken home need them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colours import channel_colours, mix, theme
from conv_engine import ConvSpec, Step, conv2d, step_at
from conv_engine.windows import padded

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class WorkedLayer:
    """A layer with its numbers; the engine works out the rest when it is first asked for.

    Parameters
    ----------
    input : ndarray of shape (C_in, H, W)
    weight : ndarray of shape (C_out, C_in / groups, k_h, k_w)
    bias : ndarray of shape (C_out,)
        All three with at most two decimals (`conv_engine.quantise`).
    spec : ConvSpec
        The layer they belong to.
    channel_names : sequence of str
        Names of the input's channels; may be fewer.
    full_hue : float, optional
        The input value that has a channel's full hue, 255 for a picture; by default the greatest
        of each channel.
    caption : str
        Such as the call that makes the layer.

    Examples
    --------
    >>> ones = np.ones((1, 1, 2, 2), int)
    >>> layer = WorkedLayer(ones[0], ones, np.array([3]), ConvSpec.of(ones))
    >>> layer.output.tolist()  # 1 + 1 + 1 + 1 + 3
    [[[7]]]
    """

    input: Array
    weight: Array
    bias: Array
    spec: ConvSpec
    channel_names: Sequence[str] = ()
    full_hue: float | None = None
    caption: str = ""

    @cached_property
    def around(self) -> Array:
        """The input with its padding, shape (C_in, H_padded, W_padded)."""
        amounts = self.spec.pad_amounts(*self.input.shape[1:])
        return padded(self.input, amounts, self.spec.padding_mode)

    @cached_property
    def output(self) -> Array:
        """The feature maps, shape (C_out, H_out, W_out)."""
        spec = self.spec
        return conv2d(
            self.around,
            self.weight,
            self.bias,
            stride=spec.stride,
            dilation=spec.dilation,
            groups=spec.groups,
        )

    @property
    def hues(self) -> tuple[str, ...]:
        """Identity colour of each input channel."""
        return channel_colours(self.channel_names, self.spec.in_channels)

    @property
    def has_bias(self) -> bool:
        """Whether there is a bias to write; one that is given counts, even if it is zero."""
        return self.spec.bias or bool(self.bias.any())

    def label(self, channel: int) -> str:
        """Name an input channel by its number, and by its name where it has one."""
        name = self.channel_names[channel] if channel < len(self.channel_names) else ""
        return f"channel {channel} ({name})" if name else f"channel {channel}"

    def step(self, filter: int, row: int, column: int) -> Step:
        """Work out one step."""
        spec = self.spec
        return step_at(
            self.around,
            self.weight,
            self.bias,
            filter,
            row,
            column,
            stride=spec.stride,
            dilation=spec.dilation,
            groups=spec.groups,
        )

    def peak(self, channel: int) -> float:
        """Return the input value that has a channel's full hue."""
        return self.full_hue or greatest(self.input[channel])

    def words(self, step: Step) -> str:
        """Write a step as one line of numbers, which add up as they are printed.

        Examples
        --------
        >>> ones = np.ones((1, 2, 1, 1), int)
        >>> layer = WorkedLayer(np.array([[[4]], [[-6]]]), ones, np.array([3]), ConvSpec.of(ones))
        >>> layer.words(layer.step(0, 0, 0))
        'feature map 0, row 0, column 0:  4 − 6 + 3 (bias) = 1'
        """
        first, *others = [*step.channel_sums, step.bias] if self.has_bias else step.channel_sums
        terms = "".join(f" {'−' if value < 0 else '+'} {written(abs(value))}" for value in others)
        bias = " (bias)" if self.has_bias else ""
        total = f"{bias} = {written(step.output)}" if others else ""
        place = f"feature map {step.filter}, row {step.row}, column {step.column}"
        return f"{place}:  {written(first)}{terms}{total}"


def written(value: float) -> str:
    """Write a number with a true minus sign and only the decimals it has, at most four.

    Examples
    --------
    >>> written(-10), written(0.1 * 3), written(-1e-9)
    ('−10', '0.3', '0')
    """
    text = f"{float(value):.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def longest(values: Array) -> int:
    """Return how many letters the longest of these numbers needs.

    Examples
    --------
    >>> longest(np.array([5, -0.25]))  # −0.25
    5
    """
    return max(len(written(value)) for value in np.unique(values))


def greatest(values: Array) -> float:
    """Return the greatest magnitude; 1 where all is zero, so that it can divide."""
    return float(np.abs(values).max()) or 1.0


def tint(colour: str, value: float, peak: float) -> str:
    """Blend a channel's colour with paper: the stronger, the larger the value.

    Examples
    --------
    >>> tint("#ff0000", 9, 9)  # 7 + 55 = 62 hundredths of the colour: 255 - 0.62*255 = 96.9 = 0x61
    '#ff6161'
    """
    return mix(colour, theme().paper, (7 + 55 * min(1.0, abs(value) / peak)) / 100)


def signed_tint(value: float, peak: float) -> str:
    """Blend the colour of a sign with paper; zero is paper.

    Examples
    --------
    >>> signed_tint(0, 9)
    '#ffffff'
    """
    light = theme()
    if value == 0:
        return light.paper
    hue = light.negative if value < 0 else light.positive
    return mix(hue, light.paper, (9 + 53 * min(1.0, abs(value) / peak)) / 100)
