"""Normalisation in Keras, and slopes that are learned."""

from collections.abc import Mapping
from types import MappingProxyType

from conv_engine.networks import ChannelNorm, LayerNorm, Operation, PReLU
from files.networks.makers import Maker


def _batch_normalization(
    axis: object = -1,
    momentum: float = 0.99,
    epsilon: float = 1e-3,
    center: bool = True,
    scale: bool = True,
) -> Operation:
    return ChannelNorm(statistics=True, scale=bool(scale), shift=bool(center))


def _layer_normalization(
    axis: object = -1, epsilon: float = 1e-3, center: bool = True, scale: bool = True
) -> Operation:
    return LayerNorm(scale=bool(scale), shift=bool(center))


def _group_normalization(
    groups: int = 32,
    axis: int = -1,
    epsilon: float = 1e-3,
    center: bool = True,
    scale: bool = True,
) -> Operation:
    return ChannelNorm(None, bool(scale), bool(center), groups=max(groups, 1))


def _root_normalization(axis: object = -1, epsilon: float = 1e-6) -> Operation:
    return LayerNorm(shift=False)


def _prelu(
    alpha_initializer: object = None,
    alpha_regularizer: object = None,
    alpha_constraint: object = None,
    shared_axes: object = None,
) -> Operation:
    if shared_axes is None:
        return PReLU()
    return ChannelNorm(scale=True, shift=False)  # one slope for each channel


NORMS: Mapping[str, Maker] = MappingProxyType(
    {
        "BatchNormalization": _batch_normalization,
        "SyncBatchNormalization": _batch_normalization,
        "LayerNormalization": _layer_normalization,
        "GroupNormalization": _group_normalization,
        "RMSNormalization": _root_normalization,
        "PReLU": _prelu,
    }
)
