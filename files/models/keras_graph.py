"""The calls of layers in a configuration of Keras, with models in models laid open.

References
----------
`keras/src/models/functional.py`: `serialize_node` writes the tensors that a call takes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from files.models.keras import KerasEntry, list_level

MOST_CALLS = 2000
"""Most calls of layers in a model that is computed."""
DEEPEST = 20
"""Most models in one another, and lists in the arguments of a call."""


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
    """

    name: str
    entry: KerasEntry
    inputs: tuple[str, ...]


class CallList:
    """The calls of a model, in an order in which they can run.

    Attributes
    ----------
    calls : list of KerasCall
    inputs : dict of str to shape or None
        Channel first, without samples.
    outputs : list of str
    """

    def __init__(self, config: Any) -> None:
        self.calls: list[KerasCall] = []
        self.inputs: dict[str, tuple[int, ...] | None] = {}
        self._names: set[str] = set()
        self.outputs = self._open_model(config, "", None, 0)

    def _open_model(
        self, config: Any, group: str, given: list[str] | None, depth: int
    ) -> list[str]:
        """Add the calls of a model that takes the given tensors, and return what it gives."""
        if (
            depth > DEEPEST
            or not isinstance(config, dict)
            or not isinstance(config["config"], dict)
        ):
            raise UnknownGraphError("it is nested deeper than any model")
        entries = list_level(config, group)
        if str(config.get("class_name")) == "Sequential":
            return self._open_row(config, entries, given, depth)
        return self._open_graph(config["config"], entries, given, depth)

    def _open_row(
        self,
        config: Mapping[str, Any],
        entries: list[KerasEntry],
        given: list[str] | None,
        depth: int,
    ) -> list[str]:
        if given is None and not any(entry.kind == "InputLayer" for entry in entries):
            shape = config["config"].get("build_input_shape")
            given = [self._add_input("input", shape)]
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
        places = [str(place[0]) for place in _list_places(config["input_layers"])]
        arriving = dict(zip(places, given, strict=True)) if given is not None else {}
        made: dict[tuple[str, int], list[str]] = {}
        waiting: list[tuple[KerasEntry, int, Any]] = []
        for entry in entries:
            if entry.kind == "InputLayer":
                made[entry.name, 0] = [arriving.get(entry.name) or self._open_input(entry)]
                continue
            calls = entry.inbound if isinstance(entry.inbound, list) else []
            waiting += [(entry, number, call) for number, call in enumerate(calls)]
        while waiting:
            left = []
            for entry, number, call in waiting:
                taken = [_find_made(made, place) for place in _find_tensors(call)]
                if not taken or None in taken:
                    left.append((entry, number, call))
                else:
                    names = [name for name in taken if name is not None]
                    made[entry.name, number] = self._add_call(entry, names, depth)
            if len(left) == len(waiting):
                raise UnknownGraphError("its calls take what none of them gives")
            waiting = left
        outputs = (_find_made(made, place) for place in _list_places(config["output_layers"]))
        return [name for name in outputs if name is not None]

    def _open_input(self, entry: KerasEntry) -> str:
        shape = entry.config.get("batch_shape") or entry.config.get("batch_input_shape")
        return self._add_input(entry.name, shape)

    def _add_input(self, name: str, shape: Any) -> str:
        sizes = shape[1:] if isinstance(shape, list) else [None]
        is_said = all(type(size) is int and size > 0 for size in sizes)
        name = self._find_name(name)
        self.inputs[name] = (*sizes[-1:], *sizes[:-1]) if is_said else None
        return name

    def _add_call(self, entry: KerasEntry, taken: list[str], depth: int) -> list[str]:
        """Add the call of a layer, or all calls of a model and one that has its name."""
        if len(self.calls) > MOST_CALLS:
            raise UnknownGraphError("it has more calls than are computed")
        if entry.kind in ("Sequential", "Functional", "Model"):
            config = {"class_name": entry.kind, "config": entry.config}
            taken = self._open_model(config, entry.group, taken, depth + 1)
        name = self._find_name(entry.name)
        self.calls.append(KerasCall(name, entry, tuple(taken)))
        return [name]

    def _find_name(self, name: str) -> str:
        found, number = name, 1
        while found in self._names:
            found, number = f"{name}:{number}", number + 1
        self._names.add(found)
        return found


def _find_made(
    made: Mapping[tuple[str, int], list[str]], place: tuple[str, int, int]
) -> str | None:
    """Return the name of a tensor by the layer, the call and the place that made it."""
    names = made.get(place[:2], [])
    return names[place[2]] if place[2] < len(names) else None


def _list_places(written: Any) -> list[tuple[str, int, int]]:
    """Return tensors that are written [layer, call, place], one or several."""
    several = written if written and isinstance(written[0], list) else [written]
    return [(str(name), int(call), int(place)) for name, call, place in several]


def _find_tensors(written: Any, depth: int = 0) -> Iterator[tuple[str, int, int]]:
    """Find the tensors in the arguments of a call, in their order."""
    if depth > DEEPEST:
        return
    if isinstance(written, dict):
        if written.get("class_name") == "__keras_tensor__":
            yield from _list_places(written["config"]["keras_history"])
            return
        written = list(written.values())
    if isinstance(written, list):
        for part in written:
            yield from _find_tensors(part, depth + 1)
