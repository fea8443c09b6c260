"""Which values count as numbers here, which type the results have, and how they are rounded."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]


def widen_numbers(name: str, values: ArrayLike) -> Array:
    """Return an array in a type whose sums are safe.

    bool and every integer become int64, so that sums of products are exact (8-bit pixels would
    wrap). float16 becomes float32, because sums in half precision lose digits a reader looks for.
    Wider floats stay as they are.

    Parameters
    ----------
    name : str
        What the values are, for the error.
    values : array_like

    Returns
    -------
    ndarray of the same shape

    Raises
    ------
    ValueError
        If the values are ragged, are not real numbers, have an empty axis, or exceed int64.

    Examples
    --------
    >>> pixels = np.array([200, 100], dtype=np.uint8)
    >>> widen_numbers("pixels", pixels).sum()  # 300, not 300 - 256
    np.int64(300)
    """
    array = check_numbers(name, values)
    return array.astype(common_type(array), copy=False)


def check_numbers(name: str, values: ArrayLike) -> Array:
    """Return an array that `widen_numbers` would accept, in the type that it came in.

    A large picture of 8-bit pixels can so be converted a part at a time.

    Parameters
    ----------
    name : str
        What the values are, for the error.
    values : array_like

    Returns
    -------
    ndarray of the same shape

    Raises
    ------
    ValueError
        As `widen_numbers`.

    Examples
    --------
    >>> check_numbers("pixels", np.array([200, 100], dtype=np.uint8)).dtype
    dtype('uint8')
    """
    try:
        array = np.asarray(values)
    except ValueError:
        raise ValueError(f"{name} is not a regular array: its rows differ in length") from None
    if 0 in array.shape:
        raise ValueError(f"{name} of shape {array.shape} has an empty axis")
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name} holds {array.dtype}, but must hold integers or floats")
    largest = np.iinfo(np.int64).max
    if array.dtype == np.uint64 and array.max() > largest:
        raise ValueError(f"{name} {array.max()} is more than int64 can hold; nearest is {largest}")
    return array


def common_type(*arrays: Array) -> np.dtype[Any]:
    """Return the type in which sums of products of these arrays are safe.

    Parameters
    ----------
    *arrays : ndarray
        As `check_numbers` or `widen_numbers` returns them.

    Returns
    -------
    dtype
        The widest float among them but at least float32, or else int64.

    Examples
    --------
    >>> common_type(np.zeros(1, dtype=np.uint8), np.zeros(1, dtype=np.float16))
    dtype('float32')
    """
    floats = [array.dtype for array in arrays if array.dtype.kind == "f"]
    return np.result_type(np.float32, *floats) if floats else np.dtype(np.int64)


def unify_types(*arrays: Array) -> tuple[Array, ...]:
    """Return the arrays in one type: the widest float among them, or else int64.

    Integers join the floats they meet and do not widen them, so a picture of integers under a
    float32 weight gives float32 maps.

    Parameters
    ----------
    *arrays : ndarray
        As `widen_numbers` returns them.

    Examples
    --------
    >>> picture, weight = unify_types(np.array([7]), np.array([0.5], dtype=np.float32))
    >>> picture
    array([7.], dtype=float32)
    """
    common = common_type(*arrays)
    return tuple(array.astype(common, copy=False) for array in arrays)


def match_bias(bias: ArrayLike | None, out_channels: int, maps: Array) -> Array:
    """Return one bias for each filter, in the type of the maps it is added to.

    Parameters
    ----------
    bias : array_like of shape (C_out,) or None
        None stands for zeros.
    out_channels : int
    maps : ndarray
        Integer maps leave a float bias a float.

    Returns
    -------
    ndarray of shape (C_out,)

    Raises
    ------
    ValueError
        If there is not one number for each filter.

    Examples
    --------
    >>> match_bias([1, 2], 2, np.zeros(1, dtype=np.float32))
    array([1., 2.], dtype=float32)
    """
    array = np.zeros(out_channels, np.int64) if bias is None else widen_numbers("bias", bias)
    check_bias_shape(array, out_channels)
    return array.astype(maps.dtype, copy=False) if maps.dtype.kind == "f" else array


def add_bias(sums: Array, bias: ArrayLike | None) -> Array:
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
    >>> add_bias(np.array([[[1, 2]]]), [10])
    array([[[11, 12]]])
    """
    if bias is None:
        return sums
    each = match_bias(bias, sums.shape[-3], sums)[:, None, None]
    target = sums if each.dtype == sums.dtype else None
    total: Array = np.add(sums, each, out=target)
    return total


def check_bias_shape(bias: Array, out_channels: int) -> None:
    """Refuse a bias that does not give one number to each filter."""
    if bias.shape != (out_channels,):
        raise ValueError(
            f"bias of shape {bias.shape} does not have one number for each filter; its shape "
            f"must be ({out_channels},)"
        )


def symmetric_limit(*arrays: Array) -> float:
    """Find the greatest distance from zero; 1 where there is none, so that it can divide.

    Examples
    --------
    >>> symmetric_limit(np.array([-7, 3]), np.array([5]))
    7.0
    """
    ends = (max(-float(a.min()), float(a.max())) for a in arrays if a.size)
    return max(ends, default=0.0) or 1.0


def quantise(values: ArrayLike) -> Array:
    """Round to two decimals, so that what is printed is what is computed.

    Integers are returned as they are; -0.0 becomes 0.0.

    Raises
    ------
    ValueError
        If `values` are not numbers.

    Examples
    --------
    >>> quantise([1 / 3, -0.001, 0.25])
    array([0.33, 0.  , 0.25])
    """
    array = widen_numbers("values", values)
    if array.dtype.kind == "i":
        return array
    rounded: Array = np.round(array, 2) + 0.0  # -0.0 + 0.0 is 0.0
    return rounded
