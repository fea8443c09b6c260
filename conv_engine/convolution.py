"""The Conv2D layer, and the numbers on the way to it.

The operation is cross-correlation: the kernel is not flipped, as in every deep-learning framework.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from conv_engine.geometry import Padding, PaddingMode, Pair
from conv_engine.layer import Layer
from conv_engine.numeric import Array, add_bias, widen_numbers
from conv_engine.spec import ConvSpec
from conv_engine.step import Step


def conv2d(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
    padding_mode: PaddingMode = "zeros",
) -> Array:
    """Slide every filter over the input and return one feature map per filter.

    At each position the filter is multiplied cell by cell with the patch under it, *all* products
    of *all* its channels are added up, and the filter's bias is added once.

    Parameters
    ----------
    input : array_like of shape (C_in, H, W) or (N, C_in, H, W)
    weight : array_like of shape (C_out, C_in / groups, k_h, k_w)
    bias : array_like of shape (C_out,), optional
    stride, padding, dilation, groups, padding_mode
        As for `ConvSpec`, in cells.

    Returns
    -------
    ndarray of shape (C_out, H_out, W_out) or (N, C_out, H_out, W_out)
        int64 and exact for integers, otherwise the widest float type of `input` and `weight`
        (float32 stays float32); a float bias turns integer maps into floats.

    Raises
    ------
    ValueError
        If shapes, values or geometry do not make a layer; the sentence says which and why.

    References
    ----------
    Zhang et al., "Dive into Deep Learning", section 7.4.1, has the example.

    Examples
    --------
    Top left: (0*0 + 1*1 + 3*2 + 4*3) + (1*1 + 2*2 + 4*3 + 5*4) = 19 + 37 = 56.

    >>> input = [[[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]]]
    >>> weight = [[[[0, 1], [2, 3]], [[1, 2], [3, 4]]]]
    >>> conv2d(input, weight)
    array([[[ 56,  72],
            [104, 120]]])
    """
    spec = ConvSpec.of(weight, bias, stride, padding, dilation, groups, padding_mode)
    return Layer.of(input, weight, bias, spec).output


def partial_maps(
    input: ArrayLike,
    weight: ArrayLike,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
    padding_mode: PaddingMode = "zeros",
) -> Array:
    """Slide every filter over the input, but leave its channels apart.

    Summed over the channel axis, plus bias, this *is* `conv2d`.

    Parameters
    ----------
    input : array_like of shape (C_in, H, W) or (N, C_in, H, W)
    weight : array_like of shape (C_out, C_in / groups, k_h, k_w)
    stride, padding, dilation, groups, padding_mode
        As for `ConvSpec`, in cells.

    Returns
    -------
    ndarray of shape (C_out, C_in / groups, H_out, W_out), with N in front for a batch
        Of the type that `conv2d` gives without bias.

    Raises
    ------
    ValueError
        As `conv2d`.

    Examples
    --------
    The two channel sums of the example of `conv2d`, 19 + 37 = 56, at all four positions.

    >>> input = [[[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]]]
    >>> weight = [[[[0, 1], [2, 3]], [[1, 2], [3, 4]]]]
    >>> partial_maps(input, weight)
    array([[[[19, 25],
             [37, 43]],
    <BLANKLINE>
            [[37, 47],
             [67, 77]]]])
    """
    spec = ConvSpec.of(weight, None, stride, padding, dilation, groups, padding_mode)
    return Layer.of(input, weight, None, spec).partial


def step_at(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None,
    filter: int,
    row: int,
    column: int,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
    padding_mode: PaddingMode = "zeros",
) -> Step:
    """Return everything computed at one filter and position.

    Parameters
    ----------
    input : array_like of shape (C_in, H, W)
        One sample, not a batch.
    weight : array_like of shape (C_out, C_in / groups, k_h, k_w)
    bias : array_like of shape (C_out,) or None
    filter, row, column : int
        The output cell, counted from 0.
    stride, padding, dilation, groups, padding_mode
        As for `ConvSpec`, in cells.

    Returns
    -------
    Step
        Its `output` is the cell ``[filter, row, column]`` of `conv2d`: exactly for integers, up to
        rounding for floats.

    Raises
    ------
    ValueError
        As `conv2d`, for a batch, and for a filter or position that is not there.

    Examples
    --------
    >>> input = [[[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]]]
    >>> weight = [[[[0, 1], [2, 3]], [[1, 2], [3, 4]]]]
    >>> step = step_at(input, weight, [100], filter=0, row=0, column=1)
    >>> step.partial_products[0]
    array([[ 0,  2],
           [ 8, 15]])
    >>> step.channel_sums  # 0 + 2 + 8 + 15 and 2 + 6 + 15 + 24
    array([25, 47])
    >>> step.output  # 25 + 47 + 100
    172
    """
    spec = ConvSpec.of(weight, bias, stride, padding, dilation, groups, padding_mode)
    return Layer.of(input, weight, bias, spec).step(filter, row, column)


def sum_channels(
    partial_maps: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    keep: Sequence[bool] | NDArray[np.bool_] | None = None,
) -> Array:
    """Add up the partial maps of each filter, plus its bias: the last move of a Conv2D layer.

    Parameters
    ----------
    partial_maps : array_like of shape (C_out, C_in / groups, H_out, W_out), or with N in front
    bias : array_like of shape (C_out,), optional
    keep : sequence of bool of shape (C_in / groups,), optional
        The channels of each filter's group that take part; all of them by default.

    Returns
    -------
    ndarray of shape (C_out, H_out, W_out), or with N in front

    Raises
    ------
    ValueError
        If the shapes do not agree or `keep` holds something else than booleans.

    Examples
    --------
    >>> maps = [[[[4]], [[400]], [[40000]]]]  # one filter, three channels, one position
    >>> sum_channels(maps, bias=[1]).item()
    40405
    >>> sum_channels(maps, bias=[1], keep=[True, False, True]).item()
    40005
    """
    maps = check_partial_maps(partial_maps)
    if keep is None:
        return add_bias(maps.sum(axis=-3), bias)
    kept = np.asarray(keep)
    if kept.dtype != np.bool_ or kept.shape != maps.shape[-3:-2]:
        raise ValueError(
            f"keep {keep!r} must hold one True or False for each of {maps.shape[-3]} channels"
        )
    return add_bias(maps.sum(axis=-3, where=kept[:, None, None]), bias)


def check_partial_maps(values: ArrayLike) -> Array:
    """Accept partial maps, of one sample or of a batch.

    Parameters
    ----------
    values : array_like of shape (C_out, C_in / groups, H_out, W_out), or with N in front

    Raises
    ------
    ValueError
        If there are fewer or more axes.

    Examples
    --------
    >>> check_partial_maps([[[[1, 2]]]]).shape
    (1, 1, 1, 2)
    """
    maps = widen_numbers("partial maps", values)
    if maps.ndim not in (4, 5):
        raise ValueError(
            f"partial maps of shape {maps.shape} have {maps.ndim} axes, but need "
            "(C_out, C_in / groups, H_out, W_out), with N in front for a batch"
        )
    return maps
