"""Small layers to ask about: their numbers, the tiles that show them, and their calls."""

from typing import Unpack

import numpy as np

from colours import channel_colours
from conv_engine import ConvSpec
from conv_engine.frameworks.layouts import Framework
from conv_engine.frameworks.of_spec import layers_of
from conv_engine.geometry import Geometry
from conv_engine.samples import RGB
from figures.maps import Box
from ui.one_filter import OneFilter, channel_label
from ui.questions.question import Place, Random, Tile
from ui.scenario import Array, Scenario, WholePicture


def small_layer(
    input: Array, weight: Array, bias: Array | None = None, **geometry: Unpack[Geometry]
) -> Scenario:
    """Join arrays to a layer with its input; three channels are read as red, green and blue.

    Parameters
    ----------
    input : ndarray of int, shape (C_in, H, W)
    weight : ndarray of int, shape (C_out, C_in / groups, k_h, k_w)
    bias : ndarray of int, shape (C_out,), optional
    **geometry
        As for `conv2d`.

    Examples
    --------
    >>> small_layer(np.ones((3, 2, 2), int), np.ones((1, 3, 2, 2), int)).channel_names
    ('red', 'green', 'blue')
    """
    spec = ConvSpec.of(weight, bias, **geometry)
    spec.output_shape(input.shape)  # refuses what is no input of this layer
    return Scenario(
        input=input,
        channel_names=RGB if len(input) == len(RGB) else (),
        weight=weight,
        exact_weight=weight,
        bias=np.zeros(spec.out_channels, int) if bias is None else bias,
        spec=spec,
        is_picture=False,
        load=lambda: WholePicture(input.astype(np.uint8)),
    )


def drawn_layer(
    random: Random,
    channels: int = 3,
    size: int | tuple[int, int] = 3,
    kernel: int = 2,
    filters: int = 1,
    **geometry: Unpack[Geometry],
) -> Scenario:
    """Draw an input of 0 to 5, weights of -2 to 2 and biases other than 0: sums for the head."""
    rows, columns = (size, size) if isinstance(size, int) else size
    weight = np.zeros((filters, channels // geometry.get("groups", 1), kernel, kernel), int)
    while not weight.any(axis=(2, 3)).all():  # a kernel of zeros has nothing to teach
        weight = random.integers(-2, 3, weight.shape)
    return small_layer(
        random.integers(0, 6, (channels, rows, columns)),
        weight,
        random.integers(1, 5, filters) * random.choice([-1, 1], filters),
        **geometry,
    )


def input_tiles(layer: Scenario, at: Place | None = None) -> tuple[Tile, ...]:
    """Show the input channel by channel, with the window of a position outlined."""
    box = None if at is None else window_of(layer, at)
    _, hues = labels_and_hues(layer)
    return tuple(
        Tile(f"Input, channel {channel}", values, hue, signed=False, box=box)
        for channel, (hue, values) in enumerate(zip(hues, layer.input, strict=True))
    )


def kernel_tiles(layer: Scenario, filter: int = 0) -> tuple[Tile, ...]:
    """Show the kernels of a filter, each with the number of its channel."""
    _, hues = labels_and_hues(layer)
    return tuple(
        Tile(f"Kernel, channel {channel}", kernel, hues[channel])
        for channel, kernel in zip(layer.spec.group_of(filter), layer.weight[filter], strict=True)
    )


def layer_tiles(layer: Scenario, at: Place | None = None) -> tuple[Tile, ...]:
    """Show each channel of the input beside its kernel of the first filter."""
    pairs = zip(input_tiles(layer, at), kernel_tiles(layer), strict=True)
    return tuple(tile for pair in pairs for tile in pair)


def partial_tiles(layer: Scenario, filter: int = 0) -> tuple[Tile, ...]:
    """Show the partial maps of a filter, their sum and the feature map."""
    one = OneFilter.of(layer, filter, layer.input, picture=False)
    maps = zip(layer.spec.group_of(filter), one.partial, one.colours, strict=True)
    return (
        *(Tile(f"Partial map {channel}", values, hue) for channel, values, hue in maps),
        Tile("Their sum", one.summed()),
        Tile("With the bias", one.feature_map()),
    )


def labels_and_hues(layer: Scenario) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the channels of a layer's input, and give them their identity colours."""
    count = layer.spec.in_channels
    labels = tuple(channel_label(c, layer.channel_names) for c in range(count))
    return labels, channel_colours(layer.channel_names, count)


def window_of(layer: Scenario, at: Place) -> Box:
    """Say where the window of a position lies in the input."""
    filter, *place = at
    one = OneFilter.of(layer, filter, layer.input, picture=False)
    return one.window((place[0], place[1]))


def call(layer: Scenario | ConvSpec, words: Framework, *shape: int) -> str:
    """Write a layer as the calls that make it in a framework.

    Parameters
    ----------
    layer : Scenario or ConvSpec
    words : {"keras", "pytorch"}
    *shape : int
        Channels, height and width of the input; a scenario has its own.

    Examples
    --------
    >>> call(ConvSpec(3, 32, 3), "keras", 3, 8, 8)
    '`Conv2D(filters=32, kernel_size=3)`'
    """
    spec = layer.spec if isinstance(layer, Scenario) else layer
    there = layer.input.shape if isinstance(layer, Scenario) else shape
    written = layers_of(spec, there, words).layers
    return ", then ".join(f"`{one.call(named=True)}`" for one in written)
