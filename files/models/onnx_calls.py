"""What a rule of an ONNX operator is given."""

from collections.abc import Callable, Mapping
from typing import Any

from conv_engine.numeric import Array

Settings = Mapping[str, Any]
Rule = Callable[[Settings, list[Array | None]], Array]
"""Computes a node from its settings and its inputs; None stands for one that is left out."""


def fill_inputs(given: list[Array | None], count: int) -> list[Any]:
    """Return so many inputs, None for those left out at the end."""
    return [*given, *[None] * count][:count]
