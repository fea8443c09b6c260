"""Texts of networks, and what PyTorch and Keras say of them: read here, and written by make_*.py.

Each network `name` is the text `networks/name.txt` and an entry of `networks/pytorch.json` or
`networks/keras.json`. Shapes are channel first and without samples, those of Keras too.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conv_engine import networks
from conv_engine.networks import Network, Node

FOLDER = Path(__file__).with_name("networks")
CHECKSUMS = FOLDER / "checksums.json"
FRAMEWORKS = ("pytorch", "keras")


@dataclass(frozen=True)
class StoredNetwork:
    """A text, and what its framework makes of it.

    Parameters
    ----------
    name, text : str
    inputs : mapping of str to shape
    nodes : list of mapping
        `name`, `kind`, `operation` and `fields`, `inputs`, `shares`, `output_shape`, `parameters`.
    outputs : mapping of str to shape
    parameters, multiply_adds : int
    fields : mapping of str to tuple of int
        Receptive fields of a few nodes, measured.
    shown : str
        The printed module or the summary, or nothing.
    """

    name: str
    text: str
    inputs: Mapping[str, tuple[int, ...]]
    nodes: Sequence[Mapping[str, Any]]
    outputs: Mapping[str, tuple[int, ...]]
    parameters: int
    multiply_adds: int
    fields: Mapping[str, tuple[int, ...]]
    shown: str

    def network(self) -> Network:
        """Return the network as data, read off the framework's own graph and not off the text."""
        return Network(tuple(map(make_node, self.nodes)), self.inputs, tuple(self.outputs))


def make_node(stored: Mapping[str, Any]) -> Node:
    """Return a node whose operation has the stored name and fields."""
    fields = {name: as_tuples(value) for name, value in stored["fields"].items()}
    operation = getattr(networks, stored["operation"])(**fields)
    return Node(
        stored["name"], stored["kind"], operation, tuple(stored["inputs"]), stored["shares"]
    )


def as_tuples(value: Any) -> Any:
    """Turn the lists of JSON into tuples."""
    return tuple(map(as_tuples, value)) if isinstance(value, list) else value


def stored_networks(framework: str) -> list[StoredNetwork]:
    """Read all networks of a framework."""
    entries = json.loads((FOLDER / f"{framework}.json").read_text(encoding="utf-8"))
    return [
        StoredNetwork(
            name,
            (FOLDER / f"{name}.txt").read_text(encoding="utf-8"),
            {key: tuple(shape) for key, shape in entry["inputs"].items()},
            entry["nodes"],
            {key: tuple(shape) for key, shape in entry["outputs"].items()},
            entry["parameters"],
            entry["multiply_adds"],
            {key: tuple(cells) for key, cells in entry.get("fields", {}).items()},
            entry.get("shown", ""),
        )
        for name, entry in entries.items()
    ]


def store_networks(framework: str, entries: Mapping[str, Mapping[str, Any]]) -> None:
    """Write all networks of a framework, a line for each node."""
    written = ",\n".join(f"{json.dumps(name)}: {_write(e)}" for name, e in entries.items())
    (FOLDER / f"{framework}.json").write_text(f"{{\n{written}\n}}\n", encoding="utf-8")


def _write(entry: Mapping[str, Any]) -> str:
    nodes = ",\n  ".join(json.dumps(node) for node in entry["nodes"])
    rest = {key: value for key, value in entry.items() if key != "nodes"}
    return f'{json.dumps(rest)[:-1]}, "nodes": [\n  {nodes}]}}'


def run_text(name: str) -> dict[str, Any]:
    """Run a text of this project where its framework is installed, and return its names."""
    names: dict[str, Any] = {"__name__": name}
    exec((FOLDER / f"{name}.txt").read_text(encoding="utf-8"), names)
    return names


def texts_with(*words: str) -> list[str]:
    """Return the names of the texts that import one of these packages."""
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.txt"))}
    imports = re.compile(rf"^(?:import|from) (?:{'|'.join(words)})\b", re.MULTILINE)
    return [name for name, text in texts.items() if imports.search(text)]


def stored_checksums() -> dict[str, str]:
    """Read what the PyTorch programs of small networks print, by framework and name."""
    kept: dict[str, str] = json.loads(CHECKSUMS.read_text(encoding="utf-8"))
    return kept
