"""The layers of Keras: their arguments as Keras 3 names and orders them, and what they do.

Each function here has the arguments of the class whose node it makes; what comes after them by name
changes neither shape nor sum.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from conv_engine.frameworks.keras_arguments import check_strided_dilation
from conv_engine.networks import (
    AdaptivePooling,
    ChannelNorm,
    Concat,
    Conv,
    DepthwiseConv,
    Dot,
    Elementwise,
    Embedding,
    Flatten,
    GlobalPooling,
    LayerNorm,
    Linear,
    Operation,
    Padding,
    Permute,
    Pooling,
    PReLU,
    Reshape,
    Resizing,
    SeparableConv,
    TransposedConv,
    Upsampling,
)
from files.networks.sequence_layers import KERAS_SEQUENCES
from files.networks.torch_layers import ALL_DIMENSIONS, Maker, Numbers, always, for_each, keep_shape


def _padding(word: object) -> Any:
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
            _padding(padding),
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
            _padding(padding),
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
            _padding(padding),
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
            _padding(padding),
            output_padding,
            dilation_rate,
            bias=bool(use_bias),
        )
        check_strided_dilation(layer.stride, layer.dilation)
        return layer

    return make


def _pool(dimensions: int) -> Maker:
    def make(
        pool_size: Numbers = 2,
        strides: Numbers = None,
        padding: str = "valid",
        data_format: object = None,
    ) -> Operation:
        return Pooling(dimensions, pool_size, strides, _padding(padding))

    return make


def _global_pool(data_format: object = None, keepdims: bool = False) -> Operation:
    return GlobalPooling(bool(keepdims))


def _zero_padding(dimensions: int) -> Maker:
    def make(padding: Numbers = 1, data_format: object = None) -> Operation:
        return Padding(_sides(padding, dimensions))

    return make


def _cropping(dimensions: int) -> Maker:
    def make(cropping: Numbers = 1, data_format: object = None) -> Operation:
        sides = _sides(cropping, dimensions)
        return Padding(tuple((-before, -after) for before, after in sides))

    return make


def _sides(cells: Numbers, dimensions: int) -> tuple[tuple[int, int], ...]:
    """Return the cells on both sides of each axis, however Keras is told.

    Examples
    --------
    >>> _sides(1, 2), _sides((1, 2), 2), _sides((1, 2), 1), _sides(((0, 1), (2, 3)), 2)
    (((1, 1), (1, 1)), ((1, 1), (2, 2)), ((1, 2),), ((0, 1), (2, 3)))
    """
    if isinstance(cells, int):
        return ((cells, cells),) * dimensions
    numbers = tuple(cells)
    if dimensions == 1 and len(numbers) == 2:
        return ((numbers[0], numbers[1]),)
    if len(numbers) != dimensions:
        raise ValueError(f"{len(numbers)} numbers do not fit {dimensions} directions")
    pairs = (number if isinstance(number, list | tuple) else (number, number) for number in numbers)
    return tuple((before, after) for before, after in pairs)


def _upsampling(
    size: Numbers = 2, data_format: object = None, interpolation: str = "nearest"
) -> Operation:
    return Upsampling(tuple(size) if isinstance(size, list | tuple) else size)


def _resizing(height: int, width: int, *_: object, **__: object) -> Operation:
    return Resizing((height, width))


def _dense(units: int, activation: object = None, use_bias: bool = True) -> Operation:
    return Linear(units, bias=bool(use_bias), channels_last=True)


def _embedding(input_dim: int, output_dim: int, *_: object, **__: object) -> Operation:
    return Embedding(input_dim, output_dim, channels_last=True)


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


def _reshape(target_shape: Sequence[int]) -> Operation:
    return Reshape(tuple(target_shape), channels_last=True)


def _permute(dims: Sequence[int]) -> Operation:
    return Permute((0, *dims), channels_last=True)


def _flatten(data_format: object = None) -> Operation:
    return Flatten()


def _concatenate(axis: int = -1) -> Operation:
    return Concat(axis, channels_last=True)


def _merge(*_: object) -> Operation:
    return Elementwise()


def _dot(axes: Numbers, normalize: object = False) -> Operation:
    both = tuple(axes) if isinstance(axes, list | tuple) else (axes, axes)
    return Dot(both)


def _adaptive_pool(dimensions: int) -> Maker:
    def make(output_size: Numbers, data_format: object = None) -> Operation:
        size = tuple(output_size) if isinstance(output_size, list | tuple) else output_size
        return AdaptivePooling(dimensions, size)

    return make


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


def note_limits(kind: str, operation: Operation) -> tuple[str, ...]:
    """Say where a layer of Keras runs, if not everywhere.

    Examples
    --------
    >>> note_limits("DepthwiseConv2D", DepthwiseConv(2, 3, stride=2))
    ()
    >>> len(note_limits("DepthwiseConv2D", DepthwiseConv(2, 3, stride=(2, 1), dilation=2)))
    2
    """
    if not isinstance(operation, DepthwiseConv | SeparableConv):
        return ()
    notes = []
    if max(operation.stride) > 1 and max(operation.dilation) > 1:
        notes.append(
            f"`{kind}` takes strides and dilation_rate above 1 together in Keras 3.15, but its "
            "documentation rules that out, and other versions raise ValueError"
        )
    if len(set(operation.stride)) > 1:
        notes.append(
            f"`{kind}` with unequal strides runs in TensorFlow on a CPU only with oneDNN, "
            "`TF_ENABLE_ONEDNN_OPTS=1`"
        )
    return tuple(notes)


KEEPING = (
    *(
        "Activation",
        "ReLU",
        "LeakyReLU",
        "ELU",
        "Softmax",
        "ThresholdedReLU",
        "Dropout",
        "Rescaling",
    ),
    *("AlphaDropout", "GaussianDropout", "GaussianNoise", "ActivityRegularization", "Masking"),
    *(
        "Identity",
        "UnitNormalization",
        "Normalization",
        "RandomFlip",
        "RandomRotation",
        "InputLayer",
    ),
    *("RandomZoom", "RandomContrast", "RandomBrightness", "RandomTranslation", "LocalResponseNorm"),
    *("RandomShear", "RandomHue", "RandomSaturation", "RandomSharpness", "RandomErasing"),
    *("RandomColorJitter", "RandomGrayscale", "RandomInvert", "RandomGaussianBlur"),
    *("RandomPerspective", "RandomElasticTransform", "RandAugment", "AutoContrast", "Equalization"),
)


def _each(name: str, make: Callable[[int], Maker]) -> dict[str, Maker]:
    return for_each(name, make, "D")


KERAS_LAYERS: Mapping[str, Maker] = MappingProxyType(
    {
        **_each("Conv", _conv),
        **_each("Convolution", _conv),
        **_each("DepthwiseConv", _depthwise),
        **_each("SeparableConv", _separable),
        **_each("SeparableConvolution", _separable),
        **{f"Conv{n}DTranspose": _transposed(n) for n in ALL_DIMENSIONS},
        **{f"Convolution{n}DTranspose": _transposed(n) for n in ALL_DIMENSIONS},
        "Deconvolution2D": _transposed(2),
        **_each("MaxPooling", _pool),
        **_each("MaxPool", _pool),
        **_each("AveragePooling", _pool),
        **_each("AvgPool", _pool),
        **_each("GlobalMaxPooling", always(_global_pool)),
        **_each("GlobalMaxPool", always(_global_pool)),
        **_each("GlobalAveragePooling", always(_global_pool)),
        **_each("GlobalAvgPool", always(_global_pool)),
        **_each("ZeroPadding", _zero_padding),
        **_each("Cropping", _cropping),
        **_each("UpSampling", always(_upsampling)),
        **_each("SpatialDropout", always(keep_shape)),
        "Resizing": _resizing,
        "Dense": _dense,
        "Embedding": _embedding,
        **KERAS_SEQUENCES,
        **dict.fromkeys(("CenterCrop", "RandomCrop"), _resizing),
        "BatchNormalization": _batch_normalization,
        "SyncBatchNormalization": _batch_normalization,
        "LayerNormalization": _layer_normalization,
        "GroupNormalization": _group_normalization,
        "RMSNormalization": _root_normalization,
        **_each("AdaptiveAveragePooling", _adaptive_pool),
        **_each("AdaptiveMaxPooling", _adaptive_pool),
        "Dot": _dot,
        "Flatten": _flatten,
        "Reshape": _reshape,
        "Permute": _permute,
        "PReLU": _prelu,
        "Concatenate": _concatenate,
        **dict.fromkeys(("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"), _merge),
        **dict.fromkeys(KEEPING, keep_shape),
    }
)
"""The classes of `keras.layers` that are read, by name."""

MERGING = frozenset(
    ("Concatenate", "Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Dot")
)

ENDING = (
    *("RNN", "Bidirectional", "TimeDistributed", "Lambda", "Attention", "AdditiveAttention"),
    *("LocallyConnected2D", "LocallyConnected1D", "EinsumDense", "GroupQueryAttention"),
    *("CategoryEncoding", "TextVectorization", "Hashing", "Discretization", "StringLookup"),
    *("GRUCell", "LSTMCell", "SimpleRNNCell", "StackedRNNCells"),
)
"""Classes that make a layer whose rule is not known here."""
