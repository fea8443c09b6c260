"""The calls of layers in a configuration of Keras, with models in models laid open.

References
----------
`keras/src/models/functional.py`: `serialize_node` writes the tensors that a call takes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conv_engine.networks.axes import order_channels
from files.models.keras_config import KerasEntry, list_level

MOST_CALLS = 2000
"""Most calls of layers in a model that is computed, and most layers of one in it."""
DEEPEST = 20
"""Most models in one another, and lists in the arguments of a call."""

Place = tuple[str, int, int]
"""Where a tensor comes from: a layer, the number of its call, and of the tensor."""


class UnknownGraphError(ValueError):
    """A configuration from which no graph is read."""


@dataclass(frozen=True)
class KerasCall:
    """One call of a layer.

    Parameters
    ----------
    name : str
        Unique: that of the layer, with what tells it from others of that name.
    entry : KerasEntry
    inputs : tuple of str
        Names of calls before it, or of inputs.
    arguments : mapping
        As they are written, with what else the call is told.
    """

    name: str
    entry: KerasEntry
    inputs: tuple[str, ...]
    arguments: Any = None

    @property
    def is_model(self) -> bool:
        """Whether it stands for a model whose calls come before it."""
        return has_layers(self.entry.config)


class CallList:
    """The calls of a model, in an order in which they can run.

    Parameters
    ----------
    config : mapping
    channels_last : bool
        Whether the shapes of its inputs end with the channels.

    Attributes
    ----------
    calls : list of KerasCall
    inputs : dict of str to shape or None
        Channel first, without samples.
    outputs : list of str

    Raises
    ------
    UnknownGraphError
        If calls take what is not there, or are more than are computed.
    """

    def __init__(self, config: Mapping[str, Any], channels_last: bool) -> None:
        self.calls: list[KerasCall] = []
        self.inputs: dict[str, tuple[int, ...] | None] = {}
        self._channels_last = channels_last
        self._names: set[str] = set()
        self.outputs = self._open_model(config["config"], "", None, 0)

    def _open_model(
        self, config: Mapping[str, Any], group: str, given: list[str] | None, depth: int
    ) -> list[str]:
        """Add the calls of a model that takes the given tensors, and return what it gives."""
        if depth > DEEPEST or len(config["layers"]) > MOST_CALLS:
            raise UnknownGraphError("it is larger, or nested deeper, than any model")
        entries = list_level({"config": config}, group)
        if "input_layers" in config:
            return self._open_graph(config, entries, given, depth)
        return self._open_row(config, entries, given, depth)

    def _open_row(
        self,
        config: Mapping[str, Any],
        entries: list[KerasEntry],
        given: list[str] | None,
        depth: int,
    ) -> list[str]:
        """Add the calls of a Sequential model."""
        if given is None and not any(entry.kind == "InputLayer" for entry in entries):
            given = [self._add_input("input", config.get("build_input_shape"))]
        for entry in entries:
            if entry.kind == "InputLayer":
                given = given or [self._open_input(entry)]
            else:
                given = self._add_call(entry, given or [], depth)
        return given or []

    def _open_graph(
        self,
        config: Mapping[str, Any],
        entries: list[KerasEntry],
        given: list[str] | None,
        depth: int,
    ) -> list[str]:
        """Add the calls of a functional model, each after those whose tensors it takes."""
        places = [name for name, _, _ in find_tensors(config["input_layers"])]
        arriving = dict(zip(places, given, strict=True)) if given is not None else {}
        made: dict[tuple[str, int], list[str]] = {}
        waiting: list[tuple[KerasEntry, int, list[Place]]] = []
        for entry in entries:
            if entry.kind == "InputLayer":
                made[entry.name, 0] = [arriving.get(entry.name) or self._open_input(entry)]
            for number, call in enumerate(entry.inbound or ()):
                waiting.append((entry, number, list(find_tensors(call))))
        if len(waiting) > MOST_CALLS:
            raise UnknownGraphError("it has more calls than are computed")
        while waiting:
            left = []
            for entry, number, taken in waiting:
                if taken and all(place[:2] in made for place in taken):
                    names = [made[place[:2]][place[2]] for place in taken]
                    made[entry.name, number] = self._add_call(entry, names, depth, number)
                else:
                    left.append((entry, number, taken))
            if len(left) == len(waiting):
                raise UnknownGraphError("its calls take what none of them gives")
            waiting = left
        outputs = find_tensors(config["output_layers"])
        return [made[name, number][place] for name, number, place in outputs]

    def _open_input(self, entry: KerasEntry) -> str:
        shape = entry.config.get("batch_shape") or entry.config.get("batch_input_shape")
        return self._add_input(entry.name, shape)

    def _add_input(self, name: str, shape: Any) -> str:
        sizes = tuple(shape[1:]) if isinstance(shape, list) else (None,)
        is_said = all(type(size) is int and size > 0 for size in sizes)
        name = self._find_name(name)
        self.inputs[name] = order_channels(sizes, self._channels_last) if is_said else None
        return name

    def _add_call(
        self, entry: KerasEntry, taken: list[str], depth: int, number: int = 0
    ) -> list[str]:
        """Add the call of a layer, or all calls of a model and one that has its name."""
        if len(self.calls) > MOST_CALLS:
            raise UnknownGraphError("it has more calls than are computed")
        if has_layers(entry.config):
            taken = self._open_model(entry.config, entry.group, taken, depth + 1)
            if len(taken) > 1:
                return taken
        name = self._find_name(entry.name)
        arguments = entry.inbound[number] if entry.inbound else None
        self.calls.append(KerasCall(name, entry, tuple(taken), arguments))
        return [name]

    def _find_name(self, name: str) -> str:
        found, number = name, 1
        while found in self._names:
            found, number = f"{name}:{number}", number + 1
        self._names.add(found)
        return found


def has_layers(config: Mapping[str, Any]) -> bool:
    """Tell a model from a layer."""
    return isinstance(config.get("layers"), list)


def find_tensors(written: Any, depth: int = 0) -> Iterator[Place]:
    """Find the tensors in the arguments of a call, or in a list of inputs, in their order.

    Examples
    --------
    Keras 2 writes them with what a call is told besides; Keras 3 as objects with a history.

    >>> list(find_tensors([["conv", 0, 0, {}], ["pool", 1, 0]]))
    [('conv', 0, 0), ('pool', 1, 0)]
    >>> list(find_tensors({"args": [{"config": {"keras_history": ["conv", 0, 0]}}]}))
    [('conv', 0, 0)]
    """
    match written:
        case [str(name), int(call), int(place), *_]:
            yield name, call, place
        case dict() | list() if depth <= DEEPEST:
            for part in written.values() if isinstance(written, dict) else written:
                yield from find_tensors(part, depth + 1)
