"""What tests ask of a network that was read: shapes, kinds, parameters, problems."""

from conv_engine.networks import Network
from files.network_text import read_network


def shapes_of(
    network: Network, shape: tuple[int, ...] | None = None
) -> list[tuple[int, ...] | None]:
    return [row.output_shape for row in network.trace(shape).rows]


def last_shape(text: str, shape: tuple[int, ...] | None = None) -> tuple[int, ...] | None:
    return shapes_of(read_network(text), shape)[-1]


def kinds_of(text: str) -> list[str]:
    return [node.kind for node in read_network(text).nodes]


def parameters_of(text: str, shape: tuple[int, ...] | None = None) -> list[int | None]:
    return [row.parameters for row in read_network(text).trace(shape).rows]


def said(text: str) -> str:
    return " ".join(problem.sentence for problem in read_network(text).problems)


def learned(network: Network) -> list[int | None]:
    """Return the parameters of each row, on the input that the text says."""
    return [row.parameters for row in network.trace().rows]
