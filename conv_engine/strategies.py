"""Ways to add up the same products.

Each takes some rows of the padded input, of shape (C_in, n, W), and the kernels, of shape
(g, f, c, k_h, k_w): g groups of f filters on c channels. It fills the feature maps of these rows,
of shape (g, f, h, w), all in one type. They agree exactly wherever no sum is rounded. They differ
in speed and in how much they copy: a matrix product is fast, but needs what every window sees
side by side.

PyTorch compiles the loop for such layers: sums stay in registers until they are complete, and
nothing is put side by side. NumPy writes what it copies to memory first. That costs most where
each number copied is used least: in depthwise layers, whose filters all see other channels.
"""

from collections.abc import Callable

import numpy as np

from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec
from conv_engine.windows import slide, split_groups, windows

Strategy = Callable[[Array, Array, ConvSpec, Array], None]


def multiply_cells(seen: Array, kernels: Array, spec: ConvSpec, maps: Array) -> None:
    """One cell of the kernel at a time: the plainest way, and exact for every integer.

    Examples
    --------
    >>> row, kernel, maps = np.array([[[3, 5]]]), np.array([10, 100]), np.empty((1, 1, 1, 1))
    >>> multiply_cells(row, kernel.reshape(1, 1, 1, 1, 2), ConvSpec(1, 1, (1, 2)), maps)
    >>> maps.item()  # 3*10 + 5*100
    530.0
    """
    # c is missing after the arrow: the products of all channels of the group are added up.
    patches = split_groups(windows(seen, spec), spec)
    maps[...] = cell_by_cell("gfc,gchw->gfhw", kernels, patches)


def multiply_patches(seen: Array, kernels: Array, spec: ConvSpec, maps: Array) -> None:
    """All patches at once, as the columns of one matrix (im2col), times the filters as rows.

    References
    ----------
    Chellapilla, Puri and Simard, "High performance convolutional neural networks for document
    processing", 2006.

    Examples
    --------
    >>> row, kernel, maps = np.array([[[3.0, 5]]]), np.array([10.0, 100]), np.empty((1, 1, 1, 1))
    >>> multiply_patches(row, kernel.reshape(1, 1, 1, 1, 2), ConvSpec(1, 1, (1, 2)), maps)
    >>> maps.item()
    530.0
    """
    patches = split_groups(windows(seen, spec), spec)
    np.matmul(filters_as_rows(kernels), patches_as_columns(patches), out=_long(maps))


def multiply_kernel_rows(seen: Array, kernels: Array, spec: ConvSpec, maps: Array) -> None:
    """One row of the kernel at a time, for kernels so large that all patches do not fit.

    Examples
    --------
    >>> column, maps = np.array([[[3.0], [5]]]), np.empty((1, 1, 1, 1))
    >>> kernel = np.array([10.0, 100]).reshape(1, 1, 1, 2, 1)
    >>> multiply_kernel_rows(column, kernel, ConvSpec(1, 1, (2, 1)), maps)
    >>> maps.item()
    530.0
    """
    patches = split_groups(windows(seen, spec), spec)
    total = _long(maps)
    total[...] = 0
    for row in range(kernels.shape[-2]):
        total += filters_as_rows(kernels[..., row, :]) @ patches_as_columns(patches[..., row, :])


def multiply_map_rows(seen: Array, kernels: Array, spec: ConvSpec, maps: Array) -> None:
    """One row of the feature maps at a time, for so few filters that copying would take the time.

    What the windows see is put side by side along the width alone. The patches of the next row of
    the maps then begin one stride further on, and overlap in memory as they do in the input.

    References
    ----------
    Cho and Brand, "MEC: Memory-efficient Convolution for Deep Neural Network", 2017.

    Examples
    --------
    >>> column, maps = np.array([[[3.0], [5], [7]]]), np.empty((1, 1, 2, 1))
    >>> kernel = np.array([10.0, 100]).reshape(1, 1, 1, 2, 1)
    >>> multiply_map_rows(column, kernel, ConvSpec(1, 1, (2, 1)), maps)
    >>> maps.ravel()  # 3*10 + 5*100, 5*10 + 7*100
    array([530., 750.])
    """
    groups, _, depth, _, k_w = kernels.shape
    n, width = seen.shape[1], maps.shape[-1]
    rows, columns = spec.axes
    width_windows = slide(seen[..., np.newaxis], columns).reshape(groups, depth, n, width, k_w)
    side_by_side = np.ascontiguousarray(width_windows.transpose(0, 2, 1, 4, 3))  # (g, n, c, k_w, w)
    patches = slide(side_by_side.reshape(groups, n, -1), rows).swapaxes(-1, -2)
    # Not copied, unless the rows are dilated: (g, h, k_h * c * k_w, w).
    patches = patches.reshape(groups, maps.shape[2], -1, width)
    row_filters = filters_as_rows(kernels.swapaxes(2, 3))  # (g, f, k_h * c * k_w)
    np.matmul(row_filters[:, np.newaxis], patches, out=maps.swapaxes(1, 2))


def filters_as_rows(kernels: Array) -> Array:
    """Write each filter as one row, all its channels one after the other.

    Parameters
    ----------
    kernels : ndarray of shape (g, f, c, k_h, k_w)

    Returns
    -------
    ndarray of shape (g, f, c * k_h * k_w)
        A matrix for each group; a view where the kernels lie together in memory.

    Examples
    --------
    >>> filters_as_rows(np.array([[1, 2], [3, 4]]).reshape(1, 1, 2, 1, 2))  # two channels
    array([[[1, 2, 3, 4]]])
    """
    return kernels.reshape(*kernels.shape[:2], -1)


def patches_as_columns(patches: Array) -> Array:
    """Write each patch as one column, all its channels one under the other.

    Parameters
    ----------
    patches : ndarray of shape (g, c, h, w, k_h, k_w)
        As `split_groups` returns them.

    Returns
    -------
    ndarray of shape (g, c * k_h * k_w, h * w)
        A matrix for each group.

    Examples
    --------
    >>> two_patches = np.array([[1, 2], [2, 3]]).reshape(1, 1, 1, 2, 1, 2)
    >>> patches_as_columns(two_patches)
    array([[[1, 2],
            [2, 3]]])
    """
    groups, _, h, w = patches.shape[:4]
    # Not copied for a 1x1 kernel.
    return np.moveaxis(patches, (2, 3), (-2, -1)).reshape(groups, -1, h * w)


def _long(maps: Array) -> Array:
    """Return every map as one row, of shape (g, f, h * w), to be filled: never a copy."""
    return np.reshape(maps, (*maps.shape[:2], -1), copy=False)


def cell_by_cell(subscripts: str, kernels: Array, patches: Array) -> Array:
    """Multiply one cell of every kernel with its place in every patch, and add up over the cells.

    Parameters
    ----------
    subscripts : str
        As for `numpy.einsum`, of kernels "gfc" and patches "gchw", or with samples in front: an
        axis that is missing after the arrow is added up.
    kernels : ndarray of shape (g, f, c, k_h, k_w)
    patches : ndarray of shape (..., g, c, h, w, k_h, k_w)

    Returns
    -------
    ndarray
        Only maps are held in memory, never all patches.

    Examples
    --------
    >>> patches = np.array([3, 5]).reshape(1, 2, 1, 1, 1, 1)  # two channels
    >>> kernels = np.array([10, 100]).reshape(1, 1, 2, 1, 1)
    >>> cell_by_cell("gfc,gchw->gfchw", kernels, patches).ravel()
    array([ 30, 500])
    """
    products = (
        np.einsum(subscripts, kernels[..., row, column], patches[..., row, column])
        for row, column in np.ndindex(kernels.shape[-2:])
    )
    total: Array = next(products)
    for product in products:
        total += product
    return total
