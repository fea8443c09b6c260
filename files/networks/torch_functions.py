"""Functions and methods of PyTorch on what a layer gives: their arguments, and what they do.

Each function here has the arguments of the one it stands for, without the input.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from conv_engine.networks import (
    Chunk,
    Concat,
    Conv,
    Elementwise,
    Expand,
    Flatten,
    Grid,
    GridSample,
    Linear,
    MatrixProduct,
    OpenWeight,
    Operation,
    Permute,
    Pooling,
    Reduce,
    Reshape,
    Squeeze,
    Stack,
    SwapAxes,
    TransposedConv,
    Unchanged,
    Unpooling,
    Unsqueeze,
)
from files.networks.makers import Maker, Numbers, for_each, keep_shape
from files.networks.torch_layers import TORCH_LAYERS
from files.networks.torch_layers.shapes import pad_sides, rearranged
from files.networks.values import Array, Open, Samples, Value

SIDES = {1: ("length",), 2: ("rows", "columns"), 3: ("frames", "rows", "columns")}
"""What the axes of a kernel count."""


def _weight(weight: Value, dimensions: int) -> tuple[int, ...]:
    """Return the shape of a weight that a function is given."""
    shape = weight.shape if isinstance(weight, Array) else ()
    if len(shape) != dimensions + 2 or not all(isinstance(size, int) for size in shape):
        raise ValueError(
            "the text does not say the shape of its weight. No sizes are known after it"
        )
    return shape


def _conv(dimensions: int) -> Maker:
    def make(
        weight: Value,
        bias: Value = None,
        stride: Numbers = 1,
        padding: Numbers = 0,
        dilation: Numbers = 1,
        groups: int = 1,
    ) -> Operation:
        if isinstance(weight, Open):
            return OpenWeight(weight.text, ("filters", "depth", *SIDES[dimensions]), groups)
        filters, depth, *kernel = _weight(weight, dimensions)
        return Conv(
            dimensions,
            filters,
            tuple(kernel),
            stride,
            padding,
            dilation,
            groups,
            bias is not None,
            depth * groups,
        )

    return make


def _transposed(dimensions: int) -> Maker:
    def make(
        weight: Value,
        bias: Value = None,
        stride: Numbers = 1,
        padding: Numbers = 0,
        output_padding: Numbers = 0,
        groups: int = 1,
        dilation: Numbers = 1,
    ) -> Operation:
        channels, filters, *kernel = _weight(weight, dimensions)
        return TransposedConv(
            dimensions,
            filters * groups,
            tuple(kernel),
            stride,
            padding,
            output_padding,
            dilation,
            groups,
            bias is not None,
            channels,
        )

    return make


def _max_pool(dimensions: int) -> Maker:
    def make(
        kernel_size: Numbers,
        stride: Numbers = None,
        padding: Numbers = 0,
        dilation: Numbers = 1,
        ceil_mode: bool = False,
        return_indices: bool = False,
    ) -> Operation:
        return Pooling(dimensions, kernel_size, stride, padding, dilation, bool(ceil_mode))

    return make


def _max_unpool(dimensions: int) -> Maker:
    def make(
        kernel_size: Numbers,
        stride: Numbers = None,
        padding: Numbers = 0,
        output_size: Numbers = None,
    ) -> Operation:
        size = tuple(output_size)[-dimensions:] if output_size else None
        return Unpooling(dimensions, kernel_size, stride, padding, size)

    return make


def _affine_grid(size: Sequence[int], align_corners: object = None) -> Operation:
    return Grid(tuple(size)[2:])


def _linear(weight: Value, bias: Value = None) -> Operation:
    features, arriving = _weight(weight, 0)
    return Linear(features, arriving, bias is not None)


def _pad(pad: Sequence[int], mode: str = "constant", value: object = None) -> Operation:
    if any(isinstance(size, Open) for size in pad):
        return Unchanged()  # cells that make two sizes equal, which the next node checks
    return pad_sides(tuple(pad), len(pad) // 2)


def _cat(dim: int = 0) -> Operation:
    return Concat(dim)


def _flatten(start_dim: int = 0, end_dim: int = -1) -> Operation:
    return Flatten(max(start_dim, 1), end_dim)


def _reshape(*shape: Numbers) -> Operation:
    sizes = _spread(shape)
    return Reshape(tuple(sizes[1:] or sizes))


def _spread(values: Sequence[Value]) -> tuple[Value, ...]:
    """Return numbers that are given one by one, or as one list."""
    if len(values) == 1 and isinstance(values[0], list | tuple):
        return tuple(values[0])
    return tuple(values)


def _permute(*dims: Numbers) -> Operation:
    return Permute(_spread(dims))


def _swap(dim0: int, dim1: int) -> Operation:
    return SwapAxes(dim0, dim1)


def _squeeze(dim: int | None = None) -> Operation:
    return Squeeze(dim)


def _unsqueeze(dim: int) -> Operation:
    return Unsqueeze(dim)


def _reduce(dim: Numbers, keepdim: bool = False, **_: object) -> Operation:
    axes = tuple(dim) if isinstance(dim, list | tuple) else (dim,)
    return Reduce(axes, bool(keepdim))


def _chunk(chunks: int, dim: int = 0) -> Operation:
    return Chunk(chunks, dim)


KEEPING = (
    *(
        "relu",
        "relu6",
        "leaky_relu",
        "prelu",
        "rrelu",
        "elu",
        "selu",
        "celu",
        "gelu",
        "silu",
        "mish",
    ),
    *(
        "softplus",
        "softsign",
        "sigmoid",
        "logsigmoid",
        "hardsigmoid",
        "tanh",
        "hardtanh",
        "threshold",
    ),
    *("hardswish", "softmax", "log_softmax", "softmin", "dropout", "dropout1d", "dropout2d"),
    *("dropout3d", "alpha_dropout", "feature_dropout", "batch_norm", "instance_norm", "layer_norm"),
    *(
        "group_norm",
        "normalize",
        "local_response_norm",
        "clamp",
        "clip",
        "exp",
        "log",
        "sqrt",
        "abs",
    ),
    *(
        "square",
        "pow",
        "neg",
        "swish",
        "sign",
        "masked_fill",
        "roll",
        "flip",
        "contiguous",
        "randn_like",
        "rand_like",
        "zeros_like",
    ),
    *("ones_like", "drop_path", "checkpoint", "erf", "relu1", "channel_shuffle", "Activation"),
)
OPERATORS = ("add", "sub", "mul", "div", "multiply", "subtract", "divide", "maximum", "minimum")


def _of_layer(kind: str) -> Maker:
    return TORCH_LAYERS[kind]


TORCH_FUNCTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        **for_each("conv", _conv),
        **for_each("conv_transpose", _transposed),
        **for_each("max_pool", _max_pool),
        **{f"avg_pool{n}d": _of_layer(f"AvgPool{n}d") for n in (1, 2, 3)},
        **{f"lp_pool{n}d": _of_layer(f"LPPool{n}d") for n in (1, 2, 3)},
        **{f"adaptive_avg_pool{n}d": _of_layer(f"AdaptiveAvgPool{n}d") for n in (1, 2, 3)},
        **{f"adaptive_max_pool{n}d": _of_layer(f"AdaptiveMaxPool{n}d") for n in (1, 2, 3)},
        "linear": _linear,
        "pad": _pad,
        "interpolate": _of_layer("Upsample"),
        "upsample": _of_layer("Upsample"),
        "pixel_shuffle": _of_layer("PixelShuffle"),
        "pixel_unshuffle": _of_layer("PixelUnshuffle"),
        **dict.fromkeys(("cat", "concat", "concatenate"), _cat),
        "flatten": _flatten,
        **dict.fromkeys(("view", "reshape"), _reshape),
        **dict.fromkeys(("rearrange", "reduce"), rearranged),
        "unfold": _of_layer("Unfold"),
        "fold": _of_layer("Fold"),
        **{f"max_unpool{n}d": _max_unpool(n) for n in (1, 2, 3)},
        "affine_grid": _affine_grid,
        "grid_sample": lambda *_, **__: GridSample(),
        "glu": _of_layer("GLU"),
        "stack": lambda dim=0: Stack(dim),
        **dict.fromkeys(("matmul", "bmm", "@"), lambda *_, **__: MatrixProduct()),
        "expand": lambda *sizes: Expand(_spread(sizes)),
        **dict.fromkeys(("repeat", "tile"), lambda *times: Expand(_spread(times), repeats=True)),
        "unflatten": _of_layer("Unflatten"),
        "permute": _permute,
        **dict.fromkeys(("transpose", "swapaxes", "swapdims"), _swap),
        "squeeze": _squeeze,
        "unsqueeze": _unsqueeze,
        **dict.fromkeys(("mean", "sum", "amax", "amin", "std", "var", "logsumexp"), _reduce),
        "chunk": _chunk,
        **dict.fromkeys(OPERATORS, lambda *_, **__: Elementwise()),
        **dict.fromkeys(KEEPING, keep_shape),
    }
)
"""Functions of `torch` and `torch.nn.functional`, and methods of tensors, by name."""


def sizes_of(sizes: Sequence[Value]) -> list[Any]:
    """Return the target of a `view`: samples first, and one open size worked out like -1.

    Examples
    --------
    >>> sizes_of([Samples(1), Open("c", "c"), 7])
    [1, -1, 7]
    """
    found: list[Any] = [int(size) if isinstance(size, Samples) else size for size in sizes]
    opened = [i for i, size in enumerate(found) if isinstance(size, Open)]
    if len(opened) == 1 and -1 not in found[1:] and opened[0] > 0:
        found[opened[0]] = -1
    elif opened[:1] == [0]:
        found[0] = 1
    return found
