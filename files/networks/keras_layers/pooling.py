"""Pooling of Keras, in windows and of whole maps."""

from collections.abc import Mapping
from types import MappingProxyType

from conv_engine.networks import AdaptivePooling, GlobalPooling, Operation, Pooling
from files.networks.keras_layers.convolutions import lower_word
from files.networks.makers import Maker, Numbers, always, name_directions


def _pool(dimensions: int) -> Maker:
    def make(
        pool_size: Numbers = 2,
        strides: Numbers = None,
        padding: str = "valid",
        data_format: object = None,
    ) -> Operation:
        return Pooling(dimensions, pool_size, strides, lower_word(padding))

    return make


def _global_pool(data_format: object = None, keepdims: bool = False) -> Operation:
    return GlobalPooling(bool(keepdims))


def _adaptive_pool(dimensions: int) -> Maker:
    def make(output_size: Numbers, data_format: object = None) -> Operation:
        size = tuple(output_size) if isinstance(output_size, list | tuple) else output_size
        return AdaptivePooling(dimensions, size)

    return make


POOLING: Mapping[str, Maker] = MappingProxyType(
    {
        **name_directions("MaxPooling", _pool),
        **name_directions("MaxPool", _pool),
        **name_directions("AveragePooling", _pool),
        **name_directions("AvgPool", _pool),
        **name_directions("GlobalMaxPooling", always(_global_pool)),
        **name_directions("GlobalMaxPool", always(_global_pool)),
        **name_directions("GlobalAveragePooling", always(_global_pool)),
        **name_directions("GlobalAvgPool", always(_global_pool)),
        **name_directions("AdaptiveAveragePooling", _adaptive_pool),
        **name_directions("AdaptiveMaxPooling", _adaptive_pool),
    }
)
