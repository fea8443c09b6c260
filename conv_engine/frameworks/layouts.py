"""The order of axes in Keras and in PyTorch, and the way from one to the other.

PyTorch puts the filters in front, OIHW; Keras puts them last, HWIO. O is the output channels, I the
input channels of one group, H and W the height and width of the kernel. Only the axes move: no
kernel is flipped, and every number keeps its neighbours in rows and columns.
"""

from typing import Literal, cast

import numpy as np
from numpy.typing import ArrayLike

from conv_engine.geometry import known_word, whole_number
from conv_engine.numeric import Array

Framework = Literal["keras", "pytorch"]
DataFormat = Literal["channels_last", "channels_first"]

FRAMEWORKS: tuple[Framework, ...] = ("keras", "pytorch")
DATA_FORMATS: tuple[DataFormat, ...] = ("channels_last", "channels_first")

_HEIGHT_WIDTH = ("height", "width")
_KERNEL = ("kernel height", "kernel width")

# The axes of every weight: Keras's beside PyTorch's. A depthwise layer of PyTorch is a Conv2d with
# as many groups as input channels, and its pointwise layer a Conv2d with a 1x1 kernel.
_WEIGHT_AXES: dict[str, dict[Framework, tuple[str, ...]]] = {
    "weight": {
        "keras": (*_KERNEL, "in_channels / groups", "filters"),
        "pytorch": ("out_channels", "in_channels / groups", *_KERNEL),
    },
    "depthwise weight": {
        "keras": (*_KERNEL, "in_channels", "depth_multiplier"),
        "pytorch": ("in_channels * depth_multiplier", "1", *_KERNEL),
    },
    "pointwise weight": {
        "keras": ("1", "1", "in_channels * depth_multiplier", "filters"),
        "pytorch": ("out_channels", "in_channels * depth_multiplier", "1", "1"),
    },
    "transposed weight": {
        "keras": (*_KERNEL, "filters", "in_channels"),
        "pytorch": ("in_channels", "out_channels / groups", *_KERNEL),
    },
    "bias": {"keras": ("filters",), "pytorch": ("out_channels",)},
}


def axis_names(
    array: str, framework: Framework, data_format: DataFormat | None = None
) -> tuple[str, ...]:
    """Return what a framework counts along each axis of an array.

    Parameters
    ----------
    array : str
        "input", "output", "weight", "depthwise weight", "pointwise weight", "transposed weight" or
        "bias".
    framework : {"keras", "pytorch"}
    data_format : {"channels_last", "channels_first"}, optional
        Of the input and output, by default the one the framework uses unless told; PyTorch has
        only "channels_first". The order of a weight does not depend on it.

    Raises
    ------
    ValueError
        If there is no such array, framework or data format.

    Examples
    --------
    >>> axis_names("weight", "keras")
    ('kernel height', 'kernel width', 'in_channels / groups', 'filters')
    >>> axis_names("weight", "pytorch")
    ('out_channels', 'in_channels / groups', 'kernel height', 'kernel width')
    >>> axis_names("input", "keras")
    ('samples', 'height', 'width', 'channels')
    """
    array = known_word("array", array, ("input", "output", *_WEIGHT_AXES))
    framework = cast(Framework, known_word("framework", framework, FRAMEWORKS))
    usual: DataFormat = "channels_last" if framework == "keras" else "channels_first"
    data_format = usual if data_format is None else data_format_word(data_format)
    if framework == "pytorch" and data_format != usual:
        raise ValueError(f"data_format {data_format!r} is not PyTorch's; nearest is {usual!r}")
    if array in _WEIGHT_AXES:
        return _WEIGHT_AXES[array][framework]
    if data_format == "channels_last":
        return "samples", *_HEIGHT_WIDTH, "channels"
    return "samples", "channels", *_HEIGHT_WIDTH


def data_format_word(data_format: object) -> DataFormat:
    """Accept a data format, in capitals too as Keras does.

    Raises
    ------
    ValueError
        If it is neither.

    Examples
    --------
    >>> data_format_word("Channels_First")
    'channels_first'
    """
    word = data_format.lower() if isinstance(data_format, str) else data_format
    return cast(DataFormat, known_word("data_format", word, DATA_FORMATS))


def weight_to_pytorch(kernel: ArrayLike) -> Array:
    """Bring Keras's kernel into PyTorch's order: both channel axes to the front, output first.

    Parameters
    ----------
    kernel : array_like of shape (k_h, k_w, C_in / groups, C_out)
        Or (k_h, k_w, C_out, C_in) of a Conv2DTranspose: its channel axes are swapped in both
        frameworks, so the same move serves it.

    Returns
    -------
    ndarray of shape (C_out, C_in / groups, k_h, k_w), or (C_in, C_out, k_h, k_w)
        A view.

    Raises
    ------
    ValueError
        If `kernel` has not four axes.

    Examples
    --------
    One row of two cells, two input channels, one filter: the cells of channel 0 are 0 and 2.

    >>> kernel = np.arange(4).reshape(1, 2, 2, 1)
    >>> weight_to_pytorch(kernel)
    array([[[[0, 2]],
            [[1, 3]]]])
    """
    return _four_axes("kernel", kernel).transpose(3, 2, 0, 1)


def weight_to_keras(weight: ArrayLike) -> Array:
    """Bring PyTorch's weight into Keras's order: both channel axes to the end, output last.

    Parameters
    ----------
    weight : array_like of shape (C_out, C_in / groups, k_h, k_w)
        Or (C_in, C_out, k_h, k_w) of a ConvTranspose2d without groups, which Keras does not have.

    Returns
    -------
    ndarray of shape (k_h, k_w, C_in / groups, C_out), or (k_h, k_w, C_out, C_in)
        A view.

    Raises
    ------
    ValueError
        If `weight` has not four axes.

    Examples
    --------
    >>> weight_to_keras([[[[0, 2]], [[1, 3]]]]).ravel()
    array([0, 1, 2, 3])
    """
    return _four_axes("weight", weight).transpose(2, 3, 1, 0)


def depthwise_to_pytorch(depthwise_kernel: ArrayLike) -> Array:
    """Bring Keras's depthwise kernel into the order of a PyTorch layer with ``groups=C_in``.

    The filters of one input channel stay together: filter ``c * m + i`` is the i-th on channel c.

    Parameters
    ----------
    depthwise_kernel : array_like of shape (k_h, k_w, C_in, m)
        m is the depth multiplier.

    Returns
    -------
    ndarray of shape (C_in * m, 1, k_h, k_w)

    Raises
    ------
    ValueError
        If `depthwise_kernel` has not four axes.

    Examples
    --------
    Two channels with two 1x1 filters each, in the order 00, 01, 10, 11.

    >>> depthwise_to_pytorch([[[["00", "01"], ["10", "11"]]]]).ravel().tolist()
    ['00', '01', '10', '11']
    """
    kernel = _four_axes("depthwise_kernel", depthwise_kernel)
    k_h, k_w, in_channels, multiplier = kernel.shape
    return kernel.transpose(2, 3, 0, 1).reshape(in_channels * multiplier, 1, k_h, k_w)


def depthwise_to_keras(weight: ArrayLike, in_channels: int) -> Array:
    """Bring the weight of a PyTorch layer with ``groups=in_channels`` into Keras's depthwise order.

    Parameters
    ----------
    weight : array_like of shape (C_in * m, 1, k_h, k_w)
    in_channels : int
        C_in, which the shape alone does not tell.

    Returns
    -------
    ndarray of shape (k_h, k_w, C_in, m)

    Raises
    ------
    ValueError
        If `weight` is not that of a depthwise layer on so many channels.

    Examples
    --------
    >>> weight = [[[["00"]]], [[["01"]]], [[["10"]]], [[["11"]]]]
    >>> depthwise_to_keras(weight, in_channels=2).tolist()
    [[[['00', '01'], ['10', '11']]]]
    """
    array = _four_axes("weight", weight)
    in_channels = whole_number("in_channels", in_channels)
    filters, depth, k_h, k_w = array.shape
    if depth != 1:
        raise ValueError(
            f"weight of shape {array.shape} is not depthwise: its filters have depth {depth}"
        )
    if filters % in_channels:
        raise ValueError(
            f"weight of shape {array.shape} does not give each of {in_channels} channels the "
            f"same number of filters: {filters} / {in_channels} leaves {filters % in_channels}"
        )
    kernels = array.reshape(in_channels, filters // in_channels, k_h, k_w)
    return kernels.transpose(2, 3, 0, 1)


def to_channels_first(maps: ArrayLike) -> Array:
    """Bring an input or feature maps from Keras's usual order into PyTorch's.

    Parameters
    ----------
    maps : array_like of shape (H, W, C) or (N, H, W, C)

    Returns
    -------
    ndarray of shape (C, H, W) or (N, C, H, W)
        A view.

    Raises
    ------
    ValueError
        If `maps` has neither three nor four axes.

    Examples
    --------
    One row of two pixels, red and green in each.

    >>> to_channels_first([[["r0", "g0"], ["r1", "g1"]]]).tolist()
    [[['r0', 'r1']], [['g0', 'g1']]]
    """
    return np.moveaxis(_sample_or_batch(maps, "(H, W, C) or (N, H, W, C)"), -1, -3)


def to_channels_last(maps: ArrayLike) -> Array:
    """Bring an input or feature maps from PyTorch's order into Keras's usual one.

    Parameters
    ----------
    maps : array_like of shape (C, H, W) or (N, C, H, W)

    Returns
    -------
    ndarray of shape (H, W, C) or (N, H, W, C)
        A view.

    Raises
    ------
    ValueError
        If `maps` has neither three nor four axes.

    Examples
    --------
    >>> to_channels_last([[["r0", "r1"]], [["g0", "g1"]]]).tolist()
    [[['r0', 'g0'], ['r1', 'g1']]]
    """
    return np.moveaxis(_sample_or_batch(maps, "(C, H, W) or (N, C, H, W)"), -3, -1)


def _four_axes(name: str, values: ArrayLike) -> Array:
    """Accept a weight, whose values may be anything: only its axes move."""
    array = np.asarray(values)
    if array.ndim != 4:
        raise ValueError(f"{name} of shape {array.shape} has {array.ndim} axes, but needs 4")
    return array


def _sample_or_batch(values: ArrayLike, order: str) -> Array:
    """Accept one sample or a batch."""
    array = np.asarray(values)
    if array.ndim not in (3, 4):
        raise ValueError(f"maps of shape {array.shape} have {array.ndim} axes, but need {order}")
    return array
