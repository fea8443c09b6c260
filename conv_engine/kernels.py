"""Named kernels as 3-D filters, each built from parts.

A filter has as many kernels as the input has channels. Here every filter is an outer product of

- *across channels*: one weight per channel, shape (in_channels,), and
- *in the plane*: one 2-D kernel, shape (k_h, k_w).

The kernels of the textbooks are 2-D; giving every channel the same one is a choice, made here
and said aloud. Weights are whole numbers wherever they can be, so that everything printed adds
up exactly: `box` and `gaussian` are therefore sums. Divide by the sum of the weights (9 and 16
for a single 3x3 kernel) for the mean.

Kernels are not flipped: a convolution layer computes a cross-correlation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

LARGEST_EXTENT = 7
"""Largest extent of a named kernel, in rows or columns."""


def binomial(length: int) -> NDArray[np.int64]:
    """Build a row of Pascal's triangle, the smoothing part: [1, 2, 1] for length 3.

    References
    ----------
    B. Jähne, *Digital Image Processing*, 6th ed., section 11.4, binomial filters.

    Examples
    --------
    >>> binomial(3), binomial(4)
    (array([1, 2, 1]), array([1, 3, 3, 1]))
    """
    row = np.ones(1, dtype=np.int64)
    for _ in range(length - 1):
        row = np.convolve(row, [1, 1])
    return row


def derivative(length: int) -> NDArray[np.int64]:
    """Build the smoothed central difference: [-1, 0, 1] for length 3.

    Examples
    --------
    >>> derivative(5)  # [-1, 0, 1] smoothed by [1, 2, 1]
    array([-1, -2,  0,  2,  1])
    """
    return np.convolve([-1, 0, 1], binomial(length - 2))


def identity(rows: int, columns: int) -> NDArray[np.int64]:
    """Build a kernel with a single 1, at the centre.

    An even extent has no centre: the cell before the middle is taken.

    Examples
    --------
    >>> identity(1, 3)
    array([[0, 1, 0]])
    """
    kernel = np.zeros((rows, columns), dtype=np.int64)
    kernel[(rows - 1) // 2, (columns - 1) // 2] = 1
    return kernel


def box(rows: int, columns: int) -> NDArray[np.int64]:
    """Build a kernel of ones: the sum of the window.

    Examples
    --------
    >>> box(1, 3)
    array([[1, 1, 1]])
    """
    return np.ones((rows, columns), dtype=np.int64)


def gaussian(rows: int, columns: int) -> NDArray[np.int64]:
    """Build the binomial kernel, the whole-number neighbour of the Gaussian.

    The weights add up to 2**(rows + columns - 2): divide by that for the mean.

    References
    ----------
    B. Jähne, *Digital Image Processing*, 6th ed., section 11.4, binomial filters.

    Examples
    --------
    >>> gaussian(3, 3)
    array([[1, 2, 1],
           [2, 4, 2],
           [1, 2, 1]])
    """
    return np.outer(binomial(rows), binomial(columns))


def sobel_x(rows: int, columns: int) -> NDArray[np.int64]:
    """Build the Sobel kernel for change along a row: positive where the right is brighter.

    References
    ----------
    I. Sobel, G. Feldman, "A 3x3 isotropic gradient operator for image processing" (1968).
    Larger extents by repeated smoothing, as in OpenCV's `getDerivKernels`.

    Examples
    --------
    >>> sobel_x(3, 3)  # [1, 2, 1] down, [-1, 0, 1] across
    array([[-1,  0,  1],
           [-2,  0,  2],
           [-1,  0,  1]])
    """
    return np.outer(binomial(rows), derivative(columns))


def sobel_y(rows: int, columns: int) -> NDArray[np.int64]:
    """Build the Sobel kernel for change down a column: positive where below is brighter.

    References
    ----------
    See `sobel_x`.

    Examples
    --------
    >>> sobel_y(3, 3)
    array([[-1, -2, -1],
           [ 0,  0,  0],
           [ 1,  2,  1]])
    """
    return np.outer(derivative(rows), binomial(columns))


def laplacian(rows: int, columns: int) -> NDArray[np.int64]:
    """Build the sum of the second differences along rows and columns.

    Beyond 3x3 the cross is smoothed by `gaussian`, which is known as Laplacian of Gaussian.

    References
    ----------
    R. C. Gonzalez, R. E. Woods, *Digital Image Processing*, 4th ed., section 3.6.

    Examples
    --------
    >>> laplacian(3, 3)  # [1, -2, 1] down, plus [1, -2, 1] across
    array([[ 0,  1,  0],
           [ 1, -4,  1],
           [ 0,  1,  0]])
    """
    second, centre = [1, -2, 1], [0, 1, 0]
    down, across = binomial(rows - 2), binomial(columns - 2)
    return np.outer(np.convolve(second, down), np.convolve(centre, across)) + np.outer(
        np.convolve(centre, down), np.convolve(second, across)
    )


def sharpen(rows: int, columns: int) -> NDArray[np.int64]:
    """Build identity minus Laplacian: what differs from its surroundings, more so.

    References
    ----------
    R. C. Gonzalez, R. E. Woods, *Digital Image Processing*, 4th ed., section 3.6.

    Examples
    --------
    >>> sharpen(3, 3)
    array([[ 0, -1,  0],
           [-1,  5, -1],
           [ 0, -1,  0]])
    """
    return identity(rows, columns) - laplacian(rows, columns)


def emboss(rows: int, columns: int) -> NDArray[np.int64]:
    """Build a ramp from top left to bottom right plus identity: relief lit from one corner.

    References
    ----------
    3x3 as in the GIMP manual, section 17.2, "Convolution matrix".

    Examples
    --------
    >>> emboss(3, 3)
    array([[-2, -1,  0],
           [-1,  1,  1],
           [ 0,  1,  2]])
    """
    down, across = np.arange(rows) - rows // 2, np.arange(columns) - columns // 2
    return np.add.outer(down, across) + identity(rows, columns)


@dataclass(frozen=True)
class NamedKernel:
    """A kernel with a name, and what it does across channels.

    Parameters
    ----------
    key, title : str
        Its name in code and links, and on screen.
    shows : str
        What its feature map shows, in one short sentence.
    plane : callable
        From (rows, columns) to the 2-D kernel, shape (rows, columns).
    across : tuple of float or None
        Weight of each channel; None where every channel has the same kernel.
    smallest : int
        Smallest extent in rows or columns; the largest is `LARGEST_EXTENT`.
    odd : bool
        Whether the extents have to be odd.
    """

    key: str
    title: str
    shows: str
    plane: Callable[[int, int], NDArray[np.int64]]
    across: tuple[float, ...] | None = None
    smallest: int = 1
    odd: bool = False

    @property
    def needs_channels(self) -> int | None:
        """Number of input channels it is made for, or None for any."""
        return None if self.across is None else len(self.across)

    def nearest_size(self, kernel_size: tuple[int, int]) -> tuple[int, int]:
        """Bring a kernel size to the nearest one this kernel has; of two, the smaller.

        Examples
        --------
        >>> NAMED_KERNELS["sobel_x"].nearest_size((4, 9))
        (3, 7)
        """
        rows, columns = (min(max(n, self.smallest), LARGEST_EXTENT) for n in kernel_size)
        return (rows - 1 + rows % 2, columns - 1 + columns % 2) if self.odd else (rows, columns)


NAMED_KERNELS: dict[str, NamedKernel] = {
    kernel.key: kernel
    for kernel in (
        NamedKernel("identity", "Pass one channel", "One channel, unchanged.", identity),
        NamedKernel("box", "Box sum", "The sum of everything in the window.", box),
        NamedKernel("gaussian", "Gaussian sum", "A blur that counts the centre most.", gaussian),
        NamedKernel("sharpen", "Sharpen", "Stronger details.", sharpen, smallest=3),
        NamedKernel("sobel_x", "Sobel x", "Vertical edges.", sobel_x, smallest=3, odd=True),
        NamedKernel("sobel_y", "Sobel y", "Horizontal edges.", sobel_y, smallest=3, odd=True),
        NamedKernel(
            "laplacian", "Laplacian", "Edges and spots in any direction.", laplacian, smallest=3
        ),
        NamedKernel(
            "emboss", "Emboss", "A relief, lit from a corner.", emboss, smallest=3, odd=True
        ),
        # Luma of ITU-R BT.601-7, section 2.5.1 (0.299, 0.587, 0.114), to two decimals; sums to 1.
        NamedKernel(
            "luminance", "Luminance", "How bright each pixel looks.", identity, (0.30, 0.59, 0.11)
        ),
        NamedKernel(
            "red_minus_green", "Red minus green", "Redder or greener?", identity, (1, -1, 0)
        ),
        NamedKernel(
            "colour_edge",
            "Colour edge",
            "Vertical edges where red and blue differ.",
            sobel_x,
            (1, 0, -1),
            smallest=3,
            odd=True,
        ),
    )
}
"""Every named kernel by its key, in the order of a menu."""


def named_filter(
    name: str,
    in_channels: int,
    kernel_size: int | tuple[int, int] = 3,
    *,
    channel: int | None = None,
) -> NDArray[Any]:
    """Build a named kernel as a 3-D filter.

    Parameters
    ----------
    name : str
        A key of `NAMED_KERNELS`.
    in_channels : int
        Number of input channels, the depth of the filter.
    kernel_size : int or (int, int)
        Rows and columns of the kernel, 1 to 7.
    channel : int, optional
        Put the kernel in this channel alone, zeros in the others. By default `identity` passes
        channel 0, and every other 2-D kernel stands in every channel.

    Returns
    -------
    ndarray of shape (in_channels, k_h, k_w)
        Integers, except `luminance`, whose weights have two decimals.

    Raises
    ------
    ValueError
        If there is no such kernel, or it does not come in this size or for this many channels.

    Examples
    --------
    >>> named_filter("colour_edge", 3, 3)[:, 1]  # the middle row of each channel's kernel
    array([[-2,  0,  2],
           [ 0,  0,  0],
           [ 2,  0, -2]])
    >>> named_filter("identity", 3, 1, channel=2).ravel()
    array([0, 0, 1])
    """
    kernel = NAMED_KERNELS.get(name)
    if kernel is None:
        raise ValueError(f"no kernel is named {name!r}; there are {', '.join(NAMED_KERNELS)}")
    size = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    if (nearest := kernel.nearest_size(size)) != size:
        raise ValueError(
            f"kernel {name} comes in {'odd' if kernel.odd else 'all'} sizes from {kernel.smallest}"
            f" to {LARGEST_EXTENT}, not {size[0]}x{size[1]}; the nearest is"
            f" {nearest[0]}x{nearest[1]}"
        )
    shares = _across(kernel, in_channels, channel)
    weights: NDArray[Any] = np.multiply.outer(shares, kernel.plane(*size))
    return weights


def _across(kernel: NamedKernel, in_channels: int, channel: int | None) -> NDArray[Any]:
    """Weight of each channel, shape (in_channels,)."""
    if kernel.across is not None:
        if in_channels != len(kernel.across):
            raise ValueError(
                f"kernel {kernel.key} weighs red, green and blue: it needs an input of"
                f" {len(kernel.across)} channels, not {in_channels}"
            )
        if channel is not None:
            raise ValueError(f"kernel {kernel.key} weighs its channels itself: leave out channel")
        return np.array(kernel.across)
    if channel is None and kernel.key != "identity":
        return np.ones(in_channels, dtype=np.int64)
    alone = channel or 0
    if not 0 <= alone < in_channels:
        raise ValueError(
            f"channel {alone} is not one of the {in_channels} input channels, 0 to"
            f" {in_channels - 1}"
        )
    return np.where(np.arange(in_channels) == alone, 1, 0)


def random_weight(
    out_channels: int, in_channels: int, kernel_size: int | tuple[int, int], seed: int
) -> NDArray[np.int64]:
    """Draw a weight of whole numbers from -2 to 2; the same seed draws the same weight.

    Parameters
    ----------
    out_channels, in_channels : int
        Number of filters, and the depth of each.
    kernel_size : int or (int, int)
        Rows and columns.
    seed : int
        Seed of the generator, 0 or more.

    Returns
    -------
    ndarray of shape (out_channels, in_channels, k_h, k_w)

    Examples
    --------
    >>> weight = random_weight(2, 3, 3, seed=0)
    >>> weight.shape, bool(abs(weight).max() <= 2)
    ((2, 3, 3, 3), True)
    """
    size = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    generator = np.random.default_rng(seed)
    return generator.integers(-2, 2, (out_channels, in_channels, *size), endpoint=True)
