"""Padding and sliding: the only place where a window moves over an input.

The window moves over rows and columns. It has no room to move over channels.
"""

from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from conv_engine.geometry import PadAmounts, PaddingMode, refuse_too_much_padding
from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec

_NUMPY_MODE: dict[PaddingMode, Literal["constant", "reflect", "edge", "wrap"]] = {
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
    refuse_too_much_padding(pad_amounts, (height, width), padding_mode)
    unpadded_axes = [(0, 0)] * (input.ndim - 2)
    return np.pad(input, (*unpadded_axes, *pad_amounts), mode=_NUMPY_MODE[padding_mode])


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
    replace(spec, padding="valid").output_shape(padded_input.shape)  # refuses what does not fit
    dense = sliding_window_view(padded_input, spec.effective_kernel_size, axis=(-2, -1))
    (s_h, s_w), (d_h, d_w) = spec.stride, spec.dilation
    return dense[..., ::s_h, ::s_w, ::d_h, ::d_w]
