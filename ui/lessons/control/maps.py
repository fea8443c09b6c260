"""The tiles of lesson 4: all partial maps, those that are mixed, and those of other operators."""

from collections.abc import Mapping, Sequence

import numpy as np

from conv_engine import REDUCTIONS, Layer
from stage.board import Heads, Line, Read, Tile, addition
from text import channel_label, factor_text, number_text
from ui.lessons.control.mixing import Mixing
from ui.lessons.control.words import maps as words
from ui.pictures.one_filter import OneFilter
from ui.state.scenario import Array

MOST_LINES = 4
"""Filters up to which each has its own line of addition."""


def grid_tiles(
    layer: Layer, maps: Array, sums: Array, colours: Sequence[str]
) -> tuple[tuple[Tile, ...], ...]:
    """Put the partial maps of each filter below each other, and its feature map under them.

    `maps` and `sums` are those of `ui.lessons.control.groups.all_partial_maps`.
    """
    columns = []
    for number, of_filter in enumerate(maps):
        parts = [
            Tile(
                f"partial {number} {channel}",
                values,
                "",
                colour=colours[channel],
                on=bool(sums[channel, number]),
                alt=words.PARTIAL_ALT.format(filter=number, channel=_label(layer, channel)),
            )
            for channel, values in enumerate(of_filter)
        ]
        alt = words.FEATURE_MAP_ALT.format(filter=number, bias=number_text(layer.bias[number]))
        columns.append((*parts, Tile(f"feature map {number}", layer.output[number], "", alt=alt)))
    return tuple(columns)


def grid_heads(layer: Layer) -> Heads:
    """Name the rows by what they add, and the columns by their filters."""
    channels = range(layer.spec.in_channels)
    first, *more = (_label(layer, channel) for channel in channels)
    filters = [
        words.FILTER_HEAD.format(filter=f, bias=number_text(bias))
        for f, bias in enumerate(layer.bias)
    ]
    return Heads(
        (first, *(words.ADDED.format(channel=label) for label in more), words.BIAS_ADDED), filters
    )


def grid_line(layer: Layer, columns: Sequence[Sequence[Tile]]) -> Line:
    """Write the line of addition of each filter, unless there are many."""
    if len(columns) > MOST_LINES:
        return ()
    lines: list[str | Read] = []
    for number, (*parts, output) in enumerate(columns):
        begin = "\n" if lines else ""
        lines += (
            begin + words.FILTER_LINE.format(filter=number),
            *addition(parts, layer.bias[number], output),
        )
    return lines


def _label(layer: Layer, channel: int) -> str:
    return channel_label(channel, layer.channel_names)


def mixing_tiles(mixing: Mixing, maps: Array) -> tuple[list[Tile], list[Tile]]:
    """Show the maps of the depthwise layer, and those that the rows of the matrix make of them."""
    one_filter = mixing.one_filter
    depthwise = [
        Tile(
            f"depthwise {channel}",
            values,
            label,
            colour=colour,
            alt=words.DEPTHWISE_ALT.format(channel=label),
        )
        for channel, values, label, colour in zip(
            one_filter.channels,
            one_filter.partial,
            one_filter.labels,
            one_filter.colours,
            strict=True,
        )
    ]
    mixed = [
        Tile(f"mixed {row}", values, words.FEATURE_MAP.format(row=row), operator="" if row else "→")
        for row, values in enumerate(maps)
    ]
    return depthwise, mixed


def mixing_line(mixing: Mixing, depthwise: Sequence[Tile], mixed: Sequence[Tile]) -> Line:
    """Write each row of the matrix with the numbers it mixes; rounded ones get another sign."""
    line: list[str | Read] = []
    for row, (weights, output) in enumerate(zip(mixing.matrix, mixed, strict=True)):
        begin, term = "\n" if row else "", ""
        line.append(begin + words.MAP_LINE.format(row=row))
        for weight, tile in zip(weights, depthwise, strict=True):
            if weight:
                line += f"{term}{factor_text(weight)} × ", Read(tile.name, "factor", tile.colour)
                term = " + "
        bias = words.BIAS_TERM.format(bias=number_text(mixing.bias[row]))
        line.append(f"{term}{bias} {equals_sign(output.values)} ")
        line.append(Read(output.name, strong=True))
    return line


def equals_sign(values: Array | float) -> str:
    """Say by a sign whether two decimals hold every number."""
    exact = np.abs(values - np.round(values, 2)).max() < 1e-9 * max(1, np.abs(values).max())
    return "=" if exact else "≈"


def operator_tiles(one_filter: OneFilter, maps: Mapping[str, Array]) -> list[Tile]:
    """Show what each operator makes; products are far larger, and have a scale of their own."""
    return [
        Tile(
            f"operator {key}",
            values,
            REDUCTIONS[key].title,
            scale="product" if key == "product" and len(one_filter.channels) > 1 else "maps",
        )
        for key, values in maps.items()
    ]
