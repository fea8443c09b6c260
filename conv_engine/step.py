"""Everything computed at one filter and position."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from conv_engine.geometry import Padding, PaddingMode, Pair
from conv_engine.numeric import Array, as_bias, as_numeric, in_common_type
from conv_engine.spec import ConvSpec
from conv_engine.windows import padded


@dataclass(frozen=True, eq=False)
class Step:
    """One step of the sliding: from the patch under the window to one cell of a feature map.

    Depth is C_in / groups: a filter sees only the channels of its group.

    Attributes
    ----------
    filter, row, column : int
        The output cell, counted from 0.
    channels : tuple of int
        The input channels of the filter's group.
    patch, kernels, partial_products : ndarray of shape (depth, k_h, k_w)
        Values under the window, the filter, and their products cell by cell.
    channel_sums : ndarray of shape (depth,)
        The partial products added up inside each channel.
    bias, output : int or float
        The filter's bias (0 without one), and the channel sums plus the bias.
    window_rows, window_columns : tuple of int
        Where the window lies in the *padded* input; dilation leaves gaps.
    """

    filter: int
    row: int
    column: int
    channels: tuple[int, ...]
    patch: Array
    kernels: Array
    partial_products: Array
    channel_sums: Array
    bias: int | float
    output: int | float
    window_rows: tuple[int, ...]
    window_columns: tuple[int, ...]


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
    input, weight = in_common_type(as_numeric("input", input), as_numeric("weight", weight))
    spec = ConvSpec.of(
        weight,
        bias,
        stride=stride,
        padding=padding,
        dilation=dilation,
        groups=groups,
        padding_mode=padding_mode,
    )
    if input.ndim == 4:
        raise ValueError(
            f"input of shape {input.shape} is a batch, but a step is in one sample; "
            "nearest is input[0]"
        )
    channels = spec.group_of(filter)
    window = spec.window(row, column, input.shape)
    _, height, width = input.shape
    ready = padded(input, spec.pad_amounts(height, width), spec.padding_mode)
    patch = ready[np.ix_(channels, window.rows, window.columns)]
    partial_products = patch * weight[filter]
    channel_sums = partial_products.sum(axis=(1, 2))
    filter_bias = as_bias(bias, spec.out_channels, channel_sums)[filter]
    return Step(
        filter=int(filter),
        row=int(row),
        column=int(column),
        channels=tuple(channels),
        patch=patch,
        kernels=weight[filter],
        partial_products=partial_products,
        channel_sums=channel_sums,
        bias=filter_bias.item(),
        output=(channel_sums.sum() + filter_bias).item(),
        window_rows=window.rows,
        window_columns=window.columns,
    )
