"""Why a cell of a network holds its number: what each input channel adds, and where it is from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Literal, NamedTuple

import numpy as np

from conv_engine.geometry import Pair
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
from conv_engine.networks.learned import LearnedFilters, StampPlaces
from conv_engine.networks.merging import Concat, Elementwise
from conv_engine.networks.node import Node
from conv_engine.networks.operation import Shape, spell_shape
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
        """The shapes of all nodes; where the rules do not say them, they are those of results."""
        known = known_shapes(self.network, self.input.shape)
        open_names = [name for name in self.network.computable if known[name] is None]
        found = self.network.results(self.input, open_names) if open_names else {}
        return known | {name: values.shape for name, values in found.items()}

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
    rows, columns : sequence of int
        Where the cells of the layer's input lie in the input of the node; beside it is padding.
    value : float
        What the network has in the cell: the sum, or what its activation makes of it.
    is_stamped : bool
        Whether the layer is a transposed one, whose input cells stamp theirs.
    """

    cell: Cell
    layer: Layer
    channels: tuple[int, ...]
    rows: Sequence[int]
    columns: Sequence[int]
    value: float
    is_stamped: bool = False

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
    taken = node.inputs[0]
    shape = picture.shapes[taken] or ()
    if len(shape) == 1:
        shape = (*shape, 1, 1)
    elif isinstance(node.operation, Linear) and not node.operation.channels_last:
        raise ValueError(f"{node.name} adds up rows of {spell_shape(shape)}, and no channels")
    seen = _find_window(filters, cell, shape)
    channels = filters.spec.group_of(cell.channel)
    patch = _cut_window(picture, taken, shape, seen)
    bias = None if filters.bias is None else filters.bias[[cell.channel]]
    alone = ConvSpec(
        len(channels), 1, seen.kernels.shape[2:], 1, 0, seen.dilation, bias=bias is not None
    )
    layer = Layer.of(patch[channels.start : channels.stop], seen.kernels, bias, alone)
    return CellSum(
        cell,
        layer,
        tuple(channels),
        seen.rows,
        seen.columns,
        picture.read_cell(cell),
        filters.stamping is not None,
    )


class SeenWindow(NamedTuple):
    """Which rows and columns of an input a cell sees, and the kernels that lie on them."""

    rows: Sequence[int]
    columns: Sequence[int]
    kernels: Array
    dilation: Pair = (1, 1)


def _find_window(filters: LearnedFilters, cell: Cell, shape: Shape) -> SeenWindow:
    """Find what a cell sees: its window, or the cells whose stamps land on it."""
    spec, kernels = filters.spec, filters.weight[[cell.channel]]
    if filters.stamping is not None:
        return _find_stamps(filters.stamping, kernels, cell, shape)
    window = spec.window(cell.row, cell.column, shape)
    (above, _), (before, _) = spec.pad_amounts(*shape[1:])
    top, left = window.rows[0] - above, window.columns[0] - before
    tall, wide = spec.effective_kernel_size
    rows, columns = range(top, top + tall), range(left, left + wide)
    return SeenWindow(rows, columns, kernels, spec.dilation)


def _find_stamps(stamping: StampPlaces, kernels: Array, cell: Cell, shape: Shape) -> SeenWindow:
    """Find the cells whose stamps land on one, and the kernel cells that they land with."""
    down, right = stamping.find_taps((cell.row, cell.column), shape[1:], kernels.shape[2:])
    if not down or not right:  # it lies between the stamps: nothing is added but the bias
        return SeenWindow((-1,), (-1,), np.zeros_like(kernels[:, :, :1, :1]))
    (rows, i), (columns, j) = zip(*down, strict=True), zip(*right, strict=True)
    return SeenWindow(rows, columns, kernels[:, :, list(i)][..., list(j)])


def _cut_window(picture: FollowedPicture, name: str, shape: Shape, window: SeenWindow) -> Array:
    """Return the cells under a window in all channels, 0 where it lies in the padding."""
    places = window.rows, window.columns
    inside = [
        [at for at, place in enumerate(along) if 0 <= place < length]
        for along, length in zip(places, shape[1:], strict=True)
    ]
    size = shape[0], len(window.rows), len(window.columns)
    if not all(inside):
        return np.zeros(size)
    down, right = (
        np.array([along[at] for at in kept]) for along, kept in zip(places, inside, strict=True)
    )
    box = MapPart(down.min(), down.max() + 1, right.min(), right.max() + 1)
    part = picture.compute_part(name, box)
    patch = np.zeros(size, part.dtype)
    patch[:, np.array(inside[0])[:, None], inside[1]] = part[
        :, (down - box.top)[:, None], right - box.left
    ]
    return patch


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
    features = picture.compute_part(node.name, MapPart.of_cell(0, 0)).ravel()
    maps = picture.compute_part(node.inputs[0], MapPart(0, rows, 0, columns))
    if np.array_equal(features, maps.ravel()):
        channel, row, column = np.unravel_index(cell.channel, shape)
    elif np.array_equal(features, np.moveaxis(maps, 0, -1).ravel()):
        row, column, channel = np.unravel_index(cell.channel, (rows, columns, channels))
    else:
        return None
    place = int(channel), int(row), int(column)
    return Origins("flattened", (Cell(node.inputs[0], *place),))
