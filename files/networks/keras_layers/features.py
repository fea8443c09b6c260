"""Layers of Keras that mix features, look them up, or bring branches together."""

from collections.abc import Mapping
from types import MappingProxyType

from conv_engine.networks import Concat, Dot, Elementwise, Embedding, Linear, Operation
from files.networks.makers import Maker, Numbers


def _dense(units: int, activation: object = None, use_bias: bool = True) -> Operation:
    return Linear(units, bias=bool(use_bias), channels_last=True)


def _embedding(input_dim: int, output_dim: int, *_: object, **__: object) -> Operation:
    return Embedding(input_dim, output_dim, channels_last=True)


def _concatenate(axis: int = -1) -> Operation:
    return Concat(axis, channels_last=True)


def _merge(*_: object) -> Operation:
    return Elementwise()


def _dot(axes: Numbers, normalize: object = False) -> Operation:
    both = tuple(axes) if isinstance(axes, list | tuple) else (axes, axes)
    return Dot(both)


FEATURES: Mapping[str, Maker] = MappingProxyType(
    {
        "Dense": _dense,
        "Embedding": _embedding,
        "Concatenate": _concatenate,
        **dict.fromkeys(("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"), _merge),
        "Dot": _dot,
    }
)
