"""The Conv2D layer, and the numbers on the way to it.

The operation is cross-correlation: the kernel is not flipped, as in every deep-learning framework.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from conv_engine.geometry import Padding, PaddingMode, Pair
from conv_engine.numeric import Array, as_bias, as_numeric, as_stored, in_common_type
from conv_engine.plan import Plan
from conv_engine.spec import ConvSpec
from conv_engine.strategies import cell_by_cell
from conv_engine.windows import in_groups, padded, windows


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
    input, weight = as_stored("input", input), as_stored("weight", weight)
    spec = ConvSpec.of(
        weight,
        bias,
        stride=stride,
        padding=padding,
        dilation=dilation,
        groups=groups,
        padding_mode=padding_mode,
    )
    shape = spec.output_shape(input.shape)
    plan = Plan.of(input, weight, spec)
    maps = np.empty(shape, plan.type)
    samples = input.reshape(-1, *input.shape[-3:])
    for sample, maps_of_sample in zip(samples, maps.reshape(-1, *shape[-3:]), strict=True):
        plan.fill(maps_of_sample, sample)
    return plus_bias(maps, bias)


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
    input, weight = in_common_type(as_numeric("input", input), as_numeric("weight", weight))
    spec = ConvSpec.of(
        weight,
        stride=stride,
        padding=padding,
        dilation=dilation,
        groups=groups,
        padding_mode=padding_mode,
    )
    *samples, out_channels, rows, columns = spec.output_shape(input.shape)
    ready = padded(input, spec.pad_amounts(*input.shape[-2:]), spec.padding_mode)
    kernels = weight.reshape(spec.groups, -1, *spec.weight_shape[1:])
    # c stays after the arrow: the channels are not added up.
    maps = cell_by_cell("gfc,...gchw->...gfchw", kernels, in_groups(windows(ready, spec), spec))
    return maps.reshape(*samples, out_channels, spec.weight_shape[1], rows, columns)


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
    maps = as_partial_maps(partial_maps)
    if keep is None:
        return plus_bias(maps.sum(axis=-3), bias)
    kept = np.asarray(keep)
    if kept.dtype != np.bool_ or kept.shape != maps.shape[-3:-2]:
        raise ValueError(
            f"keep {keep!r} must hold one True or False for each of {maps.shape[-3]} channels"
        )
    return plus_bias(maps.sum(axis=-3, where=kept[:, None, None]), bias)


def as_partial_maps(values: ArrayLike) -> Array:
    """Accept partial maps, of one sample or of a batch.

    Parameters
    ----------
    values : array_like of shape (C_out, C_in / groups, H_out, W_out), or with N in front

    Returns
    -------
    ndarray of that shape

    Raises
    ------
    ValueError
        If there are fewer or more axes.

    Examples
    --------
    >>> as_partial_maps([[[[1, 2]]]]).shape
    (1, 1, 1, 2)
    """
    maps = as_numeric("partial maps", values)
    if maps.ndim not in (4, 5):
        raise ValueError(
            f"partial maps of shape {maps.shape} have {maps.ndim} axes, but need "
            "(C_out, C_in / groups, H_out, W_out), with N in front for a batch"
        )
    return maps


def plus_bias(sums: Array, bias: ArrayLike | None) -> Array:
    """Add one bias for each filter, once.

    Parameters
    ----------
    sums : ndarray of shape (..., C_out, H_out, W_out)
        May be overwritten, so that large maps are not held twice.
    bias : array_like of shape (C_out,) or None

    Returns
    -------
    ndarray of the shape of `sums`

    Raises
    ------
    ValueError
        If there is not one bias for each filter.

    Examples
    --------
    >>> plus_bias(np.array([[[1, 2]]]), [10])
    array([[[11, 12]]])
    """
    if bias is None:
        return sums
    each = as_bias(bias, sums.shape[-3], sums)[:, None, None]
    in_place = sums if each.dtype == sums.dtype else None
    total: Array = np.add(sums, each, out=in_place)
    return total
