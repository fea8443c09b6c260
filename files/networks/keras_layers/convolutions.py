"""Convolutions of Keras: plain, depthwise, separable, transposed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from conv_engine.frameworks.keras_arguments import check_strided_dilation
from conv_engine.networks import Conv, DepthwiseConv, Operation, SeparableConv, TransposedConv
from files.networks.makers import ALL_DIMENSIONS, Maker, Numbers, name_directions


def lower_word(word: object) -> Any:
    """Return a word of padding in small letters, as Keras reads it."""
    return word.lower() if isinstance(word, str) else word


def _conv(dimensions: int) -> Maker:
    def make(
        filters: int,
        kernel_size: Numbers,
        strides: Numbers = 1,
        padding: str = "valid",
        data_format: object = None,
        dilation_rate: Numbers = 1,
        groups: int = 1,
        activation: object = None,
        use_bias: bool = True,
    ) -> Operation:
        layer = Conv(
            dimensions,
            filters,
            kernel_size,
            strides,
            lower_word(padding),
            dilation_rate,
            groups,
            bool(use_bias),
        )
        check_strided_dilation(layer.stride, layer.dilation)
        return layer

    return make


def _depthwise(dimensions: int) -> Maker:
    def make(
        kernel_size: Numbers,
        strides: Numbers = 1,
        padding: str = "valid",
        depth_multiplier: int = 1,
        data_format: object = None,
        dilation_rate: Numbers = 1,
        activation: object = None,
        use_bias: bool = True,
    ) -> Operation:
        return DepthwiseConv(
            dimensions,
            kernel_size,
            depth_multiplier,
            strides,
            lower_word(padding),
            dilation_rate,
            bool(use_bias),
        )

    return make


def _separable(dimensions: int) -> Maker:
    def make(
        filters: int,
        kernel_size: Numbers,
        strides: Numbers = 1,
        padding: str = "valid",
        data_format: object = None,
        dilation_rate: Numbers = 1,
        depth_multiplier: int = 1,
        activation: object = None,
        use_bias: bool = True,
    ) -> Operation:
        return SeparableConv(
            dimensions,
            filters,
            kernel_size,
            depth_multiplier,
            strides,
            lower_word(padding),
            dilation_rate,
            bool(use_bias),
        )

    return make


def _transposed(dimensions: int) -> Maker:
    def make(
        filters: int,
        kernel_size: Numbers,
        strides: Numbers = 1,
        padding: str = "valid",
        output_padding: Numbers = None,
        data_format: object = None,
        dilation_rate: Numbers = 1,
        activation: object = None,
        use_bias: bool = True,
    ) -> Operation:
        layer = TransposedConv(
            dimensions,
            filters,
            kernel_size,
            strides,
            lower_word(padding),
            output_padding,
            dilation_rate,
            bias=bool(use_bias),
        )
        check_strided_dilation(layer.stride, layer.dilation)
        return layer

    return make


CONVOLUTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        **name_directions("Conv", _conv),
        **name_directions("Convolution", _conv),
        **name_directions("DepthwiseConv", _depthwise),
        **name_directions("SeparableConv", _separable),
        **name_directions("SeparableConvolution", _separable),
        **{f"Conv{n}DTranspose": _transposed(n) for n in ALL_DIMENSIONS},
        **{f"Convolution{n}DTranspose": _transposed(n) for n in ALL_DIMENSIONS},
        "Deconvolution2D": _transposed(2),
    }
)
