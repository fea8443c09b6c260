"""A separable convolution as the two convolutions that it is."""

from dataclasses import replace

from conv_engine.networks.convolutions import Conv, DepthwiseConv, SeparableConv
from conv_engine.networks.network import Network
from conv_engine.networks.node import Node


def split_separable(node: Node) -> tuple[Node, ...]:
    """Return the node that sees each channel alone and the one that mixes them; others as they are.

    The second has the name of the layer, whose result is its own.

    Examples
    --------
    >>> node = Node("mix", "SeparableConv2D", SeparableConv(2, 8, 3, multiplier=2), ("input",))
    >>> [(part.name, part.inputs) for part in split_separable(node)]
    [('mix/depthwise', ('input',)), ('mix', ('mix/depthwise',))]
    >>> [part.operation.output_shape((depth, 5, 5)) for part, depth in
    ...  zip(split_separable(node), (3, 6))]
    [(6, 3, 3), (8, 5, 5)]
    """
    layer = node.operation
    if not isinstance(layer, SeparableConv) or layer.dimensions != 2:
        return (node,)
    window = layer.kernel_size, layer.multiplier, layer.stride, layer.padding, layer.dilation
    alone = DepthwiseConv(2, *window, bias=False)
    mixing = Conv(2, layer.out_channels, 1, bias=layer.bias)
    first = replace(
        node,
        name=f"{node.name}/depthwise",
        kind="DepthwiseConv2D",
        operation=alone,
        shares=node.shares and f"{node.shares}/depthwise",
        layer=None,
        settings={},
    )
    second = replace(node, kind="Conv2D", operation=mixing, inputs=(first.name,), layer=None)
    return first, second


def split_all_separable(network: Network) -> Network:
    """Return the network with two nodes for each separable convolution."""
    nodes = tuple(part for node in network.nodes for part in split_separable(node))
    return replace(network, nodes=nodes)
