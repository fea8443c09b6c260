"""What rounding the inputs of a layer does to its outputs, and three layers that show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from conv_engine.geometry import whole_number
from conv_engine.layer import Layer
from conv_engine.numeric import Array
from conv_engine.rounding import FORMATS, round_to


@dataclass(frozen=True, eq=False)
class RoundedMaps:
    """Feature maps of a layer whose numbers have fewer bits, beside the exact ones.

    Attributes
    ----------
    exact : ndarray of float64, shape (C_out, H_out, W_out)
    rounded : ndarray of float32, of the same shape
        Not finite where a format has no number so large.
    """

    exact: Array
    rounded: Array

    @property
    def error(self) -> Array:
        """How far each output lies above the exact one, float64."""
        error: Array = self.rounded - self.exact
        return error

    @property
    def largest(self) -> float:
        """The largest error as a share of the largest exact output."""
        return _share(np.abs(self.error).max(), np.abs(self.exact).max())

    @property
    def typical(self) -> float:
        """The typical error as a share of the typical exact output: both root mean squares."""
        return _share(_root_mean_square(self.error), _root_mean_square(self.exact))


def _root_mean_square(values: Array) -> float:
    return float(np.sqrt(np.mean(np.square(values))))


def _share(part: float, whole: float) -> float:
    """Return a part of the whole; of no output at all, no error is 0 and any other infinite."""
    if whole == 0:
        return 0.0 if part == 0 else float(np.inf)
    return float(part / whole)


def rounded(layer: Layer, format: str) -> Layer:
    """Return a layer with its input and its weight rounded to a format; the bias stays.

    Examples
    --------
    In bfloat16 there is nothing between 256 and 258.

    >>> rounded(Layer.of([[[257]]], [[[[3]]]]), "bfloat16").input.item()
    256.0
    """
    with np.errstate(invalid="ignore", over="ignore"):  # infinite where a format ends
        return replace(
            layer, input=round_to(layer.input, format), weight=round_to(layer.weight, format)
        )


def rounded_conv2d(layer: Layer, format: str) -> RoundedMaps:
    """Convolve twice: with input and weight rounded to a format, and as exactly as can be.

    Products of rounded numbers are added up in float32, and so is the bias, as on a GPU.

    Parameters
    ----------
    layer : Layer
    format : {"float32", "tf32", "bfloat16", "float16"}

    Raises
    ------
    ValueError
        As `round_to`.

    Notes
    -----
    In which order a float32 sum is added up differs from machine to machine, and with it the last
    digits.

    Examples
    --------
    In bfloat16 there is nothing between 256 and 258: 257*1 + 1*3 becomes 256*1 + 1*3.

    >>> layer = Layer.of([[[257]], [[1]]], [[[[1]], [[3]]]])
    >>> maps = rounded_conv2d(layer, "bfloat16")
    >>> maps.exact.item(), maps.rounded.item(), maps.error.item()
    (260.0, 259.0, -1.0)
    """
    exact = replace(
        layer, input=layer.input.astype(np.float64), weight=layer.weight.astype(np.float64)
    )
    with np.errstate(invalid="ignore", over="ignore"):
        return RoundedMaps(exact.output, rounded(layer, format).output)


def cancellation(layer: Layer) -> float:
    """Measure how much larger the products of a layer are than what is left of them.

    Rounding is a share of the products. Where products of both signs cancel, it becomes a larger
    share of their sum.

    Parameters
    ----------
    layer : Layer
        Its bias is not counted.

    Returns
    -------
    float
        1 where no two products have different signs; infinite where nothing is left.

    References
    ----------
    The condition number of a sum, as in N. J. Higham, *Accuracy and Stability of Numerical
    Algorithms*, 2nd ed., section 4.2.

    Examples
    --------
    >>> cancellation(Layer.of([[[5]], [[3]]], [[[[1]], [[-1]]]]))  # (5 + 3) / (5 - 3)
    4.0
    """
    left = replace(layer, bias=np.zeros_like(layer.bias))
    sizes = replace(left, input=np.abs(layer.input), weight=np.abs(layer.weight))
    return _share(_root_mean_square(sizes.output), _root_mean_square(left.output)) or 1.0


@dataclass(frozen=True, eq=False)
class ErrorCurves:
    """Typical errors of a row of layers, in every format.

    Attributes
    ----------
    steps : ndarray, shape (n,)
        What grows from layer to layer.
    output : ndarray of float64, shape (n,)
        The typical output of each layer.
    errors : mapping of str to ndarray of float64, shape (n,)
        Its typical error in each format.
    """

    steps: Array
    output: NDArray[np.float64]
    errors: Mapping[str, NDArray[np.float64]]

    @classmethod
    def of(cls, steps: Sequence[float], layers: Sequence[Layer]) -> "ErrorCurves":
        """Convolve each layer in every format."""
        maps = {name: [rounded_conv2d(layer, name) for layer in layers] for name in FORMATS}
        return cls(
            steps=np.array(steps),
            output=np.array([_root_mean_square(each.exact) for each in maps["float32"]]),
            errors={
                name: np.array([_root_mean_square(each.error) for each in row])
                for name, row in maps.items()
            },
        )


MOST_CHANNELS = 512
"""Channels up to which `error_growth` has random numbers."""
POSITIONS, FILTERS = 8, 16
"""Rows and columns of positions, and filters, over which an error is typical."""


def error_growth(channels: Sequence[int], kernel_size: int) -> ErrorCurves:
    """Measure how the error grows with the number of products that are added up.

    Parameters
    ----------
    channels : sequence of int
        Input channels of each layer, 1 to 512; fewer channels are the first of more.
    kernel_size : int
        Rows and columns of its kernels.

    Returns
    -------
    ErrorCurves
        Its steps are C * k * k, the products in one output.

    Raises
    ------
    ValueError
        If there are no such channels.

    Examples
    --------
    With 100 times as many products, the typical error is about the root of that, 10 times.

    >>> curves = error_growth([4, 400], kernel_size=3)
    >>> curves.steps.tolist(), round(curves.errors["tf32"][1] / curves.errors["tf32"][0])
    ([36, 3600], 10)
    """
    for count in channels:
        whole_number("channels", count)
        if count > MOST_CHANNELS:
            raise ValueError(f"channels {count} are more than {MOST_CHANNELS}, the most there are")
    side = POSITIONS + whole_number("kernel size", kernel_size) - 1
    random = np.random.default_rng(0)
    input = random.standard_normal((MOST_CHANNELS, side, side))
    weight = random.standard_normal((FILTERS, MOST_CHANNELS, kernel_size, kernel_size))
    layers = [Layer.of(input[:count], weight[:, :count]) for count in channels]
    return ErrorCurves.of([count * kernel_size**2 for count in channels], layers)


def cancelling_layer(difference: float) -> Layer:
    """Build the smallest layer whose channels nearly cancel: both hold 1.

    Parameters
    ----------
    difference : float
        By how much the kernel of channel 0 is more than the opposite of that of channel 1.

    Returns
    -------
    Layer
        Of two channels and one filter, on a single cell.

    Examples
    --------
    1*1.001 + 1*(-1) = 0.001, but TF32 has no 1.001: nearest is 1 + 1/1024.

    >>> maps = rounded_conv2d(cancelling_layer(0.001), "tf32")
    >>> maps.rounded.item() == 1 / 1024
    True
    """
    return Layer.of(np.ones((2, 1, 1)), np.array([1 + difference, -1.0]).reshape(1, 2, 1, 1))


def cancellation_errors(differences: Sequence[float]) -> ErrorCurves:
    """Measure the error of sums of two channels that all but cancel.

    The channels hold different random numbers of one sign. The second kernel of each filter is
    made so large that its channel sum falls short of the opposite of the first by one share.

    Parameters
    ----------
    differences : sequence of float
        These shares: 1 where the second channel adds nothing.

    Returns
    -------
    ErrorCurves
        Its outputs have the typical size of the shares: the channel sums are about 1.

    Examples
    --------
    What is left is 1000 times smaller, and the error is as large as before.

    >>> curves = cancellation_errors([1, 0.001])
    >>> (curves.output[1] / curves.output[0]).round(6)
    np.float64(0.001)
    >>> bool(0.3 < curves.errors["tf32"][1] / curves.errors["tf32"][0] < 3)
    True
    """
    random = np.random.default_rng(0)
    input = random.uniform(0.5, 1, (2, 3, 3))
    weight = random.uniform(0.5, 1, (256, 2, 3, 3))
    weight /= Layer.of(input, weight).partial  # every channel sum is 1
    shares = [np.array([1, share - 1])[:, None, None] for share in differences]
    return ErrorCurves.of(differences, [Layer.of(input, weight * share) for share in shares])
