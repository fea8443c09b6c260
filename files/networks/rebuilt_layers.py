"""Layers of a framework for nodes that no call of a layer made: rows of a table, functions."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from conv_engine.frameworks import keras_layers, pytorch_layers
from conv_engine.frameworks.layouts import Framework
from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.networks import (
    Conv,
    DepthwiseConv,
    DirectedOperation,
    Network,
    NetworkTrace,
    Operation,
    SeparableConv,
    TransposedConv,
)


def with_layers(network: Network, trace: NetworkTrace, framework: Framework) -> Network:
    """Give each 2-D convolution of a network the layer that does the same, if it has none.

    Parameters
    ----------
    network : Network
    trace : NetworkTrace
        Of the same network, whose rows say which channels arrive.
    framework : Framework

    Examples
    --------
    >>> from files.network_text import read_network
    >>> network = read_network("conv2d_4 (Conv2D)   (None, 148, 148, 16)   448")
    >>> with_layers(network, network.trace(), "keras").nodes[0].layer.call()
    'Conv2D(16, 3)'
    """
    arriving = {row.name: row.input_shapes[0] for row in trace.rows if row.input_shapes}
    nodes = tuple(
        node
        if node.layer is not None or not (shape := arriving.get(node.name))
        else replace(node, layer=rebuilt_layer(node.operation, framework, shape[0]))
        for node in network.nodes
    )
    return replace(network, nodes=nodes)


def rebuilt_layer(operation: Operation, framework: Framework, channels: int) -> AnyLayer | None:
    """Return the layer of a framework that does what a node does, where no call says it.

    Parameters
    ----------
    operation : Operation
    framework : Framework
    channels : int
        That reach the node.

    Examples
    --------
    >>> rebuilt_layer(Conv(2, 16, 3), "keras", 3).call()
    'Conv2D(16, 3)'
    >>> rebuilt_layer(Conv(2, 16, 3, padding=1), "pytorch", 3).call()
    'nn.Conv2d(3, 16, 3, padding=1)'
    """
    if not isinstance(operation, DirectedOperation) or operation.dimensions != 2:
        return None
    build = (IN_KERAS if framework == "keras" else IN_PYTORCH).get(type(operation))
    try:
        return None if build is None else build(operation, channels)
    except (ValueError, TypeError):
        return None


def _word(padding: Any) -> Any:
    """Return the word of Keras for a padding; what has none stays, and is refused."""
    return "valid" if padding in (0, (0, 0), ((0, 0), (0, 0))) else padding


IN_KERAS: Mapping[type, Callable[[Any, int], AnyLayer]] = {
    Conv: lambda conv, channels: keras_layers.Conv2D(
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        _word(conv.padding),
        dilation_rate=conv.dilation,
        groups=conv.spec(channels).groups,
        use_bias=conv.bias,
    ),
    DepthwiseConv: lambda conv, _: keras_layers.DepthwiseConv2D(
        conv.kernel_size,
        conv.stride,
        _word(conv.padding),
        conv.multiplier,
        dilation_rate=conv.dilation,
        use_bias=conv.bias,
    ),
    SeparableConv: lambda conv, _: keras_layers.SeparableConv2D(
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        _word(conv.padding),
        dilation_rate=conv.dilation,
        depth_multiplier=conv.multiplier,
        use_bias=conv.bias,
    ),
    TransposedConv: lambda conv, _: keras_layers.Conv2DTranspose(
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        _word(conv.padding),
        conv.output_padding,
        dilation_rate=conv.dilation,
        use_bias=conv.bias,
    ),
}
IN_PYTORCH: Mapping[type, Callable[[Any, int], AnyLayer]] = {
    Conv: lambda conv, channels: pytorch_layers.Conv2d(
        conv.in_channels or channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.dilation,
        conv.spec(channels).groups,
        conv.bias,
        conv.padding_mode,
    ),
    TransposedConv: lambda conv, channels: pytorch_layers.ConvTranspose2d(
        conv.in_channels or channels,
        conv.out_channels,
        conv.kernel_size,
        conv.stride,
        conv.padding,
        conv.output_padding or 0,
        conv.groups,
        conv.bias,
        conv.dilation,
    ),
}
