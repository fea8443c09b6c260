"""Conv1D, Conv2D and Conv3D on inputs of their own, and what each slides along (no Streamlit)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from conv_engine.dimensions import DIRECTIONS, SPECS
from conv_engine.frameworks.layouts import Framework
from conv_engine.geometry import PaddingWord
from conv_engine.moving_samples import FEATURES, moving_square, weather
from conv_engine.samples import RGB, sample
from conv_engine.spec import BlockSpec
from ui.lessons.dimensions.words import kinds as words
from ui.state.key_kinds import Choice
from ui.state.keys import KIND_DEPTH, KIND_FILTERS, KIND_KERNEL, KIND_PADDING, KIND_STRIDE
from ui.state.scenario import Array

HOURS = 14
FIRST_HOUR = 10
"""A part of a day in which a front passes."""


class Arguments(NamedTuple):
    """What a call sets; `depth` is that of the kernel of a Conv3D."""

    filters: int
    stride: int
    padding: PaddingWord
    depth: int
    kernel: int


KEYS: Mapping[str, Choice[Any]] = MappingProxyType(
    {
        "filters": KIND_FILTERS,
        "stride": KIND_STRIDE,
        "padding": KIND_PADDING,
        "depth": KIND_DEPTH,
        "kernel": KIND_KERNEL,
    }
)
"""The key of each argument, those first to which the others yield."""
USUAL = Arguments(*(key.default for key in KEYS.values()))
SMALLEST = Arguments(filters=1, stride=1, padding="valid", depth=1, kernel=1)


@dataclass(frozen=True, eq=False)
class LayerKind:
    """A layer that moves in so many directions, on an input that needs it.

    Attributes
    ----------
    input : ndarray of shape (C_in, ...)
        With one axis more for each direction.
    pattern : callable
        Returns the weights of the first filter for a kernel size, (C_in, *kernel_size).
    """

    directions: int
    input: Array
    pattern: Callable[..., Array]
    channel_names: tuple[str, ...]

    def name(self, framework: Framework) -> str:
        """Name the layer as a framework does.

        Examples
        --------
        >>> KINDS[3].name("keras"), KINDS[3].name("pytorch")
        ('Conv3D', 'nn.Conv3d')
        """
        number = self.directions
        return f"nn.Conv{number}d" if framework == "pytorch" else f"Conv{number}D"

    def spec(self, arguments: Arguments) -> BlockSpec[Any, Any]:
        """Describe the layer that a call makes."""
        filters, stride, padding, depth, kernel = arguments
        size = (kernel,) * self.directions
        if self.directions == 3:
            size = (depth, kernel, kernel)
        channels = len(self.input)
        return SPECS[self.directions](channels, filters, size, stride, padding, bias=False)

    def weight(self, arguments: Arguments) -> Array:
        """Return the weights: of the first filter, of its opposite, and ones that only add up.

        Examples
        --------
        >>> front = KINDS[1].weight(USUAL._replace(filters=3))
        >>> front[:, 0].tolist()
        [[1, 0, -1], [-1, 0, 1], [1, 1, 1]]
        """
        pattern = self.pattern(*self.spec(arguments).kernel_size)
        return np.stack([pattern, -pattern, np.ones_like(pattern)][: arguments.filters])

    def obstacle(self, arguments: Arguments, framework: Framework) -> str:
        """Say why a call makes no layer that can be shown here; nothing where it does.

        Examples
        --------
        >>> KINDS[2].obstacle(USUAL._replace(kernel=6), "keras")
        'kernel of extent 6x6 does not fit the padded input 5x5 (height 5 + 2*0); the largest
        kernel height that fits is 5'
        """
        is_same = arguments.padding == "same"
        if self.directions == 3 and arguments.filters > 1:
            return words.ONE_VOLUME
        if self.directions == 3 and is_same:
            return words.NO_FRAMES_ADDED
        if framework == "pytorch" and is_same and arguments.stride > 1:
            return words.SAME_NEEDS_STRIDE_1
        try:
            self.spec(arguments).output_shape(self.input.shape)
        except ValueError as refusal:
            return str(refusal)
        return ""

    def possible(self, arguments: Arguments, name: str, framework: Framework) -> Sequence[Any]:
        """Return what an argument can be while the others are as they are."""
        return [
            value
            for value in KEYS[name].values
            if not self.obstacle(arguments._replace(**{name: value}), framework)
        ]

    def nearest(self, wanted: Arguments, framework: Framework) -> Arguments:
        """Bring a call to the nearest one that makes a layer here.

        Examples
        --------
        >>> KINDS[3].nearest(USUAL._replace(filters=2, kernel=6), "keras")
        Arguments(filters=1, stride=1, padding='valid', depth=2, kernel=5)
        """
        arguments = SMALLEST
        for name, value in wanted._asdict().items():
            options = self.possible(arguments, name, framework)
            arguments = arguments._replace(**{name: KEYS[name].nearest(value, options)})
        return arguments

    def row(self, arguments: Arguments, framework: Framework) -> tuple[str, ...]:
        """Write the row of the table: input, filter, slides along, adds up along, output.

        Examples
        --------
        >>> KINDS[1].row(USUAL, "keras")  # doctest: +NORMALIZE_WHITESPACE
        ('(14, 3): length, channels', '(3, 3): length, channels', 'length', 'channels',
         '(12, 1): length, filters')
        >>> KINDS[3].row(USUAL, "pytorch")[0]
        '(1, 5, 5, 6): channels, depth, height, width'
        """
        spec, along = self.spec(arguments), DIRECTIONS[self.directions]
        moved = words.MOVED[framework]
        return (
            _describe_axes(self.input.shape, (words.CHANNELS, *along), framework),
            _describe_axes(spec.weight_shape[1:], (words.CHANNELS, *along), framework),
            ", ".join(along),
            words.CHANNELS,
            _describe_axes(spec.output_shape(self.input.shape), (moved, *along), framework),
        )


def _describe_axes(shape: tuple[int, ...], axes: tuple[str, ...], framework: Framework) -> str:
    """Write a shape, the channels where a framework has them: last in Keras, first in PyTorch."""
    if framework == "keras":
        shape, axes = (*shape[1:], shape[0]), (*axes[1:], axes[0])
    return f"{shape}: {', '.join(axes)}"


def _difference(cells: int) -> Array:
    """Subtract the first of some cells from the last one; of a single one there is only itself."""
    weights = np.zeros(cells, dtype=np.int64)
    weights[0] -= 1
    weights[-1] += 1 if cells > 1 else 2
    return weights


def _front(hours: int) -> Array:
    """Look for hours that get colder and windier while it is wet."""
    change = _difference(hours)
    wet = np.ones_like(change)
    if hours > 1:
        wet[0] = 0
    return np.stack([-change, change, wet])


def _edge(rows: int, columns: int) -> Array:
    """Look in each colour for what is brighter at the right than at the left."""
    return np.broadcast_to(_difference(columns), (len(RGB), rows, columns)).copy()


def _motion(frames: int, rows: int, columns: int) -> Array:
    """Look, in the form of a cross, for what the last frame has and the first has not."""
    row, column = np.indices((rows, columns))
    cross = (row == rows // 2) | (column == columns // 2)
    block: Array = _difference(frames)[:, np.newaxis, np.newaxis] * cross
    return block[np.newaxis]


KINDS: Mapping[int, LayerKind] = MappingProxyType(
    {
        1: LayerKind(1, weather()[:, FIRST_HOUR : FIRST_HOUR + HOURS], _front, FEATURES),
        2: LayerKind(2, sample("small_integers", 5, 5, channels=3, seed=7), _edge, RGB),
        3: LayerKind(3, moving_square(frames=5, height=5, width=6), _motion, ()),
    }
)
"""By the number of directions in which the block moves."""
