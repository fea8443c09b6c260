"""Write dimensions.npz: what PyTorch computes for small Conv1D and Conv3D layers of every kind.

Run it where PyTorch is installed; the tests read only the .npz:

    pip install torch==2.13.0 numpy
    python tests/goldens/make_dimension_goldens.py

Each case `name` is stored as `name/input`, `name/weight`, `name/bias` (if any), `name/geometry`
(the keyword arguments of `conv1d` or `conv3d` as JSON) and `name/expected`. Values are small whole
numbers, also where the type is a float, so that every sum is exact and nothing needs a tolerance.
"""

import json
from typing import Any

import numpy as np
import torch
from stored_cases import store_cases
from torch.nn import functional

Case = dict[str, Any]

CONVOLVE = {1: functional.conv1d, 3: functional.conv3d}

# Shapes, and the arguments that a case does not leave at PyTorch's defaults.
SERIES: Case = {"input": (3, 9), "weight": (2, 3, 3)}
VOLUME: Case = {"input": (2, 5, 6, 7), "weight": (3, 2, 3, 2, 3)}
GROUPED_SERIES: Case = {"input": (4, 9), "weight": (6, 2, 3), "groups": 2}
GROUPED_VOLUME: Case = {"input": (4, 5, 4, 4), "weight": (6, 2, 3, 2, 2), "groups": 2}

CASES: dict[str, Case] = {
    "conv1d_plain": SERIES,
    "conv1d_no_bias": {**SERIES, "bias": False},
    "conv1d_pointwise": {**SERIES, "weight": (4, 3, 1)},
    "conv1d_kernel_as_long_as_the_series": {**SERIES, "weight": (2, 3, 9)},
    "conv1d_batch": {**SERIES, "input": (3, 3, 9)},
    "conv1d_stride": {**SERIES, "stride": 2},
    "conv1d_stride_longer_than_kernel": {**SERIES, "stride": (4,)},
    "conv1d_padding": {**SERIES, "padding": (2,)},
    "conv1d_dilation": {**SERIES, "dilation": 3},
    "conv1d_everything": {**SERIES, "stride": 2, "padding": 3, "dilation": (2,)},
    "conv1d_valid": {**SERIES, "padding": "valid", "stride": 2},
    "conv1d_same": {**SERIES, "padding": "same"},
    "conv1d_same_even_kernel": {**SERIES, "weight": (2, 3, 4), "padding": "same"},
    "conv1d_same_dilation": {**SERIES, "weight": (2, 3, 2), "padding": "same", "dilation": 3},
    "conv1d_groups": GROUPED_SERIES,
    "conv1d_depthwise": {**SERIES, "weight": (6, 1, 3), "groups": 3},
    "conv1d_groups_batch_stride": {**GROUPED_SERIES, "input": (2, 4, 9), "stride": 2},
    "conv1d_int64": {**GROUPED_SERIES, "dtype": "int64", "padding": 1},
    "conv1d_float32": {**SERIES, "dtype": "float32", "padding": "same"},
    "conv3d_plain": VOLUME,
    "conv3d_no_bias": {**VOLUME, "bias": False},
    "conv3d_frame_by_frame": {**VOLUME, "weight": (3, 2, 1, 2, 2)},
    "conv3d_full_depth": {**VOLUME, "weight": (3, 2, 5, 3, 3)},
    "conv3d_batch": {**VOLUME, "input": (2, 2, 4, 4, 5)},
    "conv3d_stride": {**VOLUME, "stride": 2},
    "conv3d_stride_in_each_direction": {**VOLUME, "stride": (3, 1, 2)},
    "conv3d_padding": {**VOLUME, "padding": 1},
    "conv3d_padding_in_each_direction": {**VOLUME, "padding": (3, 0, 1)},
    "conv3d_dilation": {**VOLUME, "dilation": 2},
    "conv3d_dilation_in_each_direction": {**VOLUME, "dilation": (2, 1, 3)},
    "conv3d_everything": {
        **GROUPED_VOLUME,
        "input": (2, 4, 5, 4, 4),
        "stride": (2, 1, 3),
        "padding": (2, 1, 0),
        "dilation": (1, 2, 3),
    },
    "conv3d_valid": {**VOLUME, "padding": "valid"},
    "conv3d_same": {**VOLUME, "padding": "same"},
    "conv3d_same_even_kernel": {**VOLUME, "weight": (3, 2, 2, 4, 1), "padding": "same"},
    "conv3d_same_dilation": {**VOLUME, "padding": "same", "dilation": (1, 3, 2)},
    "conv3d_groups": GROUPED_VOLUME,
    "conv3d_depthwise": {**VOLUME, "weight": (4, 1, 3, 2, 2), "groups": 2},
    "conv3d_int64": {**GROUPED_VOLUME, "dtype": "int64", "padding": 1},
    "conv3d_float32": {**VOLUME, "dtype": "float32", "padding": "same"},
}


def golden(case: Case, random: np.random.Generator) -> dict[str, np.ndarray]:
    """Draw the numbers of one case and let PyTorch convolve them."""
    defaults = {"stride": 1, "padding": 0, "dilation": 1, "groups": 1}
    geometry = {name: case.get(name, default) for name, default in defaults.items()}
    shapes = {"input": case["input"], "weight": case["weight"]}
    if case.get("bias", True):
        shapes["bias"] = case["weight"][:1]
    arrays = {
        name: random.integers(-9, 10, shape).astype(case.get("dtype", "float64"))
        for name, shape in shapes.items()
    }
    tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
    expected = CONVOLVE[len(case["weight"]) - 2](**tensors, **geometry)
    return arrays | {"geometry": np.array(json.dumps(geometry)), "expected": expected.numpy()}


def main() -> None:
    """Write every case beside this file."""
    random = np.random.default_rng(3)
    store_cases("dimensions.npz", {name: golden(case, random) for name, case in CASES.items()})


if __name__ == "__main__":
    main()
