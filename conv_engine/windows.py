"""Padding and sliding: the only place where a window moves over an input.

The window moves over rows and columns. It has no room to move over channels.
"""

from dataclasses import replace
from typing import Any, Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from conv_engine.axis import Axis
from conv_engine.geometry import PadAmounts, PaddingMode, check_padding_limits
from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec

NUMPY_MODES: dict[PaddingMode, Literal["constant", "reflect", "edge", "wrap"]] = {
    "zeros": "constant",
    "reflect": "reflect",
    "replicate": "edge",
    "circular": "wrap",
}


def padded(input: Array, pad_amounts: PadAmounts, padding_mode: PaddingMode = "zeros") -> Array:
    """Return the input with cells added around every channel.

    Parameters
    ----------
    input : ndarray of shape (..., H, W)
    pad_amounts : ((top, bottom), (left, right))
        In cells, as `ConvSpec.pad_amounts` gives them.
    padding_mode : {"zeros", "reflect", "replicate", "circular"}
        What the added cells hold, as in PyTorch.

    Returns
    -------
    ndarray of shape (..., top + H + bottom, left + W + right)

    Raises
    ------
    ValueError
        If "reflect" or "circular" would need more cells than the input has.

    Examples
    --------
    >>> row = np.array([[1, 2, 3]])
    >>> for mode in "zeros", "reflect", "replicate", "circular":
    ...     print(padded(row, ((0, 0), (2, 1)), mode))
    [[0 0 1 2 3 0]]
    [[3 2 1 2 3 2]]
    [[1 1 1 2 3 3]]
    [[2 3 1 2 3 1]]
    """
    height, width = input.shape[-2:]
    check_padding_limits(pad_amounts, (height, width), padding_mode)
    unpadded_axes = [(0, 0)] * (input.ndim - 2)
    return np.pad(input, (*unpadded_axes, *pad_amounts), mode=NUMPY_MODES[padding_mode])


def pad_input(input: Array, spec: ConvSpec) -> Array:
    """Return the input with the padding of a layer, as `padded` adds it.

    Parameters
    ----------
    input : ndarray of shape (..., C_in, H, W)
    spec : ConvSpec

    Returns
    -------
    ndarray of shape (..., C_in, top + H + bottom, left + W + right)

    Examples
    --------
    >>> pad_input(np.array([[[1, 2]]]), ConvSpec(1, 1, 1, padding=((0, 0), (1, 2))))
    array([[[0, 1, 2, 0, 0]]])
    """
    return padded(input, spec.pad_amounts(*input.shape[-2:]), spec.padding_mode)


def windows(padded_input: Array, spec: ConvSpec) -> Array:
    """Return what every window sees, one patch for each channel and position.

    Parameters
    ----------
    padded_input : ndarray of shape (..., C_in, H, W)
        The input after `padded`; the padding of `spec` is not added again.
    spec : ConvSpec

    Returns
    -------
    ndarray of shape (..., C_in, H_out, W_out, k_h, k_w)
        A read-only view: nothing is copied, however much the windows overlap.

    Raises
    ------
    ValueError
        If the kernel does not fit or the channels are not those of `spec`.

    Examples
    --------
    >>> row = np.array([[[0, 1, 2, 3, 4]]])
    >>> windows(row, ConvSpec(1, 1, kernel_size=(1, 2), stride=(1, 2)))[0, 0, :, 0]
    array([[0, 1],
           [2, 3]])
    """
    extent = spec.effective_kernel_size
    channels, *size = padded_input.shape[-3:]
    if channels != spec.in_channels or size[0] < extent[0] or size[1] < extent[1]:
        replace(spec, padding="valid").output_shape(padded_input.shape)  # says what does not fit
    rows, columns = spec.axes
    return slide(slide(padded_input, rows), columns)


def slide(array: Array, axis: Axis) -> Array:
    """Return what a window sees that moves along the last axis but one.

    Parameters
    ----------
    array : ndarray of shape (..., n, m)
    axis : Axis
        One direction of a layer.

    Returns
    -------
    ndarray of shape (..., positions, m, kernel)
        A read-only view.

    Examples
    --------
    >>> column = np.array([[0], [1], [2], [3]])
    >>> slide(column, Axis("height", kernel=2, stride=1, dilation=2))
    array([[[0, 2]],
           [[1, 3]]])
    """
    dense = sliding_window_view(array, axis.extent, axis=-2)
    return dense[..., :: axis.stride, :, :: axis.dilation]


def padded_rows(input: Array, spec: ConvSpec, rows: range, dtype: np.dtype[Any]) -> Array:
    """Return the rows of the padded input that some rows of the feature maps are made of.

    Parameters
    ----------
    input : ndarray of shape (C_in, H, W)
    spec : ConvSpec
    rows : range
        Rows of the feature maps, one after the other.
    dtype : dtype
        Of the result.

    Returns
    -------
    ndarray of shape (C_in, n, left + W + right)
        As much of the padded input as the windows of these rows reach over; the rest of it is
        neither padded nor converted. A view where nothing changes, so not to be written to.

    Examples
    --------
    >>> column = np.array([[[1], [2], [3]]])
    >>> layer = ConvSpec(1, 1, kernel_size=(2, 1), padding=(1, 0))
    >>> padded_rows(column, layer, range(0, 1), np.dtype(float)).ravel()
    array([0., 1.])
    >>> padded_rows(column, layer, range(1, 3), np.dtype(float)).ravel()
    array([1., 2., 3.])
    """
    height, width = input.shape[-2:]
    (top, bottom), (left, right) = spec.pad_amounts(height, width)
    start, stop = spec.axes[0].cells(rows[0]).start, spec.axes[0].cells(rows[-1]).stop
    inside = top <= start and stop <= top + height
    if inside and not (left or right):
        return input[:, start - top : stop - top].astype(dtype, copy=False)
    if spec.padding_mode == "zeros":
        # Many times faster for a few rows than `numpy.pad`.
        seen = np.zeros((len(input), stop - start, left + width + right), dtype)
        first = max(start, top)
        last = max(first, min(stop, top + height))
        kept = input[:, first - top : last - top]
        seen[:, first - start : last - start, left : left + width] = kept
        return seen
    shown = np.pad(np.arange(height), (top, bottom), NUMPY_MODES[spec.padding_mode])[start:stop]
    return padded(input[:, shown].astype(dtype), ((0, 0), (left, right)), spec.padding_mode)


def split_groups(patches: Array, spec: ConvSpec) -> Array:
    """Return the patches with their channels sorted into the groups of the layer.

    Parameters
    ----------
    patches : ndarray of shape (..., C_in, H_out, W_out, k_h, k_w)
        As `windows` returns them.
    spec : ConvSpec

    Returns
    -------
    ndarray of shape (..., groups, C_in / groups, H_out, W_out, k_h, k_w)
        A view.

    Examples
    --------
    >>> layer = ConvSpec(in_channels=6, out_channels=2, kernel_size=3, groups=2)
    >>> split_groups(np.zeros((6, 1, 1, 3, 3)), layer).shape
    (2, 3, 1, 1, 3, 3)
    """
    depth = spec.weight_shape[1]
    return patches.reshape(*patches.shape[:-5], spec.groups, depth, *patches.shape[-4:])
