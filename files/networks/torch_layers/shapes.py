"""Layers of PyTorch that only order, add, or take away cells."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from conv_engine.networks import (
    Chunk,
    Flatten,
    Fold,
    Operation,
    Padding,
    PixelShuffle,
    PixelUnshuffle,
    Rearranged,
    Resizing,
    Unflatten,
    Unfold,
    Upsampling,
)
from files.networks.makers import Maker, Numbers, for_each


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


def rearranged(pattern: str, *_: object, **sizes: int) -> Operation:
    """Return what `einops` does by a pattern: `Rearrange`, `Reduce` and their functions."""
    return Rearranged(" ".join(pattern.split()), tuple(sizes.items()))


def _halve(dim: int = -1) -> Operation:
    return Chunk(2, dim)


PADS = ("ZeroPad", "ConstantPad", "ReflectionPad", "ReplicationPad", "CircularPad")


SHAPES: Mapping[str, Maker] = MappingProxyType(
    {
        "Flatten": _flatten,
        "Unflatten": _unflatten,
        "Upsample": _upsample,
        "UpsamplingNearest2d": _upsample_plainly,
        "UpsamplingBilinear2d": _upsample_plainly,
        **{kind: make for pad in PADS for kind, make in for_each(pad, _pad).items()},
        "PixelShuffle": _pixel_shuffle,
        "PixelUnshuffle": _pixel_unshuffle,
        "Unfold": _unfold,
        "Fold": _fold,
        **dict.fromkeys(("Rearrange", "Reduce"), rearranged),
        "GLU": _halve,
    }
)
