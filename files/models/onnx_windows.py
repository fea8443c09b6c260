"""Operators of ONNX with windows or learned numbers: convolutions, pools, norms and products.

References
----------
"ONNX Operators", in the documentation of ONNX.
"""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from conv_engine import ConvSpec, conv3d
from conv_engine.geometry import PadAmounts, Pair
from conv_engine.networks import Conv
from conv_engine.networks.calculations import (
    check_size,
    convolve,
    normalise_channels,
    pool_windows,
    stamp_filters,
)
from conv_engine.networks.learned import StampPlaces
from conv_engine.networks.operation import MisfitError
from conv_engine.numeric import Array
from files.models.onnx_calls import Rule, Settings, fill_inputs
from files.models.onnx_geometry import direction_sides, lift_settings, sized_spec


def _along_series(rule: Rule) -> Rule:
    """Compute along a series by the same rule in two directions."""

    def either(said: Settings, given: list[Array | None]) -> Array:
        if given[0] is None or given[0].ndim != 3:
            return rule(said, given)
        rows = [
            array if array is None or array.ndim != 3 else array[:, :, np.newaxis]
            for array in given
        ]
        return rule(lift_settings(said), rows)[:, :, 0]

    return either


def _conv(said: Settings, given: list[Array | None]) -> Array:
    maps, weight, bias = fill_inputs(given, 3)
    if maps.ndim == 5:
        return _conv_volume(said, maps, weight, bias)
    spec = sized_spec(said, weight.shape, bias is not None, maps.shape[2:])
    if spec is None:
        raise MisfitError("its geometry does not fit a layer")
    return convolve(maps, weight, bias, spec)


def _conv_volume(said: Settings, volume: Array, weight: Array, bias: Array | None) -> Array:
    """Slide blocks through a volume, which is padded before."""
    padding = direction_sides(said, 3)
    named: dict[str, Any] = {
        "stride": tuple(said.get("strides") or (1, 1, 1)),
        "dilation": tuple(said.get("dilations") or (1, 1, 1)),
        "groups": said.get("group", 1),
    }
    operation = Conv(3, len(weight), weight.shape[2:], padding=padding, **named)
    check_size((len(volume), *operation.output_shape(volume.shape[1:])))
    if padding == "same":
        return conv3d(volume, weight, bias, padding="same", **named)
    check_size(
        [n + before + after for n, (before, after) in zip(volume.shape[2:], padding, strict=True)]
    )
    return conv3d(np.pad(volume, ((0, 0), (0, 0), *padding)), weight, bias, **named)


def _conv_transpose(said: Settings, given: list[Array | None]) -> Array:
    maps, weight, bias = fill_inputs(given, 3)
    stamping = find_stamping(said, weight.shape[2:])
    stride, dilation, cut = stamping.stride, stamping.dilation, stamping.find_cut(maps.shape[2:])
    added = _pair(said.get("output_padding"), 0)
    return stamp_filters(maps, weight, bias, stride, cut, added, dilation, said.get("group", 1))


def find_stamping(said: Settings, kernel: Sequence[int]) -> StampPlaces:
    """Return where the stamps of a transposed convolution land."""
    stride, dilation, added = (
        _pair(said.get(name), default)
        for name, default in (("strides", 1), ("dilations", 1), ("output_padding", 0))
    )

    def find_cut(size: Sequence[int]) -> PadAmounts:
        axes = list(zip(size, kernel, stride, dilation, added, strict=True))
        whole = [(n - 1) * step + d * (k - 1) + 1 + more for n, k, step, d, more in axes]
        return _stamps_cut(said, whole, [n * step for n, _, step, _, _ in axes])

    return StampPlaces(stride, dilation, find_cut)


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
        maps = fill_inputs(given, 1)[0]
        channels, *size = maps.shape[1:]
        kernel = tuple(said["kernel_shape"])
        spec = sized_spec({**said, "group": channels}, (channels, 1, *kernel), False, size)
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


def _normalise_across(said: Settings, given: list[Array | None]) -> Array:
    """Divide by the squares of the channels nearby, as LRN does."""
    maps = fill_inputs(given, 1)[0]
    size = min(said["size"], 2 * maps.shape[1] + 1)  # beside the channels there are zeros
    before, after = (size - 1) // 2, size - 1 - (size - 1) // 2
    squares = np.pad(maps**2, ((0, 0), (before, after), *[(0, 0)] * (maps.ndim - 2)))
    nearby = sum(squares[:, place : place + maps.shape[1]] for place in range(size))
    scale = said.get("bias", 1.0) + said.get("alpha", 1e-4) / said["size"] * nearby
    return np.asarray(maps / scale ** said.get("beta", 0.75), maps.dtype)


def _batch_norm(said: Settings, given: list[Array | None]) -> Array:
    maps, scale, shift, mean, variance = fill_inputs(given, 5)
    return normalise_channels(maps, scale, shift, mean, variance, said.get("epsilon", 1e-5))


def _instance_norm(said: Settings, given: list[Array | None]) -> Array:
    maps, scale, shift = fill_inputs(given, 3)
    axes = tuple(range(2, maps.ndim))
    centred = maps - maps.mean(axes, keepdims=True)
    variance = (centred**2).mean(axes, keepdims=True)
    along = (-1, *(1 for _ in axes))
    even: Array = centred / np.sqrt(variance + said.get("epsilon", 1e-5))
    return np.asarray(even * scale.reshape(along) + shift.reshape(along))


def _gemm(said: Settings, given: list[Array | None]) -> Array:
    left, right, added = fill_inputs(given, 3)
    left = left.T if said.get("transA") else left
    right = right.T if said.get("transB") else right
    check_size((left.shape[0], right.shape[-1]))
    product = said.get("alpha", 1.0) * (left @ right)
    return np.asarray(product if added is None else product + said.get("beta", 1.0) * added)


def _matmul(said: Settings, given: list[Array | None]) -> Array:
    left, right = fill_inputs(given, 2)
    outer = np.broadcast_shapes(left.shape[:-2], right.shape[:-2])
    check_size((*outer, left.shape[-2], right.shape[-1]))
    product: Array = left @ right
    return product


WINDOW_RULES: dict[str, Rule] = {
    "Conv": _along_series(_conv),
    "ConvTranspose": _along_series(_conv_transpose),
    "MaxPool": _along_series(_pool("max")),
    "AveragePool": _along_series(_pool("mean")),
    "BatchNormalization": _batch_norm,
    "LRN": _normalise_across,
    "InstanceNormalization": _instance_norm,
    "Gemm": _gemm,
    "MatMul": _matmul,
}
"""By the names of operators."""
