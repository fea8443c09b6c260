"""A network as pages show it: what goes in, its answers, and a row for each node."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from conv_engine.networks import (
    AdaptivePooling,
    ChannelNorm,
    Conv,
    DirectedOperation,
    Embedding,
    Linear,
    Network,
    NetworkRow,
    Padding,
    Pooling,
    TransposedConv,
    Unchanged,
    UnknownOperation,
    Upsampling,
)
from conv_engine.networks.axes import order_written
from conv_engine.networks.trace import NetworkTrace
from conv_engine.stack import Row
from text import as_sentence, count_text, escape_markdown, shape_text
from ui.pictures import words as say

Shape = tuple[int, ...]
MEGABYTE = 1_000_000
EACH_CHANNEL = (AdaptivePooling, Padding, Pooling, Unchanged, Upsampling)
"""What takes each channel for itself, and so gives as many as arrive."""


def suggest_shape(network: Network, fields: tuple[int, int, int]) -> Shape | None:
    """Return the shape that goes in: the fields, in as many directions as the network has.

    Parameters
    ----------
    network : Network
    fields : (channels, rows, columns)

    Returns
    -------
    tuple of int or None
        None where no field says what the network needs.

    Examples
    --------
    >>> from conv_engine.networks import Conv, Node
    >>> series = Network((Node("conv", "Conv1d", Conv(1, 8, 3), ("input",)),))
    >>> suggest_shape(series, (3, 28, 30))
    (3, 30)
    """
    if network.input_shape is not None and len(network.input_shape) != len(fields):
        return network.input_shape
    channels, _, columns = fields
    match next((node.operation for node in network.nodes), None):
        case DirectedOperation(dimensions=1):
            return channels, columns
        case DirectedOperation(dimensions=3):
            return None
        case Embedding():
            return (columns,)
        case Linear(in_features=int(features)):
            return (features,)
    return fields


def needed_channels(network: Network) -> int | None:
    """Return how many channels the first layer was made for, if it says so.

    Layers that take each channel for itself, such as padding and pooling, may stand before it.

    Examples
    --------
    >>> from conv_engine.networks import Conv, Node
    >>> layer = Conv(1, 32, 7, in_channels=12)
    >>> conv = Node("conv", "Conv1d", layer, ("relu",))
    >>> needed_channels(Network((Node("relu", "ReLU", Unchanged(), ("input",)), conv)))
    12
    """
    operations = (node.operation for node in network.nodes)
    match next((each for each in operations if not isinstance(each, EACH_CHANNEL)), None):
        case Conv(in_channels=None, filter_depth=channels) | Conv(in_channels=channels):
            return channels
        case TransposedConv(in_channels=channels) | ChannelNorm(channels=channels):
            return channels
    return None


def is_channels_last(network: Network) -> bool:
    """Return whether a network is written in Keras, which counts the channels last.

    Examples
    --------
    >>> from conv_engine.networks import Conv, Node
    >>> convs = [Node("conv", kind, Conv(1, 8, 3), ("input",)) for kind in ("Conv1D", "Conv1d")]
    >>> [is_channels_last(Network((conv,))) for conv in convs]
    [True, False]
    """
    formats = {getattr(node.layer, "data_format", None) for node in network.nodes}
    if "channels_first" in formats:
        return False
    return any(
        getattr(node.operation, "channels_last", False) or re.search(r"[123]D\b", node.kind)
        for node in network.nodes
    )


def written_shape(shape: Shape, channels_last: bool) -> str:
    """Write a shape in the order in which its framework counts the axes.

    Examples
    --------
    >>> written_shape((32, 222, 222), channels_last=True), written_shape((10,), channels_last=True)
    ('222 x 222 x 32', '10')
    """
    return shape_text(order_written(shape, channels_last))


def is_chain(network: Network) -> bool:
    """Return whether each node takes the one before it alone, and the first takes the input."""
    before = [*list(network.inputs)[:1], *(node.name for node in network.nodes)]
    return all(
        node.inputs == (name,) and node.shares is None
        for node, name in zip(network.nodes, before, strict=False)
    )


def is_stack(network: Network) -> bool:
    """Return whether a network is a chain of 2-D convolutions, margins between them included."""
    return is_chain(network) and all(node.layer for node in network.nodes)


def stack_row(row: NetworkRow) -> Row | None:
    """Return the row of a 2-D convolution as the derivations take it; None for any other node.

    Where the network's input has no rows and columns, each cell of the layer's own counts as one.
    """
    if row.node.layer is None or row.output_shape is None or row.input_shapes[0] is None:
        return None
    sees_plane = len(row.receptive_field) == 2
    rows, columns = row.receptive_field if sees_plane else (1, 1)
    down, right = row.jump if sees_plane else (Fraction(1), Fraction(1))
    costs = row.parameters or 0, row.multiply_adds or 0
    shapes = row.input_shapes[0], row.output_shape
    return Row(row.node.layer, *shapes, *costs, (rows, columns), (down, right))


def own_name(row: NetworkRow) -> str:
    """Return the name that the text gives a node; empty where it has only that of its kind.

    A layer that is used a second time has one name.

    Examples
    --------
    >>> from conv_engine.networks import Node, Unchanged
    >>> nodes = [Node(name, "ReLU", Unchanged(), ()) for name in ("relu1", "relu_2", "0")]
    >>> [own_name(NetworkRow(node, (), None, 0, 0)) for node in nodes]
    ['relu1', '', '']
    """
    name = plain_name(row.node.label or row.node.shares or row.name, row.kind)
    given = re.sub(r"_\d+$", "", name)
    return "" if given.isdigit() or _plain(given) == _plain(row.kind) else name


def plain_name(name: str, kind: str) -> str:
    """Return a node's name without what a writer of ONNX adds to the name of the layer.

    Examples
    --------
    >>> plain_name("/layer1/conv1/Conv_output_0", "Conv"), plain_name("/Relu_1_output_0", "Relu")
    ('layer1/conv1', 'Relu_1')
    """
    plain = name.removeprefix("/").removesuffix("_output_0")
    return plain.removesuffix(f"/{kind}") or name


def _plain(name: str) -> str:
    """Return a name as it is compared: Conv2D, conv2d and max_pooling2d alike."""
    return name.lower().replace("_", "")


def name_row(row: NetworkRow, place: int) -> str:
    """Name a row at the start of a sentence: by the text's name for it, or its place."""
    return say.ROW.format(place=place, name=own_name(row) or row.kind)


def answer_lines(network: Network, trace: NetworkTrace) -> Iterator[tuple[str, str]]:
    """Write what a network gives and costs: a name and a text for each answer."""
    channels_last = is_channels_last(network)
    ends = next((place for place, row in enumerate(trace.rows, start=1) if row.problem), 0)
    for name, shape in trace.outputs.items():
        several = say.NAMED_OUTPUT.format(name=escape_markdown(name))
        title = say.OUTPUT if len(trace.outputs) == 1 else several
        unknown = say.NO_OUTPUT.format(row=ends)
        yield title, written_shape(shape, channels_last) if shape else unknown
    counted = all(row.multiply_adds is not None for row in trace.rows)
    yield say.PARAMETERS, _count_parameters(trace)
    if not _knows_sizes(trace):
        return
    if counted or trace.multiply_adds:  # "at least 0" would say nothing
        products = say.PRODUCTS if counted else say.PRODUCTS_SO_FAR
        yield say.MULTIPLY_ADDS, products.format(n=f"{trace.multiply_adds:,}")
    numbers = say.KEPT_NUMBERS if trace.complete else say.KEPT_SO_FAR
    memory = memory_text(trace.activation_bytes)
    yield say.ACTIVATIONS, count_text(trace.activations, *numbers, memory=memory)


def memory_text(size: int) -> str:
    """Write so many bytes in kB or MB.

    Examples
    --------
    >>> memory_text(34_304), memory_text(20_600_000)
    ('34.3 kB', '20.6 MB')
    """
    return f"{size / MEGABYTE:,.1f} MB" if size >= MEGABYTE else f"{size / 1000:,.1f} kB"


def _count_parameters(trace: NetworkTrace) -> str:
    """Write how many numbers are learned, as far as that is known."""
    if _all_counted(trace):
        return f"{trace.parameters:,}"
    return say.AT_LEAST.format(n=f"{trace.parameters:,}") if trace.parameters else say.NOT_KNOWN


def _knows_sizes(trace: NetworkTrace) -> bool:
    return any(row.output_shape for row in trace.rows)


def _all_counted(trace: NetworkTrace) -> bool:
    return all(row.parameters is not None for row in trace.rows)


def dense_rows(trace: NetworkTrace) -> Iterator[tuple[NetworkRow, tuple[int, int, int]]]:
    """Go through Linear or Dense rows behind a Flatten, each with the volume that is flattened."""
    rows = {row.name: row for row in trace.rows}
    for row in trace.rows:
        if isinstance(row.node.operation, Linear) and (volume := _flattened_into(row, rows)):
            yield row, volume


def _flattened_into(row: NetworkRow, rows: Mapping[str, NetworkRow]) -> tuple[int, int, int] | None:
    """Go back from a row, through what changes no shape, to maps of several cells and channels."""
    before = rows.get(row.node.inputs[0])
    while before is not None and len(before.node.inputs) == 1:
        match before.input_shapes[0], before.output_shape:
            case (int(c), int(h), int(w)), (int(features),) if c * h * w == features:
                return (c, h, w) if c > 1 < h * w else None
            case given, same if given != same or isinstance(before.node.operation, Linear):
                return None
        before = rows.get(before.node.inputs[0])
    return None


NumberedLine = tuple[int | None, list[str]]
"""A line of the text, and what the table says of it."""


def table_lines(network: Network, trace: NetworkTrace) -> tuple[Sequence[str], list[list[str]]]:
    """Return the heads and rows of the table of a network.

    A chain has no column for what each row takes. Lines of the text that could not be read are
    rows, too, where they stand in it.
    """
    places = {row.name: place for place, row in enumerate(trace.rows, start=1)}
    channels_last = is_channels_last(network)
    seen = (network.input_shape or ())[1:]
    lines: list[NumberedLine] = [
        (row.node.line, [*_cells(row, places, channels_last), field_text(row, seen)])
        for row in trace.rows
    ]
    said = {(row.node.line, row.problem) for row in trace.rows}
    unread: list[NumberedLine] = [
        (problem.line, _cells_of_problem(problem.line, problem.sentence))
        for problem in network.problems
        if problem.line is not None and (problem.line, problem.sentence) not in said
    ]
    cells = [line for _, line in _by_line(lines, unread)]
    products = f"{trace.multiply_adds:,}" if _knows_sizes(trace) else say.NOT_KNOWN
    total = ["", say.ALL_ROWS, "", "", _count_parameters(trace), products, ""]
    heads = say.HEADS
    cells.append(total)
    if is_chain(network):
        return [*heads[:2], *heads[3:]], [[*line[:2], *line[3:]] for line in cells]
    return heads, cells


def _cells_of_problem(line: int, sentence: str) -> list[str]:
    """Write the row of a line that could not be read."""
    return ["", say.UNREAD_LINE.format(line=line), "", as_sentence(sentence), "", "", ""]


def _by_line(rows: list[NumberedLine], unread: list[NumberedLine]) -> list[NumberedLine]:
    """Put what was not read before the first row that a later line of the text gives."""
    merged = list(rows)
    for line, cells in unread:
        later = (i for i, (of_row, _) in enumerate(merged) if (of_row or 0) > (line or 0))
        merged.insert(next(later, len(merged)), (line, cells))
    return merged


def _cells(row: NetworkRow, places: Mapping[str, int], channels_last: bool) -> list[str]:
    """Write one row of the table."""
    shape = row.output_shape
    taken = ", ".join(str(places.get(name, escape_markdown(name))) for name in row.node.inputs)
    written = f"`{row.node.layer.call()}`" if row.node.layer else f"`{row.kind}`"
    if name := own_name(row):
        named = say.SHARED_LAYER if row.node.shares else say.NAMED_LAYER
        written = named.format(name=escape_markdown(name), call=written)
    return [
        str(places[row.name]),
        written,
        taken,
        written_shape(shape, channels_last) if shape else _explain_end(row),
        _number(row.parameters),
        _number(row.multiply_adds),
    ]


def field_text(row: NetworkRow, sizes: Shape) -> str:
    """Write a receptive field, and whether it is as large as the input, or larger by its padding.

    Parameters
    ----------
    row : NetworkRow
    sizes : tuple of int
        Of the network's input, without its channels.
    """
    field = row.receptive_field
    if not field or len(field) != len(sizes):
        return shape_text(field)
    if all(n == m for n, m in zip(field, sizes, strict=True)):
        return say.WHOLE_INPUT.format(field=shape_text(field))
    beyond = all(n >= m for n, m in zip(field, sizes, strict=True))
    return say.BEYOND_INPUT.format(field=shape_text(field)) if beyond else shape_text(field)


def _explain_end(row: NetworkRow) -> str:
    match row.node.operation:
        case UnknownOperation(reason=reason) if row.problem is None:
            return as_sentence(reason)
    if row.problem:
        return as_sentence(row.problem)
    return say.NOT_COMPUTED


def _number(number: int | None) -> str:
    return "" if number is None else f"{number:,}"
