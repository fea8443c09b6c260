"""Everything computed at one filter and position."""

from dataclasses import dataclass

from conv_engine.numeric import Array


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
