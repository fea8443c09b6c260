"""What questions say about frameworks and machines."""

from collections.abc import Sequence

from text import count_text, number_text

WEIGHT_ORDER = "Weight layout"
KERNEL_TURNED = "In reverse order, the height and the width of the kernel would change places too."
CHANNELS_TURNED = "Input and output channels would change places too."


def ask_for_order(shape: str, there: str, here: str) -> str:
    """Ask which shape a weight has in another framework.

    Examples
    --------
    >>> print(ask_for_order("(2, 3, 5, 7)", "PyTorch", "Keras"))
    The weight of a Conv2D layer has the shape (2, 3, 5, 7) in PyTorch. Which shape does it have in
    Keras?
    """
    return (
        f"The weight of a Conv2D layer has the shape {shape} in {there}. Which shape does it have "
        f"in {here}?"
    )


def kept_order(framework: str) -> str:
    """Name the slip of keeping the order of the other framework.

    Examples
    --------
    >>> kept_order("PyTorch")
    'That is the order of PyTorch.'
    """
    return f"That is the order of {framework}."


def explain_order(
    there: str, axes_there: Sequence[str], here: str, axes_here: Sequence[str]
) -> str:
    """Name the axes of a weight in both frameworks.

    Examples
    --------
    >>> print(explain_order("PyTorch", ["filters", "channels"], "Keras", ["channels", "filters"]))
    In PyTorch the axes are filters, channels. In Keras they are channels, filters. Only the order
    of the axes changes.
    """
    return (
        f"In {there} the axes are {', '.join(axes_there)}. In {here} they are "
        f"{', '.join(axes_here)}. Only the order of the axes changes."
    )


SAME_PADDING = "Padding of same"
BOTH_TOGETHER = "That is before and after together."
NONE_BEFORE = "Some are added before the first row too."


def ask_for_padding(kernel: int, size: int) -> str:
    """Ask how many rows Keras adds before the first one.

    Examples
    --------
    >>> print(ask_for_padding(3, 32))
    In Keras, `Conv2D(64, 3, strides=2, padding="same")` sees an input of 32 rows. How many rows of
    zeros does it add before the first one?
    """
    return (
        f'In Keras, `Conv2D(64, {kernel}, strides=2, padding="same")` sees an input of {size} '
        "rows. How many rows of zeros does it add before the first one?"
    )


def padded_alike(rows: int) -> str:
    """Name the slip of padding both sides alike.

    Examples
    --------
    >>> padded_alike(2)
    'That is what Keras adds after the last row. In PyTorch people often write 2 for both sides.'
    """
    return (
        f"That is what Keras adds after the last row. In PyTorch people often write {rows} for "
        "both sides."
    )


EARLIER = (
    "With `padding={around}` its first window begins 1 row earlier.",
    "With `padding={around}` its first window begins {n} rows earlier.",
)


def explain_padding(around: int, earlier: int, ends: str) -> str:
    """Explain where Keras and PyTorch add rows.

    Examples
    --------
    >>> print(explain_padding(around=1, earlier=1, ends="Keras adds 0 before and 1 after."))
    Keras puts an odd row at the end. PyTorch does not accept "same" at stride 2. With `padding=1`
    its first window begins 1 row earlier. Keras adds 0 before and 1 after.
    """
    odd = 'Keras puts an odd row at the end. PyTorch does not accept "same" at stride 2.'
    return " ".join((odd, count_text(earlier, *EARLIER, around=around), ends))


INVERSE = "There and back"
NO_INVERSE = "That would be the inverse. Here only the shape comes back."
LAST_STAMP = "That is only the last stamp. Stamps that overlap add up."
FIRST_STAMP = "That is only the first stamp. Stamps that overlap add up."
THERE, THERE_ALT = "Convolved", "After the convolution"
BACK, BACK_ALT = "And back", "After the transposed convolution"
INPUT, KERNEL = "Input", "Kernel"


def ask_for_middle(given: float) -> str:
    """Ask what comes back from a convolution and its transposed one.

    Examples
    --------
    >>> print(ask_for_middle(4))
    A row of three cells goes through a convolution, and the result goes through a transposed
    convolution with the same kernel. Neither has a bias. What is the value in the middle, where 4
    was?
    """
    return (
        "A row of three cells goes through a convolution, and the result goes through a transposed "
        "convolution with the same kernel. Neither has a bias. What is the value in the middle, "
        f"where {number_text(given)} was?"
    )


def explain_middle(first: int, last: int) -> str:
    """Add up the two stamps that overlap.

    Examples
    --------
    >>> print(explain_middle(12, 9))
    Both cells stamp the kernel, and the stamps overlap in the middle: 12 + 9 = 21. The shape comes
    back. The numbers do not.
    """
    return (
        f"Both cells stamp the kernel, and the stamps overlap in the middle: {first} + {last} = "
        f"{first + last}. The shape comes back. The numbers do not."
    )


CHANNELS_FIRST = "Channels first"
GPU_OR_ONEDNN = "On a GPU, and on a CPU only with oneDNN"
EVERYWHERE = (
    "Everywhere, because it is only another order",
    "Not every TensorFlow for CPUs can work in that order.",
)
NOWHERE = (
    "Nowhere, because Keras has only channels_last",
    "Keras accepts channels_first, and on GPUs it works well.",
)
ONLY_CPU = ("Only on a CPU", "It is the other way round. GPUs can do it, and CPUs may not.")


def ask_where(size: int) -> str:
    """Ask where a layer with the channels first runs.

    Examples
    --------
    >>> print(ask_where(32))
    In Keras with TensorFlow, `Conv2D(8, 3, data_format="channels_first")` sees an input of shape
    (1, 3, 32, 32). Where is it sure to run?
    """
    return (
        'In Keras with TensorFlow, `Conv2D(8, 3, data_format="channels_first")` sees an input of '
        f"shape (1, 3, {size}, {size}). Where is it sure to run?"
    )


def explain_where(size: int) -> str:
    """Explain where a layer runs, and what is to be seen of it.

    Examples
    --------
    >>> print(explain_where(32))
    On a CPU, TensorFlow runs channels_first only with oneDNN, for float32 on x86. Set
    TF_ENABLE_ONEDNN_OPTS=1 to turn oneDNN on. channels_last runs everywhere, and here its input has
    the shape (1, 32, 32, 3). Below, each number is its place in memory, and a click finds the same
    number of the picture in the other order.
    """
    return (
        "On a CPU, TensorFlow runs channels_first only with oneDNN, for float32 on x86. Set "
        "TF_ENABLE_ONEDNN_OPTS=1 to turn oneDNN on. channels_last runs everywhere, and here its "
        f"input has the shape (1, {size}, {size}, 3). Below, each number is its place in memory, "
        "and a click finds the same number of the picture in the other order."
    )


GPU_DIFFERENCE = "A number in TF32"
EXACT_NUMBER = "float32 has that number, but TF32 does not."
FARTHER = "The other neighbour is nearer."
POWER_BELOW = "That is the power of two below. TF32 keeps 10 more bits."


def ask_for_rounded(exact: int, power: int, step: int) -> str:
    """Ask what TF32 makes of a number.

    Examples
    --------
    >>> print(ask_for_rounded(4101, 4096, 4))
    A GPU that uses TF32 keeps 10 bits after the first one of each number. So from 4,096 on it has
    only every 4th whole number. What does 4,101 become before it is multiplied?
    """
    return (
        f"A GPU that uses TF32 keeps 10 bits after the first one of each number. So from {power:,} "
        f"on it has only every {step}th whole number. What does {exact:,} become before it is "
        "multiplied?"
    )


def explain_rounded(exact: int, below: int, above: int, rounded: int) -> str:
    """Explain what TF32 makes of a number.

    Examples
    --------
    >>> print(explain_rounded(4101, 4100, 4104, rounded=4100))
    Its neighbours in TF32 are 4,100 and 4,104. The nearer one is 4,100, which differs by 1. That is
    less than 1 part in 2,000. Sums are kept in float32. A difference this small is not a bug.
    """
    return (
        f"Its neighbours in TF32 are {below:,} and {above:,}. The nearer one is {rounded:,}, which "
        f"differs by {abs(exact - rounded)}. That is less than 1 part in 2,000. Sums are kept in "
        "float32. A difference this small is not a bug."
    )


def title_bits(number: int) -> str:
    """Name the picture of the bits of a number.

    Examples
    --------
    >>> title_bits(4101)
    '4,101, bit by bit'
    """
    return f"{number:,}, bit by bit"
