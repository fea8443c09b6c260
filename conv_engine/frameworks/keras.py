"""Keras's convolutions on arrays in Keras's own layouts, equal to what Keras 3 gives.

Nothing is convolved here: axes are brought into the order of `conv_engine`, arguments are checked
as the layers of `conv_engine.frameworks.keras_layers` check them, and the result is brought back.
"""

from numpy.typing import ArrayLike

from conv_engine import convolution, transposed
from conv_engine.frameworks.keras_layers import Conv2D, Conv2DTranspose, DepthwiseConv2D
from conv_engine.frameworks.layouts import (
    DataFormat,
    depthwise_to_pytorch,
    to_channels_first,
    to_channels_last,
    weight_to_pytorch,
)
from conv_engine.geometry import PaddingWord, Pair
from conv_engine.numeric import Array, check_numbers


def conv2d(
    x: ArrayLike,
    kernel: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    strides: int | Pair = 1,
    padding: PaddingWord = "valid",
    data_format: DataFormat = "channels_last",
    dilation_rate: int | Pair = 1,
    groups: int = 1,
) -> Array:
    """Slide every filter over the input, as `keras.layers.Conv2D` does.

    Parameters
    ----------
    x : array_like of shape (N, H, W, C_in), or (N, C_in, H, W) with "channels_first"
        One sample may come without N, which Keras itself insists on.
    kernel : array_like of shape (k_h, k_w, C_in / groups, filters)
    bias : array_like of shape (filters,), optional
    strides, dilation_rate : int or (int, int)
        In cells; not both more than 1.
    padding : {"valid", "same"}
        "same" gives ``ceil(n / strides)`` positions; an odd cell of zeros goes to the end.
    data_format : {"channels_last", "channels_first"}
        Of `x` and of the result; the layout of `kernel` is the same in both.
    groups : int

    Returns
    -------
    ndarray of shape (N, H_out, W_out, filters), or (N, filters, H_out, W_out)
        Without N where `x` has none. Of the type that `conv_engine.conv2d` gives.

    Raises
    ------
    ValueError
        For what Keras refuses, and for shapes that do not make a layer.

    Examples
    --------
    One pixel of two channels and two filters: 2*1 + 3*10 = 32 and 2*100 + 3*1000 = 3200.

    >>> conv2d([[[2, 3]]], [[[[1, 100], [10, 1000]]]])
    array([[[  32, 3200]]])
    """
    kernel = _kernel("kernel", kernel, "(k_h, k_w, in_channels / groups, filters)")
    k_h, k_w, depth, filters = kernel.shape
    layer = Conv2D(filters, (k_h, k_w), strides, padding, data_format, dilation_rate, groups)
    maps = convolution.conv2d(
        _input(x, layer.data_format, "kernel", kernel, depth * layer.groups),
        weight_to_pytorch(kernel),
        bias,
        stride=layer.strides,
        padding=layer.padding,
        dilation=layer.dilation_rate,
        groups=layer.groups,
    )
    return _output(maps, layer.data_format)


def depthwise_conv2d(
    x: ArrayLike,
    depthwise_kernel: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    strides: int | Pair = 1,
    padding: PaddingWord = "valid",
    data_format: DataFormat = "channels_last",
    dilation_rate: int | Pair = 1,
) -> Array:
    """Give every channel filters of its own, as `keras.layers.DepthwiseConv2D` does.

    Nothing is summed over channels. Output channel ``c * multiplier + i`` is the i-th filter on
    input channel c.

    Parameters
    ----------
    x : array_like of shape (N, H, W, C_in), or (N, C_in, H, W) with "channels_first"
        One sample may come without N.
    depthwise_kernel : array_like of shape (k_h, k_w, C_in, multiplier)
    bias : array_like of shape (C_in * multiplier,), optional
    strides, padding, data_format, dilation_rate
        As for `conv2d`, but strides and dilation go together.

    Returns
    -------
    ndarray of shape (N, H_out, W_out, C_in * multiplier), or channels first
        Without N where `x` has none.

    Raises
    ------
    ValueError
        As `conv2d`.

    Notes
    -----
    Keras takes strides that differ in height and width; whether TensorFlow then computes them
    depends on how it was built: with oneDNN it does, and its own code for CPUs refuses.

    Examples
    --------
    >>> depthwise_conv2d([[[2, 3]]], [[[[1, 10], [100, 1000]]]])  # 2*1, 2*10, 3*100, 3*1000
    array([[[   2,   20,  300, 3000]]])
    """
    kernel = _kernel("depthwise_kernel", depthwise_kernel, "(k_h, k_w, in_channels, multiplier)")
    k_h, k_w, channels, multiplier = kernel.shape
    layer = DepthwiseConv2D((k_h, k_w), strides, padding, multiplier, data_format, dilation_rate)
    maps = convolution.conv2d(
        _input(x, layer.data_format, "depthwise_kernel", kernel, channels),
        depthwise_to_pytorch(kernel),
        bias,
        stride=layer.strides,
        padding=layer.padding,
        dilation=layer.dilation_rate,
        groups=channels,
    )
    return _output(maps, layer.data_format)


def separable_conv2d(
    x: ArrayLike,
    depthwise_kernel: ArrayLike,
    pointwise_kernel: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    strides: int | Pair = 1,
    padding: PaddingWord = "valid",
    data_format: DataFormat = "channels_last",
    dilation_rate: int | Pair = 1,
) -> Array:
    """Look around in every channel, then mix the channels, as `keras.layers.SeparableConv2D` does.

    A depthwise convolution without bias, and a 1x1 convolution on what it gives.

    Parameters
    ----------
    x : array_like of shape (N, H, W, C_in), or (N, C_in, H, W) with "channels_first"
        One sample may come without N.
    depthwise_kernel : array_like of shape (k_h, k_w, C_in, multiplier)
    pointwise_kernel : array_like of shape (1, 1, C_in * multiplier, filters)
    bias : array_like of shape (filters,), optional
    strides, padding, data_format, dilation_rate
        Of the depthwise convolution, as for `depthwise_conv2d`.

    Returns
    -------
    ndarray of shape (N, H_out, W_out, filters), or (N, filters, H_out, W_out)
        Without N where `x` has none.

    Raises
    ------
    ValueError
        As `conv2d`, and if the two kernels do not fit each other.

    Examples
    --------
    The channels 2*1 = 2 and 3*10 = 30 are mixed to 2*5 + 30*7 = 220.

    >>> separable_conv2d([[[2, 3]]], [[[[1], [10]]]], [[[[5], [7]]]])
    array([[[220]]])
    """
    depthwise = _kernel("depthwise_kernel", depthwise_kernel, "(k_h, k_w, in_channels, multiplier)")
    pointwise_axes = "(1, 1, in_channels * multiplier, filters)"
    pointwise = _kernel("pointwise_kernel", pointwise_kernel, pointwise_axes)
    between = depthwise.shape[2] * depthwise.shape[3]
    if pointwise.shape[:3] != (1, 1, between):
        raise ValueError(
            f"pointwise_kernel of shape {pointwise.shape} does not mix the channels that "
            f"depthwise_kernel of shape {depthwise.shape} gives; "
            f"its shape must be (1, 1, {between}, filters)"
        )
    maps = depthwise_conv2d(
        x,
        depthwise,
        strides=strides,
        padding=padding,
        data_format=data_format,
        dilation_rate=dilation_rate,
    )
    return conv2d(maps, pointwise, bias, data_format=data_format)


def conv2d_transpose(
    x: ArrayLike,
    kernel: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    strides: int | Pair = 1,
    padding: PaddingWord = "valid",
    data_format: DataFormat = "channels_last",
    output_padding: int | Pair | None = None,
    dilation_rate: int | Pair = 1,
) -> Array:
    """Stamp the kernels on the output and add up, as `keras.layers.Conv2DTranspose` does.

    The transpose (the gradient) of `conv2d` with the same kernel, not its inverse.

    Parameters
    ----------
    x : array_like of shape (N, H, W, C_in), or (N, C_in, H, W) with "channels_first"
        One sample may come without N.
    kernel : array_like of shape (k_h, k_w, filters, C_in)
        The channel axes stand as in the kernel of the Conv2D that goes the other way.
    bias : array_like of shape (filters,), optional
    strides, dilation_rate : int or (int, int)
        In cells of the output; not both more than 1.
    padding : {"valid", "same"}
        "valid" keeps ``(n - 1) * strides + max(extent, strides)`` rows and columns, "same" keeps
        ``n * strides``: half of the rest, rounded down, is cut off before and the rest after.
    data_format : {"channels_last", "channels_first"}
    output_padding : int or (int, int), optional
        Less than `strides`; says how many rows and columns to keep beyond
        ``(n - 1) * strides + extent``, or with "same" beyond ``(n - 1) * strides + extent % 2``.

    Returns
    -------
    ndarray of shape (N, H_out, W_out, filters), or (N, filters, H_out, W_out)
        Without N where `x` has none.

    Raises
    ------
    ValueError
        As `conv2d`.

    Examples
    --------
    Stamps 2 * [1, 10, 100] and 3 * [1, 10, 100] reach over five columns; "same" keeps the first
    2 * 2 of them.

    >>> row, kernel = [[[2], [3]]], [[[[1]], [[10]], [[100]]]]
    >>> conv2d_transpose(row, kernel, strides=(1, 2)).ravel()
    array([  2,  20, 203,  30, 300])
    >>> conv2d_transpose(row, kernel, strides=(1, 2), padding="same").ravel()
    array([  2,  20, 203,  30])
    """
    kernel = _kernel("kernel", kernel, "(k_h, k_w, filters, in_channels)")
    k_h, k_w, filters, channels = kernel.shape
    layer = Conv2DTranspose(
        filters, (k_h, k_w), strides, padding, output_padding, data_format, dilation_rate
    )
    (top, bottom), (left, right) = layer.cut
    # "same" may cut off more after than before, so it is cut here and not by padding.
    uncut = transposed.conv_transpose2d(
        _input(x, layer.data_format, "kernel", kernel, channels),
        weight_to_pytorch(kernel),
        bias,
        stride=layer.strides,
        output_padding=(max(-bottom, 0), max(-right, 0)),
        dilation=layer.dilation_rate,
    )
    height, width = uncut.shape[-2:]
    maps = uncut[..., top : height - max(bottom, 0), left : width - max(right, 0)]
    return _output(maps, layer.data_format)


def _kernel(name: str, values: ArrayLike, axes: str) -> Array:
    """Accept an array of four axes."""
    kernel = check_numbers(name, values)
    if kernel.ndim != 4:
        raise ValueError(
            f"{name} of shape {kernel.shape} has {kernel.ndim} axes, but needs 4: {axes}"
        )
    return kernel


def _input(
    x: ArrayLike, data_format: DataFormat, name: str, kernel: Array, in_channels: int
) -> Array:
    """Accept maps with the channels that a kernel is for, as channel, row, column."""
    given = check_numbers("x", x)
    last = data_format == "channels_last"
    if given.ndim not in (3, 4):
        axes = "(N, H, W, C) or (H, W, C)" if last else "(N, C, H, W) or (C, H, W)"
        raise ValueError(f"x of shape {given.shape} has {given.ndim} axes, but needs {axes}")
    maps = to_channels_first(given) if last else given
    channels = maps.shape[-3]
    if channels != in_channels:
        raise ValueError(
            f"x of shape {given.shape} has {channels} channels ({data_format}), "
            f"but {name} of shape {kernel.shape} is for {in_channels}"
        )
    return maps


def _output(maps: Array, data_format: DataFormat) -> Array:
    """Bring maps from channel, row, column into the order that was asked for."""
    return to_channels_last(maps) if data_format == "channels_last" else maps
