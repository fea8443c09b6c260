"""Write rounding.npz: what PyTorch's own casts make of float32 and float64 numbers.

Run it where PyTorch is installed; the tests read only the .npz:

    pip install torch==2.13.0 numpy
    python tests/goldens/make_rounding_goldens.py

Each case `name` is stored as `name/values` and, as 16-bit patterns, `name/bfloat16` and
`name/float16`.
"""

import numpy as np
import torch
from stored_cases import store_cases

DROPPED = {"tf32": 13, "bfloat16": 16, "float16": 13}
"""Bits of a float32's fraction that each format has no room for; TF32 has no cast of its own."""

# By hand: where float16 and bfloat16 overflow, begin to lose digits, and reach zero.
BORDERS = [
    *(0.0, -0.0, 1.0, np.inf, -np.inf, np.nan),
    *(65504.0, 65519.996, 65520.0, 65536.0, -65520.0, -65519.996),
    *(2.0**-14, 2.0**-14 - 2.0**-24, 2.0**-14 - 2.0**-25, 2.0**-24, 2.0**-25, 1.5 * 2.0**-25),
    *(2.5 * 2.0**-24, 3.5 * 2.0**-24, -(2.0**-25), -(2.0**-26)),
    *(2.0**-126, 2.0**-127, 2.0**-133, 2.0**-134, 1.5 * 2.0**-134, 2.0**-149, -(2.0**-149)),
    *(3.3895314e38, 3.3961776e38, 3.3961773e38, 3.4028235e38, -3.4028235e38),
]


def ties(random: np.random.Generator, dropped: int) -> np.ndarray:
    """Draw numbers half-way between two neighbours, and just beside them."""
    kept = random.integers(0, 2 ** (32 - dropped), 300, dtype=np.uint64) << dropped
    half = 2 ** (dropped - 1)
    patterns = np.concatenate([kept | (half + off) for off in (-1, 0, 1)])
    return patterns.astype(np.uint32).view(np.float32)


def subnormal_ties(random: np.random.Generator) -> np.ndarray:
    """Draw numbers half-way between two subnormal numbers of float16, and just beside them."""
    halves = (random.integers(0, 1024, 300) + 0.5) * 2.0**-24
    exact = halves.astype(np.float32)
    return np.concatenate([exact, np.nextafter(exact, 0), np.nextafter(exact, np.float32(1))])


def golden(values: np.ndarray) -> dict[str, np.ndarray]:
    """Let PyTorch cast the values."""
    tensor = torch.from_numpy(values)
    casts = {
        name: tensor.to(type).view(torch.int16).numpy().view(np.uint16)
        for name, type in (("bfloat16", torch.bfloat16), ("float16", torch.float16))
    }
    return {"values": values, **casts}


def main() -> None:
    """Write every case beside this file."""
    random = np.random.default_rng(6)
    cases = {
        "any_bits": random.integers(0, 2**32, 2000, dtype=np.uint64)
        .astype(np.uint32)
        .view(np.float32),
        "everyday": random.standard_normal(1000).astype(np.float32),
        "around_float16": np.ldexp(
            random.uniform(-2, 2, 1500), random.integers(-28, 18, 1500)
        ).astype(np.float32),
        "subnormal_ties": subnormal_ties(random),
        "borders": np.array(BORDERS, np.float32),
        "float64": np.ldexp(random.uniform(-2, 2, 800), random.integers(-150, 130, 800)),
        "float64_twice_rounded": 1 + np.ldexp([1.0, 1.0, 3.0], -np.array([8, 11, 9])) + 2.0**-40,
    }
    cases |= {f"ties_{name}": ties(random, dropped) for name, dropped in DROPPED.items()}
    store_cases("rounding.npz", {name: golden(values) for name, values in cases.items()})


if __name__ == "__main__":
    main()
