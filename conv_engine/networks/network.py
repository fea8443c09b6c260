"""A network as data: its nodes, its inputs, and what of its text could not be read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from conv_engine.networks.node import Node
from conv_engine.networks.operation import Shape
from conv_engine.networks.trace import NetworkTrace, trace_nodes


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
    unused : mapping of str to int
        What is learned outside the nodes, by its name: layers that are made and never called, and
        arrays of the model's own.
    guesses_input : bool
        Whether the shape of the first input is not in the text, but is one that its layers fit.
    reread : callable, optional
        Reads the text anew for an input of another shape, where sizes decide what is in it.

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
    unused: Mapping[str, int] = field(default_factory=dict, hash=False)
    guesses_input: bool = False
    reread: Callable[[Shape], "Network"] | None = field(default=None, compare=False, repr=False)

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

    def with_input(self, shape: Sequence[int]) -> "Network":
        """Return the network for a first input of another shape.

        Examples
        --------
        >>> Network((), {"x": (3, 32, 32), "y": None}).with_input((1, 28, 28)).inputs
        {'x': (1, 28, 28), 'y': None}
        """
        shape = tuple(shape)
        if self.reread is not None and shape != self.input_shape:
            return self.reread(shape)
        return replace(self, inputs={**self.inputs, **dict.fromkeys(list(self.inputs)[:1], shape)})

    def trace(
        self, input_shape: Sequence[int] | Mapping[str, Sequence[int]] | None = None
    ) -> NetworkTrace:
        """Follow the sizes through the network.

        Parameters
        ----------
        input_shape : (C, L), (C, H, W), (C, D, H, W) or (features,), optional
            Of the first input, or of each input by its name. What is not given is as the text says.

        Returns
        -------
        NetworkTrace
            Where something does not fit, or is not known, the sizes end: all rows that depend on it
            have no output shape, and its own row says why. Other branches go on.

        Raises
        ------
        ValueError
            If the shape is that of no input, or there is none.

        Examples
        --------
        (28 - 3 + 1) / 2 = 13, and 32 * 13 * 13 = 5,408 features.

        >>> from conv_engine.networks import Conv, Flatten, Linear, Node, Pooling
        >>> network = Network((
        ...     Node("conv", "Conv2d", Conv(2, 32, 3, in_channels=1), ("input",)),
        ...     Node("pool", "MaxPool2d", Pooling(2, 2), ("conv",)),
        ...     Node("flatten", "Flatten", Flatten(), ("pool",)),
        ...     Node("fc", "Linear", Linear(10, in_features=5000), ("flatten",)),
        ... ))
        >>> trace = network.trace((1, 28, 28))
        >>> [row.output_shape for row in trace.rows]
        [(32, 26, 26), (32, 13, 13), (5408,), None]
        >>> trace.rows[1].receptive_field
        (4, 4)
        >>> trace.problems[0]
        'fc (Linear): 5,000 does not fit the 5,408 that arrive: 32 x 13 x 13; write
        in_features=5408'
        """
        if isinstance(input_shape, Mapping):
            inputs = {**self.inputs, **input_shape}
            return trace_nodes(self.nodes, inputs, self.outputs, self.unused)
        if input_shape is not None:
            return self.with_input(input_shape).trace()
        return trace_nodes(self.nodes, self.inputs, self.outputs, self.unused)
