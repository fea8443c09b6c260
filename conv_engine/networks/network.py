"""A network as data: named nodes, and the names of what each of them takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.networks.operation import Operation, Shape


@dataclass(frozen=True)
class Node:
    """One call of a layer, a function or an operator.

    Parameters
    ----------
    name : str
        Unique in its network; what others take it by.
    kind : str
        The class or function as it is written: "Conv2d", "max_pool2d", "+".
    operation : Operation
    inputs : tuple of str
        Names of nodes before it, or of inputs of the network, in their order.
    shares : str, optional
        The first node that uses the same layer, whose weights count there.
    line : int, optional
        Of the text, counted from 1.
    layer : AnyLayer, optional
        A 2-D convolution as its framework writes it, for its twin and its layouts.
    notes : tuple of str
        A sentence each, on how it was read.
    """

    name: str
    kind: str
    operation: Operation
    inputs: tuple[str, ...]
    shares: str | None = None
    line: int | None = None
    layer: AnyLayer | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextProblem:
    """What could not be read of a network's text.

    Parameters
    ----------
    sentence : str
    line : int, optional
        Of the text, counted from 1.
    """

    sentence: str
    line: int | None = None


@dataclass(frozen=True)
class Network:
    """A graph of nodes, each after those it takes.

    Parameters
    ----------
    nodes : tuple of Node
        In the order in which they run.
    inputs : mapping of str to shape or None
        The network's inputs by name, in order; channel first, without samples, and None where the
        text does not say a shape.
    outputs : tuple of str
        Names of nodes; the last node by default.
    problems : tuple of TextProblem
    open_numbers : tuple of str
        Names whose number the text does not hold.

    Raises
    ------
    ValueError
        If a name is used twice, or a node takes what does not come before it.
    """

    nodes: tuple[Node, ...]
    inputs: Mapping[str, Shape | None] = field(
        default_factory=lambda: MappingProxyType({"input": None})
    )
    outputs: tuple[str, ...] = ()
    problems: tuple[TextProblem, ...] = ()
    open_numbers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        known = set(self.inputs)
        for node in self.nodes:
            if node.name in known:
                raise ValueError(f"the name {node.name!r} is used twice")
            if strangers := [name for name in node.inputs if name not in known]:
                raise ValueError(f"{node.name!r} takes {strangers[0]!r}, which is not before it")
            known.add(node.name)
        if strangers := [name for name in self.outputs if name not in known]:
            raise ValueError(f"{strangers[0]!r} is an output, but no node")

    @property
    def input_shape(self) -> Shape | None:
        """The shape of the first input, if the text says it."""
        return next(iter(self.inputs.values()), None)
