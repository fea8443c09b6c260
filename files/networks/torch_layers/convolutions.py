"""Convolutions of PyTorch, forwards and transposed."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from conv_engine.networks import Conv, Operation, TransposedConv
from files.networks.makers import Maker, Numbers, for_each


def _each(numbers: Numbers) -> Numbers:
    """Return a number alone where PyTorch takes a tuple of one for it."""
    if isinstance(numbers, list | tuple):
        return numbers[0] if len(numbers) == 1 else tuple(numbers)
    return numbers


def _conv(dimensions: int) -> Maker:
    def make(
        in_channels: int | None,
        out_channels: int,
        kernel_size: Numbers,
        stride: Numbers = 1,
        padding: Numbers = 0,
        dilation: Numbers = 1,
        groups: int = 1,
        bias: bool = True,
        padding_mode: str = "zeros",
        device: object = None,
        dtype: object = None,
    ) -> Operation:
        return Conv(
            dimensions,
            out_channels,
            _each(kernel_size),
            _each(stride),
            _each(padding),
            _each(dilation),
            groups,
            bool(bias),
            in_channels,
            padding_mode=padding_mode,
        )

    return make


def _transposed(dimensions: int) -> Maker:
    def make(
        in_channels: int | None,
        out_channels: int,
        kernel_size: Numbers,
        stride: Numbers = 1,
        padding: Numbers = 0,
        output_padding: Numbers = 0,
        groups: int = 1,
        bias: bool = True,
        dilation: Numbers = 1,
        padding_mode: str = "zeros",
        device: object = None,
        dtype: object = None,
    ) -> Operation:
        return TransposedConv(
            dimensions,
            out_channels,
            _each(kernel_size),
            _each(stride),
            _each(padding),
            _each(output_padding),
            _each(dilation),
            groups,
            bool(bias),
            in_channels,
        )

    return make


def _without_in_channels(make: Callable[[int], Maker]) -> Callable[[int], Maker]:
    """Return the lazy form of a layer, which takes what arrives."""

    def lazy(dimensions: int) -> Maker:
        def build(out_channels: int, kernel_size: Numbers, *given: Any, **named: Any) -> Operation:
            return make(dimensions)(None, out_channels, kernel_size, *given, **named)

        return build

    return lazy


CONVOLUTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        **for_each("Conv", _conv),
        **for_each("LazyConv", _without_in_channels(_conv)),
        **for_each("ConvTranspose", _transposed),
        **for_each("LazyConvTranspose", _without_in_channels(_transposed)),
    }
)
