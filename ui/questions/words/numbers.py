"""What questions say that ask to work a number out."""

from text import number_text

ONE_OUTPUT = "One output number"


def ask_for_output(layer: str, bias: float, row: int, column: int) -> str:
    """Ask for one number of a feature map.

    Examples
    --------
    >>> print(ask_for_output("`Conv2D(1, 2)`", 3, row=0, column=1))
    The layer is `Conv2D(1, 2)`. Its bias is 3. The window is at row 0, column 1 of the output. What
    is the value of the feature map there?
    """
    return (
        f"The layer is {layer}. Its bias is {number_text(bias)}. The window is at row {row}, "
        f"column {column} of the output. What is the value of the feature map there?"
    )


def explain_output(addition: str) -> str:
    """Explain one number of a feature map.

    Examples
    --------
    >>> explain_output("12 + 4 − 3 + 1 bias = 14")
    'Add up the channel sums and the bias: 12 + 4 − 3 + 1 bias = 14.'
    """
    return f"Add up the channel sums and the bias: {addition}."


ONE_CHANNEL_SUM = "One channel's sum"
BIAS_ADDED = "You added the bias. It is added once, after the channels."
WHOLE_OUTPUT = "That is the whole output, with all channels and the bias."
WEIGHTS_LEFT_OUT = "You added up the patch without the weights."
SIGNS_DROPPED = "You added the products without their signs."


def ask_for_channel(layer: str, bias: float, channel: str, row: int, column: int) -> str:
    """Ask what one channel adds to an output number.

    Examples
    --------
    >>> print(ask_for_channel("`Conv2D(1, 2)`", 3, "channel 1 (green)", row=0, column=1))
    The layer is `Conv2D(1, 2)`. Its bias is 3. What does channel 1 (green) add to the output at row
    0, column 1?
    """
    return (
        f"The layer is {layer}. Its bias is {number_text(bias)}. What does {channel} add to the "
        f"output at row {row}, column {column}?"
    )


def other_channel(channel: str) -> str:
    """Name the slip of taking another channel.

    Examples
    --------
    >>> other_channel("channel 1 (green)")
    'That is the sum of channel 1 (green).'
    """
    return f"That is the sum of {channel}."


def explain_channel(channel: str, channel_sum: float, addition: str) -> str:
    """Explain the sum of one channel.

    Examples
    --------
    >>> print(explain_channel("channel 1", 4, "12 + 4 − 3 + 1 bias = 14"))
    Multiply cell by cell and add up inside channel 1. That gives 4. All channel sums and the bias
    add up to the output: 12 + 4 − 3 + 1 bias = 14.
    """
    return (
        f"Multiply cell by cell and add up inside {channel}. That gives "
        f"{number_text(channel_sum)}. All channel sums and the bias add up to the output: "
        f"{addition}."
    )


OVER_THE_EDGE = "A window over the edge"
PADDING_LEFT_OUT = "You started the window inside the input, as if there were no padding."


def ask_at_edge(layer: str, bias: float) -> str:
    """Ask for the first output number of a padded layer.

    Examples
    --------
    >>> print(ask_at_edge("`Conv2D(1, 3)`", 3))
    The layer is `Conv2D(1, 3)`. Its bias is 3. One cell of zeros is added on every side. What is
    the value at row 0, column 0 of the output?
    """
    return (
        f"The layer is {layer}. Its bias is {number_text(bias)}. One cell of zeros is added on "
        "every side. What is the value at row 0, column 0 of the output?"
    )


def explain_edge(addition: str) -> str:
    """Explain an output number whose window hangs over the edge.

    Examples
    --------
    >>> print(explain_edge("4 − 3 + 1 bias = 2"))
    The first row and the first column of each kernel cover zeros, so four weights of each kernel
    cover the input: 4 − 3 + 1 bias = 2.
    """
    return (
        "The first row and the first column of each kernel cover zeros, so four weights of each "
        f"kernel cover the input: {addition}."
    )
