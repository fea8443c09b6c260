"""The steps of a program: how each node is written, and which names its numbers have."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conv_engine.frameworks.argument_text import argument_text
from conv_engine.networks import Embedding, Network, NetworkRow
from conv_engine.networks.operation import Shape
from files.network_code.naming import Namer

PASSED = "{x}"
"""The call of a step that passes on what it takes."""


class UnwrittenError(ValueError):
    """A framework has no words for a node, or the node does not say enough; the message tells."""


@dataclass(frozen=True)
class NodeCode:
    """How a node is written.

    Parameters
    ----------
    layer : str
        The layer that is made once, if there is one.
    call : str
        What is done with it: `{layer}` is its name, `{x}` what is taken first, `{a0}`, `{a1}` and
        so on each that is taken, and `{all}` all of them.
    remark : str
        What the node does not say, for a comment.
    """

    layer: str = ""
    call: str = "{layer}({x})"
    remark: str = ""

    @property
    def is_passed(self) -> bool:
        """Whether nothing is done."""
        return self.call == PASSED

    def written(self, taken: Sequence[str], layer: str = "") -> str:
        """Write the step on what it takes."""
        each = {f"a{place}": name for place, name in enumerate(taken)}
        return self.call.format(layer=layer, x=taken[0], all=", ".join(taken), **each)


@dataclass(frozen=True)
class Planned:
    """A step of a program with its names.

    Parameters
    ----------
    row : NetworkRow
    step : NodeCode
    taken : tuple of str
        The variables of what it takes.
    result : str
        The variable of what it gives; that of what it takes if nothing is done.
    layer : str
        The name of its layer, which an earlier step may have made.
    is_first : bool
        Whether it makes the layer.
    is_shared : bool
        Whether a later step uses its layer again.
    """

    row: NetworkRow
    step: NodeCode
    taken: tuple[str, ...]
    result: str
    layer: str
    is_first: bool
    is_shared: bool


@dataclass(frozen=True)
class ProgramPlan:
    """A program before it is written in the grammar of a framework.

    Parameters
    ----------
    inputs : mapping of str to shape
        By variable; channel first.
    looked_up : frozenset of str
        The inputs that are whole numbers, to be looked up in a table.
    steps : tuple of Planned
    outputs : tuple of str
        Variables.
    ending : str
        Why the program ends before the network does, or nothing.
    """

    inputs: Mapping[str, Shape]
    looked_up: frozenset[str]
    steps: tuple[Planned, ...]
    outputs: tuple[str, ...]
    ending: str


Written = tuple[NetworkRow, NodeCode]
Writer = Callable[[NetworkRow, Any], NodeCode]
"""Writes a node of one kind of operation, which it is given too."""


def plan_steps(
    network: Network,
    input_shape: Sequence[int] | None,
    write: Callable[[NetworkRow], NodeCode],
    taken: frozenset[str] = frozenset(),
) -> ProgramPlan:
    """Name all that a program makes, in the order in which it runs.

    Parameters
    ----------
    network : Network
    input_shape : sequence of int, optional
        Of its first input, channel first; that of the text by default.
    write : callable
        Writes one node; raises ValueError where it cannot.
    taken : frozenset of str
        Names that mean something else in the program.

    Raises
    ------
    ValueError
        If there is no node, or an input has no shape.
    """
    if not network.nodes:
        raise ValueError("there is no layer to write a program for: give at least one")
    shapes = dict(network.inputs)
    if input_shape is not None:
        shapes[next(iter(shapes))] = tuple(input_shape)
    unsaid = [name for name, shape in shapes.items() if shape is None]
    if unsaid:
        raise ValueError(
            f"the text does not say the shape of what goes in as `{unsaid[0]}`: give it"
        )
    trace = network.trace(input_shape)
    written, ending = _write_rows(trace.rows, write)
    sources = _find_sources(network, written)
    ends = [sources[name] for name in trace.outputs if name in sources]
    given = ends or [sources[written[-1][0].name] if written else next(iter(shapes))]
    namer = Namer(taken)
    names = {name: namer.identify(name) for name in [*shapes, *(row.name for row, _ in written)]}
    variables = names | dict.fromkeys(_find_passing(network, written, sources, given), "x")
    return ProgramPlan(
        {variables[name]: shape for name, shape in shapes.items() if shape is not None},
        frozenset(
            variables[name]
            for row, _ in written
            if isinstance(row.node.operation, Embedding)
            for name in (sources[taken] for taken in row.node.inputs)
            if name in shapes
        ),
        tuple(_name_steps(written, names, {name: variables[sources[name]] for name in sources})),
        tuple(dict.fromkeys(variables[name] for name in given)),
        ending,
    )


def _write_rows(
    rows: Sequence[NetworkRow], write: Callable[[NetworkRow], NodeCode]
) -> tuple[list[Written], str]:
    """Write nodes as far as all is known, and say why that is not to the end."""
    written: list[Written] = []
    layers: dict[str, str] = {}
    for row in rows:
        try:
            if row.output_shape is None:
                raise UnwrittenError(row.problem or "the sizes have ended before it")
            step = write(row)
            first = layers.setdefault(row.node.shares or row.name, step.layer)
            if first != step.layer:
                raise UnwrittenError(f"it uses the layer {first} again with other numbers")
        except ValueError as error:
            return written, f"The program ends before {row.name} ({row.kind}): {error}"
        written.append((row, step))
    return written, ""


def _find_sources(network: Network, written: Sequence[Written]) -> dict[str, str]:
    """Say for each name which step, or input, makes what it stands for."""
    sources = {name: name for name in network.inputs}
    for row, step in written:
        sources[row.name] = sources[row.node.inputs[0]] if step.is_passed else row.name
    return sources


def _find_passing(
    network: Network, written: Sequence[Written], sources: Mapping[str, str], given: Sequence[str]
) -> Iterator[str]:
    """Find what only the next step takes: no name tells more of it than `x`."""
    done = [row for row, step in written if not step.is_passed]
    takers: dict[str, list[int]] = {}
    for place, row in enumerate(done):
        for name in row.node.inputs:
            takers.setdefault(sources[name], []).append(place)
    places = {row.name: place for place, row in enumerate(done)}
    for name in [*list(network.inputs)[:1], *places]:
        place = places.get(name, -1)
        wanted = [place + 1] if place + 1 < len(done) else []
        is_kept = name in given and (wanted or len(set(given)) > 1)
        if set(takers.get(name, [])) == set(wanted) and not is_kept:
            yield name


def _name_steps(
    written: Sequence[Written], names: Mapping[str, str], variables: Mapping[str, str]
) -> Iterator[Planned]:
    """Give each step the names of what it takes, makes and gives."""
    shared = {row.node.shares for row, _ in written}
    for row, step in written:
        owner = row.node.shares or row.name
        yield Planned(
            row,
            step,
            tuple(variables[name] for name in row.node.inputs),
            variables[row.name],
            names[owner] if step.layer else "",
            owner == row.name,
            row.name in shared,
        )


def call_text(name: str, *given: object, **named: tuple[object, object]) -> str:
    """Write a call; an argument equal to its default is left out.

    Parameters
    ----------
    name : str
    *given : object
        Arguments by place.
    **named : (value, default)

    Examples
    --------
    >>> call_text("nn.Conv2d", 3, 8, (3, 3), stride=((2, 2), 1), groups=(1, 1))
    'nn.Conv2d(3, 8, 3, stride=2)'
    """
    arguments = list(map(argument_text, given))
    for word, (value, default) in named.items():
        if argument_text(value) != argument_text(default):
            arguments.append(f"{word}={argument_text(value)}")
    return f"{name}({', '.join(arguments)})"


def arriving(row: NetworkRow) -> Shape:
    """Return the shape of the first input of a node."""
    shape = row.input_shapes[0]
    assert shape is not None
    return shape


def given(row: NetworkRow) -> Shape:
    """Return the shape of the output of a node."""
    assert row.output_shape is not None
    return row.output_shape
