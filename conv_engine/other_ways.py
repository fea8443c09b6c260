"""Other ways to the same feature maps: what is copied, what is multiplied, and what is saved.

Each way takes an input of shape (C_in, H, W), a weight and their `ConvSpec`, and returns maps of
shape (C_out, H_out, W_out) without bias. They agree, exactly where no sum is rounded; the Fourier
transform rounds.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from conv_engine.layer import Layer
from conv_engine.matrix import blocks, filter_matrix, patch_matrix
from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec
from conv_engine.strategies import multiply_cells
from conv_engine.windows import pad_input

Way = Callable[[Array, Array, ConvSpec], Array]


def direct(input: Array, weight: Array, spec: ConvSpec) -> Array:
    """Multiply and add in place, one cell of the kernel at a time: nothing is copied.

    Examples
    --------
    >>> weight = np.array([[[[10.0, 100]]]])
    >>> direct(np.array([[[3.0, 5]]]), weight, ConvSpec.of(weight)).item()  # 3*10 + 5*100
    530.0
    """
    maps = np.empty(spec.output_shape(input.shape), np.result_type(input, weight))
    kernels = weight.reshape(spec.groups, -1, *spec.weight_shape[1:])
    multiply_cells(
        pad_input(input, spec), kernels, spec, maps.reshape(spec.groups, -1, *maps.shape[1:])
    )
    return maps


def matrix_product(input: Array, weight: Array, spec: ConvSpec) -> Array:
    """Copy all patches into one matrix, and multiply it with the filters; a product a group.

    Examples
    --------
    >>> weight = np.array([[[[10.0, 100]]]])
    >>> matrix_product(np.array([[[3.0, 5]]]), weight, ConvSpec.of(weight)).item()
    530.0
    """
    columns = patch_matrix(input, spec)
    product = blocks(filter_matrix(weight), spec.groups) @ blocks(columns, spec.groups)
    maps: Array = product.reshape(spec.output_shape(input.shape))
    return maps


def tiled_product(input: Array, weight: Array, spec: ConvSpec) -> Array:
    """Copy only as many patches as fit the cache, multiply them, go on: what `conv2d` does.

    Examples
    --------
    >>> weight = np.array([[[[10.0, 100]]]])
    >>> tiled_product(np.array([[[3.0, 5]]]), weight, ConvSpec.of(weight)).item()
    530.0
    """
    return Layer.of(input, weight, None, replace(spec, bias=False)).output


def fourier_product(input: Array, weight: Array, spec: ConvSpec) -> Array:
    """Multiply waves instead of sliding: a kernel as large as you like costs the same.

    The channels of a filter are added up among the waves, before the way back.

    References
    ----------
    Mathieu, Henaff and LeCun, "Fast Training of Convolutional Networks through FFTs", 2014.

    Examples
    --------
    >>> weight = np.array([[[[10.0, 100]]]])
    >>> fourier_product(np.array([[[3.0, 5]]]), weight, ConvSpec.of(weight)).round().item()
    530.0
    """
    around = pad_input(input, spec)
    size = around.shape[-2:]
    (s_h, s_w), (d_h, d_w) = spec.stride, spec.dilation
    dilated = np.zeros((*weight.shape[:2], *spec.effective_kernel_size), weight.dtype)
    dilated[..., ::d_h, ::d_w] = weight
    waves = np.fft.rfft2(around)
    maps = np.empty(spec.output_shape(input.shape), np.result_type(input, weight, np.float32))
    for number, kernels in enumerate(dilated):
        seen = spec.group_of(number)
        # The conjugate leaves the kernel unflipped.
        summed = (waves[seen.start : seen.stop] * np.fft.rfft2(kernels, size).conj()).sum(axis=0)
        whole = np.fft.irfft2(summed, size)
        # Behind the last position windows wrap around.
        maps[number] = whole[::s_h, ::s_w][: maps.shape[1], : maps.shape[2]]
    return maps


def winograd_multiplications(spec: ConvSpec, input_shape: tuple[int, ...]) -> int | None:
    """Count the multiplications of Winograd's F(2x2, 3x3), which trades them for additions.

    A tile of 2x2 outputs takes 4 * 4 = 16 multiplications for each filter and channel, where
    sliding takes 2 * 2 * 9 = 36.

    Parameters
    ----------
    spec : ConvSpec
    input_shape : (C_in, H, W)

    Returns
    -------
    int or None
        None where the kernel is not 3x3, or stride or dilation is not 1.

    References
    ----------
    Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016, section 4.1.

    Examples
    --------
    4 x 4 positions are 4 tiles: 4 * 16 = 64 instead of 16 * 9 = 144, 2.25 times fewer.

    >>> winograd_multiplications(ConvSpec(1, 1, 3), (1, 6, 6))
    64
    """
    if (spec.kernel_size, spec.stride, spec.dilation) != ((3, 3), (1, 1), (1, 1)):
        return None
    filters, rows, columns = spec.output_shape(input_shape)
    tiles = -(-rows // 2) * -(-columns // 2)
    return tiles * 16 * filters * spec.weight_shape[1]


WAYS: dict[str, Way] = {
    "direct": direct,
    "matrix": matrix_product,
    "tiled": tiled_product,
    "fourier": fourier_product,
}
