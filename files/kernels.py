"""Arrays as filters: which axis is which, and what one 2-D kernel means for several channels.

Layouts are written with the letters O (filter), I (input channel), H (row) and W (column). The
weight of a layer is OIHW here, as in PyTorch; Keras keeps HWIO.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from conv_engine.numeric import Array
from text import COUNTED_CHANNELS, count_text, weight_text

LARGEST_KERNEL = 32
"""Most rows and most columns of a kernel."""

Layout = Literal["W", "HW", "IHW", "HWI", "OHW", "OIHW", "HWIO"]
Meaning = Literal["every channel", "one channel", "divided"]

LAYOUTS: dict[Layout, str] = {
    "W": "one row",
    "HW": "one kernel",
    "IHW": "channels first",
    "HWI": "channels last",
    "OHW": "filters first, of one channel",
    "OIHW": "filters first, as in PyTorch",
    "HWIO": "filters last, as in Keras",
}
"""The order of axes each layout stands for, in words."""

MEANINGS: dict[Meaning, str] = {
    "every channel": "Every channel gets this kernel, and the channel sums are added. On a grey "
    "picture, the feature map is that of one channel times the number of channels.",
    "one channel": "One channel gets this kernel, and all others get zeros. The feature map shows "
    "only that channel.",
    "divided": "Every channel gets this kernel, divided by the number of channels. The feature "
    "map is that of the mean of the channels.",
}
"""What the feature map will mean, for each meaning of one 2-D kernel on several channels."""


class KernelError(ValueError):
    """Text or a file that gives no usable kernel; its message is one sentence for its author."""


@dataclass(frozen=True)
class KernelReading:
    """One way to read an array as the weight of a layer.

    Parameters
    ----------
    title : str
        The reading in words.
    weight : ndarray of shape (F, C, k_h, k_w)
        The array with its axes in the order of a weight.
    layout : str
        The order in which the array has its axes, one of `LAYOUTS`.
    """

    title: str
    weight: Array
    layout: Layout


def readings(
    array: Array, in_channels: int | None = None, layout: Layout | None = None
) -> tuple[KernelReading, ...]:
    """Find every way to read an array as filters for an input.

    A single 2-D kernel fits any number of channels: `spread` it over them. So do filters of one
    kernel each, such as those of a depthwise layer.

    Parameters
    ----------
    array : ndarray
        With one to four axes.
    in_channels : int, optional
        Number of channels of the input; any by default.
    layout : str, optional
        The order of the axes where it is known, one of `LAYOUTS`.

    Returns
    -------
    tuple of KernelReading
        At least one, and none twice: where the order of the axes makes no difference, the first
        is taken. Square kernels come first.

    Raises
    ------
    KernelError
        If there is none, because a kernel would exceed `LARGEST_KERNEL` or the channels differ.

    Examples
    --------
    A Keras kernel of 3x3 for 4 channels and 8 filters. Had it its filters first, its kernels
    would be 4x8 for 3 channels.

    >>> kernel = np.ones((3, 3, 4, 8))
    >>> [(reading.layout, reading.weight.shape) for reading in readings(kernel)]
    [('HWIO', (8, 4, 3, 3)), ('OIHW', (3, 3, 4, 8))]
    >>> [reading.title for reading in readings(kernel, in_channels=4)]
    ['8 filters of 4 kernels of 3x3 (filters last, as in Keras)']
    """
    candidates = [
        _reading(array, order)
        for order in LAYOUTS
        if len(order) == array.ndim and layout in (None, order)
    ]
    if not candidates:
        raise KernelError(
            f"an array of shape {array.shape} cannot be read as {layout or 'kernels'}: its axes "
            f"can be {', '.join(LAYOUTS)}"
        )
    fitting: list[KernelReading] = []
    for reading in sorted(candidates, key=_is_oblong):
        if _fits(reading, in_channels) and not _is_among(reading, fitting):
            fitting.append(reading)
    if not fitting:
        channels = (
            "" if in_channels is None else f" for {count_text(in_channels, *COUNTED_CHANNELS)}"
        )
        raise KernelError(
            f"an array of shape {array.shape} has no kernels of at most"
            f" {LARGEST_KERNEL}x{LARGEST_KERNEL}{channels}: read as"
            f" {', as '.join(f'{other.layout} it is {other.title}' for other in candidates)}"
        )
    return tuple(fitting)


def _reading(array: Array, layout: Layout) -> KernelReading:
    """Bring the axes into the order OIHW; those the layout lacks have length 1."""
    order = [layout.index(axis) for axis in "OIHW" if axis in layout]
    lacking = [place for place, axis in enumerate("OIHW") if axis not in layout]
    weight = np.expand_dims(array.transpose(order), lacking)
    title = f"{weight_text(weight.shape)} ({LAYOUTS[layout]})"
    return KernelReading(title, np.ascontiguousarray(weight), layout)


def _is_oblong(reading: KernelReading) -> bool:
    _, _, rows, columns = reading.weight.shape
    return bool(rows != columns)


def _fits(reading: KernelReading, in_channels: int | None) -> bool:
    """Return whether kernels are small enough and, where both are known, the channels agree."""
    if max(reading.weight.shape[2:]) > LARGEST_KERNEL or reading.weight.size == 0:
        return False
    if reading.layout == "OHW":  # several filters without an axis of channels: for one channel only
        return in_channels == 1
    kernels = reading.weight.shape[1]
    return "I" not in reading.layout or kernels == 1 or in_channels in (None, kernels)


def _is_among(reading: KernelReading, others: list[KernelReading]) -> bool:
    return any(np.array_equal(reading.weight, other.weight) for other in others)


def spread(kernel: Array, in_channels: int, meaning: Meaning, channel: int = 0) -> Array:
    """Make a filter for several channels from one 2-D kernel.

    A layer has a kernel of its own for every channel, so a single kernel leaves open what the
    other channels get. `MEANINGS` says what each answer makes of the feature map.

    Parameters
    ----------
    kernel : ndarray of shape (k_h, k_w)
    in_channels : int
        Number of channels of the input, 1 or more.
    meaning : {"every channel", "one channel", "divided"}
        The same kernel for every channel, for one channel with zeros in the others, or divided
        by the number of channels in every channel.
    channel : int, default 0
        Which one, for "one channel".

    Returns
    -------
    ndarray of shape (in_channels, k_h, k_w)

    Raises
    ------
    KernelError
        If the kernel is not 2-D, or there is no such channel or meaning.

    Examples
    --------
    >>> kernel = np.array([[3, -3]])
    >>> spread(kernel, 3, "one channel", channel=1).tolist()
    [[[0, 0]], [[3, -3]], [[0, 0]]]
    >>> spread(kernel, 3, "divided").tolist()
    [[[1.0, -1.0]], [[1.0, -1.0]], [[1.0, -1.0]]]
    """
    if kernel.ndim != 2:
        raise KernelError(f"a kernel of shape {kernel.shape} is not 2-D: only one is spread")
    if not 0 <= channel < in_channels:
        raise KernelError(
            f"channel {channel} is not one of the {in_channels} input channels, 0 to"
            f" {in_channels - 1}"
        )
    if meaning == "every channel":
        return np.repeat(kernel[np.newaxis], in_channels, axis=0)
    if meaning == "divided":
        return np.repeat(kernel[np.newaxis] / in_channels, in_channels, axis=0)
    if meaning == "one channel":
        weights = np.zeros((in_channels, *kernel.shape), dtype=kernel.dtype)
        weights[channel] = kernel
        return weights
    raise KernelError(f"{meaning!r} is not a meaning of a kernel; there are {', '.join(MEANINGS)}")
