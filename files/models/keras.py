"""Files of Keras: `.keras`, `.weights.h5`, and the `.h5` of older versions.

References
----------
`keras/src/saving/saving_lib.py` names the groups of `.keras` and `.weights.h5`, and
`keras/src/legacy/saving/legacy_h5_format.py` those of `.h5`.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from files.models.archives import Archive
from files.models.hdf5 import Hdf5File, read_hdf5
from files.models.keras_layers import make_layers
from files.models.model import SAVE_KERAS, Model, ModelArray, ModelError, ModelLayer
from text import one_line

DEEPEST = 30
"""Most models in one another."""
LONGEST_CONFIG = 20_000_000
"""Most letters of a configuration."""


@dataclass(frozen=True, eq=False)
class KerasEntry:
    """A layer in the configuration of a model.

    Parameters
    ----------
    name, kind : str
        Its own name, and its class.
    config : mapping
    group : str
        Where its weights are in a `.keras` file.
    inbound : list
        What its calls take.
    """

    name: str
    kind: str
    config: Mapping[str, Any]
    group: str
    inbound: Any = ()


def read_keras(archive: Archive, name: str) -> Model:
    """Read a `.keras` archive.

    Raises
    ------
    ModelError
        If its weights or its configuration are damaged.
    """
    if "model.weights.h5" not in archive.entries:
        raise ModelError(f"its weights are in several files: save it with {SAVE_KERAS}")
    entries = list_entries(parse_config(bytes(archive.read("config.json"))))
    held = read_hdf5(archive.read("model.weights.h5"))
    return _make_model(held, entries, name)


def read_keras_hdf5(data: bytes, name: str) -> Model:
    """Read a `.h5` or `.weights.h5` file.

    Raises
    ------
    ModelError
        If its structure or its configuration is damaged.
    """
    held = read_hdf5(data)
    config = held.attributes[""].get("model_config")
    entries = list_entries(parse_config(config)) if isinstance(config, str | bytes) else []
    return _make_model(held, entries, name)


def _make_model(held: Hdf5File, entries: list[KerasEntry], name: str) -> Model:
    """Bring the arrays of each layer together, in the order of the configuration."""
    by_group = {entry.group: entry for entry in entries}
    by_name = {entry.name: entry for entry in entries}
    places = {entry: place for place, entry in enumerate(by_name.values())}
    layers: list[tuple[Any, ModelLayer]] = []
    for group, arrays in group_arrays(held).items():
        parts = group.removeprefix("model_weights/").split("/")
        entry = by_group.get(group) or by_name.get(parts[-1]) or by_name.get(parts[0])
        own = entry.name if entry else _group_name(held, group)
        kind = entry.kind if entry else _group_kind(arrays, parts[-1])
        order = places[entry] if entry in places else len(places), natural_order(group)
        made = make_layers(one_line(own, 200), kind, arrays, entry.config if entry else None)
        layers += [(order, layer) for layer in made]
    layers.sort(key=lambda both: both[0])
    return Model(name, "Keras", tuple(layer for _, layer in layers), tuple(held.refusals))


def group_arrays(held: Hdf5File) -> dict[str, list[ModelArray]]:
    """Bring together the arrays of each layer, the bias last; the optimiser has none."""
    groups: dict[str, list[ModelArray]] = {}
    for path in sorted(held.arrays, key=lambda path: ("bias" in path, natural_order(path))):
        group = path.rpartition("/")[0].removesuffix("vars").removesuffix("/")
        if not group.startswith("optimizer"):
            groups.setdefault(group, []).append(held.arrays[path])
    return groups


def _group_name(held: Hdf5File, group: str) -> str:
    """Return the layer's name as the file says it, or that of its group."""
    said = held.attributes.get(f"{group}/vars", {}).get("name")
    said = said.decode(errors="replace") if isinstance(said, bytes) else said
    return said if isinstance(said, str) else group.split("/")[-1]


def _group_kind(arrays: list[ModelArray], group: str) -> str:
    """Tell the class of a layer by the names of its kernels, or by that of its group."""
    names = [array.name.split("/")[-1] for array in arrays]
    if any(name.startswith("pointwise_kernel") for name in names):
        return "separable"
    return "depthwise" if any(name.startswith("depthwise_kernel") for name in names) else group


def natural_order(path: str) -> tuple[tuple[str, int], ...]:
    """Sort numbers in names as numbers.

    Examples
    --------
    >>> sorted(["conv2d_10", "conv2d_2", "conv2d"], key=natural_order)
    ['conv2d', 'conv2d_2', 'conv2d_10']
    """
    parts = re.findall(r"(\D*)(\d{0,9})", path)
    return tuple((words, int(digits or -1)) for words, digits in parts)


def parse_config(text: str | bytes) -> Any:
    """Read a configuration in JSON."""
    if len(text) > LONGEST_CONFIG:
        raise ModelError("its configuration is longer than that of any model")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as cause:
        raise ModelError(f"its configuration is damaged: save it with {SAVE_KERAS}") from cause


def list_entries(config: Any, group: str = "", depth: int = 0) -> list[KerasEntry]:
    """List the layers of a configuration, and those of the models in it.

    Examples
    --------
    >>> layers = [{"class_name": "Conv2D", "config": {"name": name}} for name in ("a", "b")]
    >>> [(entry.name, entry.group) for entry in list_entries({"config": {"layers": layers}})]
    [('a', 'layers/conv2d'), ('b', 'layers/conv2d_1')]
    """
    if depth > DEEPEST:
        raise ModelError("its configuration is nested deeper than any model")
    entries: list[KerasEntry] = []
    for entry in list_level(config, group):
        entries += [entry, *list_entries({"config": entry.config}, entry.group, depth + 1)]
        if isinstance(wrapped := entry.config.get("layer"), dict):
            kind, place = str(wrapped.get("class_name", "")), f"{entry.group}/layer"
            entries += _read_entry(wrapped, kind, place)
            entries += list_entries(wrapped, place, depth + 1)
    return entries


def list_level(config: Any, group: str = "") -> list[KerasEntry]:
    """List the layers of a model, without those of the models in it.

    Keras names the groups of a model's layers by their classes, and counts each class from 0.
    """
    inside = config.get("config") if isinstance(config, dict) else None
    if isinstance(inside, list):  # a Sequential model of Keras before 2.2.3
        inside = {"layers": inside}
    layers = inside.get("layers") if isinstance(inside, dict) else None
    counts: Counter[str] = Counter()
    entries: list[KerasEntry] = []
    for layer in layers if isinstance(layers, list) else []:
        kind = str(layer.get("class_name", "")) if isinstance(layer, dict) else ""
        word = snake_case(kind)
        number = f"_{counts[word]}" if counts[word] else ""
        counts[word] += 1
        entries += _read_entry(layer, kind, f"{group}/layers/{word}{number}".removeprefix("/"))
    return entries


def _read_entry(layer: Any, kind: str, group: str) -> list[KerasEntry]:
    """Return the entry of one layer, if it has a configuration."""
    own = layer.get("config") if isinstance(layer, dict) else None
    if not isinstance(own, dict):
        return []
    name = one_line(str(own.get("name", "")), 200)
    return [KerasEntry(name, kind, own, group, layer.get("inbound_nodes"))]


def snake_case(name: str) -> str:
    """Write the name of a class as Keras names its group.

    Examples
    --------
    >>> snake_case("DepthwiseConv2D"), snake_case("ReLU")
    ('depthwise_conv2d', 're_lu')
    """
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", re.sub(r"\W+", "", name))
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()
