"""Why a cell of a network holds its number: what each input channel adds, and where it is from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Literal, NamedTuple

import numpy as np

from conv_engine.layer import Layer
from conv_engine.networks.cone import (
    CELL_BY_CELL,
    MapPart,
    find_reach,
    known_shapes,
    results_within,
)
from conv_engine.networks.features import Linear
from conv_engine.networks.filter_sheets import needed_decimals, sort_by_size
from conv_engine.networks.merging import Concat, Elementwise
from conv_engine.networks.node import Node
from conv_engine.networks.operation import Shape
from conv_engine.networks.pooling import GlobalPooling, Pooling
from conv_engine.networks.reshaping import Flatten
from conv_engine.networks.weighted import WeightedNetwork
from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec
from conv_engine.step import Step

MOST_HELD = 64
"""Parts of maps that are held."""
FEWEST_DIGITS, MOST_DIGITS = 3, 6
TOLERANCE = 0.0002
"""How far a rounded sum may be from the network's own, as a share of the largest part."""


class Cell(NamedTuple):
    """A cell of the maps of a node, or of the input, counted from 0."""

    node: str
    channel: int
    row: int = 0
    column: int = 0


@dataclass(frozen=True, eq=False)
class FollowedPicture:
    """A picture in a network, of which any cell can be asked for.

    Parameters
    ----------
    network : WeightedNetwork
        With one input.
    input : ndarray of shape (C, H, W)
    """

    network: WeightedNetwork
    input: Array
    _held: dict[tuple[str, MapPart], Array] = field(default_factory=dict, repr=False)

    @property
    def source(self) -> str:
        """The name of the network's input."""
        return next(iter(self.network.inputs))

    @cached_property
    def shapes(self) -> dict[str, Shape | None]:
        """The shapes of all nodes, as far as they are known."""
        return known_shapes(self.network, self.input.shape)

    def find_node(self, name: str) -> Node:
        """Return the node of a name.

        Raises
        ------
        ValueError
            If there is none.
        """
        for node in self.network.nodes:
            if node.name == name:
                return node
        raise ValueError(f"the network has no node {name!r}")

    def compute_part(self, name: str, box: MapPart) -> Array:
        """Compute a part of the maps of a node, (C, rows, columns), from its cone alone.

        Features without rows and columns are maps of one cell. The parts that were asked for last
        are held.
        """
        asked = name, box
        if asked not in self._held:
            for oldest in list(self._held)[: len(self._held) - MOST_HELD + 1]:
                del self._held[oldest]
            self._held[asked] = self._compute(name, box)
        return self._held[asked]

    def _compute(self, name: str, box: MapPart) -> Array:
        shape = self.shapes.get(name)
        if shape is not None and len(shape) == 1:
            features: Array = self.network.results(self.input, [name])[name]
            return features[:, np.newaxis, np.newaxis]
        return results_within(self.network, self.input, self.shapes, name, box)

    def read_cell(self, cell: Cell) -> float:
        """Compute the number of one cell."""
        part = self.compute_part(cell.node, MapPart.of_cell(cell.row, cell.column))
        return float(part[cell.channel, 0, 0])


@dataclass(frozen=True, eq=False)
class CellSum:
    """A cell of a layer that adds up channels, and what is added up in it.

    Parameters
    ----------
    cell : Cell
    layer : Layer
        Of this filter on its window alone, padding included: it has one position.
    channels : tuple of int
        The input channels that the filter sees.
    top, left : int
        Where the window begins in the input; below 0 in the padding.
    value : float
        What the network has in the cell: the sum, or what its activation makes of it.
    """

    cell: Cell
    layer: Layer
    channels: tuple[int, ...]
    top: int
    left: int
    value: float

    @cached_property
    def step(self) -> Step:
        """All that is computed: products, channel sums, bias and output."""
        return self.layer.step(0, 0, 0)


def explain_cell(picture: FollowedPicture, cell: Cell) -> CellSum:
    """Take a cell of a layer that adds up channels apart; only its cone is computed.

    Parameters
    ----------
    picture : FollowedPicture
    cell : Cell
        Of a node in `picture.network.filters`.

    Raises
    ------
    ValueError
        If there is no such cell, or the network cannot be computed up to it.

    Examples
    --------
    Two channels: 2 * 3 + 10 * 4 + bias 1 = 47.

    >>> from conv_engine.networks import Conv
    >>> from conv_engine.networks.weighted import layer_network
    >>> network = layer_network(np.array([[[[2]], [[10]]]]), np.array([1]))
    >>> picture = FollowedPicture(network, np.array([[[3]], [[4]]]))
    >>> found = explain_cell(picture, Cell("layer", 0))
    >>> found.step.channel_sums, found.step.bias, found.value
    (array([ 6, 40]), 1, 47.0)
    """
    node = picture.find_node(cell.node)
    filters = picture.network.filters[cell.node].read()
    spec = filters.spec
    taken = node.inputs[0]
    if isinstance(node.operation, Linear):
        shape: Shape = (spec.in_channels, 1, 1)
    else:
        shape = picture.shapes[taken] or ()
    window = spec.window(cell.row, cell.column, shape)
    (above, _), (before, _) = spec.pad_amounts(*shape[1:])
    top, left = window.rows[0] - above, window.columns[0] - before
    tall, wide = spec.effective_kernel_size
    channels = spec.group_of(cell.channel)
    patch = _cut_window(picture, taken, shape, (top, left, tall, wide))
    bias = None if filters.bias is None else filters.bias[[cell.channel]]
    alone = ConvSpec(len(channels), 1, spec.kernel_size, 1, 0, spec.dilation, bias=bias is not None)
    layer = Layer.of(
        patch[channels.start : channels.stop], filters.weight[[cell.channel]], bias, alone
    )
    return CellSum(cell, layer, tuple(channels), top, left, picture.read_cell(cell))


def _cut_window(
    picture: FollowedPicture, name: str, shape: Shape, window: tuple[int, int, int, int]
) -> Array:
    """Return the cells under a window in all channels, 0 where it lies in the padding."""
    channels, rows, columns = shape
    top, left, tall, wide = window
    box = MapPart(max(top, 0), min(top + tall, rows), max(left, 0), min(left + wide, columns))
    if box.top >= box.bottom or box.left >= box.right:
        return np.zeros((channels, tall, wide))
    part = picture.compute_part(name, box)
    around = (box.top - top, top + tall - box.bottom), (box.left - left, left + wide - box.right)
    return np.pad(part, ((0, 0), *around))


@dataclass(frozen=True, eq=False)
class RoundedSum:
    """A cell whose inputs and weights are rounded, so that all that is printed adds up.

    Parameters
    ----------
    layer : Layer
        In whole numbers: the input in units of its last decimal, the weight in units of its own,
        and so the bias and the output in units of the product.
    input_decimals, weight_decimals : int
    """

    layer: Layer
    input_decimals: int
    weight_decimals: int

    @property
    def decimals(self) -> int:
        """Decimals of products, of their sums and of the bias."""
        return self.input_decimals + self.weight_decimals

    @cached_property
    def step(self) -> Step:
        """All that is computed, in whole numbers."""
        return self.layer.step(0, 0, 0)

    @property
    def output(self) -> float:
        """The sum of all that is printed."""
        return float(self.step.output / 10**self.decimals)


def round_sum(found: CellSum) -> RoundedSum:
    """Round inputs and weights to as few digits as leave the sum close to the network's own.

    Examples
    --------
    0.25 * 0.5 = 0.125: 25 hundredths times 5 tenths are 125 thousandths.

    >>> from conv_engine.networks.weighted import layer_network
    >>> network = layer_network(np.array([[[[0.25]]]]))
    >>> picture = FollowedPicture(network, np.array([[[0.5]]]))
    >>> rounded = round_sum(explain_cell(picture, Cell("layer", 0)))
    >>> rounded.step.channel_sums, rounded.output
    (array([125]), 0.125)
    """
    step = found.step
    largest = max(float(np.abs(step.channel_sums).max()), abs(step.output), 1e-30)
    every = range(FEWEST_DIGITS, MOST_DIGITS + 1)
    for digits in sorted(product(every, every), key=sum):
        rounded = _round_to_digits(found, *digits)
        if abs(rounded.output - step.output) <= TOLERANCE * largest:
            break
    return rounded


def _round_to_digits(found: CellSum, input_digits: int, weight_digits: int) -> RoundedSum:
    layer = found.layer
    of_input = needed_decimals(layer.input, input_digits)
    of_bias = needed_decimals(layer.bias, weight_digits)
    of_weight = max(needed_decimals(layer.weight, weight_digits), of_bias - of_input)
    whole = Layer.of(
        _in_units(layer.input, of_input),
        _in_units(layer.weight, of_weight),
        _in_units(layer.bias, of_input + of_weight) if layer.spec.bias else None,
        layer.spec,
    )
    return RoundedSum(whole, of_input, of_weight)


def _in_units(values: Array, decimals: int) -> Array:
    """Count units of the last of so many decimals."""
    units: Array = np.rint(values.astype(float) * 10**decimals).astype(np.int64)
    return units


def split_largest(sums: Array, most: int) -> tuple[list[int], int]:
    """Return the places of the largest sums, whatever their signs, and what the others add up to.

    Those that add nothing are among the others.

    Examples
    --------
    >>> split_largest(np.array([5, -70, 1, 30]), 2)  # 5 + 1
    ([1, 3], 6)
    >>> split_largest(np.array([0, -70, 0]), 2)
    ([1], 0)
    """
    order = [place for place in sort_by_size(np.abs(sums)) if sums[place]]
    kept = order[:most] if len(order) > most + 1 else order
    kept = kept or [0]
    return kept, int(sums.sum() - sums[kept].sum())


How = Literal["same", "largest", "mean", "added", "joined", "flattened"]


class Origins(NamedTuple):
    """The cells of earlier nodes that a cell is made of, and how."""

    how: How
    cells: tuple[Cell, ...]
    seen: int = 1


def find_origins(picture: FollowedPicture, cell: Cell) -> Origins | None:
    """Return where a cell comes from that is no sum over channels; None if that is not known.

    Of a mean, the largest of its cells is returned, and how many are seen.

    Examples
    --------
    >>> from conv_engine.networks import Pooling
    >>> from conv_engine.networks.weighted import WeightedNetwork
    >>> network = WeightedNetwork(
    ...     (Node("pool", "MaxPool", Pooling(2, 2), ("x",)),), inputs={"x": None}
    ... )
    >>> picture = FollowedPicture(network, np.array([[[1, 2, 5, 3], [4, 0, 7, 6]]]))
    >>> find_origins(picture, Cell("pool", 0, 0, 1)).cells
    (Cell(node='x', channel=0, row=1, column=2),)
    """
    node = picture.find_node(cell.node)
    shapes = [picture.shapes.get(name) or () for name in node.inputs]
    match node.operation:
        case Pooling() | GlobalPooling():
            return _find_in_window(picture, node, cell)
        case Concat():
            return _find_joined(node, cell, shapes)
        case Flatten() if len(shapes[0]) == 3:
            return _find_flattened(picture, node, cell, shapes[0])
        case Elementwise() if len({*shapes, picture.shapes[node.name]}) > 1:
            return None
        case Elementwise() if len(shapes) > 1:
            return Origins("added", tuple(cell._replace(node=name) for name in node.inputs))
    if len(node.inputs) == 1 and (node.kind in CELL_BY_CELL or node.kind == "Softmax"):
        return Origins("same", (cell._replace(node=node.inputs[0]),))
    return None


def _find_in_window(picture: FollowedPicture, node: Node, cell: Cell) -> Origins:
    """Find the largest cell that a pooling sees."""
    name, (_, rows, columns) = node.inputs[0], picture.shapes[node.inputs[0]] or (0, 0, 0)
    reaches = find_reach(node, picture.shapes)
    box = MapPart(0, rows, 0, columns)
    if reaches is not None:
        spans = []
        for reach, place, length in zip(
            reaches, (cell.row, cell.column), (rows, columns), strict=True
        ):
            first = place * reach.stride - reach.before
            spans += [max(first, 0), min(first + reach.extent, length)]
        box = MapPart(*spans)
    seen = picture.compute_part(name, box)[cell.channel]
    row, column = np.unravel_index(int(seen.argmax()), seen.shape)
    found = Cell(name, cell.channel, box.top + int(row), box.left + int(column))
    return Origins("largest" if "Max" in node.kind else "mean", (found,), seen.size)


def _find_joined(node: Node, cell: Cell, shapes: Sequence[Shape]) -> Origins | None:
    """Find the input whose channels hold one of theirs."""
    channel = cell.channel
    for name, shape in zip(node.inputs, shapes, strict=True):
        if not shape:
            return None
        if channel < shape[0]:
            return Origins("joined", (cell._replace(node=name, channel=channel),))
        channel -= shape[0]
    return None


def _find_flattened(
    picture: FollowedPicture, node: Node, cell: Cell, shape: Shape
) -> Origins | None:
    """Find the cell of maps that is a feature, whichever axis the file counts last."""
    channels, rows, columns = shape
    value = picture.read_cell(cell)
    first = np.unravel_index(cell.channel, shape)
    row, column, channel = np.unravel_index(cell.channel, (rows, columns, channels))
    for place in (first, (channel, row, column)):
        found = Cell(node.inputs[0], *(int(n) for n in place))
        if picture.read_cell(found) == value:
            return Origins("flattened", (found,))
    return None
