"""Depthwise, pointwise and separable layers: compositions of `conv2d`, and what equals what.

Nothing here slides or sums by itself. What a layer costs is a question to its `ConvSpec`: a dense
layer of c channels, f filters and k x k cells has ``k k c f`` weights, a depthwise one followed by
a 1x1 one ``k k c + c f``.
"""

from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike

from conv_engine.convolution import conv2d
from conv_engine.geometry import SlidingArguments, whole_number
from conv_engine.numeric import Array, as_numeric, as_stored, in_common_type
from conv_engine.spec import ConvSpec


def depthwise(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    **sliding: Unpack[SlidingArguments],
) -> Array:
    """Give every channel kernels of its own and sum nothing over channels.

    It equals `conv2d` with as many groups as there are channels. Map ``c * m + j`` is what kernel j
    of channel c makes; with the kernels of a dense layer these are its `partial_maps`.

    Parameters
    ----------
    input : array_like of shape (C_in, H, W) or (N, C_in, H, W)
    weight : array_like of shape (C_in * m, 1, k_h, k_w)
        m kernels for each channel, one channel after the other, as in PyTorch; m is Keras's
        `depth_multiplier`.
    bias : array_like of shape (C_in * m,), optional
    **sliding
        `stride`, `padding`, `dilation` and `padding_mode`, as for `conv2d`.

    Returns
    -------
    ndarray of shape (C_in * m, H_out, W_out), or with N in front

    Raises
    ------
    ValueError
        As `conv2d`; or if a kernel is deeper than one channel, or the channels have not equally
        many kernels.

    Examples
    --------
    Channel 0 keeps 1 + 2, channel 1 keeps 10 - 20; a dense filter would have added the two.

    >>> depthwise([[[1, 2]], [[10, 20]]], [[[[1, 1]]], [[[1, -1]]]]).ravel()
    array([  3, -10])
    """
    input, weight = as_stored("input", input), as_stored("weight", weight)
    kernels, *_ = _depthwise_size(weight)
    # An input without a channel axis is left to conv2d, which says so.
    channels = input.shape[-3] if input.ndim >= 3 else 1
    if kernels % channels:
        nearest = max(1, round(kernels / channels)) * channels
        raise ValueError(
            f"depthwise weight of {kernels} kernels does not give equally many to each of "
            f"{channels} channels; nearest that does is {nearest}"
        )
    return conv2d(input, weight, bias, groups=channels, **sliding)


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
    return conv2d(input, _as_mixing(mixing)[:, :, None, None], bias)


def separable(
    input: ArrayLike,
    depthwise_weight: ArrayLike,
    mixing: ArrayLike,
    bias: ArrayLike | None = None,
    **sliding: Unpack[SlidingArguments],
) -> Array:
    """Slide first, channel by channel, and mix the channels afterwards.

    `depthwise` finds patterns within each channel, `pointwise` adds them up with weights. It equals
    `conv2d` with the `dense_weight` of the two. Not every dense layer can be written so: with one
    kernel for each channel, its filters differ in that channel by no more than a factor.

    Parameters
    ----------
    input : array_like of shape (C_in, H, W) or (N, C_in, H, W)
    depthwise_weight : array_like of shape (C_in * m, 1, k_h, k_w)
    mixing : array_like of shape (C_out, C_in * m)
    bias : array_like of shape (C_out,), optional
        Added once, after mixing, as in Keras's `SeparableConv2D`.
    **sliding
        `stride`, `padding`, `dilation` and `padding_mode` of the depthwise layer, as for `conv2d`.

    Returns
    -------
    ndarray of shape (C_out, H_out, W_out), or with N in front

    Raises
    ------
    ValueError
        As `depthwise` and `pointwise`.

    References
    ----------
    Chollet, "Xception: Deep Learning with Depthwise Separable Convolutions", 2017. Its layers slide
    before they mix.

    Examples
    --------
    Depthwise gives 1 + 2 and 10 - 20; mixed by 5 and 7 that is 15 - 70.

    >>> kernels = [[[[1, 1]]], [[[1, -1]]]]
    >>> separable([[[1, 2]], [[10, 20]]], kernels, [[5, 7]]).item()
    -55
    """
    return pointwise(depthwise(input, depthwise_weight, **sliding), mixing, bias)


def dense_weight(
    depthwise_weight: ArrayLike, mixing: ArrayLike, *, depth_multiplier: int = 1
) -> Array:
    """Return the weight of the dense layer that equals a separable one.

    The kernel of a filter for a channel is the weighted sum of all kernels of that channel: mixing
    after sliding or mixing the kernels before is the same, since both only add.

    Parameters
    ----------
    depthwise_weight : array_like of shape (C_in * m, 1, k_h, k_w)
    mixing : array_like of shape (C_out, C_in * m)
    depth_multiplier : int
        m, the number of kernels of each channel.

    Returns
    -------
    ndarray of shape (C_out, C_in, k_h, k_w)

    Raises
    ------
    ValueError
        If the kernels are not as many as the columns of `mixing`, or do not come m by m.

    Examples
    --------
    5 times the kernel of channel 0, 7 times that of channel 1.

    >>> dense_weight([[[[1, 1]]], [[[1, -1]]]], [[5, 7]])
    array([[[[ 5,  5]],
            [[ 7, -7]]]])
    """
    weight, matrix = in_common_type(
        as_numeric("depthwise weight", depthwise_weight), _as_mixing(mixing)
    )
    kernels, k_h, k_w = _depthwise_size(weight)
    m = whole_number("depth_multiplier", depth_multiplier)
    if matrix.shape[1] != kernels or kernels % m:
        raise ValueError(
            f"mixing of shape {matrix.shape} and {kernels} kernels, {m} for each channel, do not "
            "fit: one column is needed for each kernel, and whole channels"
        )
    weight = weight.reshape(-1, m, k_h, k_w)
    merged: Array = np.einsum("fcm,cmij->fcij", matrix.reshape(len(matrix), -1, m), weight)
    return merged


def _depthwise_size(weight: Array) -> tuple[int, int, int]:
    """Return number and size of the kernels, each of which must see a single channel."""
    kernels, depth, k_h, k_w = ConvSpec.of(weight).weight_shape
    if depth != 1:
        raise ValueError(
            f"depthwise weight of shape {weight.shape} has kernels of depth {depth}, but each sees "
            "1 channel"
        )
    return kernels, k_h, k_w


def _as_mixing(mixing: ArrayLike) -> Array:
    """Accept a matrix of one row for each output channel."""
    matrix = as_numeric("mixing", mixing)
    if matrix.ndim != 2:
        raise ValueError(
            f"mixing of shape {matrix.shape} has {matrix.ndim} axes, but needs 2: (C_out, C_in)"
        )
    return matrix
