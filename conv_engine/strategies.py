"""Ways to add up the same products.

Each takes the patches of some rows of the feature maps, of shape (g, c, h, w, k_h, k_w) as
`windows` and `in_groups` give them, and the kernels of shape (g, f, c, k_h, k_w): g groups of
f filters on c channels, with windows at h rows and w columns. Each returns the feature maps, of
shape (g, f, h, w), in the type of its operands, which must be one. They agree exactly wherever
no sum is rounded, and differ in speed and in how much of the patches they hold at once.
"""

from collections.abc import Callable

import numpy as np

from conv_engine.numeric import Array

Strategy = Callable[[Array, Array], Array]


def by_cells(patches: Array, kernels: Array) -> Array:
    """One cell of the kernel at a time: the plainest way, and exact for every integer.

    Examples
    --------
    >>> patches = np.array([3, 5]).reshape(1, 1, 1, 1, 1, 2)
    >>> by_cells(patches, np.array([10, 100]).reshape(1, 1, 1, 1, 2)).item()  # 3*10 + 5*100
    530
    """
    # c is missing after the arrow: the products of all channels of the group are added up.
    return cell_by_cell("gfc,gchw->gfhw", kernels, patches)


def by_patches(patches: Array, kernels: Array) -> Array:
    """All patches at once, as the columns of one matrix (im2col), times the filters as rows.

    References
    ----------
    Chellapilla, Puri and Simard, "High performance convolutional neural networks for document
    processing", 2006.

    Examples
    --------
    >>> patches = np.array([3.0, 5.0]).reshape(1, 1, 1, 1, 1, 2)
    >>> by_patches(patches, np.array([10.0, 100.0]).reshape(1, 1, 1, 1, 2)).item()
    530.0
    """
    groups, filters, *_ = kernels.shape
    h, w = patches.shape[2:4]
    # One row for each channel and cell of the kernel; a 1x1 kernel needs no copy.
    columns = np.moveaxis(patches, (-2, -1), (2, 3)).reshape(groups, -1, h * w)
    maps: Array = kernels.reshape(groups, filters, -1) @ columns
    return maps.reshape(groups, filters, h, w)


def by_kernel_rows(patches: Array, kernels: Array) -> Array:
    """One row of the kernel at a time, for kernels so large that all patches do not fit.

    Examples
    --------
    >>> patches = np.array([3.0, 5.0]).reshape(1, 1, 1, 1, 2, 1)
    >>> by_kernel_rows(patches, np.array([10.0, 100.0]).reshape(1, 1, 1, 2, 1)).item()
    530.0
    """
    total = by_patches(patches[..., :1, :], kernels[..., :1, :])
    for row in range(1, kernels.shape[-2]):
        total += by_patches(patches[..., row : row + 1, :], kernels[..., row : row + 1, :])
    return total


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
