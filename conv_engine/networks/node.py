"""A node of a network: what it does, and the names of what it takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    settings : mapping of str to str or float
        What changes no size: "activation", "mode", "rate", "slope".
    beside : tuple of shapes
        Of arrays that are learned beside the weights of its operation: the lengths that
        `weight_norm` splits off, or the scale that a function is given.
    label : str
        What people call it, where its name is one that a program made up.
    """

    name: str
    kind: str
    operation: Operation
    inputs: tuple[str, ...]
    shares: str | None = None
    line: int | None = None
    layer: AnyLayer | None = None
    notes: tuple[str, ...] = ()
    settings: Mapping[str, str | float] = field(default_factory=dict, hash=False)
    beside: tuple[Shape, ...] = ()
    label: str = ""
