"""Conv1D and Conv3D by way of `conv2d`: count the directions a block moves in, not its axes.

A filter always has one axis more than it has directions to move in: the channels, all of which it
sees at once. `conv1d` is `conv2d` on a single row. `conv3d` is, at each of its depth positions,
`conv2d` on the slices under the block, their depth counted among the channels. So `conv2d` itself
is a `conv3d` whose block is as deep as the input and has no room to move in depth.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from conv_engine import geometry
from conv_engine.geometry import PaddingWord, Pair
from conv_engine.layer import Layer
from conv_engine.numeric import Array, check_numbers, widen_numbers
from conv_engine.spec import BlockSpec, ConvSpec


class Conv1dSpec(BlockSpec[tuple[int], tuple[Pair]]):
    """Describe a Conv1D layer: `ConvSpec` with a single direction, along a series."""

    directions = ("length",)
    input_axes = ("C_in", "L")
    kernel_axes = ("k",)


class Conv3dSpec(BlockSpec[tuple[int, int, int], tuple[Pair, Pair, Pair]]):
    """Describe a Conv3D layer: `ConvSpec` with a third direction, in depth."""

    directions = ("depth", "height", "width")
    input_axes = ("C_in", "D", "H", "W")
    kernel_axes = ("k_d", "k_h", "k_w")


SPECS: Mapping[int, type[BlockSpec[Any, Any]]] = MappingProxyType(
    {1: Conv1dSpec, 2: ConvSpec, 3: Conv3dSpec}
)
"""The spec of a layer whose block moves in so many directions."""

DIRECTIONS: Mapping[int, tuple[str, ...]] = MappingProxyType(
    {count: spec.directions for count, spec in SPECS.items()}
)
"""The directions in which the block of a Conv1D, Conv2D and Conv3D layer moves."""


def output_shape(
    input_shape: Sequence[int],
    weight_shape: Sequence[int],
    *,
    stride: int | tuple[int, ...] = 1,
    padding: int | tuple[int, ...] | PaddingWord = 0,
    dilation: int | tuple[int, ...] = 1,
    groups: int = 1,
) -> tuple[int, ...]:
    """Return the shape of what `conv1d`, `conv2d` or `conv3d` gives: the weight says which.

    Parameters
    ----------
    input_shape : (C_in, ...) or (N, C_in, ...)
    weight_shape : (C_out, C_in / groups, ...)
        With one axis more for each direction in which the block moves: 1, 2 or 3.
    stride, padding, dilation, groups
        As for the layer, with one number or one for each direction.

    Returns
    -------
    tuple of int
        The samples, if any, the filters, and the positions in each direction.

    Raises
    ------
    ValueError
        If shapes and geometry do not make a layer; the sentence says which and why.

    Examples
    --------
    A clip of 8 frames, a block 3 frames deep: 8 - 3 + 1 = 6 depth positions.

    >>> output_shape((1, 8, 10, 10), (4, 1, 3, 5, 5))
    (4, 6, 6, 6)
    """
    directions = len(weight_shape) - 2
    if directions not in SPECS:
        raise ValueError(
            f"weight of shape {tuple(weight_shape)} has {len(weight_shape)} axes, but needs 3, 4 "
            "or 5: filter, channel, and 1, 2 or 3 directions to move in"
        )
    layer = SPECS[directions]
    spec = layer.of_shape(weight_shape, False, stride, padding, dilation, groups, "zeros")
    return spec.output_shape(input_shape)


def conv1d(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    stride: int | tuple[int] = 1,
    padding: int | tuple[int] | PaddingWord = 0,
    dilation: int | tuple[int] = 1,
    groups: int = 1,
) -> Array:
    """Slide every filter along a series, over all its features at once.

    It equals `conv2d` on a single row, with kernels one row high.

    Parameters
    ----------
    input : array_like of shape (C_in, L) or (N, C_in, L)
        A channel is a feature of the series, such as a temperature.
    weight : array_like of shape (C_out, C_in / groups, k)
    bias : array_like of shape (C_out,), optional
    stride, padding, dilation, groups
        As for `conv2d`, with one number or (length,); "same" is that of `ConvSpec`.

    Returns
    -------
    ndarray of shape (C_out, L_out) or (N, C_out, L_out)
        Of the type that `conv2d` gives.

    Raises
    ------
    ValueError
        If shapes, values or geometry do not make a layer; the sentence says which and why.

    Examples
    --------
    How much both features together change: (3 - 1) + (20 - 10), (6 - 3) + (20 - 20).

    >>> conv1d([[1, 3, 6], [10, 20, 20]], [[[-1, 1], [-1, 1]]])
    array([[12,  3]])
    """
    input, weight = check_numbers("input", input), check_numbers("weight", weight)
    spec = Conv1dSpec.of(weight, bias, stride, padding, dilation, groups)
    spec.output_shape(input.shape)  # refuses in words of length
    row_spec = ConvSpec(
        spec.in_channels,
        spec.out_channels,
        kernel_size=(1, *spec.kernel_size),
        stride=(1, *spec.stride),
        padding=((0, 0), *spec.pad_amounts(input.shape[-1])),
        dilation=(1, *spec.dilation),
        groups=groups,
        bias=spec.bias,
    )
    row = Layer.of(input[..., np.newaxis, :], weight[..., np.newaxis, :], bias, row_spec)
    return row.output[..., 0, :]


def conv3d(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    stride: int | tuple[int, int, int] = 1,
    padding: int | tuple[int, int, int] | PaddingWord = 0,
    dilation: int | tuple[int, int, int] = 1,
    groups: int = 1,
) -> Array:
    """Slide every filter over a volume: in depth as well as in height and width.

    At each depth position it equals `conv2d` on the slices under the block, with their depth
    counted among the channels.

    Parameters
    ----------
    input : array_like of shape (C_in, D, H, W) or (N, C_in, D, H, W)
        Depth is what the block moves along, such as the frames of a clip.
    weight : array_like of shape (C_out, C_in / groups, k_d, k_h, k_w)
    bias : array_like of shape (C_out,), optional
    stride, padding, dilation, groups
        As for `conv2d`, with one number or (depth, height, width); "same" is that of `ConvSpec`.

    Returns
    -------
    ndarray of shape (C_out, D_out, H_out, W_out) or (N, C_out, D_out, H_out, W_out)
        Of the type that `conv2d` gives.

    Raises
    ------
    ValueError
        If shapes, values or geometry do not make a layer; the sentence says which and why.

    Examples
    --------
    Three frames of a single pixel, and what changes between them: 4 - 1, 9 - 4.

    >>> conv3d([[[[1]], [[4]], [[9]]]], [[[[[-1]], [[1]]]]]).ravel()
    array([3, 5])
    """
    input, weight = check_numbers("input", input), check_numbers("weight", weight)
    spec = Conv3dSpec.of(weight, bias, stride, padding, dilation, groups)
    depth_positions = spec.output_shape(input.shape)[-3]
    depth_padding, rows, columns = spec.pad_amounts(*input.shape[-3:])
    slices = np.pad(input, [(0, 0)] * (input.ndim - 3) + [depth_padding, (0, 0), (0, 0)])
    # Depth is counted inside its channel, so that a group keeps its channels together.
    flat_weight = weight.reshape(weight.shape[0], -1, *weight.shape[-2:])
    depth_spec = ConvSpec.of(
        flat_weight, bias, spec.stride[1:], (rows, columns), spec.dilation[1:], groups
    )

    def maps_at(position: int) -> Array:
        block = slices[..., list(spec.axes[0].cells(position)), :, :]  # (..., C_in, k_d, H, W)
        flat = block.reshape(*input.shape[:-4], -1, *input.shape[-2:])
        return Layer.of(flat, flat_weight, bias, depth_spec).output

    return np.stack([maps_at(position) for position in range(depth_positions)], axis=-3)


def channels_as_depth(
    input: ArrayLike, weight: ArrayLike, kernel_depth: int | None = None
) -> tuple[Array, Array]:
    """Turn the channels of a Conv2D layer into the depth of a volume with a single channel.

    At full depth `conv3d` of the two results has one depth position, and there equals `conv2d` of
    the originals. A block that is less deep also moves in depth: that is Conv3D, and it notices
    when channels change places, since neighbours meet under the block.

    Parameters
    ----------
    input : array_like of shape (C_in, H, W) or (N, C_in, H, W)
    weight : array_like of shape (C_out, C_in, k_h, k_w)
    kernel_depth : int, optional
        How many kernels of each filter to keep, from the first; all of them by default.

    Returns
    -------
    input : ndarray of shape (1, C_in, H, W) or (N, 1, C_in, H, W)
    weight : ndarray of shape (C_out, 1, kernel_depth, k_h, k_w)

    Raises
    ------
    ValueError
        If the channels of input and weight differ, or there are not so many kernels.

    Examples
    --------
    Three channels of one pixel, kernels of 1: one sum of three, or two sums of two neighbours.

    >>> input, weight = [[[1]], [[10]], [[100]]], [[[[1]], [[1]], [[1]]]]
    >>> conv3d(*channels_as_depth(input, weight)).ravel()
    array([111])
    >>> conv3d(*channels_as_depth(input, weight, kernel_depth=2)).ravel()
    array([ 11, 110])
    """
    input, weight = widen_numbers("input", input), widen_numbers("weight", weight)
    layer = ConvSpec.of(weight)
    ConvSpec(layer.in_channels, 1, kernel_size=1).output_shape(input.shape)  # refuses others
    if kernel_depth is None:
        kernel_depth = layer.in_channels
    if geometry.whole_number("kernel_depth", kernel_depth) > layer.in_channels:
        raise ValueError(
            f"kernel_depth {kernel_depth} is more than the {layer.in_channels} channels of the "
            "input, the nearest valid choice"
        )
    return input[..., np.newaxis, :, :, :], weight[:, np.newaxis, :kernel_depth]
