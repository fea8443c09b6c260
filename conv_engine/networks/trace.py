"""Follow the sizes through a network: what each node gives, learns, multiplies and sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import prod

from conv_engine import geometry
from conv_engine.networks.directed import DirectedOperation
from conv_engine.networks.misfits import notice_order
from conv_engine.networks.node import Node
from conv_engine.networks.operation import MisfitError, Shape, spell_shape
from conv_engine.networks.sights import Sight, Sights, merge_sights

BYTES = 4
"""Of a float32 number."""


@dataclass(frozen=True)
class Arrival:
    """What comes out of a node or an input, and goes to others.

    Parameters
    ----------
    shape : tuple of int
    sights : Sights
        How the network's input is seen from one cell.
    made_of : tuple of int
        The shape that was put in a row to make it, or none.
    untouched : bool
        Whether it is an input of the network itself.
    """

    shape: Shape
    sights: Sights
    made_of: Shape = ()
    untouched: bool = False


@dataclass(frozen=True)
class NetworkRow:
    """What one node takes and gives.

    Parameters
    ----------
    node : Node
    input_shapes : tuple of shapes
        None where the sizes have ended before.
    output_shape : tuple of int or None
        None where the sizes end, and for all that follows from it.
    parameters : int or None
        0 where the weights count in an earlier row. None where they follow from a size that is not
        known.
    multiply_adds : int or None
        Products with weights, those with padding included, without the bias.
    receptive_field : tuple of int
        Cells of the network's input, in each of its directions, that one cell depends on; the most,
        where not all cells depend on equally many. Cells of the padding count, but not where a
        whole map is taken in.
    jump : tuple of Fraction
        Cells of the input between what two neighbours see.
    problem : str, optional
        Why the sizes end here.
    oddities : tuple of str
        What fits, and may not be meant: a sentence each, without its subject.
    """

    node: Node
    input_shapes: tuple[Shape | None, ...]
    output_shape: Shape | None
    parameters: int | None
    multiply_adds: int | None
    receptive_field: tuple[int, ...] = ()
    jump: tuple[Fraction, ...] = ()
    problem: str | None = None
    oddities: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the node."""
        return self.node.name

    @property
    def kind(self) -> str:
        """The class or function, as it is written."""
        return self.node.kind


@dataclass(frozen=True)
class NetworkTrace:
    """The rows of a network, and their totals.

    Parameters
    ----------
    rows : tuple of NetworkRow
        One for each node.
    outputs : mapping of str to shape or None
        What the network gives out.
    unused : mapping of str to int
        What is learned outside the rows.
    """

    rows: tuple[NetworkRow, ...]
    outputs: Mapping[str, Shape | None] = field(default_factory=dict)
    unused: Mapping[str, int] = field(default_factory=dict)

    @property
    def parameters(self) -> int:
        """All numbers the network learns, as far as they are known."""
        return sum(row.parameters or 0 for row in self.rows) + sum(self.unused.values())

    @property
    def multiply_adds(self) -> int:
        """All products with weights, as far as the sizes are known."""
        return sum(row.multiply_adds or 0 for row in self.rows)

    @property
    def activations(self) -> int:
        """All numbers that the rows give out, for one sample."""
        return sum(prod(row.output_shape) for row in self.rows if row.output_shape)

    @property
    def activation_bytes(self) -> int:
        """Memory of these numbers as float32."""
        return BYTES * self.activations

    @property
    def problems(self) -> tuple[str, ...]:
        """A sentence for each row where sizes end."""
        return tuple(f"{row.name} ({row.kind}): {row.problem}" for row in self.rows if row.problem)

    @property
    def complete(self) -> bool:
        """Whether every size is known."""
        return all(row.output_shape is not None for row in self.rows)


def trace_nodes(
    nodes: Sequence[Node],
    inputs: Mapping[str, Sequence[int] | None],
    outputs: Sequence[str] = (),
    unused: Mapping[str, int] | None = None,
) -> NetworkTrace:
    """Follow the sizes through nodes, each of which comes after those it takes.

    Parameters
    ----------
    nodes : sequence of Node
    inputs : mapping of str to shape or None
        Channel first, without samples.
    outputs : sequence of str
        Names of nodes; the last node by default.
    unused : mapping of str to int, optional
        What is learned outside the nodes.

    Raises
    ------
    ValueError
        If the shape of an input is none, or no input has one.
    """
    if inputs and all(shape is None for shape in inputs.values()):
        raise ValueError("the input has no shape yet: give (C, L), (C, H, W) or (C, D, H, W)")
    arrivals = {name: None if shape is None else _begin(shape) for name, shape in inputs.items()}
    weights: dict[str, tuple[Shape, ...]] = {}
    rows = []
    for node in nodes:
        row, arrivals[node.name] = _follow(node, [arrivals[n] for n in node.inputs], weights)
        rows.append(row)
    given = outputs or [node.name for node in nodes[-1:]]
    shapes = {name: _shape_of(arrivals[name]) for name in given}
    return NetworkTrace(tuple(rows), shapes, unused or {})


def _shape_of(arrival: Arrival | None) -> Shape | None:
    return None if arrival is None else arrival.shape


def _begin(given: Sequence[int]) -> Arrival:
    """See each cell of an input by itself."""
    shape = tuple(geometry.whole_number("input size", n) for n in given)
    if not shape:
        raise ValueError("input of shape () has no axes, but needs channels or features")
    sights = {axis - 1: Sight(axis, n) for axis, n in enumerate(shape) if axis}
    return Arrival(shape, sights, untouched=True)


def _follow(
    node: Node, arrivals: Sequence[Arrival | None], weights: dict[str, tuple[Shape, ...]]
) -> tuple[NetworkRow, Arrival | None]:
    """Return the row of a node, and what goes on from it."""
    shapes = tuple(_shape_of(arrival) for arrival in arrivals)
    there = [arrival for arrival in arrivals if arrival is not None]
    if len(there) < len(arrivals):
        return NetworkRow(node, shapes, None, _told_parameters(node), None), None
    inputs = [arrival.shape for arrival in there]
    try:
        arrival = _go_through(node, there)
        learned = _learned(node, *inputs)
        _check_shared(node, learned, weights)
        multiply_adds = node.operation.multiply_adds(*inputs)
    except ValueError as error:
        made_of = there[0].made_of if there else ()
        problem = node.operation.explain_misfit(error, inputs, made_of)
        row = NetworkRow(node, shapes, None, _told_parameters(node), None, problem=problem)
        return row, None
    weights[node.name] = learned
    parameters = 0 if node.shares else sum(map(prod, learned))
    sights = [arrival.sights[direction] for direction in sorted(arrival.sights)]
    row = NetworkRow(
        node,
        shapes,
        arrival.shape,
        parameters,
        multiply_adds,
        receptive_field=tuple(sight.reach.behind(1) for sight in sights),
        jump=tuple(sight.reach.jump for sight in sights),
        oddities=_oddities(node, there),
    )
    return row, arrival


def _oddities(node: Node, arrivals: Sequence[Arrival]) -> tuple[str, ...]:
    """Say what may not be meant; the order of axes is asked for where an input comes in."""
    odd = node.operation.describe_oddities(*(arrival.shape for arrival in arrivals))
    slides = isinstance(node.operation, DirectedOperation)
    asked = [notice_order(a.shape) for a in arrivals if a.untouched and slides]
    return (*filter(None, asked), *odd)


def _go_through(node: Node, arrivals: Sequence[Arrival]) -> Arrival:
    """Return what a node makes of what arrives."""
    inputs = [arrival.shape for arrival in arrivals]
    shape = node.operation.output_shape(*inputs)
    before = merge_sights([arrival.sights for arrival in arrivals])
    sights = node.operation.look_through(before, *inputs)
    if len(arrivals) != 1 or prod(shape) != prod(inputs[0]):
        return Arrival(shape, sights)
    if shape == inputs[0]:
        return Arrival(shape, sights, arrivals[0].made_of)
    return Arrival(shape, sights, inputs[0] if len(shape) == 1 else ())


def _check_shared(
    node: Node, learned: tuple[Shape, ...], weights: Mapping[str, tuple[Shape, ...]]
) -> None:
    """Refuse weights of an earlier row that have another shape than is needed here."""
    first = weights.get(node.shares or "", learned)
    if first != learned:
        raise MisfitError(
            f"uses the weights of {node.shares} again. They are {spell_shape(first[0])}, but "
            f"{spell_shape(learned[0])} is needed here"
        )


def _told_parameters(node: Node) -> int | None:
    """Return how many numbers a node learns where no size is known, if it was told them."""
    if node.shares:
        return 0
    try:
        return sum(map(prod, _learned(node)))
    except ValueError:
        return None


def _learned(node: Node, *inputs: Shape) -> tuple[Shape, ...]:
    """Return the shapes of all that a node learns."""
    return (*node.operation.weight_shapes(*inputs), *node.beside)
