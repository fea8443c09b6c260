"""What a file of a model gives: its convolutions, in the file's order."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from conv_engine import ConvSpec
from conv_engine.networks.weighted import WeightedNetwork
from conv_engine.numeric import Array
from files.kernels import LAYOUTS, Layout
from text import weight_text

LARGEST_MODEL = 200_000_000
"""Most bytes of a file, and of what is unpacked from it."""
MOST_TENSORS = 20_000
"""Most arrays in a file."""
MOST_AXES = 16
"""Most axes of an array."""

SAVE_PYTORCH = '`save_file(model.state_dict(), "weights.safetensors")`'
SAVE_KERAS = '`model.save("model.keras")`'
SAVE_ONNX = '`torch.onnx.export(model, x, "model.onnx", external_data=False)`'
"""Lines that can be copied, for who has to save a model again."""


class ModelError(ValueError):
    """A file that gives no model; its message is one sentence for who opened it."""


@dataclass(frozen=True)
class ModelArray:
    """An array of a file: where it lies was checked, and it is read when it is wanted.

    Parameters
    ----------
    name : str
        Its key, inside its own state_dict.
    shape : tuple of int
    read : callable
        Returns the array in that shape.
    part : str
        The key of the state_dict in a checkpoint that has several things.
    """

    name: str
    shape: tuple[int, ...]
    read: Callable[[], Array]
    part: str = ""


@dataclass(frozen=True, eq=False)
class ModelLayer:
    """A convolution in two directions, with the numbers of the file.

    Parameters
    ----------
    name : str
        Its key without ".weight", or the name of the Keras layer. It is plain text.
    array : ModelArray
        Its filters, with axes in the order of the file.
    layouts : tuple of str
        The orders of axes that are possible; several where the file leaves it open, the more
        likely first.
    bias_array : ModelArray, optional
    spec : ConvSpec, optional
        None where the file does not say it. That of a transposed convolution is the spec of the
        convolution that it transposes: its filters are the input channels of this layer.
    transposed : bool
        Whether the weight is (C_in, C_out / groups, k_h, k_w).

    Examples
    --------
    >>> array = ModelArray("conv/kernel", (1, 2, 3, 4), lambda: np.ones((1, 2, 3, 4)))
    >>> ModelLayer("conv", array, ("HWIO",)).weight.shape
    (4, 3, 1, 2)
    """

    name: str
    array: ModelArray
    layouts: tuple[Layout, ...] = ("OIHW",)
    bias_array: ModelArray | None = None
    spec: ConvSpec | None = None
    transposed: bool = False

    @cached_property
    def weight(self) -> Array:
        """Floats of shape (C_out, C_in / groups, k_h, k_w), by the first of the layouts."""
        return self.read_as(self.layouts[0])

    @cached_property
    def bias(self) -> Array | None:
        """Floats of shape (C_out,), or None."""
        return None if self.bias_array is None else as_floats(self.bias_array.read())

    def read_as(self, layout: Layout) -> Array:
        """Return the weight by one of the layouts.

        Raises
        ------
        ValueError
            If it is none of the order of its axes.
        """
        if layout not in self.layouts:
            raise ValueError(f"layout {layout!r} is not one of {', '.join(self.layouts)}")
        order = [layout.index(axis) for axis in "OIHW"]
        return as_floats(self.array.read()).transpose(order)

    def describe_layout(self, layout: Layout) -> str:
        """Say in words what a layout would make of the array."""
        return f"{weight_text(order_axes(self.array.shape, layout))} ({LAYOUTS[layout]})"


@dataclass(frozen=True)
class Model:
    """What was read from a file.

    Parameters
    ----------
    name : str
        Of the file. It is plain text: escape it wherever markup is understood.
    kind : str
        What wrote it: "PyTorch", "TorchScript", "safetensors", "NPZ", "NPY", "Keras", "ONNX",
        "TFLite".
    layers : tuple of ModelLayer
        Its convolutions in two directions, in the order of the file; perhaps none.
    notes : tuple of str
        A sentence each on what was left out, and why.
    network : WeightedNetwork, optional
        The graph with its numbers, of files that hold one: ONNX, `.keras`, and `.h5` with a whole
        model.
    arrays : tuple of ModelArray
        All arrays of a file that holds weights alone, in its order.
    """

    name: str
    kind: str
    layers: tuple[ModelLayer, ...]
    notes: tuple[str, ...] = ()
    network: WeightedNetwork | None = None
    arrays: tuple[ModelArray, ...] = ()


def as_floats(array: Array) -> Array:
    """Bring numbers into a float type that holds them: float32 at least, float64 at most.

    Examples
    --------
    >>> as_floats(np.array([0.5], dtype=np.float16)).dtype, as_floats(np.array([7])).dtype
    (dtype('float32'), dtype('float64'))
    """
    kind = np.result_type(array.dtype, np.float32)
    kind = kind if kind.itemsize <= 8 else np.dtype(np.float64)
    return array.astype(kind, copy=False)


def order_axes(shape: tuple[int, ...], layout: Layout) -> tuple[int, ...]:
    """Return the sizes of filters, depth, rows and columns."""
    return tuple(shape[layout.index(axis)] for axis in "OIHW")
