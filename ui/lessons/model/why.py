"""Why a cell holds its number: its parts as bars, its channels on the stage, and its origins."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from colours import channel_colours, mix, theme
from conv_engine import Layer
from conv_engine.networks.explained import (
    Cell,
    CellSum,
    FollowedPicture,
    Origins,
    RoundedSum,
    find_origins,
    split_largest,
)
from conv_engine.samples import RGB
from text import count_text, number_text, sum_text
from ui.lessons.model.words import why as words

MOST_BARS = 6
"""Channels with a bar of their own."""
LARGEST_STAGED = 11
"""Rows and columns of a kernel that the stage has room for."""
MOST_STEPS = 12
"""Nodes between two layers that add up channels."""


@dataclass(frozen=True, eq=False)
class SumParts:
    """What a cell is made of, as it is printed.

    Parameters
    ----------
    labels : tuple of str
        Of the largest channels, and of all others.
    sums : tuple of float
        What each adds.
    colours : tuple of str
    bias : float or None
        None where the layer has none.
    output : float
    decimals : int
    places : tuple of int
        Of the largest channels, among those the filter sees.
    """

    labels: tuple[str, ...]
    sums: tuple[float, ...]
    colours: tuple[str, ...]
    bias: float | None
    output: float
    decimals: int
    places: tuple[int, ...]

    @property
    def line(self) -> str:
        """All of it as one addition, that adds up as printed."""
        added = [] if self.bias is None else [self.bias]
        terms = [number_text(value, self.decimals) for value in (*self.sums, *added)]
        return f"{sum_text(terms)} = {number_text(self.output, self.decimals)}"


def split_parts(
    found: CellSum, rounded: RoundedSum, names: Sequence[str], *, dark: bool
) -> SumParts:
    """Take the largest channels of a sum, and put all others together.

    `names` has one for each channel of the input, or none: then a channel is called by the map
    that it is, and has the colour of its place in the sum, as on the stage.
    """
    unit, sums = 10**rounded.decimals, rounded.step.channel_sums
    places, rest = split_largest(sums, MOST_BARS)
    if len(places) == len(sums):
        places = sorted(places)  # none is left out: red stays before green
    labels = [name_channel(found.channels[place], names) for place in places]
    values = [int(sums[place]) / unit for place in places]
    hues = channel_colours(names, max(len(places), *found.channels) + 1)
    colours = [hues[found.channels[p] if names else rank] for rank, p in enumerate(places)]
    if others := len(sums) - len(places):
        labels.append(count_text(others, *words.OTHERS))
        values.append(rest / unit)
        shades = theme(dark)
        colours.append(mix(shades.ink, shades.paper, 0.7))
    return SumParts(
        tuple(labels),
        tuple(values),
        tuple(colours),
        rounded.step.bias / unit if found.layer.spec.bias else None,
        rounded.output,
        rounded.decimals,
        tuple(places),
    )


def name_channel(channel: int, names: Sequence[str]) -> str:
    """Name an input channel of a layer: by its colour, or as a map of the layer before.

    Examples
    --------
    >>> name_channel(1, ("red", "green", "blue")), name_channel(17, ())
    ('green', 'map 17')
    """
    return names[channel] if names else words.MAP.format(map=channel)


def staged_layer(
    rounded: RoundedSum, places: Sequence[int], found: CellSum, names: Sequence[str]
) -> Layer:
    """Return the layer of some channels in whole numbers; its bias holds all the others.

    So its output is that of all channels.
    """
    kept, sums = list(places), rounded.step.channel_sums
    rest = int(sums.sum() - sums[kept].sum())
    whole = rounded.layer
    return Layer(
        whole.input[kept],
        whole.weight[:, kept],
        whole.bias + rest,
        replace(whole.spec, in_channels=len(kept), bias=True),
        tuple(name_channel(found.channels[place], names) for place in kept),
    )


def rank_cells(found: CellSum, place: int) -> list[tuple[int, int]]:
    """Return the cells of a channel's window that lie in the input, the largest product first."""
    products = np.abs(found.step.partial_products[place])
    order = np.argsort(-products, axis=None, kind="stable")
    dilation = found.layer.spec.dilation
    cells = []
    for row, column in zip(*np.unravel_index(order, products.shape), strict=True):
        cells.append((found.rows[row * dilation[0]], found.columns[column * dilation[1]]))
    return cells


@dataclass(frozen=True)
class TracedStep:
    """A node on the way back, its cell, and how the cell is made of earlier ones."""

    cell: Cell
    value: float
    origins: Origins | None


def trace_back(picture: FollowedPicture, cell: Cell) -> list[TracedStep]:
    """Go back from a cell to a layer that adds up channels, to a branch, or to the input."""
    steps: list[TracedStep] = []
    while len(steps) < MOST_STEPS:
        value = picture.read_cell(cell)
        ends = cell.node == picture.source or cell.node in picture.network.filters
        origins = None if ends else find_origins(picture, cell)
        steps.append(TracedStep(cell, value, origins))
        if origins is None or len(origins.cells) > 1:
            break
        (cell,) = origins.cells
    return steps


def describe_step(step: TracedStep, kind: str) -> str:
    """Say how a cell is made of earlier ones.

    Examples
    --------
    >>> origins = Origins("mean", (Cell("a", 0, 1, 2),), 64)
    >>> describe_step(TracedStep(Cell("mean", 0), 1.5, origins), "GlobalAveragePool")
    'the mean of 64 cells, whose largest comes next'
    """
    if step.origins is None:
        return ""
    match step.origins.how:
        case "largest":
            return count_text(step.origins.seen, *words.LARGEST_OF)
        case "mean":
            return count_text(step.origins.seen, *words.MEAN_OF)
        case "added":
            return words.MADE_OF.format(maps=len(step.origins.cells), kind=kind)
        case "joined":
            return words.JOINED
        case "flattened":
            return words.FLATTENED
    if kind == "Softmax":
        return words.SHARE
    return words.OF_ONE_CELL.format(kind=kind)


def input_names(picture: FollowedPicture, found: CellSum, taken: str) -> tuple[str, ...]:
    """Name the input channels of a sum: colours of a picture, or features; maps have no names."""
    count = max(found.channels) + 1
    if taken == picture.source:
        return {1: (words.GREY,), len(RGB): RGB}.get(count, ())
    if len(picture.shapes[taken] or ()) == 1:
        return tuple(words.FEATURE.format(feature=number) for number in range(count))
    return ()


def name_cell(picture: FollowedPicture, cell: Cell) -> str:
    """Say where a cell lies among those of its node."""
    if len(picture.shapes[cell.node] or ()) == 1:
        return words.FEATURE.format(feature=cell.channel)
    return words.CELL.format(map=cell.channel, row=cell.row, column=cell.column)
