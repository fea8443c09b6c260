"""One filter and the channels it sees: partial maps, their sum, and the feature map."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from colours import channel_colours
from conv_engine import ConvSpec, Layer, shuffle_channels, sum_channels
from text import channel_label, number_text, sum_text
from ui.state.scenario import Array


@dataclass(frozen=True, eq=False)
class OneFilter:
    """A filter of a scenario as a layer of its own, on the channels of its group.

    Attributes
    ----------
    number : int
        Which filter of the scenario it is.
    channels, labels, colours : tuple
        Which channels of the scenario's input it sees, and how each is named and coloured.
    layer : Layer
        Of one filter and one group, on these channels alone.
    picture : bool
        Whether the input is a picture, with values 0 to 255.
    """

    number: int
    channels: tuple[int, ...]
    labels: tuple[str, ...]
    colours: tuple[str, ...]
    layer: Layer
    picture: bool

    @classmethod
    def of(cls, layer: Layer, number: int, picture: bool = False) -> "OneFilter":
        """Take a filter of a layer."""
        names, channels = layer.channel_names, tuple(layer.spec.group_of(number))
        colours = channel_colours(names, layer.spec.in_channels)
        return cls(
            number=number,
            channels=channels,
            labels=tuple(channel_label(c, names) for c in channels),
            colours=tuple(colours[c] for c in channels),
            layer=layer.one_filter(number),
            picture=picture,
        )

    @property
    def partial(self) -> Array:
        """Partial maps, shape (C, H_out, W_out)."""
        maps: Array = self.layer.partial[0]
        return maps

    @property
    def bias(self) -> Array:
        """Its only bias, shape (1,)."""
        return self.layer.bias

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the feature map."""
        _, rows, columns = self.layer.output_shape
        return rows, columns

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
        return replace(
            self,
            channels=tuple(self.channels[i] for i in order),
            labels=tuple(self.labels[i] for i in order),
            colours=tuple(self.colours[i] for i in order),
            layer=shuffle_channels(self.layer, order),
        )

    def difference_when(self, order: Sequence[int]) -> float:
        """Work out the largest difference that an order of the channels makes to the feature map.

        At most two decimals, as everything that is printed.
        """
        change = self.shuffled(order).layer.output - self.layer.output
        return round(float(np.abs(change).max()), 2)


def window_box(
    spec: ConvSpec, input_shape: Sequence[int], position: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Return where the window of a position lies in the input: first row and column, extent.

    Examples
    --------
    One row of padding above and none on the left: row 0*2 - 1, column 1*2 - 0.

    >>> window_box(ConvSpec(1, 1, (2, 3), stride=2, padding=((1, 0), (0, 2))), (1, 5, 5), (0, 1))
    (-1, 2, 2, 3)
    """
    window = spec.window(*position, input_shape)
    (top, _), (left, _) = spec.pad_amounts(*input_shape[-2:])
    return window.rows[0] - top, window.columns[0] - left, *spec.effective_kernel_size


def addition_text(sums: Sequence[float] | Array, bias: float, output: float) -> str:
    """Write the channel sums, the bias and the output as one line that adds up as printed.

    Examples
    --------
    >>> addition_text([12, 4, -3], 1, 14)
    '12 + 4 − 3 + 1 bias = 14'
    >>> addition_text([], -2, -2)
    '−2 bias = −2'
    """
    terms = [number_text(value) for value in sums] + [f"{number_text(bias)} bias"]
    return f"{sum_text(terms)} = {number_text(output)}"
