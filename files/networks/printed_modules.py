"""Models as PyTorch prints them: the layers in printed order, side by side where they do not fit.

A printed model holds no `forward`: what reaches a layer is what the one before it gives, unless its
channels are those that reached the block around it.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from math import prod

from conv_engine.networks import (
    ChannelNorm,
    Concat,
    Conv,
    Elementwise,
    GlobalPooling,
    Linear,
    Network,
    Operation,
    Reshape,
    TextProblem,
    TransposedConv,
)
from conv_engine.networks.operation import Shape
from files.networks.expressions import WRONG
from files.networks.framework_names import CONTAINERS
from files.networks.graph import Graph
from files.networks.interpreter import Interpreter
from files.networks.library import Library
from files.networks.said_sizes import said_shape
from files.networks.text_problems import count_others
from files.networks.torch_layers import TORCH_LAYERS
from files.networks.values import LayerObject, Tensor

ROW = re.compile(
    r"^(?P<indent>\s*)\((?P<name>[\w.-]+)\): (?:(?P<times>\d+) x )?"
    r"(?P<kind>[A-Za-z_][\w.]*)\((?P<rest>.*)$"
)
DERIVED = re.compile(r"Conv(?:Transpose)?[123]d$")
"""The end of the name of an own class that comes from a layer, and is printed as that."""
SKIPS = ("downsample", "shortcut", "skip", "residual", "identity", "proj_shortcut")
ASSUMED_SIDE = 224
"""Rows and columns with which channels are followed where the text says no size."""
MOST_COPIES = 64


@dataclass
class Block:
    """A printed module: a layer, or modules within one."""

    name: str
    kind: str
    line: int
    times: int = 1
    layer: LayerObject | None = None
    children: list["Block"] = field(default_factory=list)


def is_printed(lines: list[str]) -> bool:
    """Whether a text is a printed model.

    Examples
    --------
    >>> is_printed(["Net(", "  (conv1): Conv2d(1, 6, kernel_size=(5, 5), stride=(1, 1))", ")"])
    True
    """
    return any(map(ROW.match, lines)) and not any(re.match(r"\s*(?:class|def) ", s) for s in lines)


def read_printed(lines: list[str], numbers: Mapping[str, int]) -> Network:
    """Read a printed model.

    Parameters
    ----------
    lines : list of str
    numbers : mapping of str to int
        Numbers of names that the text leaves open.
    """
    graph = Graph()
    library = Library(graph, "pytorch")
    program = Interpreter(numbers, library, graph)
    root = Block("", "", 0, children=list(_blocks(lines, program)))
    return _Run(root, graph, library, lines).network()


def _blocks(lines: list[str], program: Interpreter) -> Iterator[Block]:
    """Build the tree of modules from the lines; a bracket at the end of a line opens a block."""
    roots: list[Block] = []
    opened: list[tuple[int, Block]] = []
    for number, line in enumerate(lines, 1):
        found = ROW.match(line)
        if found is None:
            continue
        indent = len(found["indent"])
        while opened and opened[-1][0] >= indent:
            opened.pop()
        times = min(int((found["times"] or "1")[:3]), MOST_COPIES)
        block = Block(found["name"], found["kind"].rpartition(".")[2], number, times)
        block.layer = _layer(found, program, number)
        siblings = opened[-1][1].children if opened else roots
        siblings.append(block)
        if block.layer is None:
            opened.append((indent, block))
    yield from _written_out(roots)


def _written_out(blocks: list[Block]) -> Iterator[Block]:
    """Write out blocks that are printed once for several: "(0-2): 3 x Block(..."."""
    for block in blocks:
        block.children = list(_written_out(block.children))
        first = re.match(r"\d+", block.name)
        for copy in range(block.times):
            name = str(int(first[0]) + copy) if first and block.times > 1 else block.name
            yield replace(deepcopy(block), name=name, times=1)


def _layer(found: re.Match[str], program: Interpreter, line: int) -> LayerObject | None:
    """Read the call that a row prints; None for a block that others stand in."""
    kind, rest = found["kind"].rpartition(".")[2], found["rest"].strip()
    if not rest or kind in CONTAINERS or kind.endswith("Loss"):
        return None
    derived = DERIVED.search(kind)
    if derived and kind not in TORCH_LAYERS and "kernel_size=" in rest:
        kind = derived[0]
    missing = ")" * (rest.count("(") + 1 - rest.count(")"))
    try:
        value = program.value(ast.parse(f"{kind}({rest}{missing}", mode="eval").body)
    except (SyntaxError, *WRONG):
        value = None
    given = value if isinstance(value, LayerObject) else LayerObject(kind, "pytorch", (), {}, line)
    return LayerObject(kind, "pytorch", given.arguments, given.keywords, line)


Given = list[Tensor]
"""What a block gives: of what stands side by side, the last first."""


class _Run:
    """A printed model that is followed in printed order."""

    def __init__(self, root: Block, graph: Graph, library: Library, lines: list[str]) -> None:
        self.root, self.graph, self.library, self.lines = root, graph, library, lines
        self.notes: list[TextProblem] = []
        self.assumed: set[str] = set()
        self.later: list[list[Block]] = []

    def network(self) -> Network:
        """Return the network; an input that was assumed has no size."""
        first = next(self._layers(self.root), None)
        self.graph.dimensions = _dimensions(first)
        said = said_shape("\n".join(self.lines), self.graph.dimensions, "pytorch")
        start = self._begin(said or self._assumed(first), said is None)
        self._run_block(self.root, start, "")
        nodes = tuple(self.graph.nodes)
        others = count_others(self.lines, (node.line for node in nodes))
        return Network(
            nodes,
            {name: None if name in self.assumed else s for name, s in self.graph.inputs.items()},
            problems=(*self.notes, *self.library.problems, *others),
            open_numbers=tuple(self.library.open_numbers),
        )

    def _layers(self, block: Block) -> Iterator[LayerObject]:
        if block.layer is not None:
            yield block.layer
        for child in block.children:
            yield from self._layers(child)

    def _begin(self, shape: Shape | None, assumed: bool, name: str = "input") -> Tensor:
        tensor = self.graph.start(shape, "pytorch", name)
        if assumed:
            self.assumed.add(tensor.node)
        return tensor

    def _assumed(self, first: LayerObject | None) -> Shape | None:
        """Return channels that the first layer takes, with sizes large enough for most models."""
        channels = None if first is None else self._takes(first)
        if channels is None:
            return (3,) + (ASSUMED_SIDE,) * self.graph.dimensions
        if first is not None and first.kind == "Linear":
            return (channels,)
        return (channels,) + (ASSUMED_SIDE,) * self.graph.dimensions

    def _takes(self, layer: LayerObject) -> int | None:
        """Return how many channels a layer was made for."""
        operation = self.library.bind_layer(layer).operation
        if isinstance(operation, Conv | TransposedConv):
            return operation.in_channels
        if isinstance(operation, ChannelNorm):
            return operation.channels
        return operation.in_features if isinstance(operation, Linear) else None

    def _needs(self, block: Block) -> int | None:
        """Return how many channels the first layer of a block that says so was made for."""
        return next((n for layer in self._layers(block) if (n := self._takes(layer))), None)

    def _run_block(self, block: Block, entry: Tensor, path: str) -> Given:
        """Follow the modules within a block; return what they give."""
        given, trail, grows = [entry], [entry], False
        for place, child in enumerate(block.children):
            name = f"{path}.{child.name}" if path else child.name
            self.later.append(block.children[place:])
            if given[1:] and self._take_all(given, trail):
                given = [self._join("cat", Concat(1), given[::-1], child.line)]
            if self._takes_trail(child, trail):
                given, grows = [self._join("cat", Concat(1), trail, child.line)], True
            given = self._run_next(child, given, trail, name)
            self.later.pop()
            trail.append(given[0])
        if grows:
            return [self._join("cat", Concat(1), trail, block.line)]
        return (
            [self._gate(block, path, entry, given[0])]
            if self._gates(block, entry, given)
            else given
        )

    def _takes_trail(self, child: Block, trail: Given) -> bool:
        """Whether a module takes all that came before it in its block, as in a dense block."""
        needs, sizes = self._needs(child), {each.shape[1:] for each in trail if each.shape}
        alone = needs is None or needs in map(_channels, trail)
        together = needs == sum(map(_channels, trail))
        return not alone and len(trail) > 1 and len(sizes) == 1 and together

    def _gates(self, block: Block, entry: Tensor, given: Given) -> bool:
        """Whether a block of its own makes one number for each channel of the maps it takes."""
        if block.kind in CONTAINERS or not block.kind or not block.children or given[1:]:
            return False
        taken, made = entry.shape or (), given[0].shape or ()
        pools = any("AdaptiveAvgPool" in layer.kind for layer in self._layers(block))
        maps = len(taken) > 1 and prod(taken[1:]) > 1
        return pools and maps and taken[0] == prod(made) == prod(made[:1])

    def _gate(self, block: Block, path: str, entry: Tensor, gate: Tensor) -> Tensor:
        """Multiply each channel with the number that a block makes of it."""
        taken, made = entry.shape or (), gate.shape or ()
        if len(made) < len(taken):
            one_each = Reshape((*made, *(1 for _ in taken[1:])))
            gate = self._join("view", one_each, [gate], block.line)
        sentence = (
            f"`{path}` ends with one number for each channel: it is read as multiplied with what"
            " comes into it"
        )
        self.notes.append(TextProblem(sentence, block.line))
        return self._join("*", Elementwise(), [entry, gate], block.line)

    def _take_all(self, given: Given, trail: Given) -> bool:
        """Whether what follows takes the channels of all that stands side by side."""
        around = (child for blocks in self.later[-2::-1] for child in blocks[1:])
        following = (*self.later[-1], *around)
        needs = next((needs for child in following if (needs := self._needs(child))), None)
        return needs == sum(map(_channels, given)) and needs not in map(_channels, trail)

    def _run_next(self, child: Block, given: Given, trail: Given, name: str) -> Given:
        """Let a module take what it fits: what came last, or what came before in its block.

        Parameters
        ----------
        trail : list of Tensor
            What reached the block, and what each module in it gave.
        """
        needs, (last, *beside), entry = self._needs(child), given, trail[0]
        if needs is None or not _channels(last) or self._fits(child, needs, last):
            return self._run_child(child, last, name) + beside
        if needs == _channels(entry) and child.name in SKIPS:
            branch = self._run_child(child, entry, name)[0]
            return [self._join("+", Elementwise(), [last, branch], child.line), *beside]
        for earlier in (entry, *reversed(trail)):
            if needs == _channels(earlier) and self._is_conv(child):
                self._say_beside(name, child.line)
                return self._run_child(child, earlier, name) + [
                    t for t in given if t is not earlier
                ]
        if self._is_conv(child):
            self._say_apart(name, needs, _channels(last), child.line)
            return self._run_child(child, self._another(needs, entry, name), name) + given
        return self._run_child(child, last, name) + beside

    def _fits(self, child: Block, needs: int, last: Tensor) -> bool:
        """Whether what arrives has the channels, or the features once it is flattened."""
        if _channels(last) == needs and (last.shape is None or len(last.shape) > 1):
            return True
        first = next(self._layers(child), None)
        return first is not None and (first.kind == "Linear" or not self._is_conv(child))

    def _is_conv(self, child: Block) -> bool:
        operations = (self.library.bind_layer(layer).operation for layer in self._layers(child))
        return any(isinstance(operation, Conv | TransposedConv) for operation in operations)

    def _another(self, channels: int, entry: Tensor, name: str) -> Tensor:
        """Begin a branch whose channels come from nowhere in the text: another input."""
        sizes = entry.shape[1:] if entry.shape is not None else ()
        return self._begin((channels, *sizes), bool(self.assumed), f"input of {name}")

    def _run_child(self, child: Block, last: Tensor, name: str) -> Given:
        if child.layer is None:
            return self._run_block(child, last, name)
        if self._averages(child.layer, last):
            last = self._join("mean", GlobalPooling(), [last], child.line)
            self._say_mean(name, child.line)
        child.layer.name = child.layer.name or name
        call = self.library.bind_layer(child.layer)
        self.library.bound[child.layer] = replace(call, operation=_flattening(call.operation))
        result = self.library.apply_layer(child.layer, [last], {}, child.line)
        return [result if isinstance(result, Tensor) else last]

    def _averages(self, layer: LayerObject, last: Tensor) -> bool:
        """Whether a Linear layer takes one number of each channel, though maps are printed."""
        maps = last.shape is not None and len(last.shape) > 1 and prod(last.shape[1:]) > 1
        return maps and layer.kind == "Linear" and self._takes(layer) == _channels(last)

    def _say_mean(self, name: str, line: int) -> None:
        sentence = (
            f"`{name}` takes one number per channel, and no pooling is printed before it, so it "
            "is read with the mean over all positions"
        )
        self.notes.append(TextProblem(sentence, line))

    def _join(self, kind: str, operation: Operation, inputs: list[Tensor], line: int) -> Tensor:
        return self.graph.add(kind, operation, inputs, line)

    def _say_beside(self, name: str, line: int) -> None:
        sentence = (
            f"`{name}` is read side by side with what is printed before it: it takes the channels"
            " of what comes earlier in its block"
        )
        self.notes.append(TextProblem(sentence, line))

    def _say_apart(self, name: str, needs: int, arrives: int, line: int) -> None:
        sentence = (
            f"`{name}` takes {needs:,} channels, but {arrives:,} come before it: it is read as a "
            "separate branch with a separate input"
        )
        self.notes.append(TextProblem(sentence, line))


def _channels(tensor: Tensor) -> int:
    return tensor.shape[0] if tensor.shape else 0


def _dimensions(first: LayerObject | None) -> int:
    digit = re.search(r"([123])d$", first.kind) if first is not None else None
    return int(digit[1]) if digit else 2


def _flattening(operation: Operation) -> Operation:
    """Let a Linear layer flatten what arrives where only that fits."""
    return replace(operation, flattens=True) if isinstance(operation, Linear) else operation
