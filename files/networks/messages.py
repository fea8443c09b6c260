"""Error messages of the frameworks: the layer they complain of, and what reached it."""

import re
from collections.abc import Sequence
from math import prod

from conv_engine.networks import (
    Conv,
    Linear,
    Network,
    Operation,
    TransposedConv,
    UnknownOperation,
)
from files.networks.graph import Graph
from files.networks.told_errors import read_told_error
from files.networks.values import Framework
from text import one_line

MATRICES = re.compile(
    r"mat1 and mat2 shapes cannot be multiplied \((\d+)\s*x\s*(\d+) and (\d+)\s*x\s*(\d+)\)"
    r"|size mismatch, m1: \[(\d+)\s*x\s*(\d+)\], m2: \[(\d+)\s*x\s*(\d+)\]"
)
WEIGHT = re.compile(
    r"Given (?:groups=(?P<groups>\d+)|transposed=(?P<transposed>\d))[^[]*?weight(?: of size)? ?\[?"
    r"(?P<weight>[\d, ]+)\]?,?\s*(?:so )?expected input\s*\[(?P<input>[\d, ]+)\]"
)
AXES = re.compile(
    r"dimensional input for \d-dimensional weight \[?(?P<weight>[\d, ]+)\]?,? but got "
    r"(?:\d-dimensional )?input of size \[(?P<input>[\d, ]+)\]"
)
KERAS_AXIS = re.compile(
    r"(?:layer|of layer) ['\"]?(?P<layer>[\w.]+)['\"]?.*?expected axis -1 of input shape to have "
    r"value (?P<value>\d+)[^(]*\((?P<input>[\w, ]+)\)",
    re.DOTALL,
)
DIRECTIONS = {3: 1, 4: 2, 5: 3}


def read_message(lines: Sequence[str]) -> Network | None:
    """Rebuild the layer of an error message; None if there is no such message.

    The input's shape is what arrived, even if it does not fit.

    Parameters
    ----------
    lines : sequence of str

    Examples
    --------
    >>> network = read_message(["mat1 and mat2 shapes cannot be multiplied (8x1568 and 1050x10)"])
    >>> network.input_shape, network.nodes[0].operation.in_features
    ((1568,), 1050)
    """
    plain = " ".join(" ".join(lines).split())
    if found := MATRICES.search(plain):
        numbers = [int(number) for number in found.groups() if number]
        layer = Linear(numbers[3], numbers[2])
        return _alone("Linear", layer, (numbers[1],), "pytorch")
    if found := WEIGHT.search(plain):
        return _of_weight(found, int(found["groups"] or 1), transposed=bool(found["transposed"]))
    if found := AXES.search(plain):
        return _of_weight(found)
    if (found := KERAS_AXIS.search(plain)) and "dense" in found["layer"].lower():
        return _of_axis(found)
    return read_told_error(plain)


def _numbers(sizes: str) -> tuple[int, ...]:
    return tuple(int(size) for size in re.findall(r"\d+", sizes))


def _of_weight(found: re.Match[str], groups: int = 1, transposed: bool = False) -> Network | None:
    weight, arrived = _numbers(found["weight"]), _numbers(found["input"])
    directions = DIRECTIONS.get(len(weight))
    if directions is None or not prod(weight) or not prod(arrived):
        return None
    shape = arrived[1:] if len(arrived) == directions + 2 else arrived
    if transposed:
        made: Operation = TransposedConv(directions, weight[1], weight[2:], in_channels=weight[0])
        return _alone(f"ConvTranspose{directions}d", made, shape, "pytorch")
    if groups < 1 or weight[0] % groups:
        return None
    made = Conv(directions, weight[0], weight[2:], groups=groups, in_channels=weight[1] * groups)
    return _alone(f"Conv{directions}d", made, shape, "pytorch")


def _of_axis(found: re.Match[str]) -> Network | None:
    """Read what Keras says of the last axis of a Dense layer; its units are not in the message."""
    sizes = _numbers(found["input"])
    if not sizes:
        return None
    layer = UnknownOperation(
        f"`{one_line(found['layer'], 40)}` was built for {int(found['value']):,} features, but "
        f"{sizes[-1]:,} arrive: a Dense layer of Keras keeps the number that came in first, so the "
        "input of the model has to have the size that it was built with"
    )
    return _alone("Dense", layer, (sizes[-1], *sizes[:-1]), "keras")


def _alone(kind: str, layer: Operation, shape: tuple[int, ...], framework: Framework) -> Network:
    graph = Graph()
    start = graph.start(shape, framework)
    graph.add(kind, layer, [start], 1)
    return graph.network(start.node)
