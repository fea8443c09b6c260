"""Mixing channels by a matrix, and the dense layer that equals sliding first and mixing afterwards.

What a layer costs is a question to its `ConvSpec`: a dense layer of c channels, f filters and
k x k cells has ``k k c f`` weights, a depthwise one followed by a 1x1 one ``k k c + c f``.
"""

import numpy as np
from numpy.typing import ArrayLike

from conv_engine.convolution import conv2d
from conv_engine.numeric import Array, unify_types, widen_numbers
from conv_engine.spec import ConvSpec


def pointwise(input: ArrayLike, mixing: ArrayLike, bias: ArrayLike | None = None) -> Array:
    """Mix the channels at each position by a matrix: a 1x1 convolution.

    It equals `conv2d` with the matrix as kernels of one cell. One row of ones is the plain sum of
    all channels, other weights are a weighted sum, and more rows are more feature maps.

    Parameters
    ----------
    input : array_like of shape (C_in, H, W) or (N, C_in, H, W)
    mixing : array_like of shape (C_out, C_in)
        Row f holds the weight of every channel in output f.
    bias : array_like of shape (C_out,), optional

    Returns
    -------
    ndarray of shape (C_out, H, W) or (N, C_out, H, W)

    Raises
    ------
    ValueError
        As `conv2d`, or if `mixing` is no matrix.

    References
    ----------
    Lin, Chen and Yan, "Network In Network", 2014, section 3.1.

    Examples
    --------
    >>> input = [[[5]], [[6]], [[7]]]
    >>> pointwise(input, [[1, 1, 1], [1, 0, -1]]).ravel()  # 5 + 6 + 7, 5 - 7
    array([18, -2])
    """
    return conv2d(input, _check_mixing(mixing)[:, :, None, None], bias)


def dense_weight(depthwise_weight: ArrayLike, mixing: ArrayLike) -> Array:
    """Return the weight of the dense layer that equals a separable one.

    The kernel of a filter for a channel is that channel's kernel, weighted: mixing after sliding or
    mixing the kernels before is the same, since both only add.

    Parameters
    ----------
    depthwise_weight : array_like of shape (C_in, 1, k_h, k_w)
    mixing : array_like of shape (C_out, C_in)

    Returns
    -------
    ndarray of shape (C_out, C_in, k_h, k_w)

    Raises
    ------
    ValueError
        If the kernels are not as many as the columns of `mixing`, or see more than one channel.

    Examples
    --------
    5 times the kernel of channel 0, 7 times that of channel 1.

    >>> dense_weight([[[[1, 1]]], [[[1, -1]]]], [[5, 7]])
    array([[[[ 5,  5]],
            [[ 7, -7]]]])
    """
    weight, matrix = unify_types(
        widen_numbers("depthwise weight", depthwise_weight), _check_mixing(mixing)
    )
    kernels, depth, *_ = ConvSpec.of(weight).weight_shape
    if depth != 1:
        raise ValueError(
            f"depthwise weight of shape {weight.shape} has kernels of depth {depth}, but each sees "
            "1 channel"
        )
    if matrix.shape[1] != kernels:
        raise ValueError(
            f"mixing of shape {matrix.shape} does not fit {kernels} kernels: one column is needed "
            "for each"
        )
    merged: Array = np.einsum("fc,cij->fcij", matrix, weight[:, 0])
    return merged


def _check_mixing(mixing: ArrayLike) -> Array:
    """Accept a matrix of one row for each output channel."""
    matrix = widen_numbers("mixing", mixing)
    if matrix.ndim != 2:
        raise ValueError(
            f"mixing of shape {matrix.shape} has {matrix.ndim} axes, but needs 2: (C_out, C_in)"
        )
    return matrix
