"""Functions of TensorFlow on what a layer gives: their arguments, and what they do.

Each function here has the arguments of the one it stands for, without the input.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from conv_engine.networks import (
    Concat,
    Elementwise,
    Flatten,
    Linear,
    Operation,
    Padding,
    Permute,
    PixelShuffle,
    PixelUnshuffle,
    Reduce,
    Reshape,
    Resizing,
    Squeeze,
    Unsqueeze,
)
from files.networks.keras_layers import KERAS_LAYERS
from files.networks.makers import Maker, Numbers, keep_shape
from files.networks.tensorflow_windows import WINDOW_FUNCTIONS, weight_shape
from files.networks.torch_functions import KEEPING
from files.networks.values import Value


def _reshape(shape: Sequence[int], name: object = None) -> Operation:
    return Reshape(tuple(shape[1:]) or (-1,), channels_last=True)


def _concat(axis: int = -1, name: object = None) -> Operation:
    return Concat(axis, channels_last=True)


def _reduce(
    axis: Numbers, keepdims: bool = False, name: object = None, *, keep_dims: bool = False
) -> Operation:
    axes = tuple(axis) if isinstance(axis, list | tuple) else (axis,)
    return Reduce(axes, bool(keepdims or keep_dims), channels_last=True)


def _matmul(b: Value, *_: object, **__: object) -> Operation:
    arriving, features = weight_shape(b, 2)
    return Linear(features, arriving, bias=False, channels_last=True)


def _pad(paddings: Sequence[Sequence[int]], *_: object, **__: object) -> Operation:
    *inner, channels = ((before, after) for before, after in paddings[1:])
    return Padding((channels, *inner))


def _transpose(perm: Sequence[int], *_: object, **__: object) -> Operation:
    return Permute(tuple(perm), channels_last=True)


def _resize(size: Sequence[int], *_: object, **__: object) -> Operation:
    return Resizing(tuple(size))


def _expand(axis: int, name: object = None) -> Operation:
    return Unsqueeze(axis)


def _squeeze(axis: Numbers = None, name: object = None) -> Operation:
    return Squeeze(axis[0] if isinstance(axis, list | tuple) else axis)


def _shuffle(block_size: int, *_: object, **__: object) -> Operation:
    return PixelShuffle(block_size)


def _unshuffle(block_size: int, *_: object, **__: object) -> Operation:
    return PixelUnshuffle(block_size)


MERGING = ("add", "subtract", "multiply", "average", "maximum", "minimum", "add_n", "divide")

TENSORFLOW_FUNCTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        **dict.fromkeys(KEEPING, keep_shape),
        **dict.fromkeys(("bias_add", "lrn", "cast", "identity", "stop_gradient"), keep_shape),
        "preprocess_input": keep_shape,
        **WINDOW_FUNCTIONS,
        "reshape": _reshape,
        **dict.fromkeys(("concat", "concatenate"), _concat),
        **dict.fromkeys(("reduce_mean", "reduce_sum", "reduce_max", "mean", "sum"), _reduce),
        "matmul": _matmul,
        "pad": _pad,
        "transpose": _transpose,
        "resize": _resize,
        **dict.fromkeys(("resize_bilinear", "resize_nearest_neighbor", "resize_images"), _resize),
        "expand_dims": _expand,
        "squeeze": _squeeze,
        "depth_to_space": _shuffle,
        "space_to_depth": _unshuffle,
        "flatten": lambda **_: Flatten(),
        **dict.fromkeys(MERGING, lambda *_, **__: Elementwise()),
    }
)
"""Functions of `tf`, `tf.nn`, `keras.backend` and `keras.ops`, by name."""

# The functions of `tf.layers` take the arguments of the classes after the input.
LAYER_FUNCTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        "conv1d": KERAS_LAYERS["Conv1D"],
        "conv2d": KERAS_LAYERS["Conv2D"],
        "conv3d": KERAS_LAYERS["Conv3D"],
        "separable_conv2d": KERAS_LAYERS["SeparableConv2D"],
        "conv2d_transpose": KERAS_LAYERS["Conv2DTranspose"],
        "max_pooling2d": KERAS_LAYERS["MaxPooling2D"],
        "average_pooling2d": KERAS_LAYERS["AveragePooling2D"],
        "max_pooling1d": KERAS_LAYERS["MaxPooling1D"],
        "average_pooling1d": KERAS_LAYERS["AveragePooling1D"],
        "dense": KERAS_LAYERS["Dense"],
        "flatten": KERAS_LAYERS["Flatten"],
        "dropout": keep_shape,
        "batch_normalization": KERAS_LAYERS["BatchNormalization"],
    }
)
"""The functions of `tf.layers`, by name."""
