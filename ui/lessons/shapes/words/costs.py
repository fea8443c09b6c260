"""What is said about the shapes of a layer and where they come from, and about its twin."""

from collections.abc import Sequence
from fractions import Fraction

from text import COUNTED_COLUMNS, COUNTED_ROWS

TWIN = "- **In {framework}**: {calls}"
NO_TWIN = "- **In {framework}**: no single layer does the same"
SIZES_END = (
    "The sizes of this layer are not known, because the size of its input or of its output "
    "cannot be worked out."
)
NOTHING_TO_TRANSLATE = "there is no layer to translate: {problem}"
NO_CONVOLUTION = "This section is about 2-D convolutions, and the text does not have one."
ARRAYS = {
    "input": "input",
    "weight": "weight",
    "depthwise weight": "depthwise weight",
    "pointwise weight": "pointwise weight",
    "transposed weight": "transposed weight",
    "bias": "bias",
    "output": "output",
}
"""What each array of a layer is called in the table of shapes."""
NOTHING_MULTIPLIED = (
    "This layer does not multiply anything. It only adds or removes rows and columns."
)
OUTPUT_SIZE, PARAMETERS, MULTIPLY_ADDS = "Output size", "Parameters", "Multiply-adds"
WITH_BIAS = (
    "The only filter has one kernel for every channel it sees, and one bias.",
    "Each of the {n} filters has one kernel for every channel it sees, and one bias.",
)
WITHOUT_BIAS = (
    "The only filter has one kernel for every channel it sees.",
    "Each of the {n} filters has one kernel for every channel it sees.",
)
WORK = "Each output cell is one whole filter times its patch."
STAMP_KERNELS = "Each input channel has one kernel for every output channel."
STAMP_WORK = "Each input cell is multiplied by every weight of its channel's kernels."
NO_SINGLE_LAYER = "No single layer does the same. See below what to write instead."
CHOOSE_ONE = "Click a convolution, here or in the table, to see it below."
CHANNELS_LAST = "Outputs are written with channels last, as in Keras. The batch axis is left out."
CHANNELS_FIRST = (
    "Outputs are written with channels first, as in PyTorch. The batch axis is left out."
)


def describe_twin(framework: str, calls: Sequence[str]) -> str:
    """Write the layers of the other framework that do the same.

    Examples
    --------
    >>> describe_twin("PyTorch", ["nn.ZeroPad2d(1)", "nn.Conv2d(3, 8, 3)"])
    '- **In PyTorch**: `nn.ZeroPad2d(1)`, then `nn.Conv2d(3, 8, 3)`'
    >>> describe_twin("Keras", [])
    '- **In Keras**: no single layer does the same'
    """
    if not calls:
        return NO_TWIN.format(framework=framework)
    written = ", then ".join(f"`{call}`" for call in calls)
    return TWIN.format(framework=framework, calls=written)


def describe_field(field: tuple[int, int], jump: tuple[Fraction, Fraction]) -> str:
    """Say how much of the network's input a cell depends on, and how far neighbours are apart.

    Examples
    --------
    >>> print(describe_field((7, 7), (Fraction(2), Fraction(2))))
    **Receptive field.** One cell of this output depends on 7 x 7 cells of the network's input. Each
    layer adds (effective kernel size − 1) times all strides before it. Neighbouring cells are 2
    apart.
    >>> describe_field((3, 5), (Fraction(1), Fraction(2)))[-36:]
    'cells are 1 row and 2 columns apart.'
    """
    rows, columns = jump
    apart = str(rows)
    if rows != columns:
        apart = f"{_count(rows, *COUNTED_ROWS)} and {_count(columns, *COUNTED_COLUMNS)}"
    return (
        f"**Receptive field.** One cell of this output depends on {field[0]} x {field[1]} cells of "
        "the network's input. Each layer adds (effective kernel size − 1) times all strides before "
        f"it. Neighbouring cells are {apart} apart."
    )


def _count(number: Fraction, one: str, many: str) -> str:
    """Count rows or columns, of which an upsampled map can have parts."""
    return (one if number == 1 else many).format(n=number)
