"""Files of Keras: `.keras`, `.weights.h5`, and the `.h5` of older versions.

References
----------
`keras/src/saving/saving_lib.py` names the groups of `.keras` and `.weights.h5`, and
`keras/src/legacy/saving/legacy_h5_format.py` those of `.h5`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from conv_engine.networks.weighted import WeightedNetwork
from files.models.archives import Archive
from files.models.hdf5 import Hdf5File, read_hdf5
from files.models.keras_config import KerasEntry, list_entries, parse_config
from files.models.keras_graph import has_layers
from files.models.keras_layers import make_layers
from files.models.keras_network import make_network
from files.models.model import SAVE_KERAS, Model, ModelArray, ModelError, ModelLayer
from text import one_line


def read_keras(archive: Archive, name: str) -> Model:
    """Read a `.keras` archive.

    Raises
    ------
    ModelError
        If its weights or its configuration are damaged.
    """
    if "model.weights.h5" not in archive.entries:
        raise ModelError(f"its weights are in several files: save it with {SAVE_KERAS}")
    config = parse_config(bytes(archive.read("config.json")))
    held = read_hdf5(archive.read("model.weights.h5"))
    network = make_network(config, group_arrays(held))
    return _make_model(held, list_entries(config), name, network)


def read_keras_hdf5(data: bytes, name: str) -> Model:
    """Read a `.h5` or `.weights.h5` file.

    Raises
    ------
    ModelError
        If its structure or its configuration is damaged.
    """
    held = read_hdf5(data)
    written = held.attributes[""].get("model_config")
    if not isinstance(written, str | bytes):
        return _make_model(held, [], name)
    config = parse_config(written)
    entries = list_entries(config)
    weights = find_weights(held, entries)
    network = None if weights is None else make_network(config, weights)
    return _make_model(held, entries, name, network)


def find_weights(held: Hdf5File, entries: list[KerasEntry]) -> dict[str, list[ModelArray]] | None:
    """Find the weights of each layer in a `.h5` file, in the order that the file names them.

    Returns
    -------
    dict of str to list of ModelArray, or None
        By the groups that a `.keras` file has. None where two layers have one name.
    """
    names = Counter(entry.name for entry in entries)
    if names and max(names.values()) > 1:
        return None
    plain = {entry.name for entry in entries if not has_layers(entry.config)}
    by_layer: dict[str, list[ModelArray]] = {}
    for group, attributes in held.attributes.items():
        own = group.rpartition("/")[2]
        for weight in list_weights(attributes):
            layer = own if own in plain else f"/{weight}".split("/")[-2]
            if (array := held.arrays.get(f"{group}/{weight}")) is not None:
                by_layer.setdefault(layer, []).append(array)
    return {entry.group: by_layer.get(entry.name, []) for entry in entries}


def list_weights(attributes: Mapping[str, Any]) -> Iterator[str]:
    """Go through the names of weights in a group; long lists are in several attributes.

    Examples
    --------
    >>> list(list_weights({"weight_names1": [b"b"], "weight_names0": [b"a"], "backend": b"jax"}))
    ['a', 'b']
    """
    for key in sorted(attributes, key=natural_order):
        if key.startswith("weight_names"):
            for name in attributes[key]:
                yield name.decode(errors="replace") if isinstance(name, bytes) else str(name)


def _make_model(
    held: Hdf5File,
    entries: list[KerasEntry],
    name: str,
    network: WeightedNetwork | None = None,
) -> Model:
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
    made_layers = tuple(layer for _, layer in layers)
    return Model(name, "Keras", made_layers, tuple(held.refusals), network)


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
