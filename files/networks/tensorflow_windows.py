"""Functions of TensorFlow and of `keras.ops` that slide windows: their arguments, and what they do.

Each function here has the arguments of the one it stands for, without the input.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from conv_engine.networks import (
    Conv,
    DepthwiseConv,
    OpenWeight,
    Operation,
    Patches,
    Pooling,
    SeparableConv,
    TransposedConv,
)
from files.networks.makers import ALL_DIMENSIONS, Maker, Numbers
from files.networks.torch_functions import SIDES
from files.networks.values import Array, Open, Value


def weight_shape(weight: Value, rank: int) -> tuple[int, ...]:
    """Return the shape of a weight that a function is given, kernel first."""
    shape = weight.shape if isinstance(weight, Array) else ()
    if len(shape) != rank or not all(isinstance(size, int) for size in shape):
        raise ValueError(
            "the text does not say the shape of its weight. No sizes are known after it"
        )
    return shape


def inner_numbers(numbers: Numbers, dimensions: int, data_format: object = None) -> Numbers:
    """Leave samples and channels out of numbers for all axes.

    Examples
    --------
    >>> inner_numbers([1, 2, 3, 1], 2), inner_numbers([1, 1, 2, 3], 2, "NCHW"), inner_numbers(2, 2)
    ((2, 3), (2, 3), 2)
    """
    if isinstance(numbers, list | tuple) and len(numbers) == dimensions + 2:
        first = isinstance(data_format, str) and data_format.startswith("NC")
        return tuple(numbers[2:] if first else numbers[1:-1])
    return tuple(numbers) if isinstance(numbers, list) else numbers


def _padding(padding: Any, dimensions: int) -> Any:
    if isinstance(padding, str):
        return padding.lower()
    pairs = [tuple(pair) for pair in padding]
    return tuple(pairs[1:-1]) if len(pairs) == dimensions + 2 else tuple(pairs)


def _word(padding: str) -> Any:
    """Return a word of padding in small letters."""
    return padding.lower()


def _conv(dimensions: int) -> Maker:
    def make(
        filters: Value = None,
        strides: Numbers = 1,
        padding: Any = "VALID",
        use_cudnn_on_gpu: object = None,
        data_format: object = None,
        dilations: Numbers = 1,
        name: object = None,
        *,
        filter: Value = None,
        stride: Numbers = None,
    ) -> Operation:
        weight = filter if filters is None else filters
        if isinstance(weight, Open):
            return OpenWeight(weight.text, (*SIDES[dimensions], "depth", "filters"))
        *kernel, depth, count = weight_shape(weight, dimensions + 2)
        moves = strides if stride is None else stride
        return Conv(
            dimensions,
            count,
            tuple(kernel),
            inner_numbers(moves, dimensions, data_format),
            _padding(padding, dimensions),
            inner_numbers(dilations, dimensions, data_format),
            bias=False,
            filter_depth=depth,
        )

    return make


def _depthwise(
    filter: Value,
    strides: Numbers,
    padding: Any = "VALID",
    data_format: object = None,
    dilations: Numbers = 1,
    name: object = None,
) -> Operation:
    *kernel, _, multiplier = weight_shape(filter, 4)
    return DepthwiseConv(
        2,
        tuple(kernel),
        multiplier,
        inner_numbers(strides, 2, data_format),
        _padding(padding, 2),
        inner_numbers(dilations, 2, data_format),
        bias=False,
    )


def _separable(
    depthwise_filter: Value,
    pointwise_filter: Value,
    strides: Numbers,
    padding: Any = "VALID",
    data_format: object = None,
    dilations: Numbers = 1,
    name: object = None,
) -> Operation:
    *kernel, _, multiplier = weight_shape(depthwise_filter, 4)
    count = weight_shape(pointwise_filter, 4)[-1]
    return SeparableConv(
        2,
        count,
        tuple(kernel),
        multiplier,
        inner_numbers(strides, 2, data_format),
        _padding(padding, 2),
        bias=False,
    )


def _transposed(
    filters: Value = None,
    output_shape: Value = None,
    strides: Numbers = 1,
    padding: Any = "SAME",
    data_format: object = None,
    dilations: Numbers = 1,
    name: object = None,
    *,
    filter: Value = None,
) -> Operation:
    *kernel, count, depth = weight_shape(filter if filters is None else filters, 4)
    moves = inner_numbers(strides, 2, data_format)
    return TransposedConv(
        2, count, tuple(kernel), moves, _padding(padding, 2), bias=False, in_channels=depth
    )


def _pool(dimensions: int) -> Maker:
    def make(
        ksize: Numbers,
        strides: Numbers,
        padding: Any = "VALID",
        data_format: object = None,
        name: object = None,
    ) -> Operation:
        sizes = inner_numbers(ksize, dimensions, data_format)
        moves = inner_numbers(strides, dimensions, data_format)
        return Pooling(dimensions, sizes, moves, _padding(padding, dimensions))

    return make


def _extract_patches(
    sizes: Numbers = None,
    strides: Numbers = None,
    rates: Numbers = 1,
    padding: str = "valid",
    *,
    size: Numbers = None,
    dilation_rate: Numbers = None,
    data_format: object = None,
    name: object = None,
) -> Operation:
    kernel = inner_numbers(sizes if size is None else size, 2)
    moves = kernel if strides is None else inner_numbers(strides, 2)
    return Patches(2, kernel, moves, padding.lower(), inner_numbers(dilation_rate or rates, 2))


def _of_ops(make: Callable[[int], Maker]) -> Maker:
    """Return a function of `keras.ops`, which learns its directions from its kernel."""

    def build(kernel: Value = None, *given: Any, **named: Any) -> Operation:
        shape = kernel.shape if isinstance(kernel, Array) else ()
        if len(shape) not in (3, 4, 5):
            raise ValueError(
                "the text does not say the shape of its kernel. No sizes are known after it"
            )
        return make(len(shape) - 2)(kernel, *given, **named)

    return build


def _ops_conv(dimensions: int) -> Maker:
    def make(
        kernel: Value,
        strides: Numbers = 1,
        padding: str = "valid",
        data_format: object = None,
        dilation_rate: Numbers = 1,
    ) -> Operation:
        return _conv(dimensions)(kernel, strides, padding, None, data_format, dilation_rate)

    return make


def _ops_depthwise(dimensions: int) -> Maker:
    def make(
        kernel: Value,
        strides: Numbers = 1,
        padding: str = "valid",
        data_format: object = None,
        dilation_rate: Numbers = 1,
    ) -> Operation:
        *sizes, _, multiplier = weight_shape(kernel, dimensions + 2)
        return DepthwiseConv(
            dimensions, tuple(sizes), multiplier, strides, _word(padding), dilation_rate, False
        )

    return make


def _ops_separable(dimensions: int) -> Maker:
    def make(
        kernel: Value,
        pointwise_kernel: Value,
        strides: Numbers = 1,
        padding: str = "valid",
        data_format: object = None,
        dilation_rate: Numbers = 1,
    ) -> Operation:
        *sizes, _, multiplier = weight_shape(kernel, dimensions + 2)
        count = weight_shape(pointwise_kernel, dimensions + 2)[-1]
        return SeparableConv(
            dimensions,
            count,
            tuple(sizes),
            multiplier,
            strides,
            _word(padding),
            dilation_rate,
            False,
        )

    return make


def _ops_transposed(dimensions: int) -> Maker:
    def make(
        kernel: Value,
        strides: Numbers = 1,
        padding: str = "valid",
        output_padding: Numbers = None,
        data_format: object = None,
        dilation_rate: Numbers = 1,
    ) -> Operation:
        *sizes, count, depth = weight_shape(kernel, dimensions + 2)
        return TransposedConv(
            dimensions,
            count,
            tuple(sizes),
            strides,
            _word(padding),
            output_padding,
            dilation_rate,
            bias=False,
            in_channels=depth,
        )

    return make


def _ops_pool(
    pool_size: Numbers, strides: Numbers = None, padding: str = "valid", data_format: object = None
) -> Operation:
    dimensions = len(pool_size) if isinstance(pool_size, list | tuple) else 2
    return Pooling(dimensions, pool_size, strides, _word(padding))


OPS_FUNCTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        "conv": _of_ops(_ops_conv),
        "depthwise_conv": _of_ops(_ops_depthwise),
        "separable_conv": _of_ops(_ops_separable),
        "conv_transpose": _of_ops(_ops_transposed),
        **dict.fromkeys(("max_pool", "average_pool"), _ops_pool),
    }
)
"""The functions of `keras.ops` that are named as others of TensorFlow, or only there."""

WINDOW_FUNCTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        **{f"conv{n}d": _conv(n) for n in ALL_DIMENSIONS},
        "convolution": _conv(2),
        "depthwise_conv2d": _depthwise,
        "depthwise_conv2d_native": _depthwise,
        "separable_conv2d": _separable,
        "conv2d_transpose": _transposed,
        **{f"max_pool{n}d": _pool(n) for n in ALL_DIMENSIONS},
        **{f"avg_pool{n}d": _pool(n) for n in ALL_DIMENSIONS},
        "max_pool": _pool(2),
        "avg_pool": _pool(2),
        "extract_patches": _extract_patches,
        **{name: make for name, make in OPS_FUNCTIONS.items() if name != "max_pool"},
    }
)
"""Functions of TensorFlow that slide windows, by name."""
