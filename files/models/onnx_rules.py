"""What the operators of ONNX compute: their settings brought to the calculations of the engine.

References
----------
"ONNX Operators", in the documentation of ONNX.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any, Literal

import numpy as np

from conv_engine import ConvSpec
from conv_engine.geometry import PadAmounts, Pair
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
    convolve,
    normalise_channels,
    pool_windows,
    share_out,
    stamp_filters,
)
from conv_engine.networks.interpolation import interpolate
from conv_engine.networks.operation import MisfitError
from conv_engine.numeric import Array
from files.models.onnx_geometry import node_spec

Settings = Mapping[str, Any]
Rule = Callable[[Settings, list[Array | None]], Array]
"""Computes a node from its settings and its inputs; None stands for one that is left out."""


def _conv(said: Settings, given: list[Array | None]) -> Array:
    maps, weight, bias = _fill(given, 3)
    spec = node_spec(said, weight.shape, bias is not None)
    if spec is None:
        raise MisfitError("its geometry does not fit a layer")
    return convolve(maps, weight, bias, spec)


def _conv_transpose(said: Settings, given: list[Array | None]) -> Array:
    maps, weight, bias = _fill(given, 3)
    stride, dilation, added = (
        _pair(said.get(name), default)
        for name, default in (("strides", 1), ("dilations", 1), ("output_padding", 0))
    )
    axes = list(zip(maps.shape[2:], weight.shape[2:], stride, dilation, added, strict=True))
    whole = [(n - 1) * step + d * (k - 1) + 1 + more for n, k, step, d, more in axes]
    cut = _stamps_cut(said, whole, [n * step for n, _, step, _, _ in axes])
    return stamp_filters(maps, weight, bias, stride, cut, added, dilation, said.get("group", 1))


def _stamps_cut(said: Settings, whole: list[int], same: list[int]) -> PadAmounts:
    """Return what is cut off the stamps, which may follow from the size of the output."""
    word = said.get("auto_pad", "NOTSET")
    wanted = said.get("output_shape") or (same if word.startswith("SAME") else None)
    if wanted is None:
        top, left, bottom, right = said.get("pads") or (0, 0, 0, 0)
        return (top, bottom), (left, right)
    totals = [n - size for n, size in zip(whole, wanted[-2:], strict=True)]
    if min(totals) < 0:
        raise MisfitError("its output is larger than what its stamps reach")
    (rows, columns), upper = totals, word == "SAME_UPPER"
    sides = (rows // 2, rows - rows // 2), (columns // 2, columns - columns // 2)
    return sides if upper else (sides[0][::-1], sides[1][::-1])


def _pool(kind: Literal["max", "mean"]) -> Rule:
    def rule(said: Settings, given: list[Array | None]) -> Array:
        maps = _fill(given, 1)[0]
        channels, *size = maps.shape[1:]
        kernel = tuple(said["kernel_shape"])
        spec = node_spec({**said, "group": channels}, (channels, 1, *kernel), bias=False)
        if spec is None:
            raise MisfitError("its geometry does not fit a window")
        beyond = _cells_beyond(spec, size) if said.get("ceil_mode") else (0, 0)
        return pool_windows(maps, kind, spec, beyond, bool(said.get("count_include_pad")))

    return rule


def _cells_beyond(spec: ConvSpec, size: Sequence[int]) -> Pair:
    """Return how many cells more the last window needs, where positions are rounded up."""
    sides = spec.pad_amounts(*size)
    more = []
    for axis, n, (before, after) in zip(spec.axes, size, sides, strict=True):
        room = before + n + after - axis.extent
        positions = -(-room // axis.stride) + 1
        positions -= (positions - 1) * axis.stride >= before + n
        more.append(max((positions - 1) * axis.stride + axis.extent - (before + n + after), 0))
    return more[0], more[1]


def _pair(written: Sequence[int] | None, default: int) -> Pair:
    first, second = written or (default, default)
    return first, second


def _fill(given: list[Array | None], count: int) -> list[Any]:
    """Return so many inputs, None for those left out at the end."""
    return [*given, *[None] * count][:count]


def _batch_norm(said: Settings, given: list[Array | None]) -> Array:
    maps, scale, shift, mean, variance = _fill(given, 5)
    return normalise_channels(maps, scale, shift, mean, variance, said.get("epsilon", 1e-5))


def _instance_norm(said: Settings, given: list[Array | None]) -> Array:
    maps, scale, shift = _fill(given, 3)
    axes = tuple(range(2, maps.ndim))
    centred = maps - maps.mean(axes, keepdims=True)
    variance = (centred**2).mean(axes, keepdims=True)
    along = (-1, *(1 for _ in axes))
    even: Array = centred / np.sqrt(variance + said.get("epsilon", 1e-5))
    return np.asarray(even * scale.reshape(along) + shift.reshape(along))


def _gemm(said: Settings, given: list[Array | None]) -> Array:
    left, right, added = _fill(given, 3)
    left = left.T if said.get("transA") else left
    right = right.T if said.get("transB") else right
    check_size((left.shape[0], right.shape[-1]))
    product = said.get("alpha", 1.0) * (left @ right)
    return np.asarray(product if added is None else product + said.get("beta", 1.0) * added)


def _matmul(said: Settings, given: list[Array | None]) -> Array:
    left, right = _fill(given, 2)
    outer = np.broadcast_shapes(left.shape[:-2], right.shape[:-2])
    check_size((*outer, left.shape[-2], right.shape[-1]))
    product: Array = left @ right
    return product


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
    values, low, high = _fill(given, 3)
    low = said.get("min") if low is None else low
    high = said.get("max") if high is None else high
    return np.asarray(np.clip(values, low, high))


def _leaky(said: Settings, given: list[Array | None]) -> Array:
    values = _fill(given, 1)[0]
    return leaky_relu(values, said.get("alpha", 0.01))


def _prelu(said: Settings, given: list[Array | None]) -> Array:
    values, slope = _fill(given, 2)
    return leaky_relu(values, slope)


def _elu(said: Settings, given: list[Array | None]) -> Array:
    values = _fill(given, 1)[0]
    return elu(values, said.get("alpha", 1.0))


def _hard_sigmoid(said: Settings, given: list[Array | None]) -> Array:
    values = _fill(given, 1)[0]
    return hard_sigmoid(values, said.get("alpha", 0.2), said.get("beta", 0.5))


def _softmax(said: Settings, given: list[Array | None]) -> Array:
    values = _fill(given, 1)[0]
    if not said.get("to_end"):
        return share_out(values, said.get("axis", -1))
    row: Array = values.reshape(*values.shape[: said["axis"] % values.ndim], -1)
    return share_out(row).reshape(values.shape)


def _global(function: Callable[..., Any]) -> Rule:
    def rule(said: Settings, given: list[Array | None]) -> Array:
        maps = _fill(given, 1)[0]
        return np.asarray(function(maps, axis=tuple(range(2, maps.ndim)), keepdims=True))

    return rule


def _reduce(function: Callable[..., Any]) -> Rule:
    def rule(said: Settings, given: list[Array | None]) -> Array:
        values, axes = _fill(given, 2)
        axes = said.get("axes") if axes is None else axes.tolist()
        keep = bool(said.get("keepdims", 1))
        return np.asarray(function(values, axis=tuple(axes) if axes else None, keepdims=keep))

    return rule


def _flatten(said: Settings, given: list[Array | None]) -> Array:
    values = _fill(given, 1)[0]
    axis = said.get("axis", 1) % (values.ndim + 1)
    return np.asarray(values.reshape(math.prod(values.shape[:axis]), -1))


def _reshape(said: Settings, given: list[Array | None]) -> Array:
    values, shape = _fill(given, 2)
    sizes = shape.astype(int).tolist()
    if not said.get("allowzero"):
        sizes = [values.shape[place] if n == 0 else n for place, n in enumerate(sizes)]
    return np.asarray(values.reshape(sizes))


def _transpose(said: Settings, given: list[Array | None]) -> Array:
    return np.asarray(_fill(given, 1)[0].transpose(said.get("perm")))


def _axes_of(said: Settings, axes: Array | None) -> tuple[int, ...] | None:
    found = said.get("axes") if axes is None else axes.astype(int).tolist()
    return None if found is None else tuple(found)


def _squeeze(said: Settings, given: list[Array | None]) -> Array:
    values, axes = _fill(given, 2)
    return np.asarray(np.squeeze(values, _axes_of(said, axes)))


def _unsqueeze(said: Settings, given: list[Array | None]) -> Array:
    values, axes = _fill(given, 2)
    return np.asarray(np.expand_dims(values, _axes_of(said, axes) or ()))


def _concat(said: Settings, given: list[Array | None]) -> Array:
    arrays = [array for array in given if array is not None]
    return np.concatenate(arrays, axis=said["axis"])


def _slice(said: Settings, given: list[Array | None]) -> Array:
    values, starts, stops, axes, steps = _fill(given, 5)
    starts = said["starts"] if starts is None else starts.tolist()
    stops = said["ends"] if stops is None else stops.tolist()
    places = _axes_of(said, axes) or tuple(range(len(starts)))
    strides = [1] * len(starts) if steps is None else steps.tolist()
    taken = [slice(None)] * values.ndim
    for axis, start, stop, step in zip(places, starts, stops, strides, strict=True):
        end = None if step < 0 and stop < -values.shape[axis] else stop
        taken[axis] = slice(start, end, step)
    return np.asarray(values[tuple(taken)])


def _gather(said: Settings, given: list[Array | None]) -> Array:
    values, places = _fill(given, 2)
    return np.asarray(np.take(values, places.astype(int), axis=said.get("axis", 0)))


def _shape(said: Settings, given: list[Array | None]) -> Array:
    sizes = _fill(given, 1)[0].shape
    return np.array(sizes[said.get("start", 0) : said.get("end", len(sizes))], np.int64)


def _pad(said: Settings, given: list[Array | None]) -> Array:
    values, pads, constant, axes = _fill(given, 4)
    ends = said["pads"] if pads is None else pads.astype(int).tolist()
    places = _axes_of(said, axes) or tuple(range(values.ndim))
    both = [(0, 0)] * values.ndim
    for axis, before, after in zip(places, ends[: len(places)], ends[len(places) :], strict=True):
        both[axis] = before, after
    check_size([n + sum(sides) for n, sides in zip(values.shape, both, strict=True)])
    mode = {"constant": "constant", "reflect": "reflect", "edge": "edge", "wrap": "wrap"}
    named: Any = mode[said.get("mode", "constant")]
    if named != "constant":
        return np.pad(values, both, mode=named)
    filled = said.get("value", 0.0) if constant is None else constant.item()
    return np.pad(values, both, constant_values=filled)


def _resize(said: Settings, given: list[Array | None]) -> Array:
    values = _fill(given, 1)[0]
    told = [array for array in given[1:] if array is not None and array.size == values.ndim]
    if not told:
        raise MisfitError("it does not say a size")
    *_, last = told
    factors = last / values.shape if last.dtype.kind in "iu" else last
    sizes = [math.floor(n * factor + 1e-6) for n, factor in zip(values.shape, factors, strict=True)]
    check_size(sizes)
    if said.get("mode", "nearest") == "nearest":
        return _repeat_cells(values, factors)
    if said["mode"] != "linear" or said.get("antialias"):
        raise MisfitError("only repeated cells, and lines between cells, are computed here")
    alignment = said.get("coordinate_transformation_mode", "half_pixel")
    for axis, (size, factor) in enumerate(zip(sizes, factors.tolist(), strict=True)):
        if size != values.shape[axis]:
            values = interpolate(values, axis, size, factor, alignment)
    return np.asarray(values)


def _repeat_cells(values: Array, factors: Array) -> Array:
    whole = np.rint(factors).astype(int)
    if np.abs(whole - factors).max() > 1e-6 or whole.min() < 1:
        raise MisfitError("only enlarging by whole factors is computed here")
    for axis, factor in enumerate(whole.tolist()):
        values = values.repeat(factor, axis) if factor > 1 else values
    return values


def _split(said: Settings, given: list[Array | None]) -> Array:
    """Return one of the parts: the reader says which of how many."""
    values, sizes = _fill(given, 2)
    axis, parts = said.get("axis", 0), said["parts"]
    each = said.get("split") if sizes is None else sizes.tolist()
    each = each or [-(-values.shape[axis] // parts)] * parts
    start = sum(each[: said["part"]])
    taken = range(values.shape[axis])[start : start + each[said["part"]]]
    return np.asarray(values.take(taken, axis))


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
    whole, scale, zero = _fill(given, 3)
    axis = said.get("axis", 1)
    numbers = whole.astype(scale.dtype)
    if zero is not None:
        numbers = numbers - _along(zero.astype(scale.dtype), axis, whole.shape)
    return np.asarray(numbers * _along(scale, axis, whole.shape))


def _quantise(said: Settings, given: list[Array | None]) -> Array:
    values, scale, zero = _fill(given, 3)
    axis = said.get("axis", 1)
    zero = np.zeros_like(scale, np.uint8) if zero is None else zero
    limits = np.iinfo(zero.dtype)
    whole = np.rint(values / _along(scale, axis, values.shape)) + _along(zero, axis, values.shape)
    return np.asarray(np.clip(whole, limits.min, limits.max).astype(zero.dtype))


RULES: dict[str, Rule] = {
    "Conv": _conv,
    "ConvTranspose": _conv_transpose,
    "MaxPool": _pool("max"),
    "AveragePool": _pool("mean"),
    "GlobalAveragePool": _global(np.mean),
    "GlobalMaxPool": _global(np.max),
    "BatchNormalization": _batch_norm,
    "InstanceNormalization": _instance_norm,
    "Gemm": _gemm,
    "MatMul": _matmul,
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
    "Flatten": _flatten,
    "Reshape": _reshape,
    "Transpose": _transpose,
    "Squeeze": _squeeze,
    "Unsqueeze": _unsqueeze,
    "Concat": _concat,
    "Slice": _slice,
    "Gather": _gather,
    "Shape": _shape,
    "Pad": _pad,
    "Split": _split,
    "QuantizeLinear": _quantise,
    "DequantizeLinear": dequantise,
    "Resize": _resize,
    "Upsample": _resize,
    "Identity": _each_cell(lambda x: x),
    "Dropout": _each_cell(lambda x: x),
    "Cast": _each_cell(lambda x: x),
}
"""By the names of operators."""
