"""The marks of the picture of a step: what stays as it is all along, and what moves."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from conv_engine import Layer, Step
from conv_engine.numeric import symmetric_limit
from files.board_marks import (
    INK,
    PAPER,
    SOFT,
    arrow,
    cell,
    cells,
    ground,
    hatching,
    name,
    number,
    outline,
    plus,
    readable,
    signed_tint,
    times,
    tint,
    window,
)
from files.drawing import Box, Line, Mark, Text
from files.step_layout import (
    LANE,
    LINE_TYPE,
    MARGIN,
    NAME,
    NAME_TYPE,
    NODE,
    VALUE_TYPE,
    Board,
    Layout,
    text_width,
)
from text import channel_label, number_text


def still_marks(layout: Layout) -> Iterator[Mark]:
    """Draw what is the same at every step: the input, empty feature maps, names, the caption."""
    for channel, slab in enumerate(layout.slabs):
        yield from _slab(layout, channel, slab)
    for place, board in enumerate(layout.maps):
        yield ground(board)
        yield from (cell(board, i, PAPER) for i in range(board.rows * board.columns))
        yield name(board, f"output, feature map {place}", INK)
    yield _centred(layout, layout.height - 14, layout.filmed.caption, NAME_TYPE, SOFT)


def step_marks(layout: Layout, step: Step) -> Iterator[Mark]:
    """Draw one step over what stays, with the feature maps filled up to it.

    Parameters
    ----------
    layout : Layout
    step : Step
        One of the layer. Maps are filled filter by filter, row by row.
    """
    layer, hues = layout.layer, layout.filmed.hues
    yield from _heads(layout, step.channels[0])
    for i, channel in enumerate(step.channels):
        yield from window(layout.slabs[channel], step.window_rows, step.window_columns)
        yield from _row(layout, step, i, channel)
        if layout.joined:
            yield from _way(layout, step, i, channel)
        else:
            yield name(
                layout.tiles(channel)[0],
                channel_label(channel, layer.channel_names),
                readable(hues[channel]),
            )
    if layout.joined:
        yield from _node(layout, step)
    peak, place = symmetric_limit(layer.output), (step.filter, step.row, step.column)
    last = int(np.ravel_multi_index(place, layer.output.shape))
    for i, value in enumerate(layer.output.flat[: last + 1]):
        board, filled = divmod(i, layer.output[0].size)
        yield cell(layout.maps[board], filled, signed_tint(value, peak))
        yield number(layout.maps[board], filled, value)
    yield outline(layout.maps[step.filter], step.row, step.column)
    yield _centred(layout, layout.height - 38, step_line(layer, step), LINE_TYPE, INK)


def step_line(layer: Layer, step: Step) -> str:
    """Write a step as one line of numbers, which add up as they are printed.

    Examples
    --------
    >>> layer = Layer.of([[[4]], [[-6]]], np.ones((1, 2, 1, 1), int), [3])
    >>> step_line(layer, layer.step(0, 0, 0))
    'feature map 0, row 0, column 0:  4 − 6 + 3 (bias) = 1'
    """
    first, *others = [*step.channel_sums, step.bias] if layer.spec.bias else step.channel_sums
    terms = "".join(
        f" {'−' if value < 0 else '+'} {number_text(abs(value), decimals=4)}" for value in others
    )
    bias = " (bias)" if layer.spec.bias else ""
    total = f"{bias} = {number_text(step.output, decimals=4)}" if others else ""
    place = f"feature map {step.filter}, row {step.row}, column {step.column}"
    return f"{place}:  {number_text(first, decimals=4)}{terms}{total}"


def _slab(layout: Layout, channel: int, slab: Board) -> Iterator[Mark]:
    """One channel of the padded input, the input's edge inside it, and what no window visits."""
    layer, hue = layout.layer, layout.filmed.hues[channel]
    _, height, width = layer.input.shape
    amounts = layer.spec.pad_amounts(height, width)
    inside = np.pad(np.ones((height, width), bool), amounts)
    values = layer.padded[channel]
    fills = [tint(hue, value, layout.filmed.peak(channel)) for value in values.flat]
    yield from cells(slab, values, fills, [INK if real else SOFT for real in inside.flat])
    (top, _), (left, _) = amounts
    x, y = slab.corner(top, left)
    yield Box(x, y, width * slab.cell, height * slab.cell, line=hue, thickness=2)
    # A stride that does not divide evenly may leave rows of the padding over, too.
    never = replace(layer.spec, padding="valid").unvisited(layer.padded.shape)
    for row in never.rows:
        yield from hatching(*slab.corner(row, 0), slab.width, slab.cell)
    for column in never.columns:
        yield from hatching(*slab.corner(0, column), slab.cell, slab.height)
    yield name(slab, f"input, {channel_label(channel, layer.channel_names)}", readable(hue))


def _heads(layout: Layout, first: int) -> Iterator[Mark]:
    """Say above the first row what stands in it."""
    tiles = layout.tiles(first)
    above = tiles[0].y - (14 if layout.joined else 14 + NAME)
    middles = (*(tile.x + tile.width / 2 for tile in tiles), layout.sum_middle)
    for head, x in zip(("patch", "kernel", "products", "channel sum"), middles, strict=True):
        yield Text(x, above, head, NAME_TYPE, SOFT)


def _row(layout: Layout, step: Step, i: int, channel: int) -> Iterator[Mark]:
    """Patch x kernel = products, and their sum."""
    layer, hue = layout.layer, layout.filmed.hues[channel]
    patch, kernel, products = layout.tiles(channel)
    most = symmetric_limit(layer.weight)
    tints = [tint(hue, value, layout.filmed.peak(channel)) for value in step.patch[i].flat]
    yield from cells(patch, step.patch[i], tints)
    for board, values, peak in (
        (kernel, step.kernels[i], most),
        (products, step.partial_products[i], most * symmetric_limit(layer.padded)),
    ):
        yield from cells(board, values, [signed_tint(value, peak) for value in values.flat])
    yield outline(patch, 0, 0, patch.rows, patch.columns)
    yield from times((patch.right + kernel.x) / 2, patch.middle)
    yield Text((kernel.right + products.x) / 2, patch.middle, "=", 18, INK)
    yield from arrow(products.right + 6, products.right + 24, patch.middle, INK)
    total = number_text(step.channel_sums[i], decimals=4)
    ink = readable(hue)
    yield Text(layout.sum_middle, patch.middle, total, VALUE_TYPE, ink, bold=True)


def _way(layout: Layout, step: Step, i: int, channel: int) -> Iterator[Mark]:
    """From the slab to the patch, and from the channel sum to the plus sign."""
    hue, depth = layout.filmed.hues[channel], len(step.channels)
    patch = layout.tiles(channel)[0]
    yield from arrow(layout.slabs[channel].right + 5, patch.x - 6, patch.middle, hue)
    # The farther a row is from the middle, the farther out its lane: so no two lines cross.
    offset = i - (depth - 1) / 2
    lane = layout.lanes + LANE * abs(offset)
    level = layout.level(step.channels) + offset * min(LANE, NODE / depth)
    start, end = (layout.lanes - 6, patch.middle), (layout.node_middle - NODE / 2, level)
    yield Line((start, (lane, patch.middle), (lane, level), end), hue, 1.8)


def _node(layout: Layout, step: Step) -> Iterator[Mark]:
    """Draw the plus sign, the filter, its bias, and the output."""
    x, y = layout.node_middle, layout.level(step.channels)
    yield Box(x - NODE / 2, y - NODE / 2, NODE, NODE, fill=PAPER, line=INK, thickness=2)
    yield from plus(x, y)
    yield Text(x, y - NODE / 2 - 12, f"filter {step.filter}", NAME_TYPE, SOFT)
    if layout.layer.spec.bias:
        yield Text(x, y + NODE / 2 + 12, f"bias {number_text(step.bias)}", NAME_TYPE, INK)
    output = f"= {number_text(step.output, decimals=4)}"
    yield Text(layout.value_start, y, output, VALUE_TYPE, INK, anchor="start", bold=True)
    yield from arrow(layout.value_end + 4, layout.maps[0].x - 12, y, INK)


def _centred(layout: Layout, y: float, words: str, size: float, ink: str) -> Mark:
    """Write a line in the middle, smaller where it would not fit."""
    room = layout.width - 2 * MARGIN
    fitting = size * min(1, room / max(1, text_width(words, size)))
    return Text(layout.width / 2, y, words, round(fitting, 1), ink)
