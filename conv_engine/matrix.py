"""The layer as one matrix product: patches as columns, filters as rows, and the way back.

Channels are nothing special here: they make the columns longer. Rows of the patch matrix are in
PyTorch's order, all cells of channel 0 first, then all cells of channel 1.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import prod
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike

from conv_engine.geometry import Padding, PaddingMode, Pair, SlidingArguments, whole_number
from conv_engine.numeric import Array, widen_numbers
from conv_engine.spec import ConvSpec
from conv_engine.strategies import (
    filters_as_rows,
    patches_as_columns,
)  # what conv2d itself multiplies
from conv_engine.windows import pad_input, windows


def im2col(
    input: ArrayLike,
    kernel_size: int | Pair,
    *,
    stride: int | Pair = 1,
    padding: Padding = 0,
    dilation: int | Pair = 1,
    padding_mode: PaddingMode = "zeros",
) -> Array:
    """Copy every patch into one column of a matrix, all channels below one another.

    Parameters
    ----------
    input : array_like of shape (C, H, W) or (N, C, H, W)
    kernel_size : int or (int, int)
    stride, padding, dilation, padding_mode
        As for `ConvSpec`, in cells.

    Returns
    -------
    ndarray of shape (C * k_h * k_w, H_out * W_out), or with N in front
        Positions are counted row by row. int64 for integers; floats stay floats.

    Raises
    ------
    ValueError
        If the kernel does not fit; the sentence says why.

    Notes
    -----
    Equal to `torch.nn.functional.unfold`, which knows no other padding than zeros.

    References
    ----------
    Chellapilla, Puri and Simard, "High performance convolutional neural networks for document
    processing", 2006; Warden, "Why GEMM is at the heart of deep learning", 2015.

    Examples
    --------
    Two channels, a kernel 1 high and 2 wide: two positions, and each column holds 2 + 2 cells.

    >>> im2col([[[1, 2, 3]], [[40, 50, 60]]], (1, 2))
    array([[ 1,  2],
           [ 2,  3],
           [40, 50],
           [50, 60]])
    """
    array = widen_numbers("input", input)
    channels = array.shape[-3] if array.ndim >= 3 else 1  # the spec refuses what has no channels
    spec = ConvSpec(channels, 1, kernel_size, stride, padding, dilation, padding_mode=padding_mode)
    return patch_matrix(array, spec)


def patch_matrix(input: Array, spec: ConvSpec) -> Array:
    """Copy every patch that a layer sees into one column of a matrix, for all its groups.

    Parameters
    ----------
    input : ndarray of shape (C_in, H, W) or (N, C_in, H, W)
    spec : ConvSpec

    Returns
    -------
    ndarray of shape (C_in * k_h * k_w, H_out * W_out), or with N in front

    Raises
    ------
    ValueError
        If the kernel does not fit or the channels are others.

    Examples
    --------
    >>> patch_matrix(np.array([[[1, 2, 3]]]), ConvSpec(1, 1, kernel_size=(1, 2)))
    array([[1, 2],
           [2, 3]])
    """
    spec.output_shape(input.shape)  # refuses what is no input of this layer
    patches = windows(pad_input(input, spec), spec)
    columns = patches_as_columns(patches.reshape(-1, *patches.shape[-5:]))
    return columns.reshape(*patches.shape[:-5], *columns.shape[-2:])


def im2row(input: ArrayLike, kernel_size: int | Pair, **sliding: Unpack[SlidingArguments]) -> Array:
    """Return the patch matrix with one *row* for each patch, as Warden's article draws it.

    It is `im2col` transposed, and the product is transposed with it: the filters are then columns.

    Parameters
    ----------
    input, kernel_size, **sliding
        As for `im2col`.

    Returns
    -------
    ndarray of shape (H_out * W_out, C * k_h * k_w), or with N in front
        A view of the patch matrix.

    Raises
    ------
    ValueError
        As `im2col`.

    Examples
    --------
    >>> im2row([[[1, 2, 3]], [[40, 50, 60]]], (1, 2))
    array([[ 1,  2, 40, 50],
           [ 2,  3, 50, 60]])
    """
    return np.swapaxes(im2col(input, kernel_size, **sliding), -1, -2)


def filter_matrix(weight: ArrayLike, *, groups: int = 1) -> Array:
    """Write every filter as one row: the weight as it lies in memory, all channels in one line.

    With groups the matrix is block-diagonal: a filter has zeros for the channels it does not see.

    Parameters
    ----------
    weight : array_like of shape (C_out, C_in / groups, k_h, k_w)
    groups : int

    Returns
    -------
    ndarray of shape (C_out, C_in * k_h * k_w)
        Times `im2col` it gives `conv2d` without bias, one map a row. Leave `groups` at 1 for the
        rows without zeros, of shape (C_out, C_in / groups * k_h * k_w): see `blocks`.

    Raises
    ------
    ValueError
        If the weight is none, or `groups` does not divide its filters.

    Examples
    --------
    >>> filter_matrix([[[[1, 10]], [[100, 1000]]]])
    array([[   1,   10,  100, 1000]])
    >>> filter_matrix([[[[1, 10]]], [[[100, 1000]]]], groups=2)
    array([[   1,   10,    0,    0],
           [   0,    0,  100, 1000]])
    """
    array = widen_numbers("weight", weight)
    spec = ConvSpec.of(array, groups=groups)
    rows = filters_as_rows(array.reshape(spec.groups, -1, *spec.weight_shape[1:]))
    groups, filters, cells = rows.shape
    matrix = np.zeros((groups, filters, groups, cells), rows.dtype)
    each = np.arange(groups)
    matrix[each, :, each] = rows
    return matrix.reshape(groups * filters, groups * cells)


def blocks(matrix: Array, groups: int) -> Array:
    """Cut a matrix into equal blocks of rows, one for each group.

    The product of a layer with groups is a batch of smaller products,
    ``blocks(filter_matrix(weight), groups) @ blocks(im2col(input, kernel_size), groups)``:
    the block-diagonal matrix without its zeros.

    Parameters
    ----------
    matrix : ndarray of shape (..., n, m)
    groups : int

    Returns
    -------
    ndarray of shape (..., groups, n / groups, m)
        A view.

    Raises
    ------
    ValueError
        If `groups` does not divide n.

    Examples
    --------
    >>> blocks(np.array([[1, 2], [3, 4]]), 2).tolist()
    [[[1, 2]], [[3, 4]]]
    """
    groups = whole_number("groups", groups)
    *front, n, m = matrix.shape
    if n % groups:
        raise ValueError(f"groups {groups} does not divide the {n} rows of the matrix")
    return matrix.reshape(*front, groups, n // groups, m)


def col2im(
    columns: ArrayLike,
    input_shape: Sequence[int],
    kernel_size: int | Pair,
    **sliding: Unpack[SlidingArguments],
) -> Array:
    """Add every entry of the columns to the cell of the input it was copied from.

    This is the transpose of `im2col`, not its inverse: a cell that was copied six times comes back
    as six times itself. What came from padding with zeros is dropped.

    Parameters
    ----------
    columns : array_like of shape (C * k_h * k_w, H_out * W_out), or with N in front
    input_shape : (C, H, W) or (N, C, H, W)
    kernel_size, **sliding
        As for `im2col`.

    Returns
    -------
    ndarray of shape `input_shape`

    Raises
    ------
    ValueError
        If the columns are not those of such an input.

    Notes
    -----
    Equal to `torch.nn.functional.fold`.

    Examples
    --------
    >>> col2im([[1, 2], [2, 3]], (1, 1, 3), (1, 2))  # 1, 2 + 2, 3
    array([[[1, 4, 3]]])
    """
    shape, array = tuple(input_shape), widen_numbers("columns", columns)
    spec = ConvSpec(shape[-3] if len(shape) >= 3 else 1, 1, kernel_size, **sliding)
    needed = patch_matrix_shape(shape, spec)
    if array.shape != needed:
        raise ValueError(
            f"columns of shape {array.shape} do not fit an input of shape {shape}; their shape "
            f"must be {needed}"
        )
    height, width = shape[-2:]
    origins = _origins(height, width, spec).ravel()
    added = np.zeros((1 + height * width, array.size // origins.size), array.dtype)
    np.add.at(added, origins, array.reshape(-1, origins.size).T)
    return added[1:].T.reshape(shape)


def _origins(height: int, width: int, spec: ConvSpec) -> Array:
    """Where each entry of one channel comes from: its cells are counted from 1, padding is 0."""
    cells = np.arange(1, height * width + 1).reshape(1, height, width)
    return patch_matrix(cells, replace(spec, in_channels=1, out_channels=1, groups=1))


def copy_counts(input_shape: Sequence[int], spec: ConvSpec) -> Array:
    """Count how often each cell of a channel stands in the patch matrix of a layer.

    Parameters
    ----------
    input_shape : (C_in, H, W) or (N, C_in, H, W)
        All channels are copied alike.
    spec : ConvSpec

    Returns
    -------
    ndarray of int, shape (H, W)
        At stride 1 it is k_h * k_w away from the border; 0 where no window comes by.

    Raises
    ------
    ValueError
        As `patch_matrix`.

    Examples
    --------
    The two positions of a kernel of 2 overlap in the middle.

    >>> copy_counts((1, 1, 3), ConvSpec(1, 1, kernel_size=(1, 2)))
    array([[1, 2, 1]])
    """
    spec.output_shape(input_shape)  # refuses what is no input of this layer
    *_, height, width = input_shape
    origins = _origins(height, width, spec).ravel()
    return np.bincount(origins, minlength=1 + height * width)[1:].reshape(height, width)


def patch_matrix_shape(input_shape: Sequence[int], spec: ConvSpec) -> tuple[int, ...]:
    """Return the shape of the patch matrix of a layer without making it.

    Parameters
    ----------
    input_shape : (C_in, H, W) or (N, C_in, H, W)
    spec : ConvSpec

    Returns
    -------
    (C_in * k_h * k_w, H_out * W_out), or with N in front
        All groups in it.

    Raises
    ------
    ValueError
        As `patch_matrix`.

    Examples
    --------
    3 * 3 * 3 rows, 3 * 3 columns.

    >>> patch_matrix_shape((3, 5, 5), ConvSpec(3, 8, kernel_size=3))
    (27, 9)
    """
    *samples, _, rows, columns = spec.output_shape(input_shape)
    return *samples, spec.in_channels * prod(spec.kernel_size), rows * columns
