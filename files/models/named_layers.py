"""Which arrays of a file are convolutions, told by their names and axes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from files.kernels import LARGEST_KERNEL, Layout
from files.models.keras_layers import turn_depthwise
from files.models.model import ModelArray, ModelLayer, order_axes

LAST_WORD = re.compile(r"(?:^|[./_])(weight|kernel)(?::0)?$")
"""The word that ends the name of filters in PyTorch and in Keras."""
DEPTHWISE = re.compile(r"depthwise_kernel(?::0)?$")
"""How Keras names the kernel of a depthwise convolution."""
NAMED_LAYOUTS: dict[str, Layout] = {"weight": "OIHW", "kernel": "HWIO"}
"""The order of axes that goes with it."""


def name_layers(
    arrays: Sequence[ModelArray], layout: Layout | None = None
) -> tuple[ModelLayer, ...]:
    """Choose the convolutions in two directions among the arrays of a file.

    Parameters
    ----------
    arrays : sequence of ModelArray
    layout : str, optional
        The order of axes, where the kind of file says it.

    Returns
    -------
    tuple of ModelLayer
        In the order of the arrays. Where a file names filters as PyTorch or Keras do, other arrays
        with four axes are none.

    Examples
    --------
    >>> import numpy as np
    >>> shapes = {"conv.weight": (8, 3, 5, 5), "conv.bias": (8,), "fc.weight": (10, 8)}
    >>> arrays = [ModelArray(name, shape, lambda: np.zeros(8)) for name, shape in shapes.items()]
    >>> [(layer.name, layer.layouts, layer.bias_array.name) for layer in name_layers(arrays)]
    [('conv', ('OIHW',), 'conv.bias')]
    """
    arrays = [_turn_named(array) for array in arrays]
    flat = {(array.part, array.name): array for array in arrays if len(array.shape) == 1}
    filters = [array for array in arrays if len(array.shape) == 4 and 0 not in array.shape]
    named = [array for array in filters if LAST_WORD.search(array.name)]
    return tuple(
        ModelLayer(
            name=LAST_WORD.sub("", array.name) or array.name,
            array=array,
            layouts=possible_layouts(array, layout),
            bias_array=flat.get((array.part, bias_name(array.name) or "")),
        )
        for array in named or filters
    )


def _turn_named(array: ModelArray) -> ModelArray:
    """Bring a depthwise kernel of Keras to the order of a weight, and give it a weight's name."""
    ending = DEPTHWISE.search(array.name)
    if ending is None or len(array.shape) != 4:
        return array
    return replace(turn_depthwise(array), name=f"{array.name[: ending.start()]}weight")


def bias_name(name: str) -> str | None:
    """Return the name of the bias that belongs to filters.

    Examples
    --------
    >>> bias_name("conv1.weight"), bias_name("conv1/kernel:0"), bias_name("w")
    ('conv1.bias', 'conv1/bias:0', None)
    """
    found = LAST_WORD.search(name)
    return f"{name[: found.start(1)]}bias{name[found.end(1) :]}" if found else None


def possible_layouts(array: ModelArray, known: Layout | None = None) -> tuple[Layout, ...]:
    """Return the orders of axes that an array can have, the more likely first.

    The kind of file and the name say it, or else all those are possible whose kernels have at most
    `LARGEST_KERNEL` rows and columns: square and small kernels are more likely.

    Examples
    --------
    >>> array = ModelArray("w", (6, 1, 3, 3), list)
    >>> possible_layouts(array), possible_layouts(ModelArray("w", (7, 7, 3, 64), list))
    (('OIHW', 'HWIO'), ('HWIO',))
    """
    if known is not None:
        return (known,)
    if (found := LAST_WORD.search(array.name)) is not None:
        return (NAMED_LAYOUTS[found[1]],)
    both: list[Layout] = ["OIHW", "HWIO"]
    sizes = {layout: order_axes(array.shape, layout)[2:] for layout in both}
    small = [layout for layout in both if max(sizes[layout]) <= LARGEST_KERNEL]
    likely = sorted(small, key=lambda layout: (len(set(sizes[layout])), sum(sizes[layout])))
    return tuple(likely) or ("OIHW",)
