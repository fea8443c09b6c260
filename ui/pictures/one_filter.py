"""One filter and the channels it sees: partial maps, their sum, and the feature map."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from colours import channel_colours
from conv_engine import ConvSpec, conv2d, partial_maps, shuffle_channels, sum_channels
from conv_engine.geometry import Geometry
from text import channel_label, number_text
from ui.state.scenario import Array, Scenario


@dataclass(frozen=True, eq=False)
class OneFilter:
    """A filter of a scenario as a layer of its own, on the channels of its group.

    Attributes
    ----------
    number : int
        Which filter of the scenario it is.
    channels : tuple of int
        Which channels of the scenario's input it sees.
    labels, colours : tuple of str
        Label and identity colour of each of those.
    input : ndarray of shape (C, H, W)
    weight : ndarray of shape (1, C, k_h, k_w)
    bias : ndarray of shape (1,)
    geometry : Geometry
        Of this layer: one group.
    picture : bool
        Whether the input is a picture, with values 0 to 255.
    """

    number: int
    channels: tuple[int, ...]
    labels: tuple[str, ...]
    colours: tuple[str, ...]
    input: Array
    weight: Array
    bias: Array
    geometry: Geometry
    picture: bool

    @classmethod
    def of(cls, scenario: Scenario, number: int, input: Array, picture: bool) -> "OneFilter":
        """Take a filter of a scenario, on an input of all its channels."""
        names, count = scenario.channel_names, scenario.spec.in_channels
        channels = tuple(scenario.spec.group_of(number))
        colours = channel_colours(names, count)
        return cls(
            number=number,
            channels=channels,
            labels=tuple(channel_label(c, names) for c in channels),
            colours=tuple(colours[c] for c in channels),
            input=input[list(channels)],
            weight=scenario.weight[[number]],
            bias=scenario.bias[[number]],
            geometry=Geometry(**{**scenario.geometry, "groups": 1}),
            picture=picture,
        )

    @cached_property
    def partial(self) -> Array:
        """Partial maps, shape (C, H_out, W_out)."""
        maps: Array = partial_maps(self.input, self.weight, **self.geometry)[0]
        return maps

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the feature map."""
        _, rows, columns = self.partial.shape
        return rows, columns

    def window(self, at: tuple[int, int]) -> tuple[int, int, int, int]:
        """Say where the window of a position lies in the input: first row and column, extent.

        With padding it may begin before row or column 0.
        """
        spec = ConvSpec.of(self.weight, self.bias, **self.geometry)
        window = spec.window(*at, self.input.shape)
        (above, _), (before, _) = spec.pad_amounts(*self.input.shape[1:])
        return window.rows[0] - above, window.columns[0] - before, *spec.effective_kernel_size

    def summed(self, keep: Sequence[bool] | None = None) -> Array:
        """Add up the partial maps that are kept; shape (H_out, W_out)."""
        total: Array = sum_channels(self.partial[np.newaxis], keep=keep)[0]
        return total

    def feature_map(self, keep: Sequence[bool] | None = None) -> Array:
        """Add up the partial maps that are kept, and the bias; shape (H_out, W_out)."""
        total: Array = sum_channels(self.partial[np.newaxis], self.bias, keep=keep)[0]
        return total

    def shuffled(self, order: Sequence[int]) -> "OneFilter":
        """Move channel ``order[i]`` of input and weight to place i, with its label and colour."""
        input, weight = shuffle_channels(self.input, self.weight, order)
        return replace(
            self,
            channels=tuple(self.channels[i] for i in order),
            labels=tuple(self.labels[i] for i in order),
            colours=tuple(self.colours[i] for i in order),
            input=input,
            weight=weight,
        )

    def difference_when(self, order: Sequence[int]) -> float:
        """Work out the largest difference that an order of the channels makes to the feature map.

        At most two decimals, as everything that is printed.
        """
        other = self.shuffled(order)
        before = conv2d(self.input, self.weight, self.bias, **self.geometry)
        after = conv2d(other.input, other.weight, other.bias, **other.geometry)
        return round(float(np.abs(after - before).max()), 2)


def addition(sums: Sequence[float] | Array, bias: float, output: float) -> str:
    """Write the channel sums, the bias and the output as one line that adds up as printed.

    Examples
    --------
    >>> addition([12, 4, -3], 1, 14)
    '12 + 4 − 3 + bias 1 = 14'
    >>> addition([], -2, -2)
    'bias −2 = −2'
    """
    terms = [number_text(value) for value in sums] + [f"bias {number_text(bias)}"]
    signed = [f"− {term[1:]}" if term.startswith("−") else f"+ {term}" for term in terms[1:]]
    return " ".join([terms[0], *signed, "=", number_text(output)])
