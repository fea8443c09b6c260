"""Write unfold.npz: what PyTorch's unfold and fold make of small inputs.

Run it where PyTorch is installed; the tests read only the .npz:

    pip install torch==2.13.0 numpy
    python tests/goldens/make_unfold_goldens.py

Each case `name` is stored as `name/input`, `name/sliding` (the keyword arguments of
`conv_engine.im2col` as JSON), `name/unfolded` and `name/folded`, the copies added up again. Values
are small whole numbers.
"""

import json
from typing import Any

import numpy as np
import torch
from stored_cases import store_cases
from torch.nn import functional

Case = dict[str, Any]

# What a case does not say is as PyTorch has it by default.
CASES: dict[str, Case] = {
    "plain": {},
    "one_channel": {"input": (1, 4, 4)},
    "one_by_one": {"kernel_size": 1},
    "one_by_one_stride_2": {"kernel_size": 1, "stride": 2},
    "kernel_of_two_lengths": {"kernel_size": (2, 4)},
    "kernel_as_large_as_the_input": {"kernel_size": (5, 6)},
    "batch": {"input": (2, 3, 5, 6)},
    "stride_2": {"stride": 2},
    "stride_pair": {"stride": (1, 3)},
    "stride_longer_than_kernel": {"kernel_size": 2, "stride": 3},
    "stride_that_leaves_some_over": {"input": (2, 6, 7), "stride": 2},
    "padding_2": {"padding": 2},
    "padding_pair": {"padding": (0, 2)},
    "dilation_2": {"dilation": 2},
    "dilation_pair": {"dilation": (1, 2)},
    "batch_with_everything": {
        "input": (2, 3, 7, 8),
        "kernel_size": (3, 2),
        "stride": (2, 1),
        "padding": (2, 1),
        "dilation": (1, 3),
    },
    "float32": {"dtype": "float32", "padding": 1},
}

SLIDING = ("kernel_size", "stride", "padding", "dilation")


def golden(case: Case, random: np.random.Generator) -> dict[str, np.ndarray]:
    """Draw the numbers of one case; let PyTorch unfold them and fold them again."""
    sliding = {"kernel_size": 3} | {name: case[name] for name in SLIDING if name in case}
    drawn = random.integers(-9, 10, case.get("input", (3, 5, 6)))
    input = drawn.astype(case.get("dtype", "float64"))
    unfolded = functional.unfold(torch.from_numpy(input), **sliding)
    folded = functional.fold(unfolded, input.shape[-2:], **sliding)
    return {
        "input": input,
        "sliding": np.array(json.dumps(sliding)),
        "unfolded": unfolded.numpy(),
        "folded": folded.numpy(),
    }


def main() -> None:
    """Write every case beside this file."""
    random = np.random.default_rng(6)
    store_cases("unfold.npz", {name: golden(case, random) for name, case in CASES.items()})


if __name__ == "__main__":
    main()
