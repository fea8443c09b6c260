"""A network in a text: what people have on their screen becomes a graph of layers.

Nothing is executed. Programs are followed as data (`files.networks.interpreter`);
printed modules, summaries, lists of weights and error messages are rebuilt from their numbers.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from conv_engine.networks import Conv, Linear, Network, TextProblem
from conv_engine.networks.operation import Shape
from files.networks.cleaned_text import clean_lines
from files.networks.latent_inputs import begin_with_cell
from files.networks.messages import read_message
from files.networks.printed_modules import is_printed, read_printed
from files.networks.program_networks import read_program
from files.networks.summaries import read_summary
from files.networks.weight_lists import read_weights

LONGEST_TEXT = 200_000
"""Most characters of a text."""
MOST_LINES = 5_000
PROGRAM = re.compile(r"\s*(?:class|def|import|from)\s+\w|.*\bSequential\(|.*\.add\(|.*\)\(\w+\)")
"""Lines that only a program has, whatever it prints below."""


SIZES_ASKED = re.compile(
    r"\.(?:shape|ndim)\b|\.(?:size|numel|nelement|dim|get_shape|chunk|split)\(|int_shape\(|split\("
    r"|output_size\s*=|kernel_shape\s*=|\.\.\.,|unbind\(|permute\(|transpose\("
)
"""Words of programs in which the sizes decide what is read."""


def read_network(
    text: str,
    numbers: Mapping[str, int] | None = None,
    input_shape: tuple[int, ...] | None = None,
) -> Network:
    r"""Read a network from a text, whatever it is: a program, a summary, a message.

    Parameters
    ----------
    text : str
        At most `LONGEST_TEXT` characters and `MOST_LINES` lines; what is longer is cut off, and
        a problem says so.
    numbers : mapping of str to int, optional
        Numbers of names that the text leaves open, as `Network.open_numbers` lists them.
    input_shape : tuple of int, optional
        Of the first input, channel first, in place of what the text says.

    Returns
    -------
    Network
        Without nodes if the text has no layer; its `problems` say what could not be read.

    Examples
    --------
    >>> network = read_network("nn.Conv2d(3, 8, 3)\nnn.MaxPool2d(2)")
    >>> [(row.kind, row.output_shape) for row in network.trace((3, 28, 28)).rows]
    [('Conv2d', (8, 26, 26)), ('MaxPool2d', (8, 13, 13))]
    """
    lines = clean_lines(text[:LONGEST_TEXT])
    network = _read_lines(lines[:MOST_LINES], numbers or {}, input_shape)
    if SIZES_ASKED.search(text):
        network = replace(network, reread=_read_for_inputs(text, numbers))
    if input_shape is None:
        network = begin_with_cell(network, text)
    if len(text) <= LONGEST_TEXT and len(lines) <= MOST_LINES:
        return network
    cut = (
        f"only the first {LONGEST_TEXT:,} characters and {MOST_LINES:,} lines of the text were "
        "read, and it has more"
    )
    return replace(network, problems=(*network.problems, TextProblem(cut)))


def _read_for_inputs(text: str, numbers: Mapping[str, int] | None) -> Callable[..., Network]:
    """Return a function that reads the text for an input of a shape, once for each."""

    @lru_cache(maxsize=2)
    def reread(shape: tuple[int, ...]) -> Network:
        network = replace(read_network(text, numbers, shape), reread=None)
        return replace(network.with_input(shape), reread=reread)

    return reread


def _read_lines(
    lines: list[str], given: Mapping[str, int], shape: tuple[int, ...] | None
) -> Network:
    """Read the lines of a text as what they are."""
    if any("copying a param" in line for line in lines):
        message = read_message(lines)
        if message is not None:
            return message
    if is_printed(lines):
        return read_printed(lines, given)
    program = read_program(lines, given, shape) if any(map(PROGRAM.match, lines)) else None
    if program is not None and program.nodes:
        return program if shape else _take_input(program, read_message(lines))
    for read in (read_summary, read_weights):
        found = read(lines)
        if found is not None:
            return found
    network = program or read_program(lines, given, shape)
    return network if network.nodes else read_message(lines) or network


def _take_input(network: Network, message: Network | None) -> Network:
    """Take the input of a program from the error message of its first layer, if it says none."""
    if message is None or network.input_shape is not None or not message.nodes:
        return network
    first, refused = network.nodes[0].operation, message.nodes[0].operation
    if isinstance(refused, Linear) and isinstance(first, Conv) and message.input_shape:
        shape = _find_side(network, first, refused, message.input_shape[0])
        return network if shape is None else network.with_input(shape)
    if not isinstance(first, Conv) or not isinstance(refused, Conv):
        return network
    if (first.out_channels, first.kernel_size) != (refused.out_channels, refused.kernel_size):
        return network
    return replace(network, inputs={next(iter(network.inputs)): message.input_shape})


LARGEST_SIDE = 1024
"""Rows and columns of a square input that is looked for."""


def _find_side(network: Network, first: Conv, refused: Linear, features: int) -> Shape | None:
    """Find the square input with which so many features arrive at a Linear layer.

    They never become fewer as the side grows, so the sides are halved until one is left.
    """
    node = next((each.name for each in network.nodes if each.operation == refused), None)
    if node is None or first.in_channels is None:
        return None

    def arriving(side: int) -> int:
        shape = (first.in_channels or 1, *(side,) * first.dimensions)
        rows = network.with_input(shape).trace().rows
        shapes = next(row.input_shapes for row in rows if row.name == node)
        return shapes[0][-1] if shapes and shapes[0] else 0

    side = bisect_left(range(1, LARGEST_SIDE), features, key=arriving) + 1
    if side > LARGEST_SIDE or arriving(side) != features:
        return None
    return first.in_channels, *(side,) * first.dimensions
