"""The input of a generator, which begins with one cell where its text does not say a size."""

import re
from dataclasses import replace

from conv_engine.networks import Network, TransposedConv

ONE_CELL = re.compile(r"\brandn?\(\s*[^,()]+,[^,()]+,\s*1\s*,\s*1\s*[,)]")
"""Noise of one row and one column: `torch.randn(b, nz, 1, 1)`."""


def begin_with_cell(network: Network, text: str) -> Network:
    """Give a generator of PyTorch an input of one cell, if its text says no size.

    It is a guess: the first layer makes several cells of one, or the text makes such noise.

    Parameters
    ----------
    network : Network
    text : str
        Of the network.

    Examples
    --------
    (1 - 1) * 1 + 4 = 4 rows and columns, then (4 - 1) * 2 + 4 - 2 * 1 = 8.

    >>> from conv_engine.networks import Node
    >>> first = TransposedConv(2, 64, 4, in_channels=100)
    >>> second = TransposedConv(2, 3, 4, 2, 1, in_channels=64)
    >>> network = begin_with_cell(Network((
    ...     Node("a", "ConvTranspose2d", first, ("input",)),
    ...     Node("b", "ConvTranspose2d", second, ("a",)),
    ... )), "")
    >>> network.input_shape, network.guesses_input
    ((100, 1, 1), True)
    >>> [row.output_shape for row in network.trace().rows]
    [(64, 4, 4), (3, 8, 8)]
    """
    if network.input_shape is not None or not network.nodes:
        return network
    first = network.nodes[0].operation
    if not isinstance(first, TransposedConv) or first.in_channels is None:
        return network
    if not _takes_cell(network, first) and not ONE_CELL.search(text):
        return network
    begun = network.with_input((first.in_channels, *(1,) * first.dimensions))
    return replace(begun, guesses_input=True)


def _takes_cell(network: Network, first: TransposedConv) -> bool:
    """Whether a transposed convolution makes cells of one, and others make more of them."""
    stacked = sum(node.kind.startswith("ConvTranspose") for node in network.nodes) > 1
    plain = {*first.stride} == {1} and first.padding in (0, (0,) * first.dimensions)
    return stacked and plain and min(first.kernel_size) > 1
