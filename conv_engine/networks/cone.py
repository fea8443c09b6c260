"""Compute a few cells deep in a network from the cone of cells that they depend on, and no others.

Going back from the wanted cells, each node says which part of its input they need. Then each node
is computed on that part alone. A part begins at a multiple of the node's stride, and ends at the
end of the input or a multiple of the stride before it. So the node's windows lie in the part as
they lie in the whole, also where padding depends on the size.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from numpy.typing import ArrayLike

from conv_engine.networks.convolutions import Conv, DepthwiseConv, TransposedConv, axes_of
from conv_engine.networks.node import Node
from conv_engine.networks.operation import Shape
from conv_engine.networks.pooling import Pooling
from conv_engine.networks.weighted import WeightedNetwork
from conv_engine.numeric import Array, widen_numbers

CELL_BY_CELL = {
    *("Relu", "ReLU", "LeakyRelu", "LeakyReLU", "Elu", "ELU", "Sigmoid", "Tanh", "Clip"),
    *("HardSwish", "HardSigmoid", "Softplus", "Identity", "Dropout", "Activation", "Rescaling"),
    *("BatchNormalization", "Add", "Sum", "Sub", "Mul", "Subtract", "Multiply", "Average"),
    *("Concat", "Concatenate", "InputLayer"),
    *("relu", "relu_", "leaky_relu", "sigmoid", "tanh", "SiLU", "silu", "GELU", "gelu"),
    *("BatchNorm2d", "Dropout2d", "dropout", "+", "add", "-", "sub", "*", "mul", "cat", "concat"),
}
"""Kinds of nodes whose cells depend on no other place of their inputs, if all are as large."""


Shapes = Mapping[str, Shape | None]
"""Of all nodes and the input by their names, as far as they are known."""


class MapPart(NamedTuple):
    """Part of a map: rows from `top` to before `bottom`, columns from `left` to before `right`."""

    top: int
    bottom: int
    left: int
    right: int

    @classmethod
    def of_cell(cls, row: int, column: int) -> "MapPart":
        """Return the box of one cell."""
        return cls(row, row + 1, column, column + 1)

    def joined(self, other: "MapPart") -> "MapPart":
        """Return the smallest box that holds both."""
        top, left = min(self.top, other.top), min(self.left, other.left)
        return MapPart(top, max(self.bottom, other.bottom), left, max(self.right, other.right))

    def cut_from(self, maps: Array, top: int = 0, left: int = 0) -> Array:
        """Cut it out of maps (..., H, W) that begin at a row and a column."""
        rows = slice(self.top - top, self.bottom - top)
        return maps[..., rows, self.left - left : self.right - left]


class WindowReach(NamedTuple):
    """How a node sees its input in one direction: stride, extent of a window, and padding."""

    stride: int
    extent: int
    before: int

    def needed(self, first: int, last: int, length: int) -> tuple[int, int]:
        """Return which cells of an input are needed for the outputs from one to before another.

        Examples
        --------
        Windows of 3 with stride 2 and one cell of padding: output 2 sees cells 3, 4 and 5. The
        part begins at cell 2, and ends a multiple of 2 before cell 9.

        >>> WindowReach(2, 3, 1).needed(2, 3, 9)
        (2, 7)
        """
        steps = (first * self.stride - self.before) // self.stride
        begins = min(max(steps, 0), (length - 1) // self.stride) * self.stride
        ends = max((last - 1) * self.stride - self.before + self.extent, begins + 1)
        return begins, length - max(length - ends, 0) // self.stride * self.stride

    def first_output(self, begins: int) -> int:
        """Return where the output of a part lies that begins at a cell of the input."""
        return begins // self.stride


class StampReach(NamedTuple):
    """How the stamps of a node lie on its output: stride, extent of a stamp, and what is cut."""

    stride: int
    extent: int
    before: int
    after: int

    def needed(self, first: int, last: int, length: int) -> tuple[int, int]:
        """Return which cells of an input stamp the outputs from one to before another.

        Examples
        --------
        Stamps of 3 begin at 0, 2, 4 and 6: cells 4 and 5 are on those of cells 1 and 2.

        >>> StampReach(2, 3, 0, 0).needed(4, 6, 4)
        (1, 3)
        """
        least = -(-(first + self.before - self.extent + 1) // self.stride)
        begins = min(max(least, 0), first // self.stride, length - 1)
        seen = (last - 1 + self.before) // self.stride + 1
        uncut = -(-(last + self.stride - self.extent + self.before + self.after) // self.stride)
        return begins, min(max(seen, uncut, begins + 1), length)

    def first_output(self, begins: int) -> int:
        """Return where the output of a part lies that begins at a cell of the input."""
        return begins * self.stride


AnyReach = WindowReach | StampReach


def results_within(
    network: WeightedNetwork,
    input: ArrayLike,
    shapes: Shapes,
    name: str,
    box: MapPart,
) -> Array:
    """Compute a part of the maps of a node, and only what it depends on.

    Parameters
    ----------
    network : WeightedNetwork
        With one input.
    input : array_like of shape (C, H, W)
    shapes : mapping of str to shape or None
        As `known_shapes` returns them. What comes before a
        node of an unknown shape is computed as a whole.
    name : str
        Of a node with maps, or of the input.
    box : MapPart

    Returns
    -------
    ndarray of shape (C, rows, columns) of the box

    Raises
    ------
    ValueError
        As `WeightedNetwork.results`.

    Examples
    --------
    >>> import numpy as np
    >>> from conv_engine.networks import Pooling
    >>> network = WeightedNetwork(
    ...     (Node("pool", "MaxPool", Pooling(2, 2), ("x",)),),
    ...     inputs={"x": None},
    ...     rules={"pool": lambda maps: maps[:, :, 1::2, 1::2]},
    ... )
    >>> input = np.arange(36).reshape(1, 6, 6)
    >>> shapes = {"x": (1, 6, 6), "pool": (1, 3, 3)}
    >>> results_within(network, input, shapes, "pool", MapPart.of_cell(2, 1))  # 5 * 6 + 3
    array([[[33]]])
    """
    whole = widen_numbers("input", input)
    source = next(iter(network.inputs))
    wanted = _plan_boxes(network, shapes, name, box)
    if wanted is None:
        found = network.results(whole, [name])[name] if name != source else whole
        return box.cut_from(found)
    seen = wanted.get(source, box)
    parts = {source: (seen.cut_from(whole)[None], seen)}
    for node in network.nodes:
        if node.name in wanted:
            parts[node.name] = _compute_part(network, node, shapes, parts, wanted[node.name])
    maps, held = parts[name]
    return box.cut_from(maps[0], held.top, held.left)


def known_shapes(network: WeightedNetwork, input_shape: Sequence[int]) -> dict[str, Shape | None]:
    """Return the shape of the input and of each node, None where it is not known.

    Examples
    --------
    >>> from conv_engine.networks import Pooling
    >>> node = Node("pool", "MaxPool", Pooling(2, 2), ("x",))
    >>> known_shapes(WeightedNetwork((node,), inputs={"x": None}), (1, 6, 6))
    {'x': (1, 6, 6), 'pool': (1, 3, 3)}
    """
    trace = network.trace(input_shape)
    source = next(iter(network.inputs))
    return {source: tuple(input_shape)} | {row.name: row.output_shape for row in trace.rows}


def _plan_boxes(
    network: WeightedNetwork, shapes: Shapes, name: str, box: MapPart
) -> dict[str, MapPart] | None:
    """Return which part of each node is needed; None if a node on the way has no maps."""
    wanted = {name: box}
    for node in reversed(network.nodes):
        if node.name not in wanted:
            continue
        if any(len(shapes.get(taken) or ()) != 3 for taken in (node.name, *node.inputs)):
            return None
        for taken in node.inputs:
            part = _needed_part(node, taken, shapes, wanted[node.name])
            wanted[taken] = part.joined(wanted[taken]) if taken in wanted else part
    return wanted


def _needed_part(node: Node, taken: str, shapes: Shapes, box: MapPart) -> MapPart:
    """Return which part of an input a node needs for a part of its output."""
    reaches = find_reach(node, shapes)
    _, rows, columns = shapes[taken] or (0, 0, 0)
    if reaches is None:
        return MapPart(0, rows, 0, columns)
    down, right = reaches
    top, bottom = down.needed(box.top, box.bottom, rows)
    left, end = right.needed(box.left, box.right, columns)
    return MapPart(top, bottom, left, end)


def find_reach(node: Node, shapes: Shapes) -> tuple[AnyReach, AnyReach] | None:
    """Return how a node sees its inputs down and right; None if it may see all of them."""
    given = [shapes[name] or () for name in node.inputs]
    sizes = {shape[-2:] for shape in (*given, shapes[node.name] or ())}
    if node.kind in CELL_BY_CELL:
        return (WindowReach(1, 1, 0), WindowReach(1, 1, 0)) if len(sizes) == 1 else None
    match node.operation:
        case Conv(dimensions=2) | DepthwiseConv(dimensions=2):
            spec = node.operation.spec(given[0][0])
            if spec.padding_mode != "zeros":
                return None
            axes, sides = spec.axes, spec.pad_amounts(*given[0][1:])
        case Pooling(dimensions=2) as pooling:
            axes = pooling.axes
            sides = [
                pooling.sides(axis, n, place)
                for place, (axis, n) in enumerate(zip(axes, given[0][1:], strict=True))
            ]
        case TransposedConv(dimensions=2) as layer:
            rows, columns = (
                StampReach(axis.stride, axis.extent, *cut)
                for axis, cut in zip(axes_of(layer), layer.cut(), strict=True)
            )
            return rows, columns
        case _:
            return None
    down, right = (
        WindowReach(axis.stride, axis.extent, before)
        for axis, (before, _) in zip(axes, sides, strict=True)
    )
    return down, right


def _compute_part(
    network: WeightedNetwork,
    node: Node,
    shapes: Shapes,
    parts: Mapping[str, tuple[Array, MapPart]],
    box: MapPart,
) -> tuple[Array, MapPart]:
    """Compute a part of a node from parts of its inputs."""
    given, begins = {}, (0, 0)
    reaches = find_reach(node, shapes)
    for taken in node.inputs:
        maps, held = parts[taken]
        part = _needed_part(node, taken, shapes, box)
        given[taken] = part.cut_from(maps, held.top, held.left)
        if reaches is not None:
            begins = reaches[0].first_output(part.top), reaches[1].first_output(part.left)
    return box.cut_from(network.compute(node, given), *begins), box
