"""Operators of ONNX that compute cell by cell, or over whole axes.

References
----------
"ONNX Operators", in the documentation of ONNX.
"""

from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np

from conv_engine.networks.activations import (
    ACTIVATIONS,
    elu,
    erf,
    hard_sigmoid,
    leaky_relu,
    relu,
    sigmoid,
    softplus,
)
from conv_engine.networks.calculations import (
    check_size,
    share_out,
)
from conv_engine.networks.operation import MisfitError
from conv_engine.numeric import Array
from files.models.onnx_calls import Rule, Settings, fill_inputs


def _each_cell(function: Callable[[Any], Any]) -> Rule:
    return lambda said, given: np.asarray(function(given[0]))


def _merge(function: Callable[[Any, Any], Any]) -> Rule:
    def rule(said: Settings, given: list[Array | None]) -> Array:
        arrays = [array for array in given if array is not None]
        check_size(np.broadcast_shapes(*(array.shape for array in arrays)))
        return np.asarray(reduce(function, arrays))

    return rule


def _divide(left: Array, right: Array) -> Array:
    is_whole = left.dtype.kind in "iu" and right.dtype.kind in "iu"
    return left // right if is_whole else left / right


def _clip(said: Settings, given: list[Array | None]) -> Array:
    values, low, high = fill_inputs(given, 3)
    low = said.get("min") if low is None else low
    high = said.get("max") if high is None else high
    return np.asarray(np.clip(values, low, high))


def _leaky(said: Settings, given: list[Array | None]) -> Array:
    values = fill_inputs(given, 1)[0]
    return leaky_relu(values, said.get("alpha", 0.01))


def _prelu(said: Settings, given: list[Array | None]) -> Array:
    values, slope = fill_inputs(given, 2)
    return leaky_relu(values, slope)


def _elu(said: Settings, given: list[Array | None]) -> Array:
    values = fill_inputs(given, 1)[0]
    return elu(values, said.get("alpha", 1.0))


def _hard_sigmoid(said: Settings, given: list[Array | None]) -> Array:
    values = fill_inputs(given, 1)[0]
    return hard_sigmoid(values, said.get("alpha", 0.2), said.get("beta", 0.5))


def _softmax(said: Settings, given: list[Array | None]) -> Array:
    values = fill_inputs(given, 1)[0]
    if not said.get("to_end"):
        return share_out(values, said.get("axis", -1))
    row: Array = values.reshape(*values.shape[: said["axis"] % values.ndim], -1)
    return share_out(row).reshape(values.shape)


def _global(function: Callable[..., Any]) -> Rule:
    def rule(said: Settings, given: list[Array | None]) -> Array:
        maps = fill_inputs(given, 1)[0]
        return np.asarray(function(maps, axis=tuple(range(2, maps.ndim)), keepdims=True))

    return rule


def _reduce(function: Callable[..., Any]) -> Rule:
    def rule(said: Settings, given: list[Array | None]) -> Array:
        values, axes = fill_inputs(given, 2)
        axes = said.get("axes") if axes is None else axes.tolist()
        keep = bool(said.get("keepdims", 1))
        return np.asarray(function(values, axis=tuple(axes) if axes else None, keepdims=keep))

    return rule


def _along(values: Array, axis: int, shape: tuple[int, ...]) -> Array:
    """Lay the scales of an axis along it; one number serves all."""
    if values.size == 1:
        return values.reshape(())
    if values.shape != shape[axis : axis + 1 or None]:
        raise MisfitError("its scales are not one for each cell of an axis")
    return values.reshape([-1 if place == axis % len(shape) else 1 for place in range(len(shape))])


def dequantise(said: Settings, given: list[Array | None]) -> Array:
    """Turn whole numbers into those that they stand for: (q - zero) * scale.

    Examples
    --------
    >>> given = [np.array([[1, 3]], np.int8), np.array([0.5, 2.0]), np.array([1, 1], np.int8)]
    >>> dequantise({}, given)
    array([[0., 4.]])
    """
    whole, scale, zero = fill_inputs(given, 3)
    axis = said.get("axis", 1)
    numbers = whole.astype(scale.dtype)
    if zero is not None:
        numbers = numbers - _along(zero.astype(scale.dtype), axis, whole.shape)
    return np.asarray(numbers * _along(scale, axis, whole.shape))


def _quantise(said: Settings, given: list[Array | None]) -> Array:
    values, scale, zero = fill_inputs(given, 3)
    axis = said.get("axis", 1)
    zero = np.zeros_like(scale, np.uint8) if zero is None else zero
    limits = np.iinfo(zero.dtype)
    whole = np.rint(values / _along(scale, axis, values.shape)) + _along(zero, axis, values.shape)
    return np.asarray(np.clip(whole, limits.min, limits.max).astype(zero.dtype))


CELL_RULES: dict[str, Rule] = {
    "GlobalAveragePool": _global(np.mean),
    "GlobalMaxPool": _global(np.max),
    "Relu": _each_cell(relu),
    "Sigmoid": _each_cell(sigmoid),
    "Tanh": _each_cell(np.tanh),
    "Exp": _each_cell(np.exp),
    "Log": _each_cell(np.log),
    "Sqrt": _each_cell(np.sqrt),
    "Abs": _each_cell(np.abs),
    "Neg": _each_cell(np.negative),
    "Floor": _each_cell(np.floor),
    "Softplus": _each_cell(softplus),
    "HardSwish": _each_cell(ACTIVATIONS["hard_swish"]),
    "Erf": _each_cell(erf),
    "HardSigmoid": _hard_sigmoid,
    "LeakyRelu": _leaky,
    "PRelu": _prelu,
    "Elu": _elu,
    "Clip": _clip,
    "Softmax": _softmax,
    "Add": _merge(np.add),
    "Sum": _merge(np.add),
    "Sub": _merge(np.subtract),
    "Mul": _merge(np.multiply),
    "Div": _merge(_divide),
    "Pow": _merge(np.power),
    "Max": _merge(np.maximum),
    "Min": _merge(np.minimum),
    "ReduceMean": _reduce(np.mean),
    "ReduceSum": _reduce(np.sum),
    "ReduceMax": _reduce(np.max),
    "QuantizeLinear": _quantise,
    "DequantizeLinear": dequantise,
    "Identity": _each_cell(lambda x: x),
    "Dropout": _each_cell(lambda x: x),
    "Cast": _each_cell(lambda x: x),
}
"""By the names of operators."""
