"""Write transposed.npz: what PyTorch computes for small transposed convolutions of every kind.

Run it where PyTorch is installed; the tests read only the .npz:

    pip install torch==2.13.0 numpy
    python tests/goldens/make_transposed_goldens.py

Each case `name` is stored as `name/input`, `name/weight`, `name/bias` (if any), `name/geometry`
(the keyword arguments of `conv_engine.conv_transpose2d` as JSON) and `name/expected`. Values are
small whole numbers, so that every sum is exact in every type.
"""

import json
from typing import Any

import numpy as np
import torch
from stored_cases import store_cases
from torch.nn import functional

Case = dict[str, Any]

# input and weight are shapes; what a case does not say is as PyTorch has it by default.
CASES: dict[str, Case] = {
    "plain": {},
    "no_bias": {"bias": False},
    "one_channel": {"input": (1, 4, 4), "weight": (1, 1, 3, 3)},
    "one_by_one": {"weight": (3, 2, 1, 1)},
    "one_by_one_stride_3": {"weight": (3, 2, 1, 1), "stride": 3, "output_padding": 2},
    "even_kernel": {"weight": (3, 2, 2, 4)},
    "batch": {"input": (3, 3, 4, 5)},
    "stride_2": {"stride": 2},
    "stride_pair": {"stride": (1, 3)},
    "stride_longer_than_kernel": {"weight": (3, 2, 2, 2), "stride": 3},
    "padding_2": {"padding": 2},
    "padding_pair": {"padding": (0, 2)},
    "padding_down_to_one_cell": {"input": (3, 3, 3), "padding": 2},
    "padding_more_than_kernel": {"weight": (3, 2, 1, 1), "padding": 1},
    "output_padding": {"stride": 2, "output_padding": 1},
    "output_padding_pair": {"stride": (2, 3), "output_padding": (0, 2)},
    "output_padding_less_than_padding": {"stride": 3, "padding": 2, "output_padding": 1},
    "output_padding_more_than_padding": {"stride": 3, "padding": 1, "output_padding": 2},
    "output_padding_with_dilation_alone": {"dilation": 2, "output_padding": 1},
    "dilation_2": {"dilation": 2},
    "dilation_pair_stride_padding": {"dilation": (1, 3), "stride": 2, "padding": (1, 2)},
    "groups_2": {"input": (4, 4, 5), "weight": (4, 3, 3, 3), "groups": 2},
    "depthwise": {"input": (4, 4, 5), "weight": (4, 1, 3, 3), "groups": 4},
    "depthwise_two_each": {"input": (3, 4, 5), "weight": (3, 2, 3, 3), "groups": 3},
    "batch_with_everything": {
        "input": (2, 4, 4, 3),
        "weight": (4, 3, 3, 2),
        "stride": (3, 2),
        "padding": (2, 1),
        "output_padding": (1, 1),
        "dilation": (2, 1),
        "groups": 2,
    },
}
for name in ("plain", "batch", "batch_with_everything"):
    CASES |= {f"{type}_{name}": {**CASES[name], "dtype": type} for type in ("float32", "int64")}

GEOMETRY = ("stride", "padding", "output_padding", "dilation", "groups")


def golden(case: Case, random: np.random.Generator) -> dict[str, np.ndarray]:
    """Draw the numbers of one case and let PyTorch convolve them."""
    geometry = {name: case[name] for name in GEOMETRY if name in case}
    dtype = case.get("dtype", "float64")

    def draw(*shape: int) -> np.ndarray:
        return random.integers(-9, 10, shape).astype(dtype)

    weight_shape = case.get("weight", (3, 2, 3, 3))
    arrays = {"input": draw(*case.get("input", (3, 4, 5))), "weight": draw(*weight_shape)}
    if case.get("bias", True):
        arrays["bias"] = draw(weight_shape[1] * case.get("groups", 1))
    tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
    expected = functional.conv_transpose2d(**tensors, **geometry)
    return {**arrays, "geometry": np.array(json.dumps(geometry)), "expected": expected.numpy()}


def main() -> None:
    """Write every case beside this file."""
    random = np.random.default_rng(15)
    store_cases("transposed.npz", {name: golden(case, random) for name, case in CASES.items()})


if __name__ == "__main__":
    main()
