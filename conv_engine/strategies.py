"""Ways to add up the same products.

Each takes some rows of the padded input, of shape (C_in, n, W), and the kernels, of shape
(g, f, c, k_h, k_w): g groups of f filters on c channels. It fills the feature maps of these rows,
of shape (g, f, h, w), all in one type. They agree exactly wherever no sum is rounded. They differ
in speed and in how much they copy: a matrix product is fast, but needs what every window sees
side by side.
"""

from collections.abc import Callable

import numpy as np

from conv_engine.axis import Axis
from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec
from conv_engine.windows import in_groups, slide, windows

Strategy = Callable[[Array, Array, ConvSpec, Array], None]

# A product that makes so short a row of one filter on one channel takes longer to call than to
# multiply. Then up to so many rows are made at once.
SHORT_ROW = 64
ROWS_AT_ONCE = 7


def by_cells(seen: Array, kernels: Array, spec: ConvSpec, maps: Array) -> None:
    """One cell of the kernel at a time: the plainest way, and exact for every integer.

    Examples
    --------
    >>> row, kernel, maps = np.array([[[3, 5]]]), np.array([10, 100]), np.empty((1, 1, 1, 1))
    >>> by_cells(row, kernel.reshape(1, 1, 1, 1, 2), ConvSpec(1, 1, (1, 2)), maps)
    >>> maps.item()  # 3*10 + 5*100
    530.0
    """
    # c is missing after the arrow: the products of all channels of the group are added up.
    patches = in_groups(windows(seen, spec), spec)
    maps[...] = cell_by_cell("gfc,gchw->gfhw", kernels, patches)


def by_patches(seen: Array, kernels: Array, spec: ConvSpec, maps: Array) -> None:
    """All patches at once, as the columns of one matrix (im2col), times the filters as rows.

    References
    ----------
    Chellapilla, Puri and Simard, "High performance convolutional neural networks for document
    processing", 2006.

    Examples
    --------
    >>> row, kernel, maps = np.array([[[3.0, 5]]]), np.array([10.0, 100]), np.empty((1, 1, 1, 1))
    >>> by_patches(row, kernel.reshape(1, 1, 1, 1, 2), ConvSpec(1, 1, (1, 2)), maps)
    >>> maps.item()
    530.0
    """
    patches = in_groups(windows(seen, spec), spec)
    np.matmul(filters_as_rows(kernels), patches_as_columns(patches), out=_long(maps))


def by_kernel_rows(seen: Array, kernels: Array, spec: ConvSpec, maps: Array) -> None:
    """One row of the kernel at a time, for kernels so large that all patches do not fit.

    Examples
    --------
    >>> column, maps = np.array([[[3.0], [5]]]), np.empty((1, 1, 1, 1))
    >>> kernel = np.array([10.0, 100]).reshape(1, 1, 1, 2, 1)
    >>> by_kernel_rows(column, kernel, ConvSpec(1, 1, (2, 1)), maps)
    >>> maps.item()
    530.0
    """
    patches = in_groups(windows(seen, spec), spec)
    total = _long(maps)
    total[...] = 0
    for row in range(kernels.shape[-2]):
        total += filters_as_rows(kernels[..., row, :]) @ patches_as_columns(patches[..., row, :])


def by_map_rows(seen: Array, kernels: Array, spec: ConvSpec, maps: Array) -> None:
    """One row of the feature maps at a time, for so few filters that copying would take the time.

    What the windows see is put side by side along the width alone. The patches of the next row of
    the maps then begin one stride further on, and overlap in memory as they do in the input.

    The rows of depthwise layers are so short that several are made at once, by the filter and its
    copies one stride further down each, with zeros around them. A zero makes nan of infinity: if
    anything that is not finite comes out, each row is made alone.

    References
    ----------
    Cho and Brand, "MEC: Memory-efficient Convolution for Deep Neural Network", 2017.

    Examples
    --------
    >>> column, maps = np.array([[[3.0], [5], [7]]]), np.empty((1, 1, 2, 1))
    >>> kernel = np.array([10.0, 100]).reshape(1, 1, 1, 2, 1)
    >>> by_map_rows(column, kernel, ConvSpec(1, 1, (2, 1)), maps)
    >>> maps.ravel()  # 3*10 + 5*100, 5*10 + 7*100
    array([530., 750.])
    """
    groups, _, depth, _, k_w = kernels.shape
    n, width = seen.shape[1], maps.shape[-1]
    rows, columns = spec.axes
    in_width = slide(seen[..., np.newaxis], columns).reshape(groups, depth, n, width, k_w)
    side_by_side = np.ascontiguousarray(in_width.transpose(0, 2, 1, 4, 3))  # (g, n, c, k_w, w)
    by_row = kernels.swapaxes(2, 3)  # (g, f, k_h, c, k_w)
    at_once = _rows_at_once(kernels, spec, maps)
    if at_once > 1:
        stacked, further = _one_below_the_other(by_row, rows, at_once)
        together = np.reshape(maps, (groups, -1, at_once, width), copy=False)
        with np.errstate(invalid="ignore"):
            _multiply(stacked, side_by_side, further, together)
        if np.isfinite(maps).all():
            return
    _multiply(by_row, side_by_side, rows, maps.swapaxes(1, 2))


def _one_below_the_other(by_row: Array, rows: Axis, at_once: int) -> tuple[Array, Axis]:
    """Write copies of a filter one stride further down each, and say how all of them move.

    Parameters
    ----------
    by_row : ndarray of shape (g, 1, k_h, c, k_w)
    rows : Axis
        How the filter moves down; not dilated.
    at_once : int
        How many copies.

    Returns
    -------
    stacked : ndarray of shape (g, at_once, (at_once - 1) * stride + k_h, c, k_w)
    further : Axis

    Examples
    --------
    >>> column = np.array([10, 100]).reshape(1, 1, 2, 1, 1)
    >>> stacked, further = _one_below_the_other(column, Axis("height", 2, 1, 1), at_once=3)
    >>> stacked.reshape(3, 4)
    array([[ 10, 100,   0,   0],
           [  0,  10, 100,   0],
           [  0,   0,  10, 100]])
    >>> further
    Axis(name='height', kernel=4, stride=3, dilation=1)
    """
    further = Axis(rows.name, (at_once - 1) * rows.stride + rows.kernel, at_once * rows.stride, 1)
    groups, _, _, depth, k_w = by_row.shape
    stacked = np.zeros((groups, at_once, further.kernel, depth, k_w), by_row.dtype)
    for copy in range(at_once):
        start = copy * rows.stride
        stacked[:, copy, start : start + rows.kernel] = by_row[:, 0]
    return stacked, further


def _multiply(by_row: Array, side_by_side: Array, rows: Axis, maps: Array) -> None:
    """Multiply filters (g, m, k_h, c, k_w) with what lies under them; fill maps (g, h, m, w)."""
    groups, n, _, _, width = side_by_side.shape
    patches = slide(side_by_side.reshape(groups, n, -1), rows).swapaxes(-1, -2)
    # Not copied, unless the rows are dilated: (g, h, k_h * c * k_w, w).
    patches = patches.reshape(*maps.shape[:2], -1, width)
    np.matmul(filters_as_rows(by_row)[:, np.newaxis], patches, out=maps)


def _rows_at_once(kernels: Array, spec: ConvSpec, maps: Array) -> int:
    """Return how many rows of the maps a product is to make: a divisor of their number."""
    rows, columns = maps.shape[-2:]
    depthwise = kernels.shape[1:3] == (1, 1)
    if not depthwise or columns > SHORT_ROW or spec.dilation[0] > 1:
        return 1
    return max(n for n in range(1, ROWS_AT_ONCE + 1) if rows % n == 0)


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
        As `in_groups` returns them.

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
