"""Write keras.npz: what Keras computes for small layers of every kind.

Run it where Keras 3 and TensorFlow are installed; the tests read only the .npz:

    pip install keras==3.15.1 tensorflow-cpu==2.21.0
    python tests/goldens/make_keras_goldens.py

Each case `function-name` is stored as `.../x`, its kernels and `bias` (if any) under the names that
the function of `conv_engine.frameworks.keras` gives them, `.../arguments` (its keyword arguments as
JSON) and `.../expected`. Values are small whole numbers, so that every sum is exact in float32.
"""

import json
import os
from typing import Any

import numpy as np

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "1"  # TensorFlow's own depthwise code wants equal strides
import keras
from stored_cases import store_cases

Case = dict[str, Any]
Arrays = dict[str, np.ndarray]

BASIC: dict[str, Case] = {
    "plain": {},
    "no_bias": {"use_bias": False},
    "channels_first": {"data_format": "channels_first"},
    "strides_2": {"strides": 2},
    "strides_2_same": {"strides": 2, "padding": "same"},
    "strides_2_same_other_size": {"size": (5, 4), "strides": 2, "padding": "same"},
    "strides_3_same": {"strides": 3, "padding": "same"},
    "same": {"padding": "same"},
    "same_even_kernel": {"kernel_size": (4, 2), "padding": "same"},
    "same_even_kernel_strides_2": {"kernel_size": (4, 2), "padding": "same", "strides": 2},
    "same_kernel_shorter_than_strides": {"kernel_size": 2, "padding": "same", "strides": 3},
    "same_channels_first": {"padding": "same", "strides": 2, "data_format": "channels_first"},
    "dilation_2": {"dilation_rate": 2},
    "dilation_pair_same": {"dilation_rate": (1, 3), "padding": "same"},
    "dilation_even_kernel_same": {"kernel_size": 2, "dilation_rate": (3, 2), "padding": "same"},
    "one_by_one": {"kernel_size": 1},
}

CONV: dict[str, Case] = BASIC | {
    "strides_pair": {"strides": (1, 3)},
    "strides_pair_same": {"strides": (3, 2), "padding": "same", "kernel_size": (2, 5)},
    "groups_2": {"channels": 4, "filters": 6, "groups": 2},
    "groups_2_same_strides": {
        "channels": 4,
        "filters": 2,
        "groups": 2,
        "kernel_size": (3, 4),
        "padding": "same",
        "strides": 2,
    },
    "groups_as_many_as_channels": {"channels": 3, "filters": 6, "groups": 3},
    "groups_channels_first": {
        "channels": 4,
        "filters": 4,
        "groups": 2,
        "data_format": "channels_first",
    },
}

DEPTHWISE: dict[str, Case] = BASIC | {
    "multiplier_2": {"depth_multiplier": 2},
    "multiplier_3_same_strides": {"depth_multiplier": 3, "padding": "same", "strides": 2},
    "strides_and_dilation": {"strides": 2, "dilation_rate": 2, "padding": "same"},
    "multiplier_2_channels_first": {"depth_multiplier": 2, "data_format": "channels_first"},
    "strides_pair": {"strides": (2, 1)},
}

SEPARABLE: dict[str, Case] = {
    "plain": {},
    "no_bias": {"use_bias": False},
    "multiplier_2": {"depth_multiplier": 2},
    "multiplier_2_channels_first": {"depth_multiplier": 2, "data_format": "channels_first"},
    "same_even_kernel_strides_2": {"kernel_size": (4, 2), "padding": "same", "strides": 2},
    "dilation_same": {"dilation_rate": 2, "padding": "same"},
    "strides_and_dilation": {"strides": 2, "dilation_rate": 2, "padding": "same"},
}

TRANSPOSED: dict[str, Case] = BASIC | {
    "strides_longer_than_kernel": {"kernel_size": 2, "strides": 3},
    "strides_pair": {"strides": (1, 3)},
    "strides_pair_same": {"strides": (3, 2), "padding": "same", "kernel_size": (4, 5)},
    "large_kernel_same": {"kernel_size": (7, 6), "strides": 2, "padding": "same"},
    "output_padding_0": {"kernel_size": 2, "strides": 3, "output_padding": 0},
    "output_padding_1": {"strides": 2, "output_padding": 1},
    "output_padding_0_same": {"strides": 2, "output_padding": 0, "padding": "same"},
    "output_padding_1_same": {"strides": 2, "output_padding": 1, "padding": "same"},
    "output_padding_1_same_even": {
        "kernel_size": 4,
        "strides": 2,
        "output_padding": 1,
        "padding": "same",
    },
    "output_padding_pair_same": {
        "kernel_size": (5, 1),
        "strides": 3,
        "output_padding": (2, 0),
        "padding": "same",
    },
}

LAYERS: dict[str, tuple[type[keras.Layer], dict[str, Case]]] = {
    "conv2d": (keras.layers.Conv2D, CONV),
    "depthwise_conv2d": (keras.layers.DepthwiseConv2D, DEPTHWISE),
    "separable_conv2d": (keras.layers.SeparableConv2D, SEPARABLE),
    "conv2d_transpose": (keras.layers.Conv2DTranspose, TRANSPOSED),
}
WEIGHTS = {
    "conv2d": ("kernel", "bias"),
    "depthwise_conv2d": ("depthwise_kernel", "bias"),
    "separable_conv2d": ("depthwise_kernel", "pointwise_kernel", "bias"),
    "conv2d_transpose": ("kernel", "bias"),
}
# What the shapes of the arrays say already, or what only the layer has to be told.
NOT_ARGUMENTS = ("filters", "kernel_size", "depth_multiplier", "use_bias")


def golden(function: str, case: Case, random: np.random.Generator) -> Arrays:
    """Draw the numbers of one case and let Keras convolve them."""
    kind, _ = LAYERS[function]
    case = {"kernel_size": 3, "use_bias": True, **case}
    channels, size = case.pop("channels", 3), case.pop("size", (6, 7))
    if kind is not keras.layers.DepthwiseConv2D:
        case.setdefault("filters", 2)
    layer = kind(**case)
    first = layer.data_format == "channels_first"
    x = whole_numbers((2, channels, *size) if first else (2, *size, channels), random)
    layer.build(x.shape)
    layer.set_weights([whole_numbers(weight.shape, random) for weight in layer.weights])
    expected = keras.ops.convert_to_numpy(layer(x))
    if not np.array_equal(expected, np.round(expected)):
        raise AssertionError(f"{function} of {case} was rounded, so equality cannot be asked for")
    weights = dict(zip(WEIGHTS[function], layer.get_weights(), strict=False))
    arguments = {name: value for name, value in case.items() if name not in NOT_ARGUMENTS}
    return {"x": x, **weights, "arguments": np.array(json.dumps(arguments)), "expected": expected}


def whole_numbers(shape: tuple[int, ...], random: np.random.Generator) -> np.ndarray:
    """Draw from -9..9."""
    return random.integers(-9, 10, shape).astype(np.float32)


def main() -> None:
    """Write every case beside this file."""
    random = np.random.default_rng(4)
    goldens = {
        f"{function}-{name}": golden(function, case, random)
        for function, (_, cases) in LAYERS.items()
        for name, case in cases.items()
    }
    store_cases("keras.npz", goldens)


if __name__ == "__main__":
    main()
