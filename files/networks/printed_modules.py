"""Models as PyTorch prints them: the layers in printed order, side by side where they do not fit.

A printed model holds no `forward`: what reaches a layer is what the one before it gives, unless its
channels are those that reached the block around it.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from conv_engine.networks import (
    ChannelNorm,
    Concat,
    Conv,
    Elementwise,
    Linear,
    Network,
    Operation,
    TextProblem,
    TransposedConv,
)
from conv_engine.networks.operation import Shape
from files.networks.expressions import WRONG
from files.networks.graph import Graph
from files.networks.interpreter import Interpreter
from files.networks.library import Library
from files.networks.said_sizes import said_shape
from files.networks.text_problems import count_others
from files.networks.torch_layers import ENDING, TORCH_LAYERS
from files.networks.values import LayerObject, Tensor

ROW = re.compile(
    r"^(?P<indent>\s*)\((?P<name>[\w.-]+)\): (?:(?P<times>\d+) x )?"
    r"(?P<kind>[A-Za-z_][\w.]*)\((?P<rest>.*)$"
)
WORDS = ("same", "valid", "zeros", "reflect", "replicate", "circular")
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
    for word in WORDS:
        program.scope.names[word] = word
    root = Block("", "", 0, children=list(_blocks(lines, program)))
    return _Run(root, graph, library, lines).network()


def _blocks(lines: list[str], program: Interpreter) -> Iterator[Block]:
    """Build the tree of modules from the lines; a bracket at the end of a line opens a block."""
    roots: list[Block] = []
    opened: list[tuple[int, Block, int]] = []
    for number, line in enumerate(lines, 1):
        found = ROW.match(line)
        if found is None:
            continue
        indent = len(found["indent"])
        while opened and opened[-1][0] >= indent:
            opened.pop()
        block = Block(found["name"], found["kind"].rpartition(".")[2], number)
        block.layer = _layer(found, program, number)
        siblings = opened[-1][1].children if opened else roots
        siblings.append(block)
        if block.layer is None:
            opened.append((indent, block, int(found["times"] or 1)))
        if found["times"]:
            copies = min(int(found["times"][:3]), MOST_COPIES) - 1
            siblings += [block] * copies
    yield from roots


def _layer(found: re.Match[str], program: Interpreter, line: int) -> LayerObject | None:
    """Read the call that a row prints; None for a block that others stand in."""
    kind, rest = found["kind"].rpartition(".")[2], found["rest"].strip()
    closed = rest.count("(") < rest.count(")")
    if not closed or not (kind in TORCH_LAYERS or kind in ENDING or rest != ")"):
        return None
    try:
        node = ast.parse(f"{kind}({rest}", mode="eval").body
        value = program.value(node)
    except (SyntaxError, *WRONG):
        value = None
    if isinstance(value, LayerObject):
        return replace_line(value, line)
    return LayerObject(kind, "pytorch", (), {}, line)


def replace_line(layer: LayerObject, line: int) -> LayerObject:
    """Return a layer with the line on which it is printed."""
    layer.line = line
    return layer


class _Run:
    """A printed model that is followed in printed order."""

    def __init__(self, root: Block, graph: Graph, library: Library, lines: list[str]) -> None:
        self.root, self.graph, self.library, self.lines = root, graph, library, lines
        self.notes: list[TextProblem] = []
        self.assumed: set[str] = set()

    def network(self) -> Network:
        """Return the network; an input that was assumed has no size."""
        first = next(self._layers(self.root), None)
        self.graph.dimensions = _dimensions(first)
        said = said_shape("\n".join(self.lines), self.graph.dimensions, "pytorch")
        start = self._begin(said or self._assumed(first), said is None)
        self._run_block(self.root, start, "")
        network = self.graph.network(start.node)
        others = count_others(self.lines, (node.line for node in network.nodes))
        problems = (*self.notes, *self.library.problems, *others)
        inputs = {
            name: None if name in self.assumed else shape
            for name, shape in self.graph.inputs.items()
        }
        names = tuple(self.library.open_numbers)
        return replace(network, inputs=inputs, problems=problems, open_numbers=names)

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

    def _run_block(self, block: Block, entry: Tensor, path: str) -> Tensor:
        """Follow the modules within a block; return what the last of them gives."""
        last, beside = entry, list[Tensor]()
        for child in block.children:
            name = f"{path}.{child.name}" if path else child.name
            needs, arrives = self._needs(child), _channels(last)
            if beside and needs is not None and needs == sum(map(_channels, [*beside, last])):
                last, beside = self._join("cat", Concat(1), [*beside, last], child.line), []
            elif needs is None or arrives == 0 or self._fits(child, needs, last):
                pass
            elif needs == _channels(entry):
                if last is not entry:
                    beside, last = self._beside(child, [*beside, last], entry, name)
                    if not beside:
                        continue
            elif self._is_conv(child):
                self._say_apart(name, needs, arrives, child.line)
                beside, last = [*beside, last], self._another(needs, entry, name)
            last = self._run_child(child, last, name)
        if beside:
            self._say_beside(block, len(beside) + 1)
        return last

    def _beside(
        self, child: Block, before: list[Tensor], entry: Tensor, name: str
    ) -> tuple[list[Tensor], Tensor]:
        """Let a module take what reaches the block; a skip is added to what the block gives."""
        if child.name not in SKIPS:
            return before, entry
        branch = self._run_child(child, entry, name)
        return [], self._join("+", Elementwise(), [before[-1], branch], child.line)

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
        return self._begin((channels, *sizes), entry.node in self.assumed, f"input of {name}")

    def _run_child(self, child: Block, last: Tensor, name: str) -> Tensor:
        if child.layer is None:
            return self._run_block(child, last, name)
        child.layer.name = child.layer.name or name
        call = self.library.bind_layer(child.layer)
        self.library.bound[child.layer] = replace(call, operation=_flattening(call.operation))
        result = self.library.apply_layer(child.layer, [last], {}, child.line)
        return result if isinstance(result, Tensor) else last

    def _join(self, kind: str, operation: Operation, inputs: list[Tensor], line: int) -> Tensor:
        return self.graph.add(kind, operation, inputs, line)

    def _say_beside(self, block: Block, branches: int) -> None:
        name = block.name or "the model"
        sentence = (
            f"{branches} modules of `{name}` are read side by side: they take the same channels"
        )
        self.notes.append(TextProblem(sentence, block.line or None))

    def _say_apart(self, name: str, needs: int, arrives: int, line: int) -> None:
        sentence = (
            f"`{name}` takes {needs:,} channels, but {arrives:,} come before it: it is read as a "
            "branch of its own, with an input of its own"
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
