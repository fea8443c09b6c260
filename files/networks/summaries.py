"""Summaries as Keras, torchsummary and torchinfo print them, rebuilt as networks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import prod

from conv_engine.networks import Elementwise, Network, Operation, Reshape, TextProblem
from conv_engine.networks.operation import Shape
from files.networks.first_inputs import arriving_shapes, first_shape
from files.networks.graph import Graph
from files.networks.keras_layers import ENDING as KERAS_ENDING
from files.networks.keras_layers import KERAS_LAYERS
from files.networks.rebuilt import TableRow, rebuild
from files.networks.stated import Stated
from files.networks.text_problems import count_others
from files.networks.torch_layers import ENDING, TORCH_LAYERS
from files.networks.values import Framework, Tensor

KERAS_ROW = re.compile(
    r"^\W{0,9}(?P<name>[\w./-]+)…?\s*\(\s*(?P<kind>[A-Z][\w>.]*)(?:…?\s*\)|…?\s)\s*"
    r"\[?\(?(?P<shape>\(?(?:None|\?|\d+)(?:,\s*(?:None|\d+)?)*\)?)\)?\]?,?\s+(?P<parameters>[\d,]+)"
    r"(?P<inputs>.*)$"
)
CELLS = re.compile(r"[│┃|]")
RULE = re.compile(r"^[\s├┼┤┡╇┩└┴┘┌┬┐┏┳┓─━═╞╪╡+=_-]+$")
TORCHSUMMARY_ROW = re.compile(
    r"^\s*(?P<kind>[A-Za-z]\w*)-(?P<number>\d+)\s+"
    r"(?P<shapes>(?:\[[^\]]*\][\s,]*)+)\s*(?P<parameters>[\d,]+)\s*$"
)
TORCHINFO_ROW = re.compile(
    r"^(?P<tree>[\s│|]*[├└+|][─-]+)\s*(?P<kind>[A-Za-z_]\w*)(?:\s*\((?P<own>[\w.\-]*)\))?"
    r"(?:: (?P<number>[\d-]+))?\s+(?P<cells>(?:\[|--).*)$"
)
COLUMNS = ("Output Shape", "Param #")
"""Columns of torchinfo where no others are asked for."""
LISTED = re.compile(r"\[([^\]]*)\]")
LONGEST_ROW = 400
"""Characters of a row; a longer line is none."""
INPUT_KINDS = ("InputLayer", "Input")


def read_summary(lines: list[str]) -> Network | None:
    """Read a table that a framework prints of a model; None if there is none.

    Parameters
    ----------
    lines : list of str

    Examples
    --------
    >>> network = read_summary(["conv2d_4 (Conv2D)   (None, 148, 148, 16)   448"])
    >>> network.input_shape, network.nodes[0].kind
    ((3, 150, 150), 'Conv2D')
    """
    lines = [line if len(line) <= LONGEST_ROW else "" for line in lines]
    if rows := list(_torch_rows(lines)):
        return _Table(rows, "pytorch").network(lines)
    if rows := list(_keras_rows(lines)):
        return _Table(_channels_first(rows), "keras").network(lines)
    return None


def _keras_rows(lines: list[str]) -> Iterator[TableRow]:
    """Read the rows of `model.summary()`, whose cells may be drawn with lines and wrapped."""
    for number, line in _joined(lines):
        found = KERAS_ROW.match(line)
        if found is None:
            continue
        sizes = [int(size) for size in re.findall(r"\d+", found["shape"])]
        if re.match(r"\(?\d", found["shape"]) and len(sizes) > 1:
            sizes = sizes[1:]
        if "None" not in found["shape"] and "?" not in found["shape"] and len(sizes) < 1:
            continue
        shape = (sizes[-1], *sizes[:-1]) if sizes else ()
        inputs = tuple(re.findall(r"([\w./-]+)(?:(?:\[\d+\]?)+|…)", found["inputs"]))
        parameters = int(found["parameters"].replace(",", "") or 0)
        kind = _whole_kind(found["kind"], found["name"])
        depth = _depth(lines[number - 1])
        yield TableRow(found["name"], kind, shape, parameters, inputs, line=number, depth=depth)


def _depth(line: str) -> int:
    """Return how deep Keras draws a row within a model: behind a hook, or in a frame.

    Examples
    --------
    >>> _depth("conv2d (Conv2D)"), _depth("│    └ conv2d (Conv2D)"), _depth("| conv2d (Conv2D)")
    (0, 5, 1)
    """
    return max(line.find("└"), 0) or len(line) - len(line.lstrip("|"))


def _channels_first(rows: list[TableRow]) -> list[TableRow]:
    """Let shapes begin with the channels where only so the layers have whole filters.

    Examples
    --------
    224 = 8 * (3 * 3 * 3 + 1), and 50 does not divide it.

    >>> row = TableRow("conv2d", "Conv2D", (50, 8, 40), 224)
    >>> _channels_first([row])[0].shape
    (8, 40, 50)
    """
    slid = [row for row in rows if "Conv" in row.kind and row.parameters and len(row.shape) > 1]
    if not slid or any(row.parameters % row.shape[0] == 0 for row in slid):
        return rows
    if any(row.parameters % row.shape[1] for row in slid):
        return rows
    turned = ((*row.shape[1:], *row.shape[:1]) for row in rows)
    pairs = zip(rows, turned, strict=True)
    return [replace(row, shape=shape) if len(shape) > 1 else row for row, shape in pairs]


def _whole_kind(kind: str, name: str) -> str:
    """Return the class of a row whose end was cut off.

    Examples
    --------
    >>> _whole_kind("BatchNo", "batch_normalization_1")
    'BatchNormalization'
    """
    if kind in KERAS_LAYERS or kind in KERAS_ENDING or kind in INPUT_KINDS:
        return kind
    plain = re.sub(r"_\d+$", "", name).replace("_", "")
    known = [each for each in (*KERAS_LAYERS, *INPUT_KINDS) if each.startswith(kind)]
    known.sort(key=lambda each: "2D" not in each)
    return next((each for each in known if each.lower() == plain), known[0] if known else kind)


def _joined(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Join the cells of rows that are drawn over several lines."""
    if not any("│" in line for line in lines):
        yield from _continued(lines)
        return
    cells: list[str] = []
    start = 0
    for number, line in enumerate([*lines, "├"], 1):
        if RULE.match(line) or line.startswith("├"):
            if cells:
                yield start, "  ".join(cells)
            cells, start = [], 0
            continue
        if not CELLS.search(line):
            continue
        parts = [part.strip() for part in CELLS.split(line.strip().strip("│┃|"))]
        start = start or number
        cells = [
            f"{old} {new}".strip()
            for old, new in zip(cells or [""] * len(parts), parts, strict=False)
        ]


def _continued(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Join lines that only go on with what a row is connected to."""
    row, start = "", 0
    for number, line in enumerate(lines, 1):
        if row and re.fullmatch(r"\s+[\w./-]+(?:\[\d+\])+.*", line):
            row += f" {line.strip()}"
            continue
        if row:
            yield start, row
        row, start = line, number
    yield start, row


def _torch_rows(lines: list[str]) -> Iterator[TableRow]:
    """Read the rows of torchsummary, or the tree of torchinfo."""
    columns: Sequence[str] = COLUMNS
    for number, line in enumerate(lines, 1):
        if line.startswith("Layer (type"):
            columns = re.split(r"\s{2,}", line.strip())[1:]
        if plain := TORCHSUMMARY_ROW.match(line):
            shape = _sizes(LISTED.findall(plain["shapes"])[0])
            name = f"{plain['kind'].lower()}-{plain['number']}"
            yield TableRow(name, plain["kind"], shape, _count(plain["parameters"]), line=number)
        elif found := TORCHINFO_ROW.match(line):
            cells = dict(zip(columns, re.split(r"\s{2,}", found["cells"].strip()), strict=False))
            yield TableRow(
                found["own"] or f"{found['kind'].lower()}-{found['number'] or number}",
                found["kind"],
                _sizes(cells.get("Output Shape", "")),
                _count(cells.get("Param #", "")),
                input_shape=_sizes(cells.get("Input Shape", "")) or None,
                line=number,
                depth=len(found["tree"]),
            )


def _count(cell: str) -> int:
    """Return the parameters of a cell, which has a dash where there are none."""
    number = cell.replace(",", "")
    return int(number) if number.isdecimal() else 0


def _sizes(shape: str) -> Shape:
    """Return a shape without its samples."""
    return tuple(int(size) for size in re.findall(r"-?\d+", shape)[1:])


MOST_REMEMBERED = 40
"""Rows among which the beginning of a branch is looked for."""


class _Table:
    """A summary on its way to a network."""

    def __init__(self, rows: list[TableRow], framework: Framework) -> None:
        self.rows = [row for row in _leaves(rows) if row.shape and min(row.shape) > 0]
        self.framework = framework
        self.graph = Graph()
        self.made: dict[str, Tensor] = {}
        self.guesses = False

    def network(self, lines: list[str]) -> Network:
        """Return the network of the rows."""
        if not self.rows:
            return Network((), problems=(TextProblem("there is no layer in this table"),))
        last = self.begin(lines)
        for row in self.rows:
            if row.kind in INPUT_KINDS:
                self.made[row.name] = self.made.get(row.name) or self.graph.start(
                    row.shape, self.framework, row.name
                )
                last = self.made[row.name]
            else:
                last = self.add(row, last)
        start = next(iter(self.graph.inputs))
        problems = count_others(lines, (row.line for row in self.rows))
        network = self.graph.network(start, (), problems)
        return replace(network, guesses_input=self.guesses)

    def begin(self, lines: list[str]) -> Tensor:
        """Begin with the input that the table says, or the one that its numbers allow."""
        first = self.rows[0]
        if first.kind in INPUT_KINDS:
            tensor = self.graph.start(first.shape, self.framework, first.name)
            self.made[first.name] = tensor
            return tensor
        megabytes = _megabytes(lines)
        shape = first.input_shape or _said_input(lines)
        if shape is None:
            shape = first_shape(first, megabytes)
            self.guesses = shape is not None and not any(megabytes)
        return self.graph.start(shape, self.framework)

    def find(self, name: str) -> Tensor | None:
        """Return what a row gives, by its name or the start of it."""
        if name in self.made:
            return self.made[name]
        alike = (made for made in reversed(self.made) if made.startswith(name))
        return self.made.get(next(alike, ""))

    def add(self, row: TableRow, last: Tensor) -> Tensor:
        """Add the layer of a row to what it is connected to, or to what fits it."""
        inputs = [tensor for name in row.inputs if (tensor := self.find(name))]
        if inputs:
            operation = rebuild(row, [t.shape for t in inputs if t.shape is not None])
        else:
            inputs, operation = self.fit(row, last)
        tensor = self.graph.add(row.kind, operation, inputs, row.line, name=row.name)
        if tensor.shape is None:
            tensor = Tensor(tensor.node, row.shape, self.framework)
        self.made[row.name] = tensor
        return tensor

    def fit(self, row: TableRow, last: Tensor) -> tuple[list[Tensor], Operation]:
        """Find what a layer fits: what came last, or an earlier row that a branch comes from."""
        earlier = reversed(list(self.made.values())[-MOST_REMEMBERED:])
        for tensor in (last, *earlier):
            if tensor.shape is not None and row.input_shape in (None, tensor.shape):
                operation = rebuild(row, [tensor.shape])
                if not isinstance(operation, Stated):
                    return [self.gated(tensor, last, row.line)], operation
        for shape in arriving_shapes(row, last.shape):
            operation = rebuild(row, [shape])
            if not isinstance(operation, Stated):
                return [last], Stated(row.shape, row.parameters, operation.multiply_adds(shape))
        return [last], Stated(row.shape, row.parameters)

    def gated(self, maps: Tensor, gate: Tensor, line: int) -> Tensor:
        """Multiply maps with one number for each channel, if that is what comes beside them."""
        taken, made = maps.shape or (), gate.shape or ()
        if len(taken) < 2 or prod(taken[1:]) == 1 or not taken[0] == prod(made) == prod(made[:1]):
            return maps
        if len(made) < len(taken):
            one_each = Reshape((*made, *(1 for _ in taken[1:])))
            gate = self.graph.add("view", one_each, [gate], line)
        return self.graph.add("*", Elementwise(), [maps, gate], line)


def _leaves(rows: list[TableRow]) -> Iterator[TableRow]:
    """Leave out rows that only hold others: those before deeper ones, and own blocks."""
    for place, row in enumerate(rows):
        deeper = place + 1 < len(rows) and rows[place + 1].depth > row.depth
        known = row.kind in TORCH_LAYERS or row.kind in KERAS_LAYERS or row.kind in ENDING
        if not deeper and (known or row.parameters or row.inputs or row.kind in INPUT_KINDS):
            yield row


def _said_input(lines: list[str]) -> Shape | None:
    """Return the shape of a model's input that torchinfo says in its first row."""
    for line in lines[:12]:
        found = re.match(r"^(?:\w+)\s+(\[[\d, -]+\])\s+(\[[\d, -]+\])", line)
        if found:
            return _sizes(found[1])
    return None


def _megabytes(lines: list[str]) -> tuple[float, ...]:
    """Return what the input takes, as torchsummary and torchinfo say under their tables.

    Examples
    --------
    >>> _megabytes(["Input size (MB): 0.57"])
    (0.57,)
    """
    found = re.findall(r"Input size \(MB\):\s*(\d+\.\d+)", "\n".join(lines))
    return tuple(float(size) for size in found[:1])
