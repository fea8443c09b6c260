"""A text that is a list of layers: its lines, which the controls of lesson 3 write anew."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.networks import Network

PROGRAM = re.compile(r"\s*(?:class|def|import|from)\s")


@dataclass(frozen=True)
class LayerLine:
    """One line of a list.

    Parameters
    ----------
    text : str
        As it is written.
    layer : AnyLayer or None
        None where the line is no layer of a 2-D convolution, and stays as it is.
    """

    text: str
    layer: AnyLayer | None


def layer_lines(text: str, network: Network) -> tuple[LayerLine, ...]:
    r"""Return the lines of a text that is a list of layers; none if it is anything else.

    Parameters
    ----------
    text : str
    network : Network
        What `files.network_text.read_network` reads in it.

    Examples
    --------
    >>> from files.network_text import read_network
    >>> text = "Conv2D(8, 3)\nReLU()"
    >>> [line.text for line in layer_lines(text, read_network(text))]
    ['Conv2D(8, 3)', 'ReLU()']
    >>> program = f"from keras.layers import Conv2D\n{text}"
    >>> layer_lines(program, read_network(program))
    ()
    """
    written = [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if line.split("#")[0].strip()
    ]
    nodes = {node.line: node for node in network.nodes}
    whole = all(line.count("(") == line.count(")") for _, line in written)
    if not whole or len(nodes) < len(network.nodes) or any(PROGRAM.match(t) for _, t in written):
        return ()
    lines = tuple(
        LayerLine(line, nodes[number].layer if number in nodes else None)
        for number, line in written
    )
    return lines if layers_in(lines) else ()


def layers_in(lines: Sequence[LayerLine]) -> tuple[AnyLayer, ...]:
    """Return the layers of a list, without what stands between them."""
    return tuple(line.layer for line in lines if line.layer is not None)


def written_layers(lines: Sequence[LayerLine]) -> str:
    """Write the layers of a list, one a line."""
    return "\n".join(layer.call() for layer in layers_in(lines))
