"""Constants of ONNX that a node makes of others: weights in another order, type or shape."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from conv_engine.numeric import Array
from files.models.model import ModelArray
from files.models.onnx_cells import dequantise
from files.models.onnx_shapes import SHAPE_RULES

REORDERING = ("Transpose", "Reshape", "Squeeze", "Unsqueeze")
"""Operators that lay the same numbers out in another way."""


def derive_constant(
    kind: str, arrays: Sequence[ModelArray], said: Mapping[str, Any]
) -> ModelArray | None:
    """Return what a node makes of constants, which has the name of the first.

    Returns
    -------
    ModelArray or None
        It is read when it is asked for. None where the node computes more than is followed here.

    Examples
    --------
    >>> array = ModelArray("w", (2, 3), lambda: np.arange(6).reshape(2, 3))
    >>> turned = derive_constant("Transpose", [array], {"perm": [1, 0]})
    >>> turned.name, turned.shape, turned.read().tolist()
    ('w', (3, 2), [[0, 3], [1, 4], [2, 5]])
    """
    first, *others = arrays
    if kind == "Cast":
        return first
    if kind == "DequantizeLinear":
        return scale_constant(list(arrays), said)
    if kind not in REORDERING:
        return None
    told = [array.read() for array in others]  # they are shapes and axes

    def lay_out(values: Array) -> Array:
        return SHAPE_RULES[kind](said, [values, *told])

    # A single 0 stands for all numbers: what becomes of their shape is known without them.
    shape = lay_out(np.broadcast_to(np.int8(0), first.shape)).shape
    return replace(first, shape=shape, read=lambda: lay_out(first.read()))


def scale_constant(arrays: list[ModelArray], said: Mapping[str, Any]) -> ModelArray:
    """Return weights that are held as whole numbers with a scale and a zero point.

    onnxruntime names the whole numbers of `w` `w_quantized`.
    """
    whole = arrays[0]
    name = whole.name.removesuffix("_quantized")
    return replace(
        whole, name=name, read=lambda: dequantise(said, [each.read() for each in arrays])
    )
