"""Small layers to ask about: their numbers, the tiles that show them, and their calls."""

from dataclasses import dataclass
from functools import partial

from colours import channel_colours
from conv_engine import ConvSpec, Layer
from conv_engine.frameworks.from_spec import layers_from_spec
from conv_engine.frameworks.layouts import Framework
from conv_engine.samples import RGB
from stage.board import Line, Tile, addition
from text import channel_label, number_text
from ui.pictures.one_filter import OneFilter
from ui.pictures.words import THEN
from ui.questions.question import FIRST_CELL, Columns, OutputCell, Random, draw
from ui.questions.words import tiles as say
from ui.state.key_kinds import Values
from ui.state.keys import AT, CHANNEL_ON, COLUMN, FILTER, ROW, SCALE
from ui.state.link import Link, link_to
from ui.state.scenario import Array, scenario_of
from ui.state.settings import (
    BIASES,
    CELLS,
    CHANNELS,
    DEFAULTS,
    DILATION,
    FILTER_KINDS,
    FILTERS,
    GROUPS,
    INPUT,
    KERNEL,
    PADDING,
    PADDING_MODE,
    SEED,
    SIZE,
    STRIDE,
    Settings,
)

NOTHING: Values = {}


def small_layer(
    input: Array, weight: Array, bias: Array | None = None, spec: ConvSpec | None = None
) -> Layer:
    """Join arrays to a layer with its input; three channels are read as red, green and blue.

    Parameters
    ----------
    input : ndarray of int, shape (C_in, H, W)
    weight : ndarray of int, shape (C_out, C_in / groups, k_h, k_w)
    bias : ndarray of int, shape (C_out,), optional
    spec : ConvSpec, optional
        Without padding and strides by default.

    Examples
    --------
    >>> import numpy as np
    >>> small_layer(np.ones((3, 2, 2), int), np.ones((1, 3, 2, 2), int)).channel_names
    ('red', 'green', 'blue')
    """
    return Layer.of(input, weight, bias, spec, RGB if len(input) == len(RGB) else ())


@dataclass(frozen=True, eq=False, kw_only=True)
class DrawnLayer(Layer):
    """A layer that the controls of a lesson can set, too: its numbers are those of their seed.

    Attributes
    ----------
    settings : mapping
        What they are to be set to.
    """

    settings: Settings

    def link(self, cell: OutputCell = FIRST_CELL, also: Values = NOTHING) -> Link:
        """Write a link that sets this layer and a position, and what else is given."""
        filters = range(self.spec.out_channels)
        keys = (*SHAPING, *(FILTER_KINDS[f] for f in filters), *(BIASES[f] for f in filters))
        layer = {key: self.settings[key.name] for key in keys}
        return link_to({**layer, AT: cell, **also})

    def link_to_sum(self, cell: OutputCell = FIRST_CELL, also: Values = NOTHING) -> Link:
        """Write a link to lesson 2 or 4, with the filter and position that are asked about."""
        number, row, column = cell
        on = dict.fromkeys(CHANNEL_ON[: self.spec.in_channels], True)
        place = {SCALE: CELLS, FILTER: number, ROW: row, COLUMN: column}
        return self.link(cell, {**place, **on, **also})


SHAPING = (
    *(INPUT, SIZE, CHANNELS, SEED, FILTERS),
    *(PADDING, KERNEL, DILATION, STRIDE, GROUPS, PADDING_MODE),
)
"""Settings of a layer beside its filters and biases."""


def layer_of(**wanted: int | str) -> DrawnLayer:
    """Make the layer that settings make, all others as they are at first.

    Examples
    --------
    >>> layer = layer_of(input="place_values", size=3, filters=1, kernel=3)
    >>> layer.input[:, 0, 0], layer.link()["input"]
    (array([    1,   100, 10000]), '1, 100, 10000')
    """
    settings = {**DEFAULTS, **wanted}
    made = scenario_of(settings).layer
    fields = made.input, made.weight, made.bias, made.spec, made.channel_names
    return DrawnLayer(*fields, settings=settings)


def drawn_layer(
    random: Random,
    channels: int = 3,
    size: int = 3,
    kernel: int = 2,
    filters: int = 1,
    **geometry: int,
) -> DrawnLayer:
    """Draw an input of 0 to 9, weights of -2 to 2 and biases other than 0: sums for the head.

    Parameters
    ----------
    random : numpy.random.Generator
    channels, size, kernel, filters : int
    **geometry : int
        Stride, padding, dilation and groups, as far as they are not as at first.
    """
    biases = drawn_biases(random, filters)
    wanted = {"channels": channels, "size": size, "kernel": kernel, "filters": filters}
    wanted |= {f"bias{f}": int(bias) for f, bias in enumerate(biases)} | geometry
    while True:
        layer = layer_of(**wanted, seed=draw(random, 0, 999))
        if layer.weight.any(axis=(2, 3)).all():  # a kernel of zeros has nothing to teach
            return layer


def drawn_biases(random: Random, filters: int) -> Array:
    """Draw a bias other than 0 for each filter."""
    biases: Array = random.integers(1, 5, filters) * random.choice([-1, 1], filters)
    return biases


def input_tiles(layer: Layer) -> tuple[Tile, ...]:
    """Show the input channel by channel."""
    _, hues = name_channels(layer)
    tile = partial(Tile, kind="channel", axes="input", scale="input")
    return tuple(
        tile(f"input {channel}", values, say.title_input(channel), colour=hue)
        for channel, (hue, values) in enumerate(zip(hues, layer.input, strict=True))
    )


def kernel_tiles(layer: Layer) -> tuple[Tile, ...]:
    """Show the kernels of the first filter, each with the number of its channel."""
    _, hues = name_channels(layer)
    tile = partial(Tile, axes="kernel", scale="kernels")
    return tuple(
        tile(f"kernel {channel}", kernel, say.title_kernel(channel), colour=hues[channel])
        for channel, kernel in enumerate(layer.weight[0])  # the first group has the first channels
    )


def layer_tiles(layer: Layer) -> Columns:
    """Show each channel of the input above its kernel of the first filter."""
    return tuple(zip(input_tiles(layer), kernel_tiles(layer), strict=True))


def partial_tiles(layer: Layer, number: int = 0) -> tuple[Tile, ...]:
    """Show the partial maps of a filter, their sum and the feature map."""
    one_filter = OneFilter.of(layer, number)
    bias = one_filter.bias[0]
    maps = enumerate(zip(one_filter.channels, one_filter.partial, one_filter.colours, strict=True))
    return (
        *(
            Tile(
                f"partial {number} {channel}",
                values,
                say.title_partial(channel),
                colour=hue,
                operator="+" if place else "",
                alt=say.describe_partial(number, channel),
            )
            for place, (channel, values, hue) in maps
        ),
        Tile(f"sum {number}", one_filter.summed(), say.SUM_OF_MAPS, operator="="),
        Tile(
            f"feature map {number}",
            one_filter.feature_map(),
            say.title_feature(number),
            operator=f"{'−' if bias < 0 else '+'} {number_text(abs(bias))}\n=",
        ),
    )


def partial_line(layer: Layer) -> Line:
    """Write how the partial maps of the only filter and its bias add up."""
    *parts, _, total = partial_tiles(layer)
    return addition(parts, layer.bias[0], total)


def name_channels(layer: Layer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the channels of a layer's input, and give them their identity colours."""
    count = layer.spec.in_channels
    labels = tuple(channel_label(c, layer.channel_names) for c in range(count))
    return labels, channel_colours(layer.channel_names, count)


def call(layer: Layer | ConvSpec, words: Framework, *shape: int) -> str:
    """Write a layer as the calls that make it in a framework.

    Parameters
    ----------
    layer : Layer or ConvSpec
    words : {"keras", "pytorch"}
    *shape : int
        Channels, height and width of the input; a layer has its own.

    Examples
    --------
    >>> call(ConvSpec(3, 32, 3), "keras", 3, 8, 8)
    '`Conv2D(filters=32, kernel_size=3)`'
    """
    spec = layer.spec if isinstance(layer, Layer) else layer
    there = layer.input.shape if isinstance(layer, Layer) else shape
    written = layers_from_spec(spec, there, words).layers
    return THEN.join(f"`{one.call(named=True)}`" for one in written)
