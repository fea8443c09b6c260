"""Which layers of a network are drawn, and what is said of them."""

from collections.abc import Mapping, Sequence

from conv_engine.networks import (
    Attention,
    ChannelNorm,
    Conv,
    DepthwiseConv,
    LayerNorm,
    Linear,
    Network,
    NetworkRow,
    NetworkTrace,
    PReLU,
    Recurrent,
    SeparableConv,
    TransposedConv,
)
from stage.network import NetworkBlock
from stage.network_layout import NetworkPart
from text import count_text
from ui.pictures import words as say
from ui.pictures.network_rows import is_channels_last, own_name, written_shape

LEARNING = (Conv, DepthwiseConv, SeparableConv, TransposedConv, Linear, Recurrent, Attention)
PASSING = (ChannelNorm, LayerNorm, PReLU)
"""Layers that learn, but leave each cell where it is: no block of their own."""
MOST_BLOCKS = 150


def drawn_blocks(
    network: Network, trace: NetworkTrace, choices: Mapping[str, int]
) -> tuple[NetworkBlock, ...]:
    """Return a block for each layer that changes the shape, learns, or merges.

    Parameters
    ----------
    network : Network
    trace : NetworkTrace
        Layers whose output has no size are not drawn.
    choices : mapping of str to int
        What the page hears when a layer is chosen, by its name.
    """
    channels_last = is_channels_last(network)
    shapes = {name: shape for name, shape in network.inputs.items() if shape}
    blocks = [_input_block(name, shape, channels_last) for name, shape in shapes.items()]
    stands_for = {name: name for name in shapes}
    for place, row in enumerate(trace.rows, start=1):
        taken = tuple(stands_for[name] for name in row.node.inputs if name in stands_for)
        if row.output_shape is None or not taken or len(taken) < len(row.node.inputs):
            continue
        if not _has_block(row) or len(blocks) >= MOST_BLOCKS:
            stands_for[row.name] = taken[0]
            continue
        stands_for[row.name] = row.name
        choice = choices.get(row.name)
        blocks.append(_block(row, place, taken, choice, channels_last))
    return tuple(blocks)


def _input_block(name: str, shape: tuple[int, ...], channels_last: bool) -> NetworkBlock:
    text = written_shape(shape, channels_last)
    title = say.INPUT_BLOCK.format(name=name, shape=text)
    return NetworkBlock(NetworkPart(name, (), shape), "in", text, title, "input")


def _has_block(row: NetworkRow) -> bool:
    """Whether a row is more than a step that leaves all cells in their places."""
    if len(row.input_shapes) > 1 or isinstance(row.node.operation, LEARNING):
        return True
    return row.output_shape != row.input_shapes[0] and not isinstance(row.node.operation, PASSING)


def _block(
    row: NetworkRow,
    place: int,
    taken: tuple[str, ...],
    choice: int | None,
    channels_last: bool,
) -> NetworkBlock:
    shape = row.output_shape or ()
    text = written_shape(shape, channels_last)
    name = own_name(row)
    title = say.NAMED_BLOCK if name else say.LAYER_BLOCK
    is_sign = len(row.kind) == 1
    learns = isinstance(row.node.operation, LEARNING)
    return NetworkBlock(
        NetworkPart(row.name, taken, shape, is_sign),
        str(place),
        "" if is_sign else text,
        title.format(place=place, name=name, kind=row.kind, shape=text),
        "sign" if is_sign else "layer" if learns else "plain",
        choice,
        {"*": "×", "-": "−"}.get(row.kind, row.kind) if is_sign else "",
    )


def describe_drawing(blocks: Sequence[NetworkBlock], channels_last: bool = False) -> str:
    """Say in words what the drawing shows.

    Examples
    --------
    >>> conv = NetworkPart("conv", ("input",), (4, 6, 6))
    >>> blocks = [_input_block("input", (1, 8, 8), True), NetworkBlock(conv, "1", "", "")]
    >>> describe_drawing(blocks, channels_last=True)
    'Drawing of 1 layer, from 8 x 8 x 1 to 6 x 6 x 4.'
    """
    inner = [block for block in blocks if block.kind != "input"]
    merges = sum(len(block.part.takes) > 1 for block in inner)
    first, last = (
        written_shape(block.part.shape, channels_last) for block in (blocks[0], blocks[-1])
    )
    drawing = count_text(len(inner), *say.DRAWING, first=first, last=last)
    return f"{drawing} {count_text(merges, *say.MERGES)}" if merges else drawing


def describe_scale(blocks: Sequence[NetworkBlock]) -> str:
    """Say what the lengths of the drawing mean."""
    is_series = any(len(block.part.shape) == 2 for block in blocks)
    sentences = [say.HEIGHT_OF_SERIES if is_series else say.HEIGHT_OF_MAPS, say.OTHER_LENGTHS]
    if any(len(block.part.takes) > 1 for block in blocks):
        sentences.append(say.SKIPS)
    if len(blocks) >= MOST_BLOCKS:
        sentences.append(say.FIRST_LAYERS.format(most=MOST_BLOCKS))
    return " ".join(sentences)
