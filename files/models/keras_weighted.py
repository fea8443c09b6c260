"""A layer in a file of Keras with what it computes with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from conv_engine.networks import Operation
from conv_engine.networks.axes import place_axis
from conv_engine.numeric import Array
from files.models.keras_layers import make_layers
from files.models.model import ModelArray, ModelLayer, as_floats

STRANGE = "its geometry does not fit a layer"


@dataclass(frozen=True)
class KerasLayer:
    """A layer of a file with what it computes with.

    Parameters
    ----------
    name, kind : str
    config : mapping
    weights : tuple of ModelArray
        In the order of Keras.
    operation : Operation
    channels_last : bool
        Whether the file counts axes in (N, H, W, C).
    """

    name: str
    kind: str
    config: Mapping[str, Any]
    weights: tuple[ModelArray, ...]
    operation: Operation
    channels_last: bool

    @cached_property
    def convolutions(self) -> Sequence[ModelLayer]:
        """Its convolutions in two directions; one along a series gets a row."""
        if "1D" not in self.kind:
            return make_layers(self.name, self.kind, self.weights, self.config)
        weights = [add_row(array) for array in self.weights]
        kind, config = self.kind.replace("1D", "2D"), lift_geometry(self.config)
        return make_layers(self.name, kind, weights, config)

    def read(self, place: int) -> Array:
        """Return one of its weights."""
        return as_floats(self.weights[place].read())

    def order_written(self, values: Array) -> Array:
        """Bring an array to the file's order of axes."""
        return np.moveaxis(values, 1, -1) if self.channels_last and values.ndim > 2 else values

    def order_channels(self, values: Array) -> Array:
        """Bring an array of the file's order to channels first."""
        return np.moveaxis(values, -1, 1) if self.channels_last and values.ndim > 2 else values

    def place_axis(self, axis: int, values: Array) -> int:
        """Return where an axis of the file is among those of channels first."""
        return place_axis(axis, values.ndim - 1, self.channels_last) + 1


Rule = Callable[..., Array]
"""Computes a layer from it and the arrays that it takes."""


def add_row(array: ModelArray) -> ModelArray:
    """Give a kernel along a series one row; a bias stays.

    Examples
    --------
    >>> add_row(ModelArray("kernel", (3, 8, 4), lambda: np.zeros((3, 8, 4)))).read().shape
    (1, 3, 8, 4)
    """
    if len(array.shape) != 3:
        return array
    shape = 1, *array.shape
    return replace(array, shape=shape, read=lambda: array.read().reshape(shape))


def lift_geometry(config: Mapping[str, Any]) -> dict[str, Any]:
    """Write the geometry along a series as that of one row.

    Examples
    --------
    >>> said = {"strides": [2], "dilation_rate": 2, "kernel_size": [3], "padding": "causal"}
    >>> lift_geometry(said)["strides"], lift_geometry(said)["padding"]
    ((1, 2), ((0, 0), (4, 0)))
    """
    names = "kernel_size", "pool_size", "strides", "dilation_rate"
    lifted = {
        name: (1, value if isinstance(value, int) else value[0])
        for name in names
        if (value := config.get(name)) is not None
    }
    if config.get("padding") == "causal":
        before = (lifted["kernel_size"][1] - 1) * lifted.get("dilation_rate", (1, 1))[1]
        return {**config, **lifted, "padding": ((0, 0), (before, 0))}
    return {**config, **lifted}
