"""Write conv2d.npz: what PyTorch computes for small layers of every kind.

Run it where PyTorch is installed; the tests read only the .npz:

    pip install torch==2.13.0 numpy
    python tests/goldens/make_goldens.py

Each case `name` is stored as `name/input`, `name/weight`, `name/bias` (if any), `name/geometry`
(the keyword arguments of `conv_engine.conv2d` as JSON), `name/expected` and
`name/expected_partial_maps`. Values are small whole numbers, also where the type is a float, so
that every sum is exact and nothing needs a tolerance; only the cases named `real` hold others.
"""

import json
from typing import Any

import numpy as np
import torch
from stored_cases import store_cases
from torch import Tensor, nn
from torch.nn import functional

Case = dict[str, Any]

DEFAULTS = {"stride": 1, "padding": 0, "dilation": 1, "groups": 1, "padding_mode": "zeros"}

# input and weight are shapes; whatever else differs from DEFAULTS is said by the case.
CASES: dict[str, Case] = {
    "plain": {},
    "no_bias": {"bias": False},
    "one_channel": {"input": (1, 6, 6), "weight": (1, 1, 3, 3)},
    "one_by_one": {"weight": (5, 3, 1, 1)},
    "even_kernel": {"weight": (2, 3, 2, 4)},
    "rectangular_kernel": {"weight": (2, 3, 1, 5)},
    "kernel_as_large_as_the_input": {"weight": (2, 3, 7, 8)},
    "batch": {"input": (3, 3, 7, 8)},
    "batch_with_everything": {
        "input": (2, 4, 9, 8),
        "weight": (6, 2, 3, 2),
        "stride": (2, 1),
        "padding": (2, 1),
        "dilation": (1, 2),
        "groups": 2,
        "padding_mode": "circular",
    },
    "stride_2": {"stride": 2},
    "stride_pair": {"stride": (1, 3)},
    "stride_longer_than_kernel": {"weight": (2, 3, 2, 2), "stride": 3},
    "dilation_2": {"dilation": 2},
    "dilation_pair": {"dilation": (1, 3)},
    "dilation_stride_padding": {"dilation": 2, "stride": 2, "padding": 3},
    "padding_int": {"padding": 2},
    "padding_pair": {"padding": (0, 2)},
    "padding_valid": {"padding": "valid", "stride": 2},
    "groups_2": {"input": (4, 6, 7), "weight": (6, 2, 3, 3), "groups": 2},
    "depthwise": {"input": (4, 6, 7), "weight": (4, 1, 3, 3), "groups": 4},
    "depthwise_two_filters_each": {"input": (3, 6, 7), "weight": (6, 1, 3, 3), "groups": 3},
    "grouped_same_stride_2": {
        "input": (4, 7, 8),
        "weight": (2, 2, 3, 4),
        "groups": 2,
        "padding": "same",
        "stride": 2,
    },
    "same": {"padding": "same"},
    "same_even_kernel": {"weight": (2, 3, 4, 2), "padding": "same"},
    "same_dilation": {"padding": "same", "dilation": (2, 1)},
    "same_stride_2": {"padding": "same", "stride": 2},
    "same_stride_pair_even_kernel": {"weight": (2, 3, 4, 2), "padding": "same", "stride": (3, 2)},
    "same_stride_longer_than_kernel": {
        "weight": (2, 3, 1, 1),
        "padding": "same",
        "stride": 3,
    },
    "float32_same": {"dtype": "float32", "padding": "same", "stride": 2},
    "float32_real": {"dtype": "float32", "real": True},
    "float64_real": {"real": True, "padding": 1, "stride": 2},
    "float64_real_reflect": {"real": True, "padding": 2, "padding_mode": "reflect"},
}
for mode in ("zeros", "reflect", "replicate", "circular"):
    CASES |= {
        f"{mode}_int": {"padding": 2, "padding_mode": mode},
        f"{mode}_pair": {"padding": (1, 3), "padding_mode": mode, "dtype": "float32"},
        f"{mode}_asymmetric": {"padding": ((2, 0), (1, 3)), "padding_mode": mode},
        f"{mode}_same_even_kernel": {
            "weight": (2, 3, 2, 4),
            "padding": "same",
            "padding_mode": mode,
        },
        f"{mode}_same_stride_2": {"padding": "same", "stride": 2, "padding_mode": mode},
    }
for name in ("plain", "batch", "stride_2", "dilation_2", "depthwise", "same", "same_stride_2"):
    CASES[f"int64_{name}"] = {**CASES[name], "dtype": "int64"}


def torch_conv2d(input: Tensor, weight: Tensor, bias: Tensor | None, geometry: Case) -> Tensor:
    """Convolve as a user of PyTorch would: nn.Conv2d where it can, F.pad before it where not."""
    padding, mode = geometry["padding"], geometry["padding_mode"]
    stride, dilation, groups = geometry["stride"], geometry["dilation"], geometry["groups"]
    if padding == "same" and stride != 1:
        padding = tensorflow_same(input.shape[-2:], weight.shape[-2:], stride, dilation)
    if isinstance(padding, tuple) and isinstance(padding[0], tuple):
        (top, bottom), (left, right) = padding
        torch_mode = "constant" if mode == "zeros" else mode
        input = functional.pad(input, (left, right, top, bottom), mode=torch_mode)
        padding, mode = 0, "zeros"
    if not input.is_floating_point():  # parameters of a module must be floats
        return functional.conv2d(input, weight, bias, stride, padding, dilation, groups)
    layer = nn.Conv2d(
        weight.shape[1] * groups,
        weight.shape[0],
        weight.shape[-2:],
        stride=stride,
        padding=padding,
        dilation=dilation,
        groups=groups,
        bias=bias is not None,
        padding_mode=mode,
        dtype=weight.dtype,
    )
    with torch.no_grad():
        layer.weight.copy_(weight)
        if bias is not None:
            layer.bias.copy_(bias)
        return layer(input)


def tensorflow_same(size: Any, kernel: Any, stride: Any, dilation: Any) -> tuple[Any, ...]:
    """Cells before and after each axis, by the rule that tf.nn.convolution documents."""
    strides = stride if isinstance(stride, tuple) else (stride, stride)
    dilations = dilation if isinstance(dilation, tuple) else (dilation, dilation)
    amounts = []
    for n, k, s, d in zip(size, kernel, strides, dilations, strict=True):
        extent = (k - 1) * d + 1
        total = max(extent - s, 0) if n % s == 0 else max(extent - n % s, 0)
        amounts.append((total // 2, total - total // 2))
    return tuple(amounts)


def torch_partial_maps(input: Tensor, weight: Tensor, geometry: Case) -> Tensor:
    """Give every kernel of every filter a group of its own, so that nothing is summed."""
    filters, depth, k_h, k_w = weight.shape
    groups = geometry["groups"]
    filters_in_group = filters // groups
    seen = [
        filter // filters_in_group * depth + channel
        for filter in range(filters)
        for channel in range(depth)
    ]
    maps = torch_conv2d(
        input.index_select(-3, torch.tensor(seen)),
        weight.reshape(filters * depth, 1, k_h, k_w),
        None,
        {**geometry, "groups": filters * depth},
    )
    return maps.reshape(*input.shape[:-3], filters, depth, *maps.shape[-2:])


def golden(case: Case, random: np.random.Generator) -> dict[str, np.ndarray]:
    """Draw the numbers of one case and let PyTorch convolve them."""
    geometry = {name: case.get(name, default) for name, default in DEFAULTS.items()}
    dtype = case.get("dtype", "float64")

    def draw(shape: tuple[int, ...]) -> np.ndarray:
        numbers = random.normal(size=shape) if case.get("real") else random.integers(-9, 10, shape)
        return numbers.astype(dtype)

    weight_shape = case.get("weight", (2, 3, 3, 3))
    arrays = {"input": draw(case.get("input", (3, 7, 8))), "weight": draw(weight_shape)}
    if case.get("bias", True):
        arrays["bias"] = draw(weight_shape[:1])
    tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
    expected = torch_conv2d(tensors["input"], tensors["weight"], tensors.get("bias"), geometry)
    maps = torch_partial_maps(tensors["input"], tensors["weight"], geometry)
    return arrays | {
        "geometry": np.array(json.dumps(geometry)),
        "expected": expected.numpy(),
        "expected_partial_maps": maps.numpy(),
    }


def main() -> None:
    """Write every case beside this file."""
    random = np.random.default_rng(2)
    store_cases("conv2d.npz", {name: golden(case, random) for name, case in CASES.items()})


if __name__ == "__main__":
    main()
