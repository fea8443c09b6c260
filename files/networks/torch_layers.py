"""The layers of PyTorch: their arguments as `torch.nn` names and orders them, and what they do.

Each function here has the arguments of the class whose node it makes. What changes neither shape
nor sum is taken and left aside.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from conv_engine.networks import (
    AdaptivePooling,
    Bilinear,
    ChannelNorm,
    Chunk,
    Conv,
    Embedding,
    EmbeddingBag,
    Flatten,
    Fold,
    LayerNorm,
    Linear,
    Operation,
    Padding,
    PixelShuffle,
    PixelUnshuffle,
    Pooling,
    PReLU,
    Rearranged,
    Resizing,
    TransposedConv,
    Unchanged,
    Unflatten,
    Unfold,
    Unpooling,
    Upsampling,
)
from files.networks.sequence_layers import TORCH_SEQUENCES

Numbers = Any
"""A whole number, or one for each direction; what is neither is refused by the operation."""
Maker = Callable[..., Operation]
ALL_DIMENSIONS = (1, 2, 3)


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


def _embedding(num_embeddings: int, embedding_dim: int, *_: object, **__: object) -> Operation:
    return Embedding(num_embeddings, embedding_dim)


def _embedding_bag(num_embeddings: int, embedding_dim: int, *_: object, **__: object) -> Operation:
    return EmbeddingBag(num_embeddings, embedding_dim)


def _bilinear(
    in1_features: int,
    in2_features: int,
    out_features: int,
    bias: bool = True,
    device: object = None,
    dtype: object = None,
) -> Operation:
    return Bilinear(in1_features, in2_features, out_features, bool(bias))


def _flatten(start_dim: int = 1, end_dim: int = -1) -> Operation:
    return Flatten(start_dim, end_dim)


def _unflatten(dim: int, unflattened_size: Sequence[int]) -> Operation:
    return Unflatten(dim, tuple(unflattened_size))


def _upsample(
    size: Numbers = None,
    scale_factor: Numbers = None,
    mode: str = "nearest",
    align_corners: object = None,
    recompute_scale_factor: object = None,
    antialias: object = None,
) -> Operation:
    if size is None and scale_factor is None:
        raise ValueError("needs size or scale_factor")
    if size is not None:
        return Resizing(tuple(size) if isinstance(size, list | tuple) else size)
    factors = scale_factor
    return Upsampling(tuple(factors) if isinstance(factors, list | tuple) else factors)


def _upsample_plainly(size: Numbers = None, scale_factor: Numbers = None) -> Operation:
    return _upsample(size, scale_factor)


def pad_sides(padding: Numbers, dimensions: int) -> Padding:
    """Turn cells in PyTorch's order, last axis first, into those of each axis.

    Examples
    --------
    >>> pad_sides((1, 2, 3, 4), 2).sides
    ((3, 4), (1, 2))
    """
    if isinstance(padding, int):
        return Padding(((padding, padding),) * dimensions)
    numbers = tuple(padding)
    if len(numbers) % 2:
        raise ValueError(f"padding has {len(numbers)} numbers, but needs two for each axis")
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return Padding(tuple(pairs)[::-1])


def _pad(dimensions: int) -> Maker:
    def make(padding: Numbers, value: float = 0) -> Operation:
        return pad_sides(padding, dimensions)

    return make


def _pixel_shuffle(upscale_factor: int) -> Operation:
    return PixelShuffle(upscale_factor)


def _pixel_unshuffle(downscale_factor: int) -> Operation:
    return PixelUnshuffle(downscale_factor)


def _prelu(num_parameters: int = 1, *_: object, **__: object) -> Operation:
    return PReLU(num_parameters)


def _unfold(
    kernel_size: Numbers, dilation: Numbers = 1, padding: Numbers = 0, stride: Numbers = 1
) -> Operation:
    return Unfold(2, kernel_size, dilation, padding, stride)


def _fold(
    output_size: Numbers,
    kernel_size: Numbers,
    dilation: Numbers = 1,
    padding: Numbers = 0,
    stride: Numbers = 1,
) -> Operation:
    return Fold(2, output_size, kernel_size, dilation, padding, stride)


def _max_unpool(dimensions: int) -> Maker:
    def make(kernel_size: Numbers, stride: Numbers = None, padding: Numbers = 0) -> Operation:
        return Unpooling(dimensions, kernel_size, stride, padding)

    return make


def rearranged(pattern: str, *_: object, **sizes: int) -> Operation:
    """Return what `einops` does by a pattern: `Rearrange`, `Reduce` and their functions."""
    return Rearranged(" ".join(pattern.split()), tuple(sizes.items()))


def _halve(dim: int = -1) -> Operation:
    return Chunk(2, dim)


def _root_norm(normalized_shape: Numbers, *_: object, **__: object) -> Operation:
    shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
    return LayerNorm(shape, shift=False)


def keep_shape(*_: object, **__: object) -> Operation:
    """Return what passes a shape on as it is, whatever its arguments."""
    return Unchanged()


def for_each(name: str, make: Callable[[int], Maker], end: str = "d") -> dict[str, Maker]:
    """Name what a function makes in one, two and three directions.

    Examples
    --------
    >>> sorted(for_each("MaxPool", lambda dimensions: keep_shape))
    ['MaxPool1d', 'MaxPool2d', 'MaxPool3d']
    """
    return {f"{name}{dimensions}{end}": make(dimensions) for dimensions in ALL_DIMENSIONS}


def always(make: Maker) -> Callable[[int], Maker]:
    """Return the same layer for every number of directions."""
    return lambda dimensions: make


KEEPING = (
    *("ReLU", "ReLU6", "LeakyReLU", "RReLU", "ELU", "SELU", "CELU", "GELU", "SiLU", "Mish"),
    *("Softplus", "Softsign", "Softshrink", "Hardshrink", "Tanhshrink", "Threshold", "Sigmoid"),
    *("LogSigmoid", "Hardsigmoid", "Tanh", "Hardtanh", "Hardswish", "Swish", "Softmax", "Softmin"),
    *("Softmax2d", "LogSoftmax", "Dropout", "AlphaDropout", "FeatureAlphaDropout", "Identity"),
    *("LocalResponseNorm", "ChannelShuffle", "DropPath", "StochasticDepth", "QuantStub"),
    *("DeQuantStub", "CrossMapLRN2d"),
)
PADS = ("ZeroPad", "ConstantPad", "ReflectionPad", "ReplicationPad", "CircularPad")

TORCH_LAYERS: Mapping[str, Maker] = MappingProxyType(
    {
        **for_each("Conv", _conv),
        **for_each("LazyConv", _without_in_channels(_conv)),
        **for_each("ConvTranspose", _transposed),
        **for_each("LazyConvTranspose", _without_in_channels(_transposed)),
        **for_each("MaxPool", _max_pool),
        **for_each("AvgPool", _average_pool),
        **for_each("LPPool", _power_pool),
        **for_each("AdaptiveAvgPool", _adaptive_pool),
        **for_each("AdaptiveMaxPool", _adaptive_pool),
        **for_each("BatchNorm", always(_batch_norm)),
        **for_each("LazyBatchNorm", always(_batch_norm)),
        **for_each("InstanceNorm", always(_instance_norm)),
        **for_each("LazyInstanceNorm", always(_instance_norm)),
        "SyncBatchNorm": _batch_norm,
        "FrozenBatchNorm2d": keep_shape,
        "GroupNorm": _group_norm,
        "LayerNorm": _layer_norm,
        "Linear": _linear,
        "LazyLinear": _lazy_linear,
        "Embedding": _embedding,
        "EmbeddingBag": _embedding_bag,
        "Bilinear": _bilinear,
        **dict.fromkeys(("Rearrange", "Reduce"), rearranged),
        "Unfold": _unfold,
        "Fold": _fold,
        **for_each("MaxUnpool", _max_unpool),
        "GLU": _halve,
        "RMSNorm": _root_norm,
        **TORCH_SEQUENCES,
        "Flatten": _flatten,
        "Unflatten": _unflatten,
        "Upsample": _upsample,
        "UpsamplingNearest2d": _upsample_plainly,
        "UpsamplingBilinear2d": _upsample_plainly,
        "PixelShuffle": _pixel_shuffle,
        "PixelUnshuffle": _pixel_unshuffle,
        "PReLU": _prelu,
        **{kind: make for pad in PADS for kind, make in for_each(pad, _pad).items()},
        **for_each("Dropout", always(keep_shape)),
        **dict.fromkeys(KEEPING, keep_shape),
    }
)
"""The classes of `torch.nn` that are read, by name."""

ENDING = (
    *("FractionalMaxPool2d", "CosineSimilarity", "DeformConv2d"),
    *("SqueezeExcitation", "Conv2dNormActivation", "FeaturePyramidNetwork"),
)
"""Classes that make a layer whose rule is not known here."""
