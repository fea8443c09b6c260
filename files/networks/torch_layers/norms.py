"""Normalisation in PyTorch, and slopes that are learned."""

from collections.abc import Mapping
from types import MappingProxyType

from conv_engine.networks import ChannelNorm, LayerNorm, Operation, PReLU
from files.networks.makers import Maker, Numbers, always, for_each, keep_shape


def _batch_norm(
    num_features: int | None = None,
    eps: float = 1e-5,
    momentum: float = 0.1,
    affine: bool = True,
    track_running_stats: bool = True,
    device: object = None,
    dtype: object = None,
    bias: bool = True,
) -> Operation:
    return ChannelNorm(num_features, scale=bool(affine), shift=bool(affine and bias))


def _instance_norm(
    num_features: int | None = None,
    eps: float = 1e-5,
    momentum: float = 0.1,
    affine: bool = False,
    track_running_stats: bool = False,
    device: object = None,
    dtype: object = None,
    bias: bool = True,
) -> Operation:
    return ChannelNorm(num_features, scale=bool(affine), shift=bool(affine and bias))


def _group_norm(
    num_groups: int,
    num_channels: int | None,
    eps: float = 1e-5,
    affine: bool = True,
    device: object = None,
    dtype: object = None,
    bias: bool = True,
) -> Operation:
    return ChannelNorm(num_channels, bool(affine), bool(affine and bias), groups=num_groups)


def _layer_norm(
    normalized_shape: Numbers,
    eps: float = 1e-5,
    elementwise_affine: bool = True,
    bias: bool = True,
    device: object = None,
    dtype: object = None,
) -> Operation:
    shape = (normalized_shape,) if isinstance(normalized_shape, int) else normalized_shape
    affine = bool(elementwise_affine)
    return LayerNorm(None if shape is None else tuple(shape), affine, affine and bool(bias))


def _root_norm(normalized_shape: Numbers, *_: object, **__: object) -> Operation:
    shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
    return LayerNorm(shape, shift=False)


def _prelu(num_parameters: int = 1, *_: object, **__: object) -> Operation:
    return PReLU(num_parameters)


NORMS: Mapping[str, Maker] = MappingProxyType(
    {
        **for_each("BatchNorm", always(_batch_norm)),
        **for_each("LazyBatchNorm", always(_batch_norm)),
        **for_each("InstanceNorm", always(_instance_norm)),
        **for_each("LazyInstanceNorm", always(_instance_norm)),
        "SyncBatchNorm": _batch_norm,
        "FrozenBatchNorm2d": keep_shape,
        "GroupNorm": _group_norm,
        "LayerNorm": _layer_norm,
        "RMSNorm": _root_norm,
        "PReLU": _prelu,
    }
)
