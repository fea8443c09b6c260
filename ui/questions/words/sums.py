"""What questions about the sum say, and the slips of whoever works it out otherwise."""

from collections.abc import Sequence

from conv_engine.samples import RGB
from text import channel_label, list_text, number_text

SUM_OR_MEAN = "Sum or mean"
ONE_CELL = "That is one cell of one channel."


def ask_for_sum(kernel: int, bias: float) -> str:
    """Ask what a window over channels of one number each gives.

    Examples
    --------
    >>> print(ask_for_sum(2, bias=3))
    Each channel holds one number in all its cells. Every weight of the only filter is 1, and its
    bias is 3. What value does the 2x2 window give?
    """
    return (
        "Each channel holds one number in all its cells. Every weight of the only filter is 1, and "
        f"its bias is {number_text(bias)}. What value does the {kernel}x{kernel} window give?"
    )


def counted_one_cell(cells: int) -> str:
    """Name the slip of counting one cell of a window.

    Examples
    --------
    >>> counted_one_cell(4)
    'You counted only one of the 4 cells in each channel.'
    """
    return f"You counted only one of the {cells} cells in each channel."


def explain_digits(addition: str) -> str:
    """Explain the sum of channels whose digits stay apart.

    Examples
    --------
    >>> print(explain_digits("4 + 400 + 40,000 + 1 bias = 40,405"))
    4 + 400 + 40,000 + 1 bias = 40,405. You can read in the digits what each channel adds. Nothing
    is averaged, and nothing turns grey.
    """
    return (
        f"{addition}. You can read in the digits what each channel adds. Nothing is averaged, and "
        "nothing turns grey."
    )


HOW_MANY_MAPS = "How many maps"
PARTIAL_MAPS = "That is the number of partial maps. The partial maps of each filter are added up."
CHANNELS_COUNTED = "That is the number of channels. Each filter gives one map."
ONE_MAP = "Each filter gives its own map."


def ask_for_maps(channels: int, layer: str) -> str:
    """Ask how many feature maps a layer gives.

    Examples
    --------
    >>> ask_for_maps(3, "`Conv2D(2, 3)`")
    'An input has 3 channels. The layer is `Conv2D(2, 3)`. How many feature maps come out?'
    """
    return (
        f"An input has {channels} channels. The layer is {layer}. How many feature maps come out?"
    )


def explain_maps(filters: int, channels: int) -> str:
    """Count the partial maps and the feature maps of a layer.

    Examples
    --------
    >>> print(explain_maps(filters=2, channels=3))
    2 filters on 3 channels give 2 × 3 = 6 partial maps. The 3 of each filter are added up, so 2
    feature maps remain.
    """
    return (
        f"{filters} filters on {channels} channels give {filters} × {channels} = "
        f"{filters * channels} partial maps. The {channels} of each filter are added up, so "
        f"{filters} feature maps remain."
    )


OWN_KERNELS = "A kernel for each channel"
SHARED_FIRST = "You used the first kernel for every channel."
FIRST_CHANNEL_ONLY = "You counted only the first channel."
MINUS_LOST = "You added all three sums. The last one takes away what the first one adds."


def ask_for_grey(bias: float) -> str:
    """Ask what a filter makes of a grey input.

    Examples
    --------
    >>> print(ask_for_grey(2))
    The input is grey, so its three channels are the same. The filter has these kernels and a bias
    of 2. What is the output?
    """
    return (
        "The input is grey, so its three channels are the same. The filter has these kernels and "
        f"a bias of {number_text(bias)}. What is the output?"
    )


def explain_grey(addition: str) -> str:
    """Explain what is left of a grey input.

    Examples
    --------
    >>> print(explain_grey("9 + 0 − 9 + 2 bias = 2"))
    9 + 0 − 9 + 2 bias = 2. A filter with a kernel for each channel sees differences between
    channels. In grey there are none.
    """
    return (
        f"{addition}. A filter with a kernel for each channel sees differences between channels. "
        "In grey there are none."
    )


ACTIVATION = "Where the activation comes"
RELU_TOO_EARLY = "You used ReLU before the channels were added."
RELU_ON_EACH = "You added the bias to each channel, and used ReLU on each."
BIAS_ON_EACH = "You added the bias once for each channel."
BIAS_LEFT_OUT = "You left out the bias."
ABOVE_ZERO = "The sum is above zero, so ReLU leaves it as it is."


def ask_for_relu(first: float, second: float, bias: float) -> str:
    """Ask what comes out of two channel sums, a bias and a ReLU.

    Examples
    --------
    >>> print(ask_for_relu(5, -3, bias=1))
    At one position the channel sums are 5 and −3, and the bias is 1. The layer ends with ReLU,
    which turns everything below zero into 0. What is the output?
    """
    return (
        f"At one position the channel sums are {number_text(first)} and {number_text(second)}, and "
        f"the bias is {number_text(bias)}. The layer ends with ReLU, which turns everything below "
        "zero into 0. What is the output?"
    )


def explain_relu(addition: str) -> str:
    """Explain that the sum comes before the activation.

    Examples
    --------
    >>> print(explain_relu("5 − 3 + 1 bias = 3"))
    First comes the sum, 5 − 3 + 1 bias = 3, and then ReLU. So one channel can take away what
    another one adds.
    """
    return (
        f"First comes the sum, {addition}, and then ReLU. So one channel can take away what "
        "another one adds."
    )


FLIPPED_OR_NOT = "Flipped or not"
CROSS_CORRELATION = (
    "The first weight meets the first cell. Mathematics flips the kernel and calls that "
    "convolution. What the frameworks do is called cross-correlation."
)


def ask_for_row(layer: str) -> str:
    """Ask what a layer makes of one row.

    Examples
    --------
    >>> print(ask_for_row("`Conv2D(1, (1, 4))`"))
    The layer is `Conv2D(1, (1, 4))`, without a bias. Its input is one row of four cells. What is
    the output?
    """
    return (
        f"The layer is {layer}, without a bias. Its input is one row of four cells. What is the "
        "output?"
    )


POINTWISE = "What 1x1 does"
PIXEL_KEPT = "A 1x1 kernel does multiply the channels."
ONE_CHANNEL_ONLY = "That is only one channel. A filter adds up all of them."
WEIGHTS_LEFT_OUT = "You added the channels without their weights."
AVERAGED = "You averaged. The layer only adds."


def ask_for_pixel(weights: Sequence[float]) -> str:
    """Ask what a 1x1 convolution makes of a pixel in colour.

    Examples
    --------
    >>> print(ask_for_pixel([-2, 1, 3]))
    A 1x1 convolution has one filter without a bias. Its weights are −2 for channel 0 (red), 1 for
    channel 1 (green) and 3 for channel 2 (blue). What does it make of this pixel?
    """
    named = [f"{number_text(w)} for {channel_label(c, RGB)}" for c, w in enumerate(weights)]
    return list_text(
        named,
        "A 1x1 convolution has one filter without a bias. Its weight is {n}. What does it make of "
        "this pixel?",
        "A 1x1 convolution has one filter without a bias. Its weights are {n}. What does it make "
        "of this pixel?",
    )


def explain_pixel(addition: str) -> str:
    """Explain what a 1x1 convolution does.

    Examples
    --------
    >>> explain_pixel("−4 + 6 = 2")
    '−4 + 6 = 2. A 1x1 convolution does not look at neighbours. It mixes channels.'
    """
    return f"{addition}. A 1x1 convolution does not look at neighbours. It mixes channels."


SHUFFLED = "Shuffled together"
KERNELS_STAYED = "You would get that if the channels moved and their kernels stayed."


def ask_for_shuffle(addition: str, order: str) -> str:
    """Ask what becomes of an output when channels and kernels change their order.

    Examples
    --------
    >>> print(ask_for_shuffle("4 + 2 − 3 + 1 bias = 4", "2, 0, 1"))
    The output at the outlined window is 4 + 2 − 3 + 1 bias = 4. Now the channels of the input come
    in the order 2, 0, 1, and each takes its kernel along. What comes out?
    """
    return (
        f"The output at the outlined window is {addition}. Now the channels of the input come in "
        f"the order {order}, and each takes its kernel along. What comes out?"
    )


def explain_shuffle(addition: str) -> str:
    """Explain that the order of the channels changes no sum.

    Examples
    --------
    >>> print(explain_shuffle("−3 + 4 + 2 + 1 bias = 4"))
    These are the same channel sums in another order: −3 + 4 + 2 + 1 bias = 4. A sum does not depend
    on the order, so channels have no neighbours.
    """
    return (
        f"These are the same channel sums in another order: {addition}. A sum does not depend on "
        "the order, so channels have no neighbours."
    )


SUMS_AVERAGED = "You averaged the channel sums. The layer only adds them."
BIAS_PER_CHANNEL = "You added the bias once for each channel. A filter has one bias."
FIRST_KERNEL_SHARED = (
    "You used the first kernel for every channel. Each channel has its own kernel."
)
KERNEL_FLIPPED = "You flipped the kernel. The frameworks do not."
SIGNS_DROPPED = "You added the channel sums without their signs."


def forgot_bias(bias: float) -> str:
    """Name the slip of leaving the bias out.

    Examples
    --------
    >>> forgot_bias(-2)
    'You left out the bias, −2.'
    """
    return f"You left out the bias, {number_text(bias)}."


def subtracted_bias(bias: float) -> str:
    """Name the slip of taking the bias away.

    Examples
    --------
    >>> subtracted_bias(2)
    'You subtracted the bias, 2. It is added.'
    """
    return f"You subtracted the bias, {number_text(bias)}. It is added."


def counted_alone(channel: str) -> str:
    """Name the slip of counting one channel.

    Examples
    --------
    >>> counted_alone("channel 1")
    'You counted only channel 1. The filter adds up all of its channels.'
    """
    return f"You counted only {channel}. The filter adds up all of its channels."


def forgot_channel(channel: str) -> str:
    """Name the slip of leaving a channel out.

    Examples
    --------
    >>> forgot_channel("channel 1")
    'You left out channel 1. All channels are added up.'
    """
    return f"You left out {channel}. All channels are added up."


def mistook_sign(channel: str, channel_sum: float) -> str:
    """Name the slip of adding a channel's sum with the other sign.

    Examples
    --------
    >>> mistook_sign("channel 1", -4)
    'You took the sum of channel 1 with the wrong sign. It is −4.'
    """
    return f"You took the sum of {channel} with the wrong sign. It is {number_text(channel_sum)}."
