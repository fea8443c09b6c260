"""Conv1D, Conv2D and Conv3D on inputs of their own, and what each slides along (no Streamlit)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from conv_engine import DIRECTIONS, output_shape
from conv_engine.frameworks.layouts import Framework
from conv_engine.moving_samples import FEATURES, moving_square, weather
from conv_engine.samples import RGB, sample
from ui.state.scenario import Array

HOURS = 14
FIRST_HOUR = 10
"""A part of a day in which a front passes."""


@dataclass(frozen=True, eq=False)
class LayerKind:
    """A layer that moves in so many directions, on an input that needs it.

    Attributes
    ----------
    story : str
        What the input is and what the filter looks for.
    input, weight : ndarray of shape (C_in, ...) and (1, C_in, ...)
        With one axis more for each direction.
    """

    directions: int
    story: str
    input: Array
    weight: Array
    channel_names: tuple[str, ...]

    @property
    def title(self) -> str:
        """What Keras calls it."""
        return f"Conv{self.directions}D"

    @property
    def output_shape(self) -> tuple[int, ...]:
        """Shape of the output, (1, ...)."""
        return output_shape(self.input.shape, self.weight.shape)

    def row(self, framework: Framework) -> tuple[str, ...]:
        """Write the row of the table: input, filter, slides along, summed away, output.

        Examples
        --------
        >>> KINDS[1].row("keras")  # doctest: +NORMALIZE_WHITESPACE
        ('(14, 3): length, channels', '(3, 3): length, channels', 'length', 'channels',
         '(12, 1): length, filters')
        >>> KINDS[3].row("pytorch")[0]
        '(1, 5, 5, 6): channels, depth, height, width'
        """
        along = DIRECTIONS[self.directions]
        moved = "out channels" if framework == "pytorch" else "filters"
        return (
            _describe_axes(self.input.shape, ("channels", *along), framework),
            _describe_axes(self.weight.shape[1:], ("channels", *along), framework),
            ", ".join(along),
            "channels",
            _describe_axes(self.output_shape, (moved, *along), framework),
        )


def _describe_axes(shape: tuple[int, ...], axes: tuple[str, ...], framework: Framework) -> str:
    """Write a shape, the channels where a framework has them: last in Keras, first in PyTorch."""
    if framework == "keras":
        shape, axes = (*shape[1:], shape[0]), (*axes[1:], axes[0])
    return f"{shape}: {', '.join(axes)}"


COLDER, WINDIER, WET = [1, 0, -1], [-1, 0, 1], [0, 1, 1]
"""Over three hours: what the first layer looks for."""
EDGE = [[-1, 0, 1]] * 3
"""Brighter from left to right: what the second layer looks for in each colour."""
CROSS = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]])
"""What the third layer takes from the next frame: it looks for what was not there before."""
KINDS: Mapping[int, LayerKind] = MappingProxyType(
    {
        1: LayerKind(
            1,
            "The weather of one afternoon, hour by hour. Its three features are three channels. "
            "The filter responds where it gets colder, windier and wet at the same time.",
            weather()[:, FIRST_HOUR : FIRST_HOUR + HOURS],
            np.array([[COLDER, WINDIER, WET]]),
            FEATURES,
        ),
        2: LayerKind(
            2,
            "A small picture in three colours, which are three channels. The filter responds "
            "where it gets brighter from left to right, added up over the colours.",
            sample("small_integers", 5, 5, channels=3, seed=7),
            np.array([[EDGE] * 3]),
            RGB,
        ),
        3: LayerKind(
            3,
            "A short clip of a square that moves to the right. It has one channel, and its depth "
            "is time. The filter subtracts each frame from the next, so it responds where "
            "something moves.",
            moving_square(frames=5, height=5, width=6),
            np.array([[[-CROSS, CROSS]]]),
            (),
        ),
    }
)
"""By the number of directions in which the block moves."""
