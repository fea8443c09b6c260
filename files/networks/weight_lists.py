"""Lists of weights with their shapes, such as those of a `state_dict`, rebuilt as layers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from conv_engine.networks import (
    ChannelNorm,
    Conv,
    DepthwiseConv,
    Embedding,
    GlobalPooling,
    Linear,
    Network,
    Operation,
    SeparableConv,
    TextProblem,
    TransposedConv,
)
from files.networks.graph import Graph
from files.networks.printed_modules import SKIPS
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
MEAN_BEFORE = (
    "this layer takes one number per channel, so it is read with the mean over all positions"
)
STAMPS = re.compile(r"(?i)trans|deconv|\bup")
"""Names of transposed convolutions, whose weight begins with the channels that arrive."""
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
    chain = _Chain("keras" if any("kernel" in each for each in layers.values()) else "pytorch")
    chain.directions = next((d for each in layers.values() if (d := _directions(each))), 2)
    for name, weights in layers.items():
        chain.add(name, weights, first_lines[name])
    open_geometry = TextProblem(
        "a list of weights does not give stride and padding, so they are read as 1 and 0; "
        "pools and Flatten are not in such a list"
    )
    others = count_others(lines, {number for number, *_ in _rows(lines)})
    return chain.graph.network(chain.start.node, (), (open_geometry, *others))


def _rows(lines: list[str]) -> Iterator[tuple[int, str, str, tuple[int, ...]]]:
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_ROW:
            continue
        for found in ROW.finditer(line):
            sizes = tuple(int(size) for size in re.findall(r"\d+", found["sizes"]))
            scalar = found["weight"] == "num_batches_tracked"
            named = found["layer"] or not line[: found.start("weight")].strip(" '\"(")
            if named and (sizes or scalar) and 0 not in sizes:
                yield number, found["layer"], found["weight"], sizes


def _directions(weights: Weights) -> int | None:
    main = weights.get("weight", weights.get("kernel", ()))
    return DIRECTIONS.get(len(main))


class _Chain:
    """Layers that are read one after the other, each on what has the channels of its weight."""

    def __init__(self, framework: Framework) -> None:
        self.graph = Graph()
        self.framework = framework
        self.directions = 2
        self.start = self.graph.start(None, framework)
        self.trail: list[tuple[Tensor, int]] = [(self.start, 0)]
        self.flattened: dict[int, Tensor] = {}
        self.is_flat = False

    @property
    def last(self) -> tuple[Tensor, int]:
        """What the last layer gives, and its channels; 0 where they are not known."""
        return self.trail[-1]

    def add(self, name: str, weights: Weights, line: int) -> None:
        """Add the layer that has such weights; what has no shape of a layer is left out."""
        weight = weights.get("weight", weights.get("weight_orig", weights.get("kernel", ())))
        made: Made | None = None
        if self.framework == "keras":
            made = self._keras_layer(name, weights, weight, line)
        elif "running_mean" in weights or len(weight) == 1:
            made = self._norm(weights, weight)
        elif len(weight) == 2 and "emb" in name.lower():
            made = Made("Embedding", Embedding(*weight), self.last[0], weight[1])
        elif len(weight) == 2:
            made = self._linear("Linear", weight[1], weight[0], "bias" in weights, line)
        elif len(weight) in DIRECTIONS:
            made = self._conv(name, weight, weights.get("bias"))
        if made is not None:
            tensor = self.graph.add(made.kind, made.operation, [made.source], line, name=name)
            self.trail.append((tensor, made.channels))

    def _source(self, depth: int, filters: int, name: str) -> tuple[Tensor, int]:
        """Return what a convolution takes, and in how many groups."""
        tensor, channels = self.last
        exact = next((t for t, c in reversed(self.trail) if c == depth), None)
        is_skip = any(part in SKIPS for part in name.split("."))
        if exact is not None and (is_skip or channels == depth):
            return exact, 1
        if channels % depth == 0 and channels and filters % (channels // depth) == 0:
            return tensor, channels // depth
        return exact or tensor, 1

    def _conv(self, name: str, weight: tuple[int, ...], bias: tuple[int, ...] | None) -> "Made":
        filters, depth, *cells = weight
        directions, kernel, has_bias = DIRECTIONS[len(weight)], tuple(cells), bias is not None
        if self._is_transposed(name, filters, depth, bias):
            given = TransposedConv(directions, depth, kernel, bias=has_bias, in_channels=filters)
            source = next((t for t, c in reversed(self.trail) if c == filters), self.last[0])
            return Made(f"ConvTranspose{directions}d", given, source, depth)
        source, groups = self._source(depth, filters, name)
        if source is self.start:
            self.trail[0] = self.start, depth
        arriving = depth * groups
        conv = Conv(directions, filters, kernel, groups=groups, bias=has_bias, in_channels=arriving)
        return Made(f"Conv{directions}d", conv, source, filters)

    def _is_transposed(
        self, name: str, first: int, second: int, bias: tuple[int, ...] | None
    ) -> bool:
        """Whether a weight begins with the channels that arrive, as a transposed one does."""
        if first == second:
            return STAMPS.search(name) is not None
        if bias is not None:
            return bias[:1] == (second,)
        channels = self.last[1]
        return channels == first and bool(STAMPS.search(name) or channels % second)

    def _norm(self, weights: Weights, weight: tuple[int, ...]) -> "Made":
        channels = (weight or weights.get("running_mean") or (1,))[0]
        kind = f"BatchNorm{self.directions}d" if "running_mean" in weights else "GroupNorm"
        norm = ChannelNorm(channels, scale=bool(weight), shift="bias" in weights)
        source = next((t for t, c in reversed(self.trail) if c == channels), self.last[0])
        return Made(kind, norm, source, channels)

    def _linear(self, kind: str, arriving: int, features: int, bias: bool, line: int) -> "Made":
        """Take what came last, or what another layer of as many features took."""
        tensor, channels = self.last
        if channels == arriving and not self.is_flat:
            tensor = self.graph.add("mean", GlobalPooling(), [tensor], line, notes=(MEAN_BEFORE,))
        source = tensor if channels == arriving else self.flattened.get(arriving, tensor)
        self.flattened.setdefault(arriving, source)
        self.is_flat = True
        linear = Linear(features, arriving, bias, flattens=True, from_weights=True)
        return Made(kind, linear, source, features)

    def _keras_layer(
        self, name: str, weights: Weights, kernel: tuple[int, ...], line: int
    ) -> "Made | None":
        """Tell a layer of Keras by its weights, whose kernels begin with their rows."""
        bias, deep = "bias" in weights, weights.get("depthwise_kernel", ())
        tensor, channels = self.last
        if len(deep) == 4:
            *cells, depth, multiplier = deep
            made = DepthwiseConv(2, tuple(cells), multiplier, bias=bias)
            mixing = weights.get("pointwise_kernel", ())
            if len(mixing) == 4:
                both = SeparableConv(2, mixing[-1], tuple(cells), multiplier, bias=bias)
                return Made("SeparableConv2D", both, tensor, mixing[-1])
            return Made("DepthwiseConv2D", made, tensor, depth * multiplier)
        if len(kernel) == 2:
            return self._linear("Dense", kernel[0], kernel[1], bias, line)
        if len(kernel) in DIRECTIONS:
            *cells, depth, filters = kernel
            if "depthwise" in name and len(kernel) == 4:
                own = DepthwiseConv(2, tuple(cells), filters, bias=bias)
                return Made("DepthwiseConv2D", own, tensor, depth * filters)
            found = self._conv(name, (filters, depth, *cells), weights.get("bias"))
            end = "Transpose" if isinstance(found.operation, TransposedConv) else ""
            return replace(found, kind=f"Conv{DIRECTIONS[len(kernel)]}D{end}")
        if "gamma" in weights or "moving_mean" in weights:
            channels = next(iter(weights.values()))[0]
            learned = "gamma" in weights, "beta" in weights, "moving_mean" in weights
            return Made("BatchNormalization", ChannelNorm(channels, *learned), tensor, channels)
        return None


@dataclass(frozen=True)
class Made:
    """A layer that was told by its weights, what it takes, and how many channels it gives."""

    kind: str
    operation: Operation
    source: Tensor
    channels: int
