"""The configuration in a file of Keras: which layers a model has, and where their weights are.

References
----------
`keras/src/saving/saving_lib.py` names the groups of `.keras` and `.weights.h5`.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from files.models.model import SAVE_KERAS, ModelError
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
    module : str
        Where its class is from.
    """

    name: str
    kind: str
    config: Mapping[str, Any]
    group: str
    inbound: Any = ()
    module: str = "keras.layers"


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
    module = str(layer.get("module") or "keras.layers")
    return [KerasEntry(name, kind, own, group, layer.get("inbound_nodes"), module)]


def snake_case(name: str) -> str:
    """Write the name of a class as Keras names its group.

    Examples
    --------
    >>> snake_case("DepthwiseConv2D"), snake_case("ReLU")
    ('depthwise_conv2d', 're_lu')
    """
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", re.sub(r"\W+", "", name))
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()
