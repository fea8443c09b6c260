"""A layer of Keras in PyTorch."""

from collections.abc import Sequence
from dataclasses import asdict

from conv_engine.axis import Axis
from conv_engine.frameworks.argument_text import argument_text
from conv_engine.frameworks.keras_layers import (
    Conv2D,
    Conv2DTranspose,
    Cropping2D,
    DepthwiseConv2D,
    KerasLayer,
    SeparableConv2D,
    ZeroPadding2D,
)
from conv_engine.frameworks.pytorch_layers import Conv2d, ConvTranspose2d, ZeroPad2d
from conv_engine.frameworks.remarks import Remark, Translation, sides, weight_order_remark
from conv_engine.geometry import PadAmounts, Pair
from conv_engine.spec import ConvSpec

MODULES = {
    "elu": "nn.ELU()",
    "gelu": "nn.GELU()",
    "hard_sigmoid": "nn.Hardsigmoid()",
    "hard_silu": "nn.Hardswish()",
    "hard_swish": "nn.Hardswish()",
    "leaky_relu": "nn.LeakyReLU(0.2)",  # the slope of Keras; PyTorch's own is 0.01
    "mish": "nn.Mish()",
    "relu": "nn.ReLU()",
    "relu6": "nn.ReLU6()",
    "selu": "nn.SELU()",
    "sigmoid": "nn.Sigmoid()",
    "silu": "nn.SiLU()",
    "softplus": "nn.Softplus()",
    "softsign": "nn.Softsign()",
    "swish": "nn.SiLU()",
    "tanh": "nn.Tanh()",
}


def to_pytorch(layer: KerasLayer, input_shape: Sequence[int]) -> Translation:
    """Return layers of PyTorch that do what a layer of Keras does.

    Parameters
    ----------
    layer : KerasLayer
    input_shape : (C, H, W) or (N, C, H, W)
        PyTorch must be told the channels; "same" at a stride depends on height and width.

    Raises
    ------
    ValueError
        If the layer does not take such an input.

    Examples
    --------
    (112 - 1) * 2 + 7 - 224 = 5 cells, which `padding` of PyTorch cannot split into 2 and 3.

    >>> layer = Conv2D(64, 7, strides=2, padding="same")
    >>> for each in to_pytorch(layer, (3, 224, 224)).layers:
    ...     print(each.call())
    nn.ZeroPad2d((2, 3, 2, 3))
    nn.Conv2d(3, 64, 7, stride=2)
    """
    layer.output_shape(input_shape)  # refuses what is no input of this layer
    channels, height, width = input_shape[-3:]
    match layer:
        case ZeroPadding2D():
            return Translation((_zeros(layer.amounts),), ())
        case Cropping2D():
            return _cropping(layer)
        case Conv2DTranspose():
            translation = _transposed(layer, channels)
        case _:
            translation = _convolutions(layer, channels, (height, width))
    return translation.add_remarks(*_activation(layer), *_axes(layer, (channels, height, width)))


def _zeros(amounts: PadAmounts) -> ZeroPad2d:
    (top, bottom), (left, right) = amounts
    return ZeroPad2d((left, right, top, bottom))


def _cropping(layer: Cropping2D) -> Translation:
    crop = _zeros(layer.amounts)
    why = "PyTorch has no cropping layer, but padding by a negative number takes cells away"
    return Translation((crop,), (Remark(layer.call(), why, crop.call()),))


def _convolutions(
    layer: Conv2D | DepthwiseConv2D | SeparableConv2D, channels: int, size: Pair
) -> Translation:
    """Give one Conv2d for each convolution of the layer; only the first is padded."""
    first, *mixing = layer.specs(channels)
    padded = _padded(first, size)
    depthwise = () if isinstance(layer, Conv2D) else (_depthwise_remark(layer, first),)
    return Translation(
        (*padded.layers, *(_conv2d(spec, 0) for spec in mixing)),
        (
            *padded.remarks,
            *depthwise,
            weight_order_remark(first, "pytorch", depthwise=bool(depthwise)),
            *(weight_order_remark(spec, "pytorch") for spec in mixing),
        ),
    )


def _conv2d(spec: ConvSpec, padding: int | Pair | str) -> Conv2d:
    return Conv2d(**asdict(spec) | {"padding": padding})


def _padded(spec: ConvSpec, size: Pair) -> Translation:
    """Pad as Keras does; at stride 1 both frameworks mean the same by "same"."""
    (top, bottom), (left, right) = amounts = spec.pad_amounts(*size)
    by_size = any(axis.stride > 1 and axis.extent > 1 for axis in spec.axes)
    if spec.padding == "valid" or not (by_size or any((top, bottom, left, right))):
        return Translation((_conv2d(spec, 0),), ())
    if spec.stride == (1, 1):
        return Translation((_conv2d(spec, "same"),), ())
    if (top, left) == (bottom, right):
        layers: tuple[Conv2d | ZeroPad2d, ...] = (_conv2d(spec, (top, left)),)
        here = f"padding={argument_text((top, left))}"
    else:
        layers = _zeros(amounts), _conv2d(spec, 0)
        here = f"{layers[0].call()} before the layer"
    rows, columns = (_describe_same(axis, n) for axis, n in zip(spec.axes, size, strict=True))
    if by_size:
        here = f"{here}, which is right only for an input of {size[0]}x{size[1]}"
    remark = Remark(
        what=f'padding="same" at strides={argument_text(spec.stride)}',
        why=f"PyTorch does not accept it with a stride above 1; {rows}, and {columns}",
        instead=here,
    )
    return Translation(layers, (remark,))


def _describe_same(axis: Axis, n: int) -> str:
    before, after = axis.same_padding(n)
    positions = -(-n // axis.stride)
    needed = (positions - 1) * axis.stride + axis.extent - n
    cells = f"({positions} - 1)*{axis.stride} + {axis.extent} - {n} = {needed}"
    if needed > 0:
        return f"{axis.name} {n} needs {cells} cells, {before} before and {after} after"
    return f"{axis.name} {n} needs {cells}: none"


def _depthwise_remark(layer: DepthwiseConv2D | SeparableConv2D, spec: ConvSpec) -> Remark:
    out_channels = f"{spec.in_channels}*{layer.depth_multiplier} = {spec.out_channels}"
    instead = f"groups={spec.in_channels} and out_channels {out_channels}"
    if isinstance(layer, SeparableConv2D):
        instead = f"{instead}, then a 1x1 nn.Conv2d"
    return Remark(
        what=type(layer).__name__,
        why="PyTorch has no layer of that name; depthwise means one group per channel",
        instead=instead,
    )


def _transposed(layer: Conv2DTranspose, channels: int) -> Translation:
    (spec,) = layer.specs(channels)
    convolution = ConvTranspose2d(**asdict(spec))
    (top, bottom), (left, right) = layer.cut
    weights = weight_order_remark(spec, "pytorch")
    if bottom <= top and right <= left:
        return Translation((convolution,), (weights,))
    crop = ZeroPad2d((0, min(left - right, 0), 0, min(top - bottom, 0)))
    remark = Remark(
        what=f"padding={argument_text(layer.padding)}",
        why=f"Keras cuts off {sides(layer.cut)}; PyTorch's padding cuts the same from both sides",
        instead=f"{crop.call()} after the layer; padding and output_padding can give the same "
        "shape, but move every number by a cell",
    )
    return Translation((convolution, crop), (remark, weights))


def _activation(
    layer: Conv2D | DepthwiseConv2D | SeparableConv2D | Conv2DTranspose,
) -> tuple[Remark, ...]:
    name = layer.activation
    if name is None or name == "linear":
        return ()
    last = 1 if layer.data_format == "channels_last" else 3  # Keras's softmax is over this axis
    modules = {**MODULES, "softmax": f"nn.Softmax(dim={last})"}
    return (
        Remark(
            what=f"activation={argument_text(name)}",
            why="a PyTorch convolution has no activation",
            instead=f"{modules.get(name, f'the function {name}')} after the layer",
        ),
    )


def _axes(
    layer: Conv2D | DepthwiseConv2D | SeparableConv2D | Conv2DTranspose,
    input_shape: tuple[int, int, int],
) -> tuple[Remark, ...]:
    if layer.data_format == "channels_first":
        return ()
    channels, height, width = input_shape
    return (
        Remark(
            what=f"input of N samples, shape (N, {height}, {width}, {channels})",
            why=f"PyTorch takes (N, {channels}, {height}, {width})",
            instead="x.transpose(0, 3, 1, 2) before the layer, y.transpose(0, 2, 3, 1) after it",
        ),
    )
