"""PyTorch's convolutions with PyTorch's rules: `conv_engine` takes more than nn.Conv2d does.

`conv_engine` has PyTorch's layouts and words already. What nn.Conv2d cannot say, such as "same"
with a stride or another padding on each side, is refused here as the layers of
`conv_engine.frameworks.pytorch_layers` refuse it, with what to write instead.
"""

from typing import Literal

from numpy.typing import ArrayLike

from conv_engine import convolution, transposed
from conv_engine.frameworks.pytorch_layers import Conv2d, ConvTranspose2d
from conv_engine.geometry import PaddingMode, Pair
from conv_engine.numeric import Array
from conv_engine.spec import ConvSpec
from conv_engine.transposed import TransposedSpec


def conv2d(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    stride: int | Pair = 1,
    padding: int | Pair | Literal["valid", "same"] = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
    padding_mode: PaddingMode = "zeros",
) -> Array:
    """Slide every filter over the input, as `torch.nn.Conv2d` does.

    Parameters
    ----------
    input : array_like of shape (C_in, H, W) or (N, C_in, H, W)
    weight : array_like of shape (C_out, C_in / groups, k_h, k_w)
    bias : array_like of shape (C_out,), optional
    stride, dilation : int or (int, int)
        In cells.
    padding : int, (int, int), "valid" or "same"
        Cells on both sides of each axis. "same" only at stride 1; an odd cell goes to the end.
    groups : int
    padding_mode : {"zeros", "reflect", "replicate", "circular"}

    Returns
    -------
    ndarray of shape (C_out, H_out, W_out) or (N, C_out, H_out, W_out)

    Raises
    ------
    ValueError
        For what PyTorch refuses, and for shapes that do not make a layer.

    Examples
    --------
    "same" adds one cell for a kernel of two, at the end: 1*3 + 1*5 and 1*5 + 1*0.

    >>> conv2d([[[3, 5]]], [[[[1, 1]]]], padding="same")
    array([[[8, 5]]])
    """
    filters = ConvSpec.of(weight, bias, groups=groups)
    layer = Conv2d(
        filters.in_channels,
        filters.out_channels,
        filters.kernel_size,
        stride,
        padding,
        dilation,
        groups,
        filters.bias,
        padding_mode,
    )
    return convolution.conv2d(
        input,
        weight,
        bias,
        stride=layer.stride,
        padding=layer.padding,
        dilation=layer.dilation,
        groups=layer.groups,
        padding_mode=layer.padding_mode,
    )


def conv_transpose2d(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    *,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    output_padding: int | Pair = 0,
    groups: int = 1,
    dilation: int | Pair = 1,
    padding_mode: Literal["zeros"] = "zeros",
) -> Array:
    """Stamp the kernels on the output and add up, as `torch.nn.ConvTranspose2d` does.

    Parameters
    ----------
    input : array_like of shape (C_in, H, W) or (N, C_in, H, W)
    weight : array_like of shape (C_in, C_out / groups, k_h, k_w)
    bias : array_like of shape (C_out,), optional
    stride, padding, output_padding, groups, dilation
        As for `conv_engine.transposed.TransposedSpec`, in cells.
    padding_mode : {"zeros"}
        PyTorch has no other for this layer: `padding` cuts off and adds nothing.

    Returns
    -------
    ndarray of shape (C_out, H_out, W_out) or (N, C_out, H_out, W_out)

    Raises
    ------
    ValueError
        For what PyTorch refuses, and for shapes that do not make a layer.

    Examples
    --------
    >>> conv_transpose2d([[[3, 5]]], [[[[1, 10]]]], stride=2)  # 3*1, 3*10, 5*1, 5*10
    array([[[ 3, 30,  5, 50]]])
    """
    kernels = TransposedSpec.of(weight, bias, groups=groups)
    layer = ConvTranspose2d(
        kernels.in_channels,
        kernels.out_channels,
        kernels.kernel_size,
        stride,
        padding,
        output_padding,
        groups,
        kernels.bias,
        dilation,
        padding_mode,
    )
    return transposed.conv_transpose2d(
        input,
        weight,
        bias,
        stride=layer.stride,
        padding=layer.padding,
        output_padding=layer.output_padding,
        dilation=layer.dilation,
        groups=layer.groups,
    )
