"""Other ways to make one map of a filter's partial maps: `sum_channels`, and what is not a layer.

A Conv2D layer always adds. These functions take what `sum_channels` takes, give maps of the same
shape and refuse what it refuses; they reduce the channel axis in another way. The bias is added
once, after the reduction. Integers stay exact in int64 except where a fraction is needed: mean and
median of integers are float64. A sum beyond int64 would wrap around, as NumPy's does; a product
gets there soon, and refuses.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from conv_engine.convolution import check_partial_maps, sum_channels
from conv_engine.numeric import Array, add_bias, unify_types, widen_numbers

# float64 estimates a product to far better than this share, so what stays below the limit fits.
_INT64_LIMIT = 2.0**63 * (1 - 1e-9)


@dataclass(frozen=True)
class Reduction:
    """One way to make one map of the partial maps of a filter.

    Parameters
    ----------
    key, title : str
        Its name in code and links, and on screen.
    function : callable
        From (partial maps, bias) to feature maps; the bias may be left out.
    linear : bool
        Whether it keeps sums and multiples: the reduction of ``a x + b y`` is then ``a`` times that
        of x plus ``b`` times that of y.
    takes_weights : bool
        Whether `function` takes `weights`, one for each channel.
    """

    key: str
    title: str
    function: Callable[..., Array]
    linear: bool
    takes_weights: bool = False


def mean_channels(partial_maps: ArrayLike, bias: ArrayLike | None = None) -> Array:
    """Average the partial maps of each filter, then add its bias.

    A mean is a sum with a smaller weight: `sum_channels` divided by the number of channels.

    Examples
    --------
    >>> maps = [[[[4]], [[400]], [[40000]]]]  # one filter, three channels, one position
    >>> mean_channels(maps).item()  # 40404 / 3
    13468.0
    """
    maps = check_partial_maps(partial_maps)
    mean: Array = sum_channels(maps) / maps.shape[-3]
    return add_bias(mean, bias)


def max_channels(partial_maps: ArrayLike, bias: ArrayLike | None = None) -> Array:
    """Keep the largest channel sum at each position, then add the filter's bias.

    Not linear: the largest of a sum is not the sum of the largest.

    References
    ----------
    Goodfellow et al., "Maxout Networks", 2013, section 3, take the largest of several maps.

    Examples
    --------
    >>> max_channels([[[[4]], [[-7]], [[5]]]], bias=[100]).item()
    105
    """
    return add_bias(check_partial_maps(partial_maps).max(axis=-3), bias)


def min_channels(partial_maps: ArrayLike, bias: ArrayLike | None = None) -> Array:
    """Keep the smallest channel sum at each position, then add the filter's bias.

    Examples
    --------
    >>> min_channels([[[[4]], [[-7]], [[5]]]], bias=[100]).item()
    93
    """
    return add_bias(check_partial_maps(partial_maps).min(axis=-3), bias)


def median_channels(partial_maps: ArrayLike, bias: ArrayLike | None = None) -> Array:
    """Keep the middle channel sum at each position, then add the filter's bias.

    Of an even number of channels, the middle is halfway between the two in the middle.

    Examples
    --------
    >>> median_channels([[[[4]], [[400]], [[40000]]]]).item()
    400.0
    >>> median_channels([[[[4]], [[400]]]]).item()  # (4 + 400) / 2
    202.0
    """
    middle: Array = np.median(check_partial_maps(partial_maps), axis=-3)
    return add_bias(middle, bias)


def product_channels(partial_maps: ArrayLike, bias: ArrayLike | None = None) -> Array:
    """Multiply the partial maps of each filter, then add its bias.

    Raises
    ------
    ValueError
        Also if a product of integers is more than int64 can hold.

    Examples
    --------
    >>> product_channels([[[[4]], [[-7]], [[5]]]], bias=[100]).item()  # 4 * -7 * 5 + 100
    -40
    """
    maps = check_partial_maps(partial_maps)
    if maps.dtype.kind == "i":
        with np.errstate(over="ignore", invalid="ignore"):  # inf * 0 is nan, and really 0
            sizes = np.abs(maps.astype(np.float64)).prod(axis=-3)
        if (sizes >= _INT64_LIMIT).any():
            raise ValueError(
                f"product of {maps.shape[-3]} channel sums is about {np.nanmax(sizes):.3g}, but "
                f"int64 ends at {float(np.iinfo(np.int64).max):.3g}; floats hold it rounded"
            )
    return add_bias(maps.prod(axis=-3), bias)


def weighted_sum_channels(
    partial_maps: ArrayLike, bias: ArrayLike | None = None, *, weights: ArrayLike | None = None
) -> Array:
    """Multiply each partial map by a weight of its own, add them up, then add the filter's bias.

    With weights of 1 it is `sum_channels`, and with ``1 / C`` `mean_channels`. With one row of
    weights for each filter it is what a 1x1 convolution after a depthwise layer does.

    Parameters
    ----------
    weights : array_like of shape (C_in / groups,) or (C_out, C_in / groups), optional
        For each channel, or each channel of each filter; 1 by default.

    Raises
    ------
    ValueError
        Also if there is not one weight for each channel.

    Examples
    --------
    >>> maps = [[[[4]], [[400]], [[40000]]]]
    >>> weighted_sum_channels(maps, weights=[1, -1, 2]).item()  # 4 - 400 + 80000
    79604
    """
    maps = check_partial_maps(partial_maps)
    if weights is None:
        return sum_channels(maps, bias)
    maps, each = unify_types(maps, widen_numbers("weights", weights))
    out_channels, depth = maps.shape[-4:-2]
    if each.shape not in ((depth,), (out_channels, depth)):
        raise ValueError(
            f"weights of shape {each.shape} do not have one number for each channel; their shape "
            f"must be ({depth},) or ({out_channels}, {depth})"
        )
    return sum_channels(maps * each[..., None, None], bias)


REDUCTIONS: Mapping[str, Reduction] = MappingProxyType(
    {
        entry.key: entry
        for entry in (
            Reduction("sum", "Sum", sum_channels, linear=True),
            Reduction("mean", "Mean", mean_channels, linear=True),
            Reduction("max", "Maximum", max_channels, linear=False),
            Reduction("min", "Minimum", min_channels, linear=False),
            Reduction("median", "Median", median_channels, linear=False),
            Reduction("product", "Product", product_channels, linear=False),
            Reduction(
                "weighted_sum",
                "Weighted sum",
                weighted_sum_channels,
                linear=True,
                takes_weights=True,
            ),
        )
    }
)
"""Every reduction by its key, in the order of a menu."""
