"""The tiles of lesson 9: each channel with its partial map, the feature maps, and one close-up."""

import numpy as np

from colours import channel_colours
from files.pictures import resized
from files.renderings import Rendering, screen_colours
from stage.board import Kind, Line, Sliding, Tile, addition
from text import channel_label, number_text
from ui.lessons.image import words
from ui.lessons.image.whole_maps import WholeMaps
from ui.pictures.one_filter import window_box
from ui.state.scenario import Array, Scenario

AROUND = 4
"""Pixels on each side of the one that is looked at closely."""
LIGHT_LIMIT = 255.0
"""What is white in the rendering that clips."""
KINDS: dict[Rendering, Kind] = {"signed": "signed", "clip": "clip", "absolute": "absolute"}
"""How the board draws each rendering."""
Place = tuple[int, int]


def limit_of(rendering: Rendering, limit: float) -> float:
    """Return the end of the colour scale in a rendering."""
    return LIGHT_LIMIT if rendering == "clip" else limit


def channel_tiles(
    scenario: Scenario, maps: WholeMaps, number: int, rendering: Rendering
) -> list[list[Tile]]:
    """Put each channel above its partial map. Shrunk, both have the positions of the map."""
    layer = scenario.layer
    hues = channel_colours(layer.channel_names, layer.spec.in_channels)
    pixels = scenario.full if maps.step == 1 else resized(maps.picture, *maps.shown[number].shape)
    columns = []
    for place, channel in enumerate(layer.spec.group_of(number)):
        label = channel_label(channel, layer.channel_names)
        input = Tile(
            f"input {channel}",
            pixels[channel],
            label,
            kind="light",
            colour=hues[channel],
            axes="input" if maps.step == 1 else "output",
            scale="input",
            alt=words.INPUT_ALT.format(channel=label),
        )
        partial = Tile(
            f"partial {channel}",
            maps.partial[place],
            words.ITS_PARTIAL,
            kind=KINDS[rendering],
            colour=hues[channel],
            operator="+" if place else "",
            alt=words.PARTIAL_ALT.format(channel=label),
        )
        columns.append([input, partial])
    return columns


def filter_tiles(
    scenario: Scenario, maps: WholeMaps, number: int, rendering: Rendering
) -> list[list[Tile]]:
    """Put the chosen filter's feature map first, as a sum; then the others in pairs.

    A word before these says that they are no terms of it.
    """
    bias = scenario.exact_bias[number]
    sum_of = f"{'−' if bias < 0 else '+'} {number_text(abs(bias))}\n="
    shown, *others = sorted(range(len(maps.shown)), key=lambda f: (f != number, f))
    signs = {shown: sum_of, **dict.fromkeys(others[:1], words.OTHER_MAPS)}
    first, *rest = (
        Tile(
            f"feature map {f}",
            maps.shown[f],
            words.FEATURE_MAP.format(filter=f),
            kind=KINDS[rendering],
            operator=signs.get(f, ""),
            alt=words.FEATURE_MAP_ALT.format(filter=f),
        )
        for f in (shown, *others)
    )
    return [[first], *(rest[i : i + 2] for i in range(0, len(rest), 2))]


def sliding_of(scenario: Scenario) -> Sliding:
    """Say which window of the picture belongs to a position."""
    _, height, width = scenario.full.shape
    return Sliding.of(scenario.layer.spec, height, width)


def line_of(
    scenario: Scenario, maps: WholeMaps, number: int, channels: list[list[Tile]], output: Tile
) -> Line:
    """Write the line of addition where its numbers add up as they are printed."""
    as_printed = np.array_equal(scenario.exact_weight, scenario.layer.weight) and np.array_equal(
        scenario.exact_bias, scenario.layer.bias
    )
    if maps.step > 1 or not as_printed:
        return ()
    return addition([partial for _, partial in channels], scenario.layer.bias[number], output)


def close_tiles(scenario: Scenario, feature_map: Array, number: int, at: Place) -> list[Tile]:
    """Show the pixels around a position's window, and the numbers around the position."""
    top_left, values = _around(feature_map, at, AROUND)
    first, pixels = _window_pixels(scenario, at)
    return [
        Tile(
            "close picture",
            screen_colours(pixels, scenario.layer.channel_names),
            words.PICTURE,
            kind="picture",
            axes="input",
            origin=first,
            alt=words.CLOSE_PICTURE_ALT,
        ),
        Tile(
            "close map",
            np.round(values, 2),
            words.FEATURE_MAP.format(filter=number),
            scale="close-up",
            origin=top_left,
            alt=words.CLOSE_MAP_ALT.format(filter=number),
        ),
    ]


def _around(values: Array, at: Place, reach: int) -> tuple[Place, Array]:
    """Cut the surroundings of a position out of a map, and say where they begin.

    Examples
    --------
    >>> _around(np.arange(12).reshape(3, 4), (0, 2), 1)
    ((0, 1), array([[ 1,  2,  3],
           [ 5,  6,  7],
           [ 9, 10, 11]]))
    """
    side = 2 * reach + 1
    top, left = (
        max(0, min(place - reach, length - side))
        for place, length in zip(at, values.shape, strict=True)
    )
    return (top, left), values[top : top + side, left : left + side]


def _window_pixels(scenario: Scenario, at: Place) -> tuple[Place, Array]:
    """Cut the surroundings of a position's window out of the picture."""
    _, height, width = scenario.full.shape
    row, column, *extent = window_box(scenario.layer.spec, scenario.full.shape, at)
    rows, columns = (length + 2 * AROUND for length in extent)
    top = max(0, min(row - AROUND, height - rows))
    left = max(0, min(column - AROUND, width - columns))
    return (top, left), scenario.full[:, top : top + rows, left : left + columns]
