"""The weights of a layer, moved to the other framework: code to copy.

The layers exist on both sides, and those of Keras are built. All that moves is the order of axes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import prod

from conv_engine.frameworks.keras_layers import Conv2D, DepthwiseConv2D, SeparableConv2D
from conv_engine.frameworks.layers import Spec
from conv_engine.frameworks.layouts import Framework
from conv_engine.frameworks.pytorch_layers import Conv2d
from conv_engine.frameworks.remarks import AnyLayer, weight_orders
from conv_engine.frameworks.translation import framework_of, translate_layer
from text import COUNTED_CHANNELS, count_text

Volume = tuple[int, int, int]


def move_weights(layer: AnyLayer, input_shape: Sequence[int]) -> str:
    """Write the code that moves the weights of a convolution to its twin.

    Parameters
    ----------
    layer : AnyLayer
        Where the weights are.
    input_shape : (C, H, W)

    Returns
    -------
    str
        Empty for a layer without weights, or without a twin.

    Examples
    --------
    >>> from conv_engine.frameworks.pytorch_layers import Conv2d
    >>> print(move_weights(Conv2d(3, 32, 5, bias=False), (3, 28, 28)))
    # from torch_layer = nn.Conv2d(3, 32, 5, bias=False)
    # to keras_layer = Conv2D(32, 5, use_bias=False), built for 3 channels
    weight = torch_layer.weight.detach().numpy()  # (32, 3, 5, 5)
    kernel = weight.transpose(2, 3, 1, 0)  # (5, 5, 3, 32)
    keras_layer.set_weights([kernel])
    """
    twins = translate_layer(layer, input_shape).layers
    channels = input_shape[-3]
    weighted = [twin for twin in twins if _has_weights(twin)]
    specs = layer.specs(channels)
    if not weighted or not specs:
        return ""
    if framework_of(layer) == "keras":
        return "\n".join(_into_torch(layer, specs, weighted))
    return "\n".join(_into_keras(layer, specs[0], weighted[0]))


def _has_weights(layer: AnyLayer) -> bool:
    try:
        return bool(layer.specs(getattr(layer, "in_channels", 1)))
    except ValueError:
        return True


def _into_keras(layer: AnyLayer, spec: Spec, twin: AnyLayer) -> Iterator[str]:
    orders = weight_orders(spec, isinstance(twin, DepthwiseConv2D))
    yield f"# from torch_layer = {layer.call()}"
    channels = count_text(spec.in_channels, *COUNTED_CHANNELS)
    yield f"# to keras_layer = {twin.call()}, built for {channels}"
    yield f"weight = torch_layer.weight.detach().numpy()  # {orders.pytorch_shape}"
    yield f"kernel = {orders.to_keras}  # {orders.keras_shape}"
    bias = ", torch_layer.bias.detach().numpy()" if spec.bias else ""
    yield f"keras_layer.set_weights([kernel{bias}])"


def _into_torch(layer: AnyLayer, specs: Sequence[Spec], twins: Sequence[AnyLayer]) -> Iterator[str]:
    parts = ("depthwise", "pointwise") if len(specs) > 1 else ("",)
    kernels = [_joined(part, "kernel") for part in parts]
    bias = ["bias"] if specs[-1].bias else []
    yield "import torch"
    yield ""
    yield f"# from keras_layer = {layer.call()}"
    yield f"[{', '.join([*kernels, *bias])}] = keras_layer.get_weights()"
    for part, kernel, spec, twin in zip(parts, kernels, specs, twins, strict=False):
        deep = isinstance(layer, DepthwiseConv2D | SeparableConv2D) and part != "pointwise"
        orders = weight_orders(spec, deep)
        torch_layer = _joined(part, "torch_layer")
        yield f"# to {torch_layer} = {twin.call()}"
        moved = orders.to_pytorch.replace("kernel", kernel, 1)
        yield f"weight = {moved}  # {orders.pytorch_shape}"
        yield from _load_state(torch_layer, spec.bias)


def _load_state(torch_layer: str, bias: bool) -> Iterator[str]:
    yield 'state = {"weight": torch.from_numpy(weight.copy())}'
    if bias:
        yield 'state["bias"] = torch.from_numpy(bias)'
    yield f"{torch_layer}.load_state_dict(state)"


def _joined(part: str, name: str) -> str:
    return f"{part}_{name}" if part else name


def change_channels(layer: AnyLayer, channels: int, wanted: int) -> str:
    """Write the code that makes a trained first layer one for another number of channels.

    For one channel the kernels of a filter are added: on a grey picture each map stays the same, as
    w0 * g + w1 * g + w2 * g = (w0 + w1 + w2) * g. For fewer channels the first kernels stay. For
    more, one kernel is shared out, or the new channels get zeros.

    Parameters
    ----------
    layer : AnyLayer
    channels, wanted : int
        That it takes, and that it should take.

    Returns
    -------
    str
        Empty for a layer that does not add its channels up.

    Examples
    --------
    >>> from conv_engine.frameworks.pytorch_layers import Conv2d
    >>> print(change_channels(Conv2d(3, 64, 7, stride=2, padding=3), 3, 1))
    new_layer = nn.Conv2d(1, 64, 7, stride=2, padding=3)
    new_layer.weight.data = torch_layer.weight.data.sum(dim=1, keepdim=True)
    new_layer.bias.data = torch_layer.bias.data
    """
    if isinstance(layer, Conv2d) and layer.groups == 1:
        weight = _other_weight("torch_layer.weight.data", channels, wanted)
        lines = [
            f"new_layer = {replace(layer, in_channels=wanted).call()}",
            f"new_layer.weight.data = {weight}",
        ]
        if layer.bias:
            lines.append("new_layer.bias.data = torch_layer.bias.data")
        return "\n".join(lines)
    if isinstance(layer, Conv2D) and layer.groups == 1:
        arrays = "kernel, bias" if layer.use_bias else "kernel"
        changed = _other_kernel("kernel", channels, wanted) + (", bias" if layer.use_bias else "")
        first = layer.data_format == "channels_first"
        shape = f"(None, {wanted}, None, None)" if first else f"(None, None, None, {wanted})"
        return (
            f"new_layer = {layer.call()}\n"
            f"new_layer.build({shape})\n"
            f"[{arrays}] = keras_layer.get_weights()\n"
            f"new_layer.set_weights([{changed}])"
        )
    return ""


def _other_weight(weight: str, channels: int, wanted: int) -> str:
    """Change the second axis of a weight of PyTorch."""
    if wanted == 1:
        return f"{weight}.sum(dim=1, keepdim=True)"
    if channels == 1:
        return f"{weight}.repeat(1, {wanted}, 1, 1) / {wanted}"
    if wanted < channels:
        return f"{weight}[:, :{wanted}]"
    return f"nn.functional.pad({weight}, (0, 0, 0, 0, 0, {wanted - channels}))"


def _other_kernel(kernel: str, channels: int, wanted: int) -> str:
    """Change the third axis of a kernel of Keras."""
    if wanted == 1:
        return f"{kernel}.sum(axis=2, keepdims=True)"
    if channels == 1:
        return f"np.repeat({kernel}, {wanted}, axis=2) / {wanted}"
    if wanted < channels:
        return f"{kernel}[:, :, :{wanted}]"
    return f"np.pad({kernel}, ((0, 0), (0, 0), (0, {wanted - channels}), (0, 0)))"


def move_flattened(shape: Volume, units: int, framework: Framework, bias: bool = True) -> str:
    """Write the code that moves the weight of a Dense layer behind a Flatten.

    The numbers of a map come in another order: Keras flattens rows, columns, channels, and PyTorch
    channels, rows, columns.

    Parameters
    ----------
    shape : (C, H, W)
        What is flattened.
    units : int
    framework : {"keras", "pytorch"}
        Where the weight is.
    bias : bool

    Examples
    --------
    >>> print(move_flattened((32, 7, 5), 10, "keras"))
    [kernel, bias] = keras_dense.get_weights()  # (1120, 10): rows, columns, channels
    weight = kernel.reshape(7, 5, 32, 10).transpose(3, 2, 0, 1).reshape(10, 1120)
    state = {"weight": torch.from_numpy(weight.copy())}
    state["bias"] = torch.from_numpy(bias)
    torch_linear.load_state_dict(state)
    """
    lines = _flattened_into_torch if framework == "keras" else _flattened_into_keras
    return "\n".join(lines(shape, units, bias))


def move_data_format(shape: Volume, units: int, bias: bool = True) -> str:
    """Write the code that moves a Keras model from channels_first to channels_last.

    Kernels of convolutions have the same order in both. Only a Dense layer behind a Flatten takes
    its numbers in another one.

    Parameters
    ----------
    shape : (C, H, W)
        What is flattened.
    units : int
    bias : bool

    Examples
    --------
    >>> print(move_data_format((32, 7, 5), 10))
    conv_last.set_weights(conv_first.get_weights())  # the same for every convolution and norm
    [kernel, bias] = dense_first.get_weights()  # (1120, 10): channels, rows, columns
    kernel = kernel.reshape(32, 7, 5, 10).transpose(1, 2, 0, 3).reshape(1120, 10)
    dense_last.set_weights([kernel, bias])
    """
    channels, rows, columns = shape
    features = prod(shape)
    arrays = "kernel, bias" if bias else "kernel"
    return "\n".join(
        [
            "conv_last.set_weights(conv_first.get_weights())  # the same for every convolution and "
            "norm",
            f"[{arrays}] = dense_first.get_weights()  # ({features}, {units}): channels, rows, "
            "columns",
            f"kernel = kernel.reshape({channels}, {rows}, {columns}, {units})"
            f".transpose(1, 2, 0, 3).reshape({features}, {units})",
            f"dense_last.set_weights([{arrays}])",
        ]
    )


def _flattened_into_torch(shape: Volume, units: int, bias: bool) -> Iterator[str]:
    channels, rows, columns = shape
    features = prod(shape)
    arrays = "kernel, bias" if bias else "kernel"
    order = f"({features}, {units}): rows, columns, channels"
    yield f"[{arrays}] = keras_dense.get_weights()  # {order}"
    yield (
        f"weight = kernel.reshape({rows}, {columns}, {channels}, {units}).transpose(3, 2, 0, 1)"
        f".reshape({units}, {features})"
    )
    yield from _load_state("torch_linear", bias)


def _flattened_into_keras(shape: Volume, units: int, bias: bool) -> Iterator[str]:
    channels, rows, columns = shape
    features = prod(shape)
    yield (
        f"weight = torch_linear.weight.detach().numpy()  # ({units}, {features}): "
        "channels, rows, columns"
    )
    yield (
        f"kernel = weight.reshape({units}, {channels}, {rows}, {columns}).transpose(2, 3, 1, 0)"
        f".reshape({features}, {units})"
    )
    added = ", torch_linear.bias.detach().numpy()" if bias else ""
    yield f"keras_dense.set_weights([kernel{added}])"
