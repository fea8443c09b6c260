"""Operators of ONNX that move numbers and change shapes.

References
----------
"ONNX Operators", in the documentation of ONNX.
"""

import math
from typing import Any

import numpy as np

from conv_engine.networks.calculations import (
    check_size,
)
from conv_engine.networks.interpolation import interpolate
from conv_engine.networks.operation import MisfitError
from conv_engine.numeric import Array
from files.models.onnx_calls import Rule, Settings, fill_inputs


def _flatten(said: Settings, given: list[Array | None]) -> Array:
    values = fill_inputs(given, 1)[0]
    axis = said.get("axis", 1) % (values.ndim + 1)
    return np.asarray(values.reshape(math.prod(values.shape[:axis]), -1))


def _reshape(said: Settings, given: list[Array | None]) -> Array:
    values, shape = fill_inputs(given, 2)
    sizes = shape.astype(int).tolist()
    if not said.get("allowzero"):
        sizes = [values.shape[place] if n == 0 else n for place, n in enumerate(sizes)]
    return np.asarray(values.reshape(sizes))


def _transpose(said: Settings, given: list[Array | None]) -> Array:
    return np.asarray(fill_inputs(given, 1)[0].transpose(said.get("perm")))


def _axes_of(said: Settings, axes: Array | None) -> tuple[int, ...] | None:
    found = said.get("axes") if axes is None else axes.astype(int).tolist()
    return None if found is None else tuple(found)


def _squeeze(said: Settings, given: list[Array | None]) -> Array:
    values, axes = fill_inputs(given, 2)
    return np.asarray(np.squeeze(values, _axes_of(said, axes)))


def _unsqueeze(said: Settings, given: list[Array | None]) -> Array:
    values, axes = fill_inputs(given, 2)
    return np.asarray(np.expand_dims(values, _axes_of(said, axes) or ()))


def _concat(said: Settings, given: list[Array | None]) -> Array:
    arrays = [array for array in given if array is not None]
    return np.concatenate(arrays, axis=said["axis"])


def _slice(said: Settings, given: list[Array | None]) -> Array:
    values, starts, stops, axes, steps = fill_inputs(given, 5)
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
    values, places = fill_inputs(given, 2)
    return np.asarray(np.take(values, places.astype(int), axis=said.get("axis", 0)))


def _shape(said: Settings, given: list[Array | None]) -> Array:
    sizes = fill_inputs(given, 1)[0].shape
    return np.array(sizes[said.get("start", 0) : said.get("end", len(sizes))], np.int64)


def _pad(said: Settings, given: list[Array | None]) -> Array:
    values, pads, constant, axes = fill_inputs(given, 4)
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
    values = fill_inputs(given, 1)[0]
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
    values, sizes = fill_inputs(given, 2)
    axis, parts = said.get("axis", 0), said["parts"]
    each = said.get("split") if sizes is None else sizes.tolist()
    each = each or [-(-values.shape[axis] // parts)] * parts
    start = sum(each[: said["part"]])
    taken = range(values.shape[axis])[start : start + each[said["part"]]]
    return np.asarray(values.take(taken, axis))


SHAPE_RULES: dict[str, Rule] = {
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
    "Resize": _resize,
    "Upsample": _resize,
}
"""By the names of operators."""
