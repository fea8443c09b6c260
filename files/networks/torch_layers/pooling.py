"""Pooling of PyTorch, and what undoes it."""

from collections.abc import Mapping
from types import MappingProxyType

from conv_engine.networks import AdaptivePooling, Operation, Pooling, Unpooling
from files.networks.makers import Maker, Numbers, for_each


def _max_pool(dimensions: int) -> Maker:
    def make(
        kernel_size: Numbers,
        stride: Numbers = None,
        padding: Numbers = 0,
        dilation: Numbers = 1,
        return_indices: bool = False,
        ceil_mode: bool = False,
    ) -> Operation:
        return Pooling(dimensions, kernel_size, stride, padding, dilation, bool(ceil_mode))

    return make


def _average_pool(dimensions: int) -> Maker:
    def make(
        kernel_size: Numbers,
        stride: Numbers = None,
        padding: Numbers = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
        divisor_override: object = None,
    ) -> Operation:
        return Pooling(dimensions, kernel_size, stride, padding, ceil_mode=bool(ceil_mode))

    return make


def _power_pool(dimensions: int) -> Maker:
    def make(
        norm_type: float, kernel_size: Numbers, stride: Numbers = None, ceil_mode: bool = False
    ) -> Operation:
        return Pooling(dimensions, kernel_size, stride, ceil_mode=bool(ceil_mode))

    return make


def _adaptive_pool(dimensions: int) -> Maker:
    def make(output_size: Numbers, return_indices: bool = False) -> Operation:
        size = tuple(output_size) if isinstance(output_size, list | tuple) else output_size
        if isinstance(size, tuple) and len(size) == 1:
            size = size * dimensions
        return AdaptivePooling(dimensions, size)

    return make


def _max_unpool(dimensions: int) -> Maker:
    def make(kernel_size: Numbers, stride: Numbers = None, padding: Numbers = 0) -> Operation:
        return Unpooling(dimensions, kernel_size, stride, padding)

    return make


POOLING: Mapping[str, Maker] = MappingProxyType(
    {
        **for_each("MaxPool", _max_pool),
        **for_each("AvgPool", _average_pool),
        **for_each("LPPool", _power_pool),
        **for_each("AdaptiveAvgPool", _adaptive_pool),
        **for_each("AdaptiveMaxPool", _adaptive_pool),
        **for_each("MaxUnpool", _max_unpool),
    }
)
