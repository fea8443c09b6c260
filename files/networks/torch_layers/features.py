"""Layers of PyTorch that mix features, or look them up."""

from collections.abc import Mapping
from types import MappingProxyType

from conv_engine.networks import Bilinear, Embedding, EmbeddingBag, Linear, Operation
from files.networks.makers import Maker


def _linear(
    in_features: int | None,
    out_features: int,
    bias: bool = True,
    device: object = None,
    dtype: object = None,
) -> Operation:
    return Linear(out_features, in_features, bool(bias))


def _lazy_linear(
    out_features: int, bias: bool = True, device: object = None, dtype: object = None
) -> Operation:
    return Linear(out_features, None, bool(bias))


def _bilinear(
    in1_features: int,
    in2_features: int,
    out_features: int,
    bias: bool = True,
    device: object = None,
    dtype: object = None,
) -> Operation:
    return Bilinear(in1_features, in2_features, out_features, bool(bias))


def _embedding(num_embeddings: int, embedding_dim: int, *_: object, **__: object) -> Operation:
    return Embedding(num_embeddings, embedding_dim)


def _embedding_bag(num_embeddings: int, embedding_dim: int, *_: object, **__: object) -> Operation:
    return EmbeddingBag(num_embeddings, embedding_dim)


FEATURES: Mapping[str, Maker] = MappingProxyType(
    {
        "Linear": _linear,
        "LazyLinear": _lazy_linear,
        "Bilinear": _bilinear,
        "Embedding": _embedding,
        "EmbeddingBag": _embedding_bag,
    }
)
