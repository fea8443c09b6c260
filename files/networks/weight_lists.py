"""Lists of weights with their shapes, such as those of a `state_dict`, rebuilt as layers."""

import re
from collections.abc import Iterator

from conv_engine.networks import (
    ChannelNorm,
    Conv,
    DepthwiseConv,
    Linear,
    Network,
    Operation,
    TextProblem,
)
from files.networks.graph import Graph
from files.networks.text_problems import count_others
from files.networks.values import Framework, Tensor

Weights = dict[str, tuple[int, ...]]

WEIGHT = (
    r"weight|bias|running_mean|running_var|num_batches_tracked|kernel|depthwise_kernel|gamma|beta"
    r"|moving_mean|moving_variance|pointwise_kernel|weight_orig|embeddings"
)
ROW = re.compile(
    rf"['\"]?(?P<layer>[\w./-]*?)[./]?(?P<weight>\b(?:{WEIGHT}))(?::0)?['\"]?\s*[^\w\s\[(]*\s*"
    r"(?:shape\s*[=:]?\s*)?(?:torch\.Size|TensorShape|torch\.Tensor|tf\.Tensor)?\s*"
    r"\(?[\[(](?P<sizes>\s*\d*(?:\s*[,x×]\s*\d+)*)\s*,?\s*[\])]"
)
LONGEST_ROW = 2_000
"""Characters of a line; a longer one is no list that a person reads."""
DIRECTIONS = {3: 1, 4: 2, 5: 3}


def read_weights(lines: list[str]) -> Network | None:
    """Read layers off the names and shapes of their weights; None if the text lists none.

    Parameters
    ----------
    lines : list of str

    Notes
    -----
    A list has no strides and no padding: they are what the framework takes if nothing is said.
    Groups follow from the channels before a layer.

    Examples
    --------
    >>> network = read_weights(["c.weight torch.Size([6, 1, 5, 5])", "c.bias torch.Size([6])"])
    >>> network.trace((1, 28, 28)).rows[0].output_shape
    (6, 24, 24)
    """
    layers: dict[str, Weights] = {}
    first_lines: dict[str, int] = {}
    for number, name, weight, shape in _rows(lines):
        layers.setdefault(name, {})[weight] = shape
        first_lines.setdefault(name, number)
    if not layers:
        return None
    graph = Graph()
    framework: Framework = "keras" if any("kernel" in w for w in layers.values()) else "pytorch"
    last = start = graph.start(None, framework)
    directions = next((d for w in layers.values() if (d := _directions(w))), 2)
    for name, weights in layers.items():
        last = _add(graph, name, weights, directions, last, first_lines[name])
    open_geometry = TextProblem(
        "a list of weights says no stride and no padding: they are read as 1 and 0"
    )
    others = count_others(lines, {number for number, *_ in _rows(lines)})
    return graph.network(start.node, (), (open_geometry, *others))


def _rows(lines: list[str]) -> Iterator[tuple[int, str, str, tuple[int, ...]]]:
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_ROW:
            continue
        for found in ROW.finditer(line):
            sizes = tuple(int(size) for size in re.findall(r"\d+", found["sizes"]))
            scalar = found["weight"] == "num_batches_tracked"
            if sizes or scalar:
                yield number, found["layer"], found["weight"], sizes


def _directions(weights: Weights) -> int | None:
    main = weights.get("weight", weights.get("kernel", ()))
    return DIRECTIONS.get(len(main))


def _add(
    graph: Graph, name: str, weights: Weights, directions: int, last: Tensor, line: int
) -> Tensor:
    """Add the layer that has such weights."""
    kind, operation = _layer(weights, directions, last.framework)
    if operation is None:
        return last
    return graph.add(kind, operation, [last], line, name=name)


def _layer(weights: Weights, directions: int, framework: Framework) -> tuple[str, Operation | None]:
    """Tell a layer by the shape of its weight."""
    bias = "bias" in weights
    if framework == "keras":
        return _keras_layer(weights, bias, directions)
    weight = weights.get("weight", weights.get("weight_orig", ()))
    if "running_mean" in weights or len(weight) == 1:
        channels = (weight or weights.get("running_mean", (1,)))[0]
        kind = f"BatchNorm{directions}d" if "running_mean" in weights else "GroupNorm"
        return kind, ChannelNorm(channels, scale=bool(weight), shift=bias)
    if len(weight) == 2:
        return "Linear", Linear(weight[0], weight[1], bias, flattens=True)
    if len(weight) in DIRECTIONS:
        filters, depth, *kernel = weight
        count = DIRECTIONS[len(weight)]
        return f"Conv{count}d", Conv(count, filters, tuple(kernel), bias=bias, filter_depth=depth)
    return "", None


def _keras_layer(weights: Weights, bias: bool, directions: int) -> tuple[str, Operation | None]:
    deep = weights.get("depthwise_kernel")
    if deep is not None and len(deep) == 4:
        *cells, _, multiplier = deep
        return "DepthwiseConv2D", DepthwiseConv(2, tuple(cells), multiplier, bias=bias)
    kernel = weights.get("kernel", ())
    if len(kernel) == 2:
        return "Dense", Linear(kernel[1], kernel[0], bias, flattens=True)
    if len(kernel) in DIRECTIONS:
        *cells, depth, filters = kernel
        count = DIRECTIONS[len(kernel)]
        return f"Conv{count}D", Conv(count, filters, tuple(cells), bias=bias, filter_depth=depth)
    if "gamma" in weights or "moving_mean" in weights:
        channels = next(iter(weights.values()))[0]
        norm = ChannelNorm(
            channels, "gamma" in weights, "beta" in weights, "moving_mean" in weights
        )
        return "BatchNormalization", norm
    return "", None
