"""The nodes of a network as they are found, and the shapes between them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.networks import Network, Node, Operation, TextProblem
from conv_engine.networks.operation import Shape
from files.networks.naming import automatic_name
from files.networks.values import (
    Array,
    Framework,
    FunctionalModel,
    LayerObject,
    MadeLayer,
    Tensor,
)

MOST_NODES = 3_000


class Graph:
    """A network that grows with each call of a layer.

    Parameters
    ----------
    channels_last : bool
        Whether arrays of Keras have their channels on the last axis.
    first_shape : tuple of int, optional
        Of the first input, in place of what the text says.
    """

    def __init__(self, channels_last: bool = True, first_shape: Shape | None = None) -> None:
        self.channels_last = channels_last
        self.first_shape = first_shape
        self.trying = False
        self.dimensions = 2
        self.counts_samples = False
        self.samples_second = False
        self.nodes: list[Node] = []
        self.inputs: dict[str, Shape | None] = {}
        self.users: dict[LayerObject | Array, str] = {}
        self.names: set[str] = set()
        self.counts: dict[str, int] = {}
        self.tried_shape: Shape | None = None
        self.made: dict[str, Tensor] = {}

    @property
    def input_count(self) -> int:
        """How many inputs there are so far."""
        return len(self.inputs)

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Forget the nodes of a call that a model makes only to learn a size, as it is made."""
        if self.inputs:
            yield
            return
        self.trying = True
        yield
        self.trying = False
        self.tried_shape = next(iter(self.inputs.values()), self.tried_shape)
        self.nodes.clear()
        self.inputs.clear()
        self.users.clear()
        self.names.clear()
        self.counts.clear()

    def add_input(self, array: Array) -> Tensor:
        """Take numbers of a known shape, samples included, as an input of the network."""
        shape = self.without_samples(array.shape)
        if array.framework == "keras" and self.channels_last and shape:
            shape = (shape[-1], *shape[:-1])
        return self.start(shape, array.framework, array.name)

    def without_samples(self, shape: Sequence[object]) -> Shape | None:
        """Leave the samples out of a shape as a program gives it; None if a size is open."""
        if self.samples_second and len(shape) == 3:
            shape = (shape[1], shape[0], shape[2])
        alone = len(shape) == self.dimensions + 1 and not self.counts_samples
        sizes = tuple(shape) if alone or len(shape) < 2 else tuple(shape[1:])
        known = tuple(size for size in sizes if isinstance(size, int) and size > 0)
        return known if len(known) == len(sizes) and known else None

    def start(self, shape: Shape | None, framework: Framework, name: str = "") -> Tensor:
        """Begin with an input, channel first and without samples."""
        if self.first_shape is not None and not self.inputs and not self.trying:
            shape = self.first_shape
        unique = self._unique(name or "input")
        self.inputs[unique] = shape
        self.made[unique] = Tensor(unique, shape, framework)
        return self.made[unique]

    def add(
        self,
        kind: str,
        operation: Operation,
        inputs: Sequence[Tensor],
        line: int,
        *,
        owner: LayerObject | Array | None = None,
        name: str = "",
        layer: AnyLayer | None = None,
        notes: tuple[str, ...] = (),
        settings: Mapping[str, str | float] | None = None,
        beside: tuple[Shape, ...] = (),
    ) -> Tensor:
        """Add a node for one call; `owner` is the layer, or the weight, if it was made before."""
        if len(self.nodes) >= MOST_NODES:
            return inputs[0]
        shares = None if owner is None else self.users.get(owner)
        said = name or (owner.name if isinstance(owner, LayerObject) else "")
        keras = inputs[0].framework == "keras" and not said
        name = self._unique(said or (automatic_name(kind) if keras else kind.lower()), 1 - keras)
        if owner is not None:
            self.users.setdefault(owner, name)
        taken = tuple(tensor.node for tensor in inputs)
        self.nodes.append(
            Node(name, kind, operation, taken, shares, line, layer, notes, settings or {}, beside)
        )
        shape, first = self._shape(operation, inputs), inputs[0]
        stays = shape is not None and first.shape is not None and len(shape) == len(first.shape)
        self.made[name] = Tensor(name, shape, first.framework, first.samples if stays else 0)
        return self.made[name]

    def repeat(self, model: FunctionalModel, given: Sequence[Tensor]) -> Tensor | list[Tensor]:
        """Call a model again on other inputs: the same nodes, with the same weights."""
        arriving = {old.node: new for old, new in zip(model.inputs, given, strict=False)}
        kept = self._before([tensor.node for tensor in model.outputs])
        for node in [node for node in self.nodes if node.name in kept]:
            if not all(name in arriving for name in node.inputs):
                continue
            inputs = [arriving[name] for name in node.inputs]
            name = self._unique(node.name)
            copied = replace(
                node,
                name=name,
                inputs=tuple(t.node for t in inputs),
                shares=node.shares or node.name,
                label=node.label or node.name,
            )
            self.nodes.append(copied)
            shape = self._shape(node.operation, inputs)
            self.made[name] = arriving[node.name] = Tensor(name, shape, inputs[0].framework)
        results = [arriving.get(tensor.node, tensor) for tensor in model.outputs]
        return results[0] if len(results) == 1 else results

    def layers_before(self, outputs: Sequence[Tensor]) -> tuple[MadeLayer, ...]:
        """Return the layers that lead to some outputs, in the order in which they were called."""
        kept = self._before([tensor.node for tensor in outputs])
        inputs = {node.name: node.inputs for node in self.nodes}
        return tuple(
            MadeLayer(tensor, tuple(self.made[each] for each in inputs.get(name, ())))
            for name, tensor in self.made.items()
            if name in kept
        )

    def _unique(self, name: str, number: int = 1) -> str:
        """Return a name that no node has, with the next number where it is needed."""
        unique = name
        number = max(number, self.counts.get(name, 0))
        while unique in self.names:
            number += 1
            unique = f"{name}_{number}"
        self.names.add(unique)
        self.counts[name] = number
        return unique

    def _shape(self, operation: Operation, inputs: Sequence[Tensor]) -> Shape | None:
        shapes = [tensor.shape for tensor in inputs if tensor.shape is not None]
        if len(shapes) < len(inputs):
            return None
        try:
            return operation.output_shape(*shapes)
        except ValueError:
            return None

    def network(
        self,
        start: str,
        outputs: Sequence[str] = (),
        problems: tuple[TextProblem, ...] = (),
        open_numbers: tuple[str, ...] = (),
        computed: Sequence[Node] = (),
    ) -> Network:
        """Return what follows from an input, as far as it leads to named outputs.

        Nodes that are `computed` in any case stay, too, although no output needs them.
        """
        kept = self._before(outputs) if outputs else self._after(start)
        if outputs and computed:
            kept = self._before(kept | self._after(start) & {node.name for node in computed})
        inputs = {name: shape for name, shape in self.inputs.items() if name in kept}
        nodes = tuple(node for node in self.nodes if node.name in kept)
        known = {node.name for node in nodes}
        named = tuple(name for name in dict.fromkeys(outputs) if name in known)
        return Network(
            _shared_within(nodes),
            inputs or {start: self.inputs.get(start)},
            named,
            problems,
            open_numbers,
        )

    def _after(self, start: str) -> set[str]:
        """Return the names of all that takes an input, and of what goes together with it."""
        kept = {start}
        for node in self.nodes:
            if kept & set(node.inputs):
                kept.add(node.name)
        return kept | self._before(kept)

    def _before(self, names: Sequence[str] | set[str]) -> set[str]:
        """Return the names of all that leads to some nodes."""
        kept = set(names)
        for node in reversed(self.nodes):
            if node.name in kept:
                kept |= set(node.inputs)
        return kept


def _shared_within(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Let a layer count where it is first used in these nodes."""
    first: dict[str, str] = {}
    known = {node.name for node in nodes}
    found = []
    for node in nodes:
        if node.shares is not None and node.shares not in known:
            owner = first.setdefault(node.shares, node.name)
            node = replace(node, shares=None if owner == node.name else owner)
        found.append(node)
    return tuple(found)
